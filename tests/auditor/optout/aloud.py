"""The guide as a person would hear it read out, for tests that read it and for those who mend its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from auditor.optout.controls import load_audiences, load_controls, load_stages
from auditor.optout.guide import LeftOut, Step, at_level, left_out, plan
from auditor.optout.joining import as_situation
from auditor.optout.recheck import stale_words
from auditor.optout.record import GuideRecord
from auditor.optout.records import Level
from auditor.optout.shown import Shown
from auditor.optout.troubles import troubles
from auditor.optout.wording import told
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation

NAMES = {id: category.many for id, category in load_pack().categories.items()}


class Guide:
    """The guide of one person, with everything that goes into it."""

    def __init__(
        self,
        situation: Situation,
        counts: Mapping[str, int],
        *,
        record: GuideRecord | None = None,
        archive: Shown | None = None,
        absent: Sequence[str] = (),
    ) -> None:
        controls, record = load_controls(), record or GuideRecord()
        situation = as_situation(record, situation)
        self.record = record
        self.steps = plan(controls, situation, counts, absent, NAMES, record=record, archive=archive)
        self.left_out = left_out(controls, situation, counts, absent, record=record, archive=archive)

    def ids(self, level: Level = "everything") -> list[str]:
        return [step.control.id for step in at_level(self.steps, level)]

    def step(self, id: str) -> Step:
        return next(step for step in self.steps if step.control.id == id)

    def reasons(self) -> dict[str, str]:
        return {entry.control.id: entry.reason for entry in self.left_out}

    def aloud(
        self, level: Level = "everything", today: dt.date = dt.date(2026, 11, 22), *, briefly: bool = False
    ) -> str:
        lines: list[str] = []
        for number, step in enumerate(at_level(self.steps, level), start=1):
            stage = load_stages()[step.control.stage].title
            lines += [
                f"{number}. {step.control.title} ({stage}, {step.control.level})",
                *spoken(step, today, briefly=briefly),
                "",
            ]
        return "\n".join([*lines, "Left out for you:", *map(_left_out, self.left_out)])


def spoken(step: Step, today: dt.date, *, briefly: bool = False) -> Iterator[str]:
    """Every sentence of a step, X's own words in quotes; briefly: without what may be otherwise on the page."""
    control = step.control
    yield f"   {step.why}"
    if step.shown:
        yield f"   In your archive: {' '.join(step.shown)}"
    if step.done_on:
        yield f"   {told(step.done_on)}"
    if control.precondition and (step.first or not control.after):
        yield f"   First: {', '.join(step.first)} {control.precondition}"
    if not step.available:
        yield f"   Not available: {step.reason_unavailable}"
    way = " > ".join((*control.menu_root, *control.path))
    yield f"   Label: “{control.label}”. {control.set_to}. {way} {control.link}"
    yield f"   Concerns: {', '.join(load_audiences()[one] for one in control.audiences) or 'nobody in particular'}"
    yield from (f"   + {sentence}" for sentence in control.does)
    yield from (f"   - {sentence}" for sentence in control.does_not)
    yield f"   Cost: {control.cost}"
    yield from (f"   Note: {note}" for note in step.notes)
    if control.phone:
        yield f"   Phone: {control.phone}"
    if not briefly:
        yield from (f"   If: {one.sees} {one.do}" for one in troubles(control))
    if stale := stale_words(control, today):
        yield f"   {stale}"


def _left_out(entry: LeftOut) -> str:
    return f"   {entry.control.title}: {entry.reason}"
