"""One item in words: when, what, where it can be seen."""

from __future__ import annotations

import datetime as dt

from auditor.archive.items import Item
from auditor.i18n import gettext as _
from gui import formats

PUBLIC = frozenset({"posts", "replies", "quotes", "reposts", "likes"})
DASH = "–"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def moment(item: Item) -> dt.datetime | None:
    """In UTC; None where the archive holds no time."""
    if item.made_at is None:
        return None
    try:
        return EPOCH + dt.timedelta(milliseconds=item.made_at)
    except OverflowError:
        return None


def local_day_and_time(item: Item) -> str:
    """As in "19 May 2026, 08:41", by this computer's clock."""
    when = moment(item)
    return DASH if when is None else _day_and_time(when.astimezone())


def local_and_universal(item: Item) -> str:
    """Both, each with the name of its time."""
    when = moment(item)
    if when is None:
        return _("The archive holds no date for it.")
    here = when.astimezone()
    return _("{local} ({zone}), {universal} UTC").format(
        local=_day_and_time(here), zone=here.tzname() or _("local time"), universal=_day_and_time(when)
    )


def day(item: Item) -> str:
    when = moment(item)
    return _("undated") if when is None else formats.date(when.astimezone().date())


def _day_and_time(when: dt.datetime) -> str:
    return f"{formats.date(when.date())}, {when:%H:%M}"


def address(item: Item) -> str:
    """Where the item stands on X; "" for what has no address of its own that the public could open."""
    if item.category in PUBLIC and item.id.isascii() and item.id.isdigit():
        return f"https://x.com/i/web/status/{item.id}"
    return ""
