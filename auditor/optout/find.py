"""Finding a step by any words a person may have: a label, an old one, a menu name, an address, or plain words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from auditor.i18n import gettext as _
from auditor.optout.records import Control

Where = Literal["label", "title", "old", "page", "link", "text"]
"""What held the words, the best first; "old" is a label or page name that X no longer uses."""
WHERE: tuple[Where, ...] = ("label", "title", "old", "page", "link", "text")


class FoundStep(msgspec.Struct, frozen=True):
    """A control, and the words of it that matched ("" for running text)."""

    control: Control
    where: Where
    words: str = ""


def find_steps(text: str, controls: Mapping[str, Control]) -> list[FoundStep]:
    """The controls that have every word of `text` in one place, the best place first, then in the order of the data.
    Capitals, accents and punctuation do not matter. Nothing is found by an empty text."""
    wanted = _folded(text.strip().removeprefix("https://")).split()
    if not wanted:
        return []
    found = [hit for control in controls.values() if (hit := _best(control, wanted))]
    return sorted(found, key=lambda hit: WHERE.index(hit.where))


def _best(control: Control, wanted: list[str]) -> FoundStep | None:
    for where, words in _places(control):
        if all(_begins(word, words) for word in wanted):
            return FoundStep(control, where, "" if where == "text" else words)
    return None


def _begins(word: str, words: str) -> bool:
    """Whether some word begins so; in scripts that may do without spaces, whether it stands anywhere."""
    return (f" {word}" if word.isascii() else word) in f" {_folded(words)}"


def _places(control: Control) -> Iterator[tuple[Where, str]]:
    for label in (control.label, *control.further_labels):
        yield "label", label
    yield "title", _(control.title)
    for former in control.formerly:
        yield "old", former.text
    for page in (control.page, control.section, *control.path):
        yield "page", page
    for link in (control.link, *control.further_links):
        yield "link", link.removeprefix("https://")
    sentences = [control.hint, control.why, *control.does, *control.does_not, control.cost, control.phone]
    sentences += [note.text for note in control.notes] + [trouble.sees for trouble in control.troubles]
    yield "text", " ".join([control.id, *map(_, sentences)])


def _folded(text: str) -> str:
    """Without capitals, accents and what is neither letter nor digit, so that “Off-X” is found by "off x"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(
        "".join(
            letter if letter.isalnum() else "" if unicodedata.combining(letter) else " " for letter in letters
        ).split()
    )
