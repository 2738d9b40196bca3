"""Indexes of words, each over a piece of the texts, built by processes of their own: several at once, and none of them
in the way of a window.

An index of SQLite is kept in a few ordinary tables. One that is built in memory is handed over as their rows.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NamedTuple

import apsw
import msgspec

from auditor.errors import Cancelled
from auditor.store.schema import WORDS
from auditor.store.segments import segmented

LONGEST = 100_000
"""Characters of one text that are indexed. X's longest posts have 25,000."""
_BUILDERS = 2
_PATIENCE = 0.05
"""Seconds between two looks at the cancel button."""
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


def build_all(pieces: Iterator[Piece], cancel: threading.Event | None = None) -> Iterator[Built]:
    """In the order of the pieces. Raises Cancelled."""
    first = list(itertools.islice(pieces, 2))
    if len(first) < 2:  # a process of its own would take longer to start
        yield from (_result(piece, None, cancel) for piece in first)
        return
    builders = ProcessPoolExecutor(
        min(_BUILDERS, os.cpu_count() or 1), multiprocessing.get_context("spawn"), initializer=_leave_signals
    )
    waiting: deque[tuple[Piece, Future[Built] | None]] = deque()
    try:
        for piece in itertools.chain(first, pieces):
            waiting.append((piece, _begun(builders, piece)))
            if len(waiting) > _BUILDERS:
                yield _result(*waiting.popleft(), cancel)
        while waiting:
            yield _result(*waiting.popleft(), cancel)
    finally:
        builders.shutdown(wait=False, cancel_futures=True)


def _begun(builders: ProcessPoolExecutor, piece: Piece) -> Future[Built] | None:
    """None where the system has ended the builders."""
    try:
        return builders.submit(build, piece)
    except BrokenProcessPool:
        return None


def _result(piece: Piece, future: Future[Built] | None, cancel: threading.Event | None) -> Built:
    while True:
        if cancel is not None and cancel.is_set():
            raise Cancelled
        if future is None:
            return build(piece)
        try:
            return future.result(_PATIENCE)
        except TimeoutError:
            continue
        except BrokenProcessPool:
            future = None


_decode = msgspec.msgpack.Decoder(list[_Text | None]).decode


def _leave_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
