"""What a control would change, what not, and what no text says. A hypothesis marks rows; it never redraws a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.overview import Overview
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import TRAINING_SWITCH
from auditor.policy.wording import day_in_words

DELETE = "delete"
"""Deleting posts: X's words name it beside protecting, but it is no control of the guide."""

PROTECT = "x.protect"


class WhatIf(msgspec.Struct, frozen=True):
    """A control, supposed to be set as the guide advises. All sentences are whole and ready to be shown.

    rows   categories with items that X's words name or imply for training, where those words name the control
    items  how many such items
    """

    control: str
    rows: tuple[str, ...]
    items: int
    changes: tuple[str, ...]
    stays: tuple[str, ...]
    unknown: tuple[str, ...]


def choices(controls: Mapping[str, Control]) -> tuple[tuple[str, str], ...]:
    """(control id, title) of what can be supposed: X's switches and buttons of the first rank, and deleting posts."""
    ranked = [
        (control.id, _(control.title))
        for control in controls.values()
        if control.plane == "x" and control.priority == 1 and control.action in ("switch", "button")
    ]
    ranked.sort(key=lambda choice: choice[0] != TRAINING_SWITCH)
    return (*ranked, (DELETE, _("Delete your posts")))


def what_if(pack: Pack, situation: Situation, seen: Overview, control: str, controls: Mapping[str, Control]) -> WhatIf:
    """KeyError for a control that is neither in `controls` nor `DELETE`."""
    told = _told(pack, situation, control)
    rows = () if told else _rows(pack, seen, control)
    live = (_("Grok's live search: no change."),)
    return WhatIf(
        control=control,
        rows=rows,
        items=sum(_trained_on(seen)[id] for id in rows),
        changes=_changes(pack, control, controls, told, marked=bool(rows)),
        stays=(_("Models already trained: no change."), *(() if control in {PROTECT, DELETE} else live)),
        unknown=_unknown(control),
    )


def _told(pack: Pack, situation: Situation, control: str) -> str:
    """What the person already said about it; then nothing is left to suppose."""
    since = situation.protected if control == PROTECT else None
    if isinstance(since, dt.date):
        return _("You told us that your posts are protected since {date}, so nothing changes here.").format(
            date=day_in_words(pack, since)
        )
    reported = situation.reported(control)
    if reported:
        return _("You told us on {date} that you did this, so nothing changes here.").format(
            date=day_in_words(pack, reported)
        )
    return ""


def _rows(pack: Pack, seen: Overview, control: str) -> tuple[str, ...]:
    # X names protecting and deleting in one breath and for the same posts.
    named = PROTECT if control == DELETE else control
    return tuple(id for id, items in _trained_on(seen).items() if items and named in pack.categories[id].grok.controls)


def _trained_on(seen: Overview) -> dict[str, int]:
    """Items that X's words name or imply, by category."""
    return {row.id: row.grok.get("stated", 0) + row.grok.get("implied", 0) for row in seen.categories}


def _changes(pack: Pack, control: str, controls: Mapping[str, Control], told: str, *, marked: bool) -> tuple[str, ...]:
    if told:
        return (told,)
    if control == DELETE:
        says: tuple[str, ...] = (
            _("X says that deleting removes posts and their metadata from being used for training."),
        )
    elif control == TRAINING_SWITCH:
        says = (_("X says you can opt out of this use."),)
    else:
        says = tuple(_(sentence) for sentence in controls[control].does[:1])
    if control in {PROTECT, DELETE}:
        says = (*says, _("Grok's live search: your posts are taken out of its view."))
    if not marked:
        says = (_no_row(pack, control), *says)
    return says


def _no_row(pack: Pack, control: str) -> str:
    named = PROTECT if control == DELETE else control
    if any(named in row.grok.controls for row in pack.categories.values() if row.grok.verdict in ("stated", "implied")):
        return _("No row is marked: it reaches none of your items that X's words name or imply just now.")
    return _("No row is marked: where X's words name or imply training, they do not name this control.")


def _unknown(control: str) -> tuple[str, ...]:
    collaborators = _("Collaborators: no text says which switch stops them.")
    if control == TRAINING_SWITCH:
        return (_("Past posts: X does not say whether later training leaves them out."), collaborators)
    if control == PROTECT:
        return (_("Community posts: no text says what protecting does for them."), collaborators)
    return (collaborators,)
