"""What items can be filtered and counted by: one code for every item, or a yes or no."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from auditor.archive.items import Trait
from auditor.overview import WRITTEN, Tally, date_of
from auditor.policy.cases import Case, Ruling, judge
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.search import query
from auditor.search.query import WEEKDAYS
from auditor.store import MILLISECONDS_A_DAY, UNDATED, Columns, Names

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
"""Where items stand in the columns."""

_OTHERS = int(Trait.NOT_MINE | Trait.FROM_OTHERS)
_HOUR = 3_600_000
_EPOCH_WEEKDAY = 3
"""1970 began on a Thursday."""


class Facet(Protocol):
    """Something that items differ in."""

    def mask(self, values: Iterable[str]) -> Mask:
        """The items that have any of the values."""

    def counts(self, places: Places | None) -> dict[str, int]:
        """How many of these items (all if None) have each value; what none has is left out."""


class OneOf(NamedTuple):
    """Every item has one of the values: `codes` says which, by its place among them."""

    values: Sequence[str]
    codes: npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

    def mask(self, values: Iterable[str]) -> Mask:
        chosen = np.isin(np.array(self.values), list(values))
        taken: Mask = chosen[self.codes]
        return taken

    def counts(self, places: Places | None) -> dict[str, int]:
        codes = self.codes if places is None else self.codes[places]
        counted = np.bincount(codes, minlength=len(self.values)).tolist()
        return {value: items for value, items in zip(self.values, counted, strict=True) if items and value}


class Flags(NamedTuple):
    """An item may have any number of the values."""

    masks: Mapping[str, Mask]

    def mask(self, values: Iterable[str]) -> Mask:
        return functools.reduce(np.logical_or, [self.masks[value] for value in values])

    def counts(self, places: Places | None) -> dict[str, int]:
        counted = {
            value: int(np.count_nonzero(mask if places is None else mask[places])) for value, mask in self.masks.items()
        }
        return {value: items for value, items in counted.items() if items}


class Facets:
    """The facets of one audit. Verdicts, and the rows that items are shown under, depend on the situation."""

    def __init__(self, columns: Columns, names: Names, pack: Pack, tally: Sequence[Tally]) -> None:
        self._columns, self._names, self._pack, self._tally = columns, names, pack, tally
        years, languages = self._years(), self._languages()
        self._fixed: dict[str, Facet] = {"year": years, "lang": languages, "has": self._has(), "is": self._is()}
        self._judged: tuple[Situation, dict[str, Facet]] | None = None
        self._local: dict[str, Facet] = {}

    def by_key(self, situation: Situation) -> dict[str, Facet]:
        """A key of the language -> facet, in the order of a list of filters."""
        if self._judged is None or self._judged[0] != situation:
            rulings = [judge(self._pack, situation, Case(row.category, row.traits, row.day)) for row in self._tally]
            judged: dict[str, Facet] = {
                "verdict": self._per_case(rulings, lambda ruling: ruling.grok.verdict),
                "collaborators": self._per_case(rulings, lambda ruling: ruling.collaborators.verdict),
                "category": self._per_case(rulings, lambda ruling: ruling.category),
            }
            self._judged = situation, judged
        return self._judged[1] | self._fixed

    def local_time(self, key: str) -> Facet:
        """`hour` ("0" to "23") and `weekday` (a value of WEEKDAYS), in the time zone of this computer."""
        if not self._local:
            dated = self._columns.made_at != UNDATED
            local = _local(self._columns.made_at[dated])
            hours = [str(hour) for hour in range(24)]
            for name, values, code in (
                ("hour", hours, local // _HOUR % 24),
                ("weekday", WEEKDAYS, (local // MILLISECONDS_A_DAY + _EPOCH_WEEKDAY) % 7),
            ):
                codes = np.zeros(len(dated), np.uint8)
                codes[dated] = code + 1
                self._local[name] = OneOf(("", *values), codes)
        return self._local[key]

    def _per_case(self, rulings: Sequence[Ruling], value: Callable[[Ruling], str]) -> OneOf:
        values = list(dict.fromkeys(value(ruling) for ruling in rulings))
        codes = np.array([values.index(value(ruling)) for ruling in rulings], np.uint8)
        return OneOf(values, codes[self._columns.case])

    def _years(self) -> OneOf:
        year_of = [query.UNDATED if row.day is None else str(date_of(row.day).year) for row in self._tally]
        values = sorted(set(year_of))
        places = {year: place for place, year in enumerate(values)}
        return OneOf(values, np.array([places[year] for year in year_of], np.uint8)[self._columns.case])

    def _languages(self) -> OneOf:
        used = np.unique(self._columns.lang)
        codes = np.zeros(1 + int(used.max(initial=0)), np.uint16)
        codes[used] = np.arange(len(used))
        return OneOf([self._names.texts.get(int(code), "") for code in used], codes[self._columns.lang])

    def _has(self) -> Flags:
        return Flags({"media": self._trait(Trait.HAS_MEDIA), "place": self._trait(Trait.HAS_PLACE)})

    def _is(self) -> Flags:
        written = [code for code, (category, _kind) in self._names.sorts.items() if category in WRITTEN]
        return Flags(
            {
                "mine": (self._columns.traits & _OTHERS) == 0,
                "others": (self._columns.traits & _OTHERS) != 0,
                "thread": self._trait(Trait.SELF_THREAD),
                "long": self._trait(Trait.LONG),
                "edited": self._trait(Trait.SUPERSEDED),
                "written": np.isin(self._columns.sort, written),
            }
        )

    def _trait(self, trait: Trait) -> Mask:
        has: Mask = (self._columns.traits & int(trait)) != 0
        return has


def _local(made_at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The same moments by the clock of this computer, as if that were UTC; asked for days and not for every item."""
    days, of_item = np.unique(made_at // MILLISECONDS_A_DAY, return_inverse=True)
    starts = np.array([_offset(int(day) * MILLISECONDS_A_DAY) for day in days], np.int64)
    ends = np.array([_offset((int(day) + 1) * MILLISECONDS_A_DAY - 1) for day in days], np.int64)
    local = made_at + starts[of_item]
    for place in np.flatnonzero((starts != ends)[of_item]):  # on the few days on which clocks were changed
        local[place] = made_at[place] + _offset(int(made_at[place]))
    return local


def _offset(milliseconds: int) -> int:
    try:
        offset = dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).astimezone().utcoffset()
    except (OverflowError, ValueError, OSError):
        return 0
    return 0 if offset is None else int(offset.total_seconds() * 1000)
