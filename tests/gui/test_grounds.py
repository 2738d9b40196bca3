"""Someone wants to know what stands behind a verdict, and takes it along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from auditor.policy.situation import Situation
from gui.pages.explore import ExplorePage
from gui.pages.overview import OverviewPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.grounds import Grounds
from gui.widgets.text import Text
from tests.gui.helpers import without_a_name
from tests.gui.sessions import ITEMS, open_audit

Key = Qt.Key


def words(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def button(widget: QWidget, name: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == name and one.isVisible())


@pytest.fixture
def explore(qtbot: QtBot, theme: Theme, session: Session) -> ExplorePage:
    session.tell(Situation(region="eu"))
    page = ExplorePage(session, theme)
    qtbot.addWidget(page)
    page.resize(1216, 788)
    with qtbot.waitExposed(page):
        page.show()
    open_audit(session)
    qtbot.waitUntil(lambda: page.items.rowCount() == len(ITEMS))
    return page


@pytest.fixture
def overview(qtbot: QtBot, theme: Theme, session: Session) -> OverviewPage:
    page = OverviewPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1064, 788)
    with qtbot.waitExposed(page):
        page.show()
    open_audit(session)
    return page


def open_item(qtbot: QtBot, page: ExplorePage, text: str) -> None:
    row = next(n for n in range(page.items.rowCount()) if text in str(page.items.index(n, 2).data()))
    page.table.setCurrentIndex(page.items.index(row, 0))
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Return)
    qtbot.waitUntil(page.detail.isVisible)


def test_an_item_is_told_the_rules_of_its_day_and_of_now(qtbot: QtBot, explore: ExplorePage) -> None:
    open_item(qtbot, explore, "post number 0")
    assert "Made on 2 January 2020." not in words(explore.detail)
    button(explore.detail, "Rules in force, then and now").click()
    text = words(explore.detail)
    assert "Made on 1 January 2020." in text
    assert "X’s privacy policy had no clause on training AI models." in text
    assert "AI training clause (29 September 2023)" in text


def test_both_scopes_stand_with_the_verdict_of_an_item(qtbot: QtBot, explore: ExplorePage) -> None:
    open_item(qtbot, explore, "post number 0")
    text = words(explore.detail)
    assert "Narrow scope, which the verdict follows: The more specific statements name it." in text
    assert "Broad scope: X’s policy speaks of training on the information it collects" in text


def test_the_whole_reasoning_of_an_item_is_copied_by_keyboard(qtbot: QtBot, explore: ExplorePage) -> None:
    open_item(qtbot, explore, "post number 0")
    copy = button(explore.detail, "Copy the reasoning")
    copy.setFocus()
    QTest.keyClick(copy, Key.Key_Space)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Post 100. Made on ")
    assert "Where you live: EU and EEA" in text
    assert "“This includes public X posts and associated metadata of X users.”" in text
    assert "https://help.x.com/rules-and-policies/data-processing-legal-bases" in text
    assert "Grok / xAI: Stated" in text
    assert "Collaborators: Open, public" in text
    assert copy.text() == "Copied"
    assert not without_a_name(explore.detail)


def test_an_undated_item_is_put_under_no_rule(qtbot: QtBot, explore: ExplorePage) -> None:
    open_item(qtbot, explore, "liked number 0")
    text = explore.detail.findChildren(Grounds)[-1].text()
    assert "The archive gives no date for it" in text
    assert "Made on" not in text


def test_a_kind_of_data_is_told_its_common_errors_and_parts(overview: OverviewPage) -> None:
    overview._explain("likes")
    text = words(overview.why)
    assert "Grok / xAI, like counts: stated." in text
    assert "Visible to: You and the author of the post" in text
    assert "not in that clause" not in text
    button(overview.why, "Often believed, and what the texts say").click()
    assert "not in that clause" in words(overview.why)
    assert not without_a_name(overview.why)


def test_the_reasoning_of_a_kind_of_data_carries_its_counts(overview: OverviewPage) -> None:
    overview._explain("media")
    button(overview.why, "Copy the reasoning").click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Photos and video: 4 items")
    assert "Grok / xAI: Implied, 3 items" in text
    assert "Grok / xAI: Unclear, 1 item" in text
    assert "Before 29 September 2023: X's privacy policy had no clause on training AI models." in text
