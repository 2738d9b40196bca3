"""The rows of what was found so far, as Qt asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.i18n import gettext as _
from gui import formats
from gui.models.reading_model import Row

KIND, ITEMS, RECORDS, BYTES = range(4)
HEADS = ("Kind", "Items", "Records, of X’s own count", "By bytes")
DASH = "–"
Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractTableModel):
    """Rows of the reading model. A cell's text is what a screen reader says of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
            return
        before, self.rows = self.rows, tuple(rows)
        for number, (row, old) in enumerate(zip(rows, before, strict=True)):
            if row != old:  # only what has changed is painted again
                self.dataChanged.emit(self.index(number, ITEMS), self.index(number, BYTES))

    def ends_group(self, number: int) -> bool:
        """Whether a row is the last before the next kind."""
        return number + 1 == len(self.rows) or not self.rows[number + 1].is_part

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == KIND:
            return row.title
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (row.title, _items(row), _records(row), _state(row))[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        return None


def _items(row: Row) -> str:
    return DASH if row.items is None else formats.count(row.items)


def _records(row: Row) -> str:
    if row.is_part:
        return ""
    if row.records is None:
        return _("with the posts")
    if row.expected is None:
        return _("{n}, no count").format(n=formats.count(row.records))
    return _("{n} of {total}").format(n=formats.count(row.records), total=formats.count(row.expected))


def _state(row: Row) -> str:
    if row.share is None:
        return ""
    if row.done:
        return _("read")
    return _("waiting") if row.waiting else formats.percent(row.share)
