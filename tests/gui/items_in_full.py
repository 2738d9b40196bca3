"""One item and all that the pane is told of it, as the page would put it together."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.archive.facts import Account, ArchiveFacts, SourceFile
from auditor.archive.items import Item
from auditor.optout.controls import load_controls
from auditor.policy.cases import Case, judge
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from gui.models.explained import explain
from gui.pages.explore_body import InFull
from tests.gui.sessions import DAY, at

FACTS = ArchiveFacts(
    files=(SourceFile("x.zip", 1234),),
    fingerprint="00",
    generation="2026",
    generated_at=at(2026, 11, 18),
    account=Account("1"),
)


def in_full(
    item: Item,
    *,
    situation: Situation = Situation(),  # noqa: B008  (it cannot change)
    marks: Sequence[tuple[int, int]] = (),
    around: Sequence[Item] = (),
    here: int = 0,
    on_list: bool = False,
    facts: ArchiveFacts = FACTS,
) -> InFull:
    pack, controls = load_pack(), load_controls()
    made = None if item.made_at is None else item.made_at // DAY
    ruling = judge(pack, situation, Case(item.category, item.traits, made))
    lanes = [explain(pack, situation, judged) for judged in (ruling.grok, ruling.collaborators)]
    named = dict.fromkeys(id for lane in lanes for id in lane.controls)
    return InFull(
        item,
        pack.categories[item.category],
        lanes,
        [controls[id] for id in named if id in controls],
        facts,
        marks=marks,
        steps=["x.protect", "x.grok.training", "x.partners"],
        around=around,
        here=here,
        on_list=on_list,
    )
