"""Verdicts in plain words. Every template is data (`sentences.toml`); here they are only chosen and filled."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from auditor.i18n import gettext as _
from auditor.policy.pack import Pack, Statement
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import TRAINING_SWITCH

if TYPE_CHECKING:
    from auditor.policy.cases import Judgement

Person = Literal["you", "holder"]
"""Who is spoken to or of: the person at the screen, or the unnamed holder of a redacted report."""


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
    return tuple(limit for limit in pack.limits if not limit.regions or situation.region in limit.regions)


def day_in_words(pack: Pack, day: dt.date) -> str:
    """As in "3 May 2026": the month as a word, so that no one can mix up day and month."""
    month = _(pack.sentences[f"date.{day.month}"])
    return _(pack.sentences["date.day"]).format(day=day.day, month=month, year=day.year)


def _reported(pack: Pack, situation: Situation) -> str:
    day = situation.reported(TRAINING_SWITCH)
    return day_in_words(pack, day) if day else ""
