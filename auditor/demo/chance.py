"""Chance that repeats: every thing in a made archive draws from its own seeded source.

Nothing depends on the order in which things are made, so the same post can be made again for another file
(its header row, its long text, its picture) instead of being kept in memory.
"""

from __future__ import annotations

import random
import zlib

MASK = (1 << 64) - 1


def mix(seed: int, *keys: int | str) -> int:
    """A 64-bit number that depends on nothing but the seed and the keys (splitmix64, chained)."""
    state = seed & MASK
    for key in keys:
        number = key if isinstance(key, int) else zlib.crc32(key.encode())
        state = (state + number * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & MASK
        state ^= state >> 31
    return state


def chance(seed: int, *keys: int | str) -> random.Random:
    """The source of chance of the one thing that the keys name."""
    return random.Random(mix(seed, *keys))
