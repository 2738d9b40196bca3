"""The figures of a chart as a table: sorted by any column, and every figure leads to its items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from auditor.design import Presentation
from auditor.i18n import gettext as _
from gui.painting import paint_focus, paint_glyph
from gui.theme import Theme
from gui.widgets.table import Rows, Table

Index = QModelIndex | QPersistentModelIndex
INSET, GAP, GLYPH = 8, 12, 16
MOST_ROWS = 12
"""A longer table scrolls by itself."""


class Cell(NamedTuple):
    """What stands in a table, by what it is sorted, and what it asks for; `look` puts the sign of a verdict before."""

    text: str
    order: int
    query: str = ""
    look: Presentation | None = None


class Figures(NamedTuple):
    """Labels  how many columns, from the first on, name a row; the others hold figures and are set to the right
    total   a last row, wherever the others are sorted to
    """

    title: str
    head: tuple[str, ...]
    labels: int
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


class FigureRows(QAbstractTableModel):
    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self.figures = figures
        self._rows: list[tuple[Cell, ...]] = []
        self._set_rows(figures.rows)

    def _set_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self._rows = [*rows, *([self.figures.total] if self.figures.total else [])]

    def cell(self, index: Index) -> Cell:
        return self._rows[index.row()][index.column()]

    def is_total(self, row: int) -> bool:
        return bool(self.figures.total) and row == len(self._rows) - 1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        # Not a reset: the keyboard stays where it is.
        self.layoutAboutToBeChanged.emit()
        down = order is Qt.SortOrder.DescendingOrder
        self._set_rows(sorted(self.figures.rows, key=lambda row: row[column].order, reverse=down))
        self.layoutChanged.emit()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.figures.head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.figures.head[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        return None

    def spoken(self, index: Index) -> str:
        """A figure with the names of its row and column: a screen reader may come to it from anywhere."""
        if index.column() < self.figures.labels:
            return self.cell(index).text
        names = [cell.text for cell in self._rows[index.row()][: self.figures.labels]]
        return f"{', '.join(names)}, {self.figures.head[index.column()]}: {self.cell(index).text}"


class _FigurePaint(Rows):
    def __init__(self, theme: Theme, model: FigureRows, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        cell, style = self._model.cell(index), self.style(index)
        if index.column() >= self._model.figures.labels:
            self.words(painter, rect.adjusted(0, 0, -GAP, 0), cell.text, style=style, right=True, tabular=True)
            return
        rect = rect.adjusted(self._inset(index), 0, 0, 0)
        if cell.look:
            side = self.theme.px(GLYPH)
            glyph = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
            paint_glyph(painter, self.theme, glyph, cell.look)
            rect = rect.adjusted(side + INSET, 0, 0, 0)
        self.words(painter, rect, cell.text, style=style, tabular=True)

    def style(self, index: Index) -> str:
        return "strong" if self._model.is_total(index.row()) else "body"

    @staticmethod
    def _inset(index: Index) -> int:
        return INSET if index.column() == 0 else 0

    def width(self, index: Index) -> float:
        """Room that a cell needs."""
        words = QFontMetricsF(self.theme.font(self.style(index), tabular=True)).horizontalAdvance(
            self._model.cell(index).text
        )
        sign = self.theme.px(GLYPH) + INSET if self._model.cell(index).look else 0
        return words + sign + self._inset(index) + 2 * GAP


class ChartTable(Table):
    """The arrow keys go from figure to figure; Enter or a click emits `asked` with what the figure asks for."""

    asked = Signal(str)

    def __init__(self, theme: Theme, figures: Figures, parent: QWidget | None = None) -> None:
        self.figures = FigureRows(figures)
        super().__init__(theme, figures.title, self.figures, parent)
        self._paint = _FigurePaint(theme, self.figures, self)
        self.setItemDelegate(self._paint)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.use_head(dict.fromkeys(range(figures.labels, len(figures.head)), GAP), indent=INSET, sorted_by=0)
        self.horizontalHeader().sortIndicatorChanged.connect(self.figures.sort)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for column, name in enumerate(figures.head):
            action = QAction(_("Sort by: {column}").format(column=name), self)
            action.setData(column)
            action.triggered.connect(self._sort_wanted)
            self.addAction(action)
        self.setCurrentIndex(self.figures.index(0, 0))
        self.clicked.connect(self._ask)
        self.restyle()

    # Size

    @Slot()
    def restyle(self) -> None:
        self.horizontalHeader().setFixedHeight(self.theme.px(self.theme.tokens.size.row_table))
        self.verticalHeader().setDefaultSectionSize(self._row)
        heads = QFontMetricsF(self.theme.font("head"))
        for column, name in enumerate(self.figures.figures.head):
            cells = (self._paint.width(self.figures.index(row, column)) for row in range(self.figures.rowCount()))
            arrow = self.theme.px(GLYPH)
            self.setColumnWidth(column, round(max(*cells, heads.horizontalAdvance(name) + INSET + GAP + arrow)))
        self.setMaximumWidth(self._width())
        self.setFixedHeight(self.sizeHint().height())

    @property
    def _row(self) -> int:
        return self.theme.px(self.theme.tokens.size.row_overview)

    def _width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width() if self.figures.rowCount() > MOST_ROWS else 0
        return sum(self.columnWidth(column) for column in range(self.figures.columnCount())) + bar

    def sizeHint(self) -> QSize:
        rows = min(MOST_ROWS, self.figures.rowCount()) * self._row
        return QSize(self._width(), self.horizontalHeader().height() + rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.sizeHint().height())

    # What is asked

    @Slot(QModelIndex)
    def _ask(self, index: QModelIndex) -> None:
        query = self.figures.cell(index).query
        if query:
            self.asked.emit(query)

    @Slot()
    def _sort_wanted(self) -> None:
        """Figures begin with the most, names with the first; asked again, the other way round."""
        column: int = self.sender().data()  # type: ignore[attr-defined]  # the action that was triggered
        head = self.horizontalHeader()
        down = column >= self.figures.figures.labels
        if head.sortIndicatorSection() == column:
            down = head.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        head.setSortIndicator(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        leads = index.isValid() and bool(self.figures.cell(index).query)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)
        if self.hasFocus() and self.currentIndex().isValid():
            ring = QRectF(self.visualRect(self.currentIndex()))
            paint_focus(QPainter(self.viewport()), self.theme, ring, self.theme.tokens.radius.bar)
