"""Two columns side by side; where room is short or the text is large, the second goes below the first."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import Theme


class TwoColumns(QWidget):
    """`main` and `side` are filled by the page. They share the room as `shares` say, from `narrowest` pixels at
    100 % on; below that they stand one above the other."""

    def __init__(
        self, theme: Theme, shares: tuple[int, int], *, gap: int, narrowest: int = 960, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrowest = narrowest
        self.main, self.side = QVBoxLayout(), QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(gap)
        for column, share in zip((self.main, self.side), shares, strict=True):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            ground = QWidget()
            # The shares decide, not what is in the columns.
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            ground.setSizePolicy(policy)
            ground.setLayout(column)
            self._columns.addWidget(ground, share)
        theme.changed.connect(self._arrange)

    @property
    def stacked(self) -> bool:
        return self._columns.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(self._narrowest)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
