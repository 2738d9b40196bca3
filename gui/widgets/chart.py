"""What every chart can do: be read by keyboard and screen reader, and lead to the items behind a figure."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from gui.painting import paint_focus
from gui.theme import Theme
from gui.widgets.chart_table import Figures
from gui.widgets.painted import Painted

STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENDS = {Qt.Key.Key_Home: min, Qt.Key.Key_End: max}
NEAR = 48
"""How much around the marked part stays in sight when the page scrolls after it."""


class Part(NamedTuple):
    """A piece of a chart that stands for a figure.

    key     what `chosen` says when it is clicked or Enter is pressed
    areas   where it can be pointed at; the first is the one to mark
    text    the figure in words
    query   what it asks for, in the words of the search; "" where there is nothing to see
    column, row  where the arrow keys find it
    """

    key: str
    areas: tuple[QRectF, ...]
    text: str
    query: str = ""
    column: int = 0
    row: int = 0

    def holds(self, point: QPointF) -> bool:
        return any(area.contains(point) for area in self.areas)


class Chart(Painted):
    """The parts are walked with the arrow keys, Home and End; Enter or a click asks for the items of one.

    chosen   the key of a part
    asked    what a part asks for, in the words of the search
    pointed  the words of the part that the pointer or the keyboard is on, "" for none
    renewed  there are other figures
    """

    chosen = Signal(str)
    asked = Signal(str)
    pointed = Signal(str)
    renewed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._parts: list[Part] | None = None
        self._current = -1
        self._under: Part | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # What a chart says of itself

    def lay_out(self) -> list[Part]:
        """The parts in reading order at the present size; a later one lies above an earlier one."""
        raise NotImplementedError

    def table(self) -> Figures:
        """The same figures as rows."""
        raise NotImplementedError

    def summary(self) -> str:
        """The figures in sentences."""
        return " ".join(part.text for part in self.parts())

    def rest(self) -> str:
        """What is said of the whole while nothing is pointed at."""
        raise NotImplementedError

    # What it does with it

    def parts(self) -> list[Part]:
        if self._parts is None:
            self._parts = self.lay_out()
        return self._parts

    def describe(self) -> None:
        """Tell a screen reader the figures; to be called when they change."""
        self._parts = None
        self._current, self._under = -1, None
        self.setAccessibleDescription(self.summary())
        self.restyle()
        self.renewed.emit()

    @Slot()
    def restyle(self) -> None:
        self._parts = None
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._parts = None
        super().resizeEvent(event)

    def current(self) -> Part | None:
        """The part that the keyboard is on."""
        parts = self.parts()
        return parts[self._current] if self.hasFocus() and 0 <= self._current < len(parts) else None

    def mark(self, part: Part) -> QRectF:
        """What is marked of a part that the keyboard or the pointer is on."""
        return part.areas[0]

    def paint_pointed(self, painter: QPainter) -> None:
        """The ground of the part under the pointer; to be painted first."""
        if self._under:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("bg.hover"))
            radius = self.theme.tokens.radius.chip
            painter.drawRoundedRect(self.mark(self._under), radius, radius)
            painter.restore()

    def paint_current(self, painter: QPainter) -> None:
        """The ring around the part that the keyboard is on; to be painted last."""
        current = self.current()
        if current:
            paint_focus(painter, self.theme, self.mark(current), self.theme.tokens.radius.bar)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        current = self.current()
        target: Part | None = None
        if key in STEPS and self.parts():
            target = _beside(self.parts(), current, *STEPS[key]) if current else self.parts()[0]
        elif key in ENDS and current:
            row = [part for part in self.parts() if part.row == current.row]
            target = ENDS[key](row, key=lambda part: part.column)
        if target:
            self._move_to(target)
        elif current and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(current)
        else:
            super().keyPressEvent(event)

    def _move_to(self, part: Part) -> None:
        self._current = self.parts().index(part)
        self._under = None
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, part.text))
        self._keep_in_sight(part)
        self._point()

    def _keep_in_sight(self, part: Part) -> None:
        scroll = self.parentWidget()
        while scroll is not None and not isinstance(scroll, QScrollArea):
            scroll = scroll.parentWidget()
        page = scroll.widget() if scroll is not None else None
        if scroll is not None and page is not None:
            middle = self.mapTo(page, part.areas[0].center().toPoint())
            scroll.ensureVisible(0, middle.y(), 0, self.theme.px(NEAR))

    def _choose(self, part: Part) -> None:
        self.chosen.emit(part.key)
        if part.query:
            self.asked.emit(part.query)

    def _point(self) -> None:
        pointed = self._under or self.current()
        self.pointed.emit(pointed.text if pointed else "")
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._point()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point()

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, part: Part | None) -> None:
        if part != self._under:
            self._under = part
            leads = part is not None and bool(part.query)
            self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
            self._point()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position())
        if part is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(part)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            part = self._part_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), part.text if part else "", self)
            return True
        return super().event(event)

    def _part_at(self, point: QPointF) -> Part | None:
        return next((part for part in reversed(self.parts()) if part.holds(point)), None)


def _beside(parts: list[Part], here: Part, across: int, down: int) -> Part | None:
    """The nearest part in a direction: up and down within a column, left and right to the most alike row."""
    if across:
        ahead = [part for part in parts if (part.column - here.column) * across > 0]
    else:
        ahead = [part for part in parts if part.column == here.column and (part.row - here.row) * down > 0]
    return min(ahead, key=lambda part: (abs(part.column - here.column), abs(part.row - here.row)), default=None)
