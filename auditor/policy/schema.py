"""The published schema of the policy pack: what its files may hold, for editors and checkers that know no Python."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from auditor.policy.proof import Recorded
from auditor.policy.records import (
    Category,
    Cell,
    Clause,
    Correction,
    Event,
    Grade,
    Jurisdiction,
    RuleChange,
    Source,
    Statement,
)
from auditor.policy.vocabulary import COLLABORATOR_VERDICTS, GROK_VERDICTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_DAY = {"type": "string", "format": "date"}
_IDS = {"type": "array", "items": {"type": "string"}}


def schema() -> Schema:
    """Of one object that holds every file of resources/policy under its name. Dates are written as ISO 8601."""
    ref_template = "#/$defs/{name}"
    types = (Source, Clause, Category, Cell, Correction, Event, Jurisdiction, RuleChange, Statement, Recorded)
    _refs, definitions = msgspec.json.schema_components(types, ref_template=ref_template)
    as_written = {name: _closed(definition) for name, definition in definitions.items()}
    _without(as_written["Source"], "key")
    for name in ("Clause", "Category", "Correction", "Jurisdiction", "Statement"):
        _without(as_written[name], "id")
    _optional(as_written["Clause"], "text_as_of", "checked_on", "grade")  # from the source and the pack
    _cells(as_written)
    return {
        "$schema": DIALECT,
        "title": "Outtake policy pack",
        "description": "Every file of resources/policy under its name, as docs/policy-pack.md explains them.",
        "type": "object",
        "properties": {
            "pack.toml": _head(),
            "sources.toml": _table("Source"),
            "clauses.toml": _table("Clause"),
            "categories.toml": _table("Category"),
            "jurisdictions.toml": _table("Jurisdiction"),
            "timeline.toml": _list("change", "RuleChange"),
            "history.toml": _list("event", "Event"),
            "limits.toml": _table("Statement"),
            "corrections.toml": _table("Correction"),
            "unknowns.toml": _table("Statement"),
            "sentences.toml": {"$ref": "#/$defs/Sentences"},
            "quotes.toml": _table("Recorded"),
        },
        "required": [
            "pack.toml",
            "sources.toml",
            "clauses.toml",
            "categories.toml",
            "jurisdictions.toml",
            "timeline.toml",
            "history.toml",
            "limits.toml",
            "corrections.toml",
            "unknowns.toml",
            "sentences.toml",
            "quotes.toml",
        ],
        "additionalProperties": False,
        "$defs": {
            **as_written,
            "Sentences": {
                "description": "Sentences and groups of sentences.",
                "type": "object",
                "additionalProperties": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Sentences"}]},
            },
        },
    }


def schema_text() -> str:
    """The schema as it is published in resources/policy.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _head() -> Schema:
    return {
        "type": "object",
        "properties": {
            "version": {"type": "string", "pattern": r"^\d{4}\.\d{1,2}\.\d+$"},
            "text_as_of": _DAY,
            "checked_on": _DAY,
            "stale_after_days": {"type": "integer", "minimum": 1},
            "grades": {
                "type": "object",
                "propertyNames": msgspec.json.schema(Grade),
                "additionalProperties": {"type": "string"},
            },
            "cites": {
                "type": "object",
                "properties": dict.fromkeys(("opted_out", "under_18", "protected"), _IDS),
                "required": ["opted_out", "under_18", "protected"],
                "additionalProperties": False,
            },
        },
        "required": ["version", "text_as_of", "checked_on", "stale_after_days", "grades", "cites"],
        "additionalProperties": False,
    }


def _cells(definitions: dict[str, Schema]) -> None:
    """A category is written with its two counted cells under the name of their audience, the others as facets."""
    category = definitions["Category"]
    _without(category, "cells")
    facet = definitions["Facet"] = definitions.pop("Cell")
    _optional(facet, "controls")
    lanes = {"grok": ("GrokCell", GROK_VERDICTS), "collaborators": ("CollaboratorCell", COLLABORATOR_VERDICTS)}
    for audience, (name, verdicts) in lanes.items():
        cell = definitions[name] = json.loads(json.dumps(facet))
        _without(cell, "audience")
        _without(cell, "facet")
        allowed = [verdict for verdict in verdicts if verdict != "opted-out"]
        cell["properties"]["verdict"] = {"enum": allowed}
        category["properties"][audience] = {"$ref": f"#/$defs/{name}"}
        category["required"].append(audience)
    category["properties"]["facets"] = {"type": "array", "items": {"$ref": "#/$defs/Facet"}}


def _closed(definition: Schema) -> Schema:
    return {**definition, "additionalProperties": False} if definition.get("type") == "object" else definition


def _without(definition: Schema, name: str) -> None:
    """The name of the table says it."""
    del definition["properties"][name]
    _optional(definition, name)


def _optional(definition: Schema, *names: str) -> None:
    definition["required"] = [one for one in definition["required"] if one not in names]


def _table(name: str) -> Schema:
    return {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{name}"}}


def _list(key: str, name: str) -> Schema:
    return {
        "type": "object",
        "properties": {key: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}},
        "required": [key],
        "additionalProperties": False,
    }
