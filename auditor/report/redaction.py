"""The copy to share: figures, verdicts and clauses, without whose they are.

What it leaves out and what can still be worked out from it is said in docs/report.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from auditor.archive.kinds import kinds
from auditor.report.model import ArchiveBlock, CategoryRow, Count, ReceiptRow, Report, SituationBlock, Verdicts

FEWEST = 5
"""Smaller counts are said as "<5"; none stays 0."""

FOLDER_KINDS = frozenset({"media", "assets", "other"})

Key = TypeVar("Key", bound=str)


def redact(report: Report) -> Report:
    """A copy without account, names of files, hashes, ids or notes; dates to the month; small counts veiled.

    The sources of the policy pack and the links of the steps stay: they are the same for everybody.
    """
    return msgspec.structs.replace(
        report,
        redacted=True,
        made_at=_month(report.made_at),
        archive=ArchiveBlock(
            generation=report.archive.generation, generated_at=_month_if_known(report.archive.generated_at)
        ),
        situation=_situation(report.situation),
        receipt=_receipt(report.receipt),
        categories=tuple(_category(row) for row in report.categories),
        timeline=tuple(msgspec.structs.replace(row, items=veil(row.items)) for row in report.timeline),
        findings=tuple(
            msgspec.structs.replace(finding, items=veil(finding.items), examples=()) for finding in report.findings
        ),
        profile=(),
        steps=tuple(
            msgspec.structs.replace(step, governs=veil(step.governs), proof_sha256=UNSET) for step in report.steps
        ),
    )


def veil(count: Count) -> Count:
    return "<5" if isinstance(count, int) and 0 < count < FEWEST else count


def _month(date: str) -> str:
    """YYYY-MM of a day or a moment; "never" stays."""
    return date if date == "never" else date[:7]


def _month_if_known(date: str | UnsetType) -> str | UnsetType:
    return UNSET if date is UNSET else _month(date)


def _situation(situation: SituationBlock) -> SituationBlock:
    return msgspec.structs.replace(
        situation,
        protected=_month_if_known(situation.protected),
        controls=tuple(
            msgspec.structs.replace(control, reported_on=_month(control.reported_on)) for control in situation.controls
        ),
    )


def _category(row: CategoryRow) -> CategoryRow:
    return CategoryRow(
        id=row.id,
        items=veil(row.items),
        verdicts=Verdicts(grok=_veil_all(row.verdicts.grok), collaborators=_veil_all(row.verdicts.collaborators)),
        first=_month_if_known(row.first),
        last=_month_if_known(row.last),
    )


def _veil_all(counts: dict[Key, Count]) -> dict[Key, Count]:
    return {verdict: veil(count) for verdict, count in counts.items()}


def _receipt(rows: tuple[ReceiptRow, ...]) -> tuple[ReceiptRow, ...]:
    """One row per kind and state, in the order in which they first appear."""
    groups: dict[tuple[str | UnsetType, str], list[ReceiptRow]] = {}
    for row in rows:
        kind = row.kind if row.kind in kinds() or row.kind in FOLDER_KINDS else UNSET
        groups.setdefault((kind, row.state), []).append(row)
    return tuple(
        ReceiptRow(
            kind=kind,
            state=group[0].state,
            records=_total(row.records for row in group),
            expected=_total(row.expected for row in group),
            items=_total(row.items for row in group),
            members=_total(row.members for row in group),
            files=veil(len(group)),
        )
        for (kind, _state), group in groups.items()
    )


def _total(counts: Iterable[Count | UnsetType]) -> Count | UnsetType:
    known = [count for count in counts if isinstance(count, int)]
    return veil(sum(known)) if known else UNSET
