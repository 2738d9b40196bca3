"""The rows of the overview's table: each category with its items and its verdicts in both lanes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from auditor.archive.kinds import handed_out
from auditor.design import Presentation, Tokens
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.overview import Overview
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import Audience
from gui import formats
from gui.models.explained import LANES

CATEGORY, ITEMS, GROK, COLLABORATORS = range(4)
LANE_OF: dict[int, Audience] = {GROK: "grok", COLLABORATORS: "collaborators"}
Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """The items of a row that have one verdict."""

    look: Presentation
    items: int


class Row(NamedTuple):
    """`items` is None where the archive has no file of it: unknown, not zero; `absence` says why there are none."""

    id: str
    title: str
    icon: str
    items: int | None
    grok: tuple[Line, ...] = ()
    collaborators: tuple[Line, ...] = ()
    absence: str = ""

    def lane(self, audience: Audience) -> tuple[Line, ...]:
        return self.grok if audience == "grok" else self.collaborators

    @property
    def height(self) -> int:
        """In lines."""
        return max(1, len(self.grok), len(self.collaborators))


def rows_of(pack: Pack, situation: Situation, tokens: Tokens, seen: Overview) -> list[Row]:
    """Those with items first, then the empty ones, then what the archive has no file for; each in the pack's order."""

    def lines(counts: Mapping[str, int], audience: Audience) -> tuple[Line, ...]:
        return tuple(Line(look, counts[look.id]) for look in tokens.lane(audience) if counts.get(look.id))

    def icon(id: str) -> str:
        return tokens.icons.category.get(id, tokens.icons.page["report"])

    present = [
        Row(
            row.id,
            _(pack.categories[row.id].title),
            icon(row.id),
            row.items,
            lines(row.grok, "grok"),
            lines(row.collaborators, "collaborators"),
            "" if row.items else _("None in this archive"),
        )
        for row in seen.categories
    ]
    absent = [
        Row(id, _(pack.categories[id].title), icon(id), None, absence=_absence(pack, situation, id))
        for id in seen.absent
    ]
    return [*(row for row in present if row.items), *(row for row in present if not row.items), *absent]


def _absence(pack: Pack, situation: Situation, id: str) -> str:
    if id == "protected":
        if isinstance(situation.protected, dt.date):
            return _("None of this archive by what you told us")
        return _("None, unless you tell us of a time") if situation.protected is None else _("None, you told us")
    if handed_out(id):
        return _("Not in this archive")
    return _(pack.categories[id].note) or _("Not in any archive")


class CategoryRows(QAbstractTableModel):
    """Category, items, and a column for each lane. `shown` rows of all are in the table, the others wait."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Row] = []
        self._sentences: dict[tuple[str, Audience], str] = {}
        self._limit: int | None = None
        self.marked: frozenset[str] = frozenset()

    def set_rows(self, rows: Sequence[Row], sentences: Mapping[tuple[str, Audience], str]) -> None:
        """Sentences  (category, lane) -> the verdict in plain words"""
        self.beginResetModel()
        self._all = list(rows)
        self._sentences = dict(sentences)
        self.endResetModel()

    def set_limit(self, limit: int | None) -> None:
        """How many rows the table holds; None for all."""
        self.beginResetModel()
        self._limit = limit
        self.endResetModel()

    def set_marked(self, ids: Collection[str]) -> None:
        self.marked = frozenset(ids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, COLLABORATORS))

    @property
    def all(self) -> list[Row]:
        return self._all

    @property
    def rows(self) -> list[Row]:
        return self._all if self._limit is None else self._all[: self._limit]

    @property
    def hidden(self) -> list[Row]:
        return self._all[len(self.rows) :]

    @property
    def longest(self) -> int:
        """Items of the longest bar; the same whether all rows are shown or not."""
        return max((line.items for row in self._all for line in (*row.grok, *row.collaborators)), default=0)

    def place(self, id: str) -> int:
        """The row's number, -1 if it is not shown."""
        return next((number for number, row in enumerate(self.rows) if row.id == id), -1)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Category"), _("Items"), _(LANES["grok"]), _(LANES["collaborators"]))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row) if index.column() == CATEGORY else self._words(row, index.column())
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            lane = LANE_OF.get(index.column())
            return self._sentences.get((row.id, lane), row.absence) if lane else row.absence
        return None

    def _words(self, row: Row, column: int) -> str:
        if column == CATEGORY:
            return row.title
        if column == ITEMS:
            return "–" if row.items is None else formats.count(row.items)
        return verdict_words(row.lane(LANE_OF[column])) or row.absence

    def spoken(self, row: Row) -> str:
        """The row as one sentence, as a screen reader says it."""
        if not row.items:
            return f"{row.title}: {row.absence.rstrip('.')}."
        items = ngettext("{n} item", "{n} items", row.items).format(n=formats.count(row.items))
        parts = [row.title, items]
        for audience, lane in LANES.items():
            words = verdict_words(row.lane(audience)).lower()
            if words:
                parts.append(f"{_(lane)} {words}")
        if row.id in self.marked:
            parts.append(_("marked: the control would reach it"))
        return ", ".join(parts) + "."


def verdict_words(lines: Sequence[Line]) -> str:
    """The label, or "Implied 258, Unclear 34" where a row has several."""
    if len(lines) == 1:
        return _(lines[0].look.label)
    return ", ".join(f"{_(line.look.label)} {formats.count(line.items)}" for line in lines)
