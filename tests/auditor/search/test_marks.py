"""What a search found is marked where it stands, in every script, and nothing else is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.search.marks import MOST_LETTERS, MOST_MARKS, marks
from auditor.search.query import parse


def marked(query: str, text: str) -> list[str]:
    """The words that are marked."""
    return [text[start:end] for start, end in marks(parse(query), text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("clinic", "The Clinic, then the polyclinic: a CLINIC", ["Clinic", "CLINIC"]),
        ("cafe", "Café or CAFE, never decaf", ["Café", "CAFE"]),
        ("café", "The cafe is open", ["cafe"]),
        ("zurich", "Zu\u0308rich by night", ["Zu\u0308rich"]),
        ("żółw", "ŻÓŁW", ["ŻÓŁW"]),
        ("東京", "昨日、東京タワーと東京駅に行った", ["東京", "東京"]),
        ("ラーメン", "美味しいラーメンを食べた", ["ラーメン"]),
        ("กรุงเทพ", "ฉันอยู่กรุงเทพมหานคร", ["กรุงเทพ"]),
        ("नमस्ते", "सब को नमस्ते कहो", ["नमस्ते"]),
        ("서울", "어제 서울에서 만났다", ["서울"]),
        ("👍", "Good 👍 very 👍", ["👍", "👍"]),
        ("клиника", "Новая Клиника открыта", ["Клиника"]),
        ("مرحبا", "قال مرحبا للجميع", ["مرحبا"]),
        ('"नमस्त"', "नमस्ते नमस्त", ["नमस्त"]),
        ("twitter", "私はTwitterが好き", ["Twitter"]),
        ("❤️", "I ❤ it", ["❤"]),
        ("👩‍💻", "a 👩‍💻 at work", ["👩‍💻"]),
        ("file", "the ﬁle and my_file", ["ﬁle", "file"]),
    ],
)
def test_words_are_marked_in_every_script(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ('"new clinic"', "A new clinic, a new old clinic, the New, Clinic", ["new clinic", "New, Clinic"]),
        ('"new clin"', "new clinic", []),
        ('"東京 駅"', "東京 駅", ["東京 駅"]),
        ("it's", "It's fine, its too", ["It's"]),
        ("http://example.org/a", "see http://example.org/a/b", ["http://example.org/a"]),
    ],
)
def test_a_phrase_is_marked_as_one(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_only_the_last_word_may_be_the_beginning_of_one() -> None:
    assert marked("cli doc", "clinic doctor doc cli") == ["doc", "doc", "cli"]
    assert marked("doc -cli", "doctor doc") == ["doc"]


def test_a_single_letter_stands_alone() -> None:
    assert marked("a", "A banana and a pear") == ["A", "a"]


def test_what_is_excluded_is_not_marked() -> None:
    assert marked("clinic -dentist", "clinic, dentist") == ["clinic"]
    assert marked("-mention:dana", "@dana") == []


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("mention:Dana", "Hi @dana, hi @dana_2, hi @DANA", ["@dana", "@DANA"]),
        ("mention:dana,erik", "@erik and @dana but not erik", ["@erik", "@dana"]),
        ("mention:dana", "mail me at me@dana", []),
        ("mention:dana", "＠dana", ["＠dana"]),
    ],
)
def test_a_mention_is_marked_with_its_sign(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_filters_alone_mark_nothing() -> None:
    assert marks(parse("lang:de has:media"), "lang de has media") == []


def test_marks_that_meet_are_one() -> None:
    assert marked('"new clinic" clinic', "a new clinic here") == ["new clinic"]


def test_a_text_of_a_megabyte_is_marked_at_its_beginning_only() -> None:
    text = "clinic " * 150_000
    found = marks(parse("clinic"), text)
    assert len(found) == MOST_MARKS
    assert found == sorted(found)
    accented = "é" * 1_000_000 + " clinic"
    assert marks(parse("clinic"), accented) == []
    assert all(end <= MOST_LETTERS for _start, end in marks(parse("東"), "東" * 1_000_000))


@given(st.text(max_size=20), st.text(max_size=80))
def test_marks_always_lie_within_the_text_in_their_order(query: str, text: str) -> None:
    found = marks(parse(query), text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))
