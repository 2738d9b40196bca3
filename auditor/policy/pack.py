"""The policy pack: what X and xAI say they may do, read from `resources/policy` and checked."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, Literal, TypeVar, get_args

import msgspec

from auditor.policy.vocabulary import (
    REGIONS,
    Audience,
    Certainty,
    CollaboratorVerdict,
    GrokVerdict,
    Region,
    Verdict,
)

T = TypeVar("T", bound=msgspec.Struct)

Grade = Literal["P", "R", "A", "N", "G"]
"""How a source was read; `Pack.grades` says it in words."""


class Source(msgspec.Struct, frozen=True):
    """A document. `text_as_of` is the date of the stored copy that was read; `url` is empty where it has none."""

    key: str
    title: str
    url: str
    text_as_of: dt.date
    grade: Grade
    note: str = ""


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that a verdict leads to.

    quote    verbatim and short; "" where no words could be read
    says     what the source says, in our words: instead of a quote, or to place it
    regions  where this version of the text applies; empty = everywhere
    in_force_from  effective or first recorded; None = not known or of old
    """

    id: str
    source: str
    section: str
    quote: str = ""
    says: str = ""
    regions: tuple[Region, ...] = ()
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
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
    when_not_mine   "unclear" (with `not_mine_reason`) for items that are someone else's, "" = no different
    """

    id: str
    title: str
    one: str
    many: str
    description: str
    visible_to: str
    x_category: str
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
    """A change of the rules for the timeline. A marker has a letter, a band a last day; neither proves any use."""

    kind: Literal["marker", "band"]
    letter: str = ""
    day: dt.date
    until: dt.date | None = None
    title: str
    clause: str | None = None
    regions: tuple[Region, ...] = ()
    certainty: Certainty
    text: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or two that the product shows as it stands, with what it rests on."""

    id: str
    text: str
    clauses: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
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
    unknowns     what could not be confirmed
    """

    version: str
    text_as_of: dt.date
    checked_on: dt.date
    grades: dict[str, str]
    regions: dict[Region, str]
    cites: dict[str, tuple[str, ...]]
    sources: dict[str, Source]
    clauses: dict[str, Clause]
    categories: dict[str, Category]
    timeline: tuple[RuleChange, ...]
    history: tuple[Event, ...]
    sentences: dict[str, str]
    limits: tuple[Statement, ...]
    corrections: tuple[Statement, ...]
    unknowns: tuple[Statement, ...]

    def cited(self, ids: Iterable[str], region: Region | None) -> tuple[str, ...]:
        """The clauses among `ids` that apply in `region`; if it is unknown, those valid everywhere come first."""
        applying = [id for id in ids if self.clauses[id].applies_in(region)]
        if region is None:
            applying.sort(key=lambda id: bool(self.clauses[id].regions))
        return tuple(applying)

    def changes(self, region: Region | None) -> tuple[RuleChange, ...]:
        """The rule changes to show to a person who lives there; those of one region only where we know it is theirs."""
        return tuple(change for change in self.timeline if not change.regions or region in change.regions)


@functools.cache
def load_pack() -> Pack:
    """The pack shipped with the product. ValueError names what is wrong with it and where."""
    folder = files("resources") / "policy"
    return read_pack({name: tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in FILES})


FILES = (
    "pack.toml",
    "sources.toml",
    "clauses.toml",
    "categories.toml",
    "timeline.toml",
    "history.toml",
    "sentences.toml",
    "limits.toml",
    "corrections.toml",
    "unknowns.toml",
)


def read_pack(tables: Mapping[str, dict[str, Any]]) -> Pack:
    """Build a pack from the parsed files (name -> table) and check that everything it refers to is there."""
    head = tables["pack.toml"]
    sources = {
        key: _convert(Source, {"key": key, **entry}, "sources.toml", key)
        for key, entry in tables["sources.toml"].items()
    }
    pack = Pack(
        version=head["version"],
        text_as_of=head["text_as_of"],
        checked_on=head["checked_on"],
        grades=head["grades"],
        regions=head["regions"],
        cites={rule: tuple(clauses) for rule, clauses in head["cites"].items()},
        sources=sources,
        clauses={id: _clause(id, entry, sources, head["checked_on"]) for id, entry in tables["clauses.toml"].items()},
        categories={id: _category(id, entry) for id, entry in tables["categories.toml"].items()},
        timeline=tuple(
            _convert(RuleChange, entry, "timeline.toml", entry.get("title", "?"))
            for entry in tables["timeline.toml"]["change"]
        ),
        history=tuple(
            _convert(Event, entry, "history.toml", str(entry.get("day", "?")))
            for entry in tables["history.toml"]["event"]
        ),
        sentences=dict(_flat(tables["sentences.toml"])),
        limits=_statements(tables, "limits.toml"),
        corrections=_statements(tables, "corrections.toml"),
        unknowns=_statements(tables, "unknowns.toml"),
    )
    _check(pack)
    return pack


def _convert(type: type[T], entry: Mapping[str, Any], file: str, id: str) -> T:
    unknown = entry.keys() - {field.name for field in msgspec.structs.fields(type)}
    if unknown:
        raise ValueError(f"{file}: {id}: unknown key {min(unknown)}")
    try:
        return msgspec.convert(entry, type)
    except msgspec.ValidationError as error:
        raise ValueError(f"{file}: {id}: {error}") from error


def _clause(id: str, entry: dict[str, Any], sources: Mapping[str, Source], checked_on: dt.date) -> Clause:
    source = sources.get(entry.get("source", ""))
    if source is None:
        raise ValueError(f"clauses.toml: {id}: no source {entry.get('source')}")
    inherited = {"text_as_of": source.text_as_of, "checked_on": checked_on, "grade": source.grade}
    clause = _convert(Clause, {**inherited, **entry, "id": id}, "clauses.toml", id)
    if not (clause.quote or clause.says):
        raise ValueError(f"clauses.toml: {id}: neither quote nor says")
    return clause


def _category(id: str, entry: dict[str, Any]) -> Category:
    rest = dict(entry)
    cells = [
        _cell({"audience": "grok", "facet": "", **rest.pop("grok", {})}, id),
        _cell({"audience": "collaborators", "facet": "", **rest.pop("collaborators", {})}, id),
        *(_cell(facet, id) for facet in rest.pop("facets", [])),
    ]
    return _convert(Category, {**rest, "id": id, "cells": cells}, "categories.toml", id)


def _cell(entry: Mapping[str, Any], id: str) -> Cell:
    cell = _convert(Cell, {"controls": (), **entry}, "categories.toml", id)
    allowed = get_args(GrokVerdict if cell.audience == "grok" else CollaboratorVerdict)
    if cell.verdict not in allowed or cell.verdict == "opted-out":
        raise ValueError(f"categories.toml: {id}: {cell.verdict} is no verdict for {cell.audience}")
    return cell


def _statements(tables: Mapping[str, dict[str, Any]], file: str) -> tuple[Statement, ...]:
    return tuple(_convert(Statement, {"id": id, **entry}, file, id) for id, entry in tables[file].items())


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")


def _check(pack: Pack) -> None:
    """Refuse dangling references, naming the id."""
    if set(pack.regions) != set(REGIONS) or set(pack.grades) != set(get_args(Grade)):
        raise ValueError("pack.toml: regions and grades are not those of the vocabulary")
    for where, id in _cited_clauses(pack):
        if id not in pack.clauses:
            raise ValueError(f"{where}: no clause {id}")
    for event in pack.history:
        for key in event.sources:
            if key not in pack.sources:
                raise ValueError(f"history.toml: {event.day}: no source {key}")
    for category in pack.categories.values():
        if category.when_protected == "protected" and "protected" not in pack.categories:
            raise ValueError(f"categories.toml: {category.id}: no category protected")


def _cited_clauses(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every reference to a clause, with the place it stands in."""
    lists = [(f"pack.toml: cites.{rule}", ids) for rule, ids in pack.cites.items()]
    lists += [(f"categories.toml: {row.id}", cell.clauses) for row in pack.categories.values() for cell in row.cells]
    lists += [(f"timeline.toml: {change.title}", (change.clause,)) for change in pack.timeline if change.clause]
    lists += [(f"history.toml: {event.day}", event.clauses) for event in pack.history]
    lists += [(f"limits.toml: {limit.id}", limit.clauses) for limit in pack.limits]
    lists += [(f"corrections.toml: {correction.id}", correction.clauses) for correction in pack.corrections]
    lists += [(f"unknowns.toml: {unknown.id}", unknown.clauses) for unknown in pack.unknowns]
    return ((where, id) for where, ids in lists for id in ids)
