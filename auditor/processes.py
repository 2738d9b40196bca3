"""Work done by processes of its own, so that neither a window nor a cancel ever waits for it.

A worker does one job at a time and sends its answers back through a pipe; a full pipe makes it wait, which bounds the
memory. It holds nothing that must be saved: cancelling ends it at once. One that says nothing for limits.SILENCE
seconds (a disk that no longer answers) is ended too, and its job given up.
"""

from __future__ import annotations

import contextlib
import copy
import enum
import gc
import itertools
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, Self, TypeVar

from auditor.archive import limits
from auditor.errors import Cancelled

_PATIENCE = 0.05
"""Seconds between two looks at the cancel button."""
_HOPELESS = 5
"""Workers that may die in a row: one job may kill its worker, but not every job."""
_DONE = b""


class Job(Protocol):
    """What a worker is given, pickled. `answers` runs there."""

    def answers(self) -> Iterator[bytes]: ...


J = TypeVar("J", bound=Job)


class Lost(enum.Enum):
    """Why the rest of a job's answers will not come."""

    STOPPED = enum.auto()
    SILENT = enum.auto()
    HOPELESS = enum.auto()
    """The system ends every worker: none is started any more."""


class Workers:
    """Processes that start at once and do jobs until they are closed, or let go of."""

    def __init__(self, most: int | None = None, *, first: type[Job] | None = None) -> None:
        """`first` is what they will be given first: they load what it needs while nothing is asked of them."""
        self._first = first
        self._deaths_in_a_row = 0
        self._workers = [_Worker(first) for _ in range(most or min(2, os.cpu_count() or 1))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handed_on(self) -> Self:
        """The same processes, for whoever goes on with them; none are left here."""
        others = copy.copy(self)
        self._workers = []
        return others

    def close(self) -> None:
        """End them, whatever they are doing."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(
        self, jobs: Iterable[J], cancel: threading.Event | None = None, *, ahead: int = 0
    ) -> Iterator[tuple[J, bytes | Lost]]:
        """The answers of all jobs as they come, started in the given order; `ahead` of them, if they are small, wait
        at each worker.

        Raises Cancelled. The workers have ended then, as they have when this is not run to its end.
        """
        waiting = iter(jobs)
        try:
            self._give_out(waiting, ahead)
            while busy := [worker for worker in self._workers if worker.jobs]:
                for worker, answer in _heard(busy, cancel):
                    if answer == _DONE:
                        worker.jobs.popleft()
                    elif isinstance(answer, bytes):
                        self._deaths_in_a_row = 0
                        yield worker.jobs[0], answer
                        continue
                    else:
                        lost, *others = worker.jobs
                        waiting = itertools.chain(others, waiting)
                        self._replace(worker)
                        yield lost, answer
                    self._give_out(waiting, ahead)
            for job in waiting:
                yield job, Lost.HOPELESS
        except BaseException:
            self.close()
            raise

    def _give_out(self, waiting: Iterator[J], ahead: int) -> None:
        for worker in self._workers:
            worker.take(waiting, 1 + ahead)

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)
        self._deaths_in_a_row += 1
        if self._deaths_in_a_row < _HOPELESS:
            self._workers.append(_Worker(self._first))


class _Worker:
    """The parent's side of one process. jobs are those it was given, the first is under way."""

    def __init__(self, first: type[Job] | None) -> None:
        # Spawned, never forked: a fork of a process with a window and threads may deadlock.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.jobs: deque[Any] = deque()
        self._heard = time.monotonic()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, first), daemon=True)
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()

    def take(self, waiting: Iterator[Job], most: int) -> None:
        """Have so many jobs, if there are as many."""
        for job in itertools.islice(waiting, most - len(self.jobs)):
            if not self.jobs:
                self._heard = time.monotonic()
            self.jobs.append(job)
            with contextlib.suppress(OSError):  # it has died; receive() will say so
                self.pipe.send(job)

    def receive(self) -> bytes | Lost:
        """What it says next."""
        self._heard = time.monotonic()
        try:
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            return Lost.STOPPED

    def is_stuck(self) -> bool:
        """Whether it has been silent for too long, with nothing from it waiting to be heard."""
        return time.monotonic() - self._heard > limits.SILENCE and not self.pipe.poll()

    def end(self) -> None:
        self.pipe.close()
        self._process.terminate()
        self._process.join(timeout=2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _heard(busy: Sequence[_Worker], cancel: threading.Event | None) -> Iterator[tuple[_Worker, bytes | Lost]]:
    """What these workers have to say within a moment, and what is to be said of them. Raises Cancelled."""
    speaking = wait([worker.pipe for worker in busy], timeout=_PATIENCE)
    for worker in busy:
        if cancel is not None and cancel.is_set():
            raise Cancelled
        if worker.pipe in speaking:
            yield worker, worker.receive()
        elif worker.is_stuck():
            yield worker, Lost.SILENT


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started meanwhile never hears of Ctrl+C, which is the parent's to answer. Windows has no such thing:
    there a worker is deaf once it serves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # Python's own process beside the others; to start it would undo the next line
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, _first: type[Job] | None) -> None:
    """The worker: does jobs until the parent has let go of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(200_000)  # records hold no circles: to look for them each 700 objects takes a tenth of the time
    with contextlib.suppress(EOFError, OSError):  # the parent has cancelled, or needs no more
        while True:
            job: Job = pipe.recv()
            for answer in job.answers():
                pipe.send_bytes(answer)
            pipe.send_bytes(_DONE)
