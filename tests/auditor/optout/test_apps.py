"""Connected apps stand in the order of what they may do, in the archive's own words."""

from __future__ import annotations

import datetime as dt

import msgspec

from auditor.archive.decoding import records
from auditor.archive.decoding.readers.person import apps as read_apps
from auditor.archive.decoding.readers.source import Source
from auditor.archive.items import Item
from auditor.archive.kinds import kinds
from auditor.optout.apps import App, breaks, gone, in_words, table


def as_read(*apps: dict[str, object]) -> list[Item]:
    """The items that the archive's reader makes of these records."""
    rows = msgspec.convert([{"connectedApplication": app} for app in apps], list[records.ConnectedApplicationRow])
    kind = kinds()["connected_application"]
    return [item for number, row in enumerate(rows) for item in read_apps(row, Source(kind, 0, "1", number))]


def app(
    id: str, name: str, *permissions: str, year: int = 2020, organization: str = "Example Ltd"
) -> dict[str, object]:
    return {
        "id": id,
        "name": name,
        "organization": {"name": organization},
        "permissions": list(permissions),
        "approvedAt": f"{year}-03-01T10:00:00.000Z",
        "description": "Shows things",
    }


SCHEDULER = app("1", "Scheduler", "read", "write", year=2019)
INBOX = app("2", "Inbox", "read", "write", "directmessages", year=2021)
READER = app("3", "Reader", "read", year=2012)
LOGIN = app("4", "Login", "read", "emailaddress", year=2018)
PEEKER = app("5", "Peeker", "read", "directmessages")
MUTE = app("6", "Mute")


def test_a_row_says_who_what_and_since_when() -> None:
    row = table(as_read(INBOX))[0]
    assert row == App(
        id="2",
        name="Inbox",
        organization="Example Ltd",
        description="Shows things",
        permissions=("read", "write", "directmessages"),
        approved_on=dt.date(2021, 3, 1),
        may=("posts", "messages", "reads"),
        maybe_grok=False,
    )
    assert row.risk == "posts"


def test_the_riskiest_stand_first() -> None:
    rows = table(as_read(MUTE, READER, LOGIN, PEEKER, SCHEDULER, INBOX))
    assert [row.name for row in rows] == ["Inbox", "Scheduler", "Peeker", "Login", "Reader", "Mute"]


def test_among_equals_the_longest_connected_stands_first() -> None:
    rows = table(as_read(app("1", "New", "read", year=2024), app("2", "Old", "read", year=2011)))
    assert [row.name for row in rows] == ["Old", "New"]


def test_an_archive_that_says_little_still_gives_a_row() -> None:
    (row,) = table(as_read({"name": "Bare"}))
    assert (row.approved_on, row.permissions, row.risk) == (None, (), "unknown")
    assert in_words(row.risk) == "The archive does not say what it may do"
    (strange,) = table(as_read(app("9", "Strange", "invented-later")))
    assert (strange.permissions, strange.risk) == (("invented-later",), "unknown")


def test_revoking_says_what_to_expect_for_each_permission() -> None:
    (row,) = table(as_read(INBOX))
    said = breaks(row)
    assert said[0].startswith("It can no longer post")
    assert any("direct messages" in sentence for sentence in said)
    assert said[-1].startswith("If you enter its site with X")


def test_an_app_that_reads_like_grok_may_be_the_link() -> None:
    grok = table(as_read(app("7", "Grok", "read"), app("8", "Anything", "read", organization="xAI"), READER))
    assert [row.maybe_grok for row in grok] == [False, True, True]
    assert not table(as_read(app("9", "Grokking algorithms", "read")))[0].maybe_grok
    assert "grok.com" in breaks(grok[1])[-1]


def test_apps_gone_in_a_newer_archive_are_known_by_their_id_not_their_name() -> None:
    renamed = {**READER, "name": "Reader Pro"}
    older, newer = table(as_read(SCHEDULER, READER)), table(as_read(renamed))
    assert [row.name for row in gone(older, newer)] == ["Scheduler"]


def test_apps_without_an_id_are_known_by_name_and_maker() -> None:
    older, newer = table(as_read({"name": "A"}, {"name": "B"})), table(as_read({"name": "B"}))
    assert [row.name for row in gone(older, newer)] == ["A"]
