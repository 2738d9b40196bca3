"""The sentences of the Letters page that are put together from parts."""

from __future__ import annotations

import datetime as dt

from auditor.i18n import gettext as _
from auditor.letters.library import Deadline, Letter, Party, load_frame
from auditor.letters.tracking import LetterRecord, state
from auditor.report.wording import curly
from gui import formats

PARTY_NAMES: dict[Party, str] = {"x": "X", "xai": "xAI"}


def shown(text: str) -> str:
    """A sentence of the letters' data for the person."""
    return curly(_(text))


def kind(letter: Letter) -> str:
    """The kind and what it rests on: "Objection, Article 21(1)"."""
    name = _(load_frame().kinds[letter.kind])
    return f"{name}, {letter.basis}" if letter.basis else name


def time_limit(reply: Deadline | None) -> str:
    if reply is None:
        return _("No time limit is sourced")
    if reply.unit == "month":
        return _("Reply due in one month")
    if reply.unit == "business-day":
        return _("Due in {n} business days").format(n=formats.count(reply.length))
    return _("Reply due in {n} days").format(n=formats.count(reply.length))


def standing(record: LetterRecord, today: dt.date) -> str:
    """What a letter that was sent waits for."""
    now = state(record, today)
    if now == "answered":
        assert record.answered_on is not None
        return _("You told us that they answered on {date}.").format(date=formats.date(record.answered_on))
    if record.due is None:
        return _("No time limit is sourced, so none is tracked.")
    due = formats.date(record.due)
    if now == "overdue":
        if record.extended_to is not None:
            return _("Overdue: you told us that they named {date}.").format(date=due)
        return _("Overdue: a reply was due on {date}, counted from the day you sent it.").format(date=due)
    if record.extended_to is not None:
        return _("You told us that they named a later day: {date}.").format(date=due)
    return _("A reply is due on {date}, counted from the day you sent it.").format(date=due)


def told(record: LetterRecord) -> str:
    words = _("You told us that you sent it to {to} on {date}.")
    return words.format(to=record.to, date=formats.date(record.sent_on))
