"""The receipt's table: as tall as its rows, its notes wrapped, and a stack of lines where room is short."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from auditor.archive.receipt import ReceiptEntry, State
from auditor.i18n import gettext as _
from gui.models.receipt_rows import EXPECTED, FILE, ITEMS, NOTE, RECORDS, STATE, ReceiptRows, difference, figures, note
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.fitted_table import FittedRows, FittedTable
from gui.widgets.table import Index

WIDTHS, SHARES = {STATE: 148, RECORDS: 84, EXPECTED: 116, ITEMS: 84}, {FILE: 0.56, NOTE: 0.44}
NARROWEST = 800
ICONS: dict[State, tuple[str, str]] = {
    "read": ("check", "accent.text"),
    "empty": ("minus", "text.secondary"),
    "missing": ("circle-dashed", "text.primary"),
    "partial": ("circle-alert", "error.text"),
    "unreadable": ("circle-alert", "error.text"),
    "unknown": ("circle-question-mark", "text.primary"),
    "ignored": ("circle-minus", "text.secondary"),
}
GAP, INDENT = 12, 6


class _ReceiptPaint(FittedRows):
    def __init__(self, theme: Theme, rows: ReceiptRows, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._rows = rows

    def height(self, row: int) -> int:
        entry = self._rows.entries[row]
        text, words = self.theme.line("body"), note(entry)
        if self.stacked:
            lines = self.lines(words, self.table.columnWidth(FILE) - INDENT) if words else 0
            return self.line + text * (1 + bool(figures(entry)) + lines) + 6
        return self.line + text * (self.lines(words, self.table.columnWidth(NOTE)) - 1)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        entry = self._rows.entries[index.row()]
        first = QRectF(rect.x(), rect.y(), rect.width() - GAP, self.line)
        if self.stacked:
            self._paint_stack(painter, rect, entry)
        elif index.column() == FILE:
            self._paint_file(painter, first, entry)
        elif index.column() == STATE:
            self._paint_state(painter, first, entry.state)
        elif index.column() == NOTE:
            self._paint_note(painter, rect, entry, first=self.line)
        else:
            strong = index.column() == EXPECTED and difference(entry)
            words = str(index.data())
            self.words(painter, first, words, style="strong" if strong else "body", right=True, tabular=True)

    def _paint_file(self, painter: QPainter, rect: QRectF, entry: ReceiptEntry) -> None:
        self.words(painter, rect.adjusted(INDENT, 0, 0, 0), entry.path, elide=Qt.TextElideMode.ElideMiddle)

    def _paint_state(self, painter: QPainter, rect: QRectF, state: State) -> None:
        side = self.theme.px(16)
        name, token = ICONS[state]
        paint_icon(painter, self.theme, QRectF(rect.x(), rect.center().y() - side / 2, side, side), name, token)
        left = rect.x() + side + 8
        self.words(painter, QRectF(left, rect.y(), rect.right() - left, rect.height()), _(self._state_name(state)))

    @staticmethod
    def _state_name(state: State) -> str:
        return ReceiptRows.words(ReceiptEntry("", state), STATE)

    def _paint_note(self, painter: QPainter, rect: QRectF, entry: ReceiptEntry, *, first: int) -> None:
        token = "text.primary" if difference(entry) else "text.secondary"
        self.paragraph(painter, rect, note(entry), token, first=first)

    def _paint_stack(self, painter: QPainter, rect: QRectF, entry: ReceiptEntry) -> None:
        text = self.theme.line("body")
        line = QRectF(rect.x(), rect.y(), rect.width(), self.line)
        self._paint_file(painter, line, entry)
        line = QRectF(rect.x() + INDENT, rect.y() + self.line - 4, rect.width() - INDENT, text)
        self._paint_state(painter, line, entry.state)
        line.translate(0, text)
        if figures(entry):
            self.words(painter, line, figures(entry), token="text.secondary")
            line.translate(0, text)
        line.setHeight(rect.height())
        self._paint_note(painter, line, entry, first=text)


class ReceiptTable(FittedTable):
    def __init__(self, theme: Theme, rows: ReceiptRows, parent: QWidget | None = None) -> None:
        name = _("Every member of the archive")
        super().__init__(theme, name, rows, widths=WIDTHS, shares=SHARES, narrowest=NARROWEST, parent=parent)
        self.use_head(dict.fromkeys((RECORDS, EXPECTED, ITEMS), GAP), indent=INDENT, sorted_by=STATE)
        self.horizontalHeader().sortIndicatorChanged.connect(rows.sort)
        self.paint_with(_ReceiptPaint(theme, rows, self))
