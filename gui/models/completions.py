"""What may be typed next, as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.search.completion import Completion
from gui import formats

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Completions(QAbstractListModel):
    """One row for each completion, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Completion, ...] = ()

    def show_rows(self, rows: Sequence[Completion]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Completion:
        return self._rows[number]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None


def spoken(row: Completion) -> str:
    """A completion in one breath: "verdict:stated, Stated, 58 items"."""
    if row.items is None:
        return _("{text}, {label}").format(text=row.text, label=row.label)
    items = ngettext("{n} item", "{n} items", row.items).format(n=formats.count(row.items))
    return _("{text}, {label}, {items}").format(text=row.text, label=row.label, items=items)
