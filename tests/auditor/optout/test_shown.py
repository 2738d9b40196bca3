"""What the archive shows by itself is little, has the archive's day on it, and never speaks of a switch."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item
from auditor.optout.apps import table
from auditor.optout.controls import load_controls
from auditor.optout.shown import Change, Shown, about, shown

MARCH = 1_773_481_272_000
FACTS = ArchiveFacts((), "", "2026", generated_at=MARCH, protected_changes=((1_765_705_272_000, "Protect"),))


def inferred(detail: str) -> Item:
    return Item("inferred", "personalization", "1", text="Tea", detail=detail)


def app(id: str, *permissions: str) -> Item:
    words = ",".join(f'"{word}"' for word in permissions)
    return Item("apps", "connected_application", id, text=f"App {id}", detail=f'{{"permissions":[{words}]}}')


def test_what_an_archive_shows_is_put_together() -> None:
    items = [
        inferred('{"sort":"interest"}'),
        inferred('{"sort":"interest","switched_off":true}'),
        inferred('{"sort":"partner interest"}'),
        inferred('{"sort":"advertiser"}'),
        Item("inferred", "ageinfo", "2"),
    ]
    archive = shown(FACTS, inferred=items, grok_chats=16)
    assert archive == Shown(
        made_on=dt.date(2026, 3, 14),
        changes=(Change(dt.date(2025, 12, 14), protected=True),),
        interests_on=2,
        interests_off=1,
        grok_chats=16,
    )
    assert archive.public_again_on is None


def test_what_is_not_in_the_archive_is_not_known() -> None:
    archive = shown(ArchiveFacts((), "", "2026"))
    assert archive == Shown()
    assert (archive.interests_on, archive.apps, archive.made_on) == (None, None, None)
    assert all(about(archive, id) == () for id in load_controls())


def test_interests_are_told_as_the_archive_marks_them() -> None:
    assert about(Shown(interests_on=13, interests_off=3), "x.interests") == (
        "Your archive marks 3 of 16 inferred interests as switched off.",
    )
    assert about(Shown(interests_on=0, interests_off=0), "x.interests") == ()


def test_apps_gone_since_an_earlier_archive_are_counted_without_saying_who_ended_them() -> None:
    before, now = table([app("1", "write"), app("2", "read")]), table([app("2", "read")])
    archive = shown(FACTS, apps=now, apps_before=before)
    assert [gone.id for gone in archive.apps_gone] == ["1"]
    assert about(archive, "x.apps") == ("1 app of your earlier archive is no longer in this one.",)


def test_without_a_table_of_apps_none_is_gone() -> None:
    assert shown(FACTS, apps_before=table([app("1", "write")])).apps_gone == ()


def test_chats_are_counted_and_the_day_of_the_archive_is_their_end() -> None:
    assert about(Shown(made_on=dt.date(2026, 3, 14), grok_chats=1), "x.grok.delete") == (
        "Your archive holds them in 1 chat.",
        "Chats after 14 March 2026 are not in this archive. If they matter to you, request a newer one first.",
    )


def test_a_word_of_x_that_is_new_is_passed_over() -> None:
    facts = ArchiveFacts((), "", "2026", protected_changes=((MARCH, "Invented"),))
    assert shown(facts).changes == ()


@pytest.mark.parametrize("control", ["x.grok.training", "x.grok.personalise", "x.partners", "x.ads", "g.improve"])
def test_of_most_switches_an_archive_shows_nothing(control: str) -> None:
    archive = Shown(dt.date(2026, 3, 14), (Change(dt.date(2026, 1, 1), protected=True),), 1, 1, 1, (), ())
    assert about(archive, control) == ()
