"""One value for every item, in arrays: what lists, filters and counts are made of, at a million items too.

They are gathered while the items are added, put in order when the reading is through, and kept in the database
beside the rows.
"""

from __future__ import annotations

import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import apsw
import msgspec
import numpy as np
import numpy.typing as npt

from auditor.archive.items import JUDGED
from auditor.archive.packed import NONE, Packed
from auditor.overview import Tally

MILLISECONDS_A_DAY = 86_400_000
UNDATED = NONE
"""Stands for no time: it sorts behind every other."""

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


class Columns(NamedTuple):
    """The items newest first, undated ones last, equal times in the order of the files.

    row      the item's row in the database
    sort     the code of its category within its kind of file
    traits   its `Trait`s
    lang     the code of its language, 0 where X gives none
    made_at  milliseconds since 1970 UTC, or UNDATED
    case     its place in the tally
    id       the number of its id, and
    thread   that of its thread, or NONE (see `packed.numbers_of`)
    """

    row: Rows
    sort: npt.NDArray[np.uint16]
    traits: npt.NDArray[np.uint16]
    lang: npt.NDArray[np.uint16]
    made_at: npt.NDArray[np.int64]
    case: Rows
    id: npt.NDArray[np.int64]
    thread: npt.NDArray[np.int64]


_TYPES = {
    "sort": np.uint16,
    "lang": np.uint16,
    "traits": np.uint16,
    "made_at": np.int64,
    "id": np.int64,
    "thread": np.int64,
}
"""Those that come from the reading; the others are of 32 bits."""
_TALLY = ("category", "traits", "day", "items", "first", "last")
_A_WRITE = 1024 * 1024
"""Bytes."""
_NO_DAY = UNDATED // MILLISECONDS_A_DAY


class Names(NamedTuple):
    """What the codes in the columns mean: sort -> (category, kind); lang -> X's code of the language, among others."""

    sorts: dict[int, tuple[str, str]]
    texts: dict[int, str]

    def having(self, chosen: Callable[[str, str], bool]) -> list[int]:
        """The sorts whose category and kind are wanted."""
        return [code for code, (category, kind) in self.sorts.items() if chosen(category, kind)]


def of_sorts(sort: npt.NDArray[np.uint16], codes: Sequence[int]) -> Mask:
    """Which are of these sorts. NumPy's own search would need the memory of all columns."""
    wanted = np.zeros(2**16, np.bool_)
    wanted[list(codes)] = True
    return wanted[sort]


class Arrived(msgspec.Struct):
    """The same in the order in which the items came: the row of each is its place here + 1.

    rank  the download and the file that it came from, as one figure: the lowest is right
    """

    sort: npt.NDArray[np.uint16]
    traits: npt.NDArray[np.uint16]
    lang: npt.NDArray[np.uint16]
    made_at: npt.NDArray[np.int64]
    id: npt.NDArray[np.int64]
    thread: npt.NDArray[np.int64]
    rank: Rows


class Gathered:
    """What the columns are made of, put together while the items are added."""

    def __init__(self) -> None:
        self._arrays = {name: array.array("q" if _TYPES[name] is np.int64 else "H") for name in _TYPES}
        self._ranks: list[int] = []
        self._lengths: list[int] = []

    def __len__(self) -> int:
        return len(self._arrays["sort"])

    def add(self, packed: Packed, rank: int, sorts: Sequence[int], langs: Sequence[int]) -> None:
        """Items of one file; `sorts` and `langs` are the codes of what they name."""
        self._ranks.append(rank)
        self._lengths.append(packed.items)
        for name, values in self._arrays.items():
            given = getattr(packed, name)
            if name in ("sort", "lang"):
                codes = np.array(sorts if name == "sort" else langs, np.uint16)
                given = codes[np.frombuffer(given, np.uint16)].tobytes()
            values.frombytes(given)

    def arrived(self) -> Arrived:
        rank = np.repeat(np.array(self._ranks, np.int32), self._lengths)
        arrays = {name: np.frombuffer(values, _TYPES[name]) for name, values in self._arrays.items()}
        return Arrived(**arrays, rank=rank)


def put(connection: apsw.Connection, came: Arrived, gone: Mask) -> None:
    """Put the columns into the database, without what is gone. Nothing is left in `came`.

    At three million items each column of eight bytes takes 24 MB: none is kept longer than it is needed.
    """
    np.negative(came.made_at, out=came.made_at)
    order = np.lexsort((came.rank, came.made_at)).astype(np.int32)  # stable: equal ones in the order of their rows
    np.negative(came.made_at, out=came.made_at)
    if gone.any():
        order = order[~gone[order]]
    _write(connection, "row", order + np.int32(1))
    for name in ("id", "thread", "lang", "traits", "sort", "made_at"):
        values = getattr(came, name)[order]
        setattr(came, name, values[:0].copy())
        _write(connection, name, values)
    del order, values
    case, tally = _tallied(connection)
    _write(connection, "case", case)
    for name, values in zip(_tally_names(), tally, strict=True):
        _write(connection, name, values)


def _write(connection: apsw.Connection, name: str, values: npt.NDArray[Any]) -> None:
    """Piece by piece: SQLite would copy all of it first."""
    data = values.view(np.uint8).data if len(values) else b""
    connection.execute("insert or replace into column_data values(?, zeroblob(?))", (name, len(data)))
    with connection.blob_open("main", "column_data", "data", connection.last_insert_rowid(), writeable=True) as blob:
        for at in range(0, len(data), _A_WRITE):
            blob.write(data[at : at + _A_WRITE])


def _tallied(connection: apsw.Connection) -> tuple[Rows, list[npt.NDArray[np.int64]]]:
    """The place of every item in the tally, and the tally's own columns."""
    sort, traits, made_at = (column(connection, name) for name in ("sort", "traits", "made_at"))
    category_of = np.zeros(1 + int(sort.max(initial=0)), np.int64)
    for code, category in connection.execute("select code, category from sort"):
        if code < len(category_of):
            category_of[code] = category
    key = _days(made_at)  # the category before the traits before the day, in one figure
    part = category_of[sort]
    part <<= 48
    key |= part
    part[:] = traits & int(JUDGED)
    part <<= 40
    key |= part
    del part
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
    return Columns(*(column(connection, name) for name in Columns._fields))


def count(connection: apsw.Connection) -> int:
    """Of the items."""
    size: int | None = connection.execute("select length(data) from column_data where name = 'row'").get
    return (size or 0) // 4


def load_tally(connection: apsw.Connection) -> list[Tally]:
    """Sorted by category's code, traits and day. The place of each is what `Columns.case` says."""
    names: dict[int, str] = dict(connection.execute("select code, text from name"))
    columns = [_read(connection, name, np.int64).tolist() for name in _tally_names()]
    return [
        Tally(names[category], traits, None, items, None, None)
        if day == _NO_DAY
        else Tally(names[category], traits, day, items, first, last)
        for category, traits, day, items, first, last in zip(*columns, strict=True)
    ]


def _tally_names() -> Iterable[str]:
    return (f"tally.{name}" for name in _TALLY)


def column(connection: apsw.Connection, name: str) -> npt.NDArray[Any]:
    """One of them."""
    return _read(connection, name, _TYPES.get(name, np.int32))


def _read(connection: apsw.Connection, name: str, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    data: bytes | None = connection.execute("select data from column_data where name = ?", (name,)).get
    return np.frombuffer(data or b"", dtype)
