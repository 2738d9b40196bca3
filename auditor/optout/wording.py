"""How days and words are written. Whoever shows a sentence may bring their own way to write a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from auditor.i18n import gettext as _
from auditor.overview import date_of
from auditor.policy.pack import load_pack
from auditor.policy.wording import day_in_words

WriteDay = Callable[[dt.date], str]


def in_words(day: dt.date) -> str:
    """As in "3 May 2026"."""
    return day_in_words(load_pack(), day)


def utc_day(milliseconds: int) -> dt.date:
    """The day of a moment that an archive gives."""
    return date_of(milliseconds // 86_400_000)


def told(day: dt.date, told_on: dt.date | None = None, write: WriteDay = in_words) -> str:
    """What the person said of a step: the day they gave and, where it is another, the day they said it."""
    if told_on is None or told_on == day:
        return _("You told us on {day}.").format(day=write(day))
    return _("You told us on {told}: done on {day}.").format(told=write(told_on), day=write(day))


def listed(words: list[str]) -> str:
    """["a", "b", "c"] -> "a, b and c"; with commas alone where a word brings its own "and"."""
    if len(words) < 2:
        return "".join(words)
    pattern = _("{some} and {last}")
    if any(pattern.format(some="", last="") in word for word in words):
        return ", ".join(words)
    return pattern.format(some=", ".join(words[:-1]), last=words[-1])
