"""The policy pack: which texts the verdicts rest on, how they were read, and what nobody could confirm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.policy.pack import Source, Statement
from auditor.report.wording import curly
from gui import formats
from gui.models.explained import CERTAINTIES, quoted
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline, Notice
from gui.widgets.clauses import Clauses
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text

STALE_AFTER = 90
"""Days after which the texts may well have changed."""


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


class PolicyPage(Page):
    """The same for everybody but for what holds in one region only."""

    id = "policy"

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        today: Callable[[], dt.date] = _today,
    ) -> None:
        super().__init__(session, theme, parent)
        self._today = today
        space = theme.tokens.space
        self._scroll = Scrolled(theme, widest=880, top=space.section, bottom=space.margin)
        self._content: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        session.situation_changed.connect(self._renew)
        self._renew()

    def title(self) -> str:
        return _("Policy pack")

    def shown(self) -> None:
        first = next((button for button in self.findChildren(Button) if button.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _renew(self) -> None:
        pack, theme, space = self.session.pack, self.theme, self.theme.tokens.space
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.unit)
        column.addWidget(Text(theme, self.title(), "title"))
        about = _(
            "Version {version}. The newest stored copy of X’s own texts is of {text_as_of}; this pack was last "
            "compared with the stored copies on {checked_on}."
        ).format(
            version=pack.version,
            text_as_of=formats.date(pack.text_as_of),
            checked_on=formats.date(pack.checked_on),
        )
        column.addWidget(Text(theme, about, "lead", "text.secondary"))
        age = (self._today() - pack.checked_on).days
        if age > STALE_AFTER:
            column.addSpacing(space.unit)
            column.addWidget(self._stale(age))
        self._heading(column, _("Sources"))
        for source in pack.sources.values():
            self._add_source(column, source)
        self._add_statements(column, _("What could not be confirmed"), pack.unknowns)
        self._add_statements(column, _("What is often believed, and what the texts say"), pack.corrections)
        column.addStretch(1)
        replace(self._scroll.body, self._content, content)
        self._content = content

    def _stale(self, age: int) -> Notice:
        title = _("This policy pack was last compared {n} days ago.").format(n=formats.count(age))
        words = _("X may have changed its texts since. A newer release of Outtake brings a newer pack.")
        return Notice(self.theme, title, words, icon=self.theme.tokens.icons.state["stale"])

    def _heading(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(self.theme.tokens.space.section)
        column.addWidget(Text(self.theme, words, "heading"))
        column.addWidget(Hairline())

    def _add_source(self, column: QVBoxLayout, source: Source) -> None:
        theme, pack = self.theme, self.session.pack
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addWidget(Text(theme, source.title, "strong"))
        words = _("Copy of {date}. {grade}").format(
            date=formats.date(source.text_as_of), grade=_(pack.grades[source.grade])
        )
        block.addWidget(Text(theme, words, token="text.secondary"))
        if source.note:
            block.addWidget(Text(theme, curly(_(source.note)), "caption", "text.tertiary"))
        if source.url:
            link = Button(theme, _("Open the source"), role="link", icon=theme.tokens.icons.state["open_outside"])
            link.setToolTip(source.url)
            link.setAccessibleDescription(source.title)
            link.setProperty("address", source.url)
            link.clicked.connect(self._open)
            block.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(block)
        column.addWidget(Hairline())

    def _add_statements(self, column: QVBoxLayout, heading: str, statements: Sequence[Statement]) -> None:
        theme, pack, region = self.theme, self.session.pack, self.session.situation.region
        shown = [one for one in statements if region is None or not one.regions or region in one.regions]
        if not shown:
            return
        self._heading(column, heading)
        for statement in shown:
            words = curly(_(statement.text))
            column.addWidget(Text(theme, words))
            column.addWidget(Text(theme, _(CERTAINTIES[statement.certainty]), "caption", "text.tertiary"))
            if statement.clauses:
                cited = [quoted(pack, pack.clauses[id]) for id in pack.cited(statement.clauses, region)]
                clauses = Clauses(theme, cited, token="border.control", about=words, at_once=0)
                clauses.open_link.connect(self.open_link)
                column.addWidget(clauses)
            column.addWidget(Hairline())

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(str(self.sender().property("address")))
