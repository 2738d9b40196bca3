"""Where in a text the words of a query stand, so that they can be marked."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata

from auditor.search.query import Query, Words
from auditor.store.segments import is_spaceless, phrase

MOST_LETTERS, MOST_MARKS = 100_000, 500
Span = tuple[int, int]
"""Start and end, in letters of the text."""

_UNDERSCORE = "\x1f"
"""Stands for the sign that parts words, but not names."""
_PARTING = f" @{_UNDERSCORE}"
_WORD_BEGINS, _WORD_ENDS = f"(?<![^{_PARTING}])", f"(?![^{_PARTING}])"
_NAME_BEGINS, _NAME_ENDS = "(?<![^ @])", "(?![^ @])"
_ASCII = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "@" else " " for code in range(128)}
_ASCII[ord("_")] = _UNDERSCORE


def marks(query: Query, text: str) -> list[Span]:
    """In their order, none over another."""
    patterns = _patterns(query)
    if not patterns or not text:
        return []
    text = text[:MOST_LETTERS]
    folded, places = (text.translate(_ASCII), None) if text.isascii() else _folded(text)
    found: list[Span] = []
    for pattern in patterns:
        for match in itertools.islice(pattern.finditer(folded), MOST_MARKS):
            start, end = match.span()
            found.append((start, end) if places is None else (places[start], places[end - 1] + 1))
    return _apart(sorted(found))[:MOST_MARKS]


@functools.lru_cache(maxsize=8)
def _patterns(query: Query) -> tuple[re.Pattern[str], ...]:
    wanted = [words for words in query.words if not words.excluded]
    patterns = [_pattern(words, last=words is query.words[-1]) for words in wanted]
    names = [
        name for filter in query.filters if filter.key == "mention" and not filter.excluded for name in filter.values
    ]
    patterns += [re.compile(f"{_NAME_BEGINS}@{name.replace('_', _UNDERSCORE)}{_NAME_ENDS}") for name in names]
    return tuple(pattern for pattern in patterns if pattern is not None)


def _pattern(words: Words, *, last: bool) -> re.Pattern[str] | None:
    """As the index finds it: whole words with anything but letters between, the last of all perhaps only begun."""
    parts = re.findall(f"[^{_PARTING}]+", _folded(words.text)[0])
    if not parts:
        return None
    goes_on = last and not words.phrase and goes_on_after(words.text)
    before = "" if is_spaceless(parts[0][0]) else _WORD_BEGINS
    after = "" if goes_on or is_spaceless(parts[-1][-1]) else _WORD_ENDS
    return re.compile(before + f"[{_PARTING}]+".join(map(re.escape, parts)) + after)


def goes_on_after(text: str) -> bool:
    """Whether the last word may be the beginning of one: not a single letter, which would be half of all texts."""
    end = text.rsplit(maxsplit=1)[-1] if text.strip() else ""
    return len(end) > 1 and end[-1].isalnum() and not is_spaceless(end[-1])


def _folded(text: str) -> tuple[str, list[int]]:
    """Small letters without accents in their plainest form, and the place in the text that each comes from.

    What is no letter is a space, and there is one between scripts with and without spaces.
    """
    letters = [" "]
    places = [0]
    for place, letter in enumerate(text):
        for part in _plain(letter):
            if part != " " != letters[-1] and is_spaceless(part) is not is_spaceless(letters[-1]):
                letters.append(" ")
                places.append(place)
            letters.append(part)
            places.append(place)
    return "".join(letters), places


@functools.lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Without accents and in its plainest form; an accent by itself is nothing, and so is what joins emoji."""
    if letter.isascii():
        return _ASCII[ord(letter)]
    parts = unicodedata.normalize("NFKD", letter)
    plain = unicodedata.normalize("NFC", "".join(part for part in parts if not _is_accent(part)))
    return "".join(
        _ASCII[ord(part)] if part.isascii() else part.lower()[0] if _is_letter(part) else " " for part in plain
    )


def _is_accent(letter: str) -> bool:
    return "\u0300" <= letter <= "\u036f" or not phrase(letter)


def _is_letter(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] in "LN" or kind in ("Co", "Mn", "Mc", "So", "Sk")


def _apart(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
