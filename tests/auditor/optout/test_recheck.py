"""After 90 days, on a chosen day, or when the words changed, a person is asked to look again."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from auditor.optout.basis import basis
from auditor.optout.controls import load_controls
from auditor.optout.recheck import Due, coming, due, due_words, is_stale, stale_words
from auditor.optout.record import GuideRecord, look_again, mark_done, set_aside, set_note, snooze, withdraw
from auditor.optout.records import Control
from auditor.policy.pack import load_pack
from auditor.policy.records import Pack

PACK, CONTROLS = load_pack(), load_controls()
TRAINING, ADS = CONTROLS["x.grok.training"], CONTROLS["x.ads"]
TOLD = dt.date(2026, 11, 21)
LATER = TOLD + dt.timedelta(days=90)
RECORD = mark_done(GuideRecord(), TRAINING, TOLD, PACK, TOLD)


def newer(version: str = "2026.12.1", **clauses: str) -> Pack:
    """A pack of another version, with other quotes in some clauses."""
    changed = {
        id.replace("_", "-"): msgspec.structs.replace(PACK.clauses[id.replace("_", "-")], quote=quote)
        for id, quote in clauses.items()
    }
    return msgspec.structs.replace(PACK, version=version, clauses={**PACK.clauses, **changed})


def test_a_step_is_due_after_ninety_days_and_not_a_day_before() -> None:
    assert due(RECORD, CONTROLS, PACK, LATER - dt.timedelta(days=1)) == []
    assert due(RECORD, CONTROLS, PACK, LATER) == [Due("x.grok.training", LATER, ("age",))]
    assert coming(RECORD, CONTROLS) == [Due("x.grok.training", LATER, ("age",))]


def test_the_days_can_be_chosen_for_all_steps_or_for_one() -> None:
    weekly = msgspec.structs.replace(RECORD, recheck_after=7)
    assert due(weekly, CONTROLS, PACK, TOLD + dt.timedelta(days=7))[0].reasons == ("age",)
    snoozed = snooze(RECORD, "x.grok.training", dt.date(2027, 6, 1))
    assert due(snoozed, CONTROLS, PACK, LATER) == []
    assert due(snoozed, CONTROLS, PACK, dt.date(2027, 6, 2)) == [
        Due("x.grok.training", dt.date(2027, 6, 1), ("chosen",))
    ]


def test_looking_again_starts_the_time_anew() -> None:
    looked = look_again(RECORD, TRAINING, PACK, LATER)
    assert due(looked, CONTROLS, PACK, LATER) == []
    assert coming(looked, CONTROLS)[0].on == LATER + dt.timedelta(days=90)


def test_a_newer_pack_asks_to_look_again_and_says_that_the_words_stayed() -> None:
    pack = newer()
    found = due(RECORD, CONTROLS, pack, TOLD)
    assert found == [Due("x.grok.training", TOLD, ("pack",))]
    assert due_words(found[0], RECORD, pack) == (
        "There is a newer policy pack, 2026.12.1; you told us under 2026.11.2. The words of this step stayed."
    )


def test_a_clause_that_changed_weighs_more_than_the_version() -> None:
    pack = newer(setting_label="Allow everything")
    assert due(RECORD, CONTROLS, pack, TOLD)[0].reasons == ("words",)
    assert due(RECORD, CONTROLS, pack, LATER)[0].reasons == ("words", "age")
    elsewhere = newer(privacy_no_sale="And yes")
    assert due(RECORD, CONTROLS, elsewhere, TOLD)[0].reasons == ("pack",)


@pytest.mark.parametrize(
    "change", [{"label": "Another label"}, {"link": "https://x.com/settings/other"}, {"path": ("Elsewhere",)}]
)
def test_a_label_that_moved_asks_to_look_again(change: dict[str, object]) -> None:
    moved: Control = msgspec.structs.replace(TRAINING, **change)
    assert due(RECORD, {**CONTROLS, TRAINING.id: moved}, PACK, TOLD)[0].reasons == ("words",)


def test_checking_the_sources_again_without_a_change_disturbs_nobody() -> None:
    checked = msgspec.structs.replace(TRAINING, checked_on=dt.date(2027, 1, 1), seen_on=dt.date(2027, 1, 1))
    clause = msgspec.structs.replace(PACK.clauses["setting-label"], checked_on=dt.date(2027, 1, 1))
    same = msgspec.structs.replace(PACK, clauses={**PACK.clauses, clause.id: clause})
    assert basis(checked, same) == basis(TRAINING, PACK)


def test_what_was_set_aside_comes_back_only_when_its_words_changed() -> None:
    record = set_aside(GuideRecord(), TRAINING, PACK, TOLD)
    assert due(record, CONTROLS, newer(), LATER) == []
    assert coming(record, CONTROLS) == []
    assert due(record, CONTROLS, newer(setting_label="Other words"), TOLD)[0].reasons == ("words",)


def test_what_was_taken_back_or_only_noted_is_not_due() -> None:
    record = set_note(withdraw(RECORD, TRAINING.id, TOLD), "x.ads", "a note")
    assert due(record, CONTROLS, newer(setting_label="Other words"), LATER) == []


def test_the_archive_is_not_asked_for_again_and_a_dropped_control_is_passed_over() -> None:
    record = mark_done(RECORD, CONTROLS["x.archive"], TOLD, PACK, TOLD)
    rest = {id: control for id, control in CONTROLS.items() if id != TRAINING.id}
    assert due(record, rest, PACK, LATER) == []


def test_the_longest_due_comes_first() -> None:
    record = mark_done(RECORD, ADS, TOLD, PACK, TOLD)
    record = snooze(record, "x.ads", TOLD + dt.timedelta(days=10))
    assert [one.control for one in due(record, CONTROLS, PACK, LATER)] == ["x.ads", "x.grok.training"]


def test_every_reason_is_a_sentence_about_what_was_told() -> None:
    said = {
        reason: due_words(Due("x.grok.training", LATER, (reason,)), RECORD, PACK)
        for reason in ("words", "chosen", "age")
    }
    assert said == {
        "words": "What this step says changed since you told us. Read it again, then look at the page.",
        "chosen": "You chose to look again on 19 February 2027.",
        "age": "You told us on 21 November 2026. After 90 days it is worth a look whether it is still so.",
    }


def test_a_step_says_when_it_was_last_checked_long_ago() -> None:
    assert TRAINING.checked_on == TOLD
    assert not is_stale(TRAINING, LATER)
    assert stale_words(TRAINING, LATER) == ""
    assert is_stale(TRAINING, LATER + dt.timedelta(days=1))
    assert stale_words(TRAINING, LATER + dt.timedelta(days=1)) == (
        "Outtake last compared this step with its sources on 21 November 2026, 91 days ago. "
        "Labels and links may have moved."
    )
