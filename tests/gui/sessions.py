"""A session with an audit made by hand: small, exact, and open at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from auditor.archive.facts import Account, ArchiveFacts
from auditor.archive.items import Item, Trait
from auditor.archive.packed import pack
from auditor.archive.receipt import ReceiptEntry
from auditor.optout.controls import load_controls
from auditor.policy.pack import load_pack
from auditor.store import AuditStore
from gui.opening import OpenAudit
from gui.session import Session
from gui.tasks import TaskRunner

DAY = 86_400_000


def at(year: int, month: int = 6, day: int = 1) -> int:
    return int(dt.datetime(year, month, day, 12, tzinfo=dt.UTC).timestamp() * 1000)


ITEMS = [
    *(Item("posts", "tweets", f"10{n}", at(2020, 1, n + 1), f"post number {n}") for n in range(6)),
    *(Item("replies", "tweets", f"20{n}", at(2024, 12, n + 1), f"reply number {n}") for n in range(4)),
    *(Item("media", "tweets", f"30{n}/1", at(2024), None) for n in range(3)),
    Item("media", "tweets", "309/1", at(2024), None, int(Trait.NOT_MINE)),
    *(Item("likes", "like", f"40{n}", None, f"liked number {n}") for n in range(8)),
    Item("grok_in", "grok_chat_item", "501", at(2026, 2), "a question"),
    Item("deleted", "deleted_tweets", "601", at(2019), "gone"),
    *(
        Item("dms", "direct_messages", f"70{n}", at(2023, 3), f"message {n}", detail='{"conversation": "1-2"}')
        for n in range(2)
    ),
]
RECEIPT = [
    ReceiptEntry("data/tweets.js", "read", "tweets", records=10, expected=10, items=14),
    ReceiptEntry("data/like.js", "read", "like", records=8, expected=9, items=8),
    ReceiptEntry("data/deleted-tweets.js", "read", "deleted_tweets", records=1, expected=1, items=1),
    ReceiptEntry("data/direct-messages.js", "read", "direct_messages", records=1, items=2),
    ReceiptEntry("data/grok-chat-item.js", "read", "grok_chat_item", records=1, expected=1, items=1),
    ReceiptEntry("data/lists-created.js", "empty", "lists_created", records=0, expected=0, items=0),
    ReceiptEntry("data/article.js", "missing", "article", expected=2, note="listed by X, but not in the archive"),
    ReceiptEntry("data/strange.js", "unknown", bytes=12, note="not a data file of X"),
    ReceiptEntry("assets/", "ignored", "assets", members=20, bytes=4096, note="X's own viewer"),
]


def open_audit(session: Session, items: Iterable[Item] = ITEMS, receipt: Iterable[ReceiptEntry] = RECEIPT) -> None:
    store = AuditStore.passing()
    store.put_facts(
        ArchiveFacts(files=(), fingerprint="00", generation="2026", generated_at=at(2026, 11, 18), account=Account("1"))
    )
    store.add(pack(items))
    store.add_receipt(receipt)
    store.finish()
    store.make_durable()
    session.show(OpenAudit.of(store, session.pack))


def new_session(runner: TaskRunner) -> Session:
    return Session(runner, load_pack(), load_controls())
