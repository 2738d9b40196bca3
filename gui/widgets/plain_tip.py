"""Tooltips of foreign text. Qt reads a tooltip as HTML if it looks like it, and would then load what an image names."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """The text so that a tooltip shows it letter for letter."""
    if "<" not in text and "&" not in text:  # nothing else makes it look like HTML
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'
