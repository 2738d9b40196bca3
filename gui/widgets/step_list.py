"""The list of steps: a number in a ring, what the step is about, and how it stands."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.painting import paint_focus, paint_icon
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
State = Literal["open", "done", "again", "skipped", "aside", "unavailable", "left-out", "page"]
"""again: done, and to be looked at again. page: no step but something about all of them."""
NOWHERE = QModelIndex()
PADDING, RING = 8, 24
WRAPPED = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value


class StepRow(NamedTuple):
    """A step as the list shows it; `caption` says how it stands.

    number   its place in the walk; 0 for what has none
    heading  stands above the first row of a stage
    icon     the sign of a page
    """

    id: str
    title: str
    caption: str
    state: State
    number: int = 0
    heading: str = ""
    icon: str = ""


class StepModel(QAbstractListModel):
    """The steps in order, for the list and for the combo box of narrow windows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StepRow, ...] = ()

    def show_rows(self, rows: tuple[StepRow, ...]) -> None:
        if rows == self._rows:
            return
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> StepRow:
        return self._rows[number]

    def find(self, id: str) -> int:
        """Where a row stands, -1 where there is none of that id."""
        return next((number for number, row in enumerate(self._rows) if row.id == id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        number = formats.count(row.number)
        if role == Qt.ItemDataRole.DisplayRole:
            return _("{number}. {title}").format(number=number, title=row.title) if row.number else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _("Step {number}, {title}, {caption}") if row.number else _("{title}, {caption}")
            return said.format(number=number, title=row.title, caption=row.caption)
        return None


class StepDelegate(QStyledItemDelegate):
    """Paints a step; a row grows with its words, so that none is cut."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._row(index)
        words = sum(height for *_look, height in self._lines(row, self._room(self._list.viewport().width())))
        tall = max(self._theme.px(self._theme.tokens.size.row_step), words + 2 * self._theme.px(PADDING))
        return QSize(0, tall + self._above(row))

    def _above(self, row: StepRow) -> int:
        """The height of a heading."""
        return self._theme.px(12) + self._theme.line("head") + self._theme.px(4) if row.heading else 0

    def _room(self, width: float) -> float:
        """What the ring at the left and the arrow at the right leave to the words."""
        return width - 2 * self._theme.px(RING) - 3 * self._theme.tokens.space.unit - self._theme.tokens.space.half

    @staticmethod
    def _row(index: Index) -> StepRow:
        model = index.model()
        assert isinstance(model, StepModel)
        return model.row(index.row())

    def _lines(self, row: StepRow, width: float) -> list[tuple[str, str, str, int]]:
        """Style, colour, words and height of the title and the caption."""
        lines = []
        for style, token, text in (("label", "text.primary", row.title), ("caption", "text.secondary", row.caption)):
            metrics = QFontMetricsF(self._theme.font(style))
            box = metrics.boundingRect(QRectF(0, 0, max(1.0, width), 10_000), WRAPPED, text)
            rows = max(1, round(box.height() / metrics.height()))
            lines.append((style, token, text, rows * self._theme.line(style)))
        return lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._row(index)
        above, state = self._above(row), option.state
        rect = QRectF(option.rect).adjusted(0, above, 0, 0)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._paint_heading(painter, QRectF(option.rect), above, row.heading)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.selected" if selected else "bg.hover"))
            painter.drawRoundedRect(rect, theme.tokens.radius.control, theme.tokens.radius.control)
        side, inset = theme.px(RING), theme.tokens.space.unit
        ring = QRectF(rect.x() + inset, rect.center().y() - side / 2, side, side)
        self._paint_sign(painter, ring, row, current=selected)
        words = QRectF(ring.right() + theme.tokens.space.inner, rect.y(), self._room(rect.width()), rect.height())
        if selected:
            arrow = QRectF(rect.right() - theme.px(24), rect.center().y() - theme.px(8), theme.px(16), theme.px(16))
            paint_icon(painter, theme, arrow, theme.tokens.icons.action["next"], "text.secondary")
        self._paint_words(painter, words, row)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, theme, rect, theme.tokens.radius.control)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, above: int, heading: str) -> None:
        theme = self._theme
        painter.setFont(theme.font("head"))
        painter.setPen(theme.colour("text.tertiary"))
        line = QRectF(rect.x() + theme.tokens.space.unit, rect.y(), rect.width(), above - theme.px(4))
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, heading)

    def _paint_sign(self, painter: QPainter, ring: QRectF, row: StepRow, *, current: bool) -> None:
        """The number in its ring, or what stands in its place; the caption says the same in words."""
        theme, icons = self._theme, self._theme.tokens.icons
        inset = ring.width() / 6
        inner = ring.adjusted(inset, inset, -inset, -inset)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        match row.state:
            case "page":
                paint_icon(painter, theme, inner, row.icon, "accent.text" if current else "text.secondary")
            case "done":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent.fill"))
                painter.drawEllipse(ring)
                paint_icon(painter, theme, inner, icons.state["done"], "accent.on")
            case "again":
                self._paint_ring(painter, ring, "accent.text", 2)
                paint_icon(painter, theme, inner, icons.action["earlier"], "accent.text")
            case "aside" | "left-out":
                self._paint_ring(painter, ring, "accent.text" if current else "border.control", 2 if current else 1)
                paint_icon(painter, theme, inner, icons.state["not_done"], "text.secondary")
            case _:
                self._paint_number(painter, ring, row, current=current)

    def _paint_ring(self, painter: QPainter, ring: QRectF, token: str, line: int) -> None:
        painter.setPen(QPen(self._theme.colour(token), line))
        painter.drawEllipse(ring.adjusted(line / 2, line / 2, -line / 2, -line / 2))

    def _paint_number(self, painter: QPainter, ring: QRectF, row: StepRow, *, current: bool) -> None:
        disabled = row.state == "unavailable"
        token = "text.disabled" if disabled else "accent.text" if current else "border.control"
        self._paint_ring(painter, ring, token, 2 if current else 1)
        if row.number:
            ink = "text.disabled" if disabled else "accent.text" if current else "text.secondary"
            painter.setPen(self._theme.colour(ink))
            painter.setFont(self._theme.font("head", tabular=True))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, formats.count(row.number))

    def _paint_words(self, painter: QPainter, rect: QRectF, row: StepRow) -> None:
        theme = self._theme
        lines = self._lines(row, rect.width())
        top = rect.center().y() - sum(height for *_look, height in lines) / 2
        for style, token, text, height in lines:
            painter.setFont(theme.font(style))
            disabled = row.state == "unavailable" and style == "label"
            painter.setPen(theme.colour("text.disabled" if disabled else token))
            painter.drawText(QRectF(rect.x(), top, rect.width(), height), WRAPPED, text)
            top += height


class StepList(QListView):
    """`chosen` gives the id of the step that the person went to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, model: StepModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = model
        self.setModel(model)
        self.setItemDelegate(StepDelegate(theme, self))
        self.setAccessibleName(_("Steps"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._telling = True
        self.selectionModel().currentChanged.connect(self._went)
        theme.changed.connect(self._measure)

    def go_to(self, number: int) -> None:
        """Mark a row, or none with -1, without saying so."""
        self._telling = False
        self.setCurrentIndex(self._steps.index(number))
        if number < 0:
            self.clearSelection()
        self._telling = True

    @Slot(QModelIndex, QModelIndex)
    def _went(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._telling and current.isValid():
            self.chosen.emit(self._steps.row(current.row()).id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room for more of the list, what stands before the marked row comes back into sight."""
        super().resizeEvent(event)
        self._measure()
        if event.size().height() > event.oldSize().height():
            self.scrollToTop()
            self.scrollTo(self.currentIndex())

    @Slot()
    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
