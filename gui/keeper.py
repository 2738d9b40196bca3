"""The audits that this computer keeps, for the window: work runs on a thread, what came of it is a signal."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from auditor.errors import Cancelled, NoKeyring, OuttakeError, WrongKey
from auditor.i18n import gettext as _
from auditor.store import AuditStore
from auditor.store.cards import Card
from auditor.store.exported import Step
from auditor.store.keeping import (
    Gone,
    lock_of,
    open_with_keyring,
    open_with_passphrase,
    shelf_folder,
    told,
    wipe_everything,
)
from auditor.store.shelf import Shelf
from gui.tasks import Report, Task, TaskRunner

State = Literal["nothing", "opening", "locked", "refused", "open"]
Act = Callable[[Step], object]
Then = Callable[[object], None]


class Keeper(QObject):
    """One thing at a time: while `busy`, what is asked for is not done.

    changed         the list of cards, or what `state` says of it
    busy_changed    a piece of work begins or ends
    progressed      (done, total) of a long one
    closing_wanted  the id of a card whose audit must not be open in a moment; answer at once
    opened          (AuditStore, Card): an audit for the window to show, also one that was just kept
    done            a sentence: what was asked for is done
    failed          an OuttakeError: it is not
    key_wanted      what is to be kept waits for a passphrase, which the page of the audits asks for
    given_up        it is not to be kept after all
    wiped           the Gone that says what wiping everything removed

    State: "nothing" is kept yet; the list is "opening", "locked" by a passphrase, "open", or cannot be had: then
    `refusal` says why.
    """

    changed = Signal()
    busy_changed = Signal()
    progressed = Signal(int, int)
    closing_wanted = Signal(str)
    opened = Signal(object, object)
    done = Signal(str)
    failed = Signal(object)
    key_wanted = Signal()
    given_up = Signal()
    wiped = Signal(object)

    def __init__(self, runner: TaskRunner, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder or shelf_folder()
        self.shelf: Shelf | None = None
        self.refusal: OuttakeError | None = None
        self.cards: list[Card] = []
        self.strangers = 0
        self.cut_off: list[str] = []
        """What a killed process left, in sentences, as it was found when the shelf was opened."""
        self._runner = runner
        self._task: Task | None = None
        self._then: Then = _nothing
        self._waiting: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def state(self) -> State:
        if self.shelf is not None:
            return "open"
        if self.busy:
            return "opening"
        if self.refusal is not None:
            return "refused"
        return "locked" if lock_of(self.folder) == "passphrase" else "nothing"

    @property
    def needs_passphrase(self) -> bool:
        """Whether a passphrase, chosen now or earlier, is the way to the list."""
        return lock_of(self.folder) == "passphrase" or (
            lock_of(self.folder) is None and isinstance(self.refusal, NoKeyring)
        )

    def card(self, id: str) -> Card | None:
        return next((card for card in self.cards if card.id == id), None)

    # --- the list ----------------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Open the list if something was kept before and the keyring opens it. Asks the keyring for nothing else."""
        if self.shelf is None and not self.busy and lock_of(self.folder) == "keyring":
            self._open_list(functools.partial(open_with_keyring, self.folder))

    def make_ready(self) -> None:
        """Open the list, or make one: audits are to be kept from now on."""
        if self.shelf is None and not self.busy and self._waiting is None:
            self._wait_for_list(_nothing_more)

    def unlock(self, passphrase: str) -> None:
        """Open the list with its passphrase, or begin one under it."""
        self._open_list(functools.partial(open_with_passphrase, self.folder, passphrase))

    def retry(self) -> None:
        """Once more what the keyring, or another window, stood in the way of."""
        self.refusal = None
        if self._waiting is not None:
            self._waiting()
        else:
            self.wake()

    def give_up(self) -> None:
        """What waits for a key is not to be kept after all."""
        self._waiting = self.refusal = None
        self.changed.emit()
        self.given_up.emit()

    def close(self) -> None:
        """Let go of the list; at the end of the program."""
        if self.shelf is not None:
            self.shelf.close()
            self.shelf = None

    def _wait_for_list(self, job: Callable[[], None]) -> None:
        self._waiting = job
        if self.needs_passphrase:
            self.changed.emit()
        else:
            self._open_list(functools.partial(open_with_keyring, self.folder))

    def _open_list(self, how: Callable[[], Shelf]) -> None:
        self._start(lambda _step: how(), self._list_open)

    def _list_open(self, shelf: object) -> None:
        assert isinstance(shelf, Shelf)
        self.shelf, self.refusal = shelf, None
        self.cut_off = told(shelf.cut_off)
        self._renew()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _renew(self) -> None:
        if self.shelf is not None:
            self.cards, self.strangers = self.shelf.cards(), len(self.shelf.strangers())
        self.changed.emit()

    # --- one audit ---------------------------------------------------------------------------------------------------

    def keep(self, store: AuditStore, sources: Sequence[Path] = (), label: str = "") -> None:
        """Keep an audit that is open and would be forgotten. The first one needs a list, and that a key."""
        if self.shelf is None:
            self._wait_for_list(functools.partial(self.keep, store, sources, label))
            if self.needs_passphrase:
                self.key_wanted.emit()
            return
        adopt = functools.partial(self.shelf.adopt, store, sources, label)
        self._start(lambda _step: adopt(), self._kept)

    def open_audit(self, id: str, passphrase: str | None = None) -> None:
        if self.shelf is not None:
            self._start(functools.partial(_opened, self.shelf, id, passphrase), self._opened)

    def rename(self, id: str, label: str) -> None:
        shelf = self.shelf
        if shelf is not None:
            self._start(lambda _step: shelf.rename(id, label), self._said(_("The label is changed.")))

    def delete(self, id: str) -> None:
        shelf = self.shelf
        if shelf is not None:
            self.closing_wanted.emit(id)
            self._start(lambda _step: shelf.delete(id), self._said(_("The audit is deleted, and its key with it.")))

    def set_passphrase(self, id: str, new: str | None, old: str | None = None, *, reopen: bool = False) -> None:
        """`reopen` if it is the audit that the window shows."""
        shelf = self.shelf
        if shelf is None:
            return
        self.closing_wanted.emit(id)
        sentence = _("The passphrase is set.") if new else _("The passphrase is taken away.")

        def act(step: Step) -> object:
            shelf.set_passphrase(id, new, old, step)
            return _opened(shelf, id, new, step) if reopen else None

        self._start(act, lambda result: self._changed_passphrase(result, sentence))

    def export(self, id: str, path: Path, passphrase: str, opens_it: str | None = None) -> None:
        shelf = self.shelf
        if shelf is not None:
            sentence = _("The audit is exported. Only this passphrase opens it.")
            self._start(lambda step: shelf.export(id, path, passphrase, opens_it, step), self._said(sentence))

    def import_audit(self, path: Path, passphrase: str) -> None:
        """The first audit on a new computer may be an imported one: it needs a list as well."""
        shelf = self.shelf
        if shelf is None:
            self._wait_for_list(functools.partial(self.import_audit, path, passphrase))
            return
        sentence = _("The audit is imported. The file is as it was.")
        self._start(lambda step: shelf.import_audit(path, passphrase, step), self._said(sentence))

    def wipe(self) -> None:
        self.closing_wanted.emit("")
        shelf, self.shelf = self.shelf, None
        self._start(lambda _step: wipe_everything(self.folder, shelf), self._all_gone)

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # --- what came of it ---------------------------------------------------------------------------------------------

    def _said(self, sentence: str) -> Then:
        def then(_result: object) -> None:
            self._renew()
            self.done.emit(sentence)

        return then

    def _kept(self, card: object) -> None:
        assert isinstance(card, Card)
        self._renew()
        self.done.emit(_("The audit is kept."))
        self.open_audit(card.id)

    def _opened(self, result: object) -> None:
        assert isinstance(result, tuple)
        self._renew()
        self.opened.emit(*result)

    def _changed_passphrase(self, result: object, sentence: str) -> None:
        self._renew()
        self.done.emit(sentence)
        if result is not None:
            self._opened(result)

    def _all_gone(self, gone: object) -> None:
        assert isinstance(gone, Gone)
        self.cards, self.strangers, self.cut_off, self.refusal = [], 0, [], None
        self.changed.emit()
        self.wiped.emit(gone)

    def _start(self, act: Act, then: Then) -> None:
        if self.busy:
            return

        def work(report: Report, cancel: threading.Event) -> object:
            def step(done: int, total: int) -> None:
                if cancel.is_set():
                    raise Cancelled
                report((done, total))

            return act(step)

        self._then = then
        task = self._task = self._runner.prepare(work)
        task.progressed.connect(self._progress)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._cancelled)
        self.busy_changed.emit()
        self._runner.start(task)

    @Slot(object)
    def _progress(self, value: object) -> None:
        assert isinstance(value, tuple)
        self.progressed.emit(*value)

    @Slot(object)
    def _succeeded(self, result: object) -> None:
        then = self._ended()
        then(result)

    @Slot(object)
    def _fail(self, error: object) -> None:
        self._ended()
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("Something went wrong."), _("Nothing was changed. Try again."))
        if self.shelf is None and not isinstance(error, WrongKey):
            self.refusal = error
        self._renew()
        self.failed.emit(error)

    @Slot()
    def _cancelled(self) -> None:
        self._ended()
        self._renew()

    def _ended(self) -> Then:
        then, self._then, self._task = self._then, _nothing, None
        self.busy_changed.emit()
        return then


def _nothing_more() -> None:
    """What waits for the list where only the list is wanted."""


def _nothing(_result: object) -> None:
    """What follows where nothing does."""


def _opened(shelf: Shelf, id: str, passphrase: str | None, _step: Step) -> tuple[AuditStore, Card]:
    store = shelf.open_audit(id, passphrase)
    card = next(card for card in shelf.cards() if card.id == id)
    return store, card
