"""The root of everything that paints itself."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gui.theme import Theme


class Painted(QWidget):
    """A widget that is measured and painted anew when the theme changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        theme.changed.connect(self.restyle)

    @Slot()
    def restyle(self) -> None:
        self.updateGeometry()
        self.update()
