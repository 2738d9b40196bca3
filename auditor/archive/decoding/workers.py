"""Data files read in processes of their own: what a worker is given, and what it answers."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from auditor.archive.containers import Container, reopen_container
from auditor.archive.decoding.reading import Batch, DataFile, read
from auditor.archive.items import Item
from auditor.archive.packed import A_BATCH, Packed, pack
from auditor.archive.receipt import ReceiptEntry
from auditor.errors import NotAnArchive, OuttakeError
from auditor.processes import Lost, Workers


class CannotRead(OuttakeError):
    """The system does not let readers run."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "The archive could not be read: the processes that read it were ended again and again.",
            "Close other programs to free memory, then try again.",
        )


class Task(msgspec.Struct, frozen=True):
    """One data file of one container, of the account with this id, in which of its downloads (0 the newest)."""

    container: str
    file: DataFile
    account_id: str | None = None
    edition: int = 0

    def answers(self) -> Iterator[bytes]:
        return map(_encode, _results_of(self))


class Result(msgspec.Struct, frozen=True):
    """Items of a file, from so many records and stored bytes; or its receipt entry when it is done."""

    packed: Packed | None = None
    records: int = 0
    used: int = 0
    entry: ReceiptEntry | None = None


def read_all(
    tasks: Iterable[Task], workers: Workers, cancel: threading.Event | None = None
) -> Iterator[tuple[Task, Result]]:
    """Results of all tasks as they come, started in the given order. Raises Cancelled and CannotRead."""
    for task, answer in workers.run(tasks, cancel, ahead=1):
        if answer is Lost.HOPELESS:
            raise CannotRead
        yield task, _lost(task.file, answer) if isinstance(answer, Lost) else _decode(answer)


def _lost(file: DataFile, why: Lost) -> Result:
    what = "came to a standstill" if why is Lost.SILENT else "stopped unexpectedly"
    return _gave_up(file, f"reading it {what}")


def _gave_up(file: DataFile, reason: str) -> Result:
    entry = ReceiptEntry(file.path, "unreadable", file.kind or None, expected=file.expected, note=reason)
    return Result(entry=entry)


def _results_of(task: Task) -> Iterator[Result]:
    """Its batches, which are small enough for the processor's own memory, several at a time."""
    try:
        container = _reopened(task.container)
    except NotAnArchive:
        yield _gave_up(task.file, "the archive went away while it was read")
        return
    items: list[Item] = []
    records = used = 0
    for step in read(container, task.file, task.account_id, task.edition):
        if isinstance(step, Batch):
            items += step.items
            records += step.records
            used += step.used
            if len(items) < _ENOUGH:
                continue
        if records or used:
            yield Result(pack(items), records, used)
            items, records, used = [], 0, 0
        if isinstance(step, ReceiptEntry):
            yield Result(entry=step)


@functools.cache
def _reopened(path: str) -> Container:
    """For as long as the worker lives."""
    return reopen_container(Path(path))


_ENOUGH = 4 * A_BATCH
"""Items that are handed over together."""
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Result).decode
