"""The table of kept audits: as tall as its rows, with a few lines to a row where room is short."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from auditor.i18n import gettext as _
from auditor.store.cards import Card
from gui.models.audit_cards import ACCOUNT, ARCHIVE, ITEMS, LABEL, MADE, SIZE, AuditCards, details
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.fitted_table import FittedRows, FittedTable
from gui.widgets.table import Index

WIDTHS = {ARCHIVE: 128, ITEMS: 88, SIZE: 104, MADE: 120}
SHARES, NARROWEST = {ACCOUNT: 1, LABEL: 1}, 760
INDENT, GAP, ROOM = 10, 16, 4


class _AuditPaint(FittedRows):
    def __init__(self, theme: Theme, cards: AuditCards, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._cards = cards

    def height(self, row: int) -> int:
        if not self.stacked:
            return self.line + ROOM
        room = self.table.columnWidth(ACCOUNT) - 2 * INDENT
        return self.theme.line("body") * (1 + self.lines(details(self._cards.cards[row]), room)) + 3 * ROOM

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        card = self._cards.cards[index.row()]
        if self.stacked:
            self._paint_stack(painter, rect, card)
        elif index.column() == ACCOUNT:
            self._account(painter, rect, AuditCards.words(card, ACCOUNT), locked=card.own_passphrase)
        else:
            figure = index.column() in {ITEMS, SIZE}
            token = "error.text" if index.column() == SIZE and card.bytes is None else "text.primary"
            room = rect.adjusted(0, 0, -GAP, 0)
            self.words(painter, room, str(index.data()), token=token, right=figure, tabular=figure)

    def _paint_stack(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        line = self.theme.line("body")
        label, name = AuditCards.words(card, LABEL), AuditCards.words(card, ACCOUNT)
        first = QRectF(rect.x(), rect.y() + ROOM, rect.width(), line)
        self._account(painter, first, f"{name}  {label}".strip(), locked=card.own_passphrase)
        below = rect.adjusted(INDENT, ROOM + line, -INDENT, 0)
        self.paragraph(painter, below, details(card), "text.secondary", first=line)

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
        super().__init__(
            theme, _("Earlier audits"), cards, widths=WIDTHS, shares=SHARES, narrowest=NARROWEST, parent=parent
        )
        self.use_head(dict.fromkeys((ITEMS, SIZE), GAP), indent=INDENT)
        self.paint_with(_AuditPaint(theme, cards, self))
