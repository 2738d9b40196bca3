"""Someone reads what X's words say, from begin to end, in the terminal."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from auditor.cli import run
from auditor.optout import load_controls
from auditor.policy.pack import load_pack
from auditor.policy.print_out import print_out
from auditor.policy.telling import concerning, history
from auditor.policy.vocabulary import REGIONS, Region
from tests.auditor.policy.claims import assert_says_no_more_than_its_source

PACK = load_pack()
TITLES = {id: control.title for id, control in load_controls().items()}
FRESH = PACK.checked_on


def printed(region: Region | None, today: dt.date = FRESH) -> str:
    return print_out(PACK, region, TITLES, today)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_turning_point_is_told_with_its_source_and_certainty() -> None:
    told = history(PACK, "all")
    text = " ".join(entry.text for entry in told)
    for words in (
        "clause on training AI models",
        "The Irish case is struck out",
        "clause on third-party collaborators",
        "ban on training AI models on X's content",
        "exception for Grok",
        "12 months",
        "SpaceX buys xAI",
        "a sum for each 1,000,000 posts",
    ):
        assert words in text
    for entry in told:
        assert entry.sources and entry.certainty
        assert_says_no_more_than_its_source(entry.text)


def test_each_region_is_told_its_own_events_and_those_of_everybody() -> None:
    everybody = {event.text for event in PACK.history if not event.regions}
    for region in REGIONS:
        told = {entry.text for entry in history(PACK, region)}
        assert everybody <= told
        assert told - everybody == {event.text for event in PACK.history if region in event.regions}
        assert all(not entry.regions for entry in history(PACK, region))


def test_told_for_all_each_event_of_a_region_names_it() -> None:
    irish = next(entry for entry in history(PACK, "all") if "struck out" in entry.text)
    assert irish.regions == "EU and EEA"
    assert len(concerning(PACK.unknowns, "all")) == len(PACK.unknowns)


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_the_pack_is_printed_whole(region: Region | None) -> None:
    text = flat(printed(region))
    for category in PACK.categories.values():
        assert f"{category.title} ({category.id})" in text
    for clause in PACK.clauses.values():
        assert (f"[{clause.id}]" in text) == clause.applies_in(region)
        if clause.applies_in(region):
            assert flat(clause.quote or clause.says) in text
    for source in PACK.sources.values():
        assert source.title in text
    if region:
        assert f"What holds here: {PACK.regions[region]}" in text
    assert not re.search(r"[{}]", text)


def test_an_old_pack_says_so_before_anything_else() -> None:
    assert "days ago" not in printed(None)
    old = printed(None, FRESH + dt.timedelta(91))
    assert "91 days ago" in old
    assert old.index("91 days ago") < old.index("What holds here")


def test_the_command_prints_the_pack_for_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "show", "--region", "ch"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Policy pack {PACK.version}")
    assert "X Switzerland GmbH" in text
    assert "noyb" not in text.split("Sources\n=======")[0]


def test_a_region_that_is_none_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "show", "--region", "mars"]) == 2
    assert "invalid choice" in capsys.readouterr().err
