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

from auditor.archive.containers import Container, fingerprint, open_container, sha256
from auditor.archive.facts import ArchiveFacts, SourceFile
from auditor.archive.layout import Layout, account_of, generation_of, protected_changes_of, survey
from auditor.archive.reading import Batch, DataFile
from auditor.archive.receipt import ReceiptEntry, State
from auditor.archive.workers import Task, read_all
from auditor.errors import NotAnArchive
from auditor.store import AuditStore

BETWEEN_REPORTS = 0.05
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


class Download(msgspec.Struct):
    """The zips or folders of one account that belong together, opened and surveyed."""

    layouts: list[Layout]

    @property
    def containers(self) -> list[Container]:
        return [layout.container for layout in self.layouts]


@contextlib.contextmanager
def opened(paths: Sequence[Path]) -> Iterator[list[Download]]:
    """Open every path and put those of one account together, in the order given. Raises NotAnArchive."""
    containers: list[Container] = []
    try:
        downloads: dict[str | None, Download] = {}
        for path in paths:
            containers.append(open_container(path))
            layout = survey(containers[-1])
            downloads.setdefault(account_of(layout).id, Download([])).layouts.append(layout)
        yield list(downloads.values())
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
    """Read the download into the store. Raises Cancelled, NotAnArchive (nothing in it could be read), CannotWrite."""
    facts = facts_of(download, with_hash=with_hash)
    store.put_facts(facts)
    store.add_receipt(_entries(download.layouts))
    tally = _Counter(download.layouts, facts)
    progress(tally.now())
    tasks = [Task(str(layout.container.path), file) for layout in download.layouts for file in layout.data_files]
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
            store.add_items(result.batch.items)
            tally.add(result.file, result.batch)
        if result.entry is not None:
            store.add_receipt([result.entry])
            tally.finished(result.file, result.entry)
            read_something = read_something or result.entry.state != "unreadable"
        if time.monotonic() - told >= BETWEEN_REPORTS:
            told = time.monotonic()
            progress(tally.now())
    if tasks and not read_something:
        raise NotAnArchive(
            "None of the data files in this archive can be read.",
            "Download your archive from X again and try that one.",
        )
    store.finish()
    progress(tally.now())


def facts_of(download: Download, *, with_hash: bool = False) -> ArchiveFacts:
    """What is known before any record is read; the newest of several archives decides."""
    newest = max(download.layouts, key=lambda layout: layout.generated_at or 0)
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
        account=account_of(newest),
        protected_changes=protected_changes_of(newest),
    )


def _entries(layouts: Iterable[Layout]) -> Iterator[ReceiptEntry]:
    """The receipt for what is no data file. What one zip of a download lacks, another may have."""
    layouts = list(layouts)
    here = {file.path for layout in layouts for file in layout.data_files}
    for layout in layouts:
        for entry in layout.entries:
            if not (entry.state == "missing" and entry.path in here):
                yield entry


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
