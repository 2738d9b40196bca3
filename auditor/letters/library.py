"""Every letter, whom it can go to and what the law is called there, as resources/letters holds them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import msgspec

from auditor.optout.controls import load_sources
from auditor.optout.links import is_allowed
from auditor.policy.vocabulary import REGIONS, Certainty, Region

LETTER_FILES = ("gdpr", "fadp", "ccpa", "lgpd", "pipeda", "requests", "complaint")

Party = Literal["x", "xai"]
PARTIES: tuple[Party, ...] = get_args(Party)
Kind = Literal["objection", "access", "erasure", "restriction", "consent", "opt-out", "request", "complaint"]
Unit = Literal["day", "business-day", "month"]

Block = str | tuple[str, ...]
"""A paragraph, or the points of a numbered list."""


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sourced time for a reply: `length` units by `rule`, which `further` units may lengthen (0 = not sourced)."""

    length: int
    unit: Unit
    rule: str
    told: str
    further: int = 0


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A template.

    party         the company it is about; it also goes there, unless `to_authority`
    basis         the article it rests on; empty where none is sourced
    grounds       whether it takes personal reasons: it needs them, has room for them, or neither
    reply         the time for the reply, None where none is sourced: then nothing is tracked
    after         letters that come before it
    subject/body  text with {names} of fields and words; "@name" stands for a shared paragraph
    """

    id: str
    kind: Kind
    party: Party
    title: str
    hint: str
    regions: tuple[Region, ...]
    subject: str
    body: tuple[Block, ...]
    sources: tuple[str, ...]
    certainty: Certainty
    checked_on: dt.date
    basis: str = ""
    grounds: Literal["", "optional", "needed"] = ""
    reply: Deadline | None = None
    after: tuple[str, ...] = ()
    to_authority: bool = False


class Addressee(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company at an address of its own or of its representative. `send` says how, to the person."""

    party: Party
    title: str
    company: str
    lines: tuple[str, ...]
    salutation: str
    send: str
    link: str
    sources: tuple[str, ...]
    certainty: Certainty
    notes: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for letters from a region. `x` and `xai` are addressees, the usual one first; `authority` is empty
    where the person must name it."""

    law: str
    x: tuple[str, ...]
    xai: tuple[str, ...]
    authority: str
    authority_hint: str
    complaint: str
    closing: str
    paper: Literal["a4", "us-letter"]

    def addressees(self, party: Party) -> tuple[str, ...]:
        return self.x if party == "x" else self.xai


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with a number. `categories` are those of the policy pack whose items are counted."""

    many: str
    one: str = ""
    categories: tuple[str, ...] = ()


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a field is asked for; `gap` stands in the letter, in brackets, while it is empty."""

    label: str
    gap: str
    hint: str = ""
    many_lines: bool = False


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all letters share. `shared` paragraphs and `words` are of the letter; the rest is told to the person."""

    sentences: dict[str, str]
    kinds: dict[Kind, str]
    fields: dict[str, FieldWords]
    grounds: dict[str, Wording]
    words: dict[str, str]
    shared: dict[str, str]


@cache
def load_frame() -> Frame:
    return msgspec.convert(_read("frame"), Frame)


@cache
def load_addressees() -> dict[str, Addressee]:
    return msgspec.convert(_read("places")["addressees"], dict[str, Addressee])


@cache
def load_places() -> dict[Region, Place]:
    return msgspec.convert(_read("places")["places"], dict[Region, Place])


@cache
def load_letters() -> dict[str, Letter]:
    """Every letter by id, in the order of the kinds. ValueError where the data contradicts itself."""
    letters: list[Letter] = []
    for name in LETTER_FILES:
        letters += _letters(_read(name))
    letters.sort(key=lambda letter: list(load_frame().kinds).index(letter.kind))
    check(letters)
    _check_places()
    return {letter.id: letter for letter in letters}


def fitting(region: Region | None, party: Party | None = None) -> list[Letter]:
    """The letters for where a person lives, none while that is unknown."""
    return [
        letter
        for letter in load_letters().values()
        if region in letter.regions and (party is None or letter.party == party)
    ]


def check(letters: Iterable[Letter]) -> None:
    """ValueError, naming the letter, for what names something that does not exist."""
    letters = list(letters)
    ids = {letter.id for letter in letters}
    if len(ids) < len(letters):
        raise ValueError("two letters share an id")
    for letter in letters:
        if unknown := {*letter.after} - ids:
            raise ValueError(f"{letter.id}: comes after unknown {sorted(unknown)}")
        if unknown := {*letter.sources} - load_sources().keys():
            raise ValueError(f"{letter.id}: unknown sources {sorted(unknown)}")
        if bool(letter.grounds) != ("{grounds}" in letter.body):
            raise ValueError(
                f"{letter.id}: says that it takes grounds without a place for them, or the other way round"
            )


def _check_places() -> None:
    for id, addressee in load_addressees().items():
        if not is_allowed(addressee.link):
            raise ValueError(f"{id}: link is not https on an allowed host: {addressee.link}")
        if unknown := {*addressee.sources} - load_sources().keys():
            raise ValueError(f"{id}: unknown sources {sorted(unknown)}")
    for region in REGIONS:
        place = load_places()[region]
        for party in PARTIES:
            if any(load_addressees()[id].party != party for id in place.addressees(party)):
                raise ValueError(f"{region}: an address of the other company")


def _letters(data: dict[str, Any]) -> list[Letter]:
    """`reply` of a letter names a table of its file: the deadline."""
    rows = [data["defaults"] | row for row in data["letters"]]
    return msgspec.convert(
        [row | ({"reply": data[row["reply"]]} if "reply" in row else {}) for row in rows], list[Letter]
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "letters" / f"{name}.toml").read_text("utf-8"))
