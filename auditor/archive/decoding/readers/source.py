"""Where a record comes from, which is what every reader is given beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from auditor.archive.items import Item
from auditor.archive.kinds import Kind


class Source(msgspec.Struct, frozen=True):
    """Where a record comes from. `number` is its place in the file, counted from 0."""

    kind: Kind
    part: int
    account_id: str | None
    number: int = 0

    def item(self, category: str, id: str = "", *, traits: int = 0, **values: Any) -> Item:
        return Item(category, self.kind.name, self.place if id in _NO_ID else id, traits=int(traits), **values)

    @property
    def place(self) -> str:
        """What stands for an id where X gives none."""
        return f"{self.part}:{self.number}"


_NO_ID = ("", "-1")
"""X writes -1 for an account that is gone."""


Read = Callable[[Any, Source], Iterable[Item]]


def detail(**values: object) -> str | None:
    """A small JSON object of what has a value, None where nothing has."""
    filled = {key: value for key, value in values.items() if value}
    return msgspec.json.encode(filled).decode() if filled else None
