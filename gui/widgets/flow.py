"""Widgets side by side that go on in the next row where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Rows from the left, each item in the middle of its row; items keep the size they ask for."""

    def __init__(self, gap: int, row_gap: int) -> None:
        super().__init__()
        self._gap, self._row_gap = gap, row_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Set the items into `rect`; returns the height they take."""
        top = rect.y()
        row: list[tuple[QLayoutItem, QSize, int]] = []
        x = rect.x()
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), item.sizeHint().height()))
            if row and x + size.width() > rect.x() + rect.width():
                top += self._close(row, top, move=move) + self._row_gap
                row, x = [], rect.x()
            row.append((item, size, x))
            x += size.width() + self._gap
        return top + self._close(row, top, move=move) - rect.y()

    @staticmethod
    def _close(row: list[tuple[QLayoutItem, QSize, int]], top: int, *, move: bool) -> int:
        height = max((size.height() for _item, size, _x in row), default=0)
        if move:
            for item, size, x in row:
                item.setGeometry(QRect(QPoint(x, top + (height - size.height()) // 2), size))
        return height
