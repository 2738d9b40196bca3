"""The calendar file is what RFC 5545 asks for, and gives nothing of the person away."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from auditor.calendar_file import LINE
from auditor.optout.calendar import to_ics
from auditor.optout.controls import load_controls
from auditor.optout.record import GuideRecord, mark_done, snooze
from auditor.optout.records import Control
from auditor.policy.pack import load_pack

PACK, CONTROLS = load_pack(), load_controls()
TOLD = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def record_of(*ids: str, id: str = "account-one", told: dt.date = TOLD) -> GuideRecord:
    record = GuideRecord(id=id)
    for control in ids:
        record = mark_done(record, CONTROLS[control], told, PACK, told)
    return record


RECORD = snooze(record_of("x.grok.training", "x.ads", "x.partners"), "x.partners", dt.date(2027, 6, 1))


def unfolded(file: bytes) -> list[str]:
    """The content lines as a reader of the file sees them."""
    return file.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values(file: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(file) if re.match(rf"{name}[:;]", line)]


def plain(value: str) -> str:
    """A TEXT value without its escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_steps_of_one_day_are_one_event() -> None:
    file = to_ics(RECORD, CONTROLS, NOW)
    assert values(file, "DTSTART") == ["20270219", "20270601"]
    assert values(file, "DTEND") == ["20270220", "20270602"]
    summary = [plain(value) for value in values(file, "SUMMARY")]
    assert summary == ["Look again at 2 settings of X and Grok", "Look again at 1 setting of X or Grok"]
    description = plain(values(file, "DESCRIPTION")[0])
    assert description.split("\n") == [
        "Grok training: https://x.com/settings/grok_settings",
        "Personalized ads: https://x.com/settings/ads_preferences",
        "Then tell Outtake whether it is still so.",
    ]


def test_the_file_is_built_as_the_standard_asks() -> None:
    file = to_ics(RECORD, CONTROLS, NOW)
    assert file.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert file.count(b"\n") == file.count(b"\r\n") == file.count(b"\r")
    lines = unfolded(file)
    for block in ("VEVENT", "VALARM"):
        assert lines.count(f"BEGIN:{block}") == lines.count(f"END:{block}") == 2
    assert values(file, "DTSTAMP") == ["20261121T213000Z"] * 2
    assert values(file, "TRIGGER") == ["PT9H"] * 2
    assert values(file, "ACTION") == ["DISPLAY"] * 2


def test_an_event_keeps_its_id_and_two_accounts_never_share_one() -> None:
    one, again = to_ics(RECORD, CONTROLS, NOW), to_ics(RECORD, CONTROLS, NOW + dt.timedelta(days=1))
    assert values(one, "UID") == values(again, "UID")
    other = to_ics(msgspec.structs.replace(RECORD, id="account-two"), CONTROLS, NOW)
    uids = [*values(one, "UID"), *values(other, "UID")]
    assert len(set(uids)) == len(uids) == 4


@pytest.mark.parametrize(
    "title",
    ["Commas, semicolons; and back\\slashes", "設定" * 60, "a" * 300, "𝕏 and é " * 40, "two\nlines", "BEGIN:VEVENT"],
)
def test_any_title_comes_out_as_it_went_in(title: str) -> None:
    control: Control = msgspec.structs.replace(CONTROLS["x.ads"], title=title, link="")
    file = to_ics(record_of("x.ads"), {"x.ads": control}, NOW)
    assert all(len(line) <= LINE for line in file.split(b"\r\n"))
    for line in file.split(b"\r\n"):
        line.decode()  # no character is cut in two
    assert plain(values(file, "DESCRIPTION")[0]).startswith(f"{title}: Ads preferences")
    assert unfolded(file).count("BEGIN:VEVENT") == 1


def test_what_is_overdue_is_put_on_today() -> None:
    file = to_ics(record_of("x.ads", "x.partners", told=dt.date(2026, 1, 1)), CONTROLS, NOW)
    assert values(file, "DTSTART") == ["20261121"]


def test_without_a_step_there_is_an_empty_calendar() -> None:
    assert b"VEVENT" not in to_ics(GuideRecord(), CONTROLS, NOW)


def test_the_file_names_no_account() -> None:
    assert b"account-one" not in to_ics(RECORD, CONTROLS, NOW)
