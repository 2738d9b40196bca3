"""What a person has begun to type is offered to its end, in their words and with its counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.search.completion import MEANINGS, complete, label_of
from auditor.search.query import ALIASES, KEYS, Known, parse

KNOWN = Known(
    {
        "posts": ("Beiträge", "Beitrag"),
        "replies": ("Antworten", "Antwort"),
        "dms": ("Direkte Nachrichten", "Direktnachricht"),
    },
    ("de", "en", "fr"),
)
FACETS = {
    "category": {"posts": 41, "dms": 3},
    "lang": {"en": 30, "de": 14},
    "year": {"2024": 2, "2026": 40, "none": 2},
    "verdict": {"stated": 40, "implied": 4},
}


def offered(text: str, cursor: int | None = None) -> list[str]:
    return [one.text for one in complete(text, len(text) if cursor is None else cursor, KNOWN, FACETS)]


def items(text: str) -> dict[str, int | None]:
    return {one.text: one.items for one in complete(text, len(text), KNOWN, FACETS)}


def after(text: str) -> str:
    """The text when the first completion was taken."""
    first = complete(text, len(text), KNOWN, FACETS)[0]
    return text[: first.start] + first.text + text[first.end :]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("c", ["category:", "collaborators:"]),
        ("Ver", ["verdict:"]),
        ("clinic un", ["until:"]),
        ("-ha", ["-has:"]),
        ("kin", ["kind:"]),
        ("fr", ["from:"]),
        ("lang", ["lang:"]),
        ("xyz", []),
        ("", [f"{key}:" for key in KEYS]),
        ("clinic ", [f"{key}:" for key in KEYS]),
    ],
)
def test_keys_are_offered_at_the_start_of_a_word(text: str, keys: list[str]) -> None:
    assert offered(text) == keys


def test_every_key_says_in_a_sentence_what_it_narrows_to() -> None:
    assert set(MEANINGS) == set(KEYS)
    assert all(one.label and not one.ends for one in complete("", 0, KNOWN))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("verdict:st", ["verdict:stated", "verdict:stated-excluded"]),
        ("verdict:excl", ["verdict:stated-excluded"]),
        ("is:ed", ["is:edited"]),
        ("weekday:mon", ["weekday:mon"]),
        ("lang:", ["lang:en", "lang:de", "lang:fr"]),
        ("lang:de,", ["lang:de,en", "lang:de,fr"]),
        ("year:", ["year:2026", "year:2024", "year:none"]),
        ("-has:p", ["-has:media", "-has:place"]),
        ("has：", ["has:media", "has:place"]),
        ("mention:d", []),
        ("finding:h", []),
        ("lang:xx,", []),
        ("since:2019,", []),
        ("http://ex", []),
    ],
)
def test_values_follow_a_key(text: str, values: list[str]) -> None:
    assert offered(text) == values


def test_values_are_found_by_the_words_of_the_person() -> None:
    assert offered("category:antw") == ["category:replies"]
    assert offered("kind:nachr") == ["kind:dms"]
    assert offered('category:"direkte') == ["category:dms"]
    assert [one.label for one in complete("category:", 9, KNOWN)] == ["Beiträge", "Antworten", "Direkte Nachrichten"]
    assert label_of("verdict", "not-listed", KNOWN) == "Not listed"
    assert label_of("collaborators", "not-applicable", KNOWN) == "Not by X"


def test_each_value_says_how_many_items_it_would_leave() -> None:
    assert items("category:") == {"category:posts": 41, "category:replies": 0, "category:dms": 3}
    assert items("verdict:st") == {"verdict:stated": 40, "verdict:stated-excluded": 0}
    assert set(items("hour:2").values()) == {None}  # nobody counted them
    assert {one.items for one in complete("category:", 9, KNOWN)} == {None}


def test_dates_are_shown_as_they_can_be_written() -> None:
    assert offered("since:") == ["since:2026", "since:2026-03", "since:2026-03-05", "since:2026..2027"]
    assert offered("until:2019-0") == ["until:2019-03", "until:2019-03-05"]
    assert offered("from:2019.") == ["from:2019..2020"]
    assert complete("since:", 6, KNOWN) == []


def test_words_in_quotes_are_left_alone() -> None:
    assert offered('"ca') == []
    assert offered('"new ca') == []
    assert offered('"new clinic" ca') == ["category:"]


def test_a_completion_takes_the_place_of_the_word_that_the_cursor_is_in() -> None:
    assert after("clinic kind:ant") == "clinic kind:replies"
    assert after("category:posts,an") == "category:posts,replies"
    [only] = complete("cat clinic", 2, KNOWN)
    assert (only.start, only.end, only.text) == (0, 3, "category:")


@given(st.sampled_from([*KEYS, *ALIASES]), st.text(max_size=4), st.integers(0, 20))
def test_whatever_is_offered_is_understood(key: str, typed: str, cursor: int) -> None:
    text = f"{key}:{typed}"
    for one in complete(text, min(cursor, len(text)), KNOWN, FACETS):
        put = text[: one.start] + one.text + text[one.end :]
        assert not one.ends or parse(one.text, KNOWN).filters, put
