"""Days to remember as a calendar file (RFC 5545). Every event is private and lasts a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

import msgspec

LINE = 75
"""The most octets of one line, its end not counted (RFC 5545, 3.1)."""
MORNING = "PT9H"
"""When the reminder of an all-day event sounds: nine hours into its day."""


class Event(msgspec.Struct, frozen=True):
    """`id` may be anything that no other event has; the file holds only its hash. `text` may have several lines."""

    id: str
    day: dt.date
    title: str
    text: str


def to_ics(events: Iterable[Event], now: dt.datetime) -> bytes:
    """`now` must know its time zone. An event with the id of an earlier file takes that event's place."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Outtake//Reminders//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event, now: dt.datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(event.id.encode()).hexdigest()[:32]}@outtake.invalid",
        f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.text)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{MORNING}",
        f"DESCRIPTION:{_escaped(event.title)}",
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
