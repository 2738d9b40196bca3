"""What the opt-out page says of a step, and how many items it governs by verdict."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout import Control, Step, StepRecord
from auditor.optout.controls import load_sources
from auditor.optout.record import RECHECK_AFTER
from auditor.optout.records import Habit, Level
from auditor.optout.wording import told
from auditor.overview import Overview
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.report.wording import CERTAINTY_NAMES
from gui import formats

SPACES = (30, 90, 180, 365)
"""Days from telling to looking again that can be chosen."""
LONGEST = 110
"""Letters of a label or page name in the list."""


def for_whom(pack: Pack, situation: Situation) -> str:
    """What the order of the steps goes by."""
    place = _(pack.regions[situation.region]) if situation.region else ""
    match situation.protected:
        case None:
            account = ""
        case "never":
            account = _("public account")
        case _:
            account = _("protected account")
    if place and account:
        return _("By effect, for: {place}, {account}").format(place=place, account=account)
    if place or account:
        return _("By effect, for: {whom}").format(whom=place or account)
    return _("By effect. You did not say where you live.")


def level_name(level: Level, steps: int) -> str:
    """A level with how many steps it has for this person."""
    words = {
        "essential": ngettext("Essential, {n} step", "Essential, {n} steps", steps),
        "thorough": ngettext("Thorough, {n} step", "Thorough, {n} steps", steps),
        "everything": ngettext("Everything, {n} step", "Everything, {n} steps", steps),
    }
    return words[level].format(n=formats.count(steps))


def governed(control: Control, own: Overview) -> dict[str, int]:
    """Items that the control governs, by Grok verdict. `own` is an overview without what is someone else's."""
    sums: Counter[str] = Counter()
    for row in own.categories:
        if row.id in control.governs:
            sums.update(row.grok)
    return dict(sums)


def why(step: Step) -> str:
    """Why the step is there; its number stands in the line above."""
    control = step.control
    if not step.governs or control.why_many or control.why_held:
        return step.why
    return _(control.why)


def path_of(control: Control) -> str:
    """X's own menu names, from the top down."""
    return " › ".join((*control.menu_root, *control.path))


def address(link: str) -> str:
    """A link as it is read: without the scheme."""
    return link.removeprefix("https://")


def drawn_on(control: Control) -> str:
    if control.seen_on is None:
        return _("A drawing, not a screenshot. The labels were seen on the web; the day is not known.")
    return _("A drawing, not a screenshot. Labels seen on the web, {date}.").format(date=formats.date(control.seen_on))


def known_from(control: Control) -> str:
    """Where, when and how surely the step is known."""
    sources = "; ".join(dict.fromkeys(_(load_sources()[key].title) for key in control.sources))
    words = [_("Read in: {sources}.").format(sources=sources)]
    if control.text_as_of:
        words.append(_("Text as of {date}.").format(date=formats.date(control.text_as_of)))
    words.append(_("Checked on {date}.").format(date=formats.date(control.checked_on)))
    words.append(_("Certainty: {certainty}.").format(certainty=_(CERTAINTY_NAMES[control.certainty])))
    return " ".join(words)


def stands(said: StepRecord) -> str:
    """What the person said of a step, as one sentence; "" where they said nothing."""
    if said.state == "done" and said.day:
        return told(said.day, said.told_on, formats.date)
    if said.state == "not-for-me" and said.day:
        return _("You told us on {day} that this is not for you.").format(day=formats.date(said.day))
    return ""


def never_used(habit: Habit) -> str:
    """What a person may say who has never used it."""
    return _("I have never used Grok on X") if habit == "grok" else _("I have never used Grok outside X")


def have_used(habit: Habit) -> str:
    return _("I have used Grok on X") if habit == "grok" else _("I have used Grok outside X")


def spaces(usual: int) -> list[tuple[str, object]]:
    """How long until a look again: (words, days), the usual one among them."""
    return [(_in(days), days) for days in sorted({*SPACES, usual})]


def _in(days: int) -> str:
    words = {30: _("In 1 month"), RECHECK_AFTER: _("In 3 months"), 180: _("In 6 months"), 365: _("In a year")}
    return words.get(days) or ngettext("In {n} day", "In {n} days", days).format(n=formats.count(days))


def look_again_on(said: StepRecord, usual: int) -> dt.date | None:
    """The day on which the step is to be looked at again."""
    if said.told_on is None:
        return None
    return said.remind_on or said.told_on + dt.timedelta(days=usual)


def cut(words: str) -> str:
    """A label, short enough for the list."""
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
