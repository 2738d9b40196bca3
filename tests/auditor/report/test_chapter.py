"""A reader of the report learns what X's words say where they live, and when the words were last compared."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import Region
from auditor.report.formats import Edition, prepare
from auditor.report.html_view import to_html
from auditor.report.json_view import to_json
from auditor.report.page import Page
from auditor.store import AuditStore

PACK = load_pack()


def made(store: AuditStore, days_later: int = 0, region: Region | None = "eu", *, redacted: bool = False) -> Edition:
    day = dt.datetime.combine(PACK.checked_on, dt.time(12), dt.UTC) + dt.timedelta(days_later)
    return prepare(store, PACK, Situation(region=region), made_at=day, redacted=redacted)


def html(edition: Edition) -> str:
    page = to_html(edition.report, edition.pack, edition.situation, edition.particulars).decode()
    return " ".join(page.split())


def shown(text: str) -> str:
    return text.replace("'", "’").replace("&", "&amp;")


@pytest.mark.parametrize(("region", "irish"), [("eu", True), ("us", False), (None, True)])
def test_the_rules_are_told_for_where_the_person_lives(store: AuditStore, region: Region | None, irish: bool) -> None:
    page = html(made(store, region=region))
    for event in PACK.history:
        concerns = not event.regions or not region or region in event.regions
        assert (shown(event.text) in page) == concerns, event.text
    assert ("The Irish case is struck out" in page) == irish


def test_version_controller_basis_rights_and_regulator_are_there(store: AuditStore) -> None:
    page = html(made(store))
    place = PACK.jurisdictions["eu"]
    for words in (place.controller, place.legal_basis, *place.rights, place.regulator):
        assert shown(words) in page
    assert "What holds here" not in html(made(store, region=None))


def test_what_is_commonly_believed_stands_at_the_kind_it_is_about(store: AuditStore) -> None:
    edition = made(store)
    reasons = {row["id"]: row for row in content(edition)["reasons"]}
    assert "not in that clause" in str(reasons["likes"]["believed"])
    assert "not in that clause" not in str(reasons["replies"]["believed"])


def test_a_kind_of_data_is_told_the_rules_of_its_days(store: AuditStore) -> None:
    reasons = {row["id"]: row for row in content(made(store))["reasons"]}
    assert "had no clause on training AI models" in str(reasons["posts"]["time"])
    assert reasons["likes"]["time"] == ""  # undated
    assert all(row["time"] == "" for row in content(made(store, redacted=True))["reasons"])


def test_who_opted_out_is_still_told_what_xs_words_name(store: AuditStore) -> None:
    off = Situation(controls=(ReportedControl("x.grok.training", "off", dt.date(2026, 5, 3)),))
    at = dt.datetime.combine(PACK.checked_on, dt.time(12), dt.UTC)
    reasons = {row["id"]: row for row in content(prepare(store, PACK, off, made_at=at))["reasons"]}
    said = reasons["posts"]["grok"][0].sentence
    assert said.startswith("You told us on 3 May 2026 that you opted out.")
    assert "name public posts" in said


def test_both_scopes_stand_with_every_verdict_of_the_grok_lane(store: AuditStore) -> None:
    for row in content(made(store))["reasons"]:
        for reason in row["grok"]:
            narrow, broad = reason.scopes
            assert narrow.startswith("The more specific statements")
            assert "writes no exclusion" in broad
        assert all(reason.scopes == ("", "") for reason in row["collaborators"])


def content(edition: Edition) -> dict[str, Any]:
    return Page(edition.report, edition.pack, edition.situation, edition.particulars).content()


@pytest.mark.parametrize("redacted", [False, True])
def test_a_report_of_an_old_pack_says_so_at_the_top_and_in_its_json(store: AuditStore, redacted: bool) -> None:
    said = "more than 90 days had passed since its policy pack was last compared"
    fresh, old = made(store, 90, redacted=redacted), made(store, 91, redacted=redacted)
    assert said not in html(fresh)
    assert "stale" not in json.loads(to_json(fresh.report))["policy_pack"]
    page = html(old)
    assert page.index(said) < page.index('class="headline"')
    assert json.loads(to_json(old.report))["policy_pack"]["stale"] is True
