"""The index over the words of every item: built after the reading, in pieces, and asked by the search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import apsw
import numpy as np

from auditor.store.columns import Rows
from auditor.store.schema import WORDS
from auditor.store.segments import mention_token, phrase, segmented

A_PIECE = 2_000
"""Texts that go in at once: a few hundredths of a second, for which another writer may have to wait."""
LONGEST = 100_000
"""Characters of one text that are indexed. X's longest posts have 25,000."""
_FEW = 2_000
"""Rows that are handed on at once: enough for a page, also where filters take most of them away."""


class Term(NamedTuple):
    """Words that a text must hold in this order. With `goes_on` the last of them may be the beginning of one."""

    text: str
    goes_on: bool = False


def prepare(connection: apsw.Connection) -> None:
    connection.execute(WORDS)
    connection.execute("insert into fact values('indexed', '0')")


def add_piece(connection: apsw.Connection) -> bool:
    """Index the next texts, and note how far that is in the same transaction. False when there are none left."""
    after = int(connection.execute("select value from fact where name = 'indexed'").get)
    rows = list(
        connection.execute(
            "select row, text from item where row > ? and text is not null order by row limit ?", (after, A_PIECE)
        )
    )
    connection.executemany(
        "insert into words(rowid, text) values(?, ?)", ((row, segmented(text[:LONGEST])) for row, text in rows)
    )
    last = str(rows[-1][0]) if len(rows) == A_PIECE else "whole"
    connection.execute("update fact set value = ? where name = 'indexed'", (last,))
    return last != "whole"


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
    few = connection.execute("select rowid from words where words match ? limit ?", (asked, _FEW))
    first = np.fromiter((row for (row,) in few), np.int32)
    yield first
    if len(first) == _FEW:
        # As one text: SQLite hands over a million rows three times as fast as one by one.
        rows: str = connection.execute("select group_concat(rowid, ' ') from words where words match ?", (asked,)).get
        yield np.fromstring(rows, np.int32, sep=" ")


def _is_indexed(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LN" or kind in ("Co", "Mn", "Mc", "So")
