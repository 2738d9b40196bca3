"""The days on which replies are due go into any calendar, and say nothing of the person."""

from __future__ import annotations

import datetime as dt

import msgspec

from auditor.letters.calendar import to_ics
from auditor.letters.library import load_letters
from auditor.letters.tracking import LetterRecord, sent

NOW = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def letter(id: str, day: dt.date) -> LetterRecord:
    return msgspec.structs.replace(sent(load_letters()[id], "X Internet Unlimited Company", day), note="to my lawyer")


WAITING = letter("gdpr-access-x", dt.date(2026, 11, 20))


def values(file: bytes, name: str) -> list[str]:
    lines = file.decode().replace("\r\n ", "").split("\r\n")
    return [line.partition(":")[2] for line in lines if line.startswith(name)]


def test_a_letter_that_waits_has_its_day() -> None:
    file = to_ics("account", [WAITING], NOW)
    assert values(file, "DTSTART") == ["20261220"]
    assert values(file, "SUMMARY") == ["Reply due: Ask who received your data"]
    (text, _alarm) = values(file, "DESCRIPTION")
    assert text == (
        "You told Outtake that you sent it to X Internet Unlimited Company on 20 November 2026."
        "\\nThen tell Outtake whether they answered."
    )


def test_what_is_overdue_is_put_on_today_and_what_is_answered_or_untracked_is_left_out() -> None:
    late = letter("gdpr-objection-x", dt.date(2026, 9, 1))
    over = msgspec.structs.replace(WAITING, answered_on=dt.date(2026, 11, 21))
    untracked = letter("gdpr-consent-x", dt.date(2026, 9, 1))
    assert values(to_ics("account", [late, over, untracked], NOW), "DTSTART") == ["20261121"]
    assert b"VEVENT" not in to_ics("account", [over, untracked], NOW)


def test_a_later_day_moves_the_event_and_another_account_has_its_own() -> None:
    later = msgspec.structs.replace(WAITING, extended_to=dt.date(2027, 2, 20))
    moved = to_ics("account", [later], NOW)
    assert values(moved, "DTSTART") == ["20270220"]
    assert values(moved, "UID") == values(to_ics("account", [WAITING], NOW), "UID")
    assert values(moved, "UID") != values(to_ics("other", [later], NOW), "UID")


def test_the_note_and_the_account_stay_at_home() -> None:
    file = to_ics("account-one", [WAITING], NOW)
    assert b"lawyer" not in file
    assert b"account-one" not in file
