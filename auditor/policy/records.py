"""What the policy pack is made of. It is read by `auditor.policy.pack`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Literal, TypeVar

import msgspec

from auditor.policy.vocabulary import Audience, Certainty, Region, Verdict

Grade = Literal["P", "R", "A", "N", "G"]
"""How a source was read; `Pack.grades` says it in words."""

Basis = Literal["legitimate-interests", "consent", "contract", "legal-obligation"]
"""The legal basis that a text names for people in the EU, the EFTA states and the UK."""

EUROPE: frozenset[Region] = frozenset({"eu", "uk", "ch"})
"""The EU and EEA, the UK and Switzerland: where X's other version of its Terms holds."""


class Source(msgspec.Struct, frozen=True):
    """A document. `text_as_of` is the date of the stored copy that was read; `url` is empty where it has none.

    texts      files of a folder of stored copies that hold it, for the checker; () where no copy can be kept
    text_from, text_until  the lines between which it stands there; "" = the file's begin or end
    """

    key: str
    title: str
    url: str
    text_as_of: dt.date
    grade: Grade
    note: str = ""
    texts: tuple[str, ...] = ()
    text_from: str = ""
    text_until: str = ""


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that a verdict leads to.

    quote    verbatim and short; "" where no words could be read
    says     what the source says, in our words: instead of a quote, or to place it
    regions  where this version of the text applies; empty = everywhere
    in_force_from  effective or first recorded; None = not known or of old
    basis    the legal basis that the text names for it, for Europe only; "" = none is named
    """

    id: str
    source: str
    section: str
    quote: str = ""
    says: str = ""
    regions: tuple[Region, ...] = ()
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    basis: Basis | Literal[""] = ""
    text_as_of: dt.date
    checked_on: dt.date
    grade: Grade
    certainty: Certainty

    def applies_in(self, region: Region | None) -> bool:
        """Whether to cite it for a person who lives there; without an answer every version may be cited."""
        return region is None or not self.regions or region in self.regions


class Cell(msgspec.Struct, frozen=True):
    """One audience's verdict on one category. `facet` is "" for the cell that is counted; other facets only explain."""

    audience: Audience
    facet: str
    verdict: Verdict
    certainty: Certainty
    controls: tuple[str, ...]
    clauses: tuple[str, ...]
    reason: str


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of data. `cells` holds the counted cell of each audience first, then the facets.

    when_protected  where an item made while the account was (and stayed) protected is judged: "protected" = under the
                    row of that name, "unclear" = with `protected_reason`, "" = no different
    held_by         "xai" for what X does not hold: X's policy and its rules of time do not reach it
    collected       clauses in which X's list of what it collects takes in this kind; () = no passage clearly does
    when_not_mine   "unclear" (with `not_mine_reason`) for items that are someone else's, "" = no different
    """

    id: str
    title: str
    one: str
    many: str
    description: str
    visible_to: str
    x_category: str
    collected: tuple[str, ...] = ()
    held_by: Literal["x", "xai"] = "x"
    note: str = ""
    when_protected: Literal["", "protected", "unclear"] = ""
    protected_reason: str = ""
    when_not_mine: Literal["", "unclear"] = ""
    not_mine_reason: str = ""
    cells: tuple[Cell, ...]

    @property
    def grok(self) -> Cell:
        return self.cells[0]

    @property
    def collaborators(self) -> Cell:
        return self.cells[1]

    @property
    def facets(self) -> tuple[Cell, ...]:
        return self.cells[2:]


class RuleChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the rules for the timeline. A marker has a letter, a band a last day; neither proves any use.

    before, since  what held for something made earlier, and from that day on; "" where the change makes no time band
    """

    kind: Literal["marker", "band"]
    letter: str = ""
    day: dt.date
    until: dt.date | None = None
    title: str
    clause: str | None = None
    regions: tuple[Region, ...] = ()
    certainty: Certainty
    text: str
    before: str = ""
    since: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or two that the product shows as it stands, with what it rests on."""

    id: str
    text: str
    clauses: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    certainty: Certainty


class Correction(Statement, frozen=True, kw_only=True):
    """What is commonly believed, and what the texts say. `at` names where it matters: categories, or `PLACES`."""

    at: tuple[str, ...]


PLACES = ("collaborators", "opting-out", "region", "rules")
"""Where a correction can matter besides at a category: the lane of collaborators, the switch for training, what holds
where a person lives, and the rules as they are told."""


class Jurisdiction(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for a person who lives there.

    document     key of the version of X's Terms that applies
    legal_basis  what X names as its basis for training on public posts, or that it names none
    """

    id: Region
    name: str
    document: str
    controller: str
    legal_basis: str
    rights: tuple[str, ...]
    regulator: str
    note: str = ""
    clauses: tuple[str, ...]
    sources: tuple[str, ...] = ()
    certainty: Certainty


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened around the rules, to be told, not drawn. `precision` says how much of `day` is known."""

    day: dt.date
    precision: Literal["day", "month"] = "day"
    text: str
    sources: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    certainty: Certainty


class Pack(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The whole pack. `categories` is in display order; `sentences` has dotted keys ("headline.you.both").

    cites        clauses that come first when the situation changes a verdict: opted_out, under_18, protected
    timeline     what charts may mark; history: what is told
    limits       what opting out does not do
    corrections  what is commonly believed, and what the texts say
    jurisdictions  what holds where; in the order in which regions are offered
    unknowns     what could not be confirmed
    """

    version: str
    text_as_of: dt.date
    checked_on: dt.date
    grades: dict[str, str]
    stale_after_days: int
    cites: dict[str, tuple[str, ...]]
    sources: dict[str, Source]
    clauses: dict[str, Clause]
    categories: dict[str, Category]
    jurisdictions: dict[Region, Jurisdiction]
    timeline: tuple[RuleChange, ...]
    history: tuple[Event, ...]
    sentences: dict[str, str]
    limits: tuple[Statement, ...]
    corrections: tuple[Correction, ...]
    unknowns: tuple[Statement, ...]

    def cited(self, ids: Iterable[str], region: Region | None) -> tuple[str, ...]:
        """The clauses among `ids` that apply in `region`; if it is unknown, those valid everywhere come first."""
        applying = [id for id in ids if self.clauses[id].applies_in(region)]
        if region is None:
            applying.sort(key=lambda id: bool(self.clauses[id].regions))
        return tuple(applying)

    def changes(self, region: Region | None) -> tuple[RuleChange, ...]:
        """The rule changes to show to a person who lives there; those of one region only where we know it is theirs."""
        return holding_in(self.timeline, region)

    @property
    def regions(self) -> dict[Region, str]:
        """Region -> its name."""
        return {id: place.name for id, place in self.jurisdictions.items()}

    def age(self, today: dt.date) -> int:
        """Days since the pack was last compared with the stored copies."""
        return (today - self.checked_on).days

    def is_stale(self, today: dt.date) -> bool:
        """Whether it is so old that this must be said wherever its verdicts are shown."""
        return self.age(today) > self.stale_after_days

    def corrections_at(self, places: Collection[str], region: Region | None) -> tuple[Correction, ...]:
        """What is commonly believed about any of `places` (category ids and `PLACES`), each once; what concerns other
        regions only is left out."""
        wanted = set(places)
        return tuple(one for one in holding_in(self.corrections, region) if wanted.intersection(one.at))


S = TypeVar("S", RuleChange, Statement, Correction, Event)


def holding_in(entries: Iterable[S], region: Region | None) -> tuple[S, ...]:
    """Those that hold everywhere or in `region`; what holds in one region only needs a known region."""
    return tuple(entry for entry in entries if not entry.regions or region in entry.regions)
