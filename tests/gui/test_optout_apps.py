"""Connected apps: the riskiest first, in the archive's own words, with what stops when one is revoked."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item
from auditor.archive.receipt import ReceiptEntry
from auditor.optout.apps import App, table
from gui.models.app_rows import APPROVED, MAY, NAME, AppRows
from gui.pages.optout import OptOutPage
from gui.pages.optout_apps import AppsView
from gui.session import Session
from gui.theme import Theme
from gui.widgets.app_table import AppTable
from tests.gui.helpers import spoken_name
from tests.gui.optout_walk import buttons, opened, said
from tests.gui.sessions import ITEMS, RECEIPT, at, open_audit


def app_item(id: str, name: str, permissions: list[str], maker: str = "", year: int = 2020) -> Item:
    detail = json.dumps({"permissions": permissions, "organization": maker, "description": f"{name} helps."})
    return Item("apps", "connected_application", id, at(year), name, detail=detail)


APPS = [
    app_item("1", "Reader", ["read"], "Reading Ltd"),
    app_item("2", "Scheduler", ["read", "write"], "Plans Inc", 2014),
    app_item("3", "Inbox", ["read", "write", "directmessages"], "Mail Co", 2018),
    app_item("4", "Grok", ["read"], "xAI", 2025),
]
LISTED = ReceiptEntry("data/connected-application.js", "read", "connected_application", records=4, expected=4, items=4)


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot) -> OptOutPage:
    open_audit(session, [*ITEMS, *APPS], [*RECEIPT, LISTED])
    page = opened(session, theme, qtbot)
    page.show_part("x.apps")
    return page


def table_of(page: OptOutPage) -> AppTable:
    [found] = [one for one in page.findChildren(AppTable) if one.isVisible()]
    return found


def test_the_apps_stand_by_what_they_may_do_with_maker_and_day(page: OptOutPage) -> None:
    model = table_of(page).model()
    names = [model.index(row, NAME).data() for row in range(model.rowCount())]
    assert names == ["Inbox", "Scheduler", "Reader", "Grok"]
    assert model.index(0, MAY).data() == "Post as you, read messages, read"
    assert model.index(0, APPROVED).data() == "1 Jun 2018"
    spoken = model.index(1, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Scheduler, Plans Inc, Post as you, read, approved on 1 Jun 2014."
    assert "Of these, 2 can post as you and 1 can read your direct messages." in said(page)


def test_each_app_says_what_stops_when_it_is_revoked(page: OptOutPage) -> None:
    apps = table_of(page)
    assert "posts you planned in it do not go out" in said(page)
    apps.setFocus()
    for _row in range(3):
        QTest.keyClick(apps, Qt.Key.Key_Down)
    words = said(page)
    assert "posts you planned in it do not go out" not in words
    assert "By xAI" in words
    assert "grok.com no longer gets your X data from then on" in words
    assert "Permissions in X’s words: read" in words
    assert spoken_name(apps) == "Connected apps, the riskiest first"


def test_only_x_s_own_pages_for_revoking_are_linked(page: OptOutPage) -> None:
    went: list[str] = []
    page.open_link.connect(went.append)
    for one in (*buttons(page, "Open in browser"), *buttons(page, "Also: ")):
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert went == ["https://x.com/settings/connected_apps", "https://x.com/settings/apps_and_sessions"]


def test_an_app_that_a_newer_archive_no_longer_lists_is_said_to_be_gone(theme: Theme, qtbot: QtBot) -> None:
    kept, gone = table(APPS)[:2], table([app_item("9", "Old game", ["write"])])
    view = AppsView(theme, kept, gone)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    assert view.rows.words(2, MAY) == "No longer in this archive"
    assert "1 app of your earlier archive is not in this one." in said(view)
    view.table.selectRow(2)
    assert "This archive no longer lists it." in said(view)
    assert "When you revoke it" not in said(view)


def test_hostile_names_stay_letters(theme: Theme, qtbot: QtBot) -> None:
    nasty = app_item("7", "\u202e<img src=x>" + "w" * 5_000, ["write"], "<b>bold</b>\u0007")
    view = AppsView(theme, table([nasty]), [])
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    QApplication.processEvents()
    words = said(view)
    assert "[U+202E]<img src=x>" in words
    assert "\u202e" not in words
    assert "[U+0007]" in words
    assert max(map(len, words.split("\n"))) < 1_000
    tip = view.rows.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip


@pytest.mark.parametrize(("percent", "width"), [(100, 700), (100, 420), (200, 700)])
def test_the_table_stacks_where_room_is_short(theme: Theme, qtbot: QtBot, percent: int, width: int) -> None:
    theme.set_percent(percent)
    many: list[App] = table(APPS * 20)
    view = AppsView(theme, many, [])
    qtbot.addWidget(view)
    view.resize(width, 900)
    view.show()
    assert view.table.stacked is (width < 640 * percent / 100)
    assert view.table.height() < 12 * theme.px(80)
    assert view.minimumSizeHint().width() <= width


def test_thousands_of_apps_are_rows_of_one_table(theme: Theme, qtbot: QtBot) -> None:
    many = table([app_item(str(n), f"App {n}", ["read"]) for n in range(5_000)])
    view = AppsView(theme, many, [])
    qtbot.addWidget(view)
    view.show()
    assert view.table.model().rowCount() == 5_000


def test_the_rows_are_a_sound_model(qtmodeltester: object) -> None:
    qtmodeltester.check(AppRows(table(APPS), table(APPS[:1])))  # type: ignore[attr-defined]
