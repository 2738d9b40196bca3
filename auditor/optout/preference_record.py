"""optouts.json: what the person told us about X's and xAI's controls, with fields in the style of ISO/IEC TS 27560.

It is a *preference record*. No one's consent is in it, and it does not say how any switch stands. A field that is
unknown is absent, never null. Notes and pictures stay with the person; of a picture only its hash is given.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from auditor.optout.controls import load_audiences, load_sources, load_stages
from auditor.optout.record import GuideRecord, State, Statement, StepRecord
from auditor.optout.records import Control
from auditor.policy.records import Pack

SCHEMA: Literal["outtake-optouts/1"] = "outtake-optouts/1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = (
    "A preference record: what the person said they set, and on which day they said it. It holds no consent. "
    "No archive is known to show these switches, and nobody looked at them for this record."
)

EventType = Literal["told-done", "told-not-for-me", "taken-back"]
EVENTS: dict[State | None, EventType] = {"done": "told-done", "not-for-me": "told-not-for-me", None: "taken-back"}


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A text that the guide rests on, as of the day of the copy that was read."""

    title: str
    url: str | UnsetType = UNSET
    text_as_of: dt.date


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The hash of a picture that the person keeps: proof of the file, not of the switch."""

    sha256: str
    media_type: str
    added_on: dt.date


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person said. `event_time` is the day they said it, `reported_at` the day they gave.

    policy_version_seen, words_sha256  the policy pack and the words of the step that they had before them
    """

    event_type: EventType
    event_time: dt.date
    reported_at: dt.date | UnsetType = UNSET
    policy_version_seen: str | UnsetType = UNSET
    words_sha256: str | UnsetType = UNSET


class Preference(msgspec.Struct, frozen=True, kw_only=True):
    """One control. Only `id`, `reported_state`, `event` and `earlier_events` are there for one the guide dropped since.

    setting           X's own label, or its page where there is no label
    action            what the guide advises there
    personal_data     category ids of report.json that the control is stated to reach
    """

    id: str
    setting: str | UnsetType = UNSET
    page: str | UnsetType = UNSET
    link: str | UnsetType = UNSET
    action: str | UnsetType = UNSET
    purpose: str | UnsetType = UNSET
    purpose_type: str | UnsetType = UNSET
    personal_data: tuple[str, ...] | UnsetType = UNSET
    recipient_third_parties: tuple[str, ...] | UnsetType = UNSET
    privacy_notice: tuple[Notice, ...] | UnsetType = UNSET
    withdrawal_method: str | UnsetType = UNSET
    reported_state: State | UnsetType = UNSET
    event: Event
    earlier_events: tuple[Event, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class PreferenceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What optouts.json holds. `pii_principal_id` is X's number of the account."""

    schema_version: Literal["outtake-optouts/1"]
    record_type: Literal["preference record"]
    about: str
    record_id: str | UnsetType = UNSET
    pii_principal_id: str | UnsetType = UNSET
    made_at: dt.datetime
    archive_generated_at: dt.datetime | UnsetType = UNSET
    policy_version: str
    storage_locations: tuple[str, ...]
    retention_period: str
    preferences: tuple[Preference, ...]


def preference_record(
    record: GuideRecord,
    controls: Mapping[str, Control],
    pack: Pack,
    *,
    made_at: dt.datetime,
    account_id: str | None = None,
    archive_generated_at: int | None = None,
) -> PreferenceRecord:
    """In the order of the guide's data. `made_at` must know its time zone; `archive_generated_at` in milliseconds."""
    told = {id: step for id, step in record.steps.items() if step.told_on}
    order = [*(id for id in controls if id in told), *sorted(id for id in told if id not in controls)]
    return PreferenceRecord(
        schema_version=SCHEMA,
        record_type="preference record",
        about=ABOUT,
        record_id=record.id or UNSET,
        pii_principal_id=account_id or UNSET,
        made_at=made_at.astimezone(dt.UTC).replace(microsecond=0),
        archive_generated_at=UNSET
        if archive_generated_at is None
        else dt.datetime.fromtimestamp(archive_generated_at // 1000, dt.UTC),
        policy_version=pack.version,
        storage_locations=("The computer of the person, in Outtake's encrypted file",),
        retention_period="Until the person deletes it",
        preferences=tuple(_preference(id, told[id], controls.get(id), pack) for id in order),
    )


def to_json(record: PreferenceRecord) -> bytes:
    """Indented UTF-8 with a newline at the end; the same record always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema that every optouts.json satisfies."""
    return {
        "$schema": DIALECT,
        "title": "Outtake preference record, version 1",
        **msgspec.json.schema(PreferenceRecord),
    }


def schema_text() -> str:
    """The schema as it is published in resources/steps/optouts.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _preference(id: str, step: StepRecord, control: Control | None, pack: Pack) -> Preference:
    said = Preference(
        id=id,
        reported_state=step.state or UNSET,
        event=_event(step.statement),
        earlier_events=tuple(_event(statement) for statement in step.history),
        evidence=tuple(
            Evidence(sha256=proof.sha256, media_type=proof.media_type, added_on=proof.added_on) for proof in step.proofs
        ),
    )
    if control is None:
        return said
    audiences = load_audiences()
    return msgspec.structs.replace(
        said,
        setting=control.label or control.page,
        page=control.page,
        link=control.link or UNSET,
        action=control.set_to,
        purpose=control.title,
        purpose_type=load_stages()[control.stage].title,
        personal_data=control.governs or UNSET,
        recipient_third_parties=tuple(audiences[one] for one in control.audiences if one != "x") or UNSET,
        privacy_notice=_notices(control, pack),
        withdrawal_method="The same page, at any time" if control.action == "switch" else UNSET,
    )


def _event(statement: Statement) -> Event:
    assert statement.told_on is not None, "a statement is kept only once it was made"
    return Event(
        event_type=EVENTS[statement.state],
        event_time=statement.told_on,
        reported_at=statement.day or UNSET,
        policy_version_seen=statement.pack_version or UNSET,
        words_sha256=statement.basis or UNSET,
    )


def _notices(control: Control, pack: Pack) -> tuple[Notice, ...]:
    """The texts behind the clauses of a control; where it has none, those in which its label was read."""
    keys = dict.fromkeys(pack.clauses[id].source for id in control.clauses if id in pack.clauses)
    if keys:
        texts = [pack.sources[key] for key in keys]
        return tuple(Notice(title=one.title, url=one.url or UNSET, text_as_of=one.text_as_of) for one in texts)
    labels = [load_sources()[key] for key in control.sources]
    return tuple(Notice(title=one.title, url=one.url or UNSET, text_as_of=one.seen_on) for one in labels)
