"""What the timeline says in words: how much was written before the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from auditor.overview import WRITTEN, Tally, day_of
from auditor.policy.cases import Case, judge
from auditor.policy.pack import Pack, RuleChange
from auditor.policy.situation import Situation


def markers(pack: Pack, situation: Situation) -> list[RuleChange]:
    """The rule changes with a letter, oldest first."""
    return sorted((c for c in pack.changes(situation.region) if c.kind == "marker"), key=lambda change: change.day)


def bands(pack: Pack, situation: Situation) -> list[RuleChange]:
    return [change for change in pack.changes(situation.region) if change.kind == "band"]


def written_before(pack: Pack, situation: Situation, tally: Iterable[Tally], day: dt.date) -> int:
    """Items drawn on the timeline that are older than `day`."""
    limit = day_of(day)
    since = day_of(situation.protected) if isinstance(situation.protected, dt.date) else None
    drawn: dict[tuple[str, bool], bool] = {}
    older = 0
    for group in tally:
        if group.day is None or group.day >= limit:
            continue
        # Only the category and the day of protecting decide on the row: a handful of cases, not one for every day.
        case = (group.category, since is not None and group.day >= since)
        if case not in drawn:
            ruling = judge(pack, situation, Case(group.category, 0, group.day))
            drawn[case] = ruling.category in WRITTEN
        older += group.items if drawn[case] else 0
    return older
