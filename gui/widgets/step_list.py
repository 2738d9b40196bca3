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
State = Literal["open", "done", "skipped", "unavailable"]
NOWHERE = QModelIndex()
PADDING = 8
WRAPPED = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value


class StepRow(NamedTuple):
    """A step as the list shows it; `caption` says how it stands."""

    id: str
    title: str
    caption: str
    state: State


class StepModel(QAbstractListModel):
    """The steps in order, for the list and for the combo box of narrow windows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StepRow, ...] = ()

    def show_rows(self, rows: tuple[StepRow, ...]) -> None:
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> StepRow:
        return self._rows[number]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        row, number = self._rows[index.row()], formats.count(index.row() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return _("{number}. {title}").format(number=number, title=row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Step {number}, {title}, {caption}").format(number=number, title=row.title, caption=row.caption)
        return None


class StepDelegate(QStyledItemDelegate):
    """Paints a step; a row grows with its words, so that none is cut."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        words = sum(
            height for *_look, height in self._lines(self._row(index), self._room(self._list.viewport().width()))
        )
        return QSize(0, max(self._theme.px(self._theme.tokens.size.row_step), words + 2 * self._theme.px(PADDING)))

    def _room(self, width: float) -> float:
        """What the ring at the left and the arrow at the right leave to the words."""
        return width - 2 * self._theme.px(24) - 3 * self._theme.tokens.space.unit - self._theme.tokens.space.half

    def _row(self, index: Index) -> StepRow:
        model = index.model()
        assert isinstance(model, StepModel)
        return model.row(index.row())

    def _lines(self, row: StepRow, width: float) -> list[tuple[str, str, str, int]]:
        """Style, colour, text and height of the title and the caption."""
        lines = []
        for style, token, text in (("label", "text.primary", row.title), ("caption", "text.tertiary", row.caption)):
            metrics = QFontMetricsF(self._theme.font(style))
            box = metrics.boundingRect(QRectF(0, 0, max(1.0, width), 10_000), WRAPPED, text)
            rows = max(1, round(box.height() / metrics.height()))
            lines.append((style, token, text, rows * self._theme.line(style)))
        return lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._row(index)
        rect, state = QRectF(option.rect), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.selected" if selected else "bg.hover"))
            painter.drawRoundedRect(rect, theme.tokens.radius.control, theme.tokens.radius.control)
        side, inset = theme.px(24), theme.tokens.space.unit
        ring = QRectF(rect.x() + inset, rect.center().y() - side / 2, side, side)
        self._paint_number(painter, ring, row, index.row() + 1, current=selected)
        words = QRectF(ring.right() + theme.tokens.space.inner, rect.y(), self._room(rect.width()), rect.height())
        if selected:
            arrow = QRectF(rect.right() - theme.px(24), rect.center().y() - theme.px(8), theme.px(16), theme.px(16))
            paint_icon(painter, theme, arrow, theme.tokens.icons.action["next"], "text.secondary")
        self._paint_words(painter, words, row)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, theme, rect, theme.tokens.radius.control)
        painter.restore()

    def _paint_number(self, painter: QPainter, ring: QRectF, row: StepRow, number: int, *, current: bool) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.fill"))
            painter.drawEllipse(ring)
            inset = ring.width() / 6
            tick = ring.adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, theme, tick, theme.tokens.icons.state["done"], "accent.on")
            return
        disabled = row.state == "unavailable"
        token = "text.disabled" if disabled else "accent.text" if current else "border.control"
        line = 2 if current else 1
        painter.setPen(QPen(theme.colour(token), line))
        painter.drawEllipse(ring.adjusted(line / 2, line / 2, -line / 2, -line / 2))
        ink = "text.disabled" if disabled else "accent.text" if current else "text.secondary"
        painter.setPen(theme.colour(ink))
        font = theme.font("head", tabular=True)
        painter.setFont(font)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, formats.count(number))

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
        """Mark a step without saying so."""
        self._telling = False
        self.setCurrentIndex(self._steps.index(number))
        self._telling = True

    @Slot(QModelIndex, QModelIndex)
    def _went(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._telling and current.isValid():
            self.chosen.emit(self._steps.row(current.row()).id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
