"""Letters: which ones fit, writing one, and what became of those that were sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from auditor.archive.items import Item
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.letters.calendar import to_ics
from auditor.letters.composing import Draft
from auditor.letters.fields import Fields, from_archive
from auditor.letters.grounds import Ground, grounds, quotes
from auditor.letters.library import Letter, load_letters
from auditor.letters.tracking import LETTERS, LetterRecord, LettersRecord, followed
from gui import formats
from gui.pages.letters_desk import LetterDesk
from gui.pages.letters_list import LetterList
from gui.pages.letters_words import shown
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.date_field import today

QUOTES = "quotes"
"""The part of the page that tells of own items that can be picked as reasons."""


class LettersPage(Page):
    """told (LettersRecord): the person says something of a letter; it is kept with the audit"""

    id = "letters"
    told = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.setAccessibleName(self.title())
        self._record = session.recall(LETTERS, LettersRecord) or LettersRecord()
        self._loose = session.audit is None
        """Whether the record belongs to no audit yet."""
        self._removed: tuple[int, LetterRecord] | None = None
        self.list = LetterList(theme, session.runner, self._calendar)
        self.desk: LetterDesk | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self.list.write.connect(self.write)
        self.list.changed.connect(self._change)
        self.list.noted.connect(self._note)
        self.list.announce.connect(self.announce)
        self.list.situation_wanted.connect(self._ask_situation)
        session.situation_changed.connect(self._situation_changed)
        session.audit_changed.connect(self._audit_changed)
        self._renew()

    def title(self) -> str:
        return _("Letters")

    def shown(self) -> None:
        self._record = self.session.recall(LETTERS, LettersRecord) or self._record
        if self.desk is None:
            self.list.say("")
            self._renew()
            self.list.focus()
        else:
            self.desk.focus()

    def show_part(self, part: str) -> None:
        """A letter by its id, or QUOTES."""
        if part in load_letters():
            self.write(part)
        elif part == QUOTES:
            self._show_quotes()

    def show_told(self, record: LettersRecord) -> None:
        """What was kept with the audit that is open now."""
        self._record = record
        self._close_desk()

    def quote(self, items: Iterable[Item]) -> None:
        """Offer own items as reasons, word for word, in every letter that takes any."""
        self._tell(self._record.quoting(quotes(items)))
        if self.desk is not None:
            self.write(self.desk.draft.letter)

    def _show_quotes(self) -> None:
        self._close_desk()
        number = len(self._record.quoted)
        words = ngettext(
            "{n} item of yours can be picked as a reason.", "{n} items of yours can be picked as reasons.", number
        ).format(n=formats.count(number))
        self.list.say(words, _("Write a letter that takes reasons, such as an objection: they are offered there."))
        self.list.focus_taking_grounds()
        self.announce.emit(words)

    # Writing

    @Slot(str)
    def write(self, id: str) -> None:
        """Put this letter on the desk; nothing happens where it does not fit."""
        letter, region = load_letters()[id], self.session.situation.region
        if region is None or region not in letter.regions:
            return
        same = self.desk.draft if self.desk is not None and self.desk.draft.letter == id else None
        before = {ground.id for ground in same.grounds} if same else set()
        offered = self._offered(id)
        self._close_desk()
        draft = Draft(
            id,
            region,
            addressee=same.addressee if same and same.region == region else "",
            fields=self._fields(letter),
            grounds=tuple(ground for ground in offered if ground.id in before),
        )
        desk = self.desk = LetterDesk(self.theme, self.session.runner, draft, offered)
        desk.back.connect(self._go_back)
        desk.forget.connect(self._forget_quotes)
        desk.changed.connect(self._keep_fields)
        desk.sent.connect(self._add)
        desk.open_link.connect(self.open_link)
        desk.announce.connect(self.announce)
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)
        desk.focus()

    def _fields(self, letter: Letter) -> Fields:
        """What was filled in before; what the archive knows stands in for the rest. A letter is dated today, and speaks
        of the one that was sent before it."""
        audit, kept = self.session.audit, self._record.fields
        before = followed(letter, self._record.sent, today())
        known = from_archive(audit.facts, today()) if audit else Fields(date=today())
        return msgspec.structs.replace(
            kept,
            account=kept.account or known.account,
            account_id=kept.account_id or known.account_id,
            date=known.date,
            asked_on=before.sent_on if before else kept.asked_on,
        )

    def _offered(self, id: str) -> list[Ground]:
        audit = self.session.audit
        if audit is None:
            return list(self._record.quoted)
        found = grounds(audit.tally, audit.facts, self.session.situation, load_letters()[id].party)
        return [*found, *self._record.quoted]

    @Slot()
    def _forget_quotes(self) -> None:
        self._tell(msgspec.structs.replace(self._record, quoted=()))
        if self.desk is not None:
            self.write(self.desk.draft.letter)

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
        if record is None:
            self._remove(number)
            return
        self._tell(self._record.changing(number, record))
        self._renew()
        self.list.focus_sent(number)

    def _remove(self, number: int) -> None:
        record = self._record.sent[number]
        self._removed = number, record
        self._tell(self._record.without(number))
        self._renew()
        undo = Button(self.theme, _("Undo"))
        undo.clicked.connect(self._put_back)
        said = _("The letter is off the list.")
        self.list.say(said, shown(record.title), undo)
        self.announce.emit(said)

    @Slot()
    def _put_back(self) -> None:
        if self._removed is not None:
            number, record = self._removed
            self._removed = None
            self._tell(self._record.putting_back(number, record))
            self._renew()
            self.list.say("")
            self.list.focus_sent(number)

    @Slot(int, object)
    def _note(self, number: int, record: LetterRecord) -> None:
        """The list stays as it is: the person may be writing still."""
        self._tell(self._record.changing(number, record))

    def _calendar(self) -> bytes:
        return to_ics(self.session.record.id, self._record.sent, dt.datetime.now().astimezone())

    def _tell(self, record: LettersRecord) -> None:
        self._record = record
        self.session.remember(LETTERS, record)
        self.told.emit(record)

    # What the session says

    def _renew(self) -> None:
        region, sent = self.session.situation.region, self._record.sent
        self.list.show_letters(region, sent, kept=self.session.audit is not None)

    @Slot()
    def _situation_changed(self) -> None:
        if self.desk is None or self.desk.draft.region != self.session.situation.region:
            self._close_desk()
        else:
            self.write(self.desk.draft.letter)

    @Slot()
    def _audit_changed(self) -> None:
        """Another account: nothing of the one before may get into its letters. What was written before any archive was
        open joins the first."""
        record = self.session.recall(LETTERS, LettersRecord) or LettersRecord()
        if self._loose and self.session.audit is not None and self._record != LettersRecord():
            record = record.joined(self._record)
            self.session.remember(LETTERS, record)
        self._loose, self._removed = self.session.audit is None, None
        self.show_told(record)

    @Slot()
    def _ask_situation(self) -> None:
        self.go_to.emit("situation")
