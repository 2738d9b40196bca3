"""Verdicts in plain words. Every template is data (`sentences.toml`); here they are only chosen and filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

from auditor.i18n import gettext as _
from auditor.policy.records import EUROPE, Basis, Category, Clause, Event, Pack, Statement, holding_in
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import TRAINING_SWITCH, Audience, Certainty, Region

if TYPE_CHECKING:
    from auditor.policy.cases import Judgement

Person = Literal["you", "holder"]
"""Who is spoken to or of: the person at the screen, or the unnamed holder of a redacted report."""

LANES: dict[Audience, str] = {"grok": "Grok / xAI", "collaborators": "Collaborators"}

CERTAINTY_NAMES: dict[Certainty, str] = {
    "high": "high",
    "medium-high": "medium to high",
    "medium": "medium",
    "low-medium": "low to medium",
    "low": "low",
}

BASIS_NAMES: dict[Basis, str] = {
    "legitimate-interests": "legitimate interests",
    "consent": "consent",
    "contract": "contractual necessity",
    "legal-obligation": "legal obligation",
}


class Scopes(msgspec.Struct, frozen=True):
    """The two readings of X's words on training that pull apart. The verdict follows `narrow`.

    clauses  those behind `broad`, the general one first
    """

    broad: str
    narrow: str
    clauses: tuple[str, ...]


def say(pack: Pack, situation: Situation, judgement: Judgement) -> str:
    """The verdict in at most two sentences."""
    template = _(pack.sentences[f"say.{judgement.audience}.{judgement.verdict}"])
    return template.format(reason=_(judgement.reason), date=_reported(pack, situation)).strip()


def headline(pack: Pack, situation: Situation, stated: int, implied: int, total: int, person: Person = "you") -> str:
    """The one sentence over the overview; counts are items."""
    if total == 0:
        key = "empty"
    elif situation.under_18:
        key = "under-18"
    elif situation.reported(TRAINING_SWITCH):
        key = "opted-out"
    elif stated and implied:
        key = "both"
    else:
        key = "stated" if stated else "implied" if implied else "neither"
    return _(pack.sentences[f"headline.{person}.{key}"]).format(
        stated=f"{stated:,}", implied=f"{implied:,}", total=f"{total:,}", date=_reported(pack, situation)
    )


def second_line(pack: Pack, person: Person = "you") -> str:
    """What always follows the headline: the collaborators."""
    return _(pack.sentences[f"second_line.{person}"])


def what_opting_out_does_not_do(pack: Pack, situation: Situation) -> tuple[Statement, ...]:
    """In the order in which they are shown; those of another region are left out."""
    return holding_in(pack.limits, situation.region)


def scopes(pack: Pack, category: Category, judgement: Judgement) -> Scopes | None:
    """None for collaborators, whose clause names no kind of data and so has one scope, and for what X does not hold."""
    if judgement.audience != "grok" or category.held_by != "x":
        return None
    return Scopes(
        broad=_(pack.sentences["scope.broad_named" if category.collected else "scope.broad"]),
        narrow=_(pack.sentences[f"scope.narrow.{judgement.verdict}"]),
        clauses=("privacy-training", *category.collected),
    )


def controls_in_words(judgement: Judgement, titles: Mapping[str, str]) -> str:
    """Which controls have to do with it, and what is not known of them. `titles`: control id -> its title."""
    named = ", ".join(titles[id] for id in judgement.controls if id in titles)
    if not named:
        return _("No control is known.")
    if judgement.audience == "collaborators" and judgement.verdict != "not-applicable":
        return _("Nearest controls, not confirmed to reach collaborators: {controls}.").format(controls=named)
    return _("Related controls: {controls}.").format(controls=named)


def provenance(
    pack: Pack, clause: Clause, region: Region | None, write: Callable[[dt.date], str] | None = None
) -> tuple[str, ...]:
    """Where and when a clause was read, a sentence each. `write` says how a day is written, in words if None."""

    def day(date: dt.date) -> str:
        return write(date) if write else day_in_words(pack, date)

    said = []
    if clause.in_force_from:
        said.append(_("In force or first recorded {date}.").format(date=day(clause.in_force_from)))
    if clause.in_force_until:
        said.append(_("Until {date}.").format(date=day(clause.in_force_until)))
    said.append(
        _("Copy of {copied}, compared {compared}.").format(
            copied=day(clause.text_as_of), compared=day(clause.checked_on)
        )
    )
    if clause.regions:
        said.append(_("For: {regions}.").format(regions=regions_in_words(pack, clause.regions)))
    if clause.basis and (region is None or region in EUROPE):
        said.append(
            _("Legal basis named for the EU, the EFTA states and the UK: {basis}.").format(
                basis=_(BASIS_NAMES[clause.basis])
            )
        )
    if clause.grade != "P":
        said.append(_(pack.grades[clause.grade]))
    return tuple(said)


def regions_in_words(pack: Pack, regions: tuple[Region, ...]) -> str:
    """The names of regions; those of Europe, and all the others, as X's Terms put them."""
    if set(regions) == EUROPE:
        return _("people in the EU, the EFTA states and the UK")
    if set(regions) == set(pack.regions) - EUROPE:
        return _("people outside the EU, the EFTA states and the UK")
    return ", ".join(_(pack.regions[region]) for region in regions)


def day_of_event(pack: Pack, event: Event) -> str:
    """Its day, or its month where no more is known."""
    if event.precision == "day":
        return day_in_words(pack, event.day)
    return _("{month} {year}").format(month=_(pack.sentences[f"date.{event.day.month}"]), year=event.day.year)


def situation_in_words(pack: Pack, situation: Situation, titles: Mapping[str, str]) -> tuple[str, ...]:
    """What the person told us, an answer each; what they left open is said too. `titles`: control id -> its title."""
    region = _(pack.regions[situation.region]) if situation.region else _("not said")
    if situation.protected is None:
        posts = _("not said")
    elif situation.protected == "never":
        posts = _("never")
    else:
        posts = _("since {date}").format(date=day_in_words(pack, situation.protected))
    age = {None: _("not said"), True: _("yes"), False: _("no")}[situation.under_18]
    said = [
        _("Where you live: {region}").format(region=region),
        _("Posts protected: {posts}").format(posts=posts),
        _("Under 18: {age}").format(age=age),
    ]
    said += [
        _("“{control}” is done: {date}").format(
            control=titles.get(control.id, control.id), date=day_in_words(pack, control.reported_on)
        )
        for control in situation.controls
    ]
    return tuple(said)


def old_pack(pack: Pack, today: dt.date) -> tuple[str, str] | None:
    """What to say of a pack that has grown old, a sentence and one that explains it; None while it is fresh."""
    if not pack.is_stale(today):
        return None
    title = _(pack.sentences["stale.title"]).format(days=f"{pack.age(today):,}")
    return title, _(pack.sentences["stale.text"])


def day_in_words(pack: Pack, day: dt.date) -> str:
    """As in "3 May 2026": the month as a word, so that no one can mix up day and month."""
    month = _(pack.sentences[f"date.{day.month}"])
    return _(pack.sentences["date.day"]).format(day=day.day, month=month, year=day.year)


def _reported(pack: Pack, situation: Situation) -> str:
    day = situation.reported(TRAINING_SWITCH)
    return day_in_words(pack, day) if day else ""
