"""What was judged in each row of the overview."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.overview import Tally
from auditor.policy.cases import Case, Judgement, judge
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import Audience

Judged = dict[str, dict[Audience, list[tuple[Judgement, int]]]]


def judged_in(pack: Pack, situation: Situation, tally: Iterable[Tally]) -> Judged:
    """Row -> audience -> its different judgements with their items, most items first. Rows without items are judged
    as if they had some, so that their verdict can be read too."""
    sums: dict[str, dict[Audience, dict[Judgement, int]]] = {}
    for group in tally:
        ruling = judge(pack, situation, Case(group.category, group.traits, group.day))
        lanes = sums.setdefault(ruling.category, {"grok": {}, "collaborators": {}})
        for judgement in (ruling.grok, ruling.collaborators):
            lane = lanes[judgement.audience]
            lane[judgement] = lane.get(judgement, 0) + group.items
    for category in pack.categories:
        if category not in sums:
            ruling = judge(pack, situation, Case(category))
            sums[category] = {"grok": {ruling.grok: 0}, "collaborators": {ruling.collaborators: 0}}
    return {
        row: {audience: sorted(found.items(), key=lambda pair: -pair[1]) for audience, found in lanes.items()}
        for row, lanes in sums.items()
    }
