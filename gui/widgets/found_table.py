"""The table of what was found so far: one painted view, however often its figures change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter
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
from gui import formats
from gui.models.reading_model import Row
from gui.painting import paint_icon, paint_progress
from gui.theme import Theme

KIND, ITEMS, RECORDS, BYTES = range(4)
HEADS = ("Kind", "Items", "Records, of X’s own count", "By bytes")
WIDTHS = (168, 96, 196, 216)
"""At 100 %; the first column takes what is left."""
ROW, PART, AFTER_PARTS, BEFORE_BAR, STATE = 32, 24, 6, 24, 56
DASH = "–"
Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractTableModel):
    """Rows of the reading model. A cell's text is what a screen reader says of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = tuple(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, ITEMS), self.index(len(rows) - 1, BYTES))

    def ends_group(self, number: int) -> bool:
        """Whether a row is the last before the next kind."""
        return number + 1 == len(self.rows) or not self.rows[number + 1].is_part

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.rows[index.row()]
        return (row.title, _items(row), _records(row), _state(row))[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        return None


def _items(row: Row) -> str:
    return DASH if row.items is None else formats.count(row.items)


def _records(row: Row) -> str:
    if row.is_part:
        return ""
    if row.records is None:
        return _("with the posts")
    if row.expected is None:
        return _("{n}, no count").format(n=formats.count(row.records))
    return _("{n} of {total}").format(n=formats.count(row.records), total=formats.count(row.expected))


def _state(row: Row) -> str:
    if row.share is None:
        return ""
    if row.done:
        return _("read")
    return _("waiting") if row.waiting else formats.percent(row.share)


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
        words = rect.adjusted(self._theme.px(BEFORE_BAR) if section == BYTES else 0, 0, 0, 0)
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, _(HEADS[section]))
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
        for column in (ITEMS, RECORDS, BYTES):
            self.setColumnWidth(column, self._theme.px(WIDTHS[column]))
        for number in range(len(self._model.rows)):
            self.setRowHeight(number, self._row_height(number))
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        rows = sum(self._row_height(number) for number in range(len(self._model.rows)))
        return QSize(self._theme.px(sum(WIDTHS)), self.horizontalHeader().sizeHint().height() + rows)

    def _row_height(self, number: int) -> int:
        if not self._model.rows[number].is_part:
            return self._theme.px(ROW)
        return self._theme.px(PART + AFTER_PARTS if self._model.ends_group(number) else PART)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.sizeHint().height())
