"""The record beside the situation, and beside the record of another archive of the same account."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from auditor.optout.controls import load_controls
from auditor.optout.joining import as_situation, from_situation, merge
from auditor.optout.record import (
    GuideRecord,
    Proof,
    add_proof,
    mark_done,
    proofs,
    set_aside,
    set_note,
    snooze,
    tell_use,
    withdraw,
)
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation

PACK, CONTROLS = load_pack(), load_controls()
ADS, APPS = CONTROLS["x.ads"], CONTROLS["x.apps"]
MONDAY, TUESDAY, MAY = dt.date(2026, 11, 16), dt.date(2026, 11, 17), dt.date(2026, 5, 3)


def reported(*ids: str, day: dt.date = MAY) -> Situation:
    return Situation(region="eu", controls=tuple(ReportedControl(id, "off", day) for id in ids))


# --- the situation ---------------------------------------------------------------------------------------------------


def test_what_was_told_in_the_guide_reaches_the_verdicts() -> None:
    record = mark_done(GuideRecord(), CONTROLS["x.grok.training"], MAY, PACK, MONDAY)
    situation = as_situation(record, Situation(region="ch"))
    assert situation.region == "ch"
    assert situation.reported("x.grok.training") == MAY


def test_what_was_told_elsewhere_stays_unless_the_guide_knows_better() -> None:
    record = withdraw(mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY), "x.ads", TUESDAY)
    record = set_aside(record, APPS, PACK, TUESDAY)
    situation = as_situation(record, reported("x.ads", "x.apps", "x.partners"))
    assert [control.id for control in situation.controls] == ["x.partners"]


def test_a_note_alone_takes_nothing_back() -> None:
    record = set_note(GuideRecord(), "x.ads", "look at this again")
    assert as_situation(record, reported("x.ads")).reported("x.ads") == MAY


def test_the_guide_takes_over_what_was_told_elsewhere() -> None:
    situation = reported("x.ads", "x.partners", "x.no.longer.there")
    record = from_situation(GuideRecord(), situation, CONTROLS, PACK, MONDAY)
    assert {id: step.day for id, step in record.steps.items()} == {"x.ads": MAY, "x.partners": MAY}
    assert from_situation(record, situation, CONTROLS, PACK, TUESDAY) == record


def test_there_and_back_is_the_same_situation() -> None:
    situation = reported("x.ads", "x.partners")
    assert as_situation(from_situation(GuideRecord(), situation, CONTROLS, PACK, MONDAY), situation) == situation


# --- a newer archive -------------------------------------------------------------------------------------------------


def test_the_last_word_on_a_step_holds_and_the_earlier_is_history() -> None:
    older = mark_done(GuideRecord(id="one"), ADS, MAY, PACK, MONDAY)
    newer = withdraw(mark_done(GuideRecord(id="two"), ADS, MONDAY, PACK, MONDAY), "x.ads", TUESDAY)
    both = merge(older, newer)
    assert both.id == "one"
    assert both.step("x.ads").state is None
    assert [said.day for said in both.step("x.ads").history] == [MONDAY, MAY]
    assert merge(newer, older).step("x.ads").state is None


def test_both_notes_and_all_pictures_are_kept() -> None:
    first, second = Proof("a" * 64, "image/png", MONDAY), Proof("b" * 64, "image/png", TUESDAY)
    older = set_note(add_proof(GuideRecord(), "x.ads", first), "x.ads", "first note")
    newer = set_note(add_proof(add_proof(GuideRecord(), "x.ads", first), "x.ads", second), "x.ads", "second note")
    step = merge(older, newer).step("x.ads")
    assert step.note == "first note\n\nsecond note"
    assert step.proofs == (first, second)


def test_choices_that_were_made_outlive_those_that_were_not() -> None:
    older = tell_use(GuideRecord(level="thorough", recheck_after=30, archive_requested_on=MAY), "grok", MAY, used=False)
    both = merge(older, GuideRecord())
    assert (both.level, both.recheck_after, both.archive_requested_on, both.uses.grok) == ("thorough", 30, MAY, False)


def test_a_reminder_is_kept_only_with_what_it_was_chosen_for() -> None:
    older = snooze(mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY), "x.ads", dt.date(2027, 1, 1))
    assert merge(older, mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY)).step("x.ads").remind_on is not None
    assert merge(older, mark_done(GuideRecord(), ADS, MAY, PACK, TUESDAY)).step("x.ads").remind_on is None


@st.composite
def records(draw: st.DrawFn) -> GuideRecord:
    """What some weeks of using the guide leave behind."""
    record, today = GuideRecord(), dt.date(2026, 11, 1)
    for _ in range(draw(st.integers(0, 8))):
        today += dt.timedelta(days=draw(st.integers(0, 9)))
        control = draw(st.sampled_from([ADS, APPS]))
        match draw(st.sampled_from(["done", "aside", "back", "note", "proof"])):
            case "done":
                record = mark_done(record, control, today - dt.timedelta(days=draw(st.integers(0, 5))), PACK, today)
            case "aside":
                record = set_aside(record, control, PACK, today)
            case "back":
                record = withdraw(record, control.id, today)
            case "note":
                record = set_note(record, control.id, draw(st.sampled_from(["", "one", "another"])))
            case _:
                hash = draw(st.sampled_from("abc")) * 64
                record = add_proof(record, control.id, Proof(hash, "image/png", today))
    return record


@given(records())
def test_joining_with_nothing_or_with_itself_changes_nothing(record: GuideRecord) -> None:
    assert merge(record, GuideRecord()) == merge(GuideRecord(), record) == merge(record, record) == record


@given(records(), records())
def test_joining_loses_no_picture_and_no_statement(older: GuideRecord, newer: GuideRecord) -> None:
    both = merge(older, newer)
    assert proofs(both) == proofs(older) | proofs(newer)
    for record in (older, newer):
        for id, step in record.steps.items():
            kept = both.step(id)
            said = {*kept.history, kept.statement}
            assert {*step.history} <= said
            assert step.told_on is None or step.statement in said
            assert step.note in kept.note
    assert msgspec.json.decode(msgspec.json.encode(both), type=GuideRecord) == both
