"""Letters: which ones fit, writing one, and what became of those that were sent."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from auditor.archive.items import Item
from auditor.i18n import gettext as _
from auditor.letters.composing import Draft
from auditor.letters.fields import Fields, from_archive
from auditor.letters.grounds import Ground, grounds, quotes
from auditor.letters.library import load_letters
from auditor.letters.tracking import LetterRecord, LettersRecord
from gui.pages.letters_desk import LetterDesk
from gui.pages.letters_list import LetterList
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.date_field import today

LETTERS = "letters"
"""The name under which an audit remembers the letters."""


class LettersPage(Page):
    """told (LettersRecord): the person says something of a letter; it is kept with the audit"""

    id = "letters"
    told = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.setAccessibleName(self.title())
        self._record = session.recall(LETTERS, LettersRecord) or LettersRecord()
        self._quoted: tuple[Ground, ...] = ()
        self.list = LetterList(theme)
        self.desk: LetterDesk | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self.list.write.connect(self.write)
        self.list.changed.connect(self._change)
        self.list.situation_wanted.connect(self._ask_situation)
        session.situation_changed.connect(self._situation_changed)
        session.audit_changed.connect(self._audit_changed)
        self._renew()

    def title(self) -> str:
        return _("Letters")

    def shown(self) -> None:
        if self.desk is None:
            self._renew()
            self.list.focus()
        else:
            self.desk.focus()

    def show_part(self, part: str) -> None:
        """A letter by its id."""
        if part in load_letters():
            self.write(part)

    def show_told(self, record: LettersRecord) -> None:
        """What was kept with the audit that is open now."""
        self._record = record
        self._close_desk()

    def quote(self, items: Iterable[Item]) -> None:
        """Offer own items as reasons, word for word, in every letter that takes any."""
        known = {ground.id for ground in self._quoted}
        self._quoted += tuple(ground for ground in quotes(items) if ground.id not in known)
        if self.desk is not None:
            self.write(self.desk.draft.letter)

    # Writing

    @Slot(str)
    def write(self, id: str) -> None:
        """Put this letter on the desk; nothing happens where it does not fit."""
        letter, region = load_letters()[id], self.session.situation.region
        if region is None or region not in letter.regions:
            return
        picked = self.desk.draft.grounds if self.desk is not None and self.desk.draft.letter == id else ()
        self._close_desk()
        draft = Draft(id, region, fields=self._fields(), grounds=picked)
        desk = self.desk = LetterDesk(self.theme, self.session.runner, draft, self._offered(id))
        desk.back.connect(self._go_back)
        desk.changed.connect(self._keep_fields)
        desk.sent.connect(self._add)
        desk.open_link.connect(self.open_link)
        desk.announce.connect(self.announce)
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)
        desk.focus()

    def _fields(self) -> Fields:
        """What was filled in before; what the archive knows stands in for the rest. A letter is dated today."""
        audit, kept = self.session.audit, self._record.fields
        known = from_archive(audit.facts, today()) if audit else Fields(date=today())
        return msgspec.structs.replace(
            kept,
            account=kept.account or known.account,
            account_id=kept.account_id or known.account_id,
            date=known.date,
            asked_on=kept.asked_on or (self._record.sent[-1].sent_on if self._record.sent else None),
        )

    def _offered(self, id: str) -> list[Ground]:
        audit = self.session.audit
        if audit is None:
            return []
        found = grounds(audit.tally, audit.facts, self.session.situation, load_letters()[id].party)
        return [*found, *self._quoted]

    @Slot()
    def _go_back(self) -> None:
        letter = self.desk.draft.letter if self.desk else ""
        self._close_desk()
        self.list.focus(letter)

    def _close_desk(self) -> None:
        if self.desk is not None:
            self._stack.removeWidget(self.desk)
            self.desk.hide()
            self.desk.deleteLater()
            self.desk = None
        self._renew()

    # What is kept

    @Slot(object)
    def _keep_fields(self, draft: Draft) -> None:
        self._tell(msgspec.structs.replace(self._record, fields=draft.fields))

    @Slot(object)
    def _add(self, record: LetterRecord) -> None:
        self._tell(self._record.adding(record))
        self._go_back()
        self.announce.emit(_("Recorded as sent."))

    @Slot(int, object)
    def _change(self, number: int, record: LetterRecord | None) -> None:
        self._tell(self._record.without(number) if record is None else self._record.changing(number, record))
        self._renew()
        self.list.focus()

    def _tell(self, record: LettersRecord) -> None:
        self._record = record
        self.session.remember(LETTERS, record)
        self.told.emit(record)

    # What the session says

    def _renew(self) -> None:
        self.list.show_letters(self.session.situation.region, self._record.sent)

    @Slot()
    def _situation_changed(self) -> None:
        if self.desk is None or self.desk.draft.region != self.session.situation.region:
            self._close_desk()
        else:
            self.write(self.desk.draft.letter)

    @Slot()
    def _audit_changed(self) -> None:
        """Another account: nothing of the one before may get into its letters."""
        self._quoted = ()
        self.show_told(self.session.recall(LETTERS, LettersRecord) or LettersRecord())

    @Slot()
    def _ask_situation(self) -> None:
        self.go_to.emit("situation")
