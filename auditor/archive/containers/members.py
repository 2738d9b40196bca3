"""What an archive consists of, and the one way to read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from auditor.archive.receipt import ReceiptEntry

CHUNK = 64 * 1024
"""Bytes asked for at a time."""


class Member(msgspec.Struct, frozen=True, gc=False):
    """A file of the archive.

    path         with forward slashes; made fit to show, never used to write
    size         in bytes; what the zip claims
    stored_size  in bytes, as it lies on the disk
    crc          0 for a folder's file
    offset       where its header lies in the zip
    deflated     packed with the one method X uses; else stored as it is
    checked      size and crc are known
    fault        why it cannot be read at all, in a few words
    """

    path: str
    size: int
    stored_size: int
    crc: int = 0
    offset: int = 0
    deflated: bool = False
    checked: bool = True
    fault: str = ""


class Damaged(Exception):
    """A member cannot be read to its end. Carries one short reason without any content."""


class Container(Protocol):
    """What an archive is read from. One object serves one thread at a time.

    problems  the receipt for what no member stands for: a download that was cut off, names used twice, links
    """

    path: Path
    problems: list[ReceiptEntry]

    @property
    def members(self) -> list[Member]: ...

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        """The content in pieces, never empty, each with the stored bytes used up by it.

        Raises Damaged, also after some pieces.
        """
        ...

    def is_unchanged(self) -> bool:
        """Whether it is still there as it was when it was opened."""
        ...

    def close(self) -> None: ...
