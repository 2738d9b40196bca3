"""Telling Outtake what an archive cannot say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from auditor.archive.facts import ArchiveFacts
from auditor.demo import demo_archive
from auditor.optout.controls import load_controls
from auditor.policy.situation import ReportedControl, Situation
from gui.models.situation_model import Shown, asked_about, protection_shown
from gui.pages.situation import SituationPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text
from gui.widgets.verdict_list import VerdictList
from tests.gui.helpers import spoken_name, without_a_name

PROTECTED_IN_MAY = 1_778_000_000_000


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> SituationPage:
    page = SituationPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1064, 1200)
    page.show()
    page.activateWindow()
    page.shown()
    return page


def facts(*changes: tuple[int, str]) -> ArchiveFacts:
    return ArchiveFacts(files=(), fingerprint="", generation="2026", protected_changes=changes)


def test_the_last_change_of_protection_is_what_the_archive_shows() -> None:
    assert protection_shown(None) is None
    assert protection_shown(facts()) is None
    assert protection_shown(facts((1, "Unprotect"), (PROTECTED_IN_MAY, "Protect"))) == Shown(True, dt.date(2026, 5, 5))
    back = protection_shown(facts((1, "Protect"), (PROTECTED_IN_MAY, "Unprotect")))
    assert back is not None
    assert not back.protected


def test_only_switches_for_training_are_asked_about() -> None:
    ids = [control.id for control in asked_about(load_controls())]
    assert ids[0] == "x.grok.training"
    assert "x.ads" not in ids
    assert "x.protect" not in ids


@pytest.mark.parametrize("height", [1200, 400])
def test_in_a_low_window_the_questions_get_the_room_of_the_buttons(
    page: SituationPage, qtbot: QtBot, height: int
) -> None:
    page.resize(1064, height)
    qtbot.wait(20)
    [area] = page.findChildren(Scrolled)
    low = height == 400
    assert area.isAncestorOf(page.go_on) is low
    assert (area.height() == page.height()) is low
    last = page.controls.findChildren(QAbstractButton)[-1]
    reached: QWidget | None = last
    while reached is not None and reached not in (page.go_on, page.region.choice):
        reached = reached.nextInFocusChain()
    assert reached is page.go_on


def test_the_region_is_told_and_can_be_taken_back(page: SituationPage, session: Session) -> None:
    choice = page.region.choice
    assert page.focusWidget() is choice
    QTest.keyClicks(choice, "Switz")
    QTest.keyClick(choice, Qt.Key.Key_Return)
    assert session.situation.region == "ch"
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert session.situation.region is None


def test_every_region_of_the_pack_can_be_chosen(page: SituationPage, session: Session) -> None:
    offered = [page.region.choice.itemText(number) for number in range(page.region.choice.count())]
    assert offered == ["I’d rather not say", *session.pack.regions.values()]


def test_protection_is_told_with_its_first_day(page: SituationPage, session: Session) -> None:
    radios = page.protected.radios.by_name
    radios["never"].click()
    assert session.situation.protected == "never"
    assert not page.protected.since.isVisible()
    radios["since"].click()
    page.protected.since.setDate(QDate(2024, 3, 1))
    assert session.situation.protected == dt.date(2024, 3, 1)
    radios["unknown"].click()
    assert session.situation.protected is None


def test_no_day_to_come_can_be_given(page: SituationPage) -> None:
    page.protected.radios.by_name["since"].click()
    tomorrow = QDate.currentDate().addDays(1)
    page.protected.since.setDate(tomorrow)
    assert page.protected.since.date() < tomorrow


def test_what_the_archive_shows_is_offered_as_the_answer(page: SituationPage, session: Session) -> None:
    assert not page.protected.use_shown.isVisible()
    page.protected.show_archive(Shown(True, dt.date(2026, 5, 5)))
    texts = {text.text() for text in page.findChildren(Text) if text.isVisible()}
    assert (
        "Your archive shows that you protected your posts on 5 May 2026. X keeps such changes for six months only."
        in texts
    )
    page.protected.use_shown.click()
    assert session.situation.protected == dt.date(2026, 5, 5)
    assert page.protected.radios.by_name["since"].isChecked()
    assert page.protected.since.day == dt.date(2026, 5, 5)


def test_age_is_told_by_arrow_keys_too(page: SituationPage, session: Session) -> None:
    radios = page.age.radios.by_name
    radios["unknown"].setFocus()
    QTest.keyClick(radios["unknown"], Qt.Key.Key_Left)
    assert session.situation == Situation(under_18=True)
    QTest.keyClick(radios["yes"], Qt.Key.Key_Left)
    assert session.situation == Situation(under_18=False)
    radios["unknown"].click()
    assert session.situation == Situation()


def test_a_switch_that_is_off_is_reported_with_its_day_and_withdrawn(page: SituationPage, session: Session) -> None:
    check, day = page.controls.rows["x.grok.training"]
    check.click()
    assert session.situation.reported("x.grok.training") is not None
    day.setDate(QDate(2026, 10, 2))
    assert session.situation.reported("x.grok.training") == dt.date(2026, 10, 2)
    check.click()
    assert session.situation.controls == ()
    assert not day.isVisible()


def test_what_was_told_elsewhere_is_shown_here_without_an_echo(page: SituationPage, session: Session) -> None:
    told = Situation(
        region="br",
        protected=dt.date(2020, 2, 1),
        under_18=False,
        controls=(ReportedControl("x.partners", "off", dt.date(2026, 6, 1)),),
    )
    session.tell(told)
    assert page.region.choice.currentText() == "Brazil"
    assert page.protected.since.day == dt.date(2020, 2, 1)
    assert page.age.radios.by_name["no"].isChecked()
    check, day = page.controls.rows["x.partners"]
    assert check.isChecked()
    assert day.day == dt.date(2026, 6, 1)
    assert session.situation == told


def test_everything_can_be_skipped_or_gone_on_from(page: SituationPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_to) as gone:
        page.skip.click()
    assert gone.args == ["overview"]
    assert session.situation == Situation()
    page.age.radios.by_name["no"].click()
    assert not page.skip.isVisible()
    with qtbot.waitSignal(page.go_to) as gone:
        page.go_on.click()
    assert gone.args == ["overview"]


def test_the_figures_of_an_open_audit_follow_each_answer(
    page: SituationPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    figures = page.findChildren(VerdictList)[0]
    assert not figures.isVisible()
    with qtbot.waitSignal(session.audit_changed, timeout=60_000):
        session.read([demo_archive(tmp_path)])
    assert figures.isVisible()
    assert "You opted out" not in figures.accessibleDescription()
    page.controls.rows["x.grok.training"][0].click()
    assert "You opted out" in figures.accessibleDescription()
    texts = {text.text() for text in page.findChildren(Text) if text.isVisible()}
    shown = "Your archive shows that you made your posts public again on 4 Jan 2026."
    assert f"{shown} X keeps such changes for six months only." in texts


def test_tab_walks_the_questions_in_reading_order(page: SituationPage) -> None:
    page.region.choice.setFocus()
    walked = []
    for _step in range(4):
        walked.append(page.focusWidget().accessibleName() or spoken_name(page.focusWidget()))
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert walked == ["Where do you live?", "I don’t know, or rather not say", "I’d rather not say", "Grok training"]


def test_every_control_has_a_name_and_nothing_is_cut_off_with_large_text(
    page: SituationPage, theme: Theme, session: Session, qtbot: QtBot
) -> None:
    for check, _day in page.controls.rows.values():
        check.click()
    page.protected.radios.by_name["since"].click()
    theme.set_percent(200)
    page.resize(744, 600)
    qtbot.wait(1)
    assert not without_a_name(page)
    cut_off = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.mapTo(page, one.rect().topRight()).x() > page.width()
    ]
    assert not cut_off
    for _check, day in page.controls.rows.values():
        assert day.mapTo(page, day.rect().topRight()).x() <= page.width()
