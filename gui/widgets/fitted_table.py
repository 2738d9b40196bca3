"""The root of tables that are as tall as their rows; where room is short, all of a row stands in one column."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.table import Rows, Table

TALLEST = 10_000


class FittedRows(Rows):
    """Says how high each row is, too. Where the table is `stacked`, its first column has all that is to be painted."""

    stacked = False

    def height(self, row: int) -> int:
        """In pixels, at the widths that the columns have."""
        raise NotImplementedError

    @property
    def line(self) -> int:
        """Pixels of a row with one line."""
        return self.theme.px(self.theme.tokens.size.row_table)

    def lines(self, words: str, width: float) -> int:
        """How many lines a paragraph takes."""
        metrics = QFontMetricsF(self.theme.font("body"))
        if metrics.horizontalAdvance(words) <= width:
            return 1
        room = QRectF(0, 0, max(1.0, width), TALLEST)
        box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
        return max(1, round(box.height() / metrics.lineSpacing()))

    def paragraph(self, painter: QPainter, rect: QRectF, words: str, token: str, *, first: float) -> None:
        """Words that wrap; `first` is the height in the middle of which the first line stands."""
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.colour(token))
        top = (first - QFontMetricsF(painter.font()).lineSpacing()) / 2
        painter.drawText(rect.adjusted(0, top, 0, 0), int(Qt.TextFlag.TextWordWrap), words)


class FittedTable(Table):
    """widths     column -> pixels at 100 %
    shares     column -> its share of what the others leave
    narrowest  pixels at 100 % below which the table is stacked
    most_rows  how many rows are in sight, None for all of them; the table scrolls for the others
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: QAbstractItemModel,
        *,
        widths: Mapping[int, int],
        shares: Mapping[int, float],
        narrowest: int,
        most_rows: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, model, parent)
        self._widths, self._shares, self._narrowest, self._most_rows = widths, shares, narrowest, most_rows
        self._rows: FittedRows | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if most_rows is None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self.lay_out)

    def paint_with(self, rows: FittedRows) -> None:
        """The last thing that it is given, after its head."""
        self._rows = rows
        self.setItemDelegate(rows)
        self.restyle()

    @property
    def stacked(self) -> bool:
        return self._rows is not None and self._rows.stacked

    @Slot()
    def lay_out(self) -> None:
        """Share the width out among the columns, and take the height that the rows need."""
        if self._rows is None:
            return
        width, head = self.viewport().width(), self.horizontalHeader()
        stacked = self._rows.stacked = width < self.theme.px(self._narrowest)
        head.setVisible(not stacked)
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, stacked)
        if stacked:
            self.setColumnWidth(0, width)
        else:
            self._share(width)
        heights = [self._rows.height(row) for row in range(self.model().rowCount())]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.setFixedHeight((0 if stacked else head.height()) + sum(heights[: self._most_rows]))
        self.viewport().update()

    def _share(self, width: int) -> None:
        widths = {column: self.theme.px(wide) for column, wide in self._widths.items()}
        rest, whole = width - sum(widths.values()), sum(self._shares.values())
        widths |= {column: int(rest * share / whole) for column, share in self._shares.items()}
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)

    @Slot()
    def restyle(self) -> None:
        self.horizontalHeader().setFixedHeight(self.theme.px(self.theme.tokens.size.row_table))
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._narrowest), self.minimumHeight())
