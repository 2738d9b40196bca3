"""optouts.json says what the person said and when, satisfies its published schema, and leaves out what is unknown."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from auditor.optout.controls import load_controls
from auditor.optout.preference_record import preference_record, schema, schema_text, to_json
from auditor.optout.record import GuideRecord, Proof, add_proof, look_again, mark_done, set_aside, set_note, withdraw
from auditor.policy.pack import load_pack

PACK, CONTROLS = load_pack(), load_controls()
MAY, MONDAY, TUESDAY = dt.date(2026, 5, 3), dt.date(2026, 11, 16), dt.date(2026, 11, 17)
MADE_AT = dt.datetime(2026, 11, 21, 9, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def told() -> GuideRecord:
    record = mark_done(GuideRecord(id="0123"), CONTROLS["x.partners"], MONDAY, PACK, MONDAY)
    record = mark_done(record, CONTROLS["x.grok.training"], MAY, PACK, MONDAY)
    record = look_again(record, CONTROLS["x.grok.training"], PACK, TUESDAY)
    record = add_proof(record, "x.grok.training", Proof("a" * 64, "image/png", TUESDAY))
    record = set_note(record, "x.grok.training", "CANARY my own words")
    record = set_aside(record, CONTROLS["x.protect"], PACK, MONDAY)
    record = withdraw(mark_done(record, CONTROLS["x.ads"], MAY, PACK, MONDAY), "x.ads", TUESDAY)
    return set_note(record, "x.apps", "only a note")


def written(record: GuideRecord, **more: Any) -> dict[str, Any]:
    made = preference_record(record, CONTROLS, PACK, made_at=MADE_AT, **more)
    read: dict[str, Any] = json.loads(to_json(made))
    jsonschema.validate(read, schema(), cls=jsonschema.Draft202012Validator)
    return read


def test_it_calls_itself_a_preference_record_and_holds_no_consent() -> None:
    read = written(told())
    assert read["schema_version"] == "outtake-optouts/1"
    assert read["record_type"] == "preference record"
    assert "It holds no consent." in read["about"]
    assert "consent record" not in json.dumps(read)


def test_the_training_switch_is_told_in_full() -> None:
    training = next(one for one in written(told())["preferences"] if one["id"] == "x.grok.training")
    assert training["setting"].startswith("Allow your public data")
    assert training["link"] == "https://x.com/settings/grok_settings"
    assert training["action"] == "Off"
    assert training["purpose_type"] == "Grok on X"
    assert training["recipient_third_parties"] == ["Grok and xAI"]
    assert "posts" in training["personal_data"]
    assert training["reported_state"] == "done"
    assert training["event"]["event_type"] == "told-done"
    assert (training["event"]["reported_at"], training["event"]["event_time"]) == ("2026-05-03", "2026-11-17")
    assert training["event"]["policy_version_seen"] == PACK.version
    assert [event["event_time"] for event in training["earlier_events"]] == ["2026-11-16"]
    assert training["evidence"] == [{"sha256": "a" * 64, "media_type": "image/png", "added_on": "2026-11-17"}]
    assert training["privacy_notice"][0]["text_as_of"]


def test_taking_back_and_not_for_me_are_events_too() -> None:
    by_id = {one["id"]: one for one in written(told())["preferences"]}
    assert by_id["x.protect"]["reported_state"] == "not-for-me"
    assert by_id["x.ads"]["event"]["event_type"] == "taken-back"
    assert "reported_state" not in by_id["x.ads"]
    assert "reported_at" not in by_id["x.ads"]["event"]


def test_notes_stay_with_the_person() -> None:
    read = written(told())
    assert "CANARY" not in json.dumps(read)
    assert "x.apps" not in [one["id"] for one in read["preferences"]]


def test_steps_come_in_the_order_of_the_guide_and_the_same_record_gives_the_same_bytes() -> None:
    first = to_json(preference_record(told(), CONTROLS, PACK, made_at=MADE_AT))
    assert first == to_json(preference_record(told(), CONTROLS, PACK, made_at=MADE_AT))
    ids = [one["id"] for one in json.loads(first)["preferences"]]
    assert ids == [id for id in CONTROLS if id in ids]


def test_what_is_unknown_is_absent_and_nothing_is_null() -> None:
    bare = written(GuideRecord())
    assert "pii_principal_id" not in bare
    assert "record_id" not in bare
    assert "archive_generated_at" not in bare
    assert bare["preferences"] == []
    full = written(told(), account_id="42", archive_generated_at=1_773_481_272_000)
    assert full["pii_principal_id"] == "42"
    assert full["archive_generated_at"] == "2026-03-14T09:41:12Z"
    assert full["made_at"] == "2026-11-21T08:00:00Z"
    assert "null" not in json.dumps(full)


def test_a_control_that_the_guide_dropped_is_still_told() -> None:
    left = {id: control for id, control in CONTROLS.items() if id != "x.partners"}
    made = preference_record(told(), left, PACK, made_at=MADE_AT)
    dropped = json.loads(to_json(made))["preferences"][-1]
    assert dropped["id"] == "x.partners"
    assert dropped["event"]["event_time"] == "2026-11-16"
    assert "setting" not in dropped


@pytest.mark.parametrize("control", CONTROLS.values(), ids=lambda control: control.id)
def test_every_control_can_be_recorded(control: Any) -> None:
    one = written(mark_done(GuideRecord(), control, MAY, PACK, MONDAY))["preferences"][0]
    assert one["setting"] or one["page"]
    assert one["privacy_notice"]


def test_the_published_schema_is_the_one_that_the_records_make() -> None:
    assert (files("resources") / "steps" / "optouts.schema.json").read_text("utf-8") == schema_text()
