"""Reading in processes of its own, so that neither a window nor a cancel ever waits for it.

Each worker opens the archive for itself, is given one file at a time and sends batches back through a pipe; a full
pipe makes it wait, which bounds the memory. A worker holds nothing that must be saved: cancelling ends it at once.
One that says nothing for limits.SILENCE seconds (a disk that no longer answers) is ended too, and its file given up.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from auditor.archive import limits
from auditor.archive.containers import Container, reopen_container
from auditor.archive.decoding.reading import Batch, DataFile, read
from auditor.archive.items import Item
from auditor.archive.packed import A_BATCH, Packed, pack
from auditor.archive.receipt import ReceiptEntry
from auditor.errors import Cancelled, NotAnArchive, OuttakeError

_PATIENCE = 0.05
"""Seconds between two looks at the cancel button."""
_HOPELESS = 5
"""Workers that may die in a row: one file may kill its reader, but not every file."""


class CannotRead(OuttakeError):
    """The system does not let readers run."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "The archive could not be read: the processes that read it were ended again and again.",
            "Close other programs to free memory, then try again.",
        )


class Task(msgspec.Struct, frozen=True):
    """One data file of one container, in which download of the account (0 the newest)."""

    container: str
    file: DataFile
    edition: int = 0


class Result(msgspec.Struct, frozen=True):
    """Items of a file, from so many records and stored bytes; or its receipt entry when it is done."""

    file: DataFile
    packed: Packed | None = None
    records: int = 0
    used: int = 0
    entry: ReceiptEntry | None = None


def read_all(
    tasks: Iterable[Task], account_id: str | None, *, workers: int, cancel: threading.Event
) -> Iterator[Result]:
    """Results of all tasks as they come, started in the given order.

    Raises Cancelled and CannotRead; every worker has ended by then.
    """
    pool = _Pool(tasks, account_id)
    try:
        pool.start(workers)
        while pool.working:
            if cancel.is_set():
                raise Cancelled
            yield from pool.results()
    finally:
        pool.end()


class _Pool:
    """The workers at work, and the files still to be given out."""

    def __init__(self, tasks: Iterable[Task], account_id: str | None) -> None:
        self._account_id = account_id
        self._waiting = deque(tasks)
        self._workers: dict[Connection, _Worker] = {}
        self._deaths_in_a_row = 0

    @property
    def working(self) -> bool:
        return bool(self._workers)

    def start(self, workers: int) -> None:
        for _ in range(min(max(1, workers), len(self._waiting))):
            self._add_worker()

    def results(self) -> Iterator[Result]:
        """What has come within a moment."""
        for pipe in wait(list(self._workers), timeout=_PATIENCE):
            assert isinstance(pipe, Connection)
            result = self._workers[pipe].receive()
            if result is None:
                yield from self._replace(pipe, "reading it stopped unexpectedly")
                continue
            self._deaths_in_a_row = 0
            if result.entry is not None:
                self._give_next(pipe)
            yield result
        for pipe in [pipe for pipe, worker in self._workers.items() if worker.is_stuck()]:
            yield from self._replace(pipe, "reading it came to a standstill")

    def end(self) -> None:
        for worker in self._workers.values():
            worker.end()
        self._workers.clear()

    def _add_worker(self) -> None:
        worker = _Worker(self._account_id)
        self._workers[worker.pipe] = worker
        worker.give(self._waiting.popleft())

    def _give_next(self, pipe: Connection) -> None:
        if self._waiting:
            self._workers[pipe].give(self._waiting.popleft())
        else:
            worker = self._workers.pop(pipe)
            worker.give(None)
            worker.end()

    def _replace(self, pipe: Connection, reason: str) -> Iterator[Result]:
        """A worker has died or hangs: its file is given up, the others are still read."""
        lost = self._workers.pop(pipe)
        lost.end()
        self._deaths_in_a_row += 1
        if self._deaths_in_a_row == _HOPELESS:
            raise CannotRead
        if lost.file is not None:
            yield Result(lost.file, entry=_gave_up(lost.file, reason))
        if self._waiting:
            self._add_worker()


class _Worker:
    """The parent's side of one process."""

    def __init__(self, account_id: str | None) -> None:
        # Spawned, never forked: a fork of a process with a window and threads may deadlock.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.file: DataFile | None = None
        self._heard = time.monotonic()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, account_id), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, task: Task | None) -> None:
        self.file = task.file if task else None
        self._heard = time.monotonic()
        try:
            self.pipe.send_bytes(msgspec.msgpack.encode(task))
        except OSError:
            return  # it has died; receive() will say so

    def receive(self) -> Result | None:
        """The next result; None when the process has ended or died."""
        self._heard = time.monotonic()
        try:
            return _results.decode(self.pipe.recv_bytes())
        except (EOFError, OSError):
            return None

    def is_stuck(self) -> bool:
        """Whether it has been silent for too long, with nothing from it waiting to be heard."""
        return time.monotonic() - self._heard > limits.SILENCE and not self.pipe.poll()

    def end(self) -> None:
        self.pipe.close()
        if self.file is not None:
            self._process.terminate()
        self._process.join(timeout=2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


_results = msgspec.msgpack.Decoder(Result)
_tasks = msgspec.msgpack.Decoder(Task | None)


def _gave_up(file: DataFile, reason: str) -> ReceiptEntry:
    return ReceiptEntry(file.path, "unreadable", file.kind or None, expected=file.expected, note=reason)


def _serve(pipe: Connection, account_id: str | None) -> None:
    """The worker: reads files until it is told that there are no more, or the parent is gone."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    gc.set_threshold(200_000)  # records hold no circles: to look for them each 700 objects takes a tenth of the time
    containers: dict[str, Container] = {}
    try:
        while (task := _tasks.decode(pipe.recv_bytes())) is not None:
            container = containers.get(task.container)
            if container is None:
                try:
                    container = containers[task.container] = reopen_container(Path(task.container))
                except NotAnArchive:
                    entry = _gave_up(task.file, "the archive went away while it was read")
                    pipe.send_bytes(msgspec.msgpack.encode(Result(task.file, entry=entry)))
                    continue
            for result in _results_of(container, task, account_id):
                pipe.send_bytes(msgspec.msgpack.encode(result))
    except (EOFError, OSError):
        return  # the parent has cancelled


def _results_of(container: Container, task: Task, account_id: str | None) -> Iterator[Result]:
    """Its batches, which are small enough for the processor's own memory, several at a time."""
    items: list[Item] = []
    records = used = 0
    for step in read(container, task.file, account_id, task.edition):
        if isinstance(step, Batch):
            items += step.items
            records += step.records
            used += step.used
            if len(items) < _ENOUGH:
                continue
        if records or used:
            yield Result(task.file, pack(items), records, used)
            items, records, used = [], 0, 0
        if isinstance(step, ReceiptEntry):
            yield Result(task.file, entry=step)


_ENOUGH = 4 * A_BATCH
"""Items that are handed over together."""
