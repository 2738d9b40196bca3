"""A person finds a step with whatever words they have: new, old, misspelt in case, or pasted from the address bar."""

from __future__ import annotations

import pytest

from auditor.optout.controls import load_controls
from auditor.optout.find import find_steps

CONTROLS = load_controls()


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.control.id, hit.where) for hit in find_steps(text, CONTROLS)]


@pytest.mark.parametrize(
    ("text", "control", "where"),
    [
        ("Allow your posts as well as your interactions", "x.grok.training", "old"),
        ("allow your PUBLIC data", "x.grok.training", "label"),
        ("off-x activity", "x.inferred", "old"),
        ("Off X Activity", "x.inferred", "old"),
        ("audience and tagging", "x.protect", "old"),
        ("direct messages", "x.dm", "old"),
        ("https://x.com/settings/connected_apps", "x.apps", "link"),
        ("Personalize Grok using X", "g.usex", "label"),
        ("Personalize Grok using 𝕏", "g.usex", "label"),
        ("places you’ve been", "x.loc.personalise", "label"),
        ("collaborateurs tiers", "x.grok.training", "text"),
        ("something went wrong", "x.grok.training", "text"),
        ("delete all imagine", "g.delete", "label"),
        ("x.grok.memory", "x.grok.memory", "text"),
    ],
)
def test_any_words_lead_to_the_step(text: str, control: str, where: str) -> None:
    assert found(text)[0] == (control, where)


def test_the_old_label_is_given_back_so_that_it_can_be_shown() -> None:
    hit = find_steps("allow your posts", CONTROLS)[0]
    assert hit.words.startswith("Allow your posts as well as")
    assert find_steps("collaborateurs", CONTROLS)[0].words == ""


def test_every_label_old_or_new_finds_its_own_step() -> None:
    for control in CONTROLS.values():
        for label in filter(
            None, (control.label, *control.further_labels, *control.older_labels, *control.older_pages)
        ):
            assert control.id in [id for id, _ in found(label)], label


def test_all_words_must_be_there_and_none_finds_nothing() -> None:
    assert found("grok zebra") == []
    assert found("") == found(" !? ") == []


def test_words_are_found_by_their_beginning_not_in_their_middle() -> None:
    assert "x.contacts" in [id for id, _ in found("contact")]
    assert found("ontacts") == []
