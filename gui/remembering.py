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
    """failed (OuttakeError): it could not be kept; the next change tries again."""

    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._store: AuditStore | None = None
        self._waiting: dict[str, msgspec.Struct] = {}
        self._latest: dict[str, msgspec.Struct] = {}
        self._task: Task | None = None

    def use(self, store: AuditStore | None) -> None:
        """Another audit from now on. What waits for the one before must be written first: `flush`."""
        self._store = store
        self._latest = {}

    def put(self, name: str, value: msgspec.Struct) -> None:
        """Of several values of one name only the last is kept."""
        if self._store is not None:
            self._waiting[name] = self._latest[name] = value
            self._start()

    def recall(self, name: str, shape: type[T]) -> T | None:
        """The last value put under a name."""
        latest = self._latest.get(name)
        if isinstance(latest, shape):
            return latest
        return None if self._store is None else self._store.recall(name, shape)

    def flush(self) -> None:
        """Write at once what still waits: the audit is about to be closed."""
        waiting, self._waiting = self._waiting, {}
        for name, value in waiting.items():
            if self._store is not None:
                self._store.remember(name, value)

    def _start(self) -> None:
        if self._task is not None or self._store is None or not self._waiting:
            return
        store, waiting = self._store, self._waiting
        self._waiting = {}

        def write(_report: Report, _cancel: threading.Event) -> None:
            for name, value in waiting.items():
                store.remember(name, value)

        self._task = self._runner.prepare(write)
        self._task.failed.connect(self._failed)
        self._task.finished.connect(self._finished)
        self._runner.start(self._task)

    @Slot(object)
    def _failed(self, error: object) -> None:
        if isinstance(error, OuttakeError):
            self.failed.emit(error)

    @Slot()
    def _finished(self) -> None:
        self._task = None
        self._start()
