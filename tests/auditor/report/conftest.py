"""Editions of the archive in helpers.py, and of one without anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.archive.facts import ArchiveFacts
from auditor.archive.packed import pack
from auditor.archive.receipt import ReceiptEntry
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from auditor.report.formats import Edition, prepare
from auditor.store import AuditStore
from tests.auditor.report.helpers import FACTS, MADE_AT, RECEIPT, Editions, items


@pytest.fixture
def store() -> Iterator[AuditStore]:
    with AuditStore.temporary() as store:
        store.add(pack(items()))
        store.add_receipt(RECEIPT)
        store.put_facts(FACTS)
        store.finish()
        yield store


@pytest.fixture
def edition(store: AuditStore) -> Editions:
    def make(situation: Situation | None = None, *, redacted: bool = False) -> Edition:
        return prepare(store, load_pack(), situation or Situation(), made_at=MADE_AT, redacted=redacted)

    return make


@pytest.fixture
def empty_edition() -> Iterator[Edition]:
    with AuditStore.temporary() as store:
        store.add_receipt([ReceiptEntry("data/tweets.js", "empty", "tweets", records=0)])
        store.put_facts(ArchiveFacts((), "00" * 32, "2020-03"))
        store.finish()
        yield prepare(store, load_pack(), Situation(), made_at=MADE_AT)
