"""What a query finds in an audit, and how many items each filter would leave: words come from the index, the rest from
arrays over all items, so that a million of them take a fraction of a second."""

from __future__ import annotations

import datetime as dt
import functools
import threading
import time
from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from auditor.charts import Activity
from auditor.overview import EPOCH, Tally
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.search.facets import Facet, Facets, Mask
from auditor.search.marks import goes_on_after
from auditor.search.query import WEEKDAYS, Filter, Query, Words
from auditor.store import MILLISECONDS_A_DAY, UNDATED, AuditStore, Columns, Rows, Term

A_PAGE = 200
SOON = 0.06
"""Seconds after which some rows are told, where finding all of them takes longer."""
WORDS = "words"
"""Stands among the keys of the language for the words of a query."""


class Counts(msgspec.Struct, frozen=True):
    """facets  a key of the language -> value -> items, each counted under all other filters; what is absent is 0"""

    items: int
    facets: dict[str, dict[str, int]]


class Found(msgspec.Struct, frozen=True):
    """rows   newest first unless asked otherwise, undated ones last
    whole  whether every text could be searched: the index may still be in the making
    """

    rows: Rows
    counts: Counts
    whole: bool = True


class Finder:
    """Answers questions about one audit, one at a time."""

    def __init__(self, store: AuditStore, pack: Pack, tally: Sequence[Tally]) -> None:
        self._store, self._pack, self._tally = store, pack, tally
        self._alone = threading.Lock()

    def find(
        self,
        query: Query,
        situation: Situation,
        *,
        oldest_first: bool = False,
        first: Callable[[Rows], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Found:
        """`first` is told some rows to show where finding all of them takes a while. Raises Cancelled."""
        told = _Once(first)
        with self._alone:
            facets = self._facets.by_key(situation)
            masks: dict[str, Mask] = {}
            for filter in query.filters:
                if filter.key != "mention":
                    _narrow(masks, filter.key, self._passing(filter, facets))
            self._search(query, masks, told, cancel)
            everything = _all(masks)
            rows = self._columns.row if everything is None else self._columns.row[everything]
            if oldest_first:
                rows = self._turned(rows, everything)
            told(lambda: rows[:A_PAGE])
            counts = {key: facet.counts(_places(_all(masks, but=key))) for key, facet in facets.items()}
        return Found(rows, Counts(len(rows), counts), self._store.is_indexed())

    def activity(self, query: Query) -> Activity:
        """When the items of a query were made, by the weekday and hour of this computer's time zone."""
        rows = self.find(query, Situation()).rows
        with self._alone:
            places = self._place_of[rows]
            hours = [self._facets.local_time("hour").mask([str(hour)])[places] for hour in range(24)]
            days = [self._facets.local_time("weekday").mask([day])[places] for day in WEEKDAYS]
            counts = tuple(tuple(int(np.count_nonzero(day & hour)) for hour in hours) for day in days)
            undated = int(np.count_nonzero(self._columns.made_at[places] == UNDATED))
        return Activity(counts, str(dt.datetime.now().astimezone().tzinfo), undated)

    # --- what is asked once ------------------------------------------------------------------------------------------

    @functools.cached_property
    def _columns(self) -> Columns:
        return self._store.columns()

    @functools.cached_property
    def _facets(self) -> Facets:
        return Facets(self._columns, self._store.names(), self._pack, self._tally)

    @functools.cached_property
    def _place_of(self) -> Rows:
        """The place of each row in the columns."""
        places = np.zeros(1 + int(self._columns.row.max(initial=0)), np.int32)
        places[self._columns.row] = np.arange(len(self._columns.row), dtype=np.int32)
        return places

    # --- filters -----------------------------------------------------------------------------------------------------

    def _passing(self, filter: Filter, facets: dict[str, Facet]) -> Mask:
        if filter.key in ("since", "until"):
            passing = self._on_the_side(filter)
        else:
            facet = facets.get(filter.key) or self._facets.local_time(filter.key)
            passing = facet.mask(filter.values)
        return ~passing if filter.excluded else passing

    def _on_the_side(self, filter: Filter) -> Mask:
        day = dt.date.fromisoformat(filter.values[0]).toordinal() - EPOCH
        if filter.key == "since":
            since: Mask = self._columns.made_at >= day * MILLISECONDS_A_DAY
            return since
        until: Mask = (self._columns.made_at < (day + 1) * MILLISECONDS_A_DAY) & (self._columns.made_at != UNDATED)
        return until

    # --- words -------------------------------------------------------------------------------------------------------

    def _search(self, query: Query, masks: dict[str, Mask], told: _Once, cancel: threading.Event | None) -> None:
        """Narrow to the items whose texts hold the words and mentions of the query."""
        mentions = [filter for filter in query.filters if filter.key == "mention"]
        wanted = [_term(words, last=words is query.words[-1]) for words in query.words if not words.excluded]
        everyone = [filter.values[0] for filter in mentions if not filter.excluded and len(filter.values) == 1]
        self._ask(masks, wanted, everyone, told, cancel)
        for filter in mentions:
            if filter.excluded or len(filter.values) > 1:
                anyone = [self._mentioning(name, cancel) for name in filter.values]
                some = functools.reduce(np.logical_or, [mask for mask in anyone if mask is not None])
                _narrow(masks, WORDS, ~some if filter.excluded else some)
        for words in query.words:
            unwanted = self._hits([_term(words, last=False)], (), cancel) if words.excluded else None
            if unwanted is not None:
                _narrow(masks, WORDS, ~unwanted)

    def _ask(
        self,
        masks: dict[str, Mask],
        terms: Sequence[Term],
        mentions: Sequence[str],
        told: _Once,
        cancel: threading.Event | None,
    ) -> None:
        passing = _all(masks)

        def tell(so_far: Mask) -> None:
            told(lambda: self._columns.row[so_far if passing is None else so_far & passing][:A_PAGE])

        found = self._hits(terms, mentions, cancel, tell)
        if found is not None:
            _narrow(masks, WORDS, found)

    def _mentioning(self, name: str, cancel: threading.Event | None) -> Mask | None:
        return self._hits((), (name,), cancel)

    def _hits(
        self,
        terms: Sequence[Term],
        mentions: Sequence[str],
        cancel: threading.Event | None,
        tell: Callable[[Mask], None] = lambda _: None,
    ) -> Mask | None:
        """The items whose texts hold all of these; None where there is nothing in them to look up."""
        pieces = self._store.search(terms, mentions, cancel)
        if pieces is None:
            return None
        found = np.zeros(len(self._columns.row), np.bool_)
        for piece in pieces:
            found[self._place_of[piece]] = True
            tell(found)
        return found

    def _turned(self, rows: Rows, chosen: Mask | None) -> Rows:
        dated = self._columns.made_at != UNDATED
        number = int(np.count_nonzero(dated if chosen is None else dated & chosen))
        return np.concatenate([rows[:number][::-1], rows[number:]])


class _Once:
    """Tells a first page when it is time, and never twice."""

    def __init__(self, tell: Callable[[Rows], None] | None) -> None:
        self._tell = tell
        self._due = time.monotonic() + SOON

    def __call__(self, page: Callable[[], Rows]) -> None:
        if self._tell is not None and time.monotonic() >= self._due:
            rows = page()
            if len(rows):
                self._tell(rows)
                self._tell = None


def _term(words: Words, *, last: bool) -> Term:
    return Term(words.text, goes_on=last and not words.phrase and goes_on_after(words.text))


def _narrow(masks: dict[str, Mask], key: str, mask: Mask) -> None:
    masks[key] = masks[key] & mask if key in masks else mask


def _all(masks: dict[str, Mask], but: str = "") -> Mask | None:
    """What every filter leaves, except those of one key; None for everything."""
    others = [mask for key, mask in masks.items() if key != but]
    return functools.reduce(np.logical_and, others) if others else None


def _places(mask: Mask | None) -> np.ndarray | None:
    return None if mask is None else np.flatnonzero(mask)
