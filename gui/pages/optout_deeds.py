"""What the person tells the guide, each as one change of the record and one sentence that it was heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout import GuideRecord, record
from auditor.optout.records import Habit, Level
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_proofs import Kept, ProofDesk, Source
from gui.session import Session
from gui.widgets.date_field import today
from gui.widgets.thumbnail import Shown

LATER = 30
"""Days until what is put off is asked again."""


Focus = Literal["next", "action", "proof", "remind"]
"""Where the keyboard goes on: the way on, the button that answers, the proof, or the reminder."""


class Deeds(QObject):
    """said      a sentence for the screen reader
    settled   a Focus: the record has changed and the page shows it
    pictured  (SHA-256, Shown) of a proof
    refused   an OuttakeError: a picture was not kept
    """

    said = Signal(str)
    settled = Signal(str)
    pictured = Signal(str, object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = ProofDesk(session, self)
        self._desk.kept.connect(self._add_proof)
        self._desk.pictured.connect(self.pictured)
        self._desk.refused.connect(self.refused)

    # A step

    def done(self, id: str, day: dt.date, days: int) -> None:
        """`days` until a look again."""
        changed = record.mark_done(self._record, self._session.controls[id], day, self._session.pack, today())
        self._tell(self._reminded(changed, id, days), optout_words.stands(changed.step(id)), "next")

    def set_aside(self, id: str) -> None:
        changed = record.set_aside(self._record, self._session.controls[id], self._session.pack, today())
        self._tell(changed, optout_words.stands(changed.step(id)), "next")

    def take_back(self, id: str) -> None:
        self._tell(record.withdraw(self._record, id, today()), _("Taken back."), "action")

    def still_so(self, id: str) -> None:
        changed = record.look_again(self._record, self._session.controls[id], self._session.pack, today())
        self._tell(changed, optout_words.stands(changed.step(id)), "next")

    def put_off(self, id: str) -> None:
        until = today() + dt.timedelta(days=LATER)
        words = _("Outtake asks you again on {date}.").format(date=formats.date(until))
        self._tell(record.snooze(self._record, id, until), words, "next")

    def remind(self, id: str, days: int) -> None:
        changed = self._reminded(self._record, id, days)
        on = optout_words.look_again_on(changed.step(id), changed.recheck_after)
        assert on is not None, "something was told of the step"
        self._tell(changed, _("Outtake asks you again on {date}.").format(date=formats.date(on)), "remind")

    def note(self, id: str, words: str) -> None:
        self._tell(record.set_note(self._record, id, words))

    # All of them

    def take_level(self, level: Level) -> None:
        self._tell(msgspec.structs.replace(self._record, level=level))

    def remind_of_all(self, days: int) -> None:
        self._tell(msgspec.structs.replace(self._record, recheck_after=days), focus="remind")

    def ask_for_archive(self, day: dt.date) -> None:
        words = _("You told us that you asked X for your archive on {date}.").format(date=formats.date(day))
        self._tell(msgspec.structs.replace(self._record, archive_requested_on=day), words, "next")

    def use(self, habit: Habit, *, used: bool | None) -> None:
        before = len(self._session.steps_left_out())
        self._tell(record.tell_use(self._record, habit, today(), used=used))
        left = len(self._session.steps_left_out()) - before
        if left > 0:
            words = ngettext("{n} step is left out for you now.", "{n} steps are left out for you now.", left)
        else:
            words = ngettext("{n} step is back.", "{n} steps are back.", -left)
        self.settled.emit("next")
        self.said.emit(words.format(n=formats.count(abs(left))))

    # Proofs

    def keep_proofs(self, id: str, pictures: Sequence[Source]) -> None:
        """`said`, or `refused`, once each was looked at."""
        for picture in pictures:
            self._desk.keep(id, picture)

    def picture(self, sha256: str) -> Shown | None:
        """A proof in little, if it is at hand; `pictured` brings one that is not."""
        return self._desk.picture(sha256)

    def drop_proof(self, id: str, sha256: str) -> None:
        """The picture itself goes too, unless another step keeps it."""
        changed = record.drop_proof(self._record, id, sha256)
        if sha256 not in record.proofs(changed):
            self._desk.drop(sha256)
        self._tell(changed, _("The picture is removed."), "proof")

    @Slot(object)
    def _add_proof(self, kept: object) -> None:
        assert isinstance(kept, Kept)
        self._tell(record.add_proof(self._record, kept.control, kept.proof), _("The picture is kept."), "proof")

    @property
    def _record(self) -> GuideRecord:
        return self._session.record

    def _reminded(self, changed: GuideRecord, id: str, days: int) -> GuideRecord:
        """With a day of its own only where that is not the usual one."""
        step = changed.step(id)
        if days != changed.recheck_after and step.told_on is not None:
            return record.snooze(changed, id, step.told_on + dt.timedelta(days=days))
        steps = {**changed.steps, id: msgspec.structs.replace(step, remind_on=None)}
        return msgspec.structs.replace(changed, steps=steps)

    def _tell(self, changed: GuideRecord, words: str = "", focus: Focus | Literal[""] = "") -> None:
        self._session.tell_guide(changed)
        if focus:
            self.settled.emit(focus)
        if words:
            self.said.emit(words)
