"""The search field, used with a keyboard, with a mouse, and through a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.search.query import Filter, Known, Query, Words, parse
from gui.models.completions import Completions
from gui.theme import Mode, Theme
from gui.widgets.search_field import SearchField
from gui.widgets.search_pill import Chip, Pill
from gui.widgets.text import Text
from tests.gui.helpers import spoken_description, spoken_name, without_a_name

Key, Mouse = Qt.Key, Qt.MouseButton
KNOWN = Known({"posts": ("Posts", "post"), "replies": ("Replies", "reply")}, ("de", "en"))
FACETS = {"category": {"posts": 41, "replies": 38}, "verdict": {"stated": 58}, "lang": {"en": 70}}
GERMAN, POSTS = Filter("lang", ("de",)), Filter("category", ("posts",))


class Page(QWidget):
    """A window with the field, its figure and something else to go to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.figure = Text(theme, "200 of 62,920 items, newest first", "caption", tabular=True)
        self.field = SearchField(theme, below=self.figure)
        self.field.set_known(KNOWN)
        self.field.set_counts(FACETS)
        self.after = QPushButton("After")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addStretch(1)
        column.addWidget(self.after)
        self.asked: list[Query] = []
        self.said: list[str] = []
        self.field.changed.connect(self.asked.append)
        self.field.announce.connect(self.said.append)
        self.resize(900, 500)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Page:
    page = Page(theme)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.field.focus_search()
    return page


@pytest.fixture
def field(page: Page) -> SearchField:
    return page.field


def write(field: SearchField, text: str) -> None:
    QTest.keyClicks(field.line, text)


def press(*keys: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def chips(field: SearchField) -> list[str]:
    """The words of the chips, in their order."""
    shown = [chip for chip in field.findChildren(Chip) if not chip.isHidden()]
    return [chip.text() for chip in sorted(shown, key=lambda chip: (chip.y(), chip.x()))]


def chip(field: SearchField, words: str) -> Chip:
    return next(chip for chip in field.findChildren(Chip) if not chip.isHidden() and chip.text() == words)


def offered(field: SearchField) -> list[str]:
    model = field.completions.model
    return [model.row(n).text for n in range(model.rowCount())] if field.completions.isVisible() else []


# Words and filters


def test_every_letter_asks_anew(page: Page, field: SearchField) -> None:
    write(field, "new")
    assert page.asked == [Query((Words(text),)) for text in ("n", "ne", "new")]
    write(field, " ")
    assert len(page.asked) == 3  # a space asks nothing else


def test_a_filter_becomes_a_chip_after_a_space(page: Page, field: SearchField) -> None:
    write(field, "kind:post ")
    assert (chips(field), field.line.text()) == (["category: Posts"], "")
    write(field, "-lang:de clinic")
    assert chips(field) == ["category: Posts", "not lang: de"]
    assert field.line.text() == "clinic"
    expected = Query((Words("clinic"),), (POSTS, Filter("lang", ("de",), excluded=True)))
    assert page.asked[-1] == field.query() == expected


def test_a_filter_on_its_way_is_not_searched_for_as_words(page: Page, field: SearchField) -> None:
    write(field, "clinic lang:d")
    assert page.asked[-1] == Query((Words("clinic"),))
    write(field, "e")
    assert page.asked[-1] == Query((Words("clinic"),), (GERMAN,))


def test_what_is_pasted_is_understood_at_once(page: Page, field: SearchField) -> None:
    QApplication.clipboard().setText('lang:de has:media "new clinic"')
    field.line.paste()
    assert chips(field) == ["lang: de", "has: media"]
    assert field.line.text() == '"new clinic"'
    assert page.asked[-1] == parse('lang:de has:media "new clinic"', KNOWN)


def test_enter_finishes_the_filter_and_says_so(qtbot: QtBot, field: SearchField) -> None:
    write(field, "lang:de")
    with qtbot.waitSignal(field.submitted):
        press(Key.Key_Escape, Key.Key_Return)
    assert chips(field) == ["lang: de"]


def test_a_filter_left_behind_is_finished_too(page: Page, field: SearchField) -> None:
    write(field, "lang:de")
    page.after.setFocus()
    assert chips(field) == ["lang: de"]
    assert page.asked[-1] == Query(filters=(GERMAN,))


def test_a_page_shows_a_query_without_being_told_of_it(page: Page, field: SearchField) -> None:
    query = parse('category:posts,replies lang:de -dentist "new clinic"', KNOWN)
    field.show_query(query)
    assert chips(field) == ["category: Posts, Replies", "lang: de"]
    assert field.line.text() == '-dentist "new clinic"'
    assert field.query() == query
    assert page.asked == []
    field.show_query(Query())
    assert (chips(field), field.line.text(), page.asked) == ([], "", [])


def test_the_same_filter_is_one_chip(page: Page, field: SearchField) -> None:
    write(field, "lang:de lang:de ")
    assert chips(field) == ["lang: de"]
    assert page.asked[-1] == field.query() == Query(filters=(GERMAN,))


def test_years_that_follow_each_other_are_said_as_one(field: SearchField) -> None:
    field.show_query(parse("year:2017,2019..2022,none", KNOWN))
    assert chips(field) == ["year: 2017, 2019..2022, none"]


# Chips by keyboard and mouse


def test_backspace_at_the_start_goes_to_the_last_chip_and_then_removes_it(page: Page, field: SearchField) -> None:
    field.show_query(parse("category:posts lang:de clinic", KNOWN))
    field.line.setCursorPosition(0)
    press(Key.Key_Backspace)
    assert QApplication.focusWidget() is chip(field, "lang: de")
    assert page.asked == []
    press(Key.Key_Backspace)
    assert chips(field) == ["category: Posts"]
    assert page.asked == [Query((Words("clinic"),), (POSTS,))]
    assert page.said == ["Removed lang: de"]
    assert field.line.hasFocus()


def test_arrows_go_from_chip_to_chip_and_back(field: SearchField) -> None:
    field.show_query(parse("category:posts lang:de", KNOWN))
    press(Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert QApplication.focusWidget() is chip(field, "category: Posts")
    press(Key.Key_Right, Key.Key_Right)
    assert field.line.hasFocus()


def test_letters_typed_on_a_chip_go_into_the_line(page: Page, field: SearchField) -> None:
    field.show_query(parse("lang:de clini", KNOWN))
    chip(field, "lang: de").setFocus()
    press(Key.Key_C)
    assert field.line.hasFocus()
    assert page.asked[-1] == Query((Words("clinic"),), (GERMAN,))


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_chip_becomes_text_again(page: Page, field: SearchField, by: str) -> None:
    field.show_query(parse("category:posts clinic", KNOWN))
    words = chip(field, "category: Posts")
    if by == "mouse":
        QTest.mouseClick(words, Mouse.LeftButton, pos=QPoint(10, words.height() // 2))
    else:
        words.setFocus()
        press(Key.Key_Return)
    assert (chips(field), field.line.text()) == ([], "clinic category:posts")
    write(field, "replies ")
    assert (chips(field), field.line.text()) == (["category: Replies"], "clinic ")
    assert page.asked[-1] == Query((Words("clinic"),), (Filter("category", ("replies",)),))


def test_the_cross_of_a_chip_removes_it(page: Page, field: SearchField) -> None:
    field.show_query(parse("category:posts lang:de", KNOWN))
    QTest.mouseClick(chip(field, "category: Posts").cross, Mouse.LeftButton)
    assert chips(field) == ["lang: de"]
    assert page.asked == [Query(filters=(GERMAN,))]


def test_everything_is_cleared_at_once(page: Page, field: SearchField) -> None:
    assert not field.clear_button.isVisible()
    field.show_query(parse("category:posts clinic", KNOWN))
    QTest.mouseClick(field.clear_button, Mouse.LeftButton)
    assert page.asked == [Query()]
    assert (chips(field), field.line.text()) == ([], "")
    assert field.line.hasFocus()
    assert not field.clear_button.isVisible()


def test_many_chips_go_on_in_the_next_row_and_leave_room_to_type(theme: Theme, page: Page, field: SearchField) -> None:
    low = field.frame.height()
    assert low == theme.px(theme.tokens.size.field_search)
    many = " ".join(f"mention:someone_{number}" for number in range(14))
    field.show_query(parse(many, KNOWN))
    QApplication.processEvents()
    assert field.frame.height() > 2 * low
    assert field.line.width() >= theme.px(100)
    assert all(chip.geometry().right() < field.frame.width() for chip in field.findChildren(Chip))


def test_a_chip_made_while_typing_leaves_the_words_in_sight(field: SearchField) -> None:
    low = field.frame.height()
    write(field, "lang:de clinic")
    QApplication.processEvents()
    assert field.line.x() > chip(field, "lang: de").geometry().right()
    assert field.frame.height() == low


# Completions


def test_the_list_goes_along_with_what_is_typed(field: SearchField) -> None:
    write(field, "v")
    assert offered(field) == []  # one letter could become anything
    write(field, "e")
    assert offered(field) == ["verdict:"]
    write(field, "ry")
    assert offered(field) == []
    assert field.line.text() == "very"


def test_down_and_enter_take_a_key_and_then_a_value(page: Page, field: SearchField) -> None:
    write(field, "ca")
    press(Key.Key_Down, Key.Key_Return)
    assert field.line.text() == "category:"
    assert offered(field) == ["category:posts", "category:replies"]
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert chips(field) == ["category: Replies"]
    assert offered(field) == []
    assert page.asked[-1] == Query(filters=(Filter("category", ("replies",)),))
    assert page.said[-1] == "category:replies, Replies, 38 items"


def test_down_in_an_empty_field_offers_every_key(field: SearchField) -> None:
    press(Key.Key_Down)
    assert "mention:" in offered(field)
    press(Key.Key_Up)
    current = field.completions.current()
    assert current is not None
    assert current.text == "hour:"  # the last, round and round


def test_tab_goes_into_the_list_and_without_one_to_the_next_control(field: SearchField) -> None:
    write(field, "lang:e")
    press(Key.Key_Tab, Key.Key_Tab)
    assert chips(field) == ["lang: en"]
    press(Key.Key_Tab)
    assert not field.line.hasFocus()


def test_escape_closes_the_list_and_leaves_the_text(field: SearchField) -> None:
    write(field, "lang:")
    assert offered(field)
    press(Key.Key_Escape)
    assert offered(field) == []
    assert field.line.text() == "lang:"


def test_enter_without_a_mark_searches_for_what_was_typed(qtbot: QtBot, page: Page, field: SearchField) -> None:
    write(field, "ha")
    assert offered(field) == ["has:"]
    with qtbot.waitSignal(field.submitted):
        press(Key.Key_Return)
    assert page.asked[-1] == Query((Words("ha"),))
    assert offered(field) == []


def test_a_click_takes_a_completion_and_the_line_keeps_the_keyboard(field: SearchField) -> None:
    write(field, "category:")
    view = field.completions.view
    row = view.visualRect(field.completions.model.index(0))
    QTest.mouseClick(view.viewport(), Mouse.LeftButton, pos=row.center())
    assert chips(field) == ["category: Posts"]
    assert field.line.hasFocus()


def test_the_list_lies_within_the_window(page: Page, field: SearchField) -> None:
    press(Key.Key_Down)
    assert page.rect().contains(field.completions.geometry())
    assert field.completions.geometry().top() >= field.mapTo(page, QPoint(0, field.frame.height())).y()


def test_the_list_is_gone_with_the_keyboard_and_with_the_field(page: Page, field: SearchField) -> None:
    press(Key.Key_Down)
    page.after.setFocus()
    assert offered(field) == []


def test_the_model_of_completions(qtmodeltester: ModelTester, field: SearchField) -> None:
    write(field, "category:")
    model = field.completions.model
    assert isinstance(model, Completions)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "category:posts, Posts, 41 items"


# Composing


def test_half_composed_text_is_not_searched_for(page: Page, field: SearchField) -> None:
    QApplication.sendEvent(field.line, QInputMethodEvent("とうk", []))
    assert page.asked == []
    done = QInputMethodEvent("", [])
    done.setCommitString("東京")
    QApplication.sendEvent(field.line, done)
    assert page.asked == [Query((Words("東京"),))]


def test_a_letter_that_is_begun_closes_the_list(field: SearchField) -> None:
    write(field, "lang:")
    assert offered(field)
    QApplication.sendEvent(field.line, QInputMethodEvent("´", []))
    assert offered(field) == []


# The line below


def test_a_key_of_the_hints_is_put_behind_the_text_with_its_values(field: SearchField) -> None:
    write(field, "clinic")
    key = next(pill for pill in field.hints.findChildren(Pill) if pill.text() == "verdict:")
    QTest.mouseClick(key, Mouse.LeftButton)
    assert field.line.text() == "clinic verdict:"
    assert field.line.hasFocus()
    assert "verdict:stated" in offered(field)


def test_what_is_no_filter_is_said_with_the_known_ones(page: Page, field: SearchField) -> None:
    write(field, "finding:health")
    assert not field.hints.doubt.isVisible()  # it may still become one
    write(field, " ")
    assert "“finding:health” is searched for as text" in field.hints.doubt.text()
    assert "category" in field.hints.doubt.text()
    assert page.asked[-1] == Query((Words("finding:health"),))
    field.line.clear()
    write(field, "lang:xx ")
    assert "no value that lang has" in field.hints.doubt.text()
    field.clear()
    assert not field.hints.doubt.isVisible()


# Screen reader, sizes


def test_everything_has_a_name(page: Page, field: SearchField) -> None:
    field.show_query(parse("category:posts -lang:de clinic", KNOWN))
    assert without_a_name(page) == []
    assert spoken_name(field.line) == "Search every item"
    assert spoken_description(field.line) == "Filters: category: Posts, not lang: de"
    words = chip(field, "not lang: de")
    assert spoken_name(words) == "not lang: de"
    assert "Delete removes it" in spoken_description(words)
    assert spoken_name(words.cross) == "Remove not lang: de"


def test_tab_goes_through_in_reading_order(page: Page, field: SearchField) -> None:
    field.show_query(parse("category:posts lang:de clinic", KNOWN))
    chip(field, "category: Posts").setFocus()
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is chip(field, "lang: de")
    press(Key.Key_Tab)
    assert field.line.hasFocus()
    press(Key.Key_Tab)
    assert field.clear_button.hasFocus()
    press(Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), Pill)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_large_text_in_a_narrow_window_stays_inside(page: Page, theme: Theme, field: SearchField, mode: Mode) -> None:
    field.show_query(parse("category:posts,replies lang:de -has:media since:2018 clinic", KNOWN))
    theme.set_mode(mode)
    theme.set_percent(200)
    page.resize(620, 700)
    QApplication.processEvents()
    assert field.width() <= page.width()
    for pill in field.findChildren(Pill):
        if pill.isVisible():
            assert page.rect().contains(pill.rect().translated(pill.mapTo(page, QPoint())))
            assert pill.height() >= theme.tokens.size.target_min
    theme.set_percent(100)
