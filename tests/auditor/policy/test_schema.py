"""Someone who knows no Python writes the pack with the help of the published schema."""

from __future__ import annotations

import copy
import json
import tomllib
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from auditor.policy.pack import FILES
from auditor.policy.proof import QUOTES
from auditor.policy.schema import schema_text

Tables = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def published() -> str:
    return (files("resources") / "policy.schema.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def checker(published: str) -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(json.loads(published))
    return jsonschema.Draft202012Validator(json.loads(published))


@pytest.fixture(scope="module")
def as_shipped() -> Tables:
    folder = files("resources") / "policy"
    read = {name: tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in (*FILES, QUOTES)}
    whole: Tables = json.loads(json.dumps(read, default=str))
    return whole


@pytest.fixture
def tables(as_shipped: Tables) -> Tables:
    return copy.deepcopy(as_shipped)


def test_the_published_schema_is_that_of_the_record_types(published: str) -> None:
    assert published == schema_text()


def test_the_pack_keeps_to_it(checker: jsonschema.Draft202012Validator, as_shipped: Tables) -> None:
    assert [fault.message for fault in checker.iter_errors(as_shipped)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("clauses.toml/privacy-training/qoute", "a slip of the key"),
        ("clauses.toml/privacy-training/certainty", "very"),
        ("clauses.toml/privacy-training/regions", ["mars"]),
        ("clauses.toml/privacy-training/basis", "a hunch"),
        ("categories.toml/likes/grok/verdict", "opted-out"),
        ("categories.toml/likes/grok/verdict", "open"),
        ("categories.toml/likes/collaborators/verdict", "stated"),
        ("sources.toml/x-terms/grade", "Z"),
        ("pack.toml/version", "soon"),
        ("jurisdictions.toml/eu/rights", "all of them"),
        ("corrections.toml/selling/at", "likes"),
        ("history.toml/event/0/certainty", ""),
    ],
)
def test_a_slip_is_found(checker: jsonschema.Draft202012Validator, tables: Tables, path: str, value: object) -> None:
    *way, last = path.split("/")
    place: Any = tables
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value
    assert not checker.is_valid(tables)
