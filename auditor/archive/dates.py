"""X's ways of writing a time, all as milliseconds since 1970 UTC."""

from __future__ import annotations

import datetime as dt
import functools
import re

MONTHS = {m: n for n, m in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
FIRST_SNOWFLAKE = 29_700_859_247
"""Ids from here on (November 2010) carry their time."""
SNOWFLAKE_EPOCH = 1_288_834_974_657
FIRST_YEAR, LAST_YEAR = 2006, 2100
"""X began in 2006; a few exports hold years such as 1997, which cannot be true."""

_ISO = re.compile(
    r"(\d{4})[-.](\d\d)[-.](\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z| ?([+-]\d\d:?\d\d))?)?", re.ASCII
)


def snowflake(id: str) -> int | None:
    """The time inside an id; None for the short ids of before November 2010 and for what is no id."""
    if not id.isascii() or not id.isdigit() or len(id) > 19:
        return None
    number = int(id)
    return (number >> 22) + SNOWFLAKE_EPOCH if number >= FIRST_SNOWFLAKE else None


def parse(text: str) -> int | None:
    """Any of X's forms, or None where it is none of them or a year that cannot be true:

    Wed Jan 31 23:59:59 +0000 2024 · 2024-01-31T23:59:59.000Z · 2024-01-31 23:59:59 · 2024-01-31 23:59:59 +0000 ·
    2024.01.31 · 2024-01-31 · 1706745599000 (milliseconds) · 1706745599 (seconds)
    """
    if not text:
        return None
    try:
        return _days[text[:10]] + _MINUTES[text[10:16]] + _SECONDS[text[16:19]] + _RESTS[text[19:]]
    except KeyError:
        return _parse(text)


_days: dict[str, int] = {}
"""Those that were met, as 2024-01-31: most times of an archive are put together from four pieces looked up."""
_MINUTES = {f"{gap}{m // 60:02}:{m % 60:02}": m * 60_000 for m in range(1440) for gap in " T"}
_SECONDS = {f":{second:02}": second * 1000 for second in range(60)}
_RESTS = {"": 0, "Z": 0, " +0000": 0} | {f".{millisecond:03}Z": millisecond for millisecond in range(1000)}


def _parse(text: str) -> int | None:
    try:
        if text.isdigit() and text.isascii():
            return _since_1970(text)
        if match := _ISO.match(text):
            year, month, day, hour, minute, second, fraction, zone = match.groups("0")
            milliseconds = int(fraction[:3].ljust(3, "0"))
            seconds = int(hour) * 3600 + int(minute) * 60 + int(second) - _offset(zone)
            _days[text[:10]] = date = _day(int(year), int(month), int(day))
            return date + seconds * 1000 + milliseconds
        _, month, day, clock, zone, year = text.split(" ")
        hour, minute, second = clock.split(":")
        seconds = int(hour) * 3600 + int(minute) * 60 + int(second) - _offset(zone)
        return _day(int(year), MONTHS[month], int(day)) + seconds * 1000
    except (ValueError, KeyError, IndexError, OverflowError):
        return None


def _since_1970(digits: str) -> int | None:
    milliseconds = int(digits) * (1000 if len(digits) == 10 else 1)
    in_time = len(digits) in (10, 13) and _FIRST_MOMENT <= milliseconds < _LAST_MOMENT
    return milliseconds if in_time else None


def _offset(zone: str) -> int:
    """Seconds east of Greenwich of "+0200", "-05:30" or "0" (none given)."""
    if zone == "0":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return minutes * (-60 if zone[0] == "-" else 60)


@functools.lru_cache(maxsize=20_000)
def _day(year: int, month: int, day: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError
    return (dt.date(year, month, day).toordinal() - 719_163) * 86_400_000


_FIRST_MOMENT, _LAST_MOMENT = _day(FIRST_YEAR, 1, 1), _day(LAST_YEAR, 12, 31) + 86_400_000


def iso(milliseconds: int) -> str:
    """2024-01-31T23:59:59Z"""
    moment = dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
