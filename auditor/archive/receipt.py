"""The coverage receipt: what became of every member of the archive. Nothing read is lost silently."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from auditor.archive.kinds import kinds

State = Literal["read", "empty", "missing", "partial", "unreadable", "unknown", "ignored"]

INCOMPLETE: frozenset[State] = frozenset({"missing", "partial", "unreadable"})
"""States after which an audit is done but not whole (exit code 1)."""


class ReceiptEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One data file, one listed-but-missing file, or one folder of assets or media.

    path      inside the archive, below its root
    kind      a name of `kinds.KINDS`; `media`, `assets` or `other` for what is no data file; absent if unknown
    state     see `State`
    records   array elements read from the file
    expected  the manifest's own count, where it lists the file
    items     items that came out of those records (one record can hold many)
    members   files in the folder, for a folder entry
    bytes     their unpacked size
    note      one short reason, never with text from the archive
    """

    path: str
    state: State
    kind: str | None = None
    records: int | None = None
    expected: int | None = None
    items: int | None = None
    members: int | None = None
    bytes: int | None = None
    note: str = ""


def categories_present(entries: Iterable[ReceiptEntry]) -> set[str]:
    """Categories whose files the archive has, also where they are empty. The others are unknown, not zero."""
    table = kinds()
    return {
        category
        for entry in entries
        if entry.state != "missing" and entry.kind in table
        for category in table[entry.kind].categories
    }
