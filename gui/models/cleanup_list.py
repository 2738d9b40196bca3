"""The clean-up list of the open audit: asked for and changed in the background, one deed after the other."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from auditor.cleanup import in_pieces
from auditor.store import AuditStore
from gui.tasks import Report, Task, TaskRunner


class Listed(NamedTuple):
    """The list as it stands: its rows in their order, and its items by category."""

    rows: list[int]
    kinds: dict[str, int]


class _Answer(NamedTuple):
    listed: Listed
    taken_off: int


class CleanUpList(QObject):
    """changed    `listed` is new
    taken_off  how many items went; `undo` brings them back
    failed     an error; the list is as it was
    rested     nothing is being done any more
    """

    changed = Signal()
    taken_off = Signal(int)
    failed = Signal(object)
    rested = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._before: list[int] = []
        self.store: AuditStore | None = None
        self.listed: Listed | None = None
        """None until the store has answered."""

    @property
    def busy(self) -> bool:
        return self._task is not None

    def use(self, store: AuditStore | None) -> None:
        """Be about another audit, or none: answers about the one before are not wanted any more."""
        self.store, self.listed, self._before, self._task = store, None, [], None
        self.changed.emit()

    def look_up(self) -> None:
        """See what is on it: other pages put items there."""
        self._do(lambda _store: 0)

    def take_off(self, rows: Sequence[int]) -> None:
        def deed(store: AuditStore) -> int:
            store.take_off_clean_up(rows)
            return len(rows)

        if rows and self.listed is not None and not self.busy:
            self._before = list(self.listed.rows)
            self._do(deed)

    def undo(self) -> None:
        """The list as it was before the last items went, in its order; what was added since stands behind."""
        before = list(self._before)

        def deed(store: AuditStore) -> int:
            known = set(before)
            whole = [*before, *(row for row in store.clean_up() if row not in known)]
            store.take_off_clean_up(whole)
            store.put_on_clean_up(whole)
            return 0

        self._do(deed)

    def _do(self, deed: Callable[[AuditStore], int]) -> None:
        """`deed` says how many items it took off."""
        store = self.store
        if store is None or self.busy:
            return

        def work(_report: Report, _cancel: threading.Event) -> _Answer:
            number = deed(store)
            rows = store.clean_up()
            kinds = Counter(item.category for item in in_pieces(rows, store.fetch))
            return _Answer(Listed(rows, dict(kinds)), number)

        task = self._task = self._runner.prepare(work)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.finished.connect(self._finished)
        self._runner.start(task)

    @Slot(object)
    def _succeeded(self, answer: object) -> None:
        assert isinstance(answer, _Answer)
        if self.sender() is not self._task:
            return
        if answer.listed != self.listed:
            self.listed = answer.listed
            self.changed.emit()
        if answer.taken_off:
            self.taken_off.emit(answer.taken_off)

    @Slot(object)
    def _failed(self, error: object) -> None:
        if self.sender() is self._task:
            self.failed.emit(error)

    @Slot()
    def _finished(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self.rested.emit()
