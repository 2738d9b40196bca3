"""The index of words of the open audit: made behind the person's back, for figures and lists need not wait for it."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, Signal, Slot

from auditor.processes import Workers
from auditor.store import AuditStore
from gui.tasks import Task, TaskRunner


class Indexing(QObject):
    """advanced  the share of the texts that can be searched, 1.0 when all of them can"""

    advanced = Signal(float)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._store: AuditStore | None = None
        self._task: Task | None = None

    def stop(self) -> None:
        """The audit is about to be closed."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def start(self, store: AuditStore, workers: Workers | None = None) -> None:
        """Make the texts of this audit searchable, from where it was left, with these processes if there are any."""
        self._store = store
        if store.is_indexed():
            self.advanced.emit(1.0)
            return
        self._task = self._runner.prepare(functools.partial(store.index, workers=workers))
        self._task.progressed.connect(self._progressed)
        self._task.finished.connect(self._finished)
        self._runner.start(self._task)

    @Slot(object)
    def _progressed(self, share: object) -> None:
        if self.sender() is self._task and isinstance(share, float):
            self.advanced.emit(share)

    @Slot()
    def _finished(self) -> None:
        if self.sender() is self._task and self._store is not None:
            self._task = None
            if self._store.is_indexed():
                self.advanced.emit(1.0)
