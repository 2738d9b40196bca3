"""The section of the coverage receipt."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from auditor.i18n import gettext as _
from auditor.report import wording
from auditor.report.model import Count, ReceiptRow, Report


def receipt(report: Report) -> dict[str, Any]:
    """What became of every part of the archive."""
    by_state: dict[str, list[Count]] = {state: [] for state in wording.STATE_NAMES}
    for row in report.receipt:
        by_state[row.state].append(_members(row))
    return {
        "coverage_total": wording.sum_of(count for counts in by_state.values() for count in counts),
        "coverage": [
            (_(name), wording.sum_of(by_state[state]))
            for state, name in wording.STATE_NAMES.items()
            if by_state[state] or state not in {"partial", "unreadable"}
        ],
        "receipt": [_row(row) for row in report.receipt],
    }


def _row(row: ReceiptRow) -> dict[str, Any]:
    difference = _difference(row)
    note = [] if row.note is UNSET else [row.note]
    if row.members is not UNSET:
        note.append(_("{n} files").format(n=wording.number(row.members)))
    if row.bytes is not UNSET:
        note.append(wording.size(row.bytes))
    kind = _("no known kind") if row.kind is UNSET else row.kind
    return {
        "name": kind if row.path is UNSET else row.path,
        "state": _(wording.STATE_NAMES[row.state]),
        "files": _shown(row.files),
        "records": _shown(row.records),
        "expected": _shown(row.expected),
        "count": _shown(row.items),
        "note": ". ".join(filter(None, [difference, ", ".join(note)])),
        "differs": bool(difference),
    }


def _shown(count: Count | Any) -> str:
    return "" if count is UNSET else wording.number(count)


def _members(row: ReceiptRow) -> Count:
    if row.members is not UNSET:
        return row.members
    return 1 if row.files is UNSET else row.files


def _difference(row: ReceiptRow) -> str:
    if not isinstance(row.records, int) or not isinstance(row.expected, int) or row.records == row.expected:
        return ""
    if row.records < row.expected:
        return _("{n} fewer than X lists").format(n=wording.number(row.expected - row.records))
    return _("{n} more than X lists").format(n=wording.number(row.records - row.expected))
