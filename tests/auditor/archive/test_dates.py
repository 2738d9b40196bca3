"""All of X's ways to write a time mean the same moment."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.archive.dates import iso, parse, snowflake


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wed Jan 31 23:59:59 +0000 2024", "2024-01-31T23:59:59Z"),
        ("Thu Feb 01 01:59:59 +0200 2024", "2024-01-31T23:59:59Z"),
        ("2024-01-31T23:59:59.000Z", "2024-01-31T23:59:59Z"),
        ("2024-01-31T23:59:59.123456789Z", "2024-01-31T23:59:59Z"),
        ("2024-01-31 23:59:59", "2024-01-31T23:59:59Z"),
        ("2024-01-31 23:59:59 +0000", "2024-01-31T23:59:59Z"),
        ("2024-02-01 01:59:59 +02:00", "2024-01-31T23:59:59Z"),
        ("2024-01-31 18:29:59 -0530", "2024-01-31T23:59:59Z"),
        ("2024.01.31", "2024-01-31T00:00:00Z"),
        ("2024-01-31", "2024-01-31T00:00:00Z"),
        ("1706745599000", "2024-01-31T23:59:59Z"),
        ("1706745599", "2024-01-31T23:59:59Z"),
    ],
)
def test_each_form(text: str, moment: str) -> None:
    at = parse(text)
    assert at is not None
    assert iso(at) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024-13-40",
        "1997-05-05",
        "Mon May 05 10:00:00 +0000 1997",
        "2999-01-01",
        "Wed Foo 31 23:59:59 +0000 2024",
        "12",
        "9999999999999",
        "1000000000",
        "٣٣٣٣٣٣٣٣٣٣٣٣",
    ],
)
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert parse(text) is None


@given(st.datetimes(dt.datetime(2010, 12, 1), dt.datetime(2039, 1, 1)))  # noqa: DTZ001  (read as UTC below)
def test_an_id_carries_its_time(moment: dt.datetime) -> None:
    milliseconds = int(moment.replace(tzinfo=dt.UTC).timestamp() * 1000)
    assert snowflake(str((milliseconds - 1_288_834_974_657) << 22 | 4095)) == milliseconds


@pytest.mark.parametrize("id", ["", "12345", "20000000001", "-1", "1.9E+18", "abc", "9" * 30])
def test_short_and_damaged_ids_carry_none(id: str) -> None:
    assert snowflake(id) is None
