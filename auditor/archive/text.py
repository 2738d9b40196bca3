"""Making X's stored text what a person would read."""

from __future__ import annotations

from collections.abc import Iterable


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
