"""Someone looks at the items themselves: a list, one of them in full, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item
from auditor.cleanup import address
from auditor.policy.situation import Situation
from auditor.search.query import parse
from gui.models.item_list import CATEGORY, GROK, PAGE, TEXT, WHEN
from gui.models.item_words import day
from gui.pages.explore import ExplorePage
from gui.pages.explore_head import KeptSearches
from gui.session import Session
from gui.theme import Theme
from gui.widgets.item_text import LETTERS
from gui.widgets.text import Text
from tests.gui.helpers import spoken_name, without_a_name
from tests.gui.sessions import ITEMS, at, open_audit

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> ExplorePage:
    page = ExplorePage(session, theme)
    qtbot.addWidget(page)
    page.resize(1216, 788)
    with qtbot.waitExposed(page):
        page.show()
    return page


def fill(qtbot: QtBot, page: ExplorePage, items: list[Item]) -> None:
    open_audit(page.session, items)
    qtbot.waitUntil(lambda: page.items.rowCount() == len(items))


def listed(page: ExplorePage, column: int = TEXT) -> list[str]:
    return [page.items.index(row, column).data() for row in range(page.items.rowCount())]


def words(page: ExplorePage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def full_text(page: ExplorePage) -> str:
    return next(text for text in page.detail.findChildren(QTextEdit) if text.isVisible()).toPlainText()


def button(page: ExplorePage, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == name and one.isVisible())


def test_before_any_archive_the_page_says_so(page: ExplorePage) -> None:
    assert "No archive is open." in words(page)


def test_all_items_newest_first_and_undated_last(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    assert f"{len(ITEMS)} items, newest first" in words(page)
    assert listed(page)[0] == "a question"
    assert listed(page, WHEN)[-1] == "–"
    assert listed(page)[-1].startswith("liked")


def test_the_items_of_a_figure_and_the_way_back_to_all(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.search_for("category:media verdict:unclear")
    qtbot.waitUntil(lambda: page.items.rowCount() == 1)
    assert "1 of 26 items, newest first" in words(page)
    assert listed(page, GROK) == ["Unclear"]
    page.search.clear()
    qtbot.waitUntil(lambda: page.items.rowCount() == len(ITEMS))


def test_words_are_found_as_they_are_typed_and_marked(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.search.focus_search()
    QTest.keyClicks(page.search.line, "repl")
    qtbot.waitUntil(lambda: listed(page) == ["reply number 3", "reply number 2", "reply number 1", "reply number 0"])
    page.table.selectRow(0)
    assert full_text(page) == "reply number 3"
    page.grab()


def test_a_filter_is_pressed_and_let_go(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    likes = next(box for box in page.rail.findChildren(QCheckBox) if "Likes" in spoken_name(box))
    likes.click()
    qtbot.waitUntil(lambda: page.items.rowCount() == 8)
    assert set(listed(page, CATEGORY)) == {"Likes"}
    assert page.search.query() == parse("category:likes")
    likes.click()
    qtbot.waitUntil(lambda: page.items.rowCount() == len(ITEMS))


def test_whoever_comes_with_a_search_still_sees_every_filter(page: ExplorePage, qtbot: QtBot) -> None:
    page.search_for("reply")
    open_audit(page.session, ITEMS)
    page.search_for("reply")
    qtbot.waitUntil(lambda: page.items.rowCount() == 4)
    names = [spoken_name(box) for box in page.rail.findChildren(QCheckBox)]
    assert any("Likes" in name for name in names)
    assert not any("dms" in name for name in names)


def test_the_oldest_first_and_back(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.table.horizontalHeader().sectionClicked.emit(WHEN)
    qtbot.waitUntil(lambda: listed(page)[0] == "gone")
    assert "oldest first" in words(page)
    assert listed(page)[-1].startswith("liked")
    page.table.horizontalHeader().sectionClicked.emit(WHEN)
    qtbot.waitUntil(lambda: listed(page)[0] == "a question")


def test_a_search_is_kept_with_the_audit_asked_again_and_forgotten(page: ExplorePage, qtbot: QtBot) -> None:
    def choose(text: str) -> None:
        page.head.kept.menu().aboutToShow.emit()
        next(action for action in page.head.kept.menu().actions() if action.text() == text).trigger()

    fill(qtbot, page, ITEMS)
    page.search_for("category:dms message")
    choose("Keep this search")
    kept = page.session.recall("searches", KeptSearches)
    assert kept == KeptSearches(("category:dms message",))
    page.show_all()
    choose("category:dms message")
    qtbot.waitUntil(lambda: page.items.rowCount() == 2)
    choose("Forget this search")
    assert page.session.recall("searches", KeptSearches) == KeptSearches()


def test_an_item_goes_on_the_clean_up_list_and_off_it(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    audit = page.session.audit
    assert audit is not None
    page.table.selectRow(listed(page).index("post number 3"))
    button(page, "Add to clean-up list").click()
    assert [item.text for item in audit.store.fetch(audit.store.clean_up())] == ["post number 3"]
    assert page.head.clean_up.text() == "Clean-up list 1"
    button(page, "Take off the list").click()
    assert audit.store.clean_up() == []


def test_the_conversation_around_a_message_is_there_to_walk_through(page: ExplorePage, qtbot: QtBot) -> None:
    talk = [Item("dms", "direct_messages", str(n), at(2023, 3, n), f"line {n}", thread="1-2") for n in range(1, 6)]
    fill(qtbot, page, [*talk, Item("dms", "direct_messages", "99", at(2023), "elsewhere", thread="3-4")])
    page.table.selectRow(listed(page).index("line 3"))
    qtbot.waitUntil(lambda: "The conversation around it" in words(page))
    page.detail.neighbour_wanted.emit(3)
    assert full_text(page) == "line 4"


def test_an_empty_answer_says_so_and_leads_back(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.search_for("nothing of the kind")
    qtbot.waitUntil(lambda: page.items.rowCount() == 0)
    assert "No item is here." in words(page)
    button(page, "Show all items").click()
    qtbot.waitUntil(lambda: page.items.rowCount() == len(ITEMS))


def test_an_item_in_full_with_verdicts_clause_and_control(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, [Item("posts", "tweets", "1234567890", at(2026, 5, 19), "Third week at the new clinic.")])
    page.table.selectRow(0)
    text = words(page)
    assert full_text(page) == "Third week at the new clinic."
    assert "19 May 2026" in text and "UTC" in text
    assert "Grok / xAI: stated" in text
    assert "Collaborators: open, public" in text
    assert "associated metadata of X users" in text
    assert "Certainty: high" in text
    with qtbot.waitSignal(page.go_to) as asked:
        button(page, "Grok training").click()
    assert asked.args == ["optout:x.grok.training"]
    with qtbot.waitSignal(page.open_link) as link:
        button(page, "Open on X").click()
    assert link.args == ["https://x.com/i/web/status/1234567890"]
    assert "X then learns what it learns from any visit." in text


def test_what_has_no_public_address_offers_none() -> None:
    assert address(Item("dms", "direct_messages", "99")) == ""
    assert address(Item("posts", "tweets", "part:3")) == ""
    assert address(Item("likes", "like", "99")).endswith("/99")


def test_foreign_text_is_plain_cannot_act_and_is_cut(page: ExplorePage, qtbot: QtBot) -> None:
    nasty = "<b>not bold</b> \u202eright to left\x07\nsecond line"
    fill(
        qtbot,
        page,
        [
            Item("posts", "tweets", "2", at(2026, 2), nasty),
            Item("posts", "tweets", "1", at(2026, 1), "x" * (LETTERS + 1)),
        ],
    )
    assert listed(page)[0] == "<b>not bold</b> [U+202E]right to left[U+0007] second line"
    page.table.selectRow(0)
    assert full_text(page) == "<b>not bold</b> [U+202E]right to left[U+0007]\nsecond line"
    page.table.selectRow(1)
    assert len(full_text(page)) == LETTERS
    assert "Shown are the first 20,000 of 20,001 letters" in words(page)


def test_by_keyboard_from_the_list_into_the_item_and_back(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.activateWindow()
    page.table.setFocus()
    page.table.setCurrentIndex(page.items.index(0, 0))
    QTest.keyClick(page.table, Key.Key_Down)
    assert page.detail.isVisible()
    QTest.keyClick(page.table, Key.Key_Return)
    qtbot.waitUntil(page.detail.close_button.hasFocus)
    QTest.keyClick(page.detail.close_button, Key.Key_Escape)
    assert not page.detail.isVisible()
    assert page.table.hasFocus()


def test_where_room_is_short_the_item_is_a_page_of_its_own(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.resize(744, 640)
    page.table.opened.emit(0)
    assert page.detail.isVisible() and not page.table.isVisible()
    page.detail.back.click()
    assert page.table.isVisible() and not page.detail.isVisible()


@pytest.mark.parametrize("width", [1064, 744, 528])
def test_at_twice_the_text_size_the_text_column_keeps_room(
    page: ExplorePage, theme: Theme, qtbot: QtBot, width: int
) -> None:
    fill(qtbot, page, ITEMS)
    theme.set_percent(200)
    page.resize(width, 788)
    qtbot.wait(20)
    assert page.width() == width
    shown = [column for column in range(page.items.columnCount()) if not page.table.isColumnHidden(column)]
    assert sum(page.table.columnWidth(column) for column in shown) <= page.table.viewport().width()
    theme.set_percent(100)


def test_a_new_situation_judges_the_list_anew(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.session.tell(Situation(under_18=True))
    qtbot.waitUntil(lambda: "Stated" not in listed(page, GROK))
    assert page.items.rowCount() == len(ITEMS)


def test_another_archive_takes_the_place_of_the_first_at_once(page: ExplorePage, qtbot: QtBot) -> None:
    fill(qtbot, page, ITEMS)
    page.table.selectRow(2)
    page.session.close_audit()
    assert page.items.rowCount() == 0
    assert not page.detail.isVisible()
    fill(qtbot, page, ITEMS[:3])


def test_what_nobody_looks_at_is_looked_up_when_the_page_comes_to_the_front(
    qtbot: QtBot, theme: Theme, session: Session
) -> None:
    page = ExplorePage(session, theme)
    qtbot.addWidget(page)
    open_audit(session)
    qtbot.wait(50)
    assert page.items.rowCount() == 0
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.items.rowCount() == len(ITEMS))


def test_a_long_list_fetches_only_what_comes_into_sight(page: ExplorePage, qtbot: QtBot) -> None:
    many = [Item("posts", "tweets", str(n), at(2020) + n, f"number {n}") for n in range(20 * PAGE)]
    open_audit(page.session, many)
    qtbot.waitUntil(lambda: page.items.rowCount() == len(many))
    page.grab()
    assert len(page.items._pages) <= 2
    page.table.scrollToBottom()
    page.grab()
    assert len(page.items._pages) <= 4
    assert page.items.index(len(many) - 1, TEXT).data() == "number 0"


def test_the_list_is_a_sound_model_and_speaks(page: ExplorePage, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    fill(qtbot, page, ITEMS)
    qtmodeltester.check(page.items)  # type: ignore[no-untyped-call]
    row = listed(page).index("post number 0")
    spoken = page.items.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    today = day(ITEMS[0])
    assert spoken == f"Post, {today}, Grok / xAI stated, collaborators open, public. post number 0"
    assert spoken_name(page.table) == "Items"
    page.table.selectRow(0)
    assert not without_a_name(page)
