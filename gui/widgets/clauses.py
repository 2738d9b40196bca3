"""The clauses that something rests on: some quoted at once, the others behind a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import ngettext
from gui import formats
from gui.models.explained import Quoted
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.quote import Quote


class Clauses(QWidget):
    """`open_link` gives a source's address.

    at_once  how many are shown from the start
    about    what they are the clauses of, for a screen reader
    """

    open_link = Signal(str)

    def __init__(
        self,
        theme: Theme,
        clauses: Sequence[Quoted],
        *,
        token: str,
        about: str,
        at_once: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = token
        self._waiting = tuple(clauses[at_once:])
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.unit)
        self._add(clauses[:at_once])
        number = len(self._waiting)
        if at_once:
            words = ngettext("{n} more clause", "{n} more clauses", number)
        else:
            words = ngettext("{n} clause", "{n} clauses", number)
        self.more = Button(
            theme, words.format(n=formats.count(number)), role="link", icon=theme.tokens.icons.action["expand"]
        )
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.more.setAccessibleDescription(about)
        self.more.clicked.connect(self.show_all)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.more.setVisible(bool(self._waiting))

    @Slot()
    def show_all(self) -> None:
        """Once shown they stay: the button has done its work, and the keyboard goes on to the next thing."""
        if self.more.hasFocus():
            self.focusNextChild()
        self.more.hide()
        self._add(self._waiting)
        self._waiting = ()

    def _add(self, clauses: Sequence[Quoted]) -> None:
        for clause in clauses:
            quote = Quote(self._theme, clause, self._token)
            quote.open_link.connect(self.open_link)
            self._layout.addWidget(quote)
