"""What the Situation page offers: what an archive shows by itself, and which controls are asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from auditor.archive.facts import ArchiveFacts
from auditor.optout.controls import Control

PROTECT = "Protect"
"""X's own word in an archive."""


class Shown(NamedTuple):
    """The last change of protection that an archive holds, by the day in UTC."""

    protected: bool
    since: dt.date


def protection_shown(facts: ArchiveFacts | None) -> Shown | None:
    """None where the archive says nothing; X keeps only six months of it."""
    if facts is None or not facts.protected_changes:
        return None
    at, word = max(facts.protected_changes)
    return Shown(word == PROTECT, dt.datetime.fromtimestamp(at / 1000, dt.UTC).date())


def asked_about(controls: Mapping[str, Control]) -> Iterable[Control]:
    """The switches for AI training and collaborators. Protecting posts is a question of its own."""
    return (
        control
        for control in controls.values()
        if control.priority == 1 and control.action == "switch" and control.id != "x.protect"
    )
