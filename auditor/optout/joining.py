"""The record beside other things the person told us: their situation, and a record from another archive of theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from auditor.optout.record import (
    RECHECK_AFTER,
    GuideRecord,
    Statement,
    StepRecord,
    Uses,
    mark_done,
)
from auditor.optout.records import Control
from auditor.policy.records import Pack
from auditor.policy.situation import ReportedControl, Situation

_T = TypeVar("_T")
_Told = TypeVar("_Told", Uses, StepRecord)


def as_situation(record: GuideRecord, situation: Situation) -> Situation:
    """The situation with the controls as the record has them; what it does not know of stays as it is."""
    others = tuple(control for control in situation.controls if record.step(control.id).told_on is None)
    done = tuple(
        ReportedControl(id, "off", step.day) for id, step in record.steps.items() if step.state == "done" and step.day
    )
    kept = [*others, *done]
    kept.sort(key=lambda control: (control.reported_on, control.id))
    return msgspec.structs.replace(situation, controls=tuple(kept))


def from_situation(
    record: GuideRecord, situation: Situation, controls: Mapping[str, Control], pack: Pack, today: dt.date
) -> GuideRecord:
    """The record with what was told elsewhere, as with the questions or on the command line; what it has, it keeps."""
    for reported in situation.controls:
        step, day = record.step(reported.id), reported.reported_on
        if reported.id in controls and (step.state, step.day) != ("done", day):
            record = mark_done(record, controls[reported.id], day, pack, max(today, day))
    return record


def merge(older: GuideRecord, newer: GuideRecord) -> GuideRecord:
    """Both records of one account in one: for each step what was told last; no note, proof or statement is lost."""
    return GuideRecord(
        id=older.id or newer.id,
        level=_chosen(older.level, newer.level, GuideRecord().level),
        steps={id: _merge_steps(older.step(id), newer.step(id)) for id in dict.fromkeys((*older.steps, *newer.steps))},
        archive_requested_on=_latest(older.archive_requested_on, newer.archive_requested_on),
        uses=_last(older.uses, newer.uses),
        recheck_after=_chosen(older.recheck_after, newer.recheck_after, RECHECK_AFTER),
    )


def _merge_steps(older: StepRecord, newer: StepRecord) -> StepRecord:
    last = _last(older, newer)
    first = newer if last is older else older
    now, before = last.statement, first.statement
    said = {**dict.fromkeys(first.history), **dict.fromkeys(last.history)}
    if before not in (now, Statement()):
        said[before] = None
    notes = dict.fromkeys(note for note in (first.note, last.note) if note)
    return msgspec.structs.replace(
        last,
        note="\n\n".join(notes),
        proofs=tuple({proof.sha256: proof for proof in (*first.proofs, *last.proofs)}.values()),
        remind_on=last.remind_on or (first.remind_on if now == before else None),
        history=tuple(sorted(said, key=_told_on)),
    )


def _told_on(told: Statement | Uses) -> dt.date:
    return told.told_on or dt.date.min


def _last(older: _Told, newer: _Told) -> _Told:
    return older if _told_on(older) > _told_on(newer) else newer


def _chosen(older: _T, newer: _T, usual: _T) -> _T:
    return older if newer == usual else newer


def _latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day), default=None)
