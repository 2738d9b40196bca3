"""Times and ids: X's snowflake ids, every date format of the archive, and when the invented person is awake.

A time is milliseconds since 1970 UTC. Day and month names are written out here because `strftime` follows the locale.
"""

from __future__ import annotations

import datetime

from auditor.demo.chance import mix

SNOWFLAKE_START = 1288834974657
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEARS = (3, 6, 8, 9, 8, 10, 14, 11, 9, 8, 9, 10)
"""How much was posted in each twelfth of the account's life, relative to one another."""


def at(text: str) -> int:
    """The time of an ISO date or date-time, read as UTC."""
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC).timestamp()) * 1000


def moment(time: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(time // 1000, datetime.UTC)


def snowflake(time: int, *keys: int | str) -> int:
    """The id X would give at that time; the keys fill the 22 bits below the time."""
    return ((time - SNOWFLAKE_START) << 22) | (mix(time, *keys) & 0x3FFFFF)


def spread(position: float, start: int, end: int) -> int:
    """The time at a position (0 to 1) of a life from start to end; rising with the position, never between 23 and 6 h.

    Some years hold more than others (`YEARS`).
    """
    weight = position * sum(YEARS)
    year = 0
    while year < len(YEARS) - 1 and weight > YEARS[year]:
        weight -= YEARS[year]
        year += 1
    time = start + int((end - start) * (year + weight / YEARS[year]) / len(YEARS))
    day, within = divmod(time, DAY)
    return day * DAY + 6 * HOUR + within * 17 // 24


def shortest_slot(slots: int, start: int, end: int) -> int:
    """The shortest time, in milliseconds, between two of so many evenly counted positions of that life."""
    return int((end - start) / len(YEARS) * sum(YEARS) / (slots * max(YEARS)) * 17 / 24)


def post_date(time: int) -> str:
    """`Wed Jan 31 23:59:59 +0000 2024`, as in posts."""
    when = moment(time)
    return f"{DAYS[when.weekday()]} {MONTHS[when.month - 1]} {when:%d %H:%M:%S} +0000 {when.year}"


def iso(time: int) -> str:
    """`2024-01-31T23:59:59.000Z`, as in most files."""
    return f"{moment(time):%Y-%m-%dT%H:%M:%S}.{time % 1000:03}Z"


def iso_nine(time: int) -> str:
    """`2024-01-31T23:59:59.123456789Z`, as in the broadcasts' files."""
    return f"{moment(time):%Y-%m-%dT%H:%M:%S}.{time % 1000:03}456789Z"


def ad_time(time: int) -> str:
    """`2024-01-31 23:59:59`, as in the advertising files."""
    return f"{moment(time):%Y-%m-%d %H:%M:%S}"


def dotted(time: int) -> str:
    """`2024.01.31`, as in ni-devices.js."""
    return f"{moment(time):%Y.%m.%d}"
