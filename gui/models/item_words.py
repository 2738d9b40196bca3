"""One item in words: when, what, where it can be seen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale

from auditor.archive.items import Item
from auditor.archive.text import named_values, visible
from auditor.i18n import gettext as _
from auditor.overview import WRITTEN
from gui import formats

DASH = "–"
NO_LANGUAGE = frozenset({"und", "zxx", "art", "qme", "qst", "qam", "qht", "qct"})
"""Codes that X gives to what is in no language, or in none that it knows."""
OLD_CODES = {"in": "id", "iw": "he"}
NAMES = {
    "liked": "Likes, when the archive was made",
    "reposted": "Reposts, when the archive was made",
    "quotes": "Quotes the post",
    "reposts": "Reposts the post",
    "media": "Media",
    "deleted_at": "Deleted",
    "attachments": "Attachments",
    "cites": "Posts cited",
    "sort": "Sort",
    "switched_off": "Switched off",
    "permissions": "Permissions",
    "organization": "Organization",
    "description": "Description",
    "author": "Author",
    "posted_at": "Posted",
    "folder": "Folder",
    "tags": "Tags",
}
"""The particulars of items by the names that the readers give them; any other is shown by its own."""
INTERNAL = frozenset({"files"})
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
    if here.utcoffset() == dt.timedelta():
        return _("{universal} UTC").format(universal=_day_and_time(when))
    return _("{local} ({zone}), {universal} UTC").format(
        local=_day_and_time(here), zone=here.tzname() or _("local time"), universal=_day_and_time(when)
    )


def day(item: Item) -> str:
    when = moment(item)
    return _("undated") if when is None else formats.date(when.astimezone().date())


def _day_and_time(when: dt.datetime) -> str:
    return f"{formats.date(when.date())}, {when:%H:%M}"


def language(code: str) -> str:
    """A language by X's code, in this computer's words where it knows it: "German (de)"."""
    if code in NO_LANGUAGE:
        return _("X knew none ({code})").format(code=code)
    known = QLocale.codeToLanguage(OLD_CODES.get(code, code))
    if known in {QLocale.Language.AnyLanguage, QLocale.Language.C}:
        return code
    return _("{language} ({code})").format(language=QLocale.languageToString(known), code=code)


def particulars(item: Item) -> list[tuple[str, str]]:
    """What the archive says of it besides its text, each with its name."""
    found = [(_(NAMES.get(name, name)), value) for name, value in named_values(item.detail) if name not in INTERNAL]
    return [*found, (_("Language, by X"), language(visible(item.lang)[:40]))] if item.lang else found


def engagement(item: Item) -> str:
    """How often others liked and reposted it, when the archive was made: "12 / 3"; "" where the archive counts none."""
    counts = dict(named_values(item.detail))
    if item.category not in WRITTEN or not counts.keys() & {"liked", "reposted"}:
        return ""
    return f"{counts.get('liked', '0')} / {counts.get('reposted', '0')}"
