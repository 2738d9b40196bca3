"""The receipt's table: as tall as its rows, its notes wrapped, and a stack of lines where room is short."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from auditor.archive.receipt import ReceiptEntry, State
from auditor.i18n import gettext as _
from gui.models.receipt_rows import EXPECTED, FILE, ITEMS, NOTE, RECORDS, STATE, ReceiptRows, difference, figures, note
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.table import FittedTable, Head, Index, Rows

WIDTHS = {STATE: 136, RECORDS: 72, EXPECTED: 104, ITEMS: 72}
FILE_SHARE, NARROWEST = 0.56, 800
ICONS: dict[State, tuple[str, str]] = {
    "read": ("check", "accent.text"),
    "empty": ("minus", "text.secondary"),
    "missing": ("circle-dashed", "text.primary"),
    "partial": ("circle-alert", "error.text"),
    "unreadable": ("circle-alert", "error.text"),
    "unknown": ("circle-question-mark", "text.primary"),
    "ignored": ("circle-minus", "text.secondary"),
}
GAP = 12


class _ReceiptPaint(Rows):
    def __init__(self, theme: Theme, rows: ReceiptRows, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._rows = rows
        self.stacked = False

    @property
    def line(self) -> int:
        return self.theme.px(self.theme.tokens.size.row_table)

    def height(self, entry: ReceiptEntry, note_width: float) -> int:
        text = self.theme.line("body")
        lines = self._lines(note(entry), note_width)
        if self.stacked:
            return self.line + text * (1 + bool(figures(entry)) + (lines if note(entry) else 0)) + 6
        return self.line + text * (lines - 1)

    def _lines(self, words: str, width: float) -> int:
        metrics = QFontMetricsF(self.theme.font("body"))
        if metrics.horizontalAdvance(words) <= width:
            return 1
        box = metrics.boundingRect(QRectF(0, 0, max(1.0, width), 10_000), int(Qt.TextFlag.TextWordWrap), words)
        return max(1, round(box.height() / metrics.lineSpacing()))

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
            self._paint_note(painter, QRectF(rect.x(), rect.y(), rect.width(), rect.height()), entry)
        else:
            strong = index.column() == EXPECTED and difference(entry)
            words = str(index.data())
            self.words(painter, first, words, style="strong" if strong else "body", right=True, tabular=True)

    def _paint_file(self, painter: QPainter, rect: QRectF, entry: ReceiptEntry) -> None:
        selected = rect.adjusted(6, 0, 0, 0)
        self.words(painter, selected, entry.path, elide=Qt.TextElideMode.ElideMiddle)

    def _paint_state(self, painter: QPainter, rect: QRectF, state: State) -> None:
        side = self.theme.px(16)
        name, token = ICONS[state]
        paint_icon(painter, self.theme, QRectF(rect.x(), rect.center().y() - side / 2, side, side), name, token)
        left = rect.x() + side + 8
        self.words(painter, QRectF(left, rect.y(), rect.right() - left, rect.height()), _(self._state_name(state)))

    @staticmethod
    def _state_name(state: State) -> str:
        return ReceiptRows.words(ReceiptEntry("", state), STATE)

    def _paint_note(self, painter: QPainter, rect: QRectF, entry: ReceiptEntry) -> None:
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.colour("text.primary" if difference(entry) else "text.secondary"))
        top = (self.line - QFontMetricsF(painter.font()).lineSpacing()) / 2
        painter.drawText(rect.adjusted(0, top, 0, 0), int(Qt.TextFlag.TextWordWrap), note(entry))

    def _paint_stack(self, painter: QPainter, rect: QRectF, entry: ReceiptEntry) -> None:
        text = self.theme.line("body")
        line = QRectF(rect.x(), rect.y(), rect.width(), self.line)
        self._paint_file(painter, line, entry)
        line = QRectF(rect.x() + 6, rect.y() + self.line - 4, rect.width() - 6, text)
        self._paint_state(painter, line, entry.state)
        line.translate(0, text)
        if figures(entry):
            self.words(painter, line, figures(entry), token="text.secondary")
            line.translate(0, text)
        top = (self.line - QFontMetricsF(self.theme.font("body")).lineSpacing()) / 2
        self._paint_note(painter, QRectF(line.x(), line.y() - top, line.width(), rect.height()), entry)


class ReceiptTable(FittedTable):
    def __init__(self, theme: Theme, rows: ReceiptRows, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Every member of the archive"), rows, parent)
        self._rows = rows
        self._paint = _ReceiptPaint(theme, rows, self)
        self.setItemDelegate(self._paint)
        head = Head(theme, dict.fromkeys((RECORDS, EXPECTED, ITEMS), GAP), self, indent=6)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(STATE, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(rows.sort)
        self.setHorizontalHeader(head)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.restyle()

    @property
    def stacked(self) -> bool:
        return self._paint.stacked

    @Slot()
    def lay_out(self) -> None:
        width = self.viewport().width()
        stacked = self._paint.stacked = width < self.theme.px(NARROWEST)
        for column in (STATE, RECORDS, EXPECTED, ITEMS, NOTE):
            self.setColumnHidden(column, stacked)
        self.horizontalHeader().setVisible(not stacked)
        if stacked:
            self.setColumnWidth(FILE, width)
            note_width = width - 6
        else:
            widths = {column: self.theme.px(wide) + GAP for column, wide in WIDTHS.items()}
            rest = width - sum(widths.values())
            for column, wide in widths.items():
                self.setColumnWidth(column, wide)
            self.setColumnWidth(FILE, round(rest * FILE_SHARE))
            note_width = rest - round(rest * FILE_SHARE)
            self.setColumnWidth(NOTE, note_width)
        total = 0 if stacked else self.horizontalHeader().height()
        for number, entry in enumerate(self._rows.entries):
            height = self._paint.height(entry, note_width)
            self.setRowHeight(number, height)
            total += height
        self.setFixedHeight(total)
        self.viewport().update()

    def narrowest(self) -> int:
        return self.theme.px(NARROWEST)
