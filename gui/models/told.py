"""What the person told us, as one line."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from gui import formats


class Piece(NamedTuple):
    """Words of the line; those that are an answer stand out."""

    text: str
    answer: bool = False


def told(pack: Pack, situation: Situation) -> list[Piece]:
    """Pieces that read as one sentence when joined."""
    if situation == Situation():
        return [Piece(_("You told us nothing about yourself yet. This is for a public account of an adult."))]
    answers = [answer for answer in (_region(pack, situation), _protected(situation), _age(situation)) if answer]
    pieces = [Piece(_("You told us: "))]
    for before, answer in answers:
        pieces += [Piece(before), Piece(answer, answer=True), Piece(", ")]
    return [*pieces, Piece(_controls(situation))]


def _region(pack: Pack, situation: Situation) -> tuple[str, str] | None:
    return ("", _(pack.regions[situation.region])) if situation.region else None


def _protected(situation: Situation) -> tuple[str, str] | None:
    if situation.protected is None:
        return None
    if isinstance(situation.protected, dt.date):
        return _("posts "), _("protected since {date}").format(date=formats.date(situation.protected))
    return _("account "), _("public")


def _age(situation: Situation) -> tuple[str, str] | None:
    if situation.under_18 is None:
        return None
    return "", _("under 18") if situation.under_18 else _("18 or over")


def _controls(situation: Situation) -> str:
    number = len(situation.controls)
    if not number:
        return _("no switch turned off yet.")
    return ngettext("{n} control set.", "{n} controls set.", number).format(n=formats.count(number))
