"""What can be put where the cursor stands: the keys of the language, and the values of a key with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from auditor.design import load_tokens
from auditor.i18n import gettext as _
from auditor.policy.vocabulary import AUDIENCES
from auditor.search.query import ALIASES, CHOICES, KEYS, QUOTES, UNDATED, Filter, Known, parse
from auditor.search.typed import key_of, word_at

MINUS = "-－−"
DATES = ("since", "until")
"""Keys that have one value."""
MEANINGS: Mapping[str, str] = {
    "category": "A kind of data, such as posts or likes",
    "verdict": "What X's words say of it for Grok and xAI",
    "collaborators": "What X's words say of it for collaborators",
    "since": "Made on a day or later",
    "until": "Made on a day or earlier",
    "year": "Made in a year",
    "lang": "In a language, as X noted it",
    "has": "With a photo, a video or a place",
    "is": "Mine or of others, long, edited, in a thread",
    "mention": "Names an account, such as @name",
    "weekday": "Made on a day of the week, by your clock",
    "hour": "Made in an hour of the day, by your clock",
}
"""A key -> what it narrows to."""
TITLES: Mapping[str, Mapping[str, str]] = {
    "has": {"media": "Photo or video", "place": "Place"},
    "is": {
        "mine": "Mine",
        "others": "From others",
        "thread": "In a thread of mine",
        "long": "Long",
        "edited": "Edited later",
        "written": "Written by me",
    },
    "weekday": {
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
    },
    "year": {UNDATED: "Undated"},
}
LANES = dict(zip(("verdict", "collaborators"), AUDIENCES, strict=True))
Facets = Mapping[str, Mapping[str, int]]
"""A key of the language -> value -> items that it would leave, as `Counts.facets` has them."""


class Completion(msgspec.Struct, frozen=True):
    """`text` takes the place of the letters from `start` to `end`.

    label  what it stands for, in the person's words
    items  how many it would leave, None where that is not known
    ends   whether nothing more must follow
    """

    text: str
    label: str
    items: int | None
    start: int
    end: int
    ends: bool


def complete(text: str, cursor: int, known: Known, facets: Facets | None = None) -> list[Completion]:
    """What the word that the cursor is in or behind may become, likely ones first."""
    start, end, word = _begun(text, cursor)
    if word is None:
        return []
    minus = word[:1] if word[:1] in MINUS else ""
    if ":" not in word.replace("：", ":"):
        return [_of_key(minus, key, start, end) for key in _keys(word.removeprefix(minus))]
    key = key_of(word)
    so_far, _colon, value = word.replace("：", ":").partition(":")
    others, _comma, typed = value.rpartition(",")
    taken = parse(f'{key}:"{others.strip(",")}"', known).filters
    if others.strip(",") and (not taken or key in DATES):
        return []
    given = taken[0].values if taken else ()
    counted = (facets or {}).get(key)
    return [
        Completion(
            f"{so_far}:{','.join((*given, one))}",
            label,
            None if counted is None else counted.get(one, 0),
            start,
            end,
            ends=True,
        )
        for one, label, *words in _values(key, typed, known, facets or {})
        if one not in given and _begins(typed, (one, label, *words))
    ]


def label_of(key: str, value: str, known: Known) -> str:
    """A value in the person's words."""
    if key == "category":
        return next(iter(known.categories.get(value, ())), value)
    if key in LANES:
        return _(load_tokens().verdict(LANES[key], value).label)
    return _(TITLES.get(key, {}).get(value, value))


def values_of(filter: Filter, known: Known) -> list[str]:
    """The values of a filter as they are read: categories by their titles, years that follow each other as one."""
    if filter.key == "category":
        return [label_of(filter.key, value, known) for value in filter.values]
    if filter.key != "year":
        return list(filter.values)
    runs: list[list[str]] = []
    for year in filter.values:
        follows = runs and UNDATED not in {year, runs[-1][-1]} and int(year) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs]


def _begun(text: str, cursor: int) -> tuple[int, int, str | None]:
    """Where the word at the cursor begins and ends, and what of it is typed; None within a phrase.

    A quotation that follows a key is its value.
    """
    start, end = word_at(text, cursor)
    quotes = [place for place, letter in enumerate(text[:cursor]) if letter in QUOTES]
    if len(quotes) % 2 == 0:
        return start, end, text[start:cursor]
    start, key_ends = word_at(text, quotes[-1])[0], quotes[-1]
    key = text[start:key_ends]
    return start, end, key + text[key_ends + 1 : cursor] if key.endswith((":", "：")) else None


def _of_key(minus: str, key: str, start: int, end: int) -> Completion:
    return Completion(f"{minus}{key}:", _(MEANINGS[ALIASES.get(key, key)]), None, start, end, ends=False)


def _keys(typed: str) -> list[str]:
    """The keys that begin so, by their other names only where they are not offered by their own."""
    typed = typed.lower()
    own = [key for key in KEYS if key.startswith(typed)]
    return own + [name for name, key in ALIASES.items() if key in KEYS and key not in own and name.startswith(typed)]


def _values(key: str, typed: str, known: Known, facets: Facets) -> Iterator[tuple[str, ...]]:
    """(value, label, other words by which it is found) of what a key may have."""
    counted = facets.get(key, {})
    if key == "category":
        values: Iterable[str] = known.categories
    elif key == "lang":
        values = sorted(known.languages, key=lambda code: (-counted.get(code, 0), code))
    elif key == "year":
        values = sorted(counted, key=lambda year: (year != UNDATED, year), reverse=True)
    elif key in DATES:
        values = _dates(key, typed, facets)
    else:
        values = CHOICES.get(key, ())
    for value in values:
        yield value, label_of(key, value, known), *(known.categories[value] if key == "category" else ())


def _dates(key: str, typed: str, facets: Facets) -> list[str]:
    """How a date can be written, with the year that was typed or the newest there is."""
    year = (
        typed[:4]
        if typed[:4].isdecimal() and len(typed) >= 4
        else max(facets.get("year", {}).keys() - {UNDATED}, default="")
    )
    if not year:
        return []
    days = [year, f"{year}-03", f"{year}-03-05"]
    return [*days, f"{year}..{int(year) + 1}"] if key == "since" else days


def _begins(typed: str, words: Iterable[str]) -> bool:
    """Whether one of the words, or a word within it, begins so."""
    return any(f" {typed.lower()}" in f" {word.lower()}" for word in words)
