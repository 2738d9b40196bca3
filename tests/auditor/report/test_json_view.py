"""report.json keeps its promises to other programs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from auditor.errors import UsageError
from auditor.policy.situation import Situation
from auditor.report.formats import Edition, documents, folder_name
from auditor.report.json_view import schema, schema_text, to_json
from tests.auditor.report.helpers import FACTS, OPTED_OUT, Editions


def read(edition: Edition) -> Any:
    return json.loads(to_json(edition.report))


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = (files("resources") / "report.schema.json").read_text("utf-8")
    assert published == schema_text(), "make it anew as docs/report.md says"


@pytest.mark.parametrize("redacted", [False, True])
@pytest.mark.parametrize("situation", [Situation(), OPTED_OUT])
def test_every_report_satisfies_the_schema(edition: Editions, situation: Situation, *, redacted: bool) -> None:
    jsonschema.Draft202012Validator(schema()).validate(read(edition(situation, redacted=redacted)))


def test_a_report_of_nothing_satisfies_it_too(empty_edition: Edition) -> None:
    report = read(empty_edition)
    jsonschema.Draft202012Validator(schema()).validate(report)
    assert report["archive"] == {"files": [], "generation": "2020-03", "account": {}}


def test_the_schema_refuses_what_is_no_count() -> None:
    row = {"year": 2020, "category": "posts", "items": "<7"}
    year = {"$ref": "#/$defs/YearRow", "$defs": schema()["$defs"]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, year)
    jsonschema.validate({**row, "items": "<5"}, year)


def test_the_fields_stand_in_the_order_that_was_promised(edition: Editions) -> None:
    report = read(edition(OPTED_OUT))
    assert list(report) == [
        "schema", "app", "made_at", "archive", "situation", "policy_pack", "receipt", "categories", "timeline",
        "findings", "profile", "steps",
    ]  # fmt: skip
    assert list(report["categories"][0]) == ["id", "items", "verdicts", "first", "last"]
    assert list(report["policy_pack"]["sources"][0]) == ["key", "title", "url", "text_as_of", "grade"]
    assert report["schema"] == "outtake-report/1"


def test_what_the_archive_holds_is_counted(edition: Editions) -> None:
    report = read(edition())
    rows = {row["id"]: row for row in report["categories"]}

    assert rows["posts"] == {
        "id": "posts",
        "items": 1200,
        "verdicts": {"grok": {"stated": 1200}, "collaborators": {"open-public": 1200}},
        "first": "2020-05-04T12:00:00Z",
        "last": "2020-05-04T12:19:59Z",
    }
    assert rows["media"]["verdicts"]["grok"] == {"implied": 5, "unclear": 4}
    assert "first" not in rows["likes"]
    assert rows["lists"]["items"] == 0
    assert "bookmarks" not in rows
    assert {"year": 2020, "category": "posts", "items": 1200} in report["timeline"]
    assert not [row for row in report["timeline"] if row["category"] == "likes"]
    training = next(step for step in report["steps"] if step["id"] == "x.grok.training")
    assert training["link"] == "https://x.com/settings/grok_settings"
    assert training["governs"] >= 1210


def test_unknown_is_absent_and_nothing_is_null(edition: Editions) -> None:
    assert b"null" not in to_json(edition().report)
    report = read(edition())
    assert report["situation"] == {"controls": []}
    unknown = next(row for row in report["receipt"] if row["state"] == "unknown")
    assert "records" not in unknown


def test_the_situation_is_what_the_person_said(edition: Editions) -> None:
    assert read(edition(OPTED_OUT))["situation"] == {
        "region": "eu",
        "protected": "2025-07-17",
        "under_18": False,
        "controls": [{"id": "x.grok.training", "state": "off", "reported_on": "2026-03-19"}],
    }


def test_the_same_report_gives_the_same_bytes(edition: Editions) -> None:
    assert to_json(edition().report) == to_json(edition().report)


def test_a_format_that_does_not_stand_is_refused_by_name(edition: Editions) -> None:
    assert list(documents(edition(), ["json", "html", "json"])) == ["report.json", "report.html"]
    with pytest.raises(UsageError, match="html, json"):
        documents(edition(), ["html", "pdf"])


def test_the_folder_is_named_without_personal_data() -> None:
    assert folder_name(FACTS) == "outtake-2026-03-14-9f2c41d7"
