"""The table of kinds: what every data file of X is called, how it is read and what its records count as."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec


class Fields(msgspec.Struct, frozen=True):
    """Where a plain record holds what an item shows: dotted paths, the first that has a value wins.

    detail  what else is worth showing: its name -> one path
    """

    id: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
    detail: dict[str, str] = {}


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of resources/kinds.toml, where each column is explained."""

    name: str
    file: str
    group: str
    wrappers: tuple[str, ...]
    categories: tuple[str, ...]
    older: tuple[str, ...] = ()
    reason: str = ""
    reader: str = ""
    fields: Fields = Fields()
    media: tuple[str, ...] = ()
    note: str = ""


class _Table(msgspec.Struct):
    kind: list[Kind]


@functools.cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    table = tomllib.loads((files("resources") / "kinds.toml").read_text("utf-8"))
    return {kind.name: kind for kind in msgspec.convert(table, _Table).kind}


@functools.cache
def _by_any_name() -> dict[str, Kind]:
    return {name: kind for kind in kinds().values() if kind.file for name in (kind.name, *kind.older)}


def handed_out(category: str) -> bool:
    """Whether archives of X are known to hold what counts as it; a kind of which they are not has a note."""
    return any(category in kind.categories and not kind.note for kind in kinds().values())


@functools.cache
def media_folders() -> dict[str, Kind]:
    """Every folder of media by its name."""
    return {folder: kind for kind in kinds().values() for folder in kind.media}


_PART = re.compile(r"(?P<base>[a-z0-9_-]+?)(?:-part(?P<part>\d{1,6}))?(?: ?\(\d+\))?\.js", re.IGNORECASE)
_MONTH = re.compile(r"(?P<year>\d{4})_(?P<month>\d\d)\.js")


def identify(file_name: str) -> tuple[Kind | None, int]:
    """The kind and part number of a data file by its name ("tweets-part2.js" -> tweets, 2); None if X never had it.

    The number a browser adds to a second download ("tweets (1).js") does not matter.
    """
    if month := _MONTH.fullmatch(file_name):
        return kinds()["grailbird_tweets"], int(month["year"] + month["month"])
    match = _PART.fullmatch(file_name)
    if match is None:
        return None, 0
    return _by_any_name().get(match["base"].lower().replace("-", "_")), int(match["part"] or 0)
