"""Which steps this person is shown, in which order, and why: pure functions over controls, situation and counts.

`counts` is items by category id for the categories whose files the archive has. A category that is missing there
is unknown, never 0, so it leaves no step out. Empty `counts` means that there is no archive yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

import msgspec

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.controls import Control, load_stages
from auditor.policy.situation import Situation

NAMED = 3
"""How many categories a sentence names before it says "among them"."""


class Step(msgspec.Struct, frozen=True):
    """A control as it stands for this person.

    why                 one or two sentences, with the person's own number where the archive gives one
    governs             items of the archive that the control governs; 0 without an archive
    done_on             the day the person gave; what they told us, never what was seen
    available           False where the person is reported unable to set it, `reason_unavailable` says why
    first               ids of controls that should be dealt with before this one and are not yet
    notes               what else holds for this person: region, age, defaults
    """

    control: Control
    why: str
    governs: int
    done_on: dt.date | None
    available: bool = True
    reason_unavailable: str = ""
    first: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True):
    """A control that means nothing for this person, and why."""

    control: Control
    reason: str


def plan(
    controls: Mapping[str, Control],
    situation: Situation,
    counts: Mapping[str, int],
    absent: Collection[str] = (),
    names: Mapping[str, str] | None = None,
) -> list[Step]:
    """The steps in the order of the guide: by stage, then priority, then as the files list them.

    absent  category ids whose files the archive lacks: unknown, whatever `counts` says
    names   the plural of each category id ("posts"); without it a sentence gives the number alone
    """
    known = _known(counts, absent)
    return [
        _step(control, situation, known, names or {})
        for control in _ordered(controls.values())
        if not _reason_to_leave_out(control, situation, known)
    ]


def left_out(
    controls: Mapping[str, Control],
    situation: Situation,
    counts: Mapping[str, int],
    absent: Collection[str] = (),
) -> list[LeftOut]:
    """The controls that `plan` leaves out with the same arguments, in the same order, each with its reason."""
    known = _known(counts, absent)
    return [
        LeftOut(control, reason)
        for control in _ordered(controls.values())
        if (reason := _reason_to_leave_out(control, situation, known))
    ]


def _known(counts: Mapping[str, int], absent: Collection[str]) -> dict[str, int]:
    return {category: n for category, n in counts.items() if category not in absent}


def _ordered(controls: Iterable[Control]) -> list[Control]:
    stages = list(load_stages())
    return sorted(controls, key=lambda control: (stages.index(control.stage), control.priority))


def _reason_to_leave_out(control: Control, situation: Situation, known: Mapping[str, int]) -> str:
    if situation.reported(control.id):
        return ""  # what the person told us stays in sight
    if control.id == "x.protect":
        return _(control.left_out) if isinstance(situation.protected, dt.date) else ""
    empty = control.needs and all(known.get(category) == 0 for category in control.needs)
    return _(control.left_out) if empty else ""


def _step(control: Control, situation: Situation, known: Mapping[str, int], names: Mapping[str, str]) -> Step:
    governed = {category: known[category] for category in control.governs if known.get(category)}
    done_on = situation.reported(control.id)
    disabled = control.under_18 if situation.under_18 and not done_on else ""
    return Step(
        control=control,
        why=_why(control, governed, names, has_archive=bool(known)),
        governs=sum(governed.values()),
        done_on=done_on,
        available=not disabled,
        reason_unavailable=_(disabled),
        first=tuple(
            earlier
            for earlier in control.after
            if not (situation.reported(earlier) or (earlier == "x.archive" and known))
        ),
        notes=tuple(_(note.text) for note in control.notes if _applies(note.regions, note.under_18, situation)),
    )


def _applies(regions: Collection[str], under_18: bool | None, situation: Situation) -> bool:
    """An unknown region shows every regional note: each names its region in its own words."""
    here = not regions or situation.region is None or situation.region in regions
    return here and (under_18 is None or under_18 is situation.under_18)


def _why(control: Control, governed: Mapping[str, int], names: Mapping[str, str], *, has_archive: bool) -> str:
    if has_archive and control.why_held:
        return _(control.why_held)
    total = sum(governed.values())
    if not total:
        return _(control.why)
    if control.why_many:
        return ngettext(control.why_one, control.why_many, total).format(n=f"{total:,}")
    return f"{_governs(total, governed, names)} {_(control.why)}"


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
    return sentence.format(n=number, kinds=_listed(named[:NAMED]))


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])
