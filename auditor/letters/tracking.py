"""Which letters the person says they sent, and when a reply is due. Pure; a date is given only by a sourced rule.

Days are counted from the day of sending. A letter arrives later, so a reply may be in time some days after.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

import msgspec

from auditor.letters.fields import Fields
from auditor.letters.grounds import Ground
from auditor.letters.library import Deadline, Letter, load_letters

LETTERS = "letters"
"""The name under which an audit remembers the letters."""

State = Literal["overdue", "waiting", "untracked", "answered"]
ORDER: tuple[State, ...] = get_args(State)
"""What needs the person comes first."""

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
    """What is kept about letters: the fields as they were last filled in, what was sent, in that order, and own items
    that can be picked as grounds."""

    fields: Fields = Fields()
    sent: tuple[LetterRecord, ...] = ()
    quoted: tuple[Ground, ...] = ()

    def adding(self, record: LetterRecord) -> LettersRecord:
        return msgspec.structs.replace(self, sent=(*self.sent, record))

    def changing(self, number: int, record: LetterRecord) -> LettersRecord:
        """With another record in the place of the one at this index."""
        return msgspec.structs.replace(self, sent=(*self.sent[:number], record, *self.sent[number + 1 :]))

    def without(self, number: int) -> LettersRecord:
        return msgspec.structs.replace(self, sent=(*self.sent[:number], *self.sent[number + 1 :]))

    def putting_back(self, number: int, record: LetterRecord) -> LettersRecord:
        """With a record where it stood before it was removed."""
        return msgspec.structs.replace(self, sent=(*self.sent[:number], record, *self.sent[number:]))

    def quoting(self, grounds: Iterable[Ground]) -> LettersRecord:
        """With these to pick from, each once."""
        every = {ground.id: ground for ground in (*self.quoted, *grounds)}
        return msgspec.structs.replace(self, quoted=tuple(every.values()))

    def joined(self, later: LettersRecord) -> LettersRecord:
        """With what was written before the archive of this account was opened."""
        fields = later.fields if later.fields != Fields() else self.fields
        return LettersRecord(fields, (*self.sent, *later.sent), self.quoting(later.quoted).quoted)


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


def awaited(sent: Iterable[LetterRecord]) -> Iterator[tuple[LetterRecord, dt.date]]:
    """The letters that wait for a reply with a day for it, overdue or not."""
    for record in sent:
        if record.answered_on is None and record.due is not None:
            yield record, record.due


def overdue(sent: Iterable[LetterRecord], today: dt.date) -> int:
    return sum(state(record, today) == "overdue" for record in sent)


def in_order(sent: Sequence[LetterRecord], today: dt.date) -> list[int]:
    """The numbers of the letters as they should be looked at: by state; by the day that is due, else the newest
    first."""

    def rank(number: int) -> tuple[int, dt.date, int]:
        record = sent[number]
        now = state(record, today)
        due = record.due if now in ("overdue", "waiting") else None
        return ORDER.index(now), due or dt.date.min, -number

    return sorted(range(len(sent)), key=rank)


def followed(letter: Letter, sent: Iterable[LetterRecord], today: dt.date) -> LetterRecord | None:
    """The letter that this one speaks of: the objection before an erasure; before a complaint the last one to the
    company, one that is overdue before all others."""
    ids = set(letter.after)
    if letter.to_authority:
        ids |= {id for id, one in load_letters().items() if one.party == letter.party and not one.to_authority}
    found = [record for record in sent if record.letter in ids]
    return max(found, key=lambda record: (state(record, today) == "overdue", record.sent_on), default=None)


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
