"""Sentences that wait behind a button until they are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.report.wording import curly
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text


class Disclosure(QWidget):
    """A button that shows its paragraphs, and hides them again."""

    def __init__(self, theme: Theme, title: str, paragraphs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = theme.tokens.icons.action
        self.button = Button(theme, title, role="link", icon=self._icons["expand"])
        self.button.setCheckable(True)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.button.toggled.connect(self._toggled)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.tokens.space.unit)
        for paragraph in paragraphs:
            inside.addWidget(Text(theme, curly(paragraph), token="text.secondary"))
        self._inside.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.half)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.addWidget(self._inside)

    @Slot(bool)
    def _toggled(self, shown: bool) -> None:
        self._inside.setVisible(shown)
        self.button.set_icon(self._icons["collapse" if shown else "expand"])
