"""Asks the finder in the background: the newest question is the only one that is answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from auditor.policy.situation import Situation
from auditor.search.finder import Counts, Finder, Found
from auditor.search.query import Query
from gui.tasks import Report, Task, TaskRunner


class Question(NamedTuple):
    """everything: the counts of all items are wanted too, whatever the query asks"""

    finder: Finder
    query: Query
    situation: Situation
    oldest_first: bool = False
    everything: bool = False


class Answer(NamedTuple):
    found: Found
    everything: Counts | None


class Searching(QObject):
    """first  (question, rows): some rows to look at meanwhile
    found  (question, Answer)
    failed
    """

    first = Signal(object, object)
    found = Signal(object, object)
    failed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._now: Question | None = None
        self._next: Question | None = None

    def ask(self, question: Question) -> None:
        """In place of any question that was not answered yet."""
        self._next = question
        if self._task is None:
            self._start()
        else:
            self._task.cancel()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._next = self._now = None
        if self._task is not None:
            self._task.cancel()

    def _start(self) -> None:
        self._now, self._next = self._next, None
        if self._now is None:
            return
        self._task = self._runner.prepare(_work(self._now))
        self._task.progressed.connect(self._progressed)
        self._task.succeeded.connect(self._succeeded)
        self._task.failed.connect(self._failed)
        self._task.finished.connect(self._finished)
        self._runner.start(self._task)

    @Slot(object)
    def _progressed(self, rows: object) -> None:
        if self._now is not None and self._next is None:
            self.first.emit(self._now, rows)

    @Slot(object)
    def _succeeded(self, answer: object) -> None:
        if self._now is not None and self._next is None:
            self.found.emit(self._now, answer)

    @Slot(object)
    def _failed(self, _error: object) -> None:
        if self._now is not None and self._next is None:
            self.failed.emit()

    @Slot()
    def _finished(self) -> None:
        self._task = None
        if self._next is not None:
            self._start()


def _work(question: Question) -> Callable[[Report, threading.Event], Answer]:
    def work(report: Report, cancel: threading.Event) -> Answer:
        finder, query, situation, oldest_first, wanted = question
        found = finder.find(query, situation, oldest_first=oldest_first, first=report, cancel=cancel)
        return Answer(found, finder.find(Query(), situation, cancel=cancel).counts if wanted else None)

    return work
