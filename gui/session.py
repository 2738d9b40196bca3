"""What the window is about just now: an archive being read, or an audit with the person's situation."""

from __future__ import annotations

import datetime as dt
import functools
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from auditor.archive.facts import ArchiveFacts
from auditor.archive.imports.exports import Chosen, opened_exports, told_apart
from auditor.archive.receipt import ReceiptEntry
from auditor.audit import Download, audit, opened
from auditor.demo import demo_archive
from auditor.errors import NotAnArchive, OuttakeError
from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.optout.guide import Step, plan
from auditor.overview import Overview, Tally, by_case_and_year, overview
from auditor.policy.pack import Pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.store import AuditStore
from gui.tasks import Report, Task, TaskRunner, Work


class OpenAudit(msgspec.Struct):
    """An archive that was read. The store is the only holder of the items."""

    store: AuditStore
    facts: ArchiveFacts
    receipt: list[ReceiptEntry]
    tally: list[Tally]
    present: set[str]


class Session(QObject):
    """Pages ask this object and listen to it; it knows no widget.

    reading_started    (names of what is read)
    progressed         an auditor.audit.Progress
    refused            an OuttakeError: nothing was kept
    reading_cancelled  nothing was kept
    audit_changed      an audit was opened or closed; `audit` says which
    situation_changed  the person told us something; every figure is new
    """

    reading_started = Signal(object)
    progressed = Signal(object)
    refused = Signal(object)
    reading_cancelled = Signal()
    audit_changed = Signal()
    situation_changed = Signal()

    def __init__(
        self, runner: TaskRunner, pack: Pack, controls: Mapping[str, Control], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pack = pack
        self.controls = controls
        self.runner = runner
        self.situation = Situation()
        self.unsaved = False
        """Whether the person told us of controls since the last report was saved."""
        self.audit: OpenAudit | None = None
        self._overview: Overview | None = None
        self._cases: tuple[dt.date | Literal["never"] | None, list[Tally]] | None = None
        self._reading: Task | None = None

    # --- reading -----------------------------------------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        return self._reading is not None

    def read(self, paths: list[Path]) -> None:
        """Read these zips or folders of one account, and exports of bookmarks or of grok.com that came along.

        An open audit is closed once the new one is whole.
        """
        work = functools.partial(_read, paths, self._figures_for(self.situation))
        self._start(work, [path.name for path in paths])

    def read_demo(self) -> None:
        """Make the demo archive in a temporary folder, read it, and remove it again."""
        work = functools.partial(_read_demo, self._figures_for(self.situation))
        self._start(work, [_("the demo archive")])

    def cancel(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def close_audit(self) -> None:
        """Forget the audit: its store goes, and with it everything that was read."""
        if self.audit is not None:
            self.audit.store.close()
            self.audit = None
            self._overview = self._cases = None
            self.audit_changed.emit()

    def _figures_for(self, situation: Situation) -> Figures:
        return lambda tally, present: (situation, overview(self.pack, situation, tally, present))

    def _start(self, work: Work, names: list[str]) -> None:
        if self.reading:
            return
        task = self._reading = self.runner.prepare(work)
        task.progressed.connect(self.progressed)
        task.succeeded.connect(self._read_through)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        self.reading_started.emit(names)
        self.runner.start(task)

    @Slot(object)
    def _read_through(self, result: object) -> None:
        assert isinstance(result, tuple)
        self._reading = None
        if self.audit is not None:
            self.audit.store.close()
        self.audit, (situation, seen) = result
        self._cases = None
        self._overview = seen if situation == self.situation else None
        self.audit_changed.emit()

    @Slot(object)
    def _failed(self, error: object) -> None:
        self._reading = None
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("Something went wrong while reading."), _("Nothing was kept. Try again."))
        self.refused.emit(error)

    @Slot()
    def _cancelled(self) -> None:
        self._reading = None
        self.reading_cancelled.emit()

    # --- what the person told us -------------------------------------------------------------------------------------

    def tell(self, situation: Situation) -> None:
        if situation != self.situation:
            self.unsaved = self.unsaved or situation.controls != self.situation.controls
            self.situation = situation
            self._overview = None
            self.situation_changed.emit()

    def mark_saved(self) -> None:
        """A report that holds all of this was saved."""
        self.unsaved = False

    def report_control(self, report: ReportedControl) -> None:
        """The person says that they have set this control."""
        others = tuple(c for c in self.situation.controls if c.id != report.id)
        self.tell(msgspec.structs.replace(self.situation, controls=(*others, report)))

    def withdraw_control(self, id: str) -> None:
        """The person takes that back."""
        others = tuple(c for c in self.situation.controls if c.id != id)
        self.tell(msgspec.structs.replace(self.situation, controls=others))

    # --- figures -----------------------------------------------------------------------------------------------------

    def overview(self) -> Overview | None:
        """Every figure, for the situation as it is; None without an audit."""
        if self._overview is None and self.audit is not None:
            self._overview = overview(self.pack, self.situation, self.cases(), self.audit.present)
        return self._overview

    def cases(self) -> list[Tally]:
        """The tally, with all days in one that no rule tells apart: it changes only with the protected date."""
        if self.audit is None:
            return []
        if self._cases is None or self._cases[0] != self.situation.protected:
            reduced = [group for _year, group in by_case_and_year(self.audit.tally, self.situation)]
            self._cases = self.situation.protected, reduced
        return self._cases[1]

    def steps(self) -> list[Step]:
        """The guide's steps for this person; before any archive, those that make sense for everybody."""
        seen = self.overview()
        counts = seen.mine() if seen else {}
        names = {id: _(category.many) for id, category in self.pack.categories.items()}
        return plan(self.controls, self.situation, counts, absent=seen.absent if seen else (), names=names)


Figures = Callable[[list[Tally], set[str]], tuple[Situation, Overview]]
"""Works out every figure, for the situation as it was when the reading began."""


def _read(
    paths: list[Path], figures: Figures, report: Report, cancel: threading.Event
) -> tuple[OpenAudit, tuple[Situation, Overview]]:
    """Everything that opening the audit needs, so that the window need not wait for any of it."""
    store = AuditStore.temporary()
    try:
        archives, along = _apart(paths)
        with opened(archives) as downloads, opened_exports(along) as exports:
            audit(_only(downloads), store, exports=exports, progress=report, cancel=cancel)
        made = OpenAudit(store, store.facts(), store.receipt(), store.tally(), store.present())
        return made, figures(made.tally, made.present)
    except BaseException:
        store.close()
        raise


def _apart(paths: list[Path]) -> tuple[list[Path], list[Chosen]]:
    archives, along = told_apart(paths)
    if not archives:
        raise NotAnArchive(
            _("An export is read together with an archive."), _("Drop it in one go with the archive X gave you.")
        )
    return archives, along


def _only(downloads: list[Download]) -> Download:
    if len(downloads) > 1:
        raise NotAnArchive(
            _("These archives belong to different accounts."), _("Choose the files of one account at a time.")
        )
    return downloads[0]


def _read_demo(
    figures: Figures, report: Report, cancel: threading.Event
) -> tuple[OpenAudit, tuple[Situation, Overview]]:
    with tempfile.TemporaryDirectory(prefix="outtake-demo-") as folder:
        return _read([demo_archive(Path(folder))], figures, report, cancel)
