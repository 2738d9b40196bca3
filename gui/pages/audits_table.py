"""The table of kept audits: as tall as its rows, two lines to a row where room is short."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from auditor.i18n import gettext as _
from gui.models.audit_cards import ACCOUNT, ARCHIVE, ITEMS, LABEL, MADE, SIZE, AuditCards, details
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.table import FittedTable, Head, Index, Rows

WIDTHS = {ARCHIVE: 128, ITEMS: 88, SIZE: 104, MADE: 120}
ACCOUNT_SHARE, NARROWEST = 0.5, 760
INDENT, GAP = 10, 16


class _Paint(Rows):
    def __init__(self, theme: Theme, cards: AuditCards, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._cards = cards
        self.stacked = False

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        card = self._cards.cards[index.row()]
        if self.stacked:
            half = QRectF(rect.x(), rect.y() + 2, rect.width(), rect.height() / 2 - 2)
            label = AuditCards.words(card, LABEL)
            name = AuditCards.words(card, ACCOUNT)
            self._account(painter, half, f"{name}  {label}".strip(), locked=card.own_passphrase)
            half.translate(0, half.height())
            self.words(painter, half.adjusted(INDENT, 0, -INDENT, 0), details(card), token="text.secondary")
        elif index.column() == ACCOUNT:
            self._account(painter, rect, AuditCards.words(card, ACCOUNT), locked=card.own_passphrase)
        else:
            figure = index.column() in {ITEMS, SIZE}
            token = "error.text" if index.column() == SIZE and card.bytes is None else "text.primary"
            room = rect.adjusted(0, 0, -GAP, 0)
            self.words(painter, room, str(index.data()), token=token, right=figure, tabular=figure)

    def _account(self, painter: QPainter, rect: QRectF, words: str, *, locked: bool) -> None:
        """The sign behind the name says that the audit has a passphrase of its own."""
        side = self.theme.px(16)
        room = rect.adjusted(INDENT, 0, -GAP - (side if locked else 0), 0)
        self.words(painter, room, words, style="strong")
        if locked:
            place = QRectF(rect.right() - GAP - side + 4, rect.center().y() - side / 2, side, side)
            paint_icon(painter, self.theme, place, self.theme.tokens.icons.state["readonly"], "text.secondary")


class AuditTable(FittedTable):
    def __init__(self, theme: Theme, cards: AuditCards, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Earlier audits"), cards, parent)
        self._paint = _Paint(theme, cards, self)
        self.setItemDelegate(self._paint)
        head = Head(theme, dict.fromkeys((ITEMS, SIZE), GAP), self, indent=INDENT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
        for column in (LABEL, ARCHIVE, ITEMS, SIZE, MADE):
            self.setColumnHidden(column, stacked)
        self.horizontalHeader().setVisible(not stacked)
        widths = {column: self.theme.px(wide) for column, wide in WIDTHS.items()}
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)
        rest = width - sum(widths.values())
        self.setColumnWidth(ACCOUNT, width if stacked else round(rest * ACCOUNT_SHARE))
        self.setColumnWidth(LABEL, rest - round(rest * ACCOUNT_SHARE))
        row = self.theme.line("body") * 2 + 12 if stacked else self.theme.px(self.theme.tokens.size.row_table) + 4
        rows = self.model().rowCount()
        for number in range(rows):
            self.setRowHeight(number, row)
        self.setFixedHeight(rows * row + (0 if stacked else self.horizontalHeader().height()))
        self.viewport().update()

    def narrowest(self) -> int:
        return self.theme.px(NARROWEST)
