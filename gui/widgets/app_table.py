"""The table of connected apps: a few rows high, and a stack of lines where room is short."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from auditor.i18n import gettext as _
from gui.models.app_rows import APPROVED, MAKER, MAY, NAME, AppRows
from gui.theme import Theme
from gui.widgets.fitted_table import FittedRows, FittedTable
from gui.widgets.table import Index

WIDTHS, SHARES = {APPROVED: 124}, {NAME: 4, MAKER: 3, MAY: 4}
NARROWEST = 640
GAP, INDENT = 12, 6
MOST_ROWS = 8
"""Rows in sight; the table scrolls for the others."""


class _AppPaint(FittedRows):
    def __init__(self, theme: Theme, rows: AppRows, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._rows = rows

    def height(self, _row: int) -> int:
        return self.line + (2 * self.theme.line("caption") + self.theme.px(4) if self.stacked else 0)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        row = index.row()
        gone = self._rows.is_gone(row)
        token = "text.tertiary" if gone else "text.primary"
        if self.stacked:
            self._paint_stack(painter, rect.adjusted(INDENT, 0, -INDENT, 0), row, token)
            return
        room = rect.adjusted(INDENT if index.column() == NAME else 0, 0, -GAP, 0)
        words = self._rows.words(row, index.column())
        right = index.column() == APPROVED
        style = "label" if index.column() == NAME else "body"
        if index.column() == MAKER and not gone:
            token = "text.secondary"
        self.words(painter, room, words, style=style, token=token, right=right, tabular=right)

    def _paint_stack(self, painter: QPainter, rect: QRectF, row: int, token: str) -> None:
        line = self.theme.line("caption")
        first = QRectF(rect.x(), rect.y(), rect.width(), self.line)
        self.words(painter, first, self._rows.words(row, NAME), style="label", token=token)
        second = QRectF(rect.x(), first.bottom() - 4, rect.width(), line)
        self.words(painter, second, self._rows.words(row, MAY), style="caption", token=token)
        said = [self._rows.words(row, column) for column in (MAKER, APPROVED)]
        second.translate(0, line)
        self.words(painter, second, ", ".join(filter(None, said)), style="caption", token="text.secondary")


class AppTable(FittedTable):
    """`chosen` gives the row that the person looks at."""

    def __init__(self, theme: Theme, rows: AppRows, parent: QWidget | None = None) -> None:
        name = _("Connected apps, the riskiest first")
        super().__init__(
            theme, name, rows, widths=WIDTHS, shares=SHARES, narrowest=NARROWEST, most_rows=MOST_ROWS, parent=parent
        )
        self.use_head({APPROVED: GAP}, indent=INDENT)
        self.paint_with(_AppPaint(theme, rows, self))
