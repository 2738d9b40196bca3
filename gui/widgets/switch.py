"""The two-way switch: two buttons of which one is always chosen, and marked with a tick."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.stylesheet import set_look
from gui.theme import Theme


class Switch(QWidget):
    """`toggled` says whether the second side is chosen. Arrow keys change sides."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, off: str, on: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._sides = (QPushButton(), QPushButton())
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, (side, label, place) in enumerate(zip(self._sides, (off, on), ("left", "right"), strict=True)):
            side.setText(label)
            side.setCheckable(True)
            side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            side.setAccessibleDescription(name)
            set_look(side, "joined", place)
            self._group.addButton(side, number)
            layout.addWidget(side, 1)
        self._sides[0].setChecked(True)
        self._group.idToggled.connect(self._side_toggled)
        self._restyle()
        theme.changed.connect(self._restyle)

    def is_on(self) -> bool:
        """Whether the second side is chosen."""
        return self._sides[1].isChecked()

    def set_on(self, on: bool) -> None:
        self._sides[int(on)].setChecked(True)

    @Slot(int, bool)
    def _side_toggled(self, number: int, checked: bool) -> None:
        if checked:
            self._restyle()
            self.toggled.emit(number == 1)

    @Slot()
    def _restyle(self) -> None:
        size = self._theme.px(16)
        for side in self._sides:
            tick = self._theme.icon(self._theme.tokens.icons.state["done"], "accent.text")
            side.setIcon(tick if side.isChecked() else QIcon())
            side.setIconSize(QSize(size, size))
