"""Items on their way from the reading into the store: packed where they were read, put away without being opened."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from auditor.archive.items import JUDGED, Item, Trait

_LARGEST = 2**62
NONE = -_LARGEST
"""Stands for no time and no thread; below every time and every number of an id."""
A_BATCH = 500
"""Items that are put away together at most: whoever looks at one item unpacks no more than these."""


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """Some items of one file, in its order.

    batches  the items themselves, A_BATCH at a time, as msgpack
    sorts    the (category, kind) that a figure in `sort` means
    langs    the same for `lang`: X's codes, the first is none

    The rest is one figure an item, as the bytes of an array: sort, lang and traits of 16 bits; of 64 bits made_at
    (milliseconds, or NONE), and id and thread (see `numbers_of`; NONE where there is no thread).
    """

    batches: list[bytes]
    sorts: list[tuple[str, str]]
    langs: list[str]
    sort: bytes
    lang: bytes
    traits: bytes
    made_at: bytes
    id: bytes
    thread: bytes

    @property
    def items(self) -> int:
        return len(self.sort) // 2

    def counts(self) -> Counter[tuple[str, int]]:
        """Items by category and judged traits."""
        import numpy as np  # whoever only packs does without

        found: Counter[tuple[str, int]] = Counter()
        cases = np.frombuffer(self.sort, np.uint16).astype(np.int32) << 16 | np.frombuffer(self.traits, np.uint16)
        for case, items in zip(*np.unique(cases, return_counts=True), strict=True):
            # The whole text of a long post is joined to its post later: it would be counted twice here.
            if not case & _LONG:
                found[self.sorts[case >> 16][0], int(case) & _JUDGED] += int(items)
        return found


K = TypeVar("K")


class _Numbered(dict[K, int]):
    """Figures in the order in which they are asked for."""

    def __missing__(self, key: K) -> int:
        figure = self[key] = len(self)
        return figure


def pack(items: Iterable[Item]) -> Packed:
    items = list(items)
    sorts: _Numbered[tuple[str, str]] = _Numbered()
    langs: _Numbered[str | None] = _Numbered({None: 0})
    sort = [*map(sorts.__getitem__, zip([i.category for i in items], [i.kind for i in items], strict=True))]
    lang = [*map(langs.__getitem__, [item.lang for item in items])]
    threads = [item.thread for item in items]
    met = [id for id in set(threads) if id is not None]
    number_of = dict(zip([None, *met], [NONE, *numbers_of(met)], strict=True))
    return Packed(
        batches=[_encode(items[at : at + A_BATCH]) for at in range(0, len(items), A_BATCH)],
        sorts=list(sorts),
        langs=[name or "" for name in langs],
        sort=array("H", sort).tobytes(),
        lang=array("H", lang).tobytes(),
        traits=array("H", [item.traits for item in items]).tobytes(),
        made_at=array("q", [NONE if item.made_at is None else item.made_at for item in items]).tobytes(),
        id=array("q", numbers_of([item.id for item in items])).tobytes(),
        thread=array("q", map(number_of.__getitem__, threads)).tobytes(),
    )


def numbers_of(ids: Sequence[str]) -> list[int]:
    """A number that stands for each id: its own where it is one, as nearly all of X's are, else a negative one made
    of 61 bits of a hash. That two different ids share one is less likely than a fault of the machine. Numbers are
    compared within one audit only."""
    try:
        return _numbers(ids)
    except (ValueError, msgspec.DecodeError):
        if len(ids) > 1:  # one is odd: each for itself
            return [number for id in ids for number in numbers_of([id])]
        digest = hashlib.blake2b(ids[0].encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return [_hashed(int.from_bytes(digest, "big"))]


def _numbers(ids: Sequence[str]) -> list[int]:
    """Where all are figures, or several figures as 2:15 and 17/4: read as JSON, in a tenth of the time that each for
    itself would take. JSON says as we do that 007 is no figure. Raises ValueError and msgspec.DecodeError."""
    if _NO_FIGURE.search("".join(ids)):
        raise ValueError
    figures = _figures(f"[[{'],['.join(ids).replace(':', ',').replace('/', ',')}]]") if ids else []
    numbers = [one[0] if len(one) == 1 else _hashed(hash(tuple(one))) for one in figures]
    if numbers and max(numbers) >= _LARGEST:
        raise ValueError
    return numbers


def _hashed(hash: int) -> int:
    return -1 - (hash >> 3 & 2**61 - 1)


_NO_FIGURE = re.compile("[^0-9:/]")
_figures = msgspec.json.Decoder(list[list[int]]).decode


def id_of(number: int) -> str | None:
    """The id that a number stands for; None where only its hash is known."""
    return str(number) if number >= 0 else None


_LONG, _JUDGED = int(Trait.LONG), int(JUDGED)
_encode = msgspec.msgpack.Encoder().encode
