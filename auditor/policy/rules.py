"""Which rules were in force when something was made, and which are now. They describe words, never proof of use."""

from __future__ import annotations

import datetime as dt

from auditor.i18n import gettext as _
from auditor.policy.records import Category, Pack
from auditor.policy.vocabulary import Region
from auditor.policy.wording import day_in_words


def when_made(pack: Pack, region: Region | None, category: Category, day: dt.date | None) -> tuple[str, ...]:
    """What held on the day and what holds now, one sentence each; the last one says what that does not mean."""
    if category.held_by != "x":
        return (_(pack.sentences["time.not_x"]),)
    if day is None:
        return _(pack.sentences["time.undated"]), now(pack, region)
    said = [_(pack.sentences["time.made"]).format(day=day_in_words(pack, day))]
    earlier = False
    for change in pack.changes(region):
        if change.before and day < change.day:
            said.append(_(change.before))
            earlier = True
        elif change.since and day >= change.day:
            said.append(_(change.since))
        elif change.until and change.day <= day <= change.until:
            said.append(_band(pack, change.day, change.until, change.text))
    if earlier:
        said.append(_(pack.sentences["about.older"]))
    return (*said, now(pack, region), _(pack.sentences["about.bands"]))


def now(pack: Pack, region: Region | None) -> str:
    """The rules of the newest copy that was read, each with its first day."""
    rules = ", ".join(
        f"{_(change.title)} ({day_in_words(pack, change.day)})"
        for change in pack.changes(region)
        if change.kind == "marker"
    )
    return _(pack.sentences["time.now"]).format(day=day_in_words(pack, pack.text_as_of), rules=rules)


def bands(pack: Pack, region: Region | None, category: Category) -> tuple[str, ...]:
    """The bands of time that the sources allow to tell apart, for a kind of data whose items are of many days."""
    if category.held_by != "x":
        return (_(pack.sentences["time.not_x"]),)
    said = []
    for change in pack.changes(region):
        if change.before:
            said.append(
                _(pack.sentences["time.before"]).format(day=day_in_words(pack, change.day), text=_(change.before))
            )
            said.append(
                _(pack.sentences["time.since"]).format(day=day_in_words(pack, change.day), text=_(change.since))
            )
        elif change.until:
            said.append(_band(pack, change.day, change.until, change.text))
    return (*said, _(pack.sentences["about.older"]), now(pack, region), _(pack.sentences["about.bands"]))


def span(pack: Pack, region: Region | None, first: dt.date, last: dt.date) -> tuple[str, ...]:
    """What held over the days from `first` to `last`, for a kind of data whose items are of these days."""
    said = []
    for change in pack.changes(region):
        if change.before and first < change.day:
            text = change.before if last < change.day else pack.sentences["time.changed"]
            said.append(_(text).format(day=day_in_words(pack, change.day), title=_(change.title)))
        elif change.since and first >= change.day:
            said.append(_(change.since))
    if not said:
        return ()
    return (_(pack.sentences["time.span"]), *said)


def _band(pack: Pack, first: dt.date, last: dt.date, text: str) -> str:
    return _(pack.sentences["time.band"]).format(
        first=day_in_words(pack, first), last=day_in_words(pack, last), text=_(text)
    )
