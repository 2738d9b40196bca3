"""The pipeline: an archive in, a finished store out, with progress and a cancel that acts at once."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from auditor.archive.containers import Container, ensure_unchanged, fingerprint, open_container, sha256
from auditor.archive.downloads import Download, put_together
from auditor.archive.facts import Account, ArchiveFacts, SourceFile
from auditor.archive.layout import Layout, account_of, generation_of, protected_changes_of, survey
from auditor.archive.loose import LooseFiles, is_loose
from auditor.archive.reading import Batch, DataFile
from auditor.archive.receipt import ReceiptEntry, State
from auditor.archive.workers import Task, read_all
from auditor.errors import NotAnArchive
from auditor.store import AuditStore, Rank

__all__ = ["Download", "KindProgress", "Progress", "Report", "audit", "facts_of", "opened"]

BETWEEN_REPORTS = 0.1
"""Seconds: more often than this nobody can follow a figure."""


class KindProgress(msgspec.Struct):
    """expected is X's own count of records, None where it gives none; records and items were read so far; done and
    total are stored bytes; files are still to be finished."""

    expected: int | None = None
    records: int = 0
    items: int = 0
    done: int = 0
    total: int = 0
    files: int = 0


class Progress(msgspec.Struct, frozen=True):
    """How far the reading is. done and total are stored bytes.

    path    the file that was read from last, below the archive's root
    kinds   the name of a kind -> its counts, in the order of the archive
    counts  (category, judged traits) -> items so far
    states  what became of the members so far
    """

    facts: ArchiveFacts
    done: int
    total: int
    path: str
    kinds: dict[str, KindProgress]
    counts: dict[tuple[str, int], int]
    states: dict[State, int]


Report = Callable[[Progress], None]


@contextlib.contextmanager
def opened(paths: Sequence[Path]) -> Iterator[list[Download]]:
    """Open every path and put those of one account together, in the order given. Raises NotAnArchive.

    A path is a zip, a folder, or one of several data files that were taken out of their archive.
    """
    containers: list[Container] = []
    try:
        containers.extend(open_container(path) for path in paths if not is_loose(path))
        loose = [path for path in paths if is_loose(path)]
        folders = dict.fromkeys(path.parent for path in loose)
        containers.extend(LooseFiles([path for path in loose if path.parent == folder]) for folder in folders)
        yield put_together([layout for container in containers for layout in survey(container)])
    finally:
        for container in containers:
            container.close()


def audit(
    download: Download,
    store: AuditStore,
    *,
    workers: int | None = None,
    progress: Report = lambda _: None,
    cancel: threading.Event | None = None,
    with_hash: bool = False,
) -> None:
    """Read the download into the store.

    Raises Cancelled, NotAnArchive (nothing in it could be read), ArchiveChanged (while it was read), CannotWrite.
    """
    files = download.files()
    if not files:
        raise NotAnArchive(
            "This holds no data file of X, only what belongs to one.",
            "Choose every zip file that you got for this download.",
        )
    facts = facts_of(download, with_hash=with_hash)
    store.put_facts(facts)
    store.add_receipt(entry for layout in download.layouts for entry in layout.entries)
    tally = _Counter(download.layouts, facts)
    progress(tally.now())
    ranks = {file.path: Rank(edition, number) for number, (_, file, edition) in enumerate(files)}
    tasks = [Task(str(layout.container.path), file) for layout, file, _ in files]
    tasks.sort(key=lambda task: task.file.member.stored_size)
    read_something = False
    told = time.monotonic()
    for result in read_all(
        tasks,
        facts.account.id,
        workers=workers or min(2, os.cpu_count() or 1),
        cancel=cancel or threading.Event(),
    ):
        if result.batch is not None:
            store.add_items(result.batch.items, ranks[result.file.path])
            tally.add(result.file, result.batch)
        if result.entry is not None:
            store.add_receipt([result.entry])
            tally.finished(result.file, result.entry)
            read_something = read_something or result.entry.state != "unreadable"
        if time.monotonic() - told >= BETWEEN_REPORTS:
            told = time.monotonic()
            progress(tally.now())
    for container in download.containers:
        ensure_unchanged(container)
    if not read_something:
        raise NotAnArchive(
            "None of the data files in this archive can be read.",
            "Download your archive from X again and try that one.",
        )
    store.finish()
    progress(tally.now())


def facts_of(download: Download, *, with_hash: bool = False) -> ArchiveFacts:
    """What is known before any record is read; the newest of several archives decides."""
    newest = download.newest
    changes = {change for layout in download.layouts for change in protected_changes_of(layout)}
    return ArchiveFacts(
        files=tuple(
            SourceFile(
                name=container.path.name,
                bytes=sum(m.size for m in container.members)
                if container.path.is_dir()
                else container.path.stat().st_size,
                sha256=sha256(container.path) if with_hash else None,
            )
            for container in download.containers
        ),
        fingerprint=fingerprint(download.containers),
        generation=generation_of(newest),
        generated_at=newest.generated_at,
        account=_owner(download),
        protected_changes=tuple(sorted(changes)),
    )


def _owner(download: Download) -> Account:
    """What the newest says of the account; what it leaves out, the others."""
    known: dict[str, str | int] = {}
    for layout in [download.newest, *(layout for edition in download.editions for layout in edition)]:
        known = {k: v for k, v in msgspec.structs.asdict(account_of(layout)).items() if v is not None} | known
    return msgspec.convert(known, Account)


class _Counter:
    """Adds up what the workers report."""

    def __init__(self, layouts: Iterable[Layout], facts: ArchiveFacts) -> None:
        self._facts = facts
        self._done = self._total = 0
        self._path = ""
        self._kinds: dict[str, KindProgress] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._states: Counter[State] = Counter()
        for layout in layouts:
            self._states.update(entry.state for entry in layout.entries)
            for file in layout.data_files:
                self._total += file.member.stored_size
                kind = self._kinds.setdefault(file.kind, KindProgress())
                kind.total += file.member.stored_size
                kind.files += 1
                if file.expected is not None:
                    kind.expected = (kind.expected or 0) + file.expected

    def add(self, file: DataFile, batch: Batch) -> None:
        self._done += batch.used
        self._path = file.path
        kind = self._kinds[file.kind]
        kind.done += batch.used
        kind.records += batch.records
        kind.items += len(batch.items)
        for category, traits, items in batch.counts:
            self._counts[category, traits] += items

    def finished(self, file: DataFile, entry: ReceiptEntry) -> None:
        self._kinds[file.kind].files -= 1
        self._states[entry.state] += 1

    def now(self) -> Progress:
        kinds = {name: msgspec.structs.replace(kind) for name, kind in self._kinds.items()}
        return Progress(self._facts, self._done, self._total, self._path, kinds, dict(self._counts), dict(self._states))
