"""A sign and the words it belongs to, the sign in the middle of their first line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.icon import Icon
from gui.widgets.text import Text


class IconLine(QWidget):
    def __init__(self, icon: Icon, text: Text, *, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QVBoxLayout()
        sign.addSpacing(2)
        sign.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        sign.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addLayout(sign)
        layout.addWidget(text, 1)
