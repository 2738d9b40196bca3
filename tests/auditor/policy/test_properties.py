"""What must hold of every verdict, whatever the person answered, whatever the item is, whenever it was made."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Literal

import pytest

from auditor.archive.items import Trait
from auditor.policy.cases import Case, Judgement, Ruling, judge, say
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import AUDIENCES, REGIONS, TRAINING_SWITCH, Audience, Region

PACK = load_pack()
TOLD = dt.date(2026, 5, 3)
SINCE = dt.date(2024, 6, 15)
Protected = dt.date | Literal["never"] | None
PROTECTED: tuple[Protected, ...] = (None, "never", SINCE)
AGES = (None, False, True)
REGIONS_OR_NONE: tuple[Region | None, ...] = (None, *REGIONS)
TRAINING = ReportedControl(TRAINING_SWITCH, "off", TOLD)
OTHERS = tuple(
    ReportedControl(id, "off", TOLD)
    for id in sorted({id for row in PACK.categories.values() for cell in row.cells for id in cell.controls})
    if id != TRAINING_SWITCH
)
REPORTS = ((), (TRAINING,), OTHERS, (TRAINING, *OTHERS))
TRAITS = (0, int(Trait.NOT_MINE), int(Trait.FROM_OTHERS), int(Trait.HAS_MEDIA | Trait.HAS_PLACE | Trait.SELF_THREAD))


def day(year: int, month: int, of_month: int) -> int:
    return (dt.date(year, month, of_month) - dt.date(1970, 1, 1)).days


# Before any AI clause; in the Irish period, public and protected; after the collaborators clause; now; undated.
DAYS = (day(2019, 1, 1), day(2024, 5, 20), day(2024, 7, 1), day(2025, 1, 1), day(2026, 11, 1), None)
CASES = [Case(category, traits, when) for category, traits, when in itertools.product(PACK.categories, TRAITS, DAYS)]
MADE_PROTECTED = day(2024, 6, 15)

# From what X's words say most plainly to what they exclude. Two that no text ranks share a step.
STEPS = {
    "stated": 5,
    "implied": 4,
    "unclear": 3,
    "not-listed": 3,
    "opted-out": 2,
    "not-applicable": 1,
    "stated-excluded": 1,
}


def situations(
    controls: tuple[tuple[ReportedControl, ...], ...] = REPORTS, regions: tuple[Region | None, ...] = REGIONS_OR_NONE
) -> Iterator[Situation]:
    for region, protected, under_18, reported in itertools.product(regions, PROTECTED, AGES, controls):
        yield Situation(region=region, protected=protected, under_18=under_18, controls=reported)


def lanes(ruling: Ruling) -> dict[Audience, Judgement]:
    return {"grok": ruling.grok, "collaborators": ruling.collaborators}


def test_no_report_of_a_switch_ever_worsens_a_verdict() -> None:
    for silent in situations(controls=((),)):
        for reported in REPORTS[1:]:
            told = Situation(silent.region, silent.protected, silent.under_18, reported)
            for case in CASES:
                before, after = judge(PACK, silent, case), judge(PACK, told, case)
                assert STEPS[after.grok.verdict] <= STEPS[before.grok.verdict]
                assert after.collaborators.verdict == before.collaborators.verdict
                assert after.category == before.category


def test_opted_out_appears_only_where_the_map_allows_it() -> None:
    for told in situations():
        without = Situation(told.region, told.protected, told.under_18)
        for case in CASES:
            ruling = judge(PACK, told, case)
            assert ruling.collaborators.verdict != "opted-out"
            if ruling.grok.verdict == "opted-out":
                assert TRAINING in told.controls
                assert case.category not in {"grok_fb", "likes"}
                assert judge(PACK, without, case).grok.verdict in {"stated", "implied"}
                assert TRAINING_SWITCH in ruling.grok.controls
                assert "3 May 2026" in say(PACK, told, ruling.grok)


def test_what_was_made_while_protected_is_never_named_nor_implied() -> None:
    own = {"posts", "replies", "quotes", "reposts", "media", "geo", "alttext", "articles", "community"}
    for told in situations():
        if not isinstance(told.protected, dt.date):
            continue
        for case in CASES:
            if case.category in own and case.day is not None and case.day >= MADE_PROTECTED:
                assert judge(PACK, told, case).grok.verdict in {"stated-excluded", "unclear"}


def test_what_was_public_when_it_was_made_gains_nothing_from_protecting_later() -> None:
    for told in situations():
        public = Situation(told.region, "never", told.under_18, told.controls)
        for case in CASES:
            if case.day is None or case.day < MADE_PROTECTED:
                assert judge(PACK, told, case) == judge(PACK, public, case)


def test_a_repost_is_never_judged_as_own_words() -> None:
    own_words = PACK.categories["posts"].grok.reason
    for told in situations():
        for case in CASES:
            ruling = judge(PACK, told, case)
            if case.category == "reposts":
                assert ruling.category == "reposts"
                assert ruling.grok.verdict in {"implied", "opted-out", "unclear"}
                assert ruling.grok.reason != own_words
            if case.traits & Trait.NOT_MINE and case.category in {"media", "geo", "alttext"}:
                assert ruling.grok.verdict == "unclear"
                assert ruling.grok.controls == ()


def test_an_answer_left_open_never_reads_as_safe() -> None:
    """It gives what the answer that changes nothing gives, never what a favourable answer would."""
    for told in situations():
        public_adult = Situation(
            told.region,
            "never" if told.protected is None else told.protected,
            False if told.under_18 is None else told.under_18,
            told.controls,
        )
        for case in CASES:
            ruling = judge(PACK, told, case)
            assert ruling == judge(PACK, public_adult, case)
            if ruling.grok.verdict in {"unclear", "not-listed"}:
                text = say(PACK, told, ruling.grok) + " " + ruling.grok.reason
                assert any(words in text for words in ("do not", "does not", "No text", "no text", "someone else's")), (
                    text
                )


def test_where_one_lives_changes_a_verdict_only_where_a_cited_clause_says_so() -> None:
    for told in situations(regions=(None,)):
        for case in CASES:
            everywhere = lanes(judge(PACK, told, case))
            for region in REGIONS:
                here = lanes(judge(PACK, Situation(region, told.protected, told.under_18, told.controls), case))
                for audience in AUDIENCES:
                    cited = [PACK.clauses[id] for id in here[audience].clauses]
                    assert all(clause.applies_in(region) for clause in cited)
                    if here[audience].verdict != everywhere[audience].verdict:
                        assert any(clause.regions for clause in cited)


def test_every_verdict_of_every_case_leads_to_a_clause_with_a_date_and_a_certainty() -> None:
    for told in situations():
        for case in CASES:
            for judgement in lanes(judge(PACK, told, case)).values():
                assert judgement.clauses
                assert judgement.reason
                for id in judgement.clauses:
                    assert PACK.clauses[id].text_as_of <= PACK.checked_on


def test_under_18_only_ever_makes_unclear_what_was_named_or_implied() -> None:
    for told in situations():
        if not told.under_18:
            continue
        adult = Situation(told.region, told.protected, under_18=False, controls=told.controls)
        for case in CASES:
            young, grown = judge(PACK, told, case), judge(PACK, adult, case)
            if young.grok.verdict != grown.grok.verdict:
                assert young.grok.verdict == "unclear"
                assert grown.grok.verdict in {"stated", "implied", "opted-out"}
            assert young.collaborators == grown.collaborators


# The exposure map once more, by hand: category, certainty, documents behind the row, controls of the Grok lane.
MATRIX = """
posts          high         x-legal-bases,x-grok-setting,xai-privacy-policy           x.grok.training,x.protect
replies        high         x-legal-bases,x-terms,x-terms-europe                      x.grok.training,x.protect
quotes         high         x-legal-bases,x-terms,x-terms-europe                      x.grok.training,x.protect
reposts        medium       xai-privacy-policy,x-help-grok                            x.grok.training
likes          medium       private-likes-2024,xai-privacy-policy,x-help-grok         x.grok.training
bookmarks      low-medium   x-privacy-policy,x-help-grok                              -
media          medium-high  x-terms,x-terms-europe,x-legal-bases                      x.grok.training,x.protect
alttext        low-medium   x-legal-bases                                             x.grok.training,x.protect
geo            low-medium   x-legal-bases                                             x.loc.posts,x.grok.training
lochist        medium       x-legal-bases                                             x.loc.personalise,x.loc.places
grok_in        high         x-grok-setting,x-terms,x-terms-europe                     x.grok.training,x.grok.delete
grok_out       high         x-grok-setting,x-terms,x-terms-europe                     x.grok.training,x.grok.delete
grok_fb        medium       x-help-grok,xai-privacy-policy                            -
profile        medium-high  x-privacy-policy,x-help-grok                              x.grok.training
followers      medium       xai-privacy-policy,x-privacy-policy                       x.grok.training,x.protect
lists          low          x-privacy-policy                                          -
dms            medium       x-legal-bases,musk-2023                                   -
ads            medium       x-privacy-policy                                          x.ads,x.offx
inferred       medium       x-legal-bases,x-settings-note                             x.interests,x.yourdata,x.inferred
devices        medium       x-privacy-policy,x-legal-bases                            x.inferred,x.partners,x.sessions
contactpts     medium       x-privacy-policy                                          x.discover,x.partners
contacts       medium       x-legal-bases                                             x.contacts
spaces         medium       x-help-grok,x-privacy-policy                              x.grok.training
spaces_listen  low-medium   x-privacy-policy                                          x.spaces
notes          low          -                                                         -
articles       low-medium   -                                                         x.grok.training
deleted        medium       x-legal-bases,x-privacy-policy                            -
community      medium       x-settings-seen                                           x.grok.training
circle         low          x-terms-europe                                            -
protected      medium-high  x-legal-bases,xai-terms                                   x.protect
apps           high         x-legal-bases                                             x.apps
blocks         medium       archive-readme                                            -
xchat          low          -                                                         -
broadcasts     low          -                                                         -
idv            medium       x-legal-bases                                             -
payment        medium       x-legal-bases                                             -
"""


@pytest.mark.parametrize(
    ("category", "certainty", "sources", "controls"), [line.split() for line in MATRIX.split("\n") if line]
)
def test_every_cell_of_the_map_stands_in_the_pack_with_its_certainty_source_and_control(
    category: str, certainty: str, sources: str, controls: str
) -> None:
    row = PACK.categories[category]
    assert row.grok.certainty == row.collaborators.certainty == certainty
    read_in = {PACK.clauses[id].source for cell in row.cells for id in cell.clauses}
    assert set(sources.split(",")) - {"-"} <= read_in
    assert set(controls.split(",")) - {"-"} <= set(row.grok.controls)
    if controls == "-":
        assert TRAINING_SWITCH not in row.grok.controls


def test_no_row_of_the_map_is_missing_from_the_pack() -> None:
    assert {line.split()[0] for line in MATRIX.split("\n") if line} <= set(PACK.categories)
