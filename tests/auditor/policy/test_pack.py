"""A maintainer edits the pack: it says everything it must, in the vocabulary, and a slip is refused by name."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest

from auditor.optout import load_controls
from auditor.policy.pack import FILES, Pack, load_pack, read_pack
from auditor.policy.vocabulary import CERTAINTIES, COLLABORATOR_VERDICTS, GROK_VERDICTS, REGIONS, Region

Tables = dict[str, dict[str, Any]]

EUROPE = {"eu", "uk", "ch"}


@pytest.fixture
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def tables() -> Tables:
    folder = files("resources") / "policy"
    return copy.deepcopy({name: tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in FILES})


def test_the_pack_knows_its_dates(pack: Pack) -> None:
    assert (pack.version, pack.text_as_of, pack.checked_on) == (
        "2026.11.2",
        dt.date(2026, 8, 22),
        dt.date(2026, 11, 21),
    )
    assert set(pack.regions) == set(REGIONS)


def test_the_overview_opens_with_the_kinds_people_ask_about(pack: Pack) -> None:
    first = "posts grok_in grok_out replies quotes reposts media likes dms ads deleted"
    assert list(pack.categories)[:11] == first.split()


def test_every_cell_keeps_to_the_vocabulary_and_leads_to_a_clause(pack: Pack) -> None:
    for category in pack.categories.values():
        assert (category.grok.facet, category.collaborators.facet) == ("", "")
        assert [cell.audience for cell in category.cells[:2]] == ["grok", "collaborators"]
        for cell in category.cells:
            allowed = GROK_VERDICTS if cell.audience == "grok" else COLLABORATOR_VERDICTS
            assert cell.verdict in allowed, category.id
            assert cell.certainty in CERTAINTIES
            assert cell.reason and cell.clauses, category.id
        for cell in category.facets:
            assert cell.facet, "a facet has a name, so that it is never counted"


def test_the_collaborators_clause_stands_behind_every_open_verdict(pack: Pack) -> None:
    for category in pack.categories.values():
        if category.collaborators.verdict != "not-applicable":
            assert category.collaborators.clauses[0] == "privacy-collaborators", category.id


def test_a_not_listed_verdict_shows_both_what_x_lists_and_its_general_policy(pack: Pack) -> None:
    for category in pack.categories.values():
        if category.grok.verdict == "not-listed":
            assert category.grok.clauses[:2] == ("bases-training", "privacy-training"), category.id


def test_quotes_are_short_and_dated(pack: Pack) -> None:
    for clause in pack.clauses.values():
        assert len(clause.quote.split()) <= 60, clause.id
        assert clause.text_as_of <= pack.checked_on
        assert clause.checked_on == pack.checked_on
        if clause.grade == "P":
            assert clause.quote, f"{clause.id}: a text that was read can be quoted"


def test_a_text_for_europe_has_its_counterpart_for_elsewhere(pack: Pack) -> None:
    europe = [id for id, clause in pack.clauses.items() if id.endswith("-europe") and clause.source == "x-terms-europe"]
    assert europe
    for id in europe:
        elsewhere = pack.clauses[id.replace("-europe", "-elsewhere")]
        assert set(pack.clauses[id].regions) == EUROPE
        assert set(elsewhere.regions) == set(REGIONS) - EUROPE


def test_sources_name_real_documents(pack: Pack) -> None:
    for source in pack.sources.values():
        if source.grade == "P":
            assert urlsplit(source.url).hostname in {"x.com", "help.x.com", "developer.x.com", "x.ai"}
        assert source.url == "" or source.url.startswith("https://")


def test_nothing_lies_in_the_pack_unused(pack: Pack) -> None:
    cited = {id for ids in pack.cites.values() for id in ids} | {change.clause for change in pack.timeline}
    cited.update(id for event in pack.history for id in event.clauses)
    cited.update(id for said in (*pack.limits, *pack.corrections, *pack.unknowns) for id in said.clauses)
    cited.update(id for place in pack.jurisdictions.values() for id in place.clauses)
    for category in pack.categories.values():
        cited.update(category.collected)
        cited.update(id for cell in category.cells for id in cell.clauses)
    assert cited - {None} == set(pack.clauses)
    named = {clause.source for clause in pack.clauses.values()}
    named.update(key for event in pack.history for key in event.sources)
    named.update(key for place in pack.jurisdictions.values() for key in (place.document, *place.sources))
    assert named == set(pack.sources)


def test_every_control_of_a_cell_can_be_shown_to_the_person(pack: Pack) -> None:
    known = load_controls()
    for category in pack.categories.values():
        for cell in category.cells:
            assert set(cell.controls) <= set(known), category.id


def test_the_timeline_marks_four_rule_changes_and_for_the_eu_one_period(pack: Pack) -> None:
    markers = [(c.letter, c.day.isoformat()) for c in pack.timeline if c.kind == "marker"]
    assert markers == [("A", "2023-09-29"), ("B", "2024-07-25"), ("C", "2024-11-15"), ("D", "2026-01-15")]
    bands = [change for change in pack.timeline if change.kind == "band"]
    assert [(c.day.isoformat(), c.until and c.until.isoformat(), c.regions) for c in bands] == [
        ("2024-05-07", "2024-08-01", ("eu",))
    ]
    assert "not about the dates of posts" in bands[0].text


def test_only_people_in_the_eu_see_the_irish_period(pack: Pack) -> None:
    for region in (*REGIONS, None):
        assert any(c.kind == "band" for c in pack.changes(region)) == (region == "eu")


def test_the_history_is_told_in_order(pack: Pack) -> None:
    days = [event.day for event in pack.history]
    assert days == sorted(days)
    assert days[-1] <= pack.checked_on


def test_what_opting_out_does_not_do_is_said_in_full(pack: Pack) -> None:
    assert len(pack.limits) == 12
    assert pack.limits[0].id == "models-already-trained"


def test_what_is_commonly_believed_is_shown_where_it_matters(pack: Pack) -> None:
    shown = {row: {one.id for one in pack.corrections_at([row], None)} for row in pack.categories}
    assert {"collaborators-list", "selling"} <= shown["likes"] & shown["bookmarks"]
    assert "messages" in shown["dms"]
    assert "grok-outside-x" in shown["grok_in"]
    at_the_lane = {one.id for one in pack.corrections_at(["collaborators"], None)}
    assert at_the_lane == {"collaborators-list", "setting-names-only-xai", "selling"}
    assert "licence" in {one.id for one in pack.corrections_at(["opting-out"], None)}
    assert "europe-default" in {one.id for one in pack.corrections_at(["opting-out"], "eu")}
    assert "europe-default" not in {one.id for one in pack.corrections_at(["opting-out"], "us")}
    assert all(one.at for one in pack.corrections)


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_its_version_controller_basis_rights_and_regulator(pack: Pack, region: Region) -> None:
    place = pack.jurisdictions[region]
    in_europe = region in EUROPE
    assert place.document == ("x-terms-europe" if in_europe else "x-terms")
    assert place.controller.startswith("X Internet Unlimited Company" if in_europe else "X Corp.")
    assert ("legitimate interests" in place.legal_basis) == in_europe
    assert place.rights and place.regulator
    assert all(pack.clauses[id].applies_in(region) for id in place.clauses)


def test_the_legal_basis_stands_only_where_a_text_names_one(pack: Pack) -> None:
    named = {clause.source for clause in pack.clauses.values() if clause.basis}
    assert named == {"x-legal-bases", "xai-privacy-europe"}
    assert pack.clauses["bases-training"].basis == "legitimate-interests"
    assert pack.clauses["bases-partners-consent"].basis == "consent"
    assert not pack.clauses["privacy-collaborators"].basis


def test_the_pack_is_old_after_ninety_days(pack: Pack) -> None:
    assert not pack.is_stale(pack.checked_on + dt.timedelta(90))
    assert pack.is_stale(pack.checked_on + dt.timedelta(91))


def test_a_correction_for_a_place_that_is_none_is_refused_by_name(tables: Tables) -> None:
    tables["corrections.toml"]["selling"]["at"] = ["nowhere"]
    with pytest.raises(ValueError, match="selling: no place nowhere"):
        read_pack(tables)


def test_a_region_without_its_document_is_refused_by_name(tables: Tables) -> None:
    tables["jurisdictions.toml"]["eu"]["document"] = "a-dream"
    with pytest.raises(ValueError, match="eu: no source a-dream"):
        read_pack(tables)


def test_a_cell_that_cites_a_missing_clause_is_refused_by_name(tables: Tables) -> None:
    tables["categories.toml"]["likes"]["grok"]["clauses"].append("no-such-clause")
    with pytest.raises(ValueError, match="likes: no clause no-such-clause"):
        read_pack(tables)


def test_a_clause_of_a_missing_source_is_refused_by_name(tables: Tables) -> None:
    tables["clauses.toml"]["privacy-training"]["source"] = "a-dream"
    with pytest.raises(ValueError, match="privacy-training: no source a-dream"):
        read_pack(tables)


def test_an_event_of_a_missing_source_is_refused_by_name(tables: Tables) -> None:
    tables["history.toml"]["event"][0]["sources"] = ["a-dream"]
    with pytest.raises(ValueError, match="no source a-dream"):
        read_pack(tables)


def test_a_clause_with_nothing_to_read_is_refused(tables: Tables) -> None:
    del tables["clauses.toml"]["privacy-training"]["quote"]
    with pytest.raises(ValueError, match="privacy-training: neither quote nor says"):
        read_pack(tables)


@pytest.mark.parametrize(
    ("audience", "verdict"), [("grok", "yes"), ("grok", "open"), ("grok", "opted-out"), ("collaborators", "stated")]
)
def test_a_word_that_is_no_verdict_for_the_audience_is_refused(tables: Tables, audience: str, verdict: str) -> None:
    tables["categories.toml"]["likes"][audience]["verdict"] = verdict
    with pytest.raises(ValueError, match="likes"):
        read_pack(tables)


def test_a_misspelt_key_is_refused_by_name(tables: Tables) -> None:
    tables["clauses.toml"]["privacy-training"]["qoute"] = "a slip"
    with pytest.raises(ValueError, match="privacy-training: unknown key qoute"):
        read_pack(tables)
