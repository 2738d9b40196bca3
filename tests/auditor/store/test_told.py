"""What a person tells Outtake stays with the audit, and what they put aside stays in its order."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from pathlib import Path

import pytest

from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.errors import CannotOpenAudit, WrongKey
from auditor.policy.situation import ReportedControl, SituationRecord
from auditor.store import AuditStore

KEY, OTHER = bytes(range(32)), bytes(32)
TODAY = dt.date(2026, 11, 21)
TOLD = SituationRecord(
    region="eu", protected="2024-03-01", controls=(ReportedControl("x.grok.training", "off", TODAY),)
)


def test_what_was_told_is_there_when_the_audit_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a.outtake"
    with AuditStore.create(path, KEY) as store:
        store.finish()
        store.make_durable()
        store.remember("situation", SituationRecord(region="us"))
        store.remember("situation", TOLD)
    with AuditStore.open(path, KEY) as store:
        assert store.recall("situation", SituationRecord) == TOLD
        assert store.recall("letters", SituationRecord) is None


def test_a_record_that_cannot_be_understood_is_as_good_as_none() -> None:
    with AuditStore.temporary() as store:
        store.remember("situation", ReportedControl("x", "off", TODAY))
        assert store.recall("situation", list[int]) is None


def test_a_proof_is_kept_under_its_hash_and_goes_when_it_should() -> None:
    with AuditStore.temporary() as store:
        name = store.put_proof(b"a picture", "image/png", TODAY)
        assert name == hashlib.sha256(b"a picture").hexdigest()
        assert store.put_proof(b"a picture", "image/png", TODAY) == name
        assert store.proof(name) == b"a picture"
        store.drop_proof(name)
        assert store.proof(name) is None


def test_the_clean_up_list_keeps_its_order_and_no_item_twice() -> None:
    with AuditStore.temporary() as store:
        store.add(pack(Item("posts", "tweets", str(n)) for n in range(6)))
        store.finish()
        store.put_on_clean_up([5, 2])
        store.put_on_clean_up([2, 1])
        assert store.clean_up() == [5, 2, 1]
        store.take_off_clean_up([2])
        store.put_on_clean_up([2])
        assert store.clean_up() == [5, 1, 2]


def test_a_newer_archive_of_the_account_takes_over_what_was_told(tmp_path: Path) -> None:
    with AuditStore.create(tmp_path / "old", KEY) as old, AuditStore.create(tmp_path / "new", OTHER) as new:
        for store in (old, new):
            store.finish()
            store.make_durable()
        old.remember("situation", TOLD)
        name = old.put_proof(b"a picture", "image/png", TODAY)
        new.remember("situation", SituationRecord())
        new.take_over(old)
        assert new.recall("situation", SituationRecord) == TOLD
        assert new.proof(name) == b"a picture"


def test_the_wrong_key_opens_nothing_and_says_so(tmp_path: Path) -> None:
    with AuditStore.create(tmp_path / "a", KEY) as store:
        store.finish()
        store.make_durable()
    with pytest.raises(WrongKey):
        AuditStore.open(tmp_path / "a", OTHER)
    with pytest.raises(CannotOpenAudit):
        AuditStore.open(tmp_path / "never there", KEY)


def test_whoever_reads_does_not_wait_for_whoever_writes(tmp_path: Path) -> None:
    with AuditStore.create(tmp_path / "a", KEY) as store:
        store.add(pack(Item("posts", "tweets", str(n), text="words") for n in range(10)))
        store.finish()
        store.make_durable()
        read: list[Item] = []

        def told(_share: float) -> None:
            """Called by the writer, before it goes on."""
            reader = threading.Thread(target=lambda: read.extend(store.fetch([1, 2])))
            reader.start()
            reader.join(20)

        store.index(told)
        assert [item.id for item in read[:2]] == ["0", "1"]


def test_closing_stops_whoever_still_reads_and_leaves_no_folder() -> None:
    store = AuditStore.passing()
    store.add(pack(Item("posts", "tweets", str(n), text="the same words") for n in range(30_000)))
    store.finish()
    store.make_durable()
    assert store.path is not None
    folder = store.path.parent
    assert folder.is_dir()
    assert b"same words" not in b"".join(file.read_bytes() for file in folder.iterdir())
    store.close()
    assert not folder.exists()
