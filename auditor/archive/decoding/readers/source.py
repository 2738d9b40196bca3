"""Where a record comes from, which is what every reader is given beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from auditor.archive.items import Item, Trait
from auditor.archive.kinds import Kind


class Source(msgspec.Struct):
    """Where a record comes from. `number` is its place in the file, counted from 0: the only thing that changes.

    edition  which download of the account it is, 0 the newest
    """

    kind: Kind
    part: int
    account_id: str | None
    number: int = 0
    edition: int = 0

    def item(
        self,
        category: str,
        id: str = "",
        made_at: int | None = None,
        text: str | None = None,
        traits: int = 0,
        lang: str | None = None,
        thread: str | None = None,
        detail: str | None = None,
    ) -> Item:
        """`traits` is one of the figures below, or several added up."""
        known = self.place if id in _NO_ID else id
        return Item(category, self.kind.name, known, made_at, text, traits, lang, thread, detail)

    @property
    def place(self) -> str:
        """What stands for an id where X gives none: like that of no other record, in whatever download."""
        place = f"{self.part}:{self.number}"
        return f"{self.edition}/{place}" if self.edition else place


_NO_ID = ("", "-1")
"""X writes -1 for an account that is gone."""

NOT_MINE, HAS_MEDIA, HAS_PLACE = int(Trait.NOT_MINE), int(Trait.HAS_MEDIA), int(Trait.HAS_PLACE)
SELF_THREAD, LONG, FROM_OTHERS = int(Trait.SELF_THREAD), int(Trait.LONG), int(Trait.FROM_OTHERS)
HAND_TYPED_REPOST, SUPERSEDED = int(Trait.HAND_TYPED_REPOST), int(Trait.SUPERSEDED)
# Plain figures: to add up members of an enum would take longer than all the rest of a record.

Read = Callable[[Any, Source], Iterable[Item]]


def detail(**values: object) -> str | None:
    """A small JSON object of what has a value, None where nothing has."""
    return written({key: value for key, value in values.items() if value})


def written(values: dict[str, object] | msgspec.Struct) -> str | None:
    """The same of values that leave out by themselves what has none."""
    text = _encode(values)
    return None if text == b"{}" else text.decode()


_encode = msgspec.json.Encoder().encode
