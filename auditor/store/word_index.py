"""The index over the words of every item, as the search asks it. How it is made: `building.py`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import apsw
import numpy as np

from auditor.store.building import tables
from auditor.store.columns import Rows
from auditor.store.segments import mention_token, phrase

_FEW = 2_000
"""Rows that are handed on at once: enough for a page, also where filters take most of them away."""


class Term(NamedTuple):
    """Words that a text must hold in this order. With `goes_on` the last of them may be the beginning of one."""

    text: str
    goes_on: bool = False


def prepare(connection: apsw.Connection) -> None:
    connection.execute("insert into fact values('indexed', 'in part')")


def complete(connection: apsw.Connection) -> None:
    connection.execute("update fact set value = ? where name = 'indexed'", (_WHOLE,))


def is_complete(connection: apsw.Connection) -> bool:
    """Whether every text can be searched."""
    value: str = connection.execute("select value from fact where name = 'indexed'").get
    return value == _WHOLE


_WHOLE = "whole"


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
    for name in tables(connection):
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
