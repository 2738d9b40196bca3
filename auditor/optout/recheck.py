"""When a step is to be looked at again, and when what the guide says of it has grown old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.basis import basis
from auditor.optout.record import GuideRecord, StepRecord
from auditor.optout.records import Control
from auditor.optout.wording import WriteDay, in_words
from auditor.policy.records import Pack

STALE_AFTER = 90
"""Days after which the guide says that a step was last checked long ago."""

Reason = Literal["words", "pack", "chosen", "age"]
"""words: the label, the way, a limit or a clause of the step is another one than when it was told; pack: there is a
newer policy pack, the words of this step being the same; chosen: the day the person chose; age: the usual time."""


class Due(msgspec.Struct, frozen=True):
    """A step to look at again. `on` is the day it was or will be due; `reasons` has the weightiest first."""

    control: str
    on: dt.date
    reasons: tuple[Reason, ...]


def due(record: GuideRecord, controls: Mapping[str, Control], pack: Pack, today: dt.date) -> list[Due]:
    """The steps to look at again today, the longest due first. What the person set aside comes back only when its
    words have changed."""
    found = [
        Due(control.id, min(on, today), reasons)
        for control, step, on in _told(record, controls)
        if (reasons := _reasons(control, step, on, pack, today))
    ]
    return sorted(found, key=lambda one: one.on)


def coming(record: GuideRecord, controls: Mapping[str, Control]) -> list[Due]:
    """The day on which each step that was done is to be looked at again, the earliest first, as far as days tell."""
    days = [
        Due(control.id, on, ("chosen",) if step.remind_on else ("age",))
        for control, step, on in _told(record, controls)
        if step.state == "done"
    ]
    return sorted(days, key=lambda one: one.on)


def is_stale(control: Control, today: dt.date) -> bool:
    """Whether the step was last checked so long ago that it must say so beside its button."""
    return _age(control, today) > STALE_AFTER


def stale_words(control: Control, today: dt.date, write: WriteDay = in_words) -> str:
    """What to say of a stale step; "" while it is fresh."""
    if not is_stale(control, today):
        return ""
    days = _age(control, today)
    return ngettext(
        "Outtake last compared this step with its sources on {day}, {n} day ago. Labels and links may have moved.",
        "Outtake last compared this step with its sources on {day}, {n} days ago. Labels and links may have moved.",
        days,
    ).format(day=write(control.checked_on), n=f"{days:,}")


def due_words(one: Due, record: GuideRecord, pack: Pack, write: WriteDay = in_words) -> str:
    """Why to look at a step again, for the weightiest reason."""
    step = record.step(one.control)
    match one.reasons[0]:
        case "words":
            return _("What this step says changed since you told us. Read it again, then look at the page.")
        case "pack":
            return _(
                "There is a newer policy pack, {new}; you told us under {old}. The words of this step stayed."
            ).format(new=pack.version, old=step.pack_version)
        case "chosen":
            return _("You chose to look again on {day}.").format(day=write(one.on))
        case "age":
            days = record.recheck_after
            told = ngettext(
                "You told us on {told}. After {n} day it is worth a look whether it is still so.",
                "You told us on {told}. After {n} days it is worth a look whether it is still so.",
                days,
            )
            return told.format(told=write(step.told_on or one.on), n=f"{days:,}")


def _told(record: GuideRecord, controls: Mapping[str, Control]) -> Iterator[tuple[Control, StepRecord, dt.date]]:
    """Each control that something was told of and that can be looked at again, with the day for that."""
    for id, step in record.steps.items():
        control = controls.get(id)
        if control and control.rechecked and step.state and step.told_on:
            yield control, step, step.remind_on or step.told_on + dt.timedelta(days=record.recheck_after)


def _reasons(control: Control, step: StepRecord, on: dt.date, pack: Pack, today: dt.date) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if step.basis and step.basis != basis(control, pack):
        reasons.append("words")
    if step.state == "done":
        if not reasons and step.pack_version and step.pack_version != pack.version:
            reasons.append("pack")
        if on <= today:
            reasons.append("chosen" if step.remind_on else "age")
    return tuple(reasons)


def _age(control: Control, today: dt.date) -> int:
    return (today - control.checked_on).days
