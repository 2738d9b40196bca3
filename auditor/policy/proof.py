"""Whether X's words are quoted letter for letter: against stored copies where they are at hand, else against hashes.

`resources/policy/quotes.toml` holds a SHA-256 of every quote and the texts in which it was found. A hash alone proves
only that a quote is unchanged since then; that X wrote it is proved by the texts, which do not ship with the product.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from auditor.policy.records import Clause, Pack, Source

QUOTES = "quotes.toml"
MOST_WORDS = 60
"""A quote is short."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_\\]")


class Recorded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A quote as it was last recorded. `found_in` is empty where no copy of the source can be kept."""

    sha256: str
    found_in: tuple[str, ...] = ()


class Proof(msgspec.Struct, frozen=True):
    """What the check of the quotes came to, as ids of clauses.

    found      letter for letter in every text that was at hand
    unchanged  as last recorded, but no text was at hand
    faults     what must be mended, a sentence each
    """

    found: tuple[str, ...]
    unchanged: tuple[str, ...]
    faults: tuple[str, ...]


def recorded_quotes() -> dict[str, Recorded]:
    """Clause id -> its quote as last recorded."""
    text = (files("resources") / "policy" / QUOTES).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Recorded])


def sha256(quote: str) -> str:
    return hashlib.sha256(quote.encode()).hexdigest()


def prove(pack: Pack, recorded: Mapping[str, Recorded], texts: Mapping[str, str]) -> Proof:
    """Check every quote. `texts`: file name -> stored copy, as many as are at hand."""
    found, unchanged, faults = [], [], []
    for clause in pack.clauses.values():
        if not clause.quote:
            continue
        fault = _fault(pack, clause, recorded.get(clause.id), texts)
        if fault:
            faults.append(f"{clause.id}: {fault}")
        elif _at_hand(pack.sources[clause.source], texts):
            found.append(clause.id)
        else:
            unchanged.append(clause.id)
    faults += [
        f"{id}: a hash without a quote" for id in recorded if id not in pack.clauses or not pack.clauses[id].quote
    ]
    return Proof(tuple(found), tuple(unchanged), tuple(faults))


def record(pack: Pack, texts: Mapping[str, str]) -> str:
    """The text of quotes.toml, for quotes that were proved with all their texts at hand."""
    lines = [
        "# A SHA-256 of every quote in clauses.toml and the stored copies in which it was found letter for letter.",
        "# Written by `make check-policy TEXTS=folder RECORD=yes`, never by hand.",
    ]
    for clause in pack.clauses.values():
        if clause.quote:
            names = _at_hand(pack.sources[clause.source], texts)
            found = "[" + ", ".join(f'"{name}"' for name in names) + "]"
            lines += ["", f"[{clause.id}]", f'sha256 = "{sha256(clause.quote)}"', f"found_in = {found}"]
    return "\n".join(lines) + "\n"


def _fault(pack: Pack, clause: Clause, known: Recorded | None, texts: Mapping[str, str]) -> str:
    if len(clause.quote.split()) > MOST_WORDS:
        return f"the quote is longer than {MOST_WORDS} words"
    source = pack.sources[clause.source]
    for name in _at_hand(source, texts):
        if plain(clause.quote) not in plain(part(source, texts[name])):
            return f"the quote does not stand in {name}"
    if known is None:
        return "the quote was never recorded"
    if known.sha256 != sha256(clause.quote):
        return "the quote was changed since it was recorded"
    if bool(known.found_in) != bool(source.texts) or not set(known.found_in) <= set(source.texts):
        return "it is recorded as found in other texts than its source names"
    return ""


def _at_hand(source: Source, texts: Mapping[str, str]) -> list[str]:
    return [name for name in source.texts if name in texts]


def part(source: Source, text: str) -> str:
    """The part of a stored copy that is this document. ValueError if its limits are not in it."""
    start = text.index(source.text_from) if source.text_from else 0
    end = text.index(source.text_until, start + 1) if source.text_until else len(text)
    return text[start:end]


def plain(text: str) -> str:
    """Without what only a stored copy adds: Markdown's marks, the addresses of links, the breaking of lines."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())
