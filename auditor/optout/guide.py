"""Which steps this person is shown, in which order, and why: pure functions over controls, situation and counts.

`counts` is items by category id for the categories whose files the archive has. A category that is missing there
is unknown, never 0, so it leaves no step out. Empty `counts` means that there is no archive yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from auditor.i18n import gettext as _
from auditor.optout.controls import load_stages
from auditor.optout.reasons import ARCHIVE, Person, notes, reason_to_leave_out, why
from auditor.optout.record import GuideRecord
from auditor.optout.records import LEVELS, Control, Level
from auditor.optout.shown import Shown, about
from auditor.optout.wording import WriteDay, in_words
from auditor.policy.situation import Situation


class Step(msgspec.Struct, frozen=True):
    """A control as it stands for this person.

    why                 one or two sentences, with the person's own number where the archive gives one
    governs             items of the archive that the control governs; 0 without an archive
    done_on             the day the person gave; what they told us, never what was seen
    available           False where the person is reported unable to set it, `reason_unavailable` says why
    first               ids of controls that should be dealt with before this one and are not yet
    notes               what else holds for this person: region, age, protected posts, defaults
    set_aside_on        the day on which the person said that the step is not for them
    shown               what the archive itself shows about it, in sentences; beside `done_on`, never instead
    """

    control: Control
    why: str
    governs: int
    done_on: dt.date | None
    available: bool = True
    reason_unavailable: str = ""
    first: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    set_aside_on: dt.date | None = None
    shown: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the person can still do something here: neither done nor set aside, and within their reach."""
        return self.available and self.done_on is None and self.set_aside_on is None


class LeftOut(msgspec.Struct, frozen=True):
    """A control that means nothing for this person, and why."""

    control: Control
    reason: str


class Progress(msgspec.Struct, frozen=True):
    """Steps that the person says they did, out of those that are theirs to do.

    set_aside  steps they said are not for them; not among `steps`
    next       id of the first step that is open, "" when none is
    """

    done: int
    steps: int
    set_aside: int
    next: str


def plan(
    controls: Mapping[str, Control],
    situation: Situation,
    counts: Mapping[str, int],
    absent: Collection[str] = (),
    names: Mapping[str, str] | None = None,
    *,
    record: GuideRecord | None = None,
    archive: Shown | None = None,
    write: WriteDay = in_words,
) -> list[Step]:
    """The steps in the order of the guide: by stage, then priority, then as the files list them.

    absent   category ids whose files the archive lacks: unknown, whatever `counts` says
    names    the plural of each category id ("posts"); without it a sentence gives the number alone
    record   what the person told the guide; `situation` already holds it (`joining.as_situation`)
    archive  what else the archive shows
    """
    person = _person(situation, counts, absent, names, record, archive, write)
    return [
        _step(control, person) for control in _ordered(controls.values()) if not reason_to_leave_out(control, person)
    ]


def left_out(
    controls: Mapping[str, Control],
    situation: Situation,
    counts: Mapping[str, int],
    absent: Collection[str] = (),
    *,
    record: GuideRecord | None = None,
    archive: Shown | None = None,
    write: WriteDay = in_words,
) -> list[LeftOut]:
    """The controls that `plan` leaves out with the same arguments, in the same order, each with its reason."""
    person = _person(situation, counts, absent, None, record, archive, write)
    return [
        LeftOut(control, reason)
        for control in _ordered(controls.values())
        if (reason := reason_to_leave_out(control, person))
    ]


def at_level(steps: Sequence[Step], level: Level) -> list[Step]:
    """The steps of a level and of those below it; what the person spoke of stays in sight at every level."""
    most = LEVELS.index(level)
    return [
        step
        for step in steps
        if LEVELS.index(step.control.level) <= most or step.done_on is not None or step.set_aside_on is not None
    ]


def progress(steps: Sequence[Step]) -> Progress:
    """How far the person says they are with these steps."""
    done = sum(step.done_on is not None for step in steps)
    still = [step.control.id for step in steps if step.open]
    return Progress(
        done=done,
        steps=done + len(still),
        set_aside=sum(step.set_aside_on is not None for step in steps),
        next=still[0] if still else "",
    )


def _person(
    situation: Situation,
    counts: Mapping[str, int],
    absent: Collection[str],
    names: Mapping[str, str] | None,
    record: GuideRecord | None,
    archive: Shown | None,
    write: WriteDay,
) -> Person:
    known = {category: n for category, n in counts.items() if category not in absent}
    return Person(situation, known, names or {}, record or GuideRecord(), archive or Shown(), write)


def _ordered(controls: Iterable[Control]) -> list[Control]:
    stages = list(load_stages())
    return sorted(controls, key=lambda control: (stages.index(control.stage), control.priority))


def _step(control: Control, person: Person) -> Step:
    situation, said = person.situation, person.record.step(control.id)
    governed = {category: person.known[category] for category in control.governs if person.known.get(category)}
    done_on = situation.reported(control.id)
    disabled = control.under_18 if situation.under_18 and not done_on else ""
    return Step(
        control=control,
        why=why(control, governed, person),
        governs=sum(governed.values()),
        done_on=done_on,
        available=not disabled,
        reason_unavailable=_(disabled),
        first=tuple(
            earlier
            for earlier in control.after
            if not (situation.reported(earlier) or (earlier == ARCHIVE and person.known))
        ),
        notes=tuple(notes(control, person)),
        set_aside_on=said.day if said.state == "not-for-me" else None,
        shown=about(person.archive, control.id, person.write),
    )
