"""The days on which replies to letters are due as a calendar file. It names the letter and the company, nobody's
account and nothing that the letter says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from auditor import calendar_file
from auditor.calendar_file import Event
from auditor.i18n import gettext as _
from auditor.letters.tracking import LetterRecord, awaited
from auditor.report.wording import date


def to_ics(id: str, sent: Iterable[LetterRecord], now: dt.datetime) -> bytes:
    """One all-day event for each letter that waits for a reply; what is overdue is put on today. `now` must know its
    time zone. `id` is that of the account's record: a letter keeps its event when its day is moved."""
    return calendar_file.to_ics([_event(id, one, due, now.date()) for one, due in awaited(sent)], now)


def _event(id: str, record: LetterRecord, due: dt.date, today: dt.date) -> Event:
    text = [
        _("You told Outtake that you sent it to {to} on {date}.").format(to=record.to, date=date(record.sent_on)),
        _("Then tell Outtake whether they answered."),
    ]
    return Event(
        f"{id} {record.letter} {record.to} {record.sent_on}",
        max(due, today),
        _("Reply due: {title}").format(title=_(record.title)),
        "\n".join(text),
    )
