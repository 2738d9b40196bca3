"""What the timeline says in words: how much was written before the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from auditor.overview import WRITTEN, Tally, day_of
from auditor.policy.pack import Pack, RuleChange
from auditor.policy.situation import Situation


def markers(pack: Pack, situation: Situation) -> list[RuleChange]:
    """The rule changes with a letter, oldest first."""
    return sorted((c for c in pack.changes(situation.region) if c.kind == "marker"), key=lambda change: change.day)


def bands(pack: Pack, situation: Situation) -> list[RuleChange]:
    return [change for change in pack.changes(situation.region) if change.kind == "band"]


def written_before(tally: Iterable[Tally], day: dt.date) -> int:
    """Items drawn on the timeline that are older than `day`."""
    limit = day_of(day)
    return sum(g.items for g in tally if g.category in WRITTEN and g.day is not None and g.day < limit)
