"""An index that several processes build is the one that a single process would have built."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from auditor.archive.decoding.workers import Task
from auditor.archive.items import Item
from auditor.archive.packed import A_BATCH, pack
from auditor.errors import Cancelled
from auditor.processes import Workers
from auditor.store import AuditStore, Term, building


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[AuditStore]:
    """Twenty batches of texts, two for each piece."""
    monkeypatch.setattr(building, "ROWS_A_PIECE", 2 * A_BATCH)
    with AuditStore.passing() as store:
        store.add(pack(Item("posts", "tweets", str(n), text=f"tea number{n}") for n in range(20 * A_BATCH)))
        store.finish()
        store.make_durable()
        yield store


def found(store: AuditStore, word: str) -> list[int]:
    return sorted({int(row) for piece in store.search([Term(word)]) or () for row in piece})


def holds_all(store: AuditStore) -> bool:
    """Every text once, in its place."""
    everything = list(range(1, 20 * A_BATCH + 1))
    return store.is_indexed() and found(store, "tea") == everything and found(store, "number7999") == [8000]


def test_several_processes_make_what_one_would_have_made(store: AuditStore) -> None:
    shares: list[float] = []
    store.index(shares.append)
    assert holds_all(store)
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert len({*shares}) == 11
    assert not multiprocessing.active_children()


def test_processes_that_read_the_archive_can_go_on_with_it(store: AuditStore) -> None:
    workers = Workers(3, first=Task)
    store.index(workers=workers)
    assert holds_all(store)
    assert not multiprocessing.active_children()


def test_what_is_not_on_the_disk_yet_is_indexed_where_it_is() -> None:
    with AuditStore.temporary() as store:
        store.add(pack(Item("posts", "tweets", str(n), text=f"tea number{n}") for n in range(20 * A_BATCH)))
        store.finish()
        store.index()
        assert holds_all(store)


def test_whoever_cancels_waits_for_nobody_and_loses_nothing(store: AuditStore) -> None:
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        store.index(lambda share: cancel.set() if share > 0.3 else None, cancel)
    assert not multiprocessing.active_children()
    assert not store.is_indexed()
    some = found(store, "tea")
    assert 0 < len(some) < 20 * A_BATCH
    store.index()
    assert holds_all(store)


def test_processes_that_are_ended_from_outside_cost_no_text(store: AuditStore) -> None:
    def kill(share: float) -> None:
        if share == 0.3:
            for builder in multiprocessing.active_children():
                builder.kill()

    store.index(kill)
    assert holds_all(store)


def test_a_piece_that_cannot_be_made_over_there_is_no_answer(store: AuditStore, tmp_path: Path) -> None:
    [nowhere, locked] = [
        building.Index(str(path), bytes(32), building.Piece(1, 2)) for path in (tmp_path / "gone.outtake", store.path)
    ]
    assert list(nowhere.answers()) == []
    assert list(locked.answers()) == []
    store.index()
    assert holds_all(store)


def test_closing_waits_until_nobody_else_writes_into_it(store: AuditStore) -> None:
    cancel, begun = threading.Event(), threading.Event()

    def index() -> None:
        with contextlib.suppress(Cancelled):
            store.index(lambda share: begun.set() if share > 0 else None, cancel)

    thread = threading.Thread(target=index)
    thread.start()
    begun.wait()
    cancel.set()
    store.close()
    assert not multiprocessing.active_children()
    thread.join()
    assert store.path is not None
    assert not store.path.parent.exists()


class Note(msgspec.Struct):
    share: float


def test_a_person_can_write_while_the_index_is_made(store: AuditStore) -> None:
    store.index(lambda share: store.remember("note", Note(share)))
    assert store.recall("note", Note) == Note(1.0)
    assert holds_all(store)


def test_every_text_is_found_whichever_piece_it_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "ROWS_A_PIECE", 7)
    with AuditStore.temporary() as store:
        for n in range(60):
            store.add(pack([Item("posts", "tweets", str(n), text=f"tea number{n}")]))
        store.finish()
        store.index()
        assert store.is_indexed()
        assert sorted(row for piece in store.search([Term("tea")]) or () for row in piece) == list(range(1, 61))
        for n in (0, 6, 7, 59):
            assert [row for piece in store.search([Term(f"number{n}")]) or () for row in piece] == [n + 1]


def test_long_texts_end_a_piece_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BYTES_A_PIECE", 100)
    with AuditStore.temporary() as store:
        for n in range(4):
            store.add(pack([Item("posts", "tweets", str(n), text=f"word{n} " * 20)]))
        store.finish()
        store.index()
        assert [row for piece in store.search([Term("word3")]) or () for row in piece] == [4]
