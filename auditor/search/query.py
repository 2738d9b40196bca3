"""The language of the search: words, "exact phrases", and filters such as from:2019..2021 or -kind:reply.

Nothing a person types is an error: what is no filter is looked for as words.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from auditor.policy.vocabulary import COLLABORATOR_VERDICTS, GROK_VERDICTS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNDATED = "none"
"""The value of the year of items that have no date."""
FIRST_YEAR, LAST_YEAR = 2006, 2199


class Words(msgspec.Struct, frozen=True):
    """What a text must hold, or with `excluded` must not; a phrase is meant to the letter."""

    text: str
    phrase: bool = False
    excluded: bool = False


class Filter(msgspec.Struct, frozen=True):
    """Items that have any of the values, or with `excluded` none of them."""

    key: str
    values: tuple[str, ...]
    excluded: bool = False


class Query(msgspec.Struct, frozen=True):
    """All of the words and all of the filters must hold."""

    words: tuple[Words, ...] = ()
    filters: tuple[Filter, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """What can be asked of this audit: category id -> the words for it in the person's language, and its languages."""

    categories: Mapping[str, tuple[str, ...]] = {}
    languages: tuple[str, ...] = ()


ANYTHING = Known()

CHOICES: Mapping[str, tuple[str, ...]] = {
    "verdict": GROK_VERDICTS,
    "collaborators": COLLABORATOR_VERDICTS,
    "has": ("media", "place"),
    "is": ("mine", "others", "thread", "long", "edited", "written"),
    "weekday": WEEKDAYS,
    "hour": tuple(str(hour) for hour in range(24)),
}
"""Keys whose values are always the same."""
ALIASES = {"kind": "category", "from": "since", "language": "lang", "excluded": "stated-excluded"}
KEYS = (
    "category",
    "verdict",
    "collaborators",
    "since",
    "until",
    "year",
    "lang",
    "has",
    "is",
    "mention",
    "weekday",
    "hour",
)

_TOKEN = re.compile(r'(?P<no>[-－−])?(?:(?P<key>[^\W\d_]+)[:：])?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')
QUOTES = '"„“”‟«»＂'
"""Any of them opens and closes a phrase."""
_AS_ONE = str.maketrans(dict.fromkeys(QUOTES, '"'))
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NAME = re.compile(r"[@＠]?(\w{1,20})", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?")


def parse(text: str, known: Known = ANYTHING) -> Query:
    """The query that a text asks."""
    words: list[Words] = []
    filters: list[Filter] = []
    for token in _TOKEN.finditer(text.translate(_AS_ONE)):
        excluded = token["no"] is not None
        understood = _filters(token, known, excluded=excluded)
        if understood:
            filters += understood
        else:
            words += _words(token, excluded=excluded)
    return Query(tuple(words), tuple(filters))


def written(query: Query) -> str:
    """The text of a query: `parse` gives the query again."""
    filters = (f"{'-' * filter.excluded}{filter.key}:{','.join(filter.values)}" for filter in query.filters)
    words = ("-" * one.excluded + (f'"{one.text}"' if one.phrase else one.text) for one in query.words)
    return " ".join((*filters, *words))


def pieces(text: str) -> list[tuple[int, int]]:
    """Where each word, phrase and filter of a text begins and ends."""
    return [token.span() for token in _TOKEN.finditer(text.translate(_AS_ONE))]


def not_understood(text: str, known: Known = ANYTHING) -> list[str]:
    """What looks like a filter and is none, so that it is looked for as words."""
    return [
        token[0]
        for token in _TOKEN.finditer(text.translate(_AS_ONE))
        if token["key"] and not (token["plain"] or "").startswith("//") and not _filters(token, known, excluded=False)
    ]


def _words(token: re.Match[str], *, excluded: bool) -> Iterator[Words]:
    before = f"{token['key']}:" if token["key"] else ""
    if token["quoted"] is None:
        yield Words(token[0][excluded:], excluded=excluded)
        return
    if before:
        yield Words(before, excluded=excluded)
    if phrase := token["quoted"].strip():
        yield Words(phrase, phrase=True, excluded=excluded)


def _filters(token: re.Match[str], known: Known, *, excluded: bool) -> list[Filter]:
    key = (token["key"] or "").lower()
    key = ALIASES.get(key, key)
    value = (token["quoted"] if token["quoted"] is not None else token["plain"]).strip()
    if key in ("since", "until"):
        return _days(key, value, excluded=excluded)
    values = tuple(dict.fromkeys(one for part in value.split(",") for one in _values(key, part.strip(), known)))
    complete = values and all(list(_values(key, part.strip(), known)) for part in value.split(","))
    return [Filter(key, values, excluded)] if complete else []


def _values(key: str, value: str, known: Known) -> Iterator[str]:
    """The values that one word of a filter stands for; none if it is not understood."""
    read = _READERS.get(key)
    lowered = value.lower()
    if read is not None:
        yield from read(lowered, known)
    elif key in CHOICES:
        lowered = ALIASES.get(lowered, lowered)
        if lowered in CHOICES[key]:
            yield lowered


def _category(value: str, known: Known) -> Iterator[str]:
    if value in known.categories or (known is ANYTHING and _AN_ID.fullmatch(value)):
        yield value
        return
    yield from (id for id, words in known.categories.items() if value in {word.lower() for word in words})


_AN_ID = re.compile(r"[a-z_]+")
"""How ids of categories are written; whether there is one is known only where the categories are."""


def _language(value: str, known: Known) -> Iterator[str]:
    if value in known.languages or (not known.languages and _LANGUAGE.fullmatch(value)):
        yield value


def _year(value: str, _known: Known) -> Iterator[str]:
    first, dots, last = value.partition("..")
    if value == UNDATED:
        yield UNDATED
    elif _is_year(first) and (not dots or _is_year(last)):
        yield from map(str, range(int(first), int(last or first) + 1))


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR


def _mention(value: str, _known: Known) -> Iterator[str]:
    if name := _NAME.fullmatch(value):
        yield name[1]


_READERS: Mapping[str, Callable[[str, Known], Iterator[str]]] = {
    "category": _category,
    "lang": _language,
    "year": _year,
    "mention": _mention,
}


def _days(key: str, value: str, *, excluded: bool) -> list[Filter]:
    """2019, 2019-03 or 2019-03-05, or two of them with dots between, either of which may be missing."""
    first, dots, last = value.partition("..")
    if not dots:
        day = _day(value, end=key == "until")
        return [Filter(key, (day,), excluded)] if day else []
    ends = [("since", _day(first, end=False), first), ("until", _day(last, end=True), last)]
    if excluded or not (first or last) or any(text and not day for _key, day, text in ends):
        return []
    return [Filter(end, (day,)) for end, day, _text in ends if day]


def _day(text: str, *, end: bool) -> str:
    """The first or last day of what is named, "" if that is no date."""
    match = _DAY.fullmatch(text)
    if match is None:
        return ""
    year, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        month = month or (12 if end else 1)
        last = calendar.monthrange(year or 0, month)[1]
        return dt.date(year or 0, month, day or (last if end else 1)).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        return ""
