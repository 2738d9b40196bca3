"""What every writer of records is given."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import msgspec

from auditor.demo import clock
from auditor.demo.chance import chance
from auditor.demo.generations import Generation
from auditor.demo.ledger import Ledger
from auditor.demo.scale import Scale

LIFE_BEGINS = clock.at("2014-02-11T19:20:33")
Record = dict[str, object]


class Setting(msgspec.Struct, frozen=True):
    """The seed, the size and the generation of the archive being made, and the ledger to enter items in."""

    seed: int
    scale: Scale
    generation: Generation
    ledger: Ledger

    @property
    def now(self) -> int:
        """When the archive is made."""
        return self.generation.made_at

    def chance(self, *keys: int | str) -> random.Random:
        return chance(self.seed, *keys)

    def spread(self, position: float, start: int = LIFE_BEGINS) -> int:
        """A time at a position (0 to 1) between the start and a month before the archive is made."""
        return clock.spread(position, start, self.now - 30 * clock.DAY)


Writer = Callable[[Setting], Iterator[Record]]
"""Yields the records of one kind and enters their items in the ledger."""
MediaWriter = Callable[[Setting], Iterator[str]]
"""Yields the names of the files of one media folder."""
