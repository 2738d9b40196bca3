"""What a person tells the guide is kept with its days, can be taken back, and never says more than they did."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from auditor.optout.controls import load_controls
from auditor.optout.record import (
    GuideRecord,
    Proof,
    Statement,
    StepRecord,
    Uses,
    add_proof,
    begin,
    drop_proof,
    look_again,
    mark_done,
    proofs,
    set_aside,
    set_note,
    snooze,
    tell_use,
    withdraw,
)
from auditor.policy.pack import load_pack

PACK, CONTROLS = load_pack(), load_controls()
ADS = CONTROLS["x.ads"]
MONDAY, TUESDAY, MAY = dt.date(2026, 11, 16), dt.date(2026, 11, 17), dt.date(2026, 5, 3)
PICTURE = Proof("a" * 64, "image/png", MONDAY)


def test_done_keeps_the_day_given_the_day_told_and_what_was_read() -> None:
    step = mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY).step("x.ads")
    assert (step.state, step.day, step.told_on, step.pack_version) == ("done", MAY, MONDAY, PACK.version)
    assert len(step.basis) == 64


def test_no_one_can_have_done_something_tomorrow() -> None:
    with pytest.raises(ValueError, match="day to come"):
        mark_done(GuideRecord(), ADS, TUESDAY, PACK, MONDAY)


def test_a_record_is_never_changed_in_place() -> None:
    before = mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY)
    written = msgspec.json.encode(before)
    withdraw(set_note(before, "x.ads", "a note"), "x.ads", TUESDAY)
    set_aside(before, CONTROLS["x.apps"], PACK, TUESDAY)
    assert msgspec.json.encode(before) == written


def test_taking_it_back_keeps_what_was_said_before() -> None:
    record = withdraw(mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY), "x.ads", TUESDAY)
    step = record.step("x.ads")
    assert (step.state, step.day, step.told_on) == (None, None, TUESDAY)
    assert [(said.state, said.day, said.told_on) for said in step.history] == [("done", MAY, MONDAY)]


def test_taking_back_what_was_never_said_changes_nothing() -> None:
    assert withdraw(GuideRecord(), "x.ads", MONDAY) == GuideRecord()


def test_a_slip_of_the_same_day_leaves_no_trace_in_the_history() -> None:
    record = set_aside(GuideRecord(), ADS, PACK, MONDAY)
    record = mark_done(withdraw(record, "x.ads", MONDAY), ADS, MONDAY, PACK, MONDAY)
    assert record.step("x.ads").state == "done"
    assert record.step("x.ads").history == ()


def test_looking_again_keeps_the_day_and_renews_the_telling() -> None:
    record = look_again(mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY), ADS, PACK, TUESDAY)
    step = record.step("x.ads")
    assert (step.day, step.told_on) == (MAY, TUESDAY)
    assert len(step.history) == 1
    with pytest.raises(ValueError, match="nothing was told"):
        look_again(GuideRecord(), ADS, PACK, TUESDAY)


def test_a_step_can_be_not_for_me() -> None:
    step = set_aside(GuideRecord(), ADS, PACK, MONDAY).step("x.ads")
    assert (step.state, step.day) == ("not-for-me", MONDAY)


def test_a_picture_is_kept_once_and_can_go_again() -> None:
    record = add_proof(add_proof(GuideRecord(), "x.ads", PICTURE), "x.ads", PICTURE)
    record = add_proof(record, "x.apps", PICTURE)
    assert record.step("x.ads").proofs == (PICTURE,)
    record = drop_proof(record, "x.ads", PICTURE.sha256)
    assert proofs(record) == {PICTURE.sha256}
    assert proofs(drop_proof(record, "x.apps", PICTURE.sha256)) == set()


def test_an_emptied_step_leaves_the_record() -> None:
    record = set_note(GuideRecord(), "x.ads", "to ask about")
    assert record.step("x.ads") == StepRecord(note="to ask about")
    assert set_note(record, "x.ads", "") == GuideRecord()


def test_note_and_pictures_outlive_a_change_of_mind() -> None:
    record = set_note(add_proof(GuideRecord(), "x.ads", PICTURE), "x.ads", "label was different")
    record = withdraw(mark_done(record, ADS, MAY, PACK, MONDAY), "x.ads", TUESDAY)
    assert (record.step("x.ads").note, record.step("x.ads").proofs) == ("label was different", (PICTURE,))


def test_a_chosen_day_holds_until_the_person_speaks_again() -> None:
    record = snooze(mark_done(GuideRecord(), ADS, MAY, PACK, MONDAY), "x.ads", dt.date(2027, 1, 1))
    assert record.step("x.ads").remind_on == dt.date(2027, 1, 1)
    assert look_again(record, ADS, PACK, TUESDAY).step("x.ads").remind_on is None


def test_whether_grok_was_ever_used_is_told_for_each_grok() -> None:
    record = tell_use(tell_use(GuideRecord(), "grok", MONDAY, used=True), "grok_com", TUESDAY, used=False)
    assert record.uses == Uses(grok=True, grok_com=False, told_on=TUESDAY)
    assert tell_use(record, "grok_com", TUESDAY, used=None).uses.grok_com is None


def test_two_records_are_two_people() -> None:
    assert begin().id != begin().id
    assert msgspec.structs.replace(begin(), id="") == GuideRecord()


def test_it_is_written_as_json_and_read_again() -> None:
    record = set_note(add_proof(mark_done(begin(), ADS, MAY, PACK, MONDAY), "x.ads", PICTURE), "x.ads", "ä\n𝕏")
    record = withdraw(tell_use(record, "grok", MONDAY, used=True), "x.ads", TUESDAY)
    assert msgspec.json.decode(msgspec.json.encode(record), type=GuideRecord) == record


def test_a_record_of_a_later_version_can_still_be_read() -> None:
    assert msgspec.json.decode(b'{"level":"thorough","invented_later":[1]}', type=GuideRecord).level == "thorough"
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"recheck_after":0}', type=GuideRecord)


def test_a_statement_alone_is_what_was_said() -> None:
    assert StepRecord(state="done", day=MAY, told_on=MONDAY, note="x").statement == Statement("done", MAY, MONDAY)
