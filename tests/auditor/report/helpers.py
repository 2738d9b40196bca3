"""A small archive of an invented, ill-meaning account: what it writes must not act, and must not show when redacted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from auditor.archive.facts import Account, ArchiveFacts, SourceFile
from auditor.archive.items import Item, Trait
from auditor.archive.receipt import ReceiptEntry
from auditor.policy.situation import ReportedControl, Situation
from auditor.report.formats import Edition

MADE_AT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
OPTED_OUT = Situation(
    region="eu",
    protected=dt.date(2025, 7, 17),
    under_18=False,
    controls=(ReportedControl("x.grok.training", "off", dt.date(2026, 3, 19)),),
)
HOSTILE = "<script>alert('CANARY-script')</script>\u202egnp.exe \x07"


def at(year: int, month: int, day: int, number: int = 0) -> int:
    return int(dt.datetime(year, month, day, 12, tzinfo=dt.UTC).timestamp() + number) * 1000


def items() -> Iterator[Item]:
    for number in range(1200):
        yield Item("posts", "tweets", f"10{number}", at(2020, 5, 4, number), f"CANARY-post {number}")
    for number in range(7):
        yield Item("replies", "tweets", f"20{number}", at(2021, 6, 13, number), "CANARY-reply")
    for number in range(3):
        yield Item("quotes", "tweets", f"30{number}", at(2022, 8, 15, number), "CANARY-quote")
    for number in range(9):
        traits = Trait.NOT_MINE if number < 4 else Trait.NONE
        yield Item("media", "tweets", f"40{number}", at(2020, 5, 4, number), None, traits)
    for number in range(25):
        yield Item("likes", "like", f"50{number}", None, "CANARY-liked")
    yield Item("profile", "profile", "0:0", None, f"CANARY-bio {HOSTILE}")
    yield Item(
        "apps", "connected_application", "600", at(2019, 2, 23), f"CANARY-app {HOSTILE}", 0, None, None,
        '{"permissions": ["read", "CANARY-permission"]}',
    )  # fmt: skip


RECEIPT = [
    ReceiptEntry("data/tweets.js", "read", "tweets", records=1190, expected=1200, items=1219),
    ReceiptEntry("data/tweets-part1.js", "missing", "tweets", expected=20, note="CANARY-note"),
    ReceiptEntry("data/like.js", "read", "like", records=25, expected=25, items=25),
    ReceiptEntry("data/profile.js", "read", "profile", records=1, expected=1, items=1),
    ReceiptEntry("data/connected-application.js", "read", "connected_application", records=1, items=1),
    ReceiptEntry("data/lists-created.js", "empty", "lists_created", records=0, expected=0, items=0),
    ReceiptEntry(f"data/CANARY-file {HOSTILE}.js", "unknown", "CANARY-kind"),
    ReceiptEntry("assets/", "ignored", "assets", members=6, bytes=316),
]
FACTS = ArchiveFacts(
    files=(SourceFile("CANARY-archive.zip", 123_456, "ab" * 32),),
    fingerprint="9f2c41d707be" + "0" * 52,
    generation="2026-03",
    generated_at=at(2026, 3, 14),
    account=Account("7654321987", f"CANARY_handle{HOSTILE}", f"CANARY-name {HOSTILE}", at(2014, 2, 11)),
)

Editions = Callable[..., Edition]
"""Makes an edition of a situation; `redacted` by name."""
