"""The days for looking again as a calendar file. It names settings of X, and nobody's account or figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby

from auditor import calendar_file
from auditor.calendar_file import Event
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.recheck import coming
from auditor.optout.record import GuideRecord
from auditor.optout.records import Control


def to_ics(record: GuideRecord, controls: Mapping[str, Control], now: dt.datetime) -> bytes:
    """One all-day event for each day on which steps are due; what is overdue is put on today. `now` must know its
    time zone. The same steps on the same day keep their event when the file is made anew."""
    return calendar_file.to_ics(_events(record, controls, now.date()), now)


def _events(record: GuideRecord, controls: Mapping[str, Control], today: dt.date) -> Iterator[Event]:
    for day, group in groupby(coming(record, controls), key=lambda one: max(one.on, today)):
        due = {one.control for one in group}
        yield _event(record.id, day, [control for id, control in controls.items() if id in due])


def _event(id: str, day: dt.date, controls: list[Control]) -> Event:
    title = ngettext(
        "Look again at {n} setting of X or Grok", "Look again at {n} settings of X and Grok", len(controls)
    ).format(n=len(controls))
    steps = [f"{_(control.title)}: {control.link or control.page}" for control in controls]
    ending = _("Then tell Outtake whether it is still so.")
    return Event(f"{id} {day}", day, title, "\n".join([*steps, ending]))
