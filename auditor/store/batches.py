"""The items themselves, in batches as they were packed while reading. An item's row says how far from the first row of
its batch it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import apsw
import msgspec

from auditor.archive.items import Item
from auditor.archive.packed import A_BATCH

Places = dict[int, int]
"""Rows asked for -> their places in a batch."""
Edit = Callable[[Item], Item]


def put(connection: apsw.Connection, first_row: int, batches: Iterable[bytes]) -> None:
    """Items whose rows follow each other. All batches but the last hold A_BATCH of them."""
    connection.executemany(
        "insert into batch values(?, ?)", ((first_row + n * A_BATCH, batch) for n, batch in enumerate(batches))
    )


def fetch(connection: apsw.Connection, rows: Sequence[int]) -> list[Item]:
    """The items of these rows, in their order."""
    found: dict[int, Item] = {}
    for _first, batch, places in _holding(connection, rows):
        found.update((row, _item(batch[place])) for row, place in places.items())
    return [found[row] for row in rows]


def walk(connection: apsw.Connection) -> Iterator[tuple[int, list[Item | None]]]:
    """Every batch with its first row; None stands for an item that is gone."""
    for first_row, batch in connection.execute("select first_row, items from batch order by first_row"):
        yield first_row, _items(batch)


def change(connection: apsw.Connection, edits: Mapping[int, Edit | None]) -> None:
    """Put what each edit makes of the item in a row in its place; None for what goes."""
    for first_row, batch, places in _holding(connection, list(edits)):
        for row, place in places.items():
            edit = edits[row]
            batch[place] = msgspec.Raw(_encode(edit and edit(_item(batch[place]))))
        connection.execute("update batch set items = ? where first_row = ?", (_encode(batch), first_row))


def _holding(connection: apsw.Connection, rows: Sequence[int]) -> Iterator[tuple[int, list[msgspec.Raw], Places]]:
    """The batches in which these rows stand, taken apart, each with its first row and the places of those in it."""
    waiting = sorted(set(rows), reverse=True)
    while waiting:
        first_row, packed = _batch_of(connection, waiting[-1])
        batch = _raw(packed)
        places: Places = {}
        while waiting and waiting[-1] < first_row + len(batch):
            row = waiting.pop()
            places[row] = row - first_row
        if not places:
            raise LookupError
        yield first_row, batch, places


def _batch_of(connection: apsw.Connection, row: int) -> tuple[int, bytes]:
    found: Any = connection.execute(
        "select first_row, items from batch where first_row <= ? order by first_row desc limit 1", (row,)
    ).fetchone()
    if found is None:
        raise LookupError
    return found[0], found[1]


_encode = msgspec.msgpack.Encoder().encode
_raw = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
_item = msgspec.msgpack.Decoder(Item).decode
_items = msgspec.msgpack.Decoder(list[Item | None]).decode
