"""The root of the tables: rows of fixed height with hairlines, reached and opened by keyboard as by mouse."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.painting import paint_focus, paint_icon
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MIDDLE = Qt.AlignmentFlag.AlignVCenter
GAP = 8


class Head(QHeaderView):
    """Names of columns on a hairline, with an arrow where the table is sorted.

    right   the columns that are set to the right, and how far from their end
    indent  pixels by which the first column begins further in
    """

    def __init__(
        self, theme: Theme, right: Mapping[int, int] | None = None, parent: QWidget | None = None, *, indent: int = 0
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._indent = indent
        self._theme = theme
        self._right = right or {}
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(theme.tokens.size.target_min)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg.surface"))
        painter.fillRect(QRectF(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("border.subtle"))
        font = theme.font("head")
        painter.setFont(font)
        painter.setPen(theme.colour("text.secondary"))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        room = rect.adjusted(self._indent if section == 0 else 0, 0, -self._right.get(section, GAP), 0)
        if QFontMetrics(font).horizontalAdvance(words) > room.width() + GAP:
            words = ""  # a column of icons; its name is in the model
        if section in self._right:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | MIDDLE, words)
        else:
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | MIDDLE, words)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            side, wide = theme.px(12), QFontMetrics(font).horizontalAdvance(words)
            x = room.right() - wide - side - 4 if section in self._right else room.x() + wide + 4
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            arrow = QRectF(x, rect.center().y() - side / 2, side, side)
            paint_icon(painter, theme, arrow, "chevron-up" if up else "chevron-down", "text.secondary")
        painter.restore()


class Rows(QStyledItemDelegate):
    """Paints the ground of a cell; what stands on it is painted by `paint_cell`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        raise NotImplementedError

    @property
    def table(self) -> Table:
        table = self.parent()
        assert isinstance(table, Table)
        return table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.table
        rect = QRectF(option.rect)
        theme = self.theme
        painter.save()
        painter.setClipRect(rect)
        if table.is_row_selected(index.row()):
            painter.fillRect(rect, theme.colour("bg.selected"))
            if index.column() == table.first_column():
                edge = QRectF(0, rect.y(), theme.tokens.stroke.selected_edge, rect.height())
                painter.fillRect(edge, theme.colour("accent.fill"))
        elif table.hovered == index.row():
            painter.fillRect(rect, theme.colour("bg.hover"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("border.subtle"))
        self.paint_cell(painter, rect, index)
        painter.restore()

    def words(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        *,
        style: str = "body",
        token: str = "text.primary",
        right: bool = False,
        tabular: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """One line in the middle of `rect`, cut where the room ends."""
        font = self.theme.font(style, tabular=tabular)
        painter.setFont(font)
        painter.setPen(self.theme.colour(token))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        cut = QFontMetrics(font).elidedText(words, elide, int(rect.width()) + 1)
        painter.drawText(rect, side | MIDDLE, cut)


class Table(QTableView):
    """opened  the row that was double-clicked or on which Enter was pressed
    chosen  the row that is selected
    """

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.hovered = -1
        self.setAccessibleName(name)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Set heights and widths anew; called when the theme changes."""
        raise NotImplementedError

    def use_head(
        self, right: Mapping[int, int] | None = None, *, indent: int = 0, sorted_by: int | None = None
    ) -> None:
        """Stand names over the columns. Where the table is `sorted_by` a column, they can be clicked, and an arrow
        stands there, upwards."""
        head = Head(self.theme, right, self, indent=indent)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(head)
        if sorted_by is not None:
            head.setSectionsClickable(True)
            head.setSortIndicatorShown(True)  # only now: a table hides the arrow of a head that it is given
            head.setSortIndicator(sorted_by, Qt.SortOrder.AscendingOrder)

    def first_column(self) -> int:
        """The leftmost column that is shown."""
        return next((c for c in range(self.model().columnCount()) if not self.isColumnHidden(c)), 0)

    def is_row_selected(self, row: int) -> bool:
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def row_rect(self, row: int) -> QRect:
        """The row's place in the viewport."""
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    @Slot()
    def _selection_changed(self) -> None:
        """A row is chosen when it is selected; that the keyboard comes by is not enough."""
        self.viewport().update()
        selected = self.selectionModel().selectedRows(self.first_column())
        if selected:
            self.chosen.emit(selected[0].row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            ring = QRectF(self.row_rect(self.currentIndex().row()))
            paint_focus(QPainter(self.viewport()), self.theme, ring, self.theme.tokens.radius.bar)

    def keep_in_sight(self, scroll: QScrollArea) -> None:
        """For a table as tall as its rows: let the page follow the row that the keyboard is on."""
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton  # what is clicked is in sight
        if self.hasFocus() and self.currentIndex().isValid() and not by_mouse:
            row = self.row_rect(self.currentIndex().row())
            page = scroll.widget()
            assert page is not None
            scroll.ensureVisible(0, self.viewport().mapTo(page, row.center()).y(), 0, row.height() + self.theme.px(24))
