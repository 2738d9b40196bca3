"""What a step rests on: the control as the guide describes it, and the clauses behind it, in one hash."""

from __future__ import annotations

import hashlib

import msgspec

from auditor.optout.records import Control
from auditor.policy.records import Pack


def basis(control: Control, pack: Pack) -> str:
    """Hex SHA-256 over the words of a step. It changes when a label, a way, a limit or a clause does, and not when
    only the day on which they were checked does."""
    clauses = [pack.clauses[id] for id in control.clauses if id in pack.clauses]
    words = [
        (control.page, control.section, control.label, control.further_labels, control.path, control.link),
        (control.set_to, control.does, control.does_not),
        [(clause.id, clause.section, clause.quote, clause.says, clause.in_force_until) for clause in clauses],
    ]
    return hashlib.sha256(msgspec.json.encode(words)).hexdigest()
