"""What the opt-out page says of a step, and how many items it governs by verdict."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout import Control, Step
from auditor.optout.controls import load_sources
from auditor.overview import Overview
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.report.wording import CERTAINTY_NAMES
from gui import formats
from gui.widgets.step_list import State, StepRow


def row_of(step: Step, *, skipped: bool) -> StepRow:
    """The step as a row of the list."""
    control = step.control
    state: State = "open"
    if step.done_on:
        state, caption = "done", _("You told us, {date}").format(date=formats.date(step.done_on))
    elif not step.available:
        state, caption = "unavailable", _("Not available: {reason}").format(reason=step.reason_unavailable)
    elif skipped:
        state, caption = "skipped", _("Skipped")
    elif step.governs:
        caption = ngettext("{n} item", "{n} items", step.governs).format(n=formats.count(step.governs))
    else:
        caption = _(control.hint)
    return StepRow(control.id, _(control.title), caption, state)


def for_whom(pack: Pack, situation: Situation) -> str:
    """What the order of the steps goes by."""
    place = _(pack.regions[situation.region]) if situation.region else ""
    match situation.protected:
        case None:
            account = ""
        case "never":
            account = _("a public account")
        case _:
            account = _("a protected account")
    if place and account:
        return _("By effect, for {place} and {account}").format(place=place, account=account)
    if place or account:
        return _("By effect, for {whom}").format(whom=place or account)
    return _("By effect. You did not say where you live.")


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


def told(day: dt.date) -> str:
    return _("You told us on {date}.").format(date=formats.date(day))
