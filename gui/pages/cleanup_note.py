"""What came of the last thing done with the clean-up list, and what can be answered to it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.flow import FlowLayout


class CleanUpNote(QWidget):
    """At most one notice, with buttons under it; without one it takes no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space = theme.tokens.space
        self._shown: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, notice: Notice, *buttons: Button) -> None:
        self.clear()
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._space.unit)
        column.addWidget(notice)
        if buttons:
            row = FlowLayout(self._space.unit, self._space.half)
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)
        self._layout.addWidget(self._shown)
        self.show()

    def clear(self) -> None:
        if self._shown is not None:
            self._layout.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.hide()
