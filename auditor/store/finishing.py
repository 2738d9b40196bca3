"""What is put in order once everything is read: each item once, and long posts whole."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import apsw
import msgspec
import numpy as np
import numpy.typing as npt

from auditor.archive.items import Item, Trait
from auditor.archive.packed import NONE
from auditor.store import batches
from auditor.store.columns import Arrived, Mask, Names, of_sorts

LONG_POST_DISTANCE = 1_000_000_000
"""A long post's text has an id of its own that lies less than this below the id of its post."""
SAME_MOMENT = 2_000
"""Milliseconds by which the two may differ in time."""
EDITION = 20
"""Bits of a rank below those that say which download it is."""
_AT_ONCE = 100_000
"""Items compared at a time: for all of three million it would take the memory that is wanted elsewhere."""
_SPREAD = 0x9E3779B97F4A7C15 - 2**64
"""Odd, so that no two ids become one when multiplied by it; ids next to each other come to lie far apart."""

Numbers = npt.NDArray[np.int64]


def is_post(category: str, kind: str) -> bool:
    """The posts themselves, whatever file they stand in: one post has one id in all of them."""
    return kind in _POST_FILES and category not in ("media", "geo")


def _is_long_text(_category: str, kind: str) -> bool:
    return kind in ("note_tweet", "deleted_note_tweet")


_POST_FILES = ("tweets", "deleted_tweets", "community_tweet", "twitter_circle_tweet")


def put_in_order(connection: apsw.Connection, came: Arrived, names: Names) -> Mask:
    """Count each item once and join long posts to their posts. What is gone then is returned.

    Parts may overlap, and so do the downloads of one account: of equal items the one of the lowest rank stays. What
    only an older download has stays too: that it is absent from a newer one does not say it was deleted.
    """
    gone = np.zeros(len(came.sort), np.bool_)
    if len(came.rank) and came.rank.max() >> EDITION != came.rank.min() >> EDITION:
        gone |= _same_content(connection, came)
        gone |= _same(came.id, np.zeros_like(came.sort), came.rank, ~gone & of_sorts(came.sort, names.having(is_post)))
    gone |= _same(came.id, came.sort, came.rank, ~gone)
    edits: dict[int, batches.Edit | None] = dict.fromkeys((np.flatnonzero(gone) + 1).tolist())
    whole = _posts_of_long_texts(came, names, gone)
    texts = batches.fetch(connection, [note + 1 for note in whole])
    for text, (note, post) in zip(texts, whole.items(), strict=True):
        gone[note] = True
        came.traits[post] |= _LONG
        edits[note + 1] = None
        edits[post + 1] = functools.partial(_with_text, text.text)
    batches.change(connection, edits)
    return gone


def _with_text(text: str | None, item: Item) -> Item:
    return msgspec.structs.replace(item, text=text, traits=item.traits | _LONG)


def _same(ids: Numbers, group: npt.NDArray[np.uint16], rank: npt.NDArray[np.int32], among: Mask) -> Mask:
    """Those to which an equal one, of the same id and group, stands in an earlier place.

    What has no equal, nearly everything, is only looked at once, as one number.
    """
    repeated = np.zeros(len(ids), np.bool_)
    key = _keys(ids, group)[among]
    key.sort()
    twice = key[1:][key[1:] == key[:-1]]
    del key
    if len(twice):
        starts = range(0, len(ids), _AT_ONCE)
        at = np.concatenate(
            [n + np.flatnonzero(np.isin(_keys(ids[n : n + _AT_ONCE], group[n : n + _AT_ONCE]), twice)) for n in starts]
        )
        at = at[among[at]]
        at = at[np.lexsort((rank[at], group[at], ids[at]))]
        repeated[at[1:][(ids[at][1:] == ids[at][:-1]) & (group[at][1:] == group[at][:-1])]] = True
    return repeated


def _keys(ids: Numbers, group: npt.NDArray[np.uint16]) -> Numbers:
    """Equal where id and group are, and rarely elsewhere."""
    keys = ids * np.int64(_SPREAD)
    keys ^= group
    return keys


def _same_content(connection: apsw.Connection, came: Arrived) -> Mask:
    """Items that X gives no id have their place in the file instead, which differs between two downloads. There,
    the same content is the same item, as often as it stands in the download that has it most often."""
    found = np.array([*_contents(connection, came)], np.int64).reshape(-1, 2)
    at, content = found[:, 0], found[:, 1]
    edition = came.rank[at] >> EDITION
    order = np.lexsort((at, came.rank[at], edition, content))
    at, content, edition = at[order], content[order], edition[order]
    begins = np.ones(len(at), np.bool_)
    begins[1:] = (content[1:] != content[:-1]) | (edition[1:] != edition[:-1])
    places = np.arange(len(at))
    nth = places - np.maximum.accumulate(np.where(begins, places, 0))
    order = np.lexsort((edition, nth, content))
    at, content, nth = at[order], content[order], nth[order]
    copies = np.zeros(len(came.sort), np.bool_)
    copies[at[1:][(content[1:] == content[:-1]) & (nth[1:] == nth[:-1])]] = True
    return copies


def _contents(connection: apsw.Connection, came: Arrived) -> Iterator[tuple[int, int]]:
    """The place of every item without an id of X's, and a number for what it says."""
    for first_row, items in batches.walk(connection):
        for place, item in enumerate(items, first_row - 1):
            if item is not None and ":" in item.id:
                yield place, hash((int(came.sort[place]), item.made_at, item.text, item.thread))


def _posts_of_long_texts(came: Arrived, names: Names, gone: Mask) -> dict[int, int]:
    """A long post's whole text stands in a file of its own, under another id: its place -> the place of its post."""
    long = ~gone & (came.traits & _LONG != 0) & of_sorts(came.sort, names.having(_is_long_text))
    notes = np.flatnonzero(long & (came.id >= 0))
    posts = np.flatnonzero(~gone & of_sorts(came.sort, names.having(is_post)))
    posts = posts[np.argsort(came.id[posts], kind="stable")]
    ids = came.id[posts]
    taken: dict[int, int] = {}
    for note in notes[np.argsort(came.id[notes], kind="stable")].tolist():
        above = slice(*np.searchsorted(ids, came.id[note] + np.array((1, LONG_POST_DISTANCE))))
        for post in posts[above].tolist():
            if post not in taken and _at_once(came.made_at[[note, post]]):
                taken[post] = note
                break
    return {note: post for post, note in taken.items()}


def _at_once(made_at: Numbers) -> bool:
    return NONE in made_at or bool(abs(made_at[0] - made_at[1]) < SAME_MOMENT)


_LONG = int(Trait.LONG)
