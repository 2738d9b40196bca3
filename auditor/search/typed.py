"""A query while it is being typed: what is finished becomes a filter, what is not is not searched for yet."""

from __future__ import annotations

import re

import msgspec

from auditor.search.query import ALIASES, KEYS, QUOTES, Filter, Known, Query, not_understood, parse, pieces

_BEGUN = re.compile(r"[-－−]?(?P<key>[^\W\d_]+)[:：]")


class Settled(msgspec.Struct, frozen=True):
    """filters  those that are finished
    text     what is left of the text without them
    cursor   where the cursor is then
    """

    filters: tuple[Filter, ...]
    text: str
    cursor: int


def settle(text: str, cursor: int | None, known: Known) -> Settled:
    """Take the filters out of a text, but for the one at the cursor (None when nothing is being typed any more)."""
    filters: list[Filter] = []
    rest, at, after = "", len(text) if cursor is None else cursor, 0
    for start, end in pieces(text):
        query = parse(text[start:end], known)
        if start < after or query.words or not query.filters or _goes_on(text, start, end, cursor):
            continue
        filters += query.filters
        rest += text[after:start]
        after = end + 1 if text[end : end + 1].isspace() else end
        if cursor is not None and cursor > start:
            at -= min(cursor, after) - start
    rest += text[after:]
    return Settled(tuple(filters), rest, min(at, len(rest)))


def asked(text: str, cursor: int | None, known: Known) -> Query:
    """What a text asks so far: a filter whose value is still on its way is neither a filter nor words."""
    start, end = (0, 0) if cursor is None else word_at(text, cursor)
    begun = key_of(text[start:end])
    if begun in KEYS and not parse(text[start:end], known).filters:
        text = text[:start] + text[end:]
    return parse(text, known)


def doubtful(text: str, cursor: int | None, known: Known) -> list[str]:
    """What looks like a filter, is none, and is not at the cursor."""
    start, end = (0, 0) if cursor is None else word_at(text, cursor)
    return not_understood(text[:start] + text[end:], known)


def word_at(text: str, cursor: int) -> tuple[int, int]:
    """Where the word begins and ends that the cursor is in or behind; nothing between words."""
    for start, end in pieces(text):
        if start < cursor <= end:
            return start, end
    return cursor, cursor


def key_of(piece: str) -> str:
    """The key that a filter begins with, by its own name where it has several; "" for what is no filter."""
    begun = _BEGUN.match(piece)
    if begun is None:
        return ""
    key = begun["key"].lower()
    return ALIASES.get(key, key)


def _goes_on(text: str, start: int, end: int, cursor: int | None) -> bool:
    """Whether the person may still be typing it: the cursor is there, or a quotation before it is open."""
    if cursor is None:
        return False
    return start < cursor <= end or sum(text.count(quote, 0, start) for quote in QUOTES) % 2 == 1
