"""The pipeline: an archive in, a finished store out, with progress and a cancel that acts at once."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec

from auditor.archive.containers import Container, ensure_unchanged, open_container, sha256
from auditor.archive.containers.loose import LooseFiles, is_loose
from auditor.archive.decoding.reading import DataFile
from auditor.archive.decoding.workers import Task, read_all
from auditor.archive.downloads import Download, put_together
from auditor.archive.facts import Account, ArchiveFacts, SourceFile
from auditor.archive.imports.exports import KINDS, Export
from auditor.archive.layout import account_of, generation_of, kind_of, protected_changes_of, survey
from auditor.archive.manifest import first_look as manifest_of
from auditor.archive.media import MediaFolder, look_into
from auditor.archive.packed import Packed
from auditor.archive.receipt import ReceiptEntry, State
from auditor.errors import Cancelled, NotAnArchive
from auditor.processes import Workers
from auditor.store import AuditStore, Rank

__all__ = ["Download", "KindProgress", "Progress", "Report", "audit", "facts_of", "first_look", "opened"]

SMALL = 256 * 1024
"""Stored bytes up to which a file is small."""
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
    """How far the reading is. done and total are stored bytes; total is 0 while only X's own counts are known.

    path    the file that was read from last, below the archive's root
    kinds   the name of a kind -> its counts, in the order of the archive
    counts  (category, judged traits) -> items so far
    states  what became of the members so far
    """

    done: int
    total: int
    path: str
    kinds: dict[str, KindProgress]
    counts: dict[tuple[str, int], int]
    states: dict[State, int]


Report = Callable[[Progress], None]


def first_look(paths: Iterable[Path]) -> Progress | None:
    """X's own counts, for the eye before the archive is opened. None where none of the archives tells them at once."""
    manifest = next(filter(None, map(manifest_of, paths)), None)
    if manifest is None:
        return None
    kinds: dict[str, KindProgress] = {}
    for file in manifest.files:
        kind = kinds.setdefault(kind_of(file.file_name, file)[0] or "", KindProgress(expected=0))
        kind.files += 1
        kind.expected = None if kind.expected is None or file.expected is None else kind.expected + file.expected
    return Progress(0, 0, "", kinds, {}, {})


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
    workers: Workers | None = None,
    progress: Report = lambda _: None,
    cancel: threading.Event | None = None,
    with_hash: bool = False,
    exports: Sequence[Export] = (),
) -> None:
    """Read the download, and what the person brings along, into the store. Without workers, some are started for it.

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
    sources = [(layout.container, file, edition) for layout, file, edition in files]
    sources += [(export.container, file, 0) for export in exports for file in export.data_files]
    entries = [entry for layout in download.layouts for entry in layout.entries]
    entries += [entry for export in exports for entry in export.entries]
    store.add_receipt(entry for entry in entries if entry.kind != "media")
    tally = _Counter(entries, [file for _, file, _ in sources])
    teller = _Teller(tally, progress)
    cancel = cancel or threading.Event()
    ranks = {file.path: Rank(edition, number) for number, (_, file, edition) in enumerate(sources)}
    tasks = [Task(str(container.path), file, facts.account.id, edition) for container, file, edition in sources]
    tasks.sort(key=_turn)
    read_something = False
    with contextlib.nullcontext(workers) if workers else Workers(first=Task) as readers:
        for task, result in read_all(tasks, readers, cancel):
            file = task.file
            if result.packed is not None:
                store.add(result.packed, ranks[file.path])
                tally.add(file, result.packed, result.records, result.used)
            if result.entry is not None:
                store.add_receipt([result.entry])
                tally.finished(file, result.entry)
                read_something = read_something or (result.entry.state != "unreadable" and file.kind not in KINDS)
            teller.tell()
    for container in download.containers:
        ensure_unchanged(container)
    if not read_something:
        raise NotAnArchive(
            "None of the data files in this archive can be read.",
            "Download your archive from X again and try that one.",
        )
    media = _finish(store, download, teller, cancel)
    store.add_receipt(entry for entry, _folder in media)
    store.put_facts(msgspec.structs.replace(facts, media=tuple(folder for _entry, folder in media if folder)))
    progress(tally.now())


def _turn(task: Task) -> tuple[bool, int]:
    """Small files first, for their figures to stand at once; of the others the largest, so that none is left over when
    all else is read."""
    size = task.file.member.stored_size
    return (True, -size) if size > SMALL else (False, size)


def _finish(
    store: AuditStore, download: Download, teller: _Teller, cancel: threading.Event
) -> list[tuple[ReceiptEntry, MediaFolder | None]]:
    """Put the store in order, and meanwhile look into the media: the receipt's entry for every folder of media, and
    the facts of each. Raises Cancelled, ArchiveChanged."""
    borrowed: Future[set[str]] = Future()
    with ThreadPoolExecutor(1, "media") as beside:
        media = beside.submit(lambda: [*_look_into_media(download, borrowed.result, teller, cancel)])
        try:
            store.finish()
            borrowed.set_result(store.borrowed_posts())
        except BaseException as error:
            borrowed.set_exception(error)
            raise
    return media.result()


def _look_into_media(
    download: Download, borrowed: Callable[[], Collection[str]], teller: _Teller, cancel: threading.Event
) -> Iterator[tuple[ReceiptEntry, MediaFolder | None]]:
    def pause(folder: str) -> None:
        if cancel.is_set():
            raise Cancelled
        teller.tell(folder)

    for layout in download.layouts:
        folders = {folder.path: folder for folder in look_into(layout.container, layout.place, borrowed, pause)}
        for entry in layout.entries:
            if entry.kind != "media":
                continue
            folder = next(
                (f for path, f in folders.items() if f" {entry.path}".endswith((f" {path}", f"/{path}"))), None
            )
            if folder is None:
                yield entry, None
            else:
                noted = msgspec.structs.replace(entry, note=folder.note)
                yield noted, msgspec.structs.replace(folder, path=entry.path)


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
        fingerprint=download.fingerprint,
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

    def __init__(self, entries: Iterable[ReceiptEntry], files: Iterable[DataFile]) -> None:
        self._done = self._total = 0
        self._path = ""
        self._kinds: dict[str, KindProgress] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._states: Counter[State] = Counter(entry.state for entry in entries)
        for file in files:
            self._total += file.member.stored_size
            kind = self._kinds.setdefault(file.kind, KindProgress())
            kind.total += file.member.stored_size
            kind.files += 1
            if file.expected is not None:
                kind.expected = (kind.expected or 0) + file.expected

    def add(self, file: DataFile, packed: Packed, records: int, used: int) -> None:
        self._done += used
        self._path = file.path
        kind = self._kinds[file.kind]
        kind.done += used
        kind.records += records
        kind.items += packed.items
        self._counts += packed.counts()

    def finished(self, file: DataFile, entry: ReceiptEntry) -> None:
        self._kinds[file.kind].files -= 1
        self._states[entry.state] += 1

    def now(self) -> Progress:
        kinds = {name: msgspec.structs.replace(kind) for name, kind in self._kinds.items()}
        return Progress(self._done, self._total, self._path, kinds, dict(self._counts), dict(self._states))


class _Teller:
    """Reports how far the reading is, at once and then not more often than anyone can follow."""

    def __init__(self, tally: _Counter, progress: Report) -> None:
        self._tally = tally
        self._progress = progress
        self._told = time.monotonic()
        progress(tally.now())

    def tell(self, path: str | None = None) -> None:
        """`path` where something is looked at that is no data file."""
        if time.monotonic() - self._told >= BETWEEN_REPORTS:
            self._told = time.monotonic()
            now = self._tally.now()
            self._progress(now if path is None else msgspec.structs.replace(now, path=path))
