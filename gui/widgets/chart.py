"""What every chart can do: be reached by keyboard, lead to the items behind a figure, and be read as a table."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.chart_table import ChartTable, Table
from gui.widgets.painted import Painted


class Part(NamedTuple):
    """A piece of a chart that stands for a figure.

    key    what `chosen` says when it is clicked or Enter is pressed
    areas  where it can be pointed at; the first is marked when the keyboard is on it
    text   the figure in words
    """

    key: str
    areas: tuple[QRectF, ...]
    text: str

    def holds(self, point: QPointF) -> bool:
        return any(area.contains(point) for area in self.areas)


class Chart(Painted):
    """The parts are walked with the arrow keys; Enter or a click emits `chosen` with the part's key."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._current = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        as_table = QAction(_("Show as table"), self)
        as_table.triggered.connect(self.show_table)
        self.addAction(as_table)

    def parts(self) -> list[Part]:
        """In reading order."""
        raise NotImplementedError

    def table(self) -> Table:
        """The same figures as rows."""
        raise NotImplementedError

    def describe(self) -> None:
        """Tell a screen reader the figures; to be called when they change."""
        self._current = -1
        self.setAccessibleDescription(" ".join(part.text for part in self.parts()))
        self.restyle()

    def current(self) -> Part | None:
        """The part that the keyboard is on."""
        parts = self.parts()
        return parts[self._current] if self.hasFocus() and 0 <= self._current < len(parts) else None

    @Slot()
    def show_table(self) -> ChartTable:
        """Open the figures as a table in a window of its own."""
        window = ChartTable(self.theme, self.table(), self.window())
        window.open()
        return window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parts = self.parts()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        if step is not None and parts:
            self._current = min(len(parts) - 1, max(0, self._current + step))
            announcement = QAccessibleAnnouncementEvent(self, parts[self._current].text)
            QAccessible.updateAccessibility(announcement)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current():
            self.chosen.emit(parts[self._current].key)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._part_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position())
        if part is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(part.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            part = self._part_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), part.text if part else "", self)
            return True
        return super().event(event)

    def _part_at(self, point: QPointF) -> Part | None:
        return next((part for part in self.parts() if part.holds(point)), None)
