"""The only bridge to background work: plain functions of `auditor` run on threads, their answers arrive as signals."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal, Slot

from auditor.errors import Cancelled

Report = Callable[[object], None]
Work = Callable[[Report, threading.Event], object]

SHORTEST_INTERVAL = 0.05


class Task(QObject):
    """One piece of work under way. Its signals are emitted on the thread that made it, in this order:
    any number of `progressed`; one of `succeeded`, `failed` (an Exception), `cancelled`; then `finished`.
    Afterwards the task deletes itself.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _reported = Signal(object)
    _settled = Signal(object, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()
        # Both are emitted on a worker thread and received here, on this object's own.
        self._reported.connect(self._progress)
        self._settled.connect(self._settle)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows once it has. Progress still on its way is dropped."""
        self._cancel.set()

    def run(self) -> None:
        """Do the work. Called on a worker thread, once, by the runner."""
        result: object = None
        error: Exception | None = None
        try:
            if not self._cancel.is_set():
                report = _Throttle(self._reported.emit)
                result = self._work(report, self._cancel)
                report.flush()
        except Exception as caught:  # noqa: BLE001  whatever it is, the person is told
            error = caught
        self._settled.emit(result, error)

    @Slot(object)
    def _progress(self, value: object) -> None:
        if not self._cancel.is_set():
            self.progressed.emit(value)

    @Slot(object, object)
    def _settle(self, result: object, error: Exception | None) -> None:
        if self._cancel.is_set() or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.finished.emit()
        self.deleteLater()


class _Throttle:
    """Passes on at most one value in a while, and always the last."""

    def __init__(self, emit: Callable[[object], None]) -> None:
        self._emit = emit
        self._next = 0.0
        self._held: tuple[object] | None = None

    def __call__(self, value: object) -> None:
        now = time.monotonic()
        if now < self._next:
            self._held = (value,)
            return
        self._held = None
        self._next = now + SHORTEST_INTERVAL
        self._emit(value)

    def flush(self) -> None:
        if self._held:
            self._emit(*self._held)


class TaskRunner(QObject):
    """Starts tasks and, at the end, stops them all."""

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._live: set[Task] = set()

    def prepare(self, work: Work) -> Task:
        """A task that is not yet running, so that its signals can be connected first."""
        return Task(work, self)

    def start(self, task: Task) -> None:
        self._live.add(task)
        task.finished.connect(self._forget)
        self._threads.submit(task.run)

    @property
    def busy(self) -> bool:
        return bool(self._live)

    def shutdown(self) -> None:
        """Cancel everything and wait for the threads to end. No task can be started afterwards."""
        for task in self._live:
            task.cancel()
        self._threads.shutdown(wait=True)

    @Slot()
    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._live.discard(task)
