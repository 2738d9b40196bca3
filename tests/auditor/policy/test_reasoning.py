"""Someone copies the whole reasoning about an item, to show it to a lawyer."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from auditor.design import load_tokens
from auditor.optout import load_controls
from auditor.policy import rules
from auditor.policy.cases import Case, judge
from auditor.policy.pack import load_pack
from auditor.policy.reasoning import common_beliefs, reasoning
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import REGIONS, Region
from auditor.policy.wording import controls_in_words, scopes
from tests.auditor.policy.claims import assert_says_no_more_than_its_source

PACK = load_pack()
TITLES = {id: control.title for id, control in load_controls().items()}
MADE = dt.date(2024, 6, 3)
OFF = ReportedControl("x.grok.training", "off", dt.date(2026, 5, 3))


def copied(category: str, situation: Situation) -> str:
    day = (MADE - dt.date(1970, 1, 1)).days
    ruling = judge(PACK, situation, Case(category, 0, day))
    return reasoning(
        PACK,
        situation,
        PACK.categories[category],
        [(ruling.grok, None), (ruling.collaborators, None)],
        subject="Post 101. Made on 3 June 2024.",
        time=rules.when_made(PACK, situation.region, PACK.categories[category], MADE),
        titles=TITLES,
    )


def test_nothing_that_the_verdict_rests_on_is_left_behind() -> None:
    situation = Situation(region="eu", controls=(OFF,))
    text = copied("posts", situation)
    assert text.startswith("Post 101.")
    assert "Where you live: EU and EEA" in text
    assert "“Grok training” is done: 3 May 2026" in text
    ruling = judge(PACK, situation, Case("posts"))
    for id in (*ruling.grok.clauses, *ruling.collaborators.clauses):
        clause = PACK.clauses[id]
        assert clause.quote in text
        assert clause.section in text
        assert PACK.sources[clause.source].title in text
        assert PACK.sources[clause.source].url in text
    assert "Grok / xAI: You opted out" in text
    assert "Certainty: high." in text
    assert "Legal basis named for the EU, the EFTA states and the UK: legitimate interests." in text
    assert "compared 21 November 2026" in text
    assert "7 May 2024 to 1 August 2024" in text
    assert "Policy pack 2026.11.2." in text
    assert text.endswith("never what was done.\n")


def test_what_is_left_open_is_said_to_be() -> None:
    text = copied("likes", Situation())
    assert text.count(": not said\n") == 3


def test_someone_outside_europe_is_told_of_no_legal_basis() -> None:
    assert "Legal basis named" not in copied("posts", Situation(region="us"))


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_no_reasoning_about_any_kind_of_data_says_too_much(region: Region | None) -> None:
    answers: list[tuple[dt.date | None, bool | None, tuple[ReportedControl, ...]]] = [
        (None, None, ()),
        (MADE, None, (OFF,)),
        (None, True, ()),
    ]
    ours = [clause.quote for clause in PACK.clauses.values() if clause.quote]
    for protected, under_18, controls in answers:
        situation = Situation(region=region, protected=protected, under_18=under_18, controls=controls)
        for category in PACK.categories:
            text = copied(category, situation)
            for quote in ours:  # X's words are X's
                text = text.replace(quote, "")
            for line in text.splitlines():
                if line.strip("- “”"):
                    assert_says_no_more_than_its_source(line.strip())


def test_both_scopes_are_told_for_every_kind_and_verdict() -> None:
    for category in PACK.categories.values():
        ruling = judge(PACK, Situation(), Case(category.id))
        both = scopes(PACK, category, ruling.grok)
        if category.held_by != "x":
            assert both is None
            continue
        assert both is not None
        assert "writes no exclusion" in both.broad
        assert both.narrow.startswith("The more specific statements")
        assert both.clauses[0] == "privacy-training"
        assert scopes(PACK, category, ruling.collaborators) is None


def test_the_broad_scope_says_more_of_a_kind_only_where_the_policy_lists_it() -> None:
    for category in PACK.categories.values():
        both = scopes(PACK, category, judge(PACK, Situation(), Case(category.id)).grok)
        if both is None:
            assert category.held_by != "x"
            continue
        assert ("takes in this kind" in both.broad) == bool(category.collected)
        assert all(PACK.clauses[id].source == "x-privacy-policy" for id in category.collected)


def test_no_control_is_ever_said_to_stop_collaborators() -> None:
    for category in PACK.categories:
        other = judge(PACK, Situation(), Case(category)).collaborators
        text = controls_in_words(other, TITLES)
        assert text.startswith(("Nearest controls, not confirmed", "No control is known")) or (
            other.verdict == "not-applicable"
        )


def test_every_common_belief_is_answered_beside_some_verdict_or_in_the_rules() -> None:
    answered = {one.id for one in PACK.corrections_at(["rules", "region"], "eu")}
    answered |= {one.id for one in PACK.corrections_at(["region"], "ca")}
    for region, row in itertools.product(REGIONS, PACK.categories.values()):
        ruling = judge(PACK, Situation(region=region), Case(row.id))
        answered |= {one.id for one in common_beliefs(PACK, row, (ruling.grok, ruling.collaborators), region)}
    assert answered == {one.id for one in PACK.corrections}


def test_the_only_labels_of_verdicts_are_the_design_tokens() -> None:
    assert not [key for key in PACK.sentences if key.startswith(("label", "meaning"))]
    assert load_tokens().verdict("collaborators", "open-narrow").label in copied("lochist", Situation())
