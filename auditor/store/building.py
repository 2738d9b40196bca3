"""The making of the index over the words: each piece of the texts has one of its own, so that processes can make
several at once, and none of them in the way of a window.

An index of SQLite is kept in a few ordinary tables. It is made in memory and put into the audit as their rows.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import msgspec

from auditor.errors import OuttakeError
from auditor.store import database
from auditor.store.schema import WORDS
from auditor.store.segments import segmented

LONGEST = 100_000
"""Characters of one text that are indexed. X's longest posts have 25,000."""
ROWS_A_PIECE, BYTES_A_PIECE = 50_000, 8_000_000
"""How many items have an index of their own, and how much of packed items is enough for one as well."""
_PARTS = ("data", "idx")
"""The tables of an index that hold something of the texts."""


Parts = dict[str, list[tuple[Any, ...]]]
"""The tables of an index -> their rows."""


class Piece(NamedTuple):
    """The items of the rows from `first` to below `end`: whole batches."""

    first: int
    end: int


class Index(msgspec.Struct, frozen=True):
    """The index of one piece of the audit in this file, as a worker is told to make it."""

    path: str
    key: bytes
    piece: Piece

    def answers(self) -> Iterator[bytes]:
        """None where it cannot be done: who asked for it will find it missing, try, and have to say why."""
        with contextlib.suppress(OuttakeError, apsw.Error):
            connection = _opened(self.path, self.key)
            parts = build(connection, self.piece)
            with database.whole(connection, Path(self.path)):
                add(connection, self.piece, parts)
            yield b"done"


@functools.cache
def _opened(path: str, key: bytes) -> apsw.Connection:
    """For as long as the worker lives."""
    return database.open_existing(Path(path), key)


class _Text(msgspec.Struct, array_like=True, gc=False):
    """An item as far as it is needed here."""

    category: msgspec.Raw
    kind: msgspec.Raw
    id: msgspec.Raw
    made_at: msgspec.Raw
    text: str | None = None


def missing(connection: apsw.Connection) -> list[Piece]:
    """The pieces that have no index yet."""
    batches: list[Any] = connection.execute("select first_row, length(items) from batch order by first_row").fetchall()
    firsts: list[int] = []
    size = 0
    for first_row, length in batches:
        if not firsts or size >= BYTES_A_PIECE or first_row - firsts[-1] >= ROWS_A_PIECE:
            firsts.append(first_row)
            size = 0
        size += length
    made = set(tables(connection))
    ends = [*firsts[1:], *(first_row + 1 for first_row, _ in batches[-1:])]
    return [Piece(*piece) for piece in zip(firsts, ends, strict=True) if _name(piece[0]) not in made]


def tables(connection: apsw.Connection) -> list[str]:
    """The indexes that there are."""
    found = connection.execute("select name from sqlite_master where sql like 'create virtual table words%'")
    return [name for (name,) in found]


def _name(first_row: int) -> str:
    return f"words{first_row}"


def build(connection: apsw.Connection, piece: Piece) -> Parts:
    """Make the index of a piece."""
    with contextlib.closing(apsw.Connection(":memory:")) as made:
        made.execute(WORDS.format(name="words"))
        made.execute("insert into words(words, rank) values('hashsize', 67108864)")  # so that it is written once
        with made:
            made.executemany("insert into words(rowid, text) values(?, ?)", _texts(connection, piece))
        return {part: made.execute(f"select * from words_{part}").fetchall() for part in _PARTS}


def add(connection: apsw.Connection, piece: Piece, parts: Parts) -> None:
    """Put the index of a piece into the audit."""
    name = _name(piece.first)
    connection.execute(WORDS.format(name=name))
    for part, rows in parts.items():
        connection.execute(f"delete from {name}_{part}")
        if rows:
            connection.executemany(f"insert into {name}_{part} values({', '.join('?' * len(rows[0]))})", rows)


def _texts(connection: apsw.Connection, piece: Piece) -> Iterator[tuple[int, str]]:
    found = connection.execute("select first_row, items from batch where first_row >= ? and first_row < ?", piece)
    for first_row, batch in found:
        for row, item in enumerate(_decode(batch), first_row):
            if item is not None and item.text is not None:
                yield row, segmented(item.text[:LONGEST])


_decode = msgspec.msgpack.Decoder(list[_Text | None]).decode
