"""One value for every item, in arrays: what lists, filters and counts are made of, at a million items too.

They are gathered while the items are added, put in order when the reading is through, and kept in the database
beside the rows.
"""

from __future__ import annotations

import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import apsw
import numpy as np
import numpy.typing as npt

from auditor.archive.items import JUDGED
from auditor.overview import Tally

MILLISECONDS_A_DAY = 86_400_000
UNDATED = -(2**62)
"""Stands for no time: it sorts behind every other."""

Rows = npt.NDArray[np.int32]


class Columns(NamedTuple):
    """The items newest first, undated ones last, equal times in the order of the files.

    row      the item's row in the database
    sort     the code of its category within its kind of file
    traits   its `Trait`s
    lang     the code of its language, 0 where X gives none
    made_at  milliseconds since 1970 UTC, or UNDATED
    case     its place in the tally
    """

    row: Rows
    sort: npt.NDArray[np.uint16]
    traits: npt.NDArray[np.uint16]
    lang: npt.NDArray[np.uint16]
    made_at: npt.NDArray[np.int64]
    case: Rows


_TYPES = {"row": np.int32, "sort": np.uint16, "traits": np.uint16, "lang": np.uint16, "made_at": np.int64}
_TALLY = ("category", "traits", "day", "items", "first", "last")
_NO_DAY = UNDATED // MILLISECONDS_A_DAY


class Gathered:
    """What the columns are made of, kept while the items are added: their rows are 1, 2, 3 and so on."""

    def __init__(self) -> None:
        self._places: list[tuple[int, int]] = []
        self._packed = array.array("q")
        self._made_at = array.array("q")

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Rows of one file, as they go into the table: edition, file, sort, id, made_at, text, traits, lang, ..."""
        if rows:
            self._places.append((rows[0][0] << 20 | rows[0][1], len(rows)))
        self._packed.extend([(row[2] << 32) | (row[6] << 16) | (row[7] or 0) for row in rows])
        self._made_at.extend([UNDATED if row[4] is None else row[4] for row in rows])

    @property
    def editions(self) -> int:
        return len({place >> 20 for place, _items in self._places})

    def with_trait(self, trait: int) -> list[int]:
        """The rows of the items that had it when they were added."""
        packed = np.frombuffer(self._packed, np.int64)
        return (1 + np.flatnonzero(packed >> 16 & trait)).tolist()

    def make(self, connection: apsw.Connection, gone: Collection[int], traits: dict[int, int]) -> None:
        """Put the columns into the database, without what is gone, and with the traits that rows got since.

        At three million items each column of eight bytes takes 24 MB: none is kept longer than it is needed.
        """
        packed, made_at = np.frombuffer(self._packed, np.int64), np.frombuffer(self._made_at, np.int64)
        self._packed, self._made_at = array.array("q"), array.array("q")
        for row, trait in traits.items():
            packed[row - 1] |= trait << 16
        order = self._order(made_at)
        if gone:
            there = np.ones(len(order), np.bool_)
            there[np.fromiter(gone, np.int32) - 1] = False
            order = order[there[order]]
        packed, made_at = packed[order], made_at[order]
        columns: dict[str, npt.NDArray[Any]] = {
            "row": order + np.int32(1),
            "sort": (packed >> 32).astype(np.uint16),
            "traits": (packed >> 16).astype(np.uint16),  # the lowest 16 bits of what is left
            "lang": packed.astype(np.uint16),
            "made_at": made_at,
        }
        del packed, order
        columns["case"], tally = _tallied(connection, columns["sort"], columns["traits"], made_at)
        for name, column in [*columns.items(), *zip(_tally_names(), tally, strict=True)]:
            connection.execute("insert or replace into column_data values(?, ?)", (name, column.data))

    def _order(self, made_at: npt.NDArray[np.int64]) -> Rows:
        """Newest first, then by place; lexsort is stable, so that equal ones stay in the order of their rows."""
        places, items = zip(*self._places, strict=True) if self._places else ((), ())
        return np.lexsort((np.repeat(np.array(places, np.int32), items), -made_at)).astype(np.int32)


def _tallied(
    connection: apsw.Connection,
    sort: npt.NDArray[np.uint16],
    traits: npt.NDArray[np.uint16],
    made_at: npt.NDArray[np.int64],
) -> tuple[Rows, list[npt.NDArray[np.int64]]]:
    """The place of every item in the tally, and the tally's own columns."""
    category_of = np.zeros(1 + int(sort.max(initial=0)), np.int64)
    for code, category in connection.execute("select code, category from sort"):
        if code < len(category_of):
            category_of[code] = category
    key = _days(made_at)  # the category before the traits before the day, in one figure
    key |= category_of[sort] << 48
    key |= (traits & int(JUDGED)).astype(np.int64) << 40
    order = np.argsort(key, kind="stable").astype(np.int32)  # within a group the newest stays first
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    del key
    ends = np.append(starts, len(order))[1:]
    case = np.empty(len(order), np.int32)
    case[order] = np.repeat(np.arange(len(starts), dtype=np.int32), ends - starts)
    newest, oldest = order[starts], order[ends - 1]
    last = made_at[newest]
    judged = (traits[newest] & int(JUDGED)).astype(np.int64)
    day = np.floor_divide(last, MILLISECONDS_A_DAY)
    return case, [category_of[sort[newest]], judged, day, ends - starts, made_at[oldest], last]


def _days(made_at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Days counted from 1 on, less than 2**40 of them; 0 where there is none."""
    days = np.floor_divide(made_at, MILLISECONDS_A_DAY)
    dated = days != _NO_DAY
    days -= np.min(days, where=dated, initial=2**40) - 1
    days *= dated
    return days


def load(connection: apsw.Connection) -> Columns:
    return Columns(*(_column(connection, name, _TYPES.get(name, np.int32)) for name in Columns._fields))


def load_tally(connection: apsw.Connection) -> list[Tally]:
    """Sorted by category's code, traits and day. The place of each is what `Columns.case` says."""
    names: dict[int, str] = dict(connection.execute("select code, text from name"))
    columns = [_column(connection, name, np.int64).tolist() for name in _tally_names()]
    return [
        Tally(names[category], traits, None, items, None, None)
        if day == _NO_DAY
        else Tally(names[category], traits, day, items, first, last)
        for category, traits, day, items, first, last in zip(*columns, strict=True)
    ]


def _tally_names() -> Iterable[str]:
    return (f"tally.{name}" for name in _TALLY)


def _column(connection: apsw.Connection, name: str, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    data: bytes | None = connection.execute("select data from column_data where name = ?", (name,)).get
    return np.frombuffer(data or b"", dtype)
