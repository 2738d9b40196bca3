"""Reasons to pick from: the person's own figures, and items they chose."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item, Trait
from auditor.letters.grounds import grounds, quotes
from auditor.letters.library import Party
from auditor.overview import Tally, day_of
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import TRAINING_SWITCH, Region

ARCHIVE = ArchiveFacts(files=(), fingerprint="", generation="flat", generated_at=1_795_000_000_000)


def moment(date: dt.date) -> int:
    return day_of(date) * 86_400_000


def tally(category: str, items: int, date: dt.date, traits: int = 0) -> Tally:
    return Tally(category, traits, day_of(date), items, moment(date), moment(date))


def said(*tallies: Tally, situation: Situation | None = None, party: Party = "x") -> dict[str, str]:
    return {one.id: one.sentence for one in grounds(tallies, ARCHIVE, situation or Situation(), party)}


def test_posts_are_counted_with_their_years() -> None:
    sentences = said(
        tally("posts", 12_000, dt.date(2011, 5, 1)),
        tally("replies", 345, dt.date(2026, 3, 1)),
        tally("reposts", 900, dt.date(2012, 3, 1)),
    )
    assert sentences["written"].startswith(
        "My archive of 18 November 2026 holds 12,345 posts that I wrote from 2011 to 2026."
    )
    assert sentences["replies"].startswith("Of my posts, 345 are replies.")
    assert sentences["earlier"].startswith("Of my posts, 12,000 are from before 29 September 2023.")


def test_one_is_said_as_one() -> None:
    sentences = said(tally("posts", 1, dt.date(2024, 1, 1)), tally("grok_in", 1, dt.date(2025, 1, 1)))
    assert sentences["written"] == "My archive of 18 November 2026 holds one post that I wrote in 2024."
    assert sentences["grok_in"].startswith("I wrote one prompt to Grok on X.")


def test_what_is_not_there_is_not_said() -> None:
    assert said() == {}


def test_pictures_of_others_are_not_counted() -> None:
    day = dt.date(2020, 1, 1)
    sentences = said(tally("media", 3, day), tally("media", 40, day, Trait.NOT_MINE))
    assert sentences["media"] == "I published 3 pictures and videos of my own."


def test_an_unknown_day_of_the_archive_is_left_out() -> None:
    archive = msgspec.structs.replace(ARCHIVE, generated_at=None)
    found = grounds([tally("posts", 2, dt.date(2024, 1, 1))], archive, Situation(), "x")
    assert found[0].sentence.startswith("My archive holds 2 posts")


def test_posts_that_are_protected_now_are_still_posts_i_wrote() -> None:
    situation = Situation(protected=dt.date(2019, 1, 1))
    sentences = said(tally("posts", 5, dt.date(2020, 1, 1)), situation=situation)
    assert "holds 5 posts" in sentences["written"]
    assert sentences["earlier"].startswith("Of my posts, 5 are")
    assert sentences["protected"].startswith("My posts have been protected since 1 January 2019.")


def test_the_first_day_of_the_clause_is_the_line() -> None:
    before, on = dt.date(2023, 9, 28), dt.date(2023, 9, 29)
    sentences = said(tally("posts", 3, before), tally("replies", 4, on), party="xai")
    assert sentences["earlier"].startswith("Of my posts, 3 are from before 29 September 2023.")
    assert "the privacy policy of X" in sentences["earlier"]


@pytest.mark.parametrize(
    ("region", "party", "words"),
    [
        ("eu", "x", "I am under 18."),
        ("br", "x", "(ANPD) ordered on 17 December 2024"),
        ("eu", "xai", "names public posts of people over 18 only"),
        ("br", "xai", "I am under 18."),
    ],
)
def test_under_18_is_said_with_what_is_sourced_for_the_place(region: Region, party: Party, words: str) -> None:
    situation = Situation(region=region, under_18=True)
    (sentence,) = said(situation=situation, party=party).values()
    assert words in sentence


def test_the_switch_is_said_with_the_day_the_person_gave() -> None:
    situation = Situation(controls=(ReportedControl(TRAINING_SWITCH, "off", dt.date(2026, 2, 3)),))
    switch = said(situation=situation)["switch"]
    assert switch.startswith("On 3 February 2026 I turned off the switch on X that allows training with my public data")


def test_own_items_are_quoted_word_for_word_with_their_day() -> None:
    made = moment(dt.date(2019, 3, 3))
    items = [
        Item("posts", "tweets", "1", made, 'He said "no"\nagain {text}'),
        Item("replies", "tweets", "2", None, "Undated"),
        Item("reposts", "tweets", "3", made, "RT @someone: theirs"),
        Item("dms", "direct-messages", "4", made, "received", traits=Trait.FROM_OTHERS),
        Item("posts", "tweets", "5", made, None),
        Item("posts", "tweets", "6", made, "x" * 5_000),
        Item("ads", "ad-impressions", "7", made, "Buy kayaks"),
        Item("devices", "ip-audit", "8", made, "203.0.113.2"),
        Item("likes", "like", "9", None, "somebody's post"),
    ]
    first, second, third = quotes(items)
    assert first.sentence == 'On 3 March 2019 I wrote: “He said "no" again {text}”'
    assert second.sentence == "I wrote: “Undated”"
    assert len(third.sentence) < 500
    assert all(ground.quoted for ground in (first, second, third))
