"""The index over the words of every item: built after the reading, piece by piece, and asked by the search.

Each piece of the texts has an index of its own, so that processes can build several at once (see `building.py`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import apsw
import numpy as np

from auditor.store.building import Built, Piece
from auditor.store.columns import Rows
from auditor.store.schema import WORDS
from auditor.store.segments import mention_token, phrase

ROWS_A_PIECE, BYTES_A_PIECE = 50_000, 8_000_000
"""How many items have an index of their own, and how much of packed items is enough for one as well."""
_FEW = 2_000
"""Rows that are handed on at once: enough for a page, also where filters take most of them away."""


class Term(NamedTuple):
    """Words that a text must hold in this order. With `goes_on` the last of them may be the beginning of one."""

    text: str
    goes_on: bool = False


def prepare(connection: apsw.Connection) -> None:
    connection.execute("insert into fact values('indexed', '0')")


def next_piece(connection: apsw.Connection, after: int) -> Piece:
    """The next batches behind a row; none when there are none left."""
    piece: Piece = {}
    size = 0
    for first_row, batch in connection.execute(
        "select first_row, items from batch where first_row > ? order by first_row", (after,)
    ):
        piece[first_row] = batch
        size += len(batch)
        if size >= BYTES_A_PIECE or first_row - min(piece) >= ROWS_A_PIECE:
            break
    return piece


def last_row(connection: apsw.Connection) -> int:
    """About: the last batch begins there."""
    last: int = connection.execute("select coalesce(max(first_row), 1) from batch").get
    return last


def add(connection: apsw.Connection, built: Built) -> None:
    """Put in the index of a piece, and note how far that is."""
    name = f"words{len(_tables(connection)) + 1}"
    connection.execute(WORDS.format(name=name))
    for part, rows in built.parts.items():
        connection.execute(f"delete from {name}_{part}")
        connection.executemany(f"insert into {name}_{part} values({', '.join('?' * len(rows[0]))})", rows)
    _note(connection, str(built.last_row))


def complete(connection: apsw.Connection) -> None:
    _note(connection, "whole")


def _note(connection: apsw.Connection, indexed: str) -> None:
    connection.execute("update fact set value = ? where name = 'indexed'", (indexed,))


def _tables(connection: apsw.Connection) -> list[str]:
    found = connection.execute("select name from sqlite_master where sql like 'create virtual table words%'")
    return [name for (name,) in found]


def indexed_to(connection: apsw.Connection) -> int | None:
    """The row up to which texts can be searched, None when all of them can."""
    value: str = connection.execute("select value from fact where name = 'indexed'").get
    return None if value == "whole" else int(value)


def question(terms: Sequence[Term], mentions: Sequence[str] = ()) -> str:
    """All of these at once, as the index wants to be asked; "" where there is nothing in them to look up."""
    asked = []
    for term in terms:
        said = phrase(term.text).replace('"', " ").replace("\0", " ").strip()
        if any(_is_indexed(character) for character in said):
            asked.append(f'"{said}"{" *" * term.goes_on}')
    asked += [f'"{mention_token(name)}"' for name in mentions]
    return " AND ".join(asked)


def hits(connection: apsw.Connection, asked: str) -> Iterator[Rows]:
    """The rows that answer a question, in no order: a few at first so that they can be shown, then all of them."""
    for name in _tables(connection):
        few = connection.execute(f"select rowid from {name} where {name} match ? limit ?", (asked, _FEW))
        first = np.fromiter((row for (row,) in few), np.int32)
        yield first
        if len(first) == _FEW:
            # As one text: SQLite hands over a million rows three times as fast as one by one.
            every = f"select group_concat(rowid, ' ') from {name} where {name} match ?"
            rows: str = connection.execute(every, (asked,)).get
            yield np.fromstring(rows, np.int32, sep=" ")


def _is_indexed(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LN" or kind in ("Co", "Mn", "Mc", "So")
