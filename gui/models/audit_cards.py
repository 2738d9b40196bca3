"""The list of kept audits as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.store.cards import Card
from gui import formats
from gui.models.table_model import Index, TableModel

ACCOUNT, LABEL, ARCHIVE, ITEMS, SIZE, MADE = range(6)
HEADS = ("Account", "Label", "Archive of", "Items", "Size", "Read on")
LONGEST = 80


class AuditCards(TableModel):
    """The newest first."""

    heads = HEADS

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []

    def set_cards(self, cards: Sequence[Card]) -> None:
        if list(cards) != self.cards:
            self.beginResetModel()
            self.cards = list(cards)
            self.endResetModel()

    def row_of(self, id: str) -> int | None:
        return next((row for row, card in enumerate(self.cards) if card.id == id), None)

    def length(self) -> int:
        return len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == ACCOUNT:
            return self.spoken(card)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.words(card, index.column())
        return None

    @staticmethod
    def words(card: Card, column: int) -> str:
        if column == ACCOUNT:
            return account(card)
        if column == LABEL:
            return excerpt(card.label, LONGEST)
        if column == ARCHIVE:
            return formats.day_of(card.generated_at) if card.generated_at is not None else _("Undated")
        if column == ITEMS:
            return formats.count(card.items)
        if column == SIZE:
            return formats.size(card.bytes) if card.bytes is not None else _("File is gone")
        return formats.day_of(card.made_at)

    def spoken(self, card: Card) -> str:
        """The row as one sentence."""
        parts = [account(card), *([excerpt(card.label, LONGEST)] if card.label else []), details(card)]
        if card.own_passphrase:
            parts.append(_("has a passphrase of its own"))
        return ", ".join(parts) + "."


def account(card: Card) -> str:
    """Whose audit it is, as far as the archive says."""
    if card.username:
        return f"@{excerpt(card.username, LONGEST)}"
    return excerpt(card.display_name, LONGEST) if card.display_name else _("Unnamed account")


def details(card: Card) -> str:
    """Archive date, items, size and when it was read, in one line."""
    items = ngettext("{n} item", "{n} items", card.items).format(n=formats.count(card.items))
    archive = AuditCards.words(card, ARCHIVE)
    return ", ".join(
        (
            _("archive of {date}").format(date=archive) if card.generated_at is not None else _("undated archive"),
            items,
            AuditCards.words(card, SIZE),
            _("read on {date}").format(date=AuditCards.words(card, MADE)),
        )
    )
