"""Looks rows up in the background, one request after the other: the store answers one question at a time."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from auditor.overview import Selection
from auditor.store import AuditStore
from gui.tasks import Report, Task, TaskRunner


class Request(NamedTuple):
    """selections  None for all items"""

    store: AuditStore
    selections: tuple[Selection, ...] | None


class Listing(QObject):
    """`found` gives the request and its rows; of several requests, only the last is answered."""

    found = Signal(object, object)
    failed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._now: Request | None = None
        self._next: Request | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    def look_up(self, request: Request) -> None:
        self._next = request
        if self._task is None:
            self._start()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._next = self._now = None

    def _start(self) -> None:
        self._now, self._next = self._next, None
        if self._now is None:
            return
        self._task = self._runner.prepare(_work(self._now))
        self._task.succeeded.connect(self._succeeded)
        self._task.failed.connect(self._failed)
        self._task.finished.connect(self._finished)
        self._runner.start(self._task)

    @Slot(object)
    def _succeeded(self, rows: object) -> None:
        self._task = None
        if self._now is not None and self._next is None:
            self.found.emit(self._now, rows)

    @Slot(object)
    def _failed(self, _error: object) -> None:
        self._task = None
        if self._now is not None and self._next is None:
            self.failed.emit()

    @Slot()
    def _finished(self) -> None:
        self._task = None
        if self._next is not None:
            self._start()


def _work(request: Request) -> Callable[[Report, threading.Event], array[int]]:
    def work(_report: Report, _cancel: threading.Event) -> array[int]:
        return request.store.rows(request.selections)

    return work
