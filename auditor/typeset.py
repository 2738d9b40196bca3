"""PDF pages from a template and data, the one way for every document: tagged (PDF/UA-1), set in the fonts we ship.

The data reach the template as JSON, so text of a person is never markup. No text can make it fail: what the fonts lack
is shown by its code point in brackets, controls are left out, and very long text is cut.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import msgspec
import typst

from auditor.typefaces import FACES, faces_with

MOST = 20_000
"""Characters of one text; the rest is cut. In a paragraph of over 65,535, typst loses what each glyph stands for."""

JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""They have no picture of their own and only act on their neighbours."""


def typeset(template: str, data: object, *, made_at: dt.datetime) -> bytes:
    """A PDF of resources/templates/`template`.typ with `data`, anything msgspec can turn into JSON.

    The same data and moment give the same bytes.
    """
    plain = msgspec.to_builtins(data)
    try:
        return _compile(template, _each_text(plain, showable), made_at)
    except typst.TypstError:
        # A cluster that no font can shape, though each has its letters. Nobody's letter fails for that.
        return _compile(template, _each_text(plain, _in_latin), made_at)


def showable(text: str) -> str:
    """The text with line ends and tabs as they are, other controls left out, and what no font has as [U+XXXX]."""
    if text.isascii() and text.isprintable():
        return text[:MOST] if len(text) <= MOST else text[:MOST] + "…"
    text = unicodedata.normalize("NFC", text if len(text) <= MOST else text[:MOST] + "…")
    shown: list[str] = []
    able = frozenset(FACES)
    for letter in text:
        if letter in "\n\t":
            shown.append(letter)
        elif letter in JOINERS:
            shown.append(letter if able else "")
        elif not _is_control(letter):
            # A mark is drawn on the letter before it, so one font must have both.
            able = faces_with(letter) & able if unicodedata.combining(letter) else faces_with(letter)
            shown.append(letter if able else f"[U+{ord(letter):04X}]")
    return "".join(shown)


def _in_latin(text: str) -> str:
    return "".join(
        letter if letter.isascii() else f"[U+{ord(letter):04X}]" for letter in showable(text) if letter not in JOINERS
    )


def _is_control(letter: str) -> bool:
    """Also halves of pairs, which are no characters, and code points that will never be one."""
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same shape with every text changed; the names of fields are ours."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(entry, change) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(entry, change) for entry in value]
    return value


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


@cache
def _fonts() -> typst.Fonts:
    with as_file(files("resources") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _compile(template: str, data: object, made_at: dt.datetime) -> bytes:
    source = (files("resources") / "templates" / f"{template}.typ").read_bytes()
    return typst.compile(
        source,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": _json(data), "fonts": _json(list(FACES))},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
