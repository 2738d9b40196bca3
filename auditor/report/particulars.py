"""What a report for reading shows beyond report.json: why each verdict, the rules by year, the person's own entries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from auditor.archive.kinds import kinds
from auditor.overview import by_case_and_year, overview
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


class ProfileEntry(msgspec.Struct, frozen=True):
    """Something the archive says of the owner, and the file that says it."""

    file: str
    text: str


class Correspondence(msgspec.Struct, frozen=True):
    """A conversation of direct messages: the other account ids, or the group's. `first` and `last` as in the report."""

    with_whom: str
    messages: int
    first: str
    last: str


class Others(msgspec.Struct, frozen=True):
    """Other people in the archive; only in a report for which the person asked for them."""

    conversations: tuple[Correspondence, ...]
    contacts: tuple[str, ...]


class Particulars(msgspec.Struct, frozen=True):
    """rulings  for every category that has items, the different rulings among them
    by_year   year -> items by Grok verdict, of the categories drawn on the timeline; empty in a redacted report
    """

    rulings: dict[str, tuple[Ruling, ...]]
    by_year: dict[int, dict[str, int]] = {}
    apps: tuple[ConnectedApp, ...] = ()
    profile: tuple[ProfileEntry, ...] = ()
    others: Others | None = None

    def redacted(self) -> Particulars:
        return Particulars(self.rulings)


def particulars(store: AuditStore, pack: Pack, situation: Situation, *, with_others: bool) -> Particulars:
    rulings: dict[str, dict[Ruling, None]] = {}
    tally = store.tally()
    for _year, group in by_case_and_year(tally, situation):
        ruling = judge(pack, situation, Case(group.category, group.traits, group.day))
        rulings.setdefault(ruling.category, {})[ruling] = None
    return Particulars(
        rulings={category: tuple(found) for category, found in rulings.items()},
        by_year=overview(pack, situation, tally, store.present()).written,
        apps=tuple(_app(item) for item in _entries(store, "apps")),
        profile=tuple(
            ProfileEntry(kinds()[item.kind].file, item.text) for item in _entries(store, "profile") if item.text
        ),
        others=_others(store) if with_others else None,
    )


def _others(store: AuditStore) -> Others:
    owner = store.facts().account.id
    return Others(
        conversations=tuple(
            Correspondence(
                with_whom=", ".join(id for id in talk.thread.split("-") if id != owner) or talk.thread,
                messages=talk.messages,
                first="" if talk.first is None else moment(talk.first),
                last="" if talk.last is None else moment(talk.last),
            )
            for talk in store.conversations()[:MOST_ENTRIES]
        ),
        contacts=tuple(item.text for item in _entries(store, "contacts") if item.text),
    )


def _entries(store: AuditStore, category: str) -> list[Item]:
    return store.fetch(store.rows(category)[:MOST_ENTRIES])


def _app(item: Item) -> ConnectedApp:
    detail = json.loads(item.detail or "{}")
    return ConnectedApp(
        name=item.text or "",
        permissions=tuple(str(permission) for permission in detail.get("permissions", ())),
        approved_on="" if item.made_at is None else moment(item.made_at),
    )
