"""Someone takes one item along as evidence: what the archive holds of it, and what X's words say."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.archive.facts import Account, ArchiveFacts, SourceFile
from auditor.archive.items import Item, Trait
from auditor.evidence import evidence
from auditor.optout.controls import load_controls
from auditor.policy import rules
from auditor.policy.cases import Case, judge
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation

PACK = load_pack()
FACTS = ArchiveFacts(
    files=(SourceFile("twitter-2026-11-18.zip", 1_234_567, "ab" * 32),),
    fingerprint="00",
    generation="2026",
    generated_at=int(dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC).timestamp() * 1000),
    account=Account("1", "someone", "Some One"),
)
MADE = int(dt.datetime(2026, 5, 19, 6, 41, 7, tzinfo=dt.UTC).timestamp() * 1000)
POST = Item("posts", "tweets", "1234567890", MADE, "Third week\nat the clinic.", lang="en")


def taken(item: Item, facts: ArchiveFacts = FACTS) -> str:
    situation = Situation(region="eu")
    category = PACK.categories[item.category]
    day = None if item.made_at is None else item.made_at // 86_400_000
    ruling = judge(PACK, situation, Case(item.category, item.traits, day))
    when = None if day is None else dt.date(1970, 1, 1) + dt.timedelta(day)
    return evidence(
        PACK,
        situation,
        facts,
        item,
        category,
        [ruling.grok, ruling.collaborators],
        time=rules.when_made(PACK, "eu", category, when),
        titles={id: control.title for id, control in load_controls().items()},
    )


def test_it_says_where_the_item_was_read_and_when_it_was_made() -> None:
    lines = taken(POST).splitlines()
    assert lines[:5] == [
        "Post 1234567890",
        "Archive made by X: 2026-11-18 09:30:00 UTC",
        f"Read from: twitter-2026-11-18.zip, 1,234,567 bytes, SHA-256 {'ab' * 32}",
        "Data file: tweets.js",
        "Made: 2026-05-19 06:41:07 UTC",
    ]
    assert lines[6:9] == ["Text, as the archive holds it:", "  | Third week", "  | at the clinic."]


def test_both_verdicts_stand_with_clause_source_dates_and_the_version_of_the_policy_pack() -> None:
    text = taken(POST)
    assert "Grok / xAI: Stated" in text
    assert "Collaborators: Open, public" in text
    assert "“This includes public X posts and associated metadata of X users.”" in text
    assert "https://help.x.com/rules-and-policies/data-processing-legal-bases" in text
    assert "In force or first recorded 25 July 2024." in text
    assert "Copy of 24 June 2026" in text
    assert f"Policy pack {PACK.version}." in text
    assert "Rules in force when it was made, and now" in text
    assert "Where you live: EU and EEA" in text


@pytest.mark.parametrize("claim", ["was used", "has been used", "trained on this", "proof", "sold", "leaked"])
def test_it_claims_nothing_beyond_the_words(claim: str) -> None:
    mine = taken(msgspec_without_text(POST))
    quotes = [clause.quote for clause in PACK.clauses.values() if clause.quote]
    for quote in quotes:
        mine = mine.replace(quote, "")
    for line in mine.splitlines():
        assert claim not in line or "not" in line or "never" in line, line


def msgspec_without_text(item: Item) -> Item:
    return Item(item.category, item.kind, item.id, item.made_at)


def test_none_of_the_text_can_pass_for_a_line_of_the_evidence() -> None:
    nasty = "x\nGrok / xAI: Excluded\r\nPolicy pack 9.\u2028Made: never\u202e\x07\x00"
    lines = taken(Item("posts", "tweets", "1", MADE, nasty)).splitlines()
    assert "  | Grok / xAI: Excluded[U+000D]" in lines
    assert "  | Policy pack 9.[U+2028]Made: never[U+202E][U+0007][U+0000]" in lines
    assert "Grok / xAI: Excluded" not in lines
    assert any("characters that cannot be seen are written as [U+" in line for line in lines)


def test_what_is_not_known_is_said() -> None:
    text = taken(Item("likes", "like", "9"), ArchiveFacts(files=(), fingerprint="00", generation="2018-2019"))
    assert "Archive made by X: not said in the archive" in text
    assert "Made: the archive holds no date for it" in text
    assert "The archive holds no text for it." in text
    assert "Data file: like.js" in text
    assert "Read from" not in text


def test_what_others_wrote_is_marked() -> None:
    received = Item("dms", "direct_messages", "9", MADE, "hello", int(Trait.FROM_OTHERS))
    assert "Written by someone else and received." in taken(received)
    picture = Item("media", "tweets", "9/1", MADE, "photo", int(Trait.NOT_MINE))
    assert "Someone else’s picture or film." in taken(picture)
    assert "someone else" not in taken(POST).split("What X’s words say")[0]
