"""A person says which letters they sent; a day is given for the reply only where a rule is sourced."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from auditor.letters.fields import Fields
from auditor.letters.grounds import Ground
from auditor.letters.library import load_letters
from auditor.letters.tracking import (
    LetterRecord,
    LettersRecord,
    awaited,
    followed,
    in_order,
    latest,
    overdue,
    reply_due,
    sent,
    state,
)

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


TODAY = dt.date(2027, 1, 10)


def on(id: str, day: dt.date, **what: dt.date) -> LetterRecord:
    return msgspec.structs.replace(sent(letters[id], "X", day), **what)


MANY = (
    on("gdpr-consent-x", dt.date(2026, 11, 1)),
    on("gdpr-objection-x", dt.date(2026, 11, 5)),
    on("gdpr-access-x", dt.date(2026, 10, 1), answered_on=dt.date(2026, 10, 20)),
    on("gdpr-access-xai", dt.date(2026, 12, 24)),
    on("gdpr-objection-xai", dt.date(2026, 10, 30)),
    on("gdpr-erasure-x", dt.date(2026, 12, 20)),
)


def test_what_is_overdue_comes_first_then_what_waits_and_what_is_over_last() -> None:
    assert in_order(MANY, TODAY) == [4, 1, 5, 3, 0, 2]
    assert overdue(MANY, TODAY) == 2


def test_only_a_letter_without_an_answer_and_with_a_day_is_awaited() -> None:
    assert [record.letter for record, _day in awaited(MANY)] == [
        "gdpr-objection-x", "gdpr-access-xai", "gdpr-objection-xai", "gdpr-erasure-x",
    ]  # fmt: skip


def test_an_erasure_speaks_of_the_objection_and_of_no_other_letter() -> None:
    found = followed(letters["gdpr-erasure-x"], MANY, TODAY)
    assert found is not None
    assert (found.letter, found.sent_on) == ("gdpr-objection-x", dt.date(2026, 11, 5))
    assert followed(letters["gdpr-erasure-x"], MANY[2:], TODAY) is None
    assert followed(letters["gdpr-access-x"], MANY, TODAY) is None


def test_a_complaint_speaks_of_the_letter_to_that_company_that_is_overdue() -> None:
    assert followed(letters["complaint-x"], MANY, TODAY) == MANY[1]
    assert followed(letters["complaint-xai"], MANY, TODAY) == MANY[4]
    assert followed(letters["complaint-x"], MANY[2:4], TODAY) == MANY[2]
    assert followed(letters["complaint-xai"], MANY[:3], TODAY) is None


def test_a_letter_that_was_removed_goes_back_to_its_place() -> None:
    kept = LettersRecord(sent=MANY)
    assert kept.without(2).putting_back(2, MANY[2]) == kept


def test_what_was_written_before_the_archive_joins_what_the_audit_knows() -> None:
    first, second = Ground("quote:posts:1", "one", quoted=True), Ground("quote:posts:2", "two", quoted=True)
    known = LettersRecord(Fields(name="Ada"), (MANY[0],), (first,))
    loose = LettersRecord(sent=(MANY[1],), quoted=(first, second))
    joined = known.joined(loose)
    assert (joined.fields.name, joined.sent, joined.quoted) == ("Ada", (MANY[0], MANY[1]), (first, second))
    assert known.joined(msgspec.structs.replace(loose, fields=Fields(name="Bo"))).fields.name == "Bo"
