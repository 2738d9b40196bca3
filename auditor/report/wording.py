"""How figures, dates, answers and foreign text are written in a report a person reads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from auditor.archive.receipt import State
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.policy.wording import CERTAINTY_NAMES
from auditor.report.model import Count

__all__ = [
    "CERTAINTY_NAMES",
    "MONTHS",
    "STATE_NAMES",
    "curly",
    "date",
    "items",
    "number",
    "size",
    "sum_of",
    "total",
]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

STATE_NAMES: dict[State, str] = {
    "read": "Read",
    "empty": "Empty",
    "missing": "Listed but missing",
    "partial": "Cut off",
    "unreadable": "Unreadable",
    "unknown": "Not understood",
    "ignored": "Ignored on purpose",
}
"""In the order of the summary, which shows every line but an empty "Cut off" and "Unreadable"."""


def number(count: Count | float | str) -> str:
    """8588 -> 8,588; "<5" stays."""
    return f"{count:,}" if isinstance(count, int) else str(count)


def date(text: str | dt.date) -> str:
    """2026-03-14 or 2026-03-14T09:00:00Z -> 14 March 2026; 2026-03 -> March 2026."""
    if isinstance(text, dt.date):
        text = text.isoformat()
    year, month, *day = text[:10].split("-")
    name = _(MONTHS[int(month) - 1])
    return f"{int(day[0])} {name} {year}" if day else f"{name} {year}"


def items(count: Count) -> str:
    """8588 -> 8,588 items; 1 -> 1 item."""
    plural = count if isinstance(count, int) else 2
    return ngettext("{n} item", "{n} items", plural).format(n=number(count))


def size(count: int) -> str:
    """Bytes for people: 1536 -> 1.5 KB (of 1,024)."""
    amount = float(count)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1024:
            return f"{amount:,.0f} {unit}" if unit == "bytes" else f"{amount:,.1f} {unit}"
        amount /= 1024
    return f"{amount:,.1f} GB"


def total(counts: Iterable[Count]) -> tuple[int, bool]:
    """The sum of what is shown, and whether it is exact: "<5" adds at least one, so the sum is then a least value."""
    known, exact = 0, True
    for count in counts:
        if isinstance(count, int):
            known += count
        else:
            known, exact = known + 1, False
    return known, exact


def sum_of(counts: Iterable[Count]) -> str:
    known, exact = total(counts)
    return number(known) if exact else _("at least {n}").format(n=number(known))


_QUOTED = re.compile(r'"([^"]*)"')


def curly(text: str) -> str:
    """Typographic quotation marks in our own sentences; the words of others are left as they are."""
    return _QUOTED.sub(r"“\1”", text).replace("'", "’")
