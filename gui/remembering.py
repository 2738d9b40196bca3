"""Keeps what the person told us in the open audit, in the background and in order."""

from __future__ import annotations

import threading
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from auditor.errors import OuttakeError
from auditor.store import AuditStore
from gui.tasks import Report, Task, TaskRunner

T = TypeVar("T", bound=msgspec.Struct)


class Remembering(QObject):
    """failed (OuttakeError): it could not be written; it waits for the next change, or for `flush`."""

    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._store: AuditStore | None = None
        self._latest: dict[str, msgspec.Struct] = {}
        self._waiting: dict[str, msgspec.Struct] = {}
        self._swapping, self._writing = threading.Lock(), threading.Lock()
        self._task: Task | None = None

    def use(self, store: AuditStore | None) -> None:
        """Another audit from now on. What waits for the one before must be written first: `flush`."""
        self._store = store
        self._latest, self._waiting = {}, {}

    def put(self, name: str, value: msgspec.Struct) -> None:
        """Of several values of one name only the last is kept."""
        if self._store is not None:
            self._latest[name] = value
            with self._swapping:
                self._waiting[name] = value
            self._start()

    def recall(self, name: str, shape: type[T]) -> T | None:
        """The last value put under a name."""
        latest = self._latest.get(name)
        if isinstance(latest, shape):
            return latest
        return None if self._store is None else self._store.recall(name, shape)

    def flush(self) -> None:
        """Write at once what still waits: the audit is about to be copied or closed."""
        if self._store is not None:
            try:
                self._write(self._store)
            except OuttakeError as error:
                self.failed.emit(error)

    def _write(self, store: AuditStore) -> None:
        """What waits is taken only now: a task that is never run takes nothing along."""
        with self._writing:
            with self._swapping:
                waiting, self._waiting = self._waiting, {}
            try:
                for name, value in waiting.items():
                    store.remember(name, value)
            except OuttakeError:
                with self._swapping:
                    self._waiting = waiting | self._waiting
                raise

    def _start(self) -> None:
        if self._task is None and self._store is not None:
            store = self._store

            def write(_report: Report, _cancel: threading.Event) -> None:
                self._write(store)

            self._task = self._runner.prepare(write)
            self._task.succeeded.connect(self._written)
            self._task.failed.connect(self._failed)
            self._task.finished.connect(self._finished)
            self._runner.start(self._task)

    @Slot(object)
    def _written(self, _nothing: object) -> None:
        self._task = None
        if self._waiting:
            self._start()

    @Slot(object)
    def _failed(self, error: object) -> None:
        if isinstance(error, OuttakeError):
            self.failed.emit(error)

    @Slot()
    def _finished(self) -> None:
        if self.sender() is self._task:
            self._task = None
