"""Every sentence that the guide can say: none claims what no text supports, and none claims to have looked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from auditor.optout.apps import RISKS, App, breaks, in_words
from auditor.optout.controls import load_audiences, load_controls, load_general_troubles, load_sentences, load_stages
from auditor.optout.preference_record import ABOUT
from auditor.optout.recheck import Due, due_words, stale_words
from auditor.optout.record import GuideRecord, mark_done, tell_use
from auditor.optout.records import Control
from auditor.optout.shown import Change, Shown, about
from auditor.optout.troubles import troubles
from auditor.optout.wording import told
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import REGIONS
from tests.auditor.optout.aloud import Guide

PACK, CONTROLS = load_pack(), load_controls()
DAY = dt.date(2026, 11, 21)

NEVER_SAID = re.compile(
    r"\b(sold|sells?|stolen|leaked|safe|safely|secure[ds]?|verif\w+|guarantee\w*|prove[sdn]?|protected from ai"
    r"|remov\w+ your data|not used after|no longer used|erases?|un-?train\w*|stops? (?:the |all )?training"
    r"|your dms train|please|oops|successful\w*|we (?:saw|see|checked|confirmed))\b|!|%",
    re.IGNORECASE,
)
"""Claims that no source supports, and words of comfort or alarm."""

CLAIMS_TO_HAVE_LOOKED = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:now )?(?:switched|turned|set to) (?:off|on)\b"
    r"|\b(?:the|your|this) (?:switch|setting|control) is (?:off|on)\b|\byou (?:are|have) opted out\b"
    r"|\bOuttake (?:saw|sees|found that|confirmed|checked)\b",
    re.IGNORECASE,
)


def of_the_data() -> Iterator[tuple[str, str]]:
    """Everything Outtake says itself in `resources/steps`; X's labels and menu names are X's."""
    for control in CONTROLS.values():
        yield from ((control.id, sentence) for sentence in _own_words(control) if sentence)
    yield from load_sentences().items()
    yield from ((stage.id, stage.title) for stage in load_stages().values())
    yield from load_audiences().items()
    yield from (("trouble", sentence) for one in load_general_troubles() for sentence in (one.sees, one.do))


def _own_words(control: Control) -> list[str]:
    return [
        control.title,
        control.hint,
        control.why,
        control.why_one,
        control.why_many,
        control.why_held,
        *control.does,
        *control.does_not,
        control.cost,
        control.left_out,
        control.elsewhere,
        control.precondition,
        control.phone,
        control.under_18,
        *(note.text for note in control.notes),
        *(sentence for one in control.troubles for sentence in (one.sees, one.do)),
    ]


def of_the_code() -> Iterator[tuple[str, str]]:
    """What is put together for one person: with everything that can be known of them."""
    app = App("1", "An app", "Its maker", "", (), DAY, RISKS, maybe_grok=True)
    archive = Shown(DAY, (Change(DAY, protected=True),), 3, 2, 16, (app,), (app,))
    record = GuideRecord(archive_requested_on=DAY)
    for control in CONTROLS.values():
        record = mark_done(record, control, DAY, PACK, DAY)
        yield from ((control.id, sentence) for sentence in about(archive, control.id))
        yield control.id, stale_words(control, dt.date(2027, 11, 21))
        yield from ((control.id, sentence) for one in troubles(control) for sentence in (one.sees, one.do))
        for reason in ("words", "pack", "chosen", "age"):
            yield control.id, due_words(Due(control.id, DAY, (reason,)), record, PACK)
    yield from (("app", sentence) for sentence in (*breaks(app), *map(in_words, RISKS)))
    yield "told", told(DAY)
    yield "told", told(DAY, dt.date(2026, 11, 22))
    yield "optouts.json", ABOUT
    never = tell_use(tell_use(record, "grok", DAY, used=False), "grok_com", DAY, used=False)
    for region in REGIONS:
        for protected in ("never", dt.date(2026, 1, 1)):
            situation = Situation(region=region, protected=protected, under_18=True)
            for guide in (
                Guide(situation, {"apps": 1}, record=record, archive=archive),
                Guide(situation, {}, record=never),
            ):
                yield region, guide.aloud("everything", dt.date(2027, 11, 21))


def unquoted(text: str) -> str:
    """Without X's own words: those in quotes, and the page names."""
    return re.sub(r"“[^”]*”", "", text)


SAID = {*of_the_data(), *of_the_code()}


def test_there_is_much_to_read() -> None:
    assert len(SAID) > 600
    assert any("You told us on 21 November 2026" in sentence for _, sentence in SAID)


@pytest.mark.parametrize(
    ("rule", "allowed"), [(NEVER_SAID, ("no_untraining",)), (CLAIMS_TO_HAVE_LOOKED, ())], ids=["claims", "looking"]
)
def test_no_sentence_says_what_it_may_not(rule: re.Pattern[str], allowed: tuple[str, ...]) -> None:
    broken = [
        (where, found[0]) for where, said in SAID if where not in allowed and (found := rule.search(unquoted(said)))
    ]
    assert not broken, broken


@pytest.mark.parametrize(
    "sentence",
    [
        "Verified on 3 May 2026.",
        "The switch is off.",
        "You have opted out.",
        "Your settings are switched off.",
        "Turning this off removes your data from Grok.",
        "Your likes and bookmarks are sold to AI companies.",
        "Your DMs train Grok.",
        "We checked your settings.",
        "Outtake saw that it is done.",
    ],
)
def test_the_rules_would_catch_what_may_not_be_said(sentence: str) -> None:
    assert NEVER_SAID.search(sentence) or CLAIMS_TO_HAVE_LOOKED.search(sentence)


def test_what_the_person_said_is_always_theirs() -> None:
    assert told(DAY) == "You told us on 21 November 2026."
    assert told(DAY, dt.date(2026, 11, 23)) == "You told us on 23 November 2026: done on 21 November 2026."
    assert "Outtake cannot see the switch." in load_sentences()["unseen"]


def test_every_archive_sentence_speaks_of_the_archive_or_of_its_count() -> None:
    for where, sentence in of_the_code():
        if sentence in about(Shown(DAY, (Change(DAY, protected=True),), 3, 2, 16), where):
            assert "rchive" in sentence
