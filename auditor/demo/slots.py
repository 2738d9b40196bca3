"""The account's life cut into slots, each with one post or a small group (a thread, the versions of an edited post).

A slot is the same whoever asks for it, so header rows, long texts and media files are made from the slots again
instead of being remembered.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from auditor.demo import clock
from auditor.demo.chance import mix
from auditor.demo.setting import LIFE_BEGINS, Setting

DECK: dict[str, int] = {
    "post": 20,
    "post with tag": 5,
    "post with link": 6,
    "post with media": 8,
    "post with place": 2,
    "post to someone": 1,
    "reply": 22,
    "reply to the gone": 2,
    "reply with media": 1,
    "thread": 2,
    "quote": 4,
    "quote inside": 1,
    "repost": 13,
    "repost cut": 5,
    "repost with media": 2,
    "hand-typed repost": 1,
    "hand-typed repost liked": 1,
    "long": 3,
    "edited": 1,
}
"""How many of a hundred slots are of each sort."""
CARDS = tuple(sort for sort, number in DECK.items() for _ in range(number))
SINCE = {"long": clock.at("2023-06-10"), "edited": clock.at("2022-11-01")}
"""When X began to offer it; an earlier slot of that sort holds a plain post."""
GROUPS = {"thread": 3, "edited": 2}
RECORDS_PER_SLOT = sum(number * GROUPS.get(sort, 1) for sort, number in DECK.items()) / len(CARDS)


class Slot(NamedTuple):
    """One post before it is written: its sort, the ids of its group in order, and which of them it is."""

    sort: str
    times: tuple[int, ...]
    ids: tuple[str, ...]
    member: int
    key: int

    @property
    def id(self) -> str:
        return self.ids[self.member]

    @property
    def time(self) -> int:
        return self.times[self.member]


def slots(setting: Setting) -> Iterator[Slot]:
    """Every post's outline, in no order of time (as X writes them)."""
    number = max(1, round(setting.scale.posts / RECORDS_PER_SLOT))
    stride = next(step for step in range(int(number * 0.618) + 1, 2 * number + 2) if math.gcd(step, number) == 1)
    gap = clock.shortest_slot(number, LIFE_BEGINS, setting.now)
    for turn in range(number):
        index = (turn * stride) % number
        key = mix(setting.seed, "slot", index)
        begin = setting.spread((index + key % 1000 / 2000) / number) + key % 1000
        sort = CARDS[(index * 37 + setting.seed) % len(CARDS)]
        if begin < SINCE.get(sort, 0) or not offered(setting, sort):
            sort = "post"
        step = min(90 * 1000, gap // 8)
        times = tuple(begin + member * step for member in range(GROUPS.get(sort, 1)))
        ids = tuple(str(clock.snowflake(time, key)) for time in times)
        for member in range(len(times)):
            yield Slot(sort, times, ids, member, key)


def offered(setting: Setting, sort: str) -> bool:
    """Whether the generation can express that sort of post."""
    kinds = {"long": "note_tweet", "edited": "tweet_headers"}
    return sort not in kinds or kinds[sort] in setting.generation.kinds()
