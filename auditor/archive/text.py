"""Making X's stored text what a person would read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import msgspec

JOINERS = frozenset("\u200c\u200d")
"""Needed to write Persian, Hindi or a family emoji; they only join neighbours."""


def unescape(text: str) -> str:
    """Undo X's escaping, once: exactly three entities. `&copy;` typed by a person stays as it is."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def with_links(text: str, links: Iterable[tuple[int, int, str]]) -> str:
    """Replace t.co links by what they stand for, then unescape.

    links  (start, end, replacement); code points of the still escaped text, which is how X counts
    """
    for start, end, replacement in sorted(links, reverse=True):
        if 0 <= start < end <= len(text) and text[start:end].startswith("http"):
            text = text[:start] + replacement + text[end:]
    return unescape(text).rstrip()


def visible(text: str) -> str:
    """Every control and direction character shown as its code point, so that none can act; tabs and line ends stay."""
    if text.isprintable():
        return text
    return "".join(_seen(letter) for letter in text)


def _seen(letter: str) -> str:
    acts = unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or _is_no_character(letter)
    return f"[U+{ord(letter):04X}]" if acts and letter not in "\n\t" and letter not in JOINERS else letter


def _is_no_character(letter: str) -> bool:
    """Code points that never stand for anything; programs use them as marks of their own, Qt for frames in a text."""
    return "\ufdd0" <= letter <= "\ufdef" or ord(letter) & 0xFFFE == 0xFFFE


def excerpt(text: str, most: int) -> str:
    """The beginning of a text in one line of at most `most` letters and an ellipsis, visible."""
    # Twice as much is enough to fill the line even where it begins with white space.
    line = " ".join(_SPACES.split(text[: 2 * most])).strip()
    return visible(line if len(line) <= most else line[:most].rstrip() + "…")


_SPACES = re.compile(r"[\s\x1c-\x1f]+")


def named_values(detail: str | None) -> list[tuple[str, str]]:
    """The names and values of an item's `detail`, made visible; what is nested or not known is left out."""
    if not detail:
        return []
    try:
        values = msgspec.json.decode(detail)
    except msgspec.DecodeError:
        return []
    if not isinstance(values, dict):
        return []
    return [
        (visible(str(name)), visible(", ".join(map(str, value)) if isinstance(value, list) else str(value)))
        for name, value in values.items()
        if value not in (None, "", []) and not isinstance(value, dict)
    ]
