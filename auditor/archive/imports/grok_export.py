"""Chats with Grok outside X: the export of grok.com, which has its own switches. X's do not reach these chats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from auditor.archive import dates
from auditor.archive.decoding.streams import batches, utf8
from auditor.archive.imports.tables import list_under

MAIN_FILE = "prod-grok-backend.json"
"""The file with the chats, among others that hold none."""


class Response(msgspec.Struct, frozen=True):
    """One message of either side. `create_time` is text, or text or a number of milliseconds inside objects."""

    id: str = msgspec.field(default="", name="_id")
    sender: str = ""
    message: str = ""
    create_time: Any = None

    @property
    def mine(self) -> bool:
        return self.sender.lower() in ("human", "user")

    @property
    def made_at(self) -> int | None:
        time = self.create_time
        for name in ("$date", "$numberLong"):
            time = time.get(name) if isinstance(time, dict) else time
        return dates.parse(str(time)) if isinstance(time, str | int) else None


class ResponseRow(msgspec.Struct, frozen=True):
    response: Response = Response()


class Head(msgspec.Struct, frozen=True):
    id: str = ""


class Conversation(msgspec.Struct, frozen=True):
    """A chat with its messages."""

    conversation: Head = Head()
    responses: tuple[ResponseRow, ...] = ()


def as_array(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a JSON array of `Conversation`. Raises NotUnderstood, also after some of them."""
    gap = b"["
    for batch in batches(list_under(utf8(chunks), ("conversations",)), more_may_follow=True):
        yield gap + batch[1:-1]
        gap = b","
    yield b"]" if gap == b"," else b"[]"
