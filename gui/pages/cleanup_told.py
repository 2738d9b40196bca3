"""What is said under the clean-up list: what deleting does and does not do, and what can be done on X with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.cleanup import OnX, on_x, only_copies, what_deleting_does
from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.policy.pack import Pack
from auditor.policy.records import Statement
from auditor.policy.situation import Situation
from auditor.report.wording import curly
from gui import formats
from gui.models.explained import quoted
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline, Notice
from gui.widgets.clauses import Clauses
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.text import Run, Text
from gui.widgets.two_columns import TwoColumns

BASES = {
    "texts": "",
    "general": "General knowledge: not read in any text of X.",
    "unknown": "",
}


class Told(QWidget):
    """`step_wanted` with the id of a control, `open_link` with the address of a source.

    items  on the list, by category; at least one
    """

    step_wanted = Signal(str)
    open_link = Signal(str)

    def __init__(
        self,
        theme: Theme,
        pack: Pack,
        situation: Situation,
        controls: Mapping[str, Control],
        items: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._pack, self._situation, self._controls = theme, pack, situation, controls
        space = theme.tokens.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.inner)
        first, *others = map(curly, only_copies(items))
        column.addWidget(Notice(theme, first, "\n".join(others), icon=theme.tokens.icons.action["archive"]))
        column.addSpacing(space.inner)
        column.addWidget(Text(theme, _("What you can do with them on X"), "heading"))
        alike: dict[OnX, list[str]] = {}
        for id in sorted(items, key=list(pack.categories).index):
            alike.setdefault(on_x(id), []).append(id)
        for what, ids in alike.items():
            self._add_kinds(column, what, {id: items[id] for id in ids})
        column.addSpacing(space.inner)
        told = what_deleting_does(pack, situation)
        both = TwoColumns(theme, (1, 1), gap=space.gutter, narrowest=640)
        done, not_done = theme.tokens.icons.state["done"], theme.tokens.icons.state["not_done"]
        self._add_statements(both.main, _("What deleting does"), told.does, done)
        self._add_statements(both.side, _("What deleting does not do"), told.does_not, not_done)
        column.addWidget(both)

    def _add_kinds(self, column: QVBoxLayout, what: OnX, items: Mapping[str, int]) -> None:
        """Kinds of which the same is said, each with its items on the list."""
        theme, icons = self._theme, self._theme.tokens.icons
        titles = {id: _(self._pack.categories[id].title) for id in items}
        runs = [
            Run(piece, style, token)
            for id, number in items.items()
            for piece, style, token in (
                (titles[id], "strong", ""),
                (f" {formats.count(number)}    ", "", "text.secondary"),
            )
        ]
        column.addWidget(Hairline())
        sign = icons.category.get(next(iter(items)), icons.page["report"])
        column.addWidget(IconLine(Icon(theme, sign), Text(theme, runs)))
        column.addWidget(Text(theme, curly(_(what.text)), token="text.secondary"))
        if BASES[what.basis]:
            column.addWidget(Text(theme, _(BASES[what.basis]), "caption", "text.tertiary"))
        self._add_step(column, what)
        self._add_clauses(column, what.clauses, ", ".join(titles.values()))

    def _add_step(self, column: QVBoxLayout, what: OnX) -> None:
        control = self._controls.get(what.control)
        if control is not None:
            link = Button(self._theme, _(control.title), role="link")
            link.setProperty("control", control.id)
            link.setAccessibleDescription(_("Opens its step of the guide"))
            link.clicked.connect(self._step_clicked)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_statements(self, column: QVBoxLayout, title: str, statements: Sequence[Statement], icon: str) -> None:
        space = self._theme.tokens.space
        column.addWidget(Text(self._theme, title, "heading"))
        for one in statements:
            column.addSpacing(space.inner)
            words = curly(_(one.text))
            column.addWidget(IconLine(Icon(self._theme, icon, "text.secondary"), Text(self._theme, words)))
            self._add_clauses(column, one.clauses, words)
        column.addStretch(1)

    def _add_clauses(self, column: QVBoxLayout, ids: Sequence[str], about: str) -> None:
        cited = self._pack.cited(ids, self._situation.region)
        if cited:
            found = [quoted(self._pack, self._pack.clauses[id], self._situation.region) for id in cited]
            clauses = Clauses(self._theme, found, token="border.control", about=about, at_once=0)
            clauses.open_link.connect(self.open_link)
            column.addWidget(clauses)

    @Slot()
    def _step_clicked(self) -> None:
        self.step_wanted.emit(str(self.sender().property("control")))
