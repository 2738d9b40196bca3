"""The coverage receipt in a few lines: how many members of the archive came to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from auditor.archive.receipt import ReceiptEntry, State
from auditor.i18n import gettext as _

LINES: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("Read", ("read",)),
    ("Empty", ("empty",)),
    ("Listed but missing", ("missing",)),
    ("Cut off", ("partial",)),
    ("Not understood", ("unknown", "unreadable")),
    ("Ignored on purpose", ("ignored",)),
)


class CoverageLine(NamedTuple):
    label: str
    members: int


def coverage(receipt: Iterable[ReceiptEntry]) -> tuple[CoverageLine, ...]:
    """Always the same lines, zeros included, but "Cut off" only where something was. A folder counts all its files."""
    members: Counter[State] = Counter()
    for entry in receipt:
        members[entry.state] += 1 if entry.members is None else entry.members
    lines = [(label, sum(members[state] for state in states)) for label, states in LINES]
    return tuple(CoverageLine(_(label), n) for label, n in lines if n or label != "Cut off")
