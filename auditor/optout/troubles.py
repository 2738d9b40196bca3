"""The page says something else: what the person may see at a step, and what to do then."""

from __future__ import annotations

import datetime as dt

from auditor.i18n import gettext as _
from auditor.optout.controls import load_general_troubles
from auditor.optout.records import Control, Former, Trait, Trouble
from auditor.optout.wording import WriteDay, in_words


def troubles(control: Control, write: WriteDay = in_words) -> tuple[Trouble, ...]:
    """What to show under "the page says something else", in plain words: old words first, then what is known of this
    very page, then what holds for all. Empty where there is no page."""
    if not control.page or control.action == "advice":
        return ()
    traits = _traits(control)
    general = [one for one in load_general_troubles() if set(one.when) <= traits]
    return (
        *(_old_words(control, former, write) for former in control.formerly),
        *(Trouble(_(one.sees), _(one.do)) for one in (*control.troubles, *general)),
    )


def _old_words(control: Control, former: Former, write: WriteDay) -> Trouble:
    if former.what == "label":
        sees = _("The label is “{text}”.").format(text=former.text)
        do = _("That is the older label of the same control. Set it the same way.")
    else:
        sees = _("The page is called “{text}”.").format(text=former.text)
        do = _("That is an older name of the page “{page}”. Go on there.").format(page=control.page)
    return Trouble(sees, " ".join([do, *_time(former.seen_from, former.gone_by, write)]))


def _time(seen_from: dt.date | None, gone_by: dt.date | None, write: WriteDay) -> list[str]:
    said = []
    if seen_from:
        said.append(_("It was first reported on {day}.").format(day=write(seen_from)))
    if gone_by:
        said.append(_("By {day} the newer words were seen.").format(day=write(gone_by)))
    return said


def _traits(control: Control) -> set[Trait]:
    held: dict[Trait, bool] = {
        control.plane: True,
        "link": bool(control.link),
        "path": bool(control.path),
        "label": bool(control.label),
        "switch": control.action == "switch",
        "off": control.set_to.startswith("Off"),
    }
    return {trait for trait, holds in held.items() if holds}
