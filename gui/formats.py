"""Figures, dates and sizes as a person of this locale writes them."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QDate, QLocale

from auditor.i18n import gettext as _
from auditor.i18n import ngettext


def use_locale(language: str = "") -> None:
    """Format by the system's locale, or by a language ("de"); a machine without a locale counts as English."""
    locale = QLocale(language) if language else QLocale.system()
    if locale.language() is QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.World)
    QLocale.setDefault(locale)


def count(number: int) -> str:
    """62920 as "62,920"."""
    return QLocale().toString(number)


def date(day: dt.date) -> str:
    """The month as a word, so that 3/4 is never ambiguous: "18 Nov 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), date_pattern())


def day_of(milliseconds: int) -> str:
    """A moment of an archive as a date, in UTC as X writes it."""
    return date(dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).date())


def date_pattern() -> str:
    """Qt's pattern for a date of this locale: its long form without the weekday, the month shortened."""
    pattern = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    pattern = re.sub(r"^dddd[,،]?\s*|[,،]?\s*dddd$", "", pattern)
    return pattern.replace("MMMM", "MMM")


def size(length: int) -> str:
    """Bytes in decimal units: "2.84 GB"."""
    return QLocale().formattedDataSize(length, 2, QLocale.DataSizeFormat.DataSizeSIFormat)


def percent(part: float) -> str:
    """A share from 0 to 1 in whole percent, never rounded up to 100 before it is there."""
    return f"{QLocale().toString(int(part * 100))}{QLocale().percent()}"


def time_left(seconds: float) -> str:
    """A guess in steps that do not flicker: "About 20 seconds"."""
    if seconds < 5:
        return _("A few seconds")
    if seconds < 55:
        number = 5 * round(seconds / 5)
        return ngettext("About {n} second", "About {n} seconds", number).format(n=count(number))
    number = max(1, round(seconds / 60))
    return ngettext("About {n} minute", "About {n} minutes", number).format(n=count(number))
