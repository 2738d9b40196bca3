"""Someone tries what a switch would change before touching it."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.optout.controls import load_controls
from auditor.overview import Overview, Tally, overview
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.what_if import DELETE, WhatIf, choices, what_if
from tests.auditor.policy.claims import assert_says_no_more_than_its_source

TALLY = [
    Tally("posts", 0, 18_000, 70, None, None),
    Tally("replies", 0, 18_001, 30, None, None),
    Tally("media", 0, 18_001, 5, None, None),
    Tally("media", 1, 18_001, 4, None, None),  # pictures of others
    Tally("grok_in", 0, 20_000, 6, None, None),
    Tally("likes", 0, None, 500, None, None),
    Tally("devices", 0, None, 3, None, None),
]
PRESENT = {"posts", "replies", "media", "grok_in", "likes", "devices", "quotes"}
DONE = dt.date(2026, 5, 3)


def seen_by(situation: Situation) -> Overview:
    return overview(load_pack(), situation, TALLY, PRESENT)


def suppose(control: str, situation: Situation | None = None) -> WhatIf:
    situation = situation or Situation()
    return what_if(load_pack(), situation, seen_by(situation), control, load_controls())


def test_the_training_switch_marks_what_x_names_and_implies() -> None:
    found = suppose("x.grok.training")
    assert set(found.rows) == {"posts", "replies", "media", "grok_in"}
    assert found.items == 70 + 30 + 5 + 6  # not the pictures of others, whose verdict is unclear
    assert found.changes == (
        "X says you can opt out of this use.",
        "It counts from the day you do it. X says that it may take some time for your choices to be fully reflected.",
        "X's words name or imply training for 111 of your items now. This does not reach 0 of them.",
    )
    assert found.stays == ("Models already trained: no change.", "Grok's live search: no change.")
    assert found.unknown[-1] == "Collaborators: no text says which switch stops them."


def test_the_count_is_the_one_that_judging_everything_again_gives() -> None:
    found = suppose("x.grok.training")
    after = seen_by(Situation(controls=(ReportedControl("x.grok.training", "off", DONE),)))
    assert after.grok["opted-out"] == found.items
    assert after.grok.get("stated", 0) + after.grok.get("implied", 0) == 0


def test_no_supposition_says_more_than_its_source() -> None:
    situations = [Situation(), Situation(under_18=True), Situation(protected=DONE)]
    for situation in situations:
        for id, _title in choices(load_controls()):
            found = suppose(id, situation)
            for sentence in (*found.changes, *found.stays, *found.unknown):
                assert_says_no_more_than_its_source(sentence)


def test_supposing_changes_no_verdict() -> None:
    before = seen_by(Situation())
    suppose("x.grok.training")
    assert seen_by(Situation()) == before
    assert "opted-out" not in before.grok


@pytest.mark.parametrize("control", ["x.protect", DELETE])
def test_protecting_and_deleting_reach_posts_but_not_prompts_and_do_take_them_from_live_search(control: str) -> None:
    found = suppose(control)
    assert {"posts", "replies", "media"} <= set(found.rows)
    assert "grok_in" not in found.rows
    assert "Grok's live search: no change." not in found.stays
    assert any(sentence.startswith("Grok's live search: ") for sentence in found.changes)
    assert "111 of your items now. This does not reach 6 of them." in found.changes[-1]
    assert "Models already trained: no change." in found.stays


def test_deleting_the_grok_history_marks_only_grok() -> None:
    found = suppose("x.grok.delete")
    assert (found.rows, found.items) == (("grok_in",), 6)
    assert "30 days" in found.changes[0]


def test_a_switch_that_has_to_do_with_something_else_says_so_and_marks_nothing() -> None:
    found = suppose("x.partners")
    assert (found.rows, found.items) == ((), 0)
    assert found.changes[0].startswith("No row is marked")
    assert "business partners" in found.changes[1]


def test_what_the_person_already_did_changes_nothing_more() -> None:
    done = Situation(controls=(ReportedControl("x.grok.training", "off", DONE),))
    found = suppose("x.grok.training", done)
    assert (found.rows, found.items) == ((), 0)
    assert found.changes == ("You told us on 3 May 2026 that you did this, so nothing changes here.",)
    since = suppose("x.protect", Situation(protected=DONE))
    assert since.rows == ()
    assert "since 3 May 2026" in since.changes[0]


def test_for_someone_under_18_no_row_is_marked_since_no_verdict_names_or_implies_their_items() -> None:
    found = suppose("x.grok.training", Situation(under_18=True))
    assert found.rows == ()
    assert found.changes[0].startswith("No row is marked")


def test_every_choice_can_be_supposed_and_the_training_switch_comes_first() -> None:
    ids = [id for id, _ in choices(load_controls())]
    assert ids[0] == "x.grok.training"
    assert {"x.protect", "x.grok.delete", DELETE} <= set(ids)
    assert len(ids) == len(set(ids))
    for id in ids:
        found = suppose(id)
        assert found.changes and found.stays and found.unknown
