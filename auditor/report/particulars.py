"""What a report for reading shows beyond report.json: why each verdict, the rules by year, the person's own entries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from auditor.overview import overview
from auditor.policy.cases import Case, Ruling, judge
from auditor.report.model import moment

if TYPE_CHECKING:
    from auditor.archive.items import Item
    from auditor.policy.pack import Pack
    from auditor.policy.situation import Situation
    from auditor.store import AuditStore

MOST_ENTRIES = 2_000
"""Rows of apps or profile entries that a page can hold; more are counted, and said to be."""


class ConnectedApp(msgspec.Struct, frozen=True):
    """An app the person let into the account. `approved_on` is a moment as in the report, "" if unknown."""

    name: str
    permissions: tuple[str, ...]
    approved_on: str


class Particulars(msgspec.Struct, frozen=True):
    """rulings  for every category that has items, the different rulings among them
    by_year   year -> items by Grok verdict, of the categories drawn on the timeline; empty in a redacted report
    """

    rulings: dict[str, tuple[Ruling, ...]]
    by_year: dict[int, dict[str, int]] = {}
    apps: tuple[ConnectedApp, ...] = ()
    profile: tuple[str, ...] = ()

    def redacted(self) -> Particulars:
        return Particulars(self.rulings)


WRITTEN = ("posts", "replies", "quotes", "reposts", "protected")
"""What the timeline draws: what was written in public or to followers, year by year."""


def particulars(store: AuditStore, pack: Pack, situation: Situation) -> Particulars:
    rulings: dict[str, dict[Ruling, None]] = {}
    tally = store.tally()
    for group in tally:
        ruling = judge(pack, situation, Case(group.category, group.traits, group.day))
        rulings.setdefault(ruling.category, {})[ruling] = None
    by_year: dict[int, dict[str, int]] = {}
    for row in overview(pack, situation, tally, store.present()).timeline:
        if row.category in WRITTEN:
            counts = by_year.setdefault(row.year, {})
            for verdict, items in row.grok.items():
                counts[verdict] = counts.get(verdict, 0) + items
    return Particulars(
        rulings={category: tuple(found) for category, found in rulings.items()},
        by_year=by_year,
        apps=tuple(_app(item) for item in store.items(["apps"], limit=MOST_ENTRIES)),
        profile=tuple(item.text for item in store.items(["profile"], limit=MOST_ENTRIES) if item.text),
    )


def _app(item: Item) -> ConnectedApp:
    detail = json.loads(item.detail or "{}")
    return ConnectedApp(
        name=item.text or "",
        permissions=tuple(str(permission) for permission in detail.get("permissions", ())),
        approved_on="" if item.made_at is None else moment(item.made_at),
    )
