"""The coverage receipt as a table: every member of the archive and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from auditor.archive.receipt import ReceiptEntry, State
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.report.wording import STATE_NAMES
from gui import formats
from gui.models.table_model import Index, TableModel
from gui.widgets.plain_tip import plain_tip

FILE, STATE, RECORDS, EXPECTED, ITEMS, NOTE = range(6)
HEADS = ("File", "State", "Records", "X’s own count", "Items", "Note")
WORST_FIRST: tuple[State, ...] = ("unreadable", "partial", "missing", "unknown", "read", "empty", "ignored")


def difference(entry: ReceiptEntry) -> str:
    """How far what was read is from X's own count, in words; "" where they agree or X gives none."""
    if entry.expected is None or entry.records is None or entry.expected == entry.records:
        return ""
    number = abs(entry.expected - entry.records)
    if entry.records < entry.expected:
        words = ngettext("{n} record fewer than X counts", "{n} records fewer than X counts", number)
    else:
        words = ngettext("{n} record more than X counts", "{n} records more than X counts", number)
    return words.format(n=formats.count(number))


def note(entry: ReceiptEntry) -> str:
    parts = [difference(entry)]
    if entry.members is not None:
        files = ngettext("{n} file", "{n} files", entry.members).format(n=formats.count(entry.members))
        parts.append(files if entry.bytes is None else f"{files}, {formats.size(entry.bytes)}")
    parts.append(_(entry.note))
    return "; ".join(part for part in parts if part)


class ReceiptRows(TableModel):
    """Problems come first, then the files by name; any other column may decide instead."""

    heads = HEADS

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[ReceiptEntry] = []

    def set_entries(self, entries: Sequence[ReceiptEntry]) -> None:
        self.beginResetModel()
        self.entries = sorted(entries, key=_by_need)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        down = order is Qt.SortOrder.DescendingOrder
        if column == STATE:
            self.entries.sort(key=_by_need, reverse=down)
        elif column in {RECORDS, EXPECTED, ITEMS}:
            self.entries.sort(key=lambda entry: (_figure(entry, column) is None, _figure(entry, column) or 0))
            if down:
                self.entries.sort(key=lambda entry: -(_figure(entry, column) or -1))
        else:
            self.entries.sort(key=lambda entry: self.words(entry, column).casefold(), reverse=down)
        self.endResetModel()

    def length(self) -> int:
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == FILE:
            return self.spoken(entry)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.words(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in {FILE, NOTE}:
            return plain_tip(self.words(entry, index.column()))
        return None

    @staticmethod
    def words(entry: ReceiptEntry, column: int) -> str:
        if column == FILE:
            return entry.path
        if column == STATE:
            return _(STATE_NAMES[entry.state])
        if column == NOTE:
            return note(entry)
        figure = _figure(entry, column)
        return "" if figure is None else formats.count(figure)

    def spoken(self, entry: ReceiptEntry) -> str:
        """The row as one sentence."""
        parts = [entry.path, self.words(entry, STATE)]
        parts += [figures(entry)] if figures(entry) else []
        parts += [note(entry)] if note(entry) else []
        return ", ".join(parts) + "."

    def as_text(self) -> str:
        """The whole table, columns parted by tabs."""
        lines = [[_(head) for head in HEADS]]
        lines += [[self.words(entry, column) for column in range(len(HEADS))] for entry in self.entries]
        return "\n".join("\t".join(line) for line in lines)


def figures(entry: ReceiptEntry) -> str:
    """The counts of an entry in one line."""
    parts = []
    if entry.records is not None:
        parts.append(ngettext("{n} record", "{n} records", entry.records).format(n=formats.count(entry.records)))
    if entry.expected is not None:
        parts.append(_("X counts {n}").format(n=formats.count(entry.expected)))
    if entry.items is not None:
        parts.append(ngettext("{n} item", "{n} items", entry.items).format(n=formats.count(entry.items)))
    return ", ".join(parts)


def _figure(entry: ReceiptEntry, column: int) -> int | None:
    return {RECORDS: entry.records, EXPECTED: entry.expected, ITEMS: entry.items}[column]


def _by_need(entry: ReceiptEntry) -> tuple[bool, int, str]:
    rank = WORST_FIRST.index(entry.state)
    return (rank > WORST_FIRST.index("unknown") and not difference(entry), rank, entry.path.casefold())
