"""Which letters the person says they sent, and when a reply is due. Pure; a date is given only by a sourced rule.

Days are counted from the day of sending. A letter arrives later, so a reply may be in time some days after.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

import msgspec

from auditor.letters.fields import Fields
from auditor.letters.library import Deadline, Letter

State = Literal["answered", "untracked", "waiting", "overdue"]

SATURDAY = 5


class LetterRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One letter as the person told us.

    letter       id of the template
    title, to    as they were on the day, so that the record can be read when a template has changed
    reply_due    by the rule in force when it was sent; None where none is sourced
    extended_to  the day they named for a later reply
    """

    letter: str
    title: str
    to: str
    sent_on: dt.date
    reply_due: dt.date | None = None
    extended_to: dt.date | None = None
    answered_on: dt.date | None = None
    note: str = ""

    @property
    def due(self) -> dt.date | None:
        """The day that counts now."""
        return self.extended_to or self.reply_due


class LettersRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept about letters: the fields as they were last filled in, and what was sent, in that order."""

    fields: Fields = Fields()
    sent: tuple[LetterRecord, ...] = ()

    def adding(self, record: LetterRecord) -> LettersRecord:
        return msgspec.structs.replace(self, sent=(*self.sent, record))

    def changing(self, number: int, record: LetterRecord) -> LettersRecord:
        """With another record in the place of the one at this index."""
        return msgspec.structs.replace(self, sent=(*self.sent[:number], record, *self.sent[number + 1 :]))

    def without(self, number: int) -> LettersRecord:
        return msgspec.structs.replace(self, sent=(*self.sent[:number], *self.sent[number + 1 :]))


def sent(letter: Letter, to: str, on: dt.date) -> LetterRecord:
    return LetterRecord(letter.id, letter.title, to, on, reply_due=reply_due(letter.reply, on))


def reply_due(deadline: Deadline | None, sent_on: dt.date) -> dt.date | None:
    """The last day for a reply, None where no rule is sourced."""
    return None if deadline is None else _later(sent_on, deadline.length, deadline)


def latest(deadline: Deadline | None, sent_on: dt.date) -> dt.date | None:
    """The last day if the time is lengthened as far as the rule allows, None where that is not sourced."""
    if deadline is None or not deadline.further:
        return None
    return _later(sent_on, deadline.length + deadline.further, deadline)


def state(record: LetterRecord, today: dt.date) -> State:
    """A letter is overdue from the day after the one that counts."""
    if record.answered_on is not None:
        return "answered"
    if record.due is None:
        return "untracked"
    return "overdue" if today > record.due else "waiting"


def _later(day: dt.date, length: int, deadline: Deadline) -> dt.date:
    if deadline.unit == "month":
        return _months_later(day, length)
    return day + dt.timedelta(days=length) if deadline.unit == "day" else _business_days_later(day, length)


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day where it has none such."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _business_days_later(day: dt.date, days: int) -> dt.date:
    """Monday to Friday; which holidays there are is not known here."""
    while days:
        day += dt.timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
