"""Counts per category, verdict and year: the store's tally joined with the rulings. Pure, and cheap enough to
do again at every change of the situation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from auditor.archive.items import Trait
from auditor.policy.cases import Case, Ruling, judge
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation

EPOCH = dt.date(1970, 1, 1).toordinal()


WRITTEN = ("posts", "replies", "quotes", "reposts")
"""What the timeline draws, under whichever row it is shown: protected posts have one of their own."""


class Tally(NamedTuple):
    """Items of the store that no rule can tell apart: same category, same judged traits, same day (UTC).

    day is the number of days since 1970-01-01, None for undated items; first and last are milliseconds.
    """

    category: str
    traits: int
    day: int | None
    items: int
    first: int | None
    last: int | None


class CategoryCount(msgspec.Struct, frozen=True):
    """One row of the overview. `grok` and `collaborators` map a verdict to its items and sum to `items`; `mine` leaves
    out what is someone else's, such as the pictures of reposts."""

    id: str
    items: int
    mine: int
    grok: dict[str, int]
    collaborators: dict[str, int]
    first: int | None = None
    last: int | None = None


class YearCount(msgspec.Struct, frozen=True):
    year: int
    category: str
    items: int
    grok: dict[str, int]


class Overview(msgspec.Struct, frozen=True):
    """categories  in the pack's order: those whose files the archive has, even where they are empty
    absent      categories of the pack whose files the archive does not have: unknown, not zero
    written     year -> items by Grok verdict, of what the timeline draws
    """

    items: int
    grok: dict[str, int]
    collaborators: dict[str, int]
    categories: tuple[CategoryCount, ...]
    absent: tuple[str, ...]
    timeline: tuple[YearCount, ...]
    written: dict[int, dict[str, int]]

    def mine(self) -> dict[str, int]:
        """The owner's own items by category: what a control of theirs can reach."""
        return {row.id: row.mine for row in self.categories}


def day_of(date: dt.date) -> int:
    return date.toordinal() - EPOCH


def date_of(day: int) -> dt.date:
    return dt.date.fromordinal(day + EPOCH)


class _Sum:
    """Adds groups up into one row."""

    def __init__(self) -> None:
        self.items = self.mine = 0
        self.grok: Counter[str] = Counter()
        self.collaborators: Counter[str] = Counter()
        self.first: int | None = None
        self.last: int | None = None

    def add(self, group: Tally, ruling: Ruling) -> None:
        self.items += group.items
        self.mine += 0 if group.traits & Trait.NOT_MINE else group.items
        self.grok[ruling.grok.verdict] += group.items
        self.collaborators[ruling.collaborators.verdict] += group.items
        self.first, self.last = _span(self.first, self.last, group.first, group.last)


def overview(pack: Pack, situation: Situation, tally: Iterable[Tally], present: Collection[str]) -> Overview:
    """`present` names the categories whose files the archive has."""
    everything = _Sum()
    rows: dict[str, _Sum] = {}
    years: dict[tuple[int, str], _Sum] = {}
    written: dict[int, Counter[str]] = {}
    for year, group in by_case_and_year(tally, situation):
        ruling = judge(pack, situation, Case(group.category, group.traits, group.day))
        everything.add(group, ruling)
        rows.setdefault(ruling.category, _Sum()).add(group, ruling)
        if year is not None:
            years.setdefault((year, ruling.category), _Sum()).add(group, ruling)
            if group.category in WRITTEN:
                written.setdefault(year, Counter())[ruling.grok.verdict] += group.items
    shown = [id for id in pack.categories if id in rows or id in present]
    return Overview(
        items=everything.items,
        grok=dict(everything.grok),
        collaborators=dict(everything.collaborators),
        categories=tuple(
            CategoryCount(id, row.items, row.mine, dict(row.grok), dict(row.collaborators), row.first, row.last)
            for id, row in ((id, rows.get(id) or _Sum()) for id in shown)
        ),
        absent=tuple(id for id in pack.categories if id not in shown),
        timeline=tuple(
            YearCount(year, category, row.items, dict(row.grok)) for (year, category), row in sorted(years.items())
        ),
        written={year: dict(counts) for year, counts in sorted(written.items())},
    )


def _protected_since(situation: Situation) -> int | None:
    return day_of(situation.protected) if isinstance(situation.protected, dt.date) else None


def by_case_and_year(tally: Iterable[Tally], situation: Situation) -> Iterator[tuple[int | None, Tally]]:
    """The days of one year between two dates of the person make one case: hundreds instead of tens of thousands."""
    since = _protected_since(situation)
    year_of: dict[int, int] = {}
    groups: dict[tuple[str, int, int | None, bool], Tally] = {}
    for row in tally:
        year = None
        if row.day is not None:
            year = year_of.get(row.day) or year_of.setdefault(row.day, date_of(row.day).year)
        key = (row.category, row.traits, year, since is not None and row.day is not None and row.day >= since)
        so_far = groups.get(key)
        if so_far is None:
            groups[key] = row
        else:
            first, last = _span(so_far.first, so_far.last, row.first, row.last)
            groups[key] = Tally(row.category, row.traits, row.day, so_far.items + row.items, first, last)
    for (_, _, year, _), group in groups.items():
        yield year, group


def _span(
    first: int | None, last: int | None, other_first: int | None, other_last: int | None
) -> tuple[int | None, int | None]:
    """The earliest and the latest of two spans, either of which may be unknown."""
    if first is None or last is None or other_first is None or other_last is None:
        return (first, last) if other_first is None else (other_first, other_last)
    return min(first, other_first), max(last, other_last)
