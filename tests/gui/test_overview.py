"""Someone looks at the overview, asks for what is behind a figure, why, and what if."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from auditor.policy.situation import ReportedControl, Situation
from auditor.search.query import parse
from gui.models.category_rows import CATEGORY, COLLABORATORS, GROK, ITEMS
from gui.pages.overview import OverviewPage
from gui.session import Session
from gui.theme import Mode, Theme
from gui.widgets.category_paint import Density
from gui.widgets.text import Text
from tests.gui.helpers import spoken_name, without_a_name
from tests.gui.sessions import ITEMS as ALL
from tests.gui.sessions import open_audit

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> OverviewPage:
    page = OverviewPage(session, theme)
    qtbot.addWidget(page)
    open_audit(session)
    page.resize(1064, 788)
    with qtbot.waitExposed(page):
        page.show()
    return page


def words(page: OverviewPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def row_of(page: OverviewPage, id: str) -> int:
    number = page.rows.place(id)
    assert number >= 0
    return number


def middle(page: OverviewPage, id: str, column: int, x: int | None = None) -> QPoint:
    rect = page.table.visualRect(page.rows.index(row_of(page, id), column))
    return QPoint(rect.x() + (rect.width() // 2 if x is None else x), rect.y() + 14)


class Asked:
    """What the page asked the window to show, in the words of the search, and how many items that is."""

    def __init__(self, page: OverviewPage) -> None:
        self._page = page
        self.text = ""
        page.show_items.connect(self._hear)

    def _hear(self, text: str) -> None:
        self.text = text

    @property
    def items(self) -> int:
        session = self._page.session
        assert session.audit is not None
        return session.audit.finder.find(parse(self.text), session.situation).counts.items


def test_before_any_archive_the_page_says_so_and_leads_to_one(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = OverviewPage(session, theme)
    qtbot.addWidget(page)
    page.show()
    assert "No archive is open." in words(page)
    with qtbot.waitSignal(page.go_to) as asked:
        page.findChildren(QPushButton)[-1].click()
    assert asked.args == ["welcome"]


def test_the_sentence_and_the_figures_come_first(page: OverviewPage) -> None:
    text = words(page)
    # 6 posts and 1 prompt are named; 4 replies and 3 pictures of one's own are implied
    assert "X’s words name 7 of your items for training Grok and imply 7 more, unless you opt out." in text
    assert "unnamed third parties" in text
    assert f"{len(ALL)} items in 7 categories" in text
    assert "This archive ends on 18 Nov 2026; what you did since is not in it." in text


def test_every_verdict_of_the_bar_leads_to_its_items(page: OverviewPage) -> None:
    asked = Asked(page)
    for part in page.bar.parts():
        QTest.mouseClick(page.bar, LEFT, pos=part.areas[0].center().toPoint())
        seen = page.session.overview()
        assert seen is not None
        assert asked.items == seen.grok[part.key]


def test_the_figures_of_a_row_lead_to_its_items_by_mouse_and_by_keyboard(page: OverviewPage) -> None:
    asked = Asked(page)
    QTest.mouseClick(page.table.viewport(), LEFT, pos=middle(page, "likes", ITEMS))
    assert (asked.text, asked.items) == ("category:likes", 8)
    QTest.mouseClick(page.table.viewport(), LEFT, pos=middle(page, "posts", GROK, x=4))
    assert (asked.text, asked.items) == ("category:posts verdict:stated", 6)
    page.table.setFocus()
    page.table.setCurrentIndex(page.rows.index(row_of(page, "dms"), CATEGORY))
    QTest.keyClick(page.table, Key.Key_Return)
    assert (asked.text, asked.items) == ("category:dms", 2)
    QTest.mouseClick(page.table.viewport(), LEFT, pos=middle(page, "replies", CATEGORY))
    QTest.mouseDClick(page.table.viewport(), LEFT, pos=middle(page, "replies", CATEGORY))
    assert (asked.text, asked.items) == ("category:replies", 4)


def test_a_row_with_two_verdicts_says_both_and_leads_to_each(page: OverviewPage) -> None:
    number = row_of(page, "media")
    assert page.rows.index(number, GROK).data() == "Implied 3, Unclear 1"
    asked = Asked(page)
    below = middle(page, "media", GROK, x=4) + QPoint(0, 28)
    QTest.mouseClick(page.table.viewport(), LEFT, pos=below)
    assert (asked.text, asked.items) == ("category:media verdict:unclear", 1)
    menu = page.table.menu(page.rows.rows[number])
    choices = {action.text(): action for action in menu.actions()}
    assert "Show items, Grok / xAI: Unclear 1" in choices
    choices["Show items, Grok / xAI: Implied 3"].trigger()
    assert asked.items == 3


def test_a_year_of_the_timeline_leads_to_what_was_written_in_it(page: OverviewPage) -> None:
    asked = Asked(page)
    page.years.asked.emit("is:written year:2024")
    assert (asked.text, asked.items) == ("is:written year:2024", 4)
    text = words(page)
    assert "6 of 10 are older than A." in text
    assert "AI training clause" in text


def test_choosing_a_category_shows_why_with_the_clause_and_escape_closes_it(page: OverviewPage) -> None:
    assert not page.why.isVisible()
    page.table.setFocus()
    assert not page.why.isVisible()  # that the keyboard comes by is not enough
    QTest.mouseClick(page.table.viewport(), LEFT, pos=middle(page, "posts", CATEGORY))
    text = words(page)
    assert "Why: Posts" in text
    assert "“This includes public X posts and associated metadata of X users.”" in text
    assert "legitimate interests" in text.lower()
    assert "Certainty: high" in text
    QTest.keyClick(page.table, Key.Key_Escape)
    assert not page.why.isVisible()


def test_where_room_is_short_why_stands_right_below_the_table(page: OverviewPage, qtbot: QtBot) -> None:
    page.resize(744, 788)
    page.table.selectRow(0)
    qtbot.wait(20)
    gap = page.why.mapTo(page, QPoint(0, 0)).y() - page.more.mapTo(page, page.more.rect().bottomLeft()).y()
    assert 0 < gap < 40


def test_from_why_to_the_step_and_to_the_source(page: OverviewPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.table.viewport(), LEFT, pos=middle(page, "posts", CATEGORY))
    buttons = {button.text(): button for button in page.why.findChildren(QPushButton) if button.isVisible()}
    with qtbot.waitSignal(page.go_to) as asked:
        buttons["Grok training"].click()
    assert asked.args == ["optout:x.grok.training"]
    with qtbot.waitSignal(page.open_link) as link:
        buttons["Open the source"].click()
    assert link.args[0].startswith("https://")


def test_what_if_marks_the_rows_and_redraws_no_verdict(page: OverviewPage) -> None:
    before = [page.rows.index(number, GROK).data() for number in range(page.rows.rowCount())]
    page.what_if.switch.set_on(True)
    text = words(page)
    assert "14 items in the marked rows. X says you can opt out of this use." in text
    assert "Models already trained: no change." in text
    assert "Collaborators: no text says which switch stops them." in text
    assert page.rows.marked == {"posts", "replies", "media", "grok_in"}
    assert "marked" in page.rows.spoken(page.rows.rows[row_of(page, "posts")])
    assert before == [page.rows.index(number, GROK).data() for number in range(page.rows.rowCount())]
    page.what_if.switch.set_on(False)
    assert page.rows.marked == frozenset()


def test_what_if_leads_to_its_step_where_there_is_one(page: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_to) as asked:
        page.what_if.go.click()
    assert asked.args == ["optout:x.grok.training"]
    page.what_if.choice.setCurrentIndex(page.what_if.choice.count() - 1)
    assert not page.what_if.go.isVisible()


def test_what_the_person_tells_us_changes_every_figure_at_once(page: OverviewPage) -> None:
    off = ReportedControl("x.grok.training", "off", dt.date(2026, 5, 3))
    page.session.tell(Situation(region="eu", protected=dt.date(2024, 7, 1), under_18=False, controls=(off,)))
    text = words(page)
    assert "You told us: EU and EEA, posts protected since 1 Jul 2024, 18 or over, 1 control set." in text
    assert "You told us on 3 May 2026 that you opted out." in text
    assert "Irish undertaking" in text
    assert [part.key for part in page.bar.parts()] == ["unclear", "not-listed", "opted-out", "stated-excluded"]
    assert page.rows.index(row_of(page, "posts"), GROK).data() == "You opted out"
    assert page.rows.place("replies") == -1 or not page.rows.rows[page.rows.place("replies")].items
    asked = Asked(page)
    QTest.mouseClick(page.table.viewport(), LEFT, pos=middle(page, "protected", ITEMS))
    assert asked.items == 4


def test_the_rest_of_the_categories_is_one_click_away_and_absence_is_not_zero(page: OverviewPage) -> None:
    assert page.rows.rowCount() == 10
    assert page.more.text() == "27 more without items"
    page.more.click()
    absent = page.rows.rows[row_of(page, "articles")]
    assert page.rows.index(row_of(page, "articles"), ITEMS).data() == "–"
    assert absent.absence == "Not in this archive"
    assert page.rows.index(row_of(page, "lists"), ITEMS).data() == "0"
    page.more.click()
    assert page.rows.rowCount() == 10


def test_what_waits_below_the_table_agrees_with_the_number_of_categories_above_it(
    qtbot: QtBot, theme: Theme, demo: Session
) -> None:
    page = OverviewPage(demo, theme)
    qtbot.addWidget(page)
    page.show()
    assert "items in 27 categories" in words(page)
    assert page.rows.rowCount() == 10
    assert page.more.text() == "17 more with items, 10 without"


def test_no_word_below_the_table_is_cut(qtbot: QtBot, theme: Theme, demo: Session) -> None:
    page = OverviewPage(demo, theme)
    qtbot.addWidget(page)
    page.show()
    theme.set_percent(200)
    page.resize(528, 560)
    qtbot.waitUntil(lambda: page.more.width() >= page.more.sizeHint().width())
    theme.set_percent(100)


def test_coverage_adds_up_and_leads_to_the_receipt(page: OverviewPage, qtbot: QtBot) -> None:
    text = words(page)
    assert "Coverage: 28 members" in text  # 8 files and one folder of 20
    for label in ("Read", "Empty", "Listed but missing", "Not understood", "Ignored on purpose"):
        assert label in text
    assert "Cut off" not in text
    link = next(button for button in page.coverage.findChildren(QPushButton))
    with qtbot.waitSignal(page.go_to) as asked:
        link.click()
    assert asked.args == ["receipt"]


def test_a_row_is_one_sentence_for_a_screen_reader(page: OverviewPage) -> None:
    number = row_of(page, "posts")
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = page.rows.index(number, CATEGORY).data(role)
    assert spoken == "Posts, 6 items, Grok / xAI stated, Collaborators open, public."
    assert "named" not in spoken
    description = page.rows.index(number, GROK).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert description.startswith("X’s own words name public posts")
    assert spoken_name(page.table)
    assert not without_a_name(page)


@pytest.mark.parametrize(
    ("width", "percent", "density"),
    [(1064, 100, Density.FULL), (744, 100, Density.FULL), (848, 200, Density.STACKED), (528, 200, Density.STACKED)],
)
def test_nothing_is_cut_off_sideways(
    page: OverviewPage, theme: Theme, qtbot: QtBot, width: int, percent: int, density: Density
) -> None:
    theme.set_percent(percent)
    page.resize(width, 788)
    qtbot.wait(20)
    assert page.width() == width
    assert page.table.density is density
    bar = page._scroll.horizontalScrollBar()
    assert bar.maximum() == 0
    theme.set_percent(100)


def test_the_page_survives_a_change_of_theme_and_the_end_of_the_audit(page: OverviewPage, theme: Theme) -> None:
    page.table.selectRow(0)
    theme.set_mode(Mode.DARK)
    page.grab()
    page.session.close_audit()
    assert "No archive is open." in words(page)
    open_audit(page.session, items=(), receipt=())
    page.grab()
    assert "This archive holds no items" in words(page)


def test_both_lanes_are_always_named(page: OverviewPage) -> None:
    heads = [page.rows.headerData(column, Qt.Orientation.Horizontal) for column in (GROK, COLLABORATORS)]
    assert heads == ["Grok / xAI", "Collaborators"]
