"""A letter on paper and as plain text. What the sender should know comes after it, apart, and is never sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from auditor.i18n import gettext as _
from auditor.letters.composing import Composed
from auditor.letters.library import Block
from auditor.typeset import typeset


def to_text(letter: Composed) -> str:
    """The letter alone, a paragraph a line: for a form or an e-mail."""
    parts = (
        "\n".join(letter.sender),
        "\n".join(letter.addressee),
        letter.date,
        letter.subject,
        letter.salutation,
        *map(_plain, letter.body),
        letter.closing,
        "\n".join(letter.signature),
        "\n".join(letter.enclosures),
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def notes_title() -> str:
    return _("For you: not part of the letter")


def to_text_file(letter: Composed) -> bytes:
    """The letter and, below a line, what its sender should know."""
    notes = "\n".join(f"- {note}" for note in (*letter.warnings, *letter.notes))
    return f"{to_text(letter)}\n{'-' * 40}\n{notes_title()}\n\n{notes}\n".encode("utf-8", "replace")


def to_pdf(letter: Composed, made_at: dt.datetime) -> bytes:
    """The letter and, on a page of its own, what its sender should know. Tagged, and no text makes it fail."""
    title = _("For you: leave this page out when you send the letter")
    page = msgspec.to_builtins(letter) | {"notes_title": title, "notes": [*letter.warnings, *letter.notes]}
    return typeset("letter", page, made_at=made_at)


def _plain(block: Block) -> str:
    return block if isinstance(block, str) else "\n".join(_numbered(block))


def _numbered(points: Iterable[str]) -> Iterable[str]:
    return (f"{number}. {point}" for number, point in enumerate(points, 1))
