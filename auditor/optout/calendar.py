"""The days for looking again as a calendar file (RFC 5545). It names settings of X, and nobody's account or figures."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.recheck import coming
from auditor.optout.record import GuideRecord
from auditor.optout.records import Control

LINE = 75
"""The most octets of one line, its end not counted (RFC 5545, 3.1)."""
MORNING = "PT9H"
"""When the reminder of an all-day event sounds: nine hours into its day."""


def to_ics(record: GuideRecord, controls: Mapping[str, Control], now: dt.datetime) -> bytes:
    """One all-day event for each day on which steps are due; what is overdue is put on today. `now` must know its
    time zone. The same steps on the same day keep their event when the file is made anew."""
    today = now.date()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Outtake//Guide//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for day, group in groupby(coming(record, controls), key=lambda one: max(one.on, today)):
        due = {one.control for one in group}
        lines += _event(record.id, day, [control for id, control in controls.items() if id in due], now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(id: str, day: dt.date, controls: list[Control], now: dt.datetime) -> list[str]:
    title = ngettext(
        "Look again at {n} setting of X or Grok", "Look again at {n} settings of X and Grok", len(controls)
    ).format(n=len(controls))
    steps = [f"{_(control.title)}: {control.link or control.page}" for control in controls]
    ending = _("Then tell Outtake whether it is still so.")
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(f'{id} {day}'.encode()).hexdigest()[:32]}@outtake.invalid",
        f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(chr(10).join([*steps, ending]))}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{MORNING}",
        f"DESCRIPTION:{_escaped(title)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """A line cut after at most `LINE` octets, never within a character; every further part starts with a space."""
    part, length = "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > LINE:
            yield part
            part, length = " ", 1
        part += character
        length += octets
    yield part
