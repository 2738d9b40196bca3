"""The table of what was found so far: one painted view, however often its figures change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from auditor.i18n import gettext as _
from gui.models.found_model import BYTES, HEADS, ITEMS, KIND, RECORDS, FoundModel, Index
from gui.models.reading_model import Row
from gui.painting import paint_icon, paint_progress
from gui.theme import Theme

WIDTHS = (168, 96, 196, 216)
"""At 100 %; the first column takes what is left."""
NARROWEST = (168, 72, 128, 64)
"""Where room is short: the bars go first, then what stands before the figures."""
ROW, PART, AFTER_PARTS, BEFORE_BAR, STATE = 32, 24, 6, 24, 56


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, FoundModel)
        row = model.rows[index.row()]
        rect = QRectF(option.rect)
        self._ground(painter, rect, option, model, index.row())
        if row.is_part:
            rect.setHeight(self._theme.px(PART))
        if index.column() == KIND:
            self._kind(painter, rect, row)
        elif index.column() == BYTES:
            self._bytes(painter, rect, row, str(index.data()))
        else:
            self._figure(painter, rect, row, index.column(), str(index.data()))

    def _ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, model: FoundModel, number: int
    ) -> None:
        state: QStyle.StateFlag = option.state
        view = option.widget
        if state & QStyle.StateFlag.State_Selected and view.hasFocus():
            painter.fillRect(rect, self._theme.colour("bg.selected"))
        if model.ends_group(number):
            line = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, self._theme.colour("border.subtle"))

    def _kind(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        side = self._theme.px(16)
        ink = self._ink(row)
        if row.icon:
            box = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
            name = self._theme.tokens.icons.category[row.icon]
            paint_icon(painter, self._theme, box, name, "text.secondary" if ink == "text.primary" else ink)
        self._words(painter, rect.adjusted(side + self._theme.px(12), 0, 0, 0), row.title, ink)

    def _figure(self, painter: QPainter, rect: QRectF, row: Row, column: int, text: str) -> None:
        bold = column == ITEMS and not row.is_part and not row.waiting
        ink = self._ink(row) if column == ITEMS else "text.tertiary" if row.expected is None else "text.secondary"
        right = Qt.AlignmentFlag.AlignRight
        self._words(painter, rect, text, ink, align=right, style="strong" if bold else "body")

    def _bytes(self, painter: QPainter, rect: QRectF, row: Row, text: str) -> None:
        if row.share is None:
            return
        thick = self._theme.px(self._theme.tokens.size.progress_small)
        left = rect.x() + self._theme.px(BEFORE_BAR)
        length = rect.right() - self._theme.px(STATE) - left
        if length >= left - rect.x():
            paint_progress(painter, self._theme, QRectF(left, rect.center().y() - thick / 2, length, thick), row.share)
        if row.done:
            side = self._theme.px(16)
            box = QRectF(rect.right() - side, rect.center().y() - side / 2, side, side)
            paint_icon(painter, self._theme, box, self._theme.tokens.icons.state["done"], "accent.text")
        else:
            self._words(painter, rect, text, "text.tertiary", align=Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _ink(row: Row) -> str:
        if row.waiting:
            return "text.tertiary"
        return "text.secondary" if row.is_part else "text.primary"

    def _words(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        token: str,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        style: str = "body",
    ) -> None:
        painter.setPen(self._theme.colour(token))
        painter.setFont(self._theme.font(style, tabular=True))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, cut)


class _Head(QHeaderView):
    """The heads stand over their figures and bars without the style's own padding."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(ROW - 4))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.colour("bg.surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._theme.colour("border.subtle"))
        painter.setPen(self._theme.colour("text.secondary"))
        painter.setFont(self._theme.font("head"))
        side = Qt.AlignmentFlag.AlignRight if section in {ITEMS, RECORDS} else Qt.AlignmentFlag.AlignLeft
        before = {RECORDS: BEFORE_BAR // 2, BYTES: BEFORE_BAR}.get(section, 0)
        words = rect.adjusted(self._theme.px(before), 0, 0, 0)
        text = painter.fontMetrics().elidedText(_(HEADS[section]), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class FoundTable(QTableView):
    """As high as its rows: the page scrolls, never the table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = FoundModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(_("Found so far"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        head = _Head(theme, self)
        self.setHorizontalHeader(head)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Stretch)
        self._model.modelReset.connect(self._measure)
        theme.changed.connect(self._measure)
        self._measure()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._model.show_rows(rows)

    def current_rect(self) -> QRect:
        """Where the row is that the keyboard is on."""
        return self.visualRect(self.currentIndex())

    @Slot()
    def _measure(self) -> None:
        self._share_width()
        for number in range(len(self._model.rows)):
            self.setRowHeight(number, self._row_height(number))
        self.updateGeometry()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_width()
        super().resizeEvent(event)

    def _share_width(self) -> None:
        px = self._theme.px
        missing = sum(px(width) for width in WIDTHS) - self.viewport().width()
        for column in (BYTES, RECORDS, ITEMS):
            given_up = max(0, min(missing, px(WIDTHS[column]) - px(NARROWEST[column])))
            self.setColumnWidth(column, px(WIDTHS[column]) - given_up)
            missing -= given_up

    def sizeHint(self) -> QSize:
        rows = sum(self._row_height(number) for number in range(len(self._model.rows)))
        return QSize(self._theme.px(sum(WIDTHS)), self.horizontalHeader().sizeHint().height() + rows)

    def _row_height(self, number: int) -> int:
        if not self._model.rows[number].is_part:
            return self._theme.px(ROW)
        return self._theme.px(PART + AFTER_PARTS if self._model.ends_group(number) else PART)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.sizeHint().height())
