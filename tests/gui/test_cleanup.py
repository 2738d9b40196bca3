"""Someone goes through what they want off X: looks at it, opens it there, takes it off the list, saves the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QStackedWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item
from auditor.errors import CannotWrite
from auditor.letters.tracking import LETTERS, LettersRecord
from auditor.policy.situation import Situation
from gui.models.item_list import CATEGORY, GROK, TEXT
from gui.pages.cleanup import MOST_ROWS, CleanUpPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.focus_ring import FocusRing
from gui.widgets.text import Text
from tests.gui.helpers import spoken_name, without_a_name
from tests.gui.sessions import ITEMS, at, open_audit

ADDED = ["post number 3", "liked number 0", "a question", "gone", "message 1"]
"""The texts of the items on the list, in the order in which they were put there."""


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> CleanUpPage:
    page = CleanUpPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1064, 788)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def filled(page: CleanUpPage, qtbot: QtBot) -> CleanUpPage:
    open_audit(page.session, ITEMS)
    put_on_list(page, qtbot, ADDED)
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


def put_on_list(page: CleanUpPage, qtbot: QtBot, texts: list[str]) -> None:
    """As Explore does, before the person comes here."""
    assert page.session.audit is not None
    store = page.session.audit.store
    every = [int(row) for row in store.rows()]
    by_text = {item.text: row for row, item in zip(every, store.fetch(every), strict=True)}
    store.put_on_clean_up([by_text[text] for text in texts])
    settle(page, qtbot)
    page.list.look_up()
    settle(page, qtbot)


def settle(page: CleanUpPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.list.busy)


def listed(page: CleanUpPage) -> list[str]:
    return [page.items.index(row, TEXT).data() for row in range(page.items.rowCount())]


def words(page: CleanUpPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def button(page: CleanUpPage, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == name and one.isVisible())


def choose(page: CleanUpPage, *rows: int) -> None:
    page.table.clearSelection()
    for row in rows:
        index = page.items.index(row, TEXT)
        flags = QItemSelectionModel.SelectionFlag
        page.table.selectionModel().select(index, flags.Select | flags.Rows)


# --- what is on it ---------------------------------------------------------------------------------------------------


def test_before_any_archive_the_page_says_so_and_leads_to_one(page: CleanUpPage, qtbot: QtBot) -> None:
    assert "No archive is open." in words(page)
    with qtbot.waitSignal(page.go_to) as emitted:
        button(page, "Open an archive").click()
    assert emitted.args == ["welcome"]


def test_an_empty_list_leads_to_explore(page: CleanUpPage, qtbot: QtBot) -> None:
    open_audit(page.session, ITEMS)
    qtbot.waitUntil(lambda: "Nothing is on the list." in words(page))
    assert not page.head.save.isVisible()
    with qtbot.waitSignal(page.go_to) as emitted:
        button(page, "Look through your items").click()
    assert emitted.args == ["explore"]


def test_the_keyboard_waits_on_the_page_without_a_ring_until_the_list_is_there(
    session: Session, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    window = QStackedWidget()
    qtbot.addWidget(window)
    ring = FocusRing(qapp, theme, window)
    page = CleanUpPage(session, theme)
    window.addWidget(page)
    open_audit(session, ITEMS)
    put_on_list(page, qtbot, ADDED)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.shown()
    assert page.list.busy
    assert page.hasFocus()
    assert ring.around() is None
    qtbot.waitUntil(page.table.hasFocus)


def test_coming_to_an_empty_list_the_keyboard_is_on_the_way_out(page: CleanUpPage, qtbot: QtBot) -> None:
    open_audit(page.session, ITEMS)
    page.shown()
    settle(page, qtbot)
    assert button(page, "Look through your items").hasFocus()


def test_someone_quicker_than_the_list_keeps_the_keyboard(filled: CleanUpPage, qtbot: QtBot) -> None:
    filled.list.look_up()
    filled.shown()
    filled.head.save.setFocus()
    settle(filled, qtbot)
    assert filled.head.save.hasFocus()


def test_when_no_archive_is_open_any_more_the_keyboard_is_on_the_way_to_one(filled: CleanUpPage, qtbot: QtBot) -> None:
    filled.list.look_up()
    filled.shown()
    filled.session.close_audit()
    qtbot.waitUntil(lambda: button(filled, "Open an archive").hasFocus())


def test_items_stand_in_the_order_in_which_they_came(filled: CleanUpPage) -> None:
    assert listed(filled) == ADDED
    assert "5 items, in the order you added them. Outtake deletes nothing on X: you do." in words(filled)


def test_what_explore_puts_on_it_meanwhile_is_there_on_coming_back(filled: CleanUpPage, qtbot: QtBot) -> None:
    filled.hide()
    assert filled.session.audit is not None
    filled.session.audit.store.take_off_clean_up(filled.list.listed.rows[:4] if filled.list.listed else [])
    filled.show()
    qtbot.waitUntil(lambda: listed(filled) == ["message 1"])


def test_the_model_is_sound(filled: CleanUpPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(filled.items)  # type: ignore[no-untyped-call]


def test_another_situation_judges_anew(filled: CleanUpPage) -> None:
    before = filled.items.index(0, GROK).data()
    filled.session.tell(Situation(under_18=True))
    assert filled.items.index(0, GROK).data() != before
    assert listed(filled) == ADDED


def test_closing_the_audit_leaves_nothing_of_it(filled: CleanUpPage) -> None:
    filled.session.close_audit()
    assert listed(filled) == []
    assert "No archive is open." in words(filled)
    assert "post number 3" not in words(filled)


def test_a_long_list_scrolls_in_its_table(page: CleanUpPage, qtbot: QtBot) -> None:
    many = [Item("posts", "tweets", str(1000 + n), at(2024), f"number {n}") for n in range(900)]
    open_audit(page.session, many)
    put_on_list(page, qtbot, [f"number {n}" for n in range(900)])
    assert listed(page)[-1] == "number 899"
    assert page.table.height() <= (MOST_ROWS + 1) * page.table.rowHeight(0)


# --- what is said ----------------------------------------------------------------------------------------------------


def test_the_page_says_what_deleting_does_and_does_not_do(filled: CleanUpPage) -> None:
    said = words(filled)
    assert "X says that deleting removes posts and their metadata from being used for training." in said
    assert "neither X nor xAI promises to take anything out of a model already trained" in said
    assert "Keep the archive before you delete anything" in said
    assert "This archive may be the only copy." in said


def test_each_kind_on_the_list_is_told_what_can_be_done_with_it(filled: CleanUpPage) -> None:
    said = words(filled)
    assert "A like is taken back, not deleted." in said
    assert "The other person keeps theirs." in said
    assert "General knowledge: not read in any text of X." in said
    assert "No way to delete these was found" not in said  # no ads are on it


def test_a_control_leads_to_its_step(filled: CleanUpPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filled.go_to) as emitted:
        button(filled, "Delete Grok history").click()
    assert emitted.args == ["optout:x.grok.delete"]


def test_a_clause_leads_to_its_source(filled: CleanUpPage, qtbot: QtBot) -> None:
    button(filled, "1 clause").click()
    qtbot.waitUntil(lambda: "Open the source" in {one.text() for one in filled.findChildren(QPushButton)})
    QTest.qWait(0)
    with qtbot.waitSignal(filled.open_link) as emitted:
        button(filled, "Open the source").click()
    assert emitted.args is not None
    assert str(emitted.args[0]).startswith("https://")


# --- taking off ------------------------------------------------------------------------------------------------------


def test_some_are_taken_off_and_brought_back_to_where_they_stood(filled: CleanUpPage, qtbot: QtBot) -> None:
    assert not filled.head.remove.isEnabled()
    choose(filled, 1, 3)
    assert "2 items chosen. Open them on X one at a time." in words(filled)
    button(filled, "Take off the list").click()
    qtbot.waitUntil(lambda: listed(filled) == ["post number 3", "a question", "message 1"])
    assert "2 items are off the list." in words(filled)
    assert filled.window().focusWidget() is filled.table
    button(filled, "Undo").click()
    qtbot.waitUntil(lambda: listed(filled) == ADDED)
    assert "off the list." not in words(filled)


def test_the_delete_key_does_the_same(filled: CleanUpPage, qtbot: QtBot) -> None:
    filled.table.setFocus()
    choose(filled, 0)
    QTest.keyClick(filled.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: listed(filled) == ADDED[1:])


def test_clearing_asks_first(filled: CleanUpPage, qtbot: QtBot) -> None:
    button(filled, "Clear the list").click()
    assert "Take all 5 items off the list?" in words(filled)
    assert "Nothing changes on X or in your archive." in words(filled)
    button(filled, "Keep the list").click()
    assert listed(filled) == ADDED
    button(filled, "Clear the list").click()
    button(filled, "Take all off").click()
    qtbot.waitUntil(lambda: "Nothing is on the list." in words(filled))
    button(filled, "Undo").click()
    qtbot.waitUntil(lambda: listed(filled) == ADDED)


def test_a_store_that_cannot_be_written_says_so_and_the_list_stays(
    filled: CleanUpPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.session.audit is not None

    def full(_rows: object) -> None:
        raise CannotWrite("There is no room to work in here.", "Free some space.")

    monkeypatch.setattr(filled.session.audit.store, "take_off_clean_up", full)
    choose(filled, 0)
    filled.head.remove.click()
    qtbot.waitUntil(lambda: "There is no room to work in here." in words(filled))
    assert listed(filled) == ADDED
    assert filled.head.remove.isEnabled()


# --- outside ---------------------------------------------------------------------------------------------------------


def test_a_post_is_opened_on_x(filled: CleanUpPage, qtbot: QtBot) -> None:
    choose(filled, 0)
    with qtbot.waitSignal(filled.open_link) as emitted:
        button(filled, "Open on X").click()
    assert emitted.args == ["https://x.com/i/web/status/103"]
    filled.table.setFocus()
    filled.table.setCurrentIndex(filled.items.index(0, CATEGORY))
    with qtbot.waitSignal(filled.open_link):
        QTest.keyClick(filled.table, Qt.Key.Key_Return)


def test_what_has_no_address_says_why_it_cannot_be_opened(filled: CleanUpPage) -> None:
    choose(filled, 4)
    assert not filled.head.open.isEnabled()
    assert "1 item chosen. X gives it no address of its own." in words(filled)


@pytest.mark.parametrize("format", ["csv", "json", "txt"])
def test_the_list_is_saved_as_the_person_wishes(filled: CleanUpPage, qtbot: QtBot, tmp_path: Path, format: str) -> None:
    next(action for action in filled.head.formats.actions() if action.data() == format).trigger()
    dialog = filled.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == format
    dialog.reject()
    path = tmp_path / f"list.{format}"
    filled.save_to(str(path))
    qtbot.waitUntil(lambda: "Saved 5 items." in words(filled))
    assert f"list.{format}. Texts that other people wrote are left out." in words(filled)
    written = path.read_text("utf-8-sig")
    assert "103" in written
    assert "liked number 0" not in written


def test_a_file_that_cannot_be_written_says_so(filled: CleanUpPage, qtbot: QtBot, tmp_path: Path) -> None:
    filled.head.save_wanted.emit("csv")
    dialog = filled.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    filled.save_to(str(tmp_path / "nowhere" / "list.csv"))
    qtbot.waitUntil(lambda: "Nothing was saved" in words(filled))
    assert listed(filled) == ADDED


def test_own_words_are_offered_to_the_letters(filled: CleanUpPage, qtbot: QtBot) -> None:
    assert not filled.head.quote.isEnabled()
    choose(filled, *range(len(ADDED)))
    with qtbot.waitSignal(filled.go_to) as emitted:
        filled.head.quote.click()
    assert emitted.args == ["letters:quotes"]
    record = filled.session.recall(LETTERS, LettersRecord)
    assert record is not None
    said = [ground.sentence for ground in record.quoted]
    assert any("“post number 3”" in sentence for sentence in said)
    assert not any("liked" in sentence for sentence in said)


def test_what_others_wrote_is_no_reason(page: CleanUpPage, qtbot: QtBot) -> None:
    open_audit(page.session, ITEMS)
    put_on_list(page, qtbot, ["liked number 0"])
    choose(page, 0)
    with qtbot.assertNotEmitted(page.go_to):
        page.head.quote.click()
    assert "None of these can be quoted." in words(page)
    assert page.session.recall(LETTERS, LettersRecord) is None


def test_a_letter_takes_no_more_than_somebody_reads(page: CleanUpPage, qtbot: QtBot) -> None:
    many = [Item("posts", "tweets", str(1000 + n), at(2024), f"number {n}") for n in range(30)]
    open_audit(page.session, many)
    put_on_list(page, qtbot, [f"number {n}" for n in range(30)])
    page.table.selectAll()
    with qtbot.assertNotEmitted(page.go_to):
        page.head.quote.click()
    assert "Choose at most 20 items for a letter." in words(page)


# --- for everyone ----------------------------------------------------------------------------------------------------


def test_everything_has_a_name_and_the_keyboard_comes_by_in_order(filled: CleanUpPage) -> None:
    assert without_a_name(filled) == []
    assert spoken_name(filled.table) == "Clean-up list"
    choose(filled, 0)
    filled.head.save.setFocus()
    seen = []
    for _step in range(5):
        QTest.keyClick(filled.window(), Qt.Key.Key_Tab)
        seen.append(spoken_name(filled.window().focusWidget()))
    assert seen == ["Open on X", "Use as grounds in a letter", "Take off the list", "Clear the list", "Clean-up list"]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways(filled: CleanUpPage, theme: Theme, percent: int) -> None:
    theme.set_percent(percent)
    for width in (640, 1064):
        filled.resize(width, 788)
        QTest.qWait(0)
        assert filled.minimumSizeHint().width() <= width
        assert filled.table.width() <= width
    theme.set_percent(100)


def test_what_was_done_is_announced(filled: CleanUpPage, qtbot: QtBot) -> None:
    choose(filled, 0)
    with qtbot.waitSignal(filled.announce) as emitted:
        filled.head.remove.click()
    assert emitted.args == ["1 item is off the list."]
