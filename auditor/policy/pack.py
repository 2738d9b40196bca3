"""The policy pack: what X and xAI say they may do, read from `resources/policy` and checked."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, TypeVar, get_args

import msgspec

from auditor.policy.records import (
    PLACES,
    Category,
    Cell,
    Clause,
    Correction,
    Event,
    Grade,
    Jurisdiction,
    Pack,
    RuleChange,
    Source,
    Statement,
)
from auditor.policy.vocabulary import REGIONS, CollaboratorVerdict, GrokVerdict

__all__ = [
    "FILES",
    "Category",
    "Cell",
    "Clause",
    "Correction",
    "Event",
    "Grade",
    "Jurisdiction",
    "Pack",
    "RuleChange",
    "Source",
    "Statement",
    "load_pack",
    "read_pack",
]

T = TypeVar("T", bound=msgspec.Struct)


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
    "jurisdictions.toml",
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
        stale_after_days=head["stale_after_days"],
        cites={rule: tuple(clauses) for rule, clauses in head["cites"].items()},
        sources=sources,
        clauses={id: _clause(id, entry, sources, head["checked_on"]) for id, entry in tables["clauses.toml"].items()},
        categories={id: _category(id, entry) for id, entry in tables["categories.toml"].items()},
        jurisdictions={
            place.id: place
            for place in (
                _convert(Jurisdiction, {"id": id, **entry}, "jurisdictions.toml", id)
                for id, entry in tables["jurisdictions.toml"].items()
            )
        },
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
        corrections=tuple(
            _convert(Correction, {"id": id, **entry}, "corrections.toml", id)
            for id, entry in tables["corrections.toml"].items()
        ),
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
    if set(pack.grades) != set(get_args(Grade)):
        raise ValueError("pack.toml: grades are not those of the vocabulary")
    if set(pack.jurisdictions) != set(REGIONS):
        raise ValueError("jurisdictions.toml: regions are not those of the vocabulary")
    for where, id in _cited_clauses(pack):
        if id not in pack.clauses:
            raise ValueError(f"{where}: no clause {id}")
    for where, key in _named_sources(pack):
        if key not in pack.sources:
            raise ValueError(f"{where}: no source {key}")
    for category in pack.categories.values():
        if category.when_protected == "protected" and "protected" not in pack.categories:
            raise ValueError(f"categories.toml: {category.id}: no category protected")
    _check_places(pack)


def _check_places(pack: Pack) -> None:
    for correction in pack.corrections:
        for place in correction.at:
            if place not in pack.categories and place not in PLACES:
                raise ValueError(f"corrections.toml: {correction.id}: no place {place}")


def _cited_clauses(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every reference to a clause, with the place it stands in."""
    lists = [(f"pack.toml: cites.{rule}", ids) for rule, ids in pack.cites.items()]
    lists += [(f"categories.toml: {row.id}", cell.clauses) for row in pack.categories.values() for cell in row.cells]
    lists += [(f"categories.toml: {row.id}", row.collected) for row in pack.categories.values()]
    lists += [(f"jurisdictions.toml: {place.id}", place.clauses) for place in pack.jurisdictions.values()]
    lists += [(f"timeline.toml: {change.title}", (change.clause,)) for change in pack.timeline if change.clause]
    lists += [(f"history.toml: {event.day}", event.clauses) for event in pack.history]
    lists += [(f"limits.toml: {limit.id}", limit.clauses) for limit in pack.limits]
    lists += [(f"corrections.toml: {correction.id}", correction.clauses) for correction in pack.corrections]
    lists += [(f"unknowns.toml: {unknown.id}", unknown.clauses) for unknown in pack.unknowns]
    return ((where, id) for where, ids in lists for id in ids)


def _named_sources(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every reference to a source but that of a clause, with the place it stands in."""
    lists = [(f"history.toml: {event.day}", event.sources) for event in pack.history]
    lists += [
        (f"jurisdictions.toml: {place.id}", (place.document, *place.sources)) for place in pack.jurisdictions.values()
    ]
    return ((where, key) for where, keys in lists for key in keys)
