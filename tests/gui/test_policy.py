"""Someone asks what the verdicts rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from auditor.policy.situation import Situation
from auditor.report.wording import curly
from gui.pages.policy import PolicyPage
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets.stale_notice import StaleNotice
from gui.widgets.text import Text
from tests.gui.helpers import without_a_name
from tests.gui.sessions import new_session


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    runner = TaskRunner()
    yield new_session(runner)
    runner.shutdown()


def open_page(qtbot: QtBot, theme: Theme, session: Session, days_later: int = 0) -> PolicyPage:
    page = PolicyPage(session, theme, today=lambda: session.pack.checked_on + dt.timedelta(days_later))
    qtbot.addWidget(page)
    page.resize(1064, 788)
    with qtbot.waitExposed(page):
        page.show()
    return page


def words(page: PolicyPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def test_version_dates_sources_and_grades_are_all_there(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = open_page(qtbot, theme, session)
    text = words(page)
    assert session.pack.version in text
    for source in session.pack.sources.values():
        assert curly(source.title) in text
        assert curly(session.pack.grades[source.grade]) in text
    assert "Whether X honours Global Privacy Control" in text
    assert "X does not sell personal information" in text
    assert not without_a_name(page)


def test_the_rules_are_told_with_source_and_certainty(qtbot: QtBot, theme: Theme, session: Session) -> None:
    text = words(open_page(qtbot, theme, session))
    for event in session.pack.history:
        assert curly(event.text) in text
    for limit in session.pack.limits:
        assert curly(limit.text) in text
    assert "Irish Data Protection Commission, press release of 4 September 2024 (R). Certainty: high." in text


def test_a_person_of_one_region_is_told_what_holds_there(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = open_page(qtbot, theme, session)
    assert "What holds here" not in words(page)
    session.tell(Situation(region="ch"))
    text = words(page)
    assert "What holds here: Switzerland" in text
    assert "X Switzerland GmbH" in text
    assert "noyb files nine complaints" not in text
    assert page.region.value == "ch"


def test_the_rules_of_another_region_can_be_read_without_moving_there(
    qtbot: QtBot, theme: Theme, session: Session
) -> None:
    session.tell(Situation(region="us"))
    page = open_page(qtbot, theme, session)
    assert "noyb files nine complaints" not in words(page)
    page.region.show_value("eu")
    page.region.activated.emit(page.region.currentIndex())
    assert "noyb files nine complaints" in words(page)
    assert session.situation.region == "us"


def test_every_source_with_an_address_can_be_opened(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = open_page(qtbot, theme, session)
    links = [b for b in page.findChildren(QPushButton) if b.text() == "Open the source"]
    addresses = [source.url for source in session.pack.sources.values() if source.url]
    assert len(links) == len(addresses)
    heard: list[str] = []
    page.open_link.connect(heard.append)
    for link in links:
        link.click()
    assert heard == addresses


def test_an_old_pack_says_so_but_a_fresh_one_does_not(qtbot: QtBot, theme: Theme, session: Session) -> None:
    assert "days ago" not in words(open_page(qtbot, theme, session, days_later=90))
    assert "last compared with X’s texts 91 days ago" in words(open_page(qtbot, theme, session, days_later=91))


def test_a_correction_leads_to_its_clauses(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = open_page(qtbot, theme, session)
    more = [b for b in page.findChildren(QPushButton) if "clause" in b.text() and b.isVisible()]
    before = words(page).count("“")
    more[0].click()
    assert not more[0].isVisible()
    qtbot.waitUntil(lambda: words(page).count("“") > before)


def test_what_holds_in_one_region_only_is_left_out_elsewhere(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = open_page(qtbot, theme, session)
    assert "after August 2024" in words(page)
    session.tell(Situation(region="us"))
    assert "after August 2024" not in words(page)
    assert "Global Privacy Control" in words(page)


def test_at_twice_the_text_size_nothing_is_cut_off(qtbot: QtBot, theme: Theme, session: Session) -> None:
    page = open_page(qtbot, theme, session)
    theme.set_percent(200)
    page.resize(744, 640)
    qtbot.wait(20)
    assert page._scroll.horizontalScrollBar().maximum() == 0
    theme.set_percent(100)


def test_a_fresh_pack_takes_no_room_on_any_page(qtbot: QtBot, theme: Theme, session: Session) -> None:
    notice = StaleNotice(theme, session.pack, session.pack.checked_on + dt.timedelta(90))
    qtbot.addWidget(notice)
    assert notice.isHidden()
    assert notice.sizeHint().height() <= 0


def test_an_old_pack_is_told_on_every_page_until_it_is_dismissed(qtbot: QtBot, theme: Theme, session: Session) -> None:
    notice = StaleNotice(theme, session.pack, session.pack.checked_on + dt.timedelta(91))
    qtbot.addWidget(notice)
    with qtbot.waitExposed(notice):
        notice.show()
    assert any("91 days ago" in text.text() for text in notice.findChildren(Text))
    assert not without_a_name(notice)
    notice.dismiss.click()
    assert notice.isHidden()
