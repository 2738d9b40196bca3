"""Indexes of words, each over a piece of the texts, built by processes of their own: several at once, and none of them
in the way of a window.

An index of SQLite is kept in a few ordinary tables. One that is built in memory is handed over as their rows.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import apsw
import msgspec

from auditor.processes import Lost, Workers
from auditor.store.schema import WORDS
from auditor.store.segments import segmented

LONGEST = 100_000
"""Characters of one text that are indexed. X's longest posts have 25,000."""
_PARTS = ("data", "idx")
"""The tables of an index that hold something of the texts."""

Piece = dict[int, bytes]
"""The first row of some batches of items -> the batch."""


class _Text(msgspec.Struct, array_like=True, gc=False):
    """An item as far as it is needed here."""

    category: msgspec.Raw
    kind: msgspec.Raw
    id: msgspec.Raw
    made_at: msgspec.Raw
    text: str | None = None


class Built(NamedTuple):
    """The index of one piece: the rows of each of its tables."""

    parts: dict[str, list[tuple[Any, ...]]]
    last_row: int


def build(piece: Piece) -> Built:
    with contextlib.closing(apsw.Connection(":memory:")) as connection:
        connection.execute(WORDS.format(name="words"))
        connection.execute("insert into words(words, rank) values('hashsize', 67108864)")  # so that it is written once
        with connection:
            connection.executemany("insert into words(rowid, text) values(?, ?)", _texts(piece))
        parts = {part: connection.execute(f"select * from words_{part}").fetchall() for part in _PARTS}
    last = max(piece)
    return Built({part: rows for part, rows in parts.items() if rows}, last + len(_decode(piece[last])) - 1)


def _texts(piece: Piece) -> Iterator[tuple[int, str]]:
    for first_row, batch in piece.items():
        for row, item in enumerate(_decode(batch), first_row):
            if item is not None and item.text is not None:
                yield row, segmented(item.text[:LONGEST])


class Build(msgspec.Struct, frozen=True):
    """The making of an index, as a worker is given it. `number` counts the pieces."""

    number: int
    piece: Piece

    def answers(self) -> Iterator[bytes]:
        yield _encode(build(self.piece))


def build_all(
    pieces: Iterator[Piece], workers: Workers | None = None, cancel: threading.Event | None = None
) -> Iterator[Built]:
    """In the order of the pieces. Raises Cancelled."""
    first = list(itertools.islice(pieces, 2))
    if workers is None and len(first) < 2:  # a process of its own would take longer to start
        yield from map(build, first)
        return
    jobs = itertools.starmap(Build, enumerate(itertools.chain(first, pieces)))
    built: dict[int, Built] = {}
    with workers or Workers(first=Build) as builders:
        next_one = 0
        for job, answer in builders.run(jobs, cancel):
            # Where the system ends every worker, this process has to do it.
            built[job.number] = build(job.piece) if isinstance(answer, Lost) else _built(answer)
            while next_one in built:
                yield built.pop(next_one)
                next_one += 1


_decode = msgspec.msgpack.Decoder(list[_Text | None]).decode
_encode = msgspec.msgpack.Encoder().encode
_built = msgspec.msgpack.Decoder(Built).decode
