"""What no sentence of the product may say."""

from __future__ import annotations

import re

FORBIDDEN = [
    r"\bsold\b",
    r"\bsells? (your|them|it)\b",
    r"\bstolen?\b",
    r"\bleak",
    r"\bsafe(ly)?\b",
    r"\bverified\b",
    r"\bprotected from\b",
    r"DMs? (train|are used)",
    r"messages (train|are used)",
    r"not used after",
    r"removes? your data",
    r"\bguarantee",
    r"\d ?%",
    r"per ?cent",
    r"!",
    r"EU users",
    r"Europeans are opted out",
    r"opted out by default",
    r"\b(likely|probably|chance)\b",
    r"\b(oops|please)\b",
    r"[{}]",
    r"^(Yes|No)[.,]",
    r"launched in March",
    r"more than a million posts a day",
    r"remains unclear",
    r"EU users are opted out",
    r"\bmay have been (used|trained)\b",
    r"\b(was|were) (used|trained on)\b",
]


def sentences_in(text: str) -> int:
    return len(re.findall(r"[.?](?=\s|$)", text))


def assert_says_no_more_than_its_source(text: str) -> None:
    assert text
    assert text == text.strip()
    for pattern in FORBIDDEN:
        assert not re.search(pattern, text, re.IGNORECASE), f"{pattern}: {text}"
