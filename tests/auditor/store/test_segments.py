"""Text comes apart the same way wherever it stands: scripts without spaces and emoji, and no others."""

from __future__ import annotations

import unicodedata

import pytest

from auditor.store.segments import BARRIER, is_spaceless, mention_token, segmented


def test_every_sign_without_spaces_comes_apart_also_in_the_middle_of_latin() -> None:
    apart = [sign for sign in map(chr, range(0x110000)) if is_spaceless(sign)]
    assert len(apart) > 100_000
    for sign in apart:
        if unicodedata.is_normalized("NFKC", sign):
            assert segmented(f"a{sign}b") == f"a {sign} {BARRIER} b"


@pytest.mark.parametrize(
    "text", ["Füße, naïve «déjà»", "Привет, мир", "مرحبا بالعالم", "नमस्ते", "“ten” – 5 €", "Tiếng Việt"]
)
def test_scripts_with_spaces_stay_as_they_are(text: str) -> None:
    assert segmented(text) == unicodedata.normalize("NFKC", text)


def test_what_looks_the_same_is_the_same() -> None:
    assert segmented("a =\u0338 b") == segmented("a \u2260 b")  # an equals sign and a stroke are one sign
    assert segmented("ｶﾞ") == segmented("ガ")
    assert segmented("❤\ufe0f") == segmented("❤")


def test_mentions_follow_the_text_once_more() -> None:
    text = "to @One and ＠two_2, not me@three"
    assert segmented(text) == f"to @One and @two_2, not me@three {mention_token('One')} {mention_token('two_2')}"
    assert segmented("今日 @me").endswith(f" {mention_token('me')}")
