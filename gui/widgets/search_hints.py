"""The line under the search field: how to narrow a search, or what of it was not understood."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from auditor.search.query import KEYS
from auditor.search.typed import key_of
from gui.theme import Theme
from gui.widgets.flow import FlowLayout
from gui.widgets.search_pill import HEIGHT, Pill
from gui.widgets.text import Text

OFFERED = ("category", "verdict", "since", "until", "has")
LONGEST = 40


class SearchHints(QWidget):
    """`key_wanted` with a key of the language that is to be inserted."""

    key_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = QWidget()
        row = FlowLayout(theme.tokens.space.half, 0)
        self._keys.setLayout(row)
        row.addWidget(Text(theme, _("Narrow with"), "caption", "text.tertiary", wrap=False))
        for key in OFFERED:
            button = Pill(theme, f"{key}:", outlined=True)
            button.setAccessibleName(_("Narrow with {key}").format(key=f"{key}:"))
            button.clicked.connect(self._pressed)
            row.addWidget(button)
        row.addWidget(Text(theme, _("or put words in quotes"), "caption", "text.tertiary", wrap=False))
        self.doubt = Text(theme, "", "caption", "text.secondary")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._keys)
        column.addWidget(self.doubt)
        column.addStretch(1)
        self.doubt.hide()

    def show_doubt(self, piece: str) -> None:
        """Say of a piece of the text why it is no filter; "" says how to narrow."""
        if piece:
            self.doubt.set_text(_words_of(piece))
        level = (self._theme.px(HEIGHT) - self._theme.line("caption")) // 2  # its first line where the keys would be
        self._column.setContentsMargins(0, level if piece else 0, 0, 0)
        self.doubt.setVisible(bool(piece))
        self._keys.setVisible(not piece)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, Pill)
        self.key_wanted.emit(button.text())


def _words_of(piece: str) -> str:
    key, shown = key_of(piece), excerpt(piece, LONGEST)
    if key in KEYS:
        return _("“{text}” is no value that {key} has here, so it is searched for as text.").format(text=shown, key=key)
    return _("“{text}” is searched for as text. The filters are: {keys}.").format(text=shown, keys=", ".join(KEYS))
