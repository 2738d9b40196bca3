"""What a person sees for each kind of data, and what their answers change."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Literal

import pytest

from auditor.archive.items import Trait
from auditor.policy.cases import Case, Ruling, judge
from auditor.policy.pack import Pack, load_pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import REGIONS, Region

# Written down by hand from the exposure map: category, Grok / xAI, collaborators.
EXPECTED = """
posts          stated           open-public
replies        implied          open-public
quotes         implied          open-public
reposts        implied          open-public
likes          unclear          open
bookmarks      not-listed       open
media          implied          open-public
alttext        implied          open-public
geo            implied          open-public
lochist        not-listed       open-narrow
grok_in        stated           open
grok_out       stated           open
grok_fb        stated           open
grok_com       unclear          not-applicable
profile        implied          open-public
followers      unclear          open-public
lists          unclear          open
dms            not-listed       open
ads            not-listed       open
inferred       not-listed       open
devices        not-listed       open
contactpts     not-listed       open
contacts       not-listed       open
spaces         implied          open-public
spaces_listen  not-listed       open
notes          unclear          open-public
articles       implied          open-public
deleted        stated-excluded  open
community      implied          open-public
circle         not-listed       open
protected      stated-excluded  open
apps           not-listed       not-applicable
blocks         not-listed       open
xchat          not-listed       open
broadcasts     unclear          open-public
idv            not-listed       not-applicable
payment        not-listed       open-narrow
"""
TABLE = [line.split() for line in EXPECTED.split("\n") if line]

OFF = ReportedControl("x.grok.training", "off", dt.date(2026, 5, 3))
PROTECTED_SINCE = dt.date(2024, 1, 1)
DAY_BEFORE = (dt.date(2023, 12, 31) - dt.date(1970, 1, 1)).days
SAME_DAY = DAY_BEFORE + 1


@pytest.fixture
def pack() -> Pack:
    return load_pack()


def ruling(category: str, traits: int = 0, day: int | None = SAME_DAY, situation: Situation | None = None) -> Ruling:
    return judge(load_pack(), situation or Situation(), Case(category, traits, day))


def test_the_table_is_the_whole_pack(pack: Pack) -> None:
    assert len(TABLE) == 37
    assert {row[0] for row in TABLE} == set(pack.categories)


@pytest.mark.parametrize(("category", "grok", "collaborators"), TABLE)
def test_a_person_who_answered_nothing_sees_the_map(category: str, grok: str, collaborators: str) -> None:
    seen = ruling(category)
    assert (seen.category, seen.grok.verdict, seen.collaborators.verdict) == (category, grok, collaborators)


@pytest.mark.parametrize(
    ("category", "facet", "audience", "verdict"),
    [
        ("reposts", "engagement counts", "grok", "stated"),
        ("likes", "like counts", "grok", "stated"),
        ("followers", "counts", "grok", "stated"),
        ("geo", "location data", "collaborators", "open-narrow"),
        ("dms", "additional sharing with business partners", "collaborators", "open"),
    ],
)
def test_parts_that_x_treats_differently_have_their_own_row(
    pack: Pack, category: str, facet: str, audience: str, verdict: str
) -> None:
    found = [(c.facet, c.audience, c.verdict) for c in pack.categories[category].facets]
    assert found == [(facet, audience, verdict)]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("category", "grok", "collaborators"), TABLE)
def test_where_one_lives_changes_the_text_cited_and_no_verdict(
    pack: Pack, region: Region, category: str, grok: str, collaborators: str
) -> None:
    seen = ruling(category, situation=Situation(region=region))
    assert (seen.grok.verdict, seen.collaborators.verdict) == (grok, collaborators)
    for id in (*seen.grok.clauses, *seen.collaborators.clauses):
        assert not pack.clauses[id].regions or region in pack.clauses[id].regions
    assert seen.grok.clauses and seen.collaborators.clauses


def test_a_german_and_a_brazilian_are_shown_different_terms() -> None:
    german, brazilian = (ruling("media", situation=Situation(region=region)).grok.clauses for region in ("eu", "br"))
    assert "terms-media-europe" in german and "terms-media-elsewhere" not in german
    assert "terms-media-elsewhere" in brazilian and "terms-media-europe" not in brazilian


def test_without_a_region_both_versions_are_cited_after_what_holds_everywhere(pack: Pack) -> None:
    cited = ruling("media").grok.clauses
    assert {"terms-media-europe", "terms-media-elsewhere"} <= set(cited)
    limited = [bool(pack.clauses[id].regions) for id in cited]
    assert limited == sorted(limited)


class TestProtected:
    situation = Situation(protected=PROTECTED_SINCE)

    @pytest.mark.parametrize("category", ["posts", "replies", "quotes", "media", "geo", "alttext"])
    def test_what_was_made_since_then_moves_to_its_own_row(self, category: str) -> None:
        seen = ruling(category, day=SAME_DAY, situation=self.situation)
        assert (seen.category, seen.grok.verdict, seen.collaborators.verdict) == (
            "protected",
            "stated-excluded",
            "open",
        )

    @pytest.mark.parametrize(("category", "grok", "collaborators"), TABLE)
    def test_what_was_made_before_stays_as_it_was(self, category: str, grok: str, collaborators: str) -> None:
        for day in (DAY_BEFORE, None):
            seen = ruling(category, day=day, situation=self.situation)
            assert (seen.category, seen.grok.verdict, seen.collaborators.verdict) == (category, grok, collaborators)

    @pytest.mark.parametrize("category", ["reposts", "articles", "community"])
    def test_where_x_does_not_say_what_protecting_means_it_is_unclear(self, category: str) -> None:
        seen = ruling(category, situation=self.situation)
        assert (seen.category, seen.grok.verdict) == (category, "unclear")
        assert "bases-protect-or-delete" in seen.grok.clauses

    @pytest.mark.parametrize("category", ["profile", "grok_in", "grok_out", "deleted", "dms", "likes", "spaces"])
    def test_other_kinds_do_not_change(self, category: str) -> None:
        assert ruling(category, situation=self.situation) == ruling(category)

    def test_never_protected_is_the_same_as_no_answer(self) -> None:
        assert ruling("posts", situation=Situation(protected="never")) == ruling("posts")

    def test_a_report_of_the_switch_or_an_age_does_not_undo_the_exclusion(self) -> None:
        everything = Situation(protected=PROTECTED_SINCE, under_18=True, controls=(OFF,))
        assert ruling("posts", situation=everything).grok.verdict == "stated-excluded"


class TestSomeoneElses:
    @pytest.mark.parametrize("category", ["media", "geo", "alttext"])
    @pytest.mark.parametrize(
        "situation", [Situation(), Situation(controls=(OFF,)), Situation(protected=PROTECTED_SINCE, under_18=True)]
    )
    def test_a_picture_inside_a_repost_is_unclear_whatever_the_person_set(
        self, category: str, situation: Situation
    ) -> None:
        seen = ruling(category, Trait.NOT_MINE, situation=situation)
        assert (seen.category, seen.grok.verdict, seen.grok.controls) == (category, "unclear", ())
        assert "someone else's" in seen.grok.reason

    def test_a_repost_is_judged_as_a_repost_not_as_own_words(self) -> None:
        assert ruling("reposts", Trait.NOT_MINE) == ruling("reposts")
        assert "someone else's" in ruling("reposts").grok.reason

    def test_received_messages_are_in_the_same_row_as_sent_ones(self) -> None:
        assert ruling("dms", Trait.FROM_OTHERS) == ruling("dms")


class TestUnder18:
    @pytest.mark.parametrize("region", [*REGIONS, None])
    @pytest.mark.parametrize(("category", "grok", "collaborators"), TABLE)
    def test_what_was_named_or_implied_becomes_unclear(
        self, region: Region | None, category: str, grok: str, collaborators: str
    ) -> None:
        seen = ruling(category, situation=Situation(region=region, under_18=True, controls=(OFF,)))
        assert seen.grok.verdict == ("unclear" if grok in {"stated", "implied"} else grok)
        assert seen.collaborators.verdict == collaborators

    @pytest.mark.parametrize(
        ("region", "clause"), [("eu", "xai-training-europe"), ("br", "anpd-minors"), ("us", "setting-under-18")]
    )
    def test_the_text_that_says_so_is_cited_first(self, region: Region, clause: str) -> None:
        assert ruling("posts", situation=Situation(region=region, under_18=True)).grok.clauses[0] == clause

    def test_18_or_over_changes_nothing(self) -> None:
        assert ruling("posts", situation=Situation(under_18=False)) == ruling("posts")


GOVERNED = "posts grok_in grok_out replies quotes reposts media alttext geo profile spaces articles community".split()


class TestOptedOut:
    situation = Situation(controls=(OFF,))
    governed = (
        "posts grok_in grok_out replies quotes reposts media alttext geo profile spaces articles community".split()
    )

    @pytest.mark.parametrize("category", GOVERNED)
    def test_the_switch_reaches_what_x_names_or_implies(self, category: str) -> None:
        assert ruling(category, situation=self.situation).grok.verdict == "opted-out"

    @pytest.mark.parametrize(("category", "grok", "collaborators"), [row for row in TABLE if row[0] not in GOVERNED])
    def test_and_nothing_else(self, category: str, grok: str, collaborators: str) -> None:
        assert ruling(category, situation=self.situation).grok.verdict == grok

    @pytest.mark.parametrize(("category", "grok", "collaborators"), TABLE)
    def test_never_the_collaborators(self, category: str, grok: str, collaborators: str) -> None:
        assert ruling(category, situation=self.situation).collaborators == ruling(category).collaborators

    @pytest.mark.parametrize("control", ["x.protect", "x.partners", "x.grok.personalise", "g.improve"])
    def test_no_other_switch_gives_it(self, pack: Pack, control: str) -> None:
        reported = Situation(controls=(ReportedControl(control, "off", dt.date(2026, 5, 3)),))
        for category in pack.categories:
            assert ruling(category, situation=reported) == ruling(category)

    def test_it_appears_only_when_the_person_said_so(self, pack: Pack) -> None:
        since: tuple[dt.date | Literal["never"] | None, ...] = (None, "never", PROTECTED_SINCE)
        answers = itertools.product((None, *REGIONS), since, (None, False, True))
        for region, protected, under_18 in answers:
            situation = Situation(region=region, protected=protected, under_18=under_18)
            for category, traits in itertools.product(pack.categories, (0, Trait.NOT_MINE, Trait.FROM_OTHERS)):
                seen = judge(pack, situation, Case(category, traits, SAME_DAY))
                assert "opted-out" not in {seen.grok.verdict, seen.collaborators.verdict}


def test_an_unknown_category_is_an_error_not_a_verdict(pack: Pack) -> None:
    with pytest.raises(KeyError):
        judge(pack, Situation(), Case("horoscopes"))
