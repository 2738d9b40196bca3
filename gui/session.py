"""What the window is about just now: an archive being read, or an audit with what the person told us."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.optout.guide import LeftOut, Step, left_out, plan
from auditor.optout.joining import as_situation, from_situation, merge
from auditor.optout.record import GUIDE, GuideRecord, begin, withdraw
from auditor.overview import Overview, Tally, by_case_and_year, overview
from auditor.policy.pack import Pack
from auditor.policy.situation import SITUATION, ReportedControl, Situation, SituationRecord
from auditor.processes import Workers
from auditor.store import AuditStore
from auditor.store.cards import Card
from gui import formats, opening
from gui.indexing import Indexing
from gui.opening import Figures, Home, Known, OpenAudit, Opened, Told
from gui.remembering import Remembering
from gui.tasks import Task, TaskRunner, Work
from gui.widgets.date_field import today

T = TypeVar("T", bound=msgspec.Struct)
Arrival = Literal["read", "opened", "kept"]
"""Read from an archive, opened from the shelf, or the one that was open, in the place where it is kept now."""


class Session(QObject):
    """Pages ask this object and listen to it; it knows no widget.

    reading_started    (names of what is read)
    progressed         an auditor.audit.Progress
    refused            an OuttakeError: nothing was kept
    reading_cancelled  nothing was kept
    known_already      (paths, Card): this archive was read before, and that audit kept; nothing was read now
    audit_changed      an audit was opened or closed; `audit` says which
    situation_changed  the person told us something; every figure is new
    record_changed     the person told the guide something; `record` says what
    remembered         the name under which a page's record was told, such as the letters
    indexing           the share of the texts that can be searched, 1.0 when all of them can
    not_remembered     an OuttakeError: what the person told us could not be written down
    """

    reading_started = Signal(object)
    progressed = Signal(object)
    refused = Signal(object)
    reading_cancelled = Signal()
    known_already = Signal(object, object)
    audit_changed = Signal()
    situation_changed = Signal()
    record_changed = Signal()
    remembered = Signal(str)
    indexing = Signal(float)
    not_remembered = Signal(object)

    def __init__(
        self, runner: TaskRunner, pack: Pack, controls: Mapping[str, Control], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pack = pack
        self.controls = controls
        self.runner = runner
        self.situation = Situation()
        self.record = begin()
        self.home: Callable[[], Home] = Home
        """Where a new audit goes."""
        self.unsaved = False
        """Whether the person told us something that neither a kept audit nor a saved report holds."""
        self.audit: OpenAudit | None = None
        self.arrival: Arrival = "read"
        """How the open audit came."""
        self._overview: Overview | None = None
        self._cases: tuple[dt.date | Literal["never"] | None, list[Tally]] | None = None
        self._reading: Task | None = None
        self._indexing = Indexing(runner, self)
        self._indexing.advanced.connect(self.indexing)
        self._remembering = Remembering(runner, self)
        self._remembering.failed.connect(self.not_remembered)

    # --- reading and opening -----------------------------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        return self._reading is not None

    def read(self, paths: list[Path], *, again: bool = False) -> None:
        """Read these zips or folders of one account, and exports of bookmarks or of grok.com that came along; with
        `again` also where an audit of just this archive was kept.

        An open audit is closed once the new one is whole.
        """
        self.arrival = "read"
        home = self.home()._replace(again=again)
        work = functools.partial(opening.read, paths, self.pack, self._figures_for(self.situation), home)
        self._start(work, [path.name for path in paths])

    def read_demo(self) -> None:
        """Make the demo archive in a temporary folder, read it, and remove it again."""
        self.arrival = "read"
        work = functools.partial(opening.read_demo, self.pack, self._figures_for(self.situation))
        self._start(work, [_("the demo archive")])

    def open_store(self, store: AuditStore, card: Card) -> None:
        """Show an audit that was kept, in place of the one that is open."""
        before = self.audit
        same = before is not None and before.card is None and before.facts.fingerprint == store.facts().fingerprint
        self.arrival = "kept" if same else "opened"
        work = functools.partial(opening.open_again, store, card, self.pack, self._figures_for(self.situation))
        self._start(work, [])

    def cancel(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def flush(self) -> None:
        """Write down at once what was told: the audit is about to be copied or closed."""
        self._remembering.flush()

    @Slot(str)
    def close_card(self, id: str) -> None:
        """Close the audit if it is this one of the shelf; "" for any."""
        if self.audit is not None and self.audit.card is not None and id in ("", self.audit.card.id):
            self.close_audit()

    def close_audit(self) -> None:
        """Let go of the audit. One that is not kept goes, and with it everything that was read and told."""
        if self.audit is not None:
            self._let_go()
            self.situation, self.record, self.unsaved = Situation(), begin(), False
            self.audit_changed.emit()

    def _let_go(self) -> None:
        assert self.audit is not None
        self._remembering.flush()
        self._remembering.use(None)
        self._indexing.stop()
        self.audit.store.close()
        self.audit = None
        self._overview = self._cases = None

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
        if names:
            self.reading_started.emit(names)
        self.runner.start(task)

    @Slot(object)
    def _read_through(self, result: object) -> None:
        self._reading = None
        if isinstance(result, Known):
            self.known_already.emit(result.paths, result.card)
            return
        assert isinstance(result, Opened)
        self.show(result.audit, result.told, (result.situation, result.seen), result.workers)

    def show(
        self,
        audit: OpenAudit,
        told: Told | None = None,
        figures: tuple[Situation, Overview] | None = None,
        workers: Workers | None = None,
    ) -> None:
        """Make this the open audit, with what it remembers and the figures if they are worked out already, and the
        processes that can index it."""
        if self.audit is not None:
            self._let_go()
        self.audit = audit
        self._remembering.use(audit.store)
        self._take_up(told)
        self._overview = figures[1] if figures and figures[0] == self.situation else None
        self.audit_changed.emit()
        self._indexing.start(audit.store, workers)

    def _take_up(self, told: Told | None) -> None:
        """What was told before goes on; what was told to the guide before any archive came joins it."""
        if told is None:  # what was asked of X is here now
            self.record = msgspec.structs.replace(self.record, archive_requested_on=None)
        else:
            self.record = merge(told.record, self.record) if self.record.steps else told.record
            self.situation = as_situation(self.record, told.situation)
            self.unsaved = False
        self._remember()

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
        """Everything about the situation at once; controls that are new in it are told to the guide too."""
        record = from_situation(self.record, situation, self.controls, self.pack, today())
        for gone in {c.id for c in self.situation.controls} - {c.id for c in situation.controls}:
            record = withdraw(record, gone, today())
        self._tell(situation, record)

    def tell_guide(self, record: GuideRecord) -> None:
        """What the person told the guide; their situation follows from it."""
        self._tell(as_situation(record, self.situation), record)

    def _tell(self, situation: Situation, record: GuideRecord) -> None:
        before, self.situation = self.situation, situation
        if record != self.record:
            self.unsaved = self.unsaved or self.audit is None or self.audit.card is None
            self.record = record
            self.record_changed.emit()
        if situation != before:
            self._overview = None
            self.situation_changed.emit()
        self._remember()

    def _remember(self) -> None:
        self._remembering.put(SITUATION, SituationRecord.of(self.situation))
        self._remembering.put(GUIDE, self.record)

    def remember(self, name: str, value: msgspec.Struct) -> None:
        """Keep a record of a page with the audit, such as its letters."""
        self.unsaved = self.unsaved or self.audit is None or self.audit.card is None
        self._remembering.put(name, value)
        self.remembered.emit(name)

    def recall(self, name: str, shape: type[T]) -> T | None:
        """What was remembered under this name; None without an audit, or where nothing was."""
        return None if self.audit is None else self._remembering.recall(name, shape)

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
        names = {id: _(category.many) for id, category in self.pack.categories.items()}
        return plan(
            self.controls,
            self.situation,
            seen.mine() if seen else {},
            absent=seen.absent if seen else (),
            names=names,
            record=self.record,
            archive=self.audit.shown if self.audit else None,
            write=formats.date,
        )

    def steps_left_out(self) -> list[LeftOut]:
        """The controls that are no steps for this person, each with the reason."""
        seen = self.overview()
        return left_out(
            self.controls,
            self.situation,
            seen.mine() if seen else {},
            seen.absent if seen else (),
            record=self.record,
            archive=self.audit.shown if self.audit else None,
            write=formats.date,
        )
