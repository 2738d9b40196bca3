"""The clean-up list: what deleting does and does not do, what can be done on X with each kind of data, and the list as
a file for the person. Outtake itself deletes nothing on X.
"""

from __future__ import annotations

import csv
import functools
import io
import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from importlib.resources import files
from typing import Literal

import msgspec

from auditor.archive.items import Item, Trait
from auditor.archive.text import visible
from auditor.i18n import gettext as _
from auditor.policy.pack import Pack
from auditor.policy.records import Statement, holding_in
from auditor.policy.situation import Situation
from auditor.report.model import moment

SCHEMA = "outtake-clean-up/1"
PUBLIC = frozenset({"posts", "replies", "quotes", "reposts", "likes", "bookmarks", "media", "geo"})
"""Categories whose items are posts on X, or parts of one, that the person can open there."""
OTHERS = frozenset({"likes", "reposts", "bookmarks", "contacts", "followers"})
"""Categories whose texts are other people's."""
FROM_PACK = ("copies", "licence", "other-people")
"""Those of the policy pack's limits of opting out that limit deleting as well."""
RUNS = frozenset("=+-@＝＋－＠\t\r\n")
"""With these a spreadsheet lets a formula begin."""


class OnX(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be done on X with some kinds of data.

    control  of the guide, "" if none leads to it
    basis    whether X's words or a control say so, whether it is general knowledge, or not known at all
    """

    categories: tuple[str, ...]
    text: str
    basis: Literal["texts", "general", "unknown"]
    clauses: tuple[str, ...] = ()
    control: str = ""


class OnlyCopy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A warning for lists that hold one of these categories; for every list if none is named."""

    text: str
    categories: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """resources/clean_up.toml."""

    does: tuple[Statement, ...]
    does_not: tuple[Statement, ...]
    only_copy: tuple[OnlyCopy, ...]
    on_x: tuple[OnX, ...]


class Deleting(msgspec.Struct, frozen=True):
    """What deleting on X does and what it does not do, each with the clauses it rests on."""

    does: tuple[Statement, ...]
    does_not: tuple[Statement, ...]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item in a file. `created_at` in UTC; "" is unknown, or in `text`: none, or someone else's."""

    id: str
    category: str
    on_x: str
    created_at: str = ""
    text: str = ""
    url: str = ""


@functools.cache
def load_words() -> Words:
    return msgspec.convert(tomllib.loads((files("resources") / "clean_up.toml").read_text("utf-8")), Words)


def what_deleting_does(pack: Pack, situation: Situation) -> Deleting:
    """For the place where the person lives."""
    words, limits = load_words(), {limit.id: limit for limit in pack.limits}
    x_says = Statement(
        id="delete", text=pack.sentences["what_if.delete"], clauses=("bases-protect-or-delete",), certainty="high"
    )
    trained = [correction for correction in pack.corrections if correction.id == "deleting"]
    does_not = (*trained, *(limits[id] for id in FROM_PACK if id in limits), *words.does_not)
    return Deleting((x_says, *words.does), holding_in(does_not, situation.region))


def only_copies(categories: Collection[str]) -> tuple[str, ...]:
    """Warnings for a list of items of these categories, where the archive is the only copy or will be; the one that
    holds for every list comes first."""
    said = (one for one in load_words().only_copy if not one.categories or set(one.categories) & set(categories))
    return tuple(_(one.text) for one in said) if categories else ()


@functools.cache
def on_x(category: str) -> OnX:
    """What can be done on X with an item of this category. KeyError for one that the policy pack does not have."""
    return {id: one for one in load_words().on_x for id in one.categories}[category]


def address(item: Item) -> str:
    """Where the item, or the post it is part of, stands on X; "" where it has no address that the archive tells."""
    post = item.id.partition("/")[0]
    known = item.category in PUBLIC and post.isascii() and post.isdigit()
    return f"https://x.com/i/web/status/{post}" if known else ""


def entry(item: Item) -> Entry:
    theirs = item.category in OTHERS or bool(item.traits & (Trait.FROM_OTHERS | Trait.NOT_MINE))
    return Entry(
        id=item.id,
        category=item.category,
        on_x=_(on_x(item.category).text),
        created_at=_moment(item.made_at),
        text="" if theirs else item.text or "",
        url=address(item),
    )


class Export(msgspec.Struct, frozen=True):
    """`make` returns the whole file."""

    file_name: str
    make: Callable[[Iterable[Item]], bytes]


def as_csv(items: Iterable[Item]) -> bytes:
    """UTF-8 with its mark, which spreadsheets look for. No cell runs as a formula, no character acts unseen."""
    lines = io.StringIO()
    rows = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(Entry.__struct_fields__)
    for item in items:
        rows.writerow([_harmless(str(cell)) for cell in msgspec.structs.astuple(entry(item))])
    return lines.getvalue().encode("utf-8-sig")


def as_json(items: Iterable[Item]) -> bytes:
    """Texts as the archive holds them."""
    listed = {"schema": SCHEMA, "items": [entry(item) for item in items]}
    return msgspec.json.format(msgspec.json.encode(listed), indent=2) + b"\n"


def as_links(items: Iterable[Item]) -> bytes:
    """A line an item: its id, then where it stands on X, if that is known."""
    lines = (f"{one.id}\t{one.url}".rstrip() for one in map(entry, items))
    return "".join(f"{visible(line)}\n" for line in lines).encode()


EXPORTS = {
    "csv": Export("clean-up-list.csv", as_csv),
    "json": Export("clean-up-list.json", as_json),
    "txt": Export("clean-up-list.txt", as_links),
}
"""In the order in which they are offered."""


def in_pieces(rows: Sequence[int], fetch: Callable[[Sequence[int]], list[Item]], piece: int = 500) -> Iterable[Item]:
    """The items of these rows, few at a time."""
    for start in range(0, len(rows), piece):
        yield from fetch(rows[start : start + piece])


def _harmless(cell: str) -> str:
    """The apostrophe makes it text; what stands before a sign is skipped by some spreadsheets."""
    shown = visible(cell)
    begins = shown.lstrip(" \u00a0\u3000")[:1]
    return f"'{shown}" if begins in RUNS and begins else shown


def _moment(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    try:
        return moment(milliseconds)
    except OverflowError:
        return ""
