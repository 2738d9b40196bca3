"""Text as the index of words sees it, in every script.

SQLite finds words between spaces. Scripts written without spaces, and emoji, are therefore taken apart into single
characters, which a phrase finds again; a barrier after each run keeps a phrase from reaching over its end.
"""

from __future__ import annotations

import re
import unicodedata

BARRIER = "\ue000"
NAMED = "\ue001"
"""Before a mentioned name, so that a mention is found as such."""
_UNDERSCORE = "\ue002"
"""Stands in names for the sign that the index would cut at."""

_SPACELESS = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff"  # Myanmar
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u1780-\u17ff\u19e0-\u19ff"  # Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff\U0001aff0-\U0001b16f"  # kana
    "\u00a6\u00a9\u00ae\u00b0\u203c\u2049\u2100-\u214f\u2190-\u2bff"
    "\u3030\u303d\u3200-\u33ff\u4dc0-\u4dff\U0001f000-\U0001faff"  # emoji and other signs, which are none of a word
)
_RUN = re.compile(f"[{_SPACELESS}]+")
_PLAIN = "\0-\u00a5\u00b1-\u0dff\u1e00-\u1fff\u2010-\u203b\u20a0-\u20cf"
"""Latin, Cyrillic, Arabic, Hindi and the like, with their marks and money: in most texts that is all there is."""
_SPECIAL = re.compile(f"[^{_PLAIN}]")
_MENTION = re.compile(r"@(?<!\w@)(\w{1,20})", re.ASCII)  # the sign first: so it is searched for as fast as can be
_JOINERS = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0020-\U000e007f]+")
"""What joins or colours emoji and is no character of its own."""


def segmented(text: str) -> str:
    """The text as it goes into the index."""
    apart = text if text.isascii() else _taken_apart(text)
    if "@" not in text:
        return apart
    names = _MENTION.findall(text.replace("\uff20", "@"))
    return f"{apart} {mention_token(f' {NAMED}'.join(names))}" if names else apart  # of all names at once


def phrase(text: str) -> str:
    """The same for what is searched: without the last barrier, so that a run may go on in the text."""
    return text if text.isascii() else _taken_apart(text).removesuffix(f"{BARRIER} ")


def mention_token(name: str) -> str:
    return NAMED + name.lower().replace("_", _UNDERSCORE)


def is_spaceless(character: str) -> bool:
    return _RUN.fullmatch(character) is not None


def _taken_apart(text: str) -> str:
    text = _normal(text)
    if not _SPECIAL.search(text):
        return text
    return _RUN.sub(_split, _normal(_JOINERS.sub("", text)))


def _normal(text: str) -> str:
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def _split(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} {BARRIER} "
