"""What stands behind the verdicts of an item or a kind of data, besides the clauses; and all of it to be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import load_controls
from auditor.policy.reasoning import common_beliefs, reasoning
from auditor.policy.records import Category
from gui.models.explained import Explained
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.disclosure import Disclosure


class Grounds(QWidget):
    """lanes    what was judged, with its number of items where it is about many
    subject  what it is about, one line
    time     which rules were in force when it was made, and now
    """

    def __init__(
        self,
        theme: Theme,
        category: Category,
        lanes: Sequence[tuple[Explained, int | None]],
        *,
        subject: str,
        time: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._category, self._lanes, self._subject, self._time = category, tuple(lanes), subject, tuple(time)
        pack, situation = lanes[0][0].pack, lanes[0][0].situation
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.unit)
        self.rules = Disclosure(theme, _("Rules in force, then and now"), time)
        layout.addWidget(self.rules)
        believed = common_beliefs(pack, category, [lane.judgement for lane, _items in lanes], situation.region)
        if believed:
            title = _("Often believed, and what the texts say")
            layout.addWidget(Disclosure(theme, title, [_(correction.text) for correction in believed]))
        self.copy = Button(theme, _("Copy the reasoning"), icon=theme.tokens.icons.action["copy"])
        self.copy.clicked.connect(self._copy)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        """All of it as plain text, with every clause, quotation, source and date, and what the person told us."""
        first = self._lanes[0][0]
        return reasoning(
            first.pack,
            first.situation,
            self._category,
            [(lane.judgement, items) for lane, items in self._lanes],
            subject=self._subject,
            time=self._time,
            titles={id: _(control.title) for id, control in load_controls().items()},
        )

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy.setText(_("Copied"))
