"""What a control would change, what not, and what no text says. A hypothesis marks rows; it never redraws a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.overview import Overview
from auditor.policy.records import Pack
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
    named = _named(seen)
    items = sum(named[id] for id in rows)
    return WhatIf(
        control=control,
        rows=rows,
        items=items,
        changes=(told,) if told else _changes(pack, control, controls, items, sum(named.values())),
        stays=_said(pack, "trained") if control in {PROTECT, DELETE} else _said(pack, "trained", "live_stays"),
        unknown=_unknown(pack, control),
    )


def _told(pack: Pack, situation: Situation, control: str) -> str:
    """What the person already said about it; then nothing is left to suppose."""
    since = situation.protected if control == PROTECT else None
    if isinstance(since, dt.date):
        return _(pack.sentences["what_if.already_protected"]).format(date=day_in_words(pack, since))
    reported = situation.reported(control)
    if reported:
        return _(pack.sentences["what_if.already"]).format(date=day_in_words(pack, reported))
    return ""


def _rows(pack: Pack, seen: Overview, control: str) -> tuple[str, ...]:
    return tuple(
        id for id, items in _named(seen).items() if items and _as_named(control) in pack.categories[id].grok.controls
    )


def _as_named(control: str) -> str:
    """X names protecting and deleting in one breath and for the same posts."""
    return PROTECT if control == DELETE else control


def _named(seen: Overview) -> dict[str, int]:
    """Items that X's words name or imply, by category."""
    return {row.id: row.grok.get("stated", 0) + row.grok.get("implied", 0) for row in seen.categories}


def _changes(pack: Pack, control: str, controls: Mapping[str, Control], items: int, all_items: int) -> tuple[str, ...]:
    """What changes, from when, and the count as it would then be."""
    if control == DELETE:
        says = _said(pack, "delete", "live_delete")
    elif control == TRAINING_SWITCH:
        says = _said(pack, "switch")
    else:
        says = tuple(_(sentence) for sentence in controls[control].does[:1])
    if control == PROTECT:
        says = (*says, *_said(pack, "live_protect"))
    if not items:
        return (_no_row(pack, control), *says)
    count = _(pack.sentences["what_if.count"]).format(now=f"{all_items:,}", then=f"{all_items - items:,}")
    return (*says, *_said(pack, "from_then_on"), count)


def _no_row(pack: Pack, control: str) -> str:
    named = _as_named(control)
    reaches = any(
        named in row.grok.controls for row in pack.categories.values() if row.grok.verdict in ("stated", "implied")
    )
    return _said(pack, "none" if reaches else "not_named")[0]


def _unknown(pack: Pack, control: str) -> tuple[str, ...]:
    if control == TRAINING_SWITCH:
        return _said(pack, "past", "collaborators")
    if control == PROTECT:
        return _said(pack, "community", "collaborators")
    return _said(pack, "collaborators")


def _said(pack: Pack, *names: str) -> tuple[str, ...]:
    return tuple(_(pack.sentences[f"what_if.{name}"]) for name in names)
