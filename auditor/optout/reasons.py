"""Why a step stands in one person's guide or is left out of it, in sentences with their own numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.record import GuideRecord
from auditor.optout.records import Control, Habit, Note
from auditor.optout.shown import Shown
from auditor.optout.wording import WriteDay, listed
from auditor.policy.situation import Situation

NAMED = 3
"""How many categories a sentence names before it says "among them"."""


ARCHIVE, PROTECT, INTERESTS = "x.archive", "x.protect", "x.interests"

TRACES: dict[Habit, tuple[str, ...]] = {"grok": ("grok_in", "grok_out"), "grok_com": ("grok_com",)}
"""Categories whose items show that the person did use it."""


class Person(msgspec.Struct, frozen=True):
    """Everything known of the person that a step may depend on. `known` is items by category."""

    situation: Situation
    known: Mapping[str, int]
    names: Mapping[str, str]
    record: GuideRecord
    archive: Shown
    write: WriteDay


def reason_to_leave_out(control: Control, person: Person) -> str:
    if person.situation.reported(control.id) or person.record.step(control.id).state:
        return ""  # what the person told us stays in sight
    if control.id == PROTECT:
        return _(control.left_out) if _is_protected(person) and not _public_after_all(person) else ""
    if control.regions and person.situation.region and person.situation.region not in control.regions:
        return _(control.elsewhere)
    if control.id == INTERESTS and person.archive.interests_on == 0 and person.archive.interests_off:
        return _("Your archive marks every inferred interest as switched off.")
    if control.needs and all(person.known.get(category) == 0 for category in control.needs):
        return _(control.left_out)
    return _never_used(control, person)


def _never_used(control: Control, person: Person) -> str:
    """Why a step about Grok means nothing for someone who says they have never used it; what the archive holds of
    it speaks louder."""
    if not control.habit or any(person.known.get(category) for category in TRACES[control.habit]):
        return ""
    uses = person.record.uses
    on_x = control.habit == "grok"
    if (uses.grok if on_x else uses.grok_com) is not False or uses.told_on is None:
        return ""
    if on_x:
        sentence = _("You told us on {day} that you have never used Grok on X.")
    else:
        sentence = _("You told us on {day} that you have never used Grok outside X.")
    return sentence.format(day=person.write(uses.told_on))


def notes(control: Control, person: Person) -> Iterator[str]:
    requested = person.record.archive_requested_on
    if requested and not person.known and ARCHIVE in (control.id, *control.after):
        sentence = _(
            "You told us that you asked X for your archive on {day}. Wait until it has come and you have kept it."
        )
        yield sentence.format(day=person.write(requested))
    if control.id == PROTECT and (day := _public_after_all(person)):
        sentence = _("You told us that your posts are protected. Your archive lists them as public again on {day}.")
        yield sentence.format(day=person.write(day))
    yield from (_(note.text) for note in control.notes if _applies(note, person))


def _is_protected(person: Person) -> bool:
    return isinstance(person.situation.protected, dt.date)


def _public_after_all(person: Person) -> dt.date | None:
    """The day on which the archive lists the posts as public again, if that is after the day the person gave."""
    since, again = person.situation.protected, person.archive.public_again_on
    return again if isinstance(since, dt.date) and again and again > since else None


def _applies(note: Note, person: Person) -> bool:
    """An unknown region shows every regional note: each names its region in its own words."""
    situation = person.situation
    here = not note.regions or situation.region is None or situation.region in note.regions
    age = note.under_18 is None or note.under_18 is situation.under_18
    return here and age and (note.protected is None or note.protected is _is_protected(person))


def why(control: Control, governed: Mapping[str, int], person: Person) -> str:
    if person.known and control.why_held:
        return _(control.why_held)
    total = sum(person.known.get(category, 0) for category in control.counted or control.governs)
    if not total:
        return _(control.why)
    if control.why_many:
        return ngettext(control.why_one, control.why_many, total).format(n=f"{total:,}")
    return f"{_governs(total, governed, person.names)} {_(control.why)}"


def _governs(total: int, governed: Mapping[str, int], names: Mapping[str, str]) -> str:
    number = f"{total:,}"
    most_first = sorted(governed, key=lambda category: -governed[category])
    named = [_(names[category]) for category in most_first if category in names]
    if not named:
        return ngettext("It governs {n} of your items.", "It governs {n} of your items.", total).format(n=number)
    if len(governed) > NAMED or len(named) < len(governed):
        sentence = ngettext(
            "It governs {n} of your items, among them {kinds}.",
            "It governs {n} of your items, among them {kinds}.",
            total,
        )
    else:
        sentence = ngettext("It governs {n} of your items: {kinds}.", "It governs {n} of your items: {kinds}.", total)
    return sentence.format(n=number, kinds=listed(named[:NAMED]))
