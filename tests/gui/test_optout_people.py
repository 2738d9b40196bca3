"""Six people open the guide in the window. What each reads is their own; what means nothing to them is left out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item
from auditor.archive.receipt import ReceiptEntry
from auditor.optout.record import GuideRecord, begin, tell_use
from auditor.policy.situation import Situation
from gui.pages.optout import OptOutPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.date_field import today
from tests.gui.optout_walk import buttons, opened, row, rows, said, step
from tests.gui.sessions import at, open_audit

GROK = ["grok_in", "grok_out"]
FILES = {
    "tweets": ("posts", "replies", "media"),
    "grok_chat_item": GROK,
    "connected_application": ("apps",),
    "contact": ("contacts",),
}
Open = Callable[..., OptOutPage]


def items(category: str, kind: str, number: int, year: int = 2026) -> list[Item]:
    return [Item(category, kind, f"{category}{n}", at(year), f"{category} {n}") for n in range(number)]


@pytest.fixture
def open_for(session: Session, theme: Theme, qtbot: QtBot) -> Open:
    """The guide for an archive with these items and these files, empty where it has no items of them."""

    def open_guide(
        situation: Situation, held: list[Item], *kinds: str, record: GuideRecord | None = None
    ) -> OptOutPage:
        with_items = {item.kind for item in held}
        receipt = [
            ReceiptEntry(f"data/{kind.replace('_', '-')}.js", "read" if kind in with_items else "empty", kind)
            for kind in ("tweets", *kinds)
        ]
        open_audit(session, held, receipt)
        if record is not None:
            session.tell_guide(record)
        session.tell(situation)
        return opened(session, theme, qtbot)

    return open_guide


def left_out(page: OptOutPage) -> str:
    page.show_part("limits")
    return said(page)


def test_in_the_eu_a_public_account_with_political_posts(open_for: Open) -> None:
    held = [*items("posts", "tweets", 60), *items("grok_in", "grok_chat_item", 4)]
    page = open_for(Situation(region="eu", protected="never", under_18=False), held, "grok_chat_item", "contact")
    assert "By effect, for: EU and EEA, public account" in said(page)
    page.show_part("x.grok.training")
    words = said(page)
    assert "64 of your items are governed by this step:" in words
    assert "object under Article 21(1) of the GDPR" in words
    assert "It is no standing opt-out for people in the EU" in words
    page.show_part("x.partners")
    assert "X says this sharing rests on your consent." in said(page)
    page.show_part("x.grok.delete")
    assert "Your archive holds 4 Grok prompts and answers." in said(page)
    words = left_out(page)
    assert "Your archive lists no uploaded contacts." in words
    assert "X says it does not store this history for people in the EU" in words


def test_in_switzerland_protected_posts(open_for: Open) -> None:
    page = open_for(Situation(region="ch", protected=dt.date(2026, 4, 1)), items("posts", "tweets", 20))
    assert "Switzerland, protected account" in said(page)
    assert "x.protect" not in [row.id for row in rows(page)]
    page.show_part("x.grok.training")
    words = said(page)
    assert "X’s words take protected posts out of training." in words
    assert "users are responsible for making use of it" in words
    page.show_part("g.improve")
    assert "on by default in Switzerland, unlike in the EU" in said(page)
    assert "You told us that your posts are protected already." in left_out(page)


def test_in_california_sixty_connected_apps(open_for: Open) -> None:
    rights = [["read", "write"]] * 20 + [["read", "write", "directmessages"]] * 5 + [["read"]] * 35
    apps = [
        Item("apps", "connected_application", str(n), at(2020), f"App {n}", detail=json.dumps({"permissions": may}))
        for n, may in enumerate(rights)
    ]
    held = [*items("posts", "tweets", 9), *apps, *items("contacts", "contact", 212)]
    page = open_for(Situation(region="us-ca", protected="never"), held, "connected_application", "contact")
    page.show_part("x.apps")
    words = said(page)
    assert "Your archive lists 60 connected apps." in words
    assert "Of these, 25 can post as you and 5 can read your direct messages." in words
    assert step(page).apps.table.model().rowCount() == 60
    page.show_part("x.contacts")
    assert "Your archive lists 212 uploaded contacts. They are other people’s data too." in said(page)
    page.show_part("x.grok.training")
    assert "Article 21" not in said(page)


def test_in_brazil_under_18(open_for: Open) -> None:
    held = [*items("posts", "tweets", 30), *items("grok_in", "grok_chat_item", 9)]
    page = open_for(Situation(region="br", protected="never", under_18=True), held, "grok_chat_item")
    for id in ("x.grok.training", "x.grok.personalise", "x.grok.memory"):
        assert row(page, id).state == "unavailable"
    page.show_part("x.grok.training")
    words = said(page)
    assert "On 17 December 2024 Brazil’s data protection authority barred" in words
    assert "reported to disable this switch for accounts under 18" in words
    [done] = buttons(page, "I have done this")
    assert not done.isEnabled()
    page.show_part("x.grok.delete")
    [done] = buttons(page, "I have done this")
    assert done.isEnabled()


def test_in_japan_thousands_of_images(open_for: Open) -> None:
    held = [*items("posts", "tweets", 50), *items("media", "tweets", 3_000)]
    page = open_for(Situation(region="other", protected="never"), held, "grok_chat_item")
    page.show_part("x.blockgrokedit")
    words = said(page)
    assert "Your archive holds 3,000 photos and videos of yours." in words
    assert "This does not reach them" in words
    assert "of your items are governed" not in words
    page.show_part("x.grok.training")
    assert "3,050 of your items are governed by this step:" in said(page)
    assert "Your archive holds no Grok chats." in left_out(page)


def test_in_canada_someone_who_never_used_grok(open_for: Open) -> None:
    record = tell_use(tell_use(begin(), "grok", today(), used=False), "grok_com", today(), used=False)
    page = open_for(Situation(region="ca", protected="never"), items("posts", "tweets", 20), record=record)
    assert [row.id for row in rows(page) if row.number] == [
        "x.archive",
        "x.grok.training",
        "x.grok.personalise",
        "x.grok.memory",
        "x.partners",
        "x.protect",
    ]
    words = left_out(page)
    assert "that you have never used Grok on X." in words
    assert "that you have never used Grok outside X." in words
    assert buttons(page, "I have used Grok on X")
