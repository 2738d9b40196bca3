"""The report, version 1: the records that report.json is made of and that every other format shows.

A field that is unknown is absent, never null. Field names and their order are a promise to other programs.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from auditor import __version__
from auditor.archive.receipt import State
from auditor.optout.controls import load_controls
from auditor.optout.guide import plan
from auditor.optout.record import GUIDE, GuideRecord
from auditor.overview import overview
from auditor.policy.vocabulary import (
    COLLABORATOR_VERDICTS,
    GROK_VERDICTS,
    CollaboratorVerdict,
    GrokVerdict,
    Region,
)

if TYPE_CHECKING:
    from auditor.archive.facts import ArchiveFacts
    from auditor.archive.receipt import ReceiptEntry
    from auditor.overview import CategoryCount, Overview
    from auditor.policy.pack import Pack
    from auditor.policy.situation import Situation
    from auditor.store import AuditStore

SCHEMA: Literal["outtake-report/1"] = "outtake-report/1"

Few = Literal["<5"]
"""How a redacted report says "fewer than five, but not none"."""

Count = Annotated[int, msgspec.Meta(ge=0)] | Few
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$", description="YYYY-MM-DD; redacted: YYYY-MM")]
Since = Annotated[str, msgspec.Meta(pattern=r"^(never|\d{4}-\d{2}(-\d{2})?)$", description='a day, or "never"')]
Moment = Annotated[
    str,
    msgspec.Meta(pattern=r"^\d{4}-\d{2}(-\d{2}T\d{2}:\d{2}:\d{2}Z)?$", description="ISO 8601, UTC; redacted: YYYY-MM"),
]


class App(msgspec.Struct, frozen=True, kw_only=True):
    """The program that made the report."""

    name: str
    version: str


class ArchiveFile(msgspec.Struct, frozen=True, kw_only=True):
    """One zip or folder as it was given. `sha256` only where the person asked for it."""

    name: str
    bytes: int
    sha256: str | UnsetType = UNSET


class AccountBlock(msgspec.Struct, frozen=True, kw_only=True):
    id: str | UnsetType = UNSET
    username: str | UnsetType = UNSET
    display_name: str | UnsetType = UNSET
    created_at: Moment | UnsetType = UNSET


class ArchiveBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`files` and `account` are absent from a redacted report."""

    files: tuple[ArchiveFile, ...] | UnsetType = UNSET
    generation: str
    generated_at: Moment | UnsetType = UNSET
    account: AccountBlock | UnsetType = UNSET


class ControlState(msgspec.Struct, frozen=True, kw_only=True):
    """What the person said about a switch: no archive shows it."""

    id: str
    state: Literal["off"]
    reported_on: Day


class SituationBlock(msgspec.Struct, frozen=True, kw_only=True):
    """The person's answers; a question left open is absent. The only place of a control's state."""

    region: Region | UnsetType = UNSET
    protected: Since | UnsetType = UNSET
    under_18: bool | UnsetType = UNSET
    controls: tuple[ControlState, ...] = ()


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A text of X or xAI, or one about them. Its date is when the wording was recorded."""

    key: str
    title: str
    url: str | UnsetType = UNSET
    text_as_of: dt.date
    grade: str


class PolicyBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`stale` is present, and true, only if the pack had grown old when the report was made."""

    version: str
    text_as_of: dt.date
    checked_on: dt.date
    sources: tuple[SourceEntry, ...]
    stale: Literal[True] | UnsetType = UNSET


class ReceiptRow(msgspec.Struct, frozen=True, kw_only=True):
    """One data file, one listed-but-missing file, or one folder (`members`, `bytes`).

    Redacted: one row per kind and state, where `files` counts the entries behind it.
    """

    path: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    state: State
    records: Count | UnsetType = UNSET
    expected: Count | UnsetType = UNSET
    note: str | UnsetType = UNSET
    items: Count | UnsetType = UNSET
    members: Count | UnsetType = UNSET
    bytes: int | UnsetType = UNSET
    files: Count | UnsetType = UNSET


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """Items by verdict; a verdict that no item has is absent."""

    grok: dict[GrokVerdict, Count]
    collaborators: dict[CollaboratorVerdict, Count]


class CategoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A category whose files the archive has. `first` and `last` are absent where its items are undated."""

    id: str
    items: Count
    verdicts: Verdicts
    first: Moment | UnsetType = UNSET
    last: Moment | UnsetType = UNSET


class YearRow(msgspec.Struct, frozen=True, kw_only=True):
    year: int
    category: str
    items: Count


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something sensitive, by kind."""

    kind: str
    items: Count
    severity: str
    examples: tuple[str, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Something a model could infer, with the ids of the items that speak for it."""

    topic: str
    statement: str
    confidence: str
    evidence: tuple[str, ...] = ()


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """One control of the guide, in the guide's order. `governs` counts the items it is stated to reach; the proof is
    the last picture that the person keeps with it."""

    id: str
    title: str
    priority: int
    link: str | UnsetType = UNSET
    path: str
    governs: Count
    proof_sha256: str | UnsetType = UNSET


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What report.json holds. `redacted` is present, and true, only in a redacted one."""

    schema: Literal["outtake-report/1"]
    app: App
    made_at: Moment
    redacted: Literal[True] | UnsetType = UNSET
    archive: ArchiveBlock
    situation: SituationBlock
    policy_pack: PolicyBlock
    receipt: tuple[ReceiptRow, ...]
    categories: tuple[CategoryRow, ...]
    timeline: tuple[YearRow, ...]
    findings: tuple[Finding, ...]
    profile: tuple[Statement, ...]
    steps: tuple[StepRow, ...]


def build(store: AuditStore, pack: Pack, situation: Situation, *, made_at: dt.datetime) -> Report:
    """The full report of an audited archive. `made_at` must know its time zone."""
    seen = overview(pack, situation, store.tally(), store.present())
    return Report(
        schema=SCHEMA,
        app=App(name="Outtake", version=__version__),
        made_at=moment(int(made_at.timestamp() * 1000)),
        archive=_archive(store.facts()),
        situation=_situation(situation),
        policy_pack=_policy(pack, made_at.date()),
        receipt=tuple(_receipt_row(entry) for entry in sorted(store.receipt(), key=lambda entry: entry.path)),
        categories=tuple(_category(row) for row in seen.categories),
        timeline=tuple(YearRow(year=row.year, category=row.category, items=row.items) for row in seen.timeline),
        findings=(),
        profile=(),
        steps=_steps(situation, seen, store.recall(GUIDE, GuideRecord) or GuideRecord()),
    )


def moment(milliseconds: int) -> str:
    """Milliseconds since 1970 as ISO 8601 in UTC, to the second."""
    at = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=milliseconds // 1000)  # noqa: DTZ001 - UTC, written as such
    return f"{at.isoformat()}Z"


Value = TypeVar("Value")


def _if_known(value: Value | None) -> Value | UnsetType:
    return UNSET if value is None else value


def _moment_if_known(milliseconds: int | None) -> str | UnsetType:
    return UNSET if milliseconds is None else moment(milliseconds)


def _archive(facts: ArchiveFacts) -> ArchiveBlock:
    account = facts.account
    return ArchiveBlock(
        files=tuple(
            ArchiveFile(name=file.name, bytes=file.bytes, sha256=_if_known(file.sha256)) for file in facts.files
        ),
        generation=facts.generation,
        generated_at=_moment_if_known(facts.generated_at),
        account=AccountBlock(
            id=_if_known(account.id),
            username=_if_known(account.username),
            display_name=_if_known(account.display_name),
            created_at=_moment_if_known(account.created_at),
        ),
    )


def _situation(situation: Situation) -> SituationBlock:
    protected = situation.protected
    return SituationBlock(
        region=_if_known(situation.region),
        protected=_if_known(protected.isoformat() if isinstance(protected, dt.date) else protected),
        under_18=_if_known(situation.under_18),
        controls=tuple(
            ControlState(id=control.id, state=control.state, reported_on=control.reported_on.isoformat())
            for control in situation.controls
        ),
    )


def _policy(pack: Pack, today: dt.date) -> PolicyBlock:
    return PolicyBlock(
        version=pack.version,
        text_as_of=pack.text_as_of,
        checked_on=pack.checked_on,
        sources=tuple(
            SourceEntry(
                key=source.key,
                title=source.title,
                url=source.url or UNSET,
                text_as_of=source.text_as_of,
                grade=source.grade,
            )
            for source in pack.sources.values()
        ),
        stale=pack.is_stale(today) or UNSET,
    )


def _receipt_row(entry: ReceiptEntry) -> ReceiptRow:
    return ReceiptRow(
        path=entry.path,
        kind=_if_known(entry.kind),
        state=entry.state,
        records=_if_known(entry.records),
        expected=_if_known(entry.expected),
        note=entry.note or UNSET,
        items=_if_known(entry.items),
        members=_if_known(entry.members),
        bytes=_if_known(entry.bytes),
    )


def _category(row: CategoryCount) -> CategoryRow:
    return CategoryRow(
        id=row.id,
        items=row.items,
        verdicts=Verdicts(
            grok={verdict: row.grok[verdict] for verdict in GROK_VERDICTS if row.grok.get(verdict)},
            collaborators={
                verdict: row.collaborators[verdict]
                for verdict in COLLABORATOR_VERDICTS
                if row.collaborators.get(verdict)
            },
        ),
        first=_moment_if_known(row.first),
        last=_moment_if_known(row.last),
    )


def _steps(situation: Situation, seen: Overview, record: GuideRecord) -> tuple[StepRow, ...]:
    counts = seen.mine()
    return tuple(
        StepRow(
            id=step.control.id,
            title=step.control.title,
            priority=step.control.priority,
            link=step.control.link or UNSET,
            path=" > ".join((*step.control.menu_root, *step.control.path)),
            governs=step.governs,
            proof_sha256=_last_proof(record, step.control.id),
        )
        for step in plan(load_controls(), situation, counts, seen.absent, record=record)
    )


def _last_proof(record: GuideRecord, control: str) -> str | UnsetType:
    proofs = record.step(control).proofs
    return proofs[-1].sha256 if proofs else UNSET
