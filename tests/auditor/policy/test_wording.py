"""Every sentence the product can say about a verdict is generated and read for what it must never claim."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from typing import Literal

import pytest

from auditor.archive.items import Trait
from auditor.policy import rules
from auditor.policy.cases import Case, Judgement, judge, say
from auditor.policy.pack import Pack, load_pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.telling import at_home
from auditor.policy.vocabulary import REGIONS
from auditor.policy.wording import Person, day_in_words, headline, second_line, what_opting_out_does_not_do
from tests.auditor.policy.claims import assert_says_no_more_than_its_source, sentences_in

OFF = ReportedControl("x.grok.training", "off", dt.date(2026, 5, 3))
DAY = (dt.date(2026, 1, 1) - dt.date(1970, 1, 1)).days


@pytest.fixture
def pack() -> Pack:
    return load_pack()


def every_situation() -> Iterator[Situation]:
    since: tuple[dt.date | Literal["never"] | None, ...] = (None, "never", dt.date(2024, 1, 1))
    answers = itertools.product((None, *REGIONS), since, (None, False, True), ((), (OFF,)))
    for region, protected, under_18, controls in answers:
        yield Situation(region=region, protected=protected, under_18=under_18, controls=controls)


def every_judgement(pack: Pack) -> Iterator[tuple[Situation, Judgement]]:
    for situation in every_situation():
        for category, traits in itertools.product(pack.categories, (0, Trait.NOT_MINE, Trait.FROM_OTHERS)):
            ruling = judge(pack, situation, Case(category, traits, DAY))
            yield situation, ruling.grok
            yield situation, ruling.collaborators


def test_no_verdict_in_any_situation_says_what_it_must_not(pack: Pack) -> None:
    said = {say(pack, situation, judgement) for situation, judgement in every_judgement(pack)}
    assert len(said) > 70
    for text in said:
        assert_says_no_more_than_its_source(text)
        assert sentences_in(text) <= 2, text


def fixed_texts(pack: Pack) -> Iterator[str]:
    yield from (statement.text for statement in (*pack.limits, *pack.corrections, *pack.unknowns))
    yield from (change.text for change in pack.timeline)
    yield from (event.text for event in pack.history)
    yield from (clause.says for clause in pack.clauses.values() if clause.says)
    for category in pack.categories.values():
        yield from (category.title, category.description, category.visible_to)
        yield from (facet.reason for facet in category.facets)
        if category.note:
            yield category.note
    filled = ("say.", "headline.", "date.", "time.", "stale.", "what_if.")
    yield from (text for key, text in pack.sentences.items() if not key.startswith(filled))
    for place in pack.jurisdictions.values():
        yield from (words for _name, words in at_home(pack, place))
    for region in (*REGIONS, None):
        yield rules.now(pack, region)
        yield from rules.bands(pack, region, pack.categories["posts"])
        for day in (None, dt.date(2020, 1, 1), dt.date(2024, 6, 1), dt.date(2026, 1, 1)):
            yield from rules.when_made(pack, region, pack.categories["posts"], day)


def test_every_fixed_text_of_the_pack_keeps_to_the_same_rules(pack: Pack) -> None:
    for text in fixed_texts(pack):
        assert_says_no_more_than_its_source(text)


def test_opted_out_is_told_back_with_the_day_the_person_gave(pack: Pack) -> None:
    situation = Situation(controls=(OFF,))
    text = say(pack, situation, judge(pack, situation, Case("posts")).grok)
    assert text.startswith("You told us on 3 May 2026 that you opted out.")
    assert "X says" in text


def test_you_told_us_of_an_opt_out_is_never_said_to_someone_who_did_not(pack: Pack) -> None:
    for situation, judgement in every_judgement(pack):
        if not situation.controls:
            assert "that you opted out" not in say(pack, situation, judgement)


def test_a_kind_that_x_does_not_list_is_never_made_to_sound_excluded(pack: Pack) -> None:
    fixed = "X's specific statements do not list this; its general policy does not rule it out."
    for situation, judgement in every_judgement(pack):
        text = say(pack, situation, judgement)
        assert text.startswith(fixed) == (judgement.verdict == "not-listed")


def test_collaborators_are_always_told_with_what_x_does_not_say(pack: Pack) -> None:
    for situation, judgement in every_judgement(pack):
        if judgement.audience == "collaborators" and judgement.verdict != "not-applicable":
            assert "does not say which data, with whom, or which switch stops it" in say(pack, situation, judgement)


def test_a_minor_is_told_why_it_is_unclear_and_gets_no_promise(pack: Pack) -> None:
    for region in REGIONS:
        situation = Situation(region=region, under_18=True)
        text = say(pack, situation, judge(pack, situation, Case("posts")).grok)
        assert text.startswith("You told us you are under 18")
        assert "X's texts do not s" in text


@pytest.mark.parametrize(
    ("stated", "implied", "total", "person", "expected"),
    [
        (
            8588,
            15931,
            62920,
            "you",
            "X's words name 8,588 of your items for training Grok and imply 15,931 more, unless you opt out.",
        ),
        (
            8588,
            15931,
            62920,
            "holder",
            "X's words name 8,588 of this account's 62,920 items for training Grok and imply 15,931 more, "
            "unless the holder opts out.",
        ),
        (3, 0, 9, "you", "X's words name 3 of your items for training Grok, unless you opt out."),
        (0, 3, 9, "you", "X's words imply 3 of your items for training Grok, unless you opt out."),
    ],
)
def test_the_headline_counts_and_leaves_the_door_open(
    pack: Pack, stated: int, implied: int, total: int, person: Person, expected: str
) -> None:
    assert headline(pack, Situation(), stated, implied, total, person) == expected


def test_the_headline_after_an_opt_out_says_who_said_it(pack: Pack) -> None:
    situation = Situation(controls=(OFF,))
    assert headline(pack, situation, 0, 0, 9) == (
        "You told us on 3 May 2026 that you opted out. X says it lets you opt out of this use from then on."
    )
    assert headline(pack, situation, 0, 0, 9, "holder").startswith("The holder said on 3 May 2026")


def test_no_headline_claims_too_much(pack: Pack) -> None:
    persons: tuple[Person, ...] = ("you", "holder")
    for situation, person in itertools.product(every_situation(), persons):
        for stated, implied, total in [(0, 0, 0), (0, 0, 7), (2, 0, 7), (0, 2, 7), (1, 1, 7)]:
            text = headline(pack, situation, stated, implied, total, person)
            assert_says_no_more_than_its_source(text)
            assert sentences_in(text) <= 2
            if person == "holder":
                assert not re.search(r"\byour?\b", text, re.IGNORECASE)


def test_nothing_named_is_not_told_as_nothing_to_fear(pack: Pack) -> None:
    assert headline(pack, Situation(), 0, 0, 7).endswith("its general policy does not rule it out.")


def test_the_second_line_is_always_about_the_collaborators(pack: Pack) -> None:
    assert second_line(pack) == (
        "X's policy also lets it share your information with unnamed third parties who may train AI on it. "
        "It does not say which data, with whom, or which switch stops it."
    )
    assert "your" not in second_line(pack, "holder")


def test_the_irish_undertaking_is_explained_only_to_people_in_the_eu(pack: Pack) -> None:
    for region in (*REGIONS, None):
        shown = [limit.id for limit in what_opting_out_does_not_do(pack, Situation(region=region))]
        assert ("irish-undertaking" in shown) == (region == "eu")
        assert shown[0] == "models-already-trained"


def test_a_day_cannot_be_mistaken_for_a_month(pack: Pack) -> None:
    assert day_in_words(pack, dt.date(2026, 4, 3)) == "3 April 2026"
    assert day_in_words(pack, dt.date(2024, 12, 10)) == "10 December 2024"
