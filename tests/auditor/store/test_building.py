"""An index that several processes build is the one that a single process would have built."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterable, Iterator

import pytest

from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.errors import Cancelled
from auditor.store import AuditStore, Term, word_index
from auditor.store.building import Piece, build, build_all


def batch(texts: Iterable[str]) -> bytes:
    [packed] = pack(Item("posts", "tweets", str(n), text=text) for n, text in enumerate(texts)).batches
    return packed


PIECES = [{n * 10 + 1: batch(f"tea for {n} at {m}" for m in range(10))} for n in range(5)]


def test_pieces_come_in_their_order_whoever_built_them() -> None:
    assert list(build_all(iter(PIECES))) == [build(piece) for piece in PIECES]


def test_nothing_to_index_is_no_work() -> None:
    assert list(build_all(iter(()))) == []


def test_whoever_cancels_waits_for_nobody() -> None:
    cancel = threading.Event()
    built = build_all(iter(PIECES), cancel=cancel)
    next(built)
    cancel.set()
    with pytest.raises(Cancelled):
        next(built)


def test_processes_that_are_ended_from_outside_cost_no_text() -> None:
    built = build_all(_and_then_kill(PIECES))
    assert list(built) == [build(piece) for piece in PIECES]


def _and_then_kill(pieces: list[Piece]) -> Iterator[Piece]:
    yield from pieces[:3]
    time.sleep(0.5)  # until they stand
    builders = multiprocessing.active_children()
    assert builders
    for builder in builders:
        builder.kill()
    time.sleep(0.5)  # until that is known
    yield from pieces[3:]


def test_every_text_is_found_whichever_piece_it_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "ROWS_A_PIECE", 7)
    with AuditStore.temporary() as store:
        for n in range(60):
            store.add(pack([Item("posts", "tweets", str(n), text=f"tea number{n}")]))
        store.finish()
        store.index()
        assert store.indexed_to() is None
        assert sorted(row for piece in store.search([Term("tea")]) or () for row in piece) == list(range(1, 61))
        for n in (0, 6, 7, 59):
            assert [row for piece in store.search([Term(f"number{n}")]) or () for row in piece] == [n + 1]


def test_long_texts_end_a_piece_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "BYTES_A_PIECE", 100)
    with AuditStore.temporary() as store:
        for n in range(4):
            store.add(pack([Item("posts", "tweets", str(n), text=f"word{n} " * 20)]))
        store.finish()
        store.index()
        assert [row for piece in store.search([Term("word3")]) or () for row in piece] == [4]
