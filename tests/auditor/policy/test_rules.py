"""Someone asks under which rules a post was made."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.policy.pack import Pack, load_pack
from auditor.policy.rules import bands, now, span, when_made
from auditor.policy.vocabulary import REGIONS, Region

NO_TRAINING = "X's privacy policy had no clause on training AI models."
TRAINING = "X's privacy policy had the clause on training AI models."
NO_COLLABORATORS = "X's privacy policy had no clause on third-party collaborators."
COLLABORATORS = "X's privacy policy had the clause on third-party collaborators."
OLDER = "Later clauses still cover what is still up."
NO_PROOF = "Bands and markers describe the rules in force, never proof of use."


@pytest.fixture
def pack() -> Pack:
    return load_pack()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2012, 5, 3), (NO_TRAINING, NO_COLLABORATORS, OLDER)),
        (dt.date(2023, 9, 28), (NO_TRAINING, NO_COLLABORATORS, OLDER)),
        (dt.date(2023, 9, 29), (TRAINING, NO_COLLABORATORS, OLDER)),
        (dt.date(2024, 6, 3), (TRAINING, NO_COLLABORATORS, OLDER)),
        (dt.date(2024, 11, 14), (TRAINING, NO_COLLABORATORS, OLDER)),
        (dt.date(2024, 11, 15), (TRAINING, COLLABORATORS)),
        (dt.date(2026, 11, 1), (TRAINING, COLLABORATORS)),
    ],
)
def test_a_post_is_told_the_clauses_of_its_day(pack: Pack, day: dt.date, said: tuple[str, ...]) -> None:
    made, *rest = when_made(pack, "us", pack.categories["posts"], day)
    assert made.startswith("Made on ")
    assert tuple(rest) == (*said, now(pack, "us"), NO_PROOF)


@pytest.mark.parametrize("region", [*REGIONS, None])
@pytest.mark.parametrize(
    ("day", "within"),
    [
        (dt.date(2024, 5, 6), False),
        (dt.date(2024, 5, 7), True),
        (dt.date(2024, 8, 1), True),
        (dt.date(2024, 8, 2), False),
    ],
)
def test_the_irish_period_is_told_to_people_in_the_eu_without_a_promise(
    pack: Pack, region: Region | None, day: dt.date, within: bool
) -> None:
    text = " ".join(when_made(pack, region, pack.categories["posts"], day))
    assert ("7 May 2024 to 1 August 2024" in text) == (within and region == "eu")
    if within and region == "eu":
        assert "not about the dates of posts" in text


def test_what_has_no_date_is_not_put_under_any_rule(pack: Pack) -> None:
    said, today = when_made(pack, "eu", pack.categories["likes"], None)
    assert said == "The archive gives no date for it, so the rules of that day cannot be told."
    assert today == now(pack, "eu")


def test_the_rules_of_now_carry_the_day_of_the_copy(pack: Pack) -> None:
    said = now(pack, None)
    assert "22 August 2026" in said
    assert "AI training clause (29 September 2023)" in said
    assert "Collaborators clause (15 November 2024)" in said


def test_a_kind_of_data_is_told_every_band_and_no_more(pack: Pack) -> None:
    assert bands(pack, "us", pack.categories["posts"]) == (
        f"Before 29 September 2023: {NO_TRAINING}",
        f"Since 29 September 2023: {TRAINING}",
        f"Before 15 November 2024: {NO_COLLABORATORS}",
        f"Since 15 November 2024: {COLLABORATORS}",
        OLDER,
        now(pack, "us"),
        NO_PROOF,
    )
    assert len(bands(pack, "eu", pack.categories["posts"])) == 8


def test_items_of_many_years_are_told_which_rules_came_in_between(pack: Pack) -> None:
    said = span(pack, None, dt.date(2020, 1, 1), dt.date(2024, 1, 1))
    assert said[0] == "The rules when these were made."
    assert said[1] == "Some were made before, some after: AI training clause (29 September 2023)."
    assert said[2] == NO_COLLABORATORS


def test_what_x_does_not_hold_is_put_under_no_rule_of_x(pack: Pack) -> None:
    outside = pack.categories["grok_com"]
    told = ("X does not hold this, so X's rules and their dates do not reach it.",)
    assert when_made(pack, "eu", outside, dt.date(2024, 6, 3)) == told
    assert bands(pack, "eu", outside) == told
