"""A person says which letters they sent; a day is given for the reply only where a rule is sourced."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from auditor.letters.fields import Fields
from auditor.letters.library import load_letters
from auditor.letters.tracking import LettersRecord, latest, reply_due, sent, state

SENT = dt.date(2026, 11, 20)  # a Friday
letters = load_letters()


def due(id: str, sent_on: dt.date) -> dt.date | None:
    return reply_due(letters[id].reply, sent_on)


@pytest.mark.parametrize(
    ("sent_on", "expected"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 12, 20)),
        (dt.date(2026, 12, 31), dt.date(2027, 1, 31)),
        (dt.date(2027, 1, 31), dt.date(2027, 2, 28)),
        (dt.date(2028, 1, 31), dt.date(2028, 2, 29)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(sent_on: dt.date, expected: dt.date) -> None:
    assert due("gdpr-access-x", sent_on) == expected


def test_days_and_business_days() -> None:
    assert due("ccpa-know-x", SENT) == dt.date(2027, 1, 4)
    assert due("ccpa-opt-out-x", SENT) == dt.date(2026, 12, 11)
    assert due("lgpd-access-x", SENT) == dt.date(2026, 12, 5)


def test_an_extension_is_counted_only_where_its_length_is_sourced() -> None:
    assert latest(letters["gdpr-access-x"].reply, SENT) == dt.date(2027, 2, 20)
    assert latest(letters["pipeda-access-x"].reply, SENT) == dt.date(2027, 1, 19)
    assert latest(letters["fadp-access-x"].reply, SENT) is None
    assert latest(letters["request-x"].reply, SENT) is None


def test_no_sourced_time_no_tracked_time() -> None:
    record = sent(letters["request-x"], "X Corp.", SENT)
    assert record.due is None
    assert state(record, dt.date(2036, 1, 1)) == "untracked"


def test_a_letter_waits_is_overdue_is_extended_and_answered() -> None:
    record = sent(letters["gdpr-objection-x"], "X Internet Unlimited Company", SENT)
    assert state(record, dt.date(2026, 12, 20)) == "waiting"
    assert state(record, dt.date(2026, 12, 21)) == "overdue"
    record = msgspec.structs.replace(record, extended_to=dt.date(2027, 2, 20))
    assert state(record, dt.date(2026, 12, 21)) == "waiting"
    assert state(msgspec.structs.replace(record, answered_on=dt.date(2027, 1, 2)), dt.date(2028, 1, 1)) == "answered"


def test_what_is_kept_comes_back_from_json_as_it_was() -> None:
    first = sent(letters["gdpr-access-x"], "X Internet Unlimited Company", SENT)
    second = sent(letters["request-xai"], "X.AI LLC", SENT)
    kept = LettersRecord(Fields(name="Ada", date=SENT)).adding(first).adding(second)
    kept = kept.changing(1, msgspec.structs.replace(second, note="By the form"))
    assert msgspec.json.decode(msgspec.json.encode(kept), type=LettersRecord) == kept
    assert kept.without(0).sent == (kept.sent[1],)
