"""What a person told us about the steps, as one value, and the pure functions that change it.

The record belongs to the account, not to an archive: `joining.merge` carries it over. It says what a person said and
when, never what was seen. Every function returns a new record; today is always given, so nothing here has a clock.
Fields that need no rule (`level`, `archive_requested_on`, `recheck_after`) are set with `msgspec.structs.replace`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated, Literal

import msgspec

from auditor.optout.basis import basis
from auditor.optout.records import Control, Habit, Level
from auditor.policy.records import Pack

GUIDE = "guide"
"""The name under which an audit keeps the record."""
RECHECK_AFTER = 90
"""Days after which a step is looked at again, unless the person chose otherwise."""

State = Literal["done", "not-for-me"]


class Proof(msgspec.Struct, frozen=True):
    """A picture that the person keeps with a step; the store holds its bytes under this hash (hex)."""

    sha256: str
    media_type: str
    added_on: dt.date


class Statement(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the person once said of a step.

    state         None = they took back what they had said
    day           the day they gave for it
    told_on       the day they said it, or last said that it is still so
    pack_version  the policy pack they had before them
    basis         hash of the words that the step rested on then (`auditor.optout.basis`)
    """

    state: State | None = None
    day: dt.date | None = None
    told_on: dt.date | None = None
    pack_version: str = ""
    basis: str = ""


class StepRecord(Statement, frozen=True, omit_defaults=True, kw_only=True):
    """What holds of one step. `history` has the statements before this one, oldest first.

    remind_on  a day the person chose for looking again; None = the usual time after `told_on`
    """

    note: str = ""
    proofs: tuple[Proof, ...] = ()
    remind_on: dt.date | None = None
    history: tuple[Statement, ...] = ()

    @property
    def statement(self) -> Statement:
        """What was said last, by itself."""
        return Statement(self.state, self.day, self.told_on, self.pack_version, self.basis)


class Uses(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether the person has ever used Grok on X, and Grok outside X. None = not said."""

    grok: bool | None = None
    grok_com: bool | None = None
    told_on: dt.date | None = None


class GuideRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything the guide knows from the person.

    id                    random and unique to this account; names no one
    steps                 by control id; also of controls that the data no longer has
    archive_requested_on  the day on which they asked X for an archive that has not come yet
    recheck_after         days from telling to looking again
    """

    id: str = ""
    level: Level = "essential"
    steps: dict[str, StepRecord] = {}
    archive_requested_on: dt.date | None = None
    uses: Uses = Uses()
    recheck_after: Annotated[int, msgspec.Meta(ge=1)] = RECHECK_AFTER

    def step(self, control: str) -> StepRecord:
        """What was said of a control; an empty record where nothing was."""
        return self.steps.get(control, StepRecord())


def begin() -> GuideRecord:
    """An empty record with an id of its own."""
    return GuideRecord(id=uuid.uuid4().hex)


def mark_done(record: GuideRecord, control: Control, day: dt.date, pack: Pack, today: dt.date) -> GuideRecord:
    """The person says that they did it on `day`. ValueError for a day that has not come."""
    if day > today:
        raise ValueError("a step cannot have been done on a day to come")
    return _say(record, control.id, Statement("done", day, today, pack.version, basis(control, pack)))


def set_aside(record: GuideRecord, control: Control, pack: Pack, today: dt.date) -> GuideRecord:
    """The person says that the step is not for them."""
    return _say(record, control.id, Statement("not-for-me", today, today, pack.version, basis(control, pack)))


def look_again(record: GuideRecord, control: Control, pack: Pack, today: dt.date) -> GuideRecord:
    """The person says that what they told us is still so. ValueError if they had told nothing."""
    before = record.step(control.id)
    if before.state is None:
        raise ValueError("nothing was told of this step")
    return _say(record, control.id, Statement(before.state, before.day, today, pack.version, basis(control, pack)))


def withdraw(record: GuideRecord, control: str, today: dt.date) -> GuideRecord:
    """The person takes back what they said; note and proofs stay until they remove them."""
    if record.step(control).state is None:
        return record
    return _say(record, control, Statement(told_on=today))


def snooze(record: GuideRecord, control: str, until: dt.date) -> GuideRecord:
    """Look again on that day."""
    return _with(record, control, msgspec.structs.replace(record.step(control), remind_on=until))


def set_note(record: GuideRecord, control: str, note: str) -> GuideRecord:
    """Keep the person's own words with a step; "" removes them."""
    return _with(record, control, msgspec.structs.replace(record.step(control), note=note))


def add_proof(record: GuideRecord, control: str, proof: Proof) -> GuideRecord:
    """Keep a picture with a step, once."""
    step = record.step(control)
    if any(kept.sha256 == proof.sha256 for kept in step.proofs):
        return record
    return _with(record, control, msgspec.structs.replace(step, proofs=(*step.proofs, proof)))


def drop_proof(record: GuideRecord, control: str, sha256: str) -> GuideRecord:
    """Part with a picture; whether another step still names it, `proofs` says."""
    step = record.step(control)
    kept = tuple(proof for proof in step.proofs if proof.sha256 != sha256)
    return _with(record, control, msgspec.structs.replace(step, proofs=kept))


def proofs(record: GuideRecord) -> set[str]:
    """The hashes of all pictures that some step names."""
    return {proof.sha256 for step in record.steps.values() for proof in step.proofs}


def tell_use(record: GuideRecord, habit: Habit, today: dt.date, *, used: bool | None) -> GuideRecord:
    """The person says whether they have ever used Grok on X, or Grok outside X; None takes it back."""
    return msgspec.structs.replace(record, uses=msgspec.structs.replace(record.uses, told_on=today, **{habit: used}))


def _say(record: GuideRecord, control: str, statement: Statement) -> GuideRecord:
    """What is said twice on one day is said once: the second corrects the first."""
    step = record.step(control)
    before = step.statement
    new_day = before.told_on is not None and before.told_on != statement.told_on
    history = (*step.history, before) if new_day else step.history
    said = msgspec.structs.asdict(statement)
    return _with(record, control, msgspec.structs.replace(step, **said, remind_on=None, history=history))


def _with(record: GuideRecord, control: str, step: StepRecord) -> GuideRecord:
    steps = {**record.steps, control: step}
    if step == StepRecord():
        del steps[control]
    return msgspec.structs.replace(record, steps=steps)
