"""Verdicts. `judge` is a pure function of the pack, the person's situation and a case; nothing here is stored.

A case is settled in this order, the first that applies:

1. The item is someone else's (a picture inside a repost): `unclear`, whoever and whenever.
2. It was made while the account was, and stayed, protected: the row `protected` (excluded), or `unclear` where
   X's texts do not say what protecting means for this kind.
3. X's words exclude it (`stated-excluded`), or its cell is `unclear`, `not-listed` or `not-applicable`: that stands.
4. The person is under 18: `stated` and `implied` become `unclear`.
5. The person told us that the switch for training is off: `stated` and `implied` become `opted-out`,
   if the cell names that switch.

Rules 4 and 5 touch only the Grok lane: no text says what stops collaborators. The region decides which
version of a text is cited, never the verdict.
"""

from __future__ import annotations

import datetime as dt
import functools

import msgspec

from auditor.archive.items import Trait
from auditor.policy.pack import Category, Cell, Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import CERTAINTIES, TRAINING_SWITCH, Audience, Certainty, Verdict
from auditor.policy.wording import say

__all__ = ["Case", "Judgement", "Ruling", "judge", "say"]

_EPOCH = dt.date(1970, 1, 1).toordinal()
_NOT_MINE = int(Trait.NOT_MINE)


class Case(msgspec.Struct, frozen=True):
    """What a verdict may depend on. `traits` as in `Item`; `day` counts days since 1970-01-01 UTC, None if undated."""

    category: str
    traits: int = 0
    day: int | None = None


class Judgement(msgspec.Struct, frozen=True):
    """One audience's verdict, why, and the clauses that apply to this person, the first being the best to quote."""

    audience: Audience
    verdict: Verdict
    certainty: Certainty
    reason: str
    clauses: tuple[str, ...]
    controls: tuple[str, ...]


class Ruling(msgspec.Struct, frozen=True):
    """`category` is the row under which the case is shown; it differs from the case's own for protected posts."""

    category: str
    grok: Judgement
    collaborators: Judgement


def judge(pack: Pack, situation: Situation, case: Case) -> Ruling:
    """KeyError if the pack has no such category."""
    since = situation.protected
    made_protected = isinstance(since, dt.date) and case.day is not None and case.day >= since.toordinal() - _EPOCH
    return _ruling(pack, situation, case.category, bool(case.traits & _NOT_MINE), made_protected)


@functools.lru_cache(maxsize=1024)
def _ruling(pack: Pack, situation: Situation, category: str, not_mine: bool, made_protected: bool) -> Ruling:
    """A case without its day: an archive has tens of thousands of cases, but only some dozens of these."""
    row = pack.categories[category]
    if not_mine and row.when_not_mine:
        grok = _unclear(pack, situation, row.grok, row.not_mine_reason, controls=())
    elif made_protected and row.when_protected == "unclear":
        grok = _unclear(pack, situation, row.grok, row.protected_reason, pack.cites["protected"])
    else:
        if made_protected and row.when_protected == "protected":
            row = pack.categories["protected"]
        grok = _grok(pack, situation, row)
    return Ruling(row.id, grok, _as_it_stands(pack, situation, row.collaborators))


def _grok(pack: Pack, situation: Situation, row: Category) -> Judgement:
    cell = row.grok
    if cell.verdict in ("stated", "implied"):
        if situation.under_18:
            return _under_18(pack, situation, cell)
        if TRAINING_SWITCH in cell.controls and situation.reported(TRAINING_SWITCH):
            opted_out = msgspec.structs.replace(cell, verdict="opted-out")
            return _as_it_stands(pack, situation, opted_out, pack.cites["opted_out"])
    return _as_it_stands(pack, situation, cell)


def _under_18(pack: Pack, situation: Situation, cell: Cell) -> Judgement:
    where = {"eu": "europe", "uk": "europe", "ch": "europe", "br": "br"}.get(situation.region or "", "elsewhere")
    return _unclear(pack, situation, cell, pack.sentences[f"under_18.{where}"], pack.cites["under_18"])


def _unclear(
    pack: Pack,
    situation: Situation,
    cell: Cell,
    reason: str,
    first: tuple[str, ...] = (),
    controls: tuple[str, ...] | None = None,
) -> Judgement:
    unclear = msgspec.structs.replace(
        cell,
        verdict="unclear",
        certainty=min(cell.certainty, "medium", key=CERTAINTIES.index),
        reason=reason,
        controls=cell.controls if controls is None else controls,
    )
    return _as_it_stands(pack, situation, unclear, first)


def _as_it_stands(pack: Pack, situation: Situation, cell: Cell, first: tuple[str, ...] = ()) -> Judgement:
    clauses = pack.cited(dict.fromkeys(first + cell.clauses), situation.region)
    return Judgement(cell.audience, cell.verdict, cell.certainty, cell.reason, clauses, cell.controls)
