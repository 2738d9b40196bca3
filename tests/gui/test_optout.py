"""Opt out, as a person walks it: with an archive and without, by mouse and by keyboard alone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from auditor.optout.controls import load_controls
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation
from gui.pages.optout import OptOutPage
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets.date_field import DateField, today
from gui.widgets.selectable import SelectableText
from gui.widgets.step_drawing import StepDrawing
from gui.widgets.step_list import StepModel
from gui.widgets.text import Text
from tests.gui.helpers import spoken_name, without_a_name

TRAINING = "x.grok.training"
DAY = dt.date(2026, 11, 18)


@pytest.fixture
def session(demo: Session) -> Session:
    return demo


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot) -> OptOutPage:
    return shown(OptOutPage(session, theme), qtbot)


def shown(page: OptOutPage, qtbot: QtBot, width: int = 1064, height: int = 788) -> OptOutPage:
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    page.shown()
    return page


def said(page: QWidget) -> str:
    """Everything that can be read on the page."""
    texts = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    return "\n".join(texts + [text.toPlainText() for text in page.findChildren(SelectableText) if text.isVisible()])


def button(page: QWidget, label: str) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text().startswith(label)]
    assert len(found) == 1, [one.text() for one in found]
    return found[0]


def press(page: QWidget, label: str, qtbot: QtBot) -> None:
    QTest.mouseClick(button(page, label), Qt.MouseButton.LeftButton)


def steps_of(page: OptOutPage) -> StepModel:
    return page.findChildren(StepModel)[0]


def test_the_essential_steps_come_first_and_all_are_one_press_away(page: OptOutPage, qtbot: QtBot) -> None:
    essential = steps_of(page).rowCount()
    assert "0 of 10 done" in said(page)
    press(page, "All", qtbot)
    assert steps_of(page).rowCount() > essential
    press(page, "Essential", qtbot)
    assert steps_of(page).rowCount() == essential


def test_a_step_says_what_it_does_what_it_does_not_and_where_it_is(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    words = said(page)
    control = page.session.controls[TRAINING]
    assert control.label in words
    assert all(label in words for label in control.older_labels)
    assert "It removes nothing from trained models." in words
    assert "X says it lets you opt out" in words
    assert "Privacy and safety › Data sharing and personalization" in words
    assert "x.com/settings/grok_settings" in words
    assert "Error page? Use the path above." in words
    assert "A drawing, not a screenshot. Labels seen on the web, 2 Oct 2026." in words
    assert "Certainty: high." in words


def test_the_items_that_a_step_governs_are_the_archives_own_and_add_up(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    seen = page.session.overview()
    assert seen is not None
    governed = [row for row in seen.categories if row.id in page.session.controls[TRAINING].governs]
    words = said(page).replace(",", "")
    total = re.search(r"(\d+) of your items are governed by this step:", words)
    shares = re.findall(r"^(\d+) (?:stated|implied|unclear|not listed)$", words, re.MULTILINE)
    assert total is not None
    assert int(total[1]) == sum(row.mine for row in governed) == sum(map(int, shares))


def test_the_items_behind_the_figure_are_one_press_away(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part("x.grok.delete")
    with qtbot.waitSignal(page.show_items) as asked:
        press(page, "Show the items", qtbot)
    title, selections = asked.args
    audit, seen = page.session.audit, page.session.overview()
    assert audit is not None
    assert seen is not None
    assert title == "Delete Grok history"
    chats = sum(row.items for row in seen.categories if row.id in {"grok_in", "grok_out"})
    assert len(audit.store.rows(list(selections))) == chats


def test_done_is_what_the_person_says_with_the_day_and_can_be_taken_back(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part(TRAINING)
    before = page.session.overview()
    page.findChildren(DateField)[-1].show_day(DAY)
    press(page, "I have done this", qtbot)
    assert page.session.situation.reported(TRAINING) == DAY
    assert "You told us on 18 Nov 2026." in said(page)
    assert "Outtake cannot see the switch." in said(page)
    assert "1 of 10 done" in said(page)
    after = page.session.overview()
    assert before is not None
    assert after is not None
    assert "opted-out" not in before.grok
    assert "opted-out" in after.grok
    assert button(page, "Next").hasFocus()
    press(page, "Take it back", qtbot)
    assert page.session.situation.reported(TRAINING) is None
    assert "0 of 10 done" in said(page)
    assert button(page, "I have done this").hasFocus()


def test_no_day_of_the_future_can_be_given(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    field = page.findChildren(DateField)[-1]
    field.setDate(field.date().addDays(40))
    assert field.day == today()


def test_skipped_steps_are_marked_and_come_back_when_done(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part("x.archive")
    press(page, "Skip for now", qtbot)
    assert "Step 2 of 10" in said(page)
    assert steps_of(page).row(0).caption == "Skipped"
    press(page, "Back", qtbot)
    press(page, "I have done this", qtbot)
    assert steps_of(page).row(0).caption.startswith("You told us")


def test_next_walks_to_the_end_where_what_no_switch_does_is_said(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part("x.archive")
    for _step in range(9):
        press(page, "Next", qtbot)
    assert "Step 10 of 10" in said(page)
    assert "What no switch does" in said(page)
    with qtbot.waitSignal(page.go_to) as went:
        press(page, "Go to the report", qtbot)
    assert went.args == ["report"]


def test_what_is_left_out_is_listed_with_its_reason(session: Session, theme: Theme, qtbot: QtBot) -> None:
    session.tell(Situation(protected=DAY))
    page = shown(OptOutPage(session, theme), qtbot)
    page.show_part("x.deactivate")
    assert "Left out for you" in said(page)
    assert "Protect your posts." in said(page)


def test_a_step_of_the_long_list_can_be_asked_for(page: OptOutPage) -> None:
    page.show_part("x.ads")
    assert page.session.controls["x.ads"].label in said(page)
    assert steps_of(page).rowCount() > 10


def test_the_link_opens_only_on_a_press_and_can_be_copied(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part(TRAINING)
    with qtbot.waitSignal(page.open_link) as opened:
        press(page, "Open in browser", qtbot)
    assert opened.args == ["https://x.com/settings/grok_settings"]
    with qtbot.waitSignal(page.announce):
        press(page, "Copy the address", qtbot)
    assert QGuiApplication.clipboard().text() == "https://x.com/settings/grok_settings"


def test_the_label_can_be_copied_letter_for_letter(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part(TRAINING)
    copy = next(
        one for one in page.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == "Copy the label"
    )
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == page.session.controls[TRAINING].label


def test_a_switch_that_someone_under_18_may_find_disabled_says_so(session: Session, theme: Theme, qtbot: QtBot) -> None:
    session.tell(Situation(under_18=True))
    page = shown(OptOutPage(session, theme), qtbot)
    page.show_part(TRAINING)
    assert not button(page, "I have done this").isEnabled()
    assert page.session.controls[TRAINING].under_18 in said(page)
    assert steps_of(page).row(1).state == "unavailable"


def test_without_an_archive_the_guide_stands_without_figures(theme: Theme, qtbot: QtBot) -> None:
    runner = TaskRunner()
    session = Session(runner, load_pack(), load_controls())
    page = shown(OptOutPage(session, theme), qtbot)
    page.show_part("x.grok.delete")
    words = said(page)
    assert "There is no archive yet" in words
    assert "kept only until Outtake is closed" in words
    assert "of your items" not in words
    assert "Request and keep your archive first." in words
    press(page, "I have done this", qtbot)
    assert session.situation.reported("x.grok.delete") is not None
    page.show_part("x.protect")
    press(page, "Back to the first step", qtbot)
    assert "Step 1 of 10" in said(page)
    runner.shutdown()


def test_an_answer_given_elsewhere_shows_at_once(page: OptOutPage) -> None:
    page.show_part("x.partners")
    page.session.tell(Situation(region="ch", controls=(ReportedControl("x.partners", "off", DAY),)))
    assert "You told us on 18 Nov 2026." in said(page)
    assert "Switzerland" in said(page)


def test_the_whole_guide_by_keyboard_alone(page: OptOutPage, qtbot: QtBot) -> None:
    steps = QApplication.focusWidget()
    assert steps is not None
    QTest.keyClick(steps, Qt.Key.Key_Home)
    QTest.keyClick(steps, Qt.Key.Key_Down)
    assert "Step 2 of 10" in said(page)
    for _tab in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(focus, QPushButton) and focus.text() == "I have done this":
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert page.session.situation.reported(TRAINING) == today()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert "Step 3 of 10" in said(page)


def test_every_control_has_a_name_and_every_step_is_spoken_whole(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    assert not without_a_name(page)
    assert spoken_name(page) == "Opt out"
    spoken = steps_of(page).index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Step 2, Grok training, ")
    drawing = page.findChildren(StepDrawing)[-1]
    description = QAccessible.queryAccessibleInterface(drawing).text(QAccessible.Text.Description)
    assert "Leave this box empty" in description


@pytest.mark.parametrize(("percent", "width"), [(100, 1064), (100, 744), (200, 1064), (200, 744)])
def test_nothing_is_wider_than_the_page(session: Session, theme: Theme, qtbot: QtBot, percent: int, width: int) -> None:
    theme.set_percent(percent)
    page = shown(OptOutPage(session, theme), qtbot, width)
    for id in (TRAINING, "x.loc.posts", "x.contacts", "g.delete", "g.nologin", "x.deactivate"):
        page.show_part(id)
        QApplication.processEvents()
        assert page._view is not None
        assert page._view.width() <= width, id
        assert page._view.minimumSizeHint().width() <= page._view.width(), id


def test_a_narrow_window_chooses_steps_from_a_box(session: Session, theme: Theme, qtbot: QtBot) -> None:
    page = shown(OptOutPage(session, theme), qtbot, 744)
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Home)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert "Step 2 of 10" in said(page)


def test_the_steps_are_a_sound_model(page: OptOutPage, qtmodeltester: object) -> None:
    qtmodeltester.check(steps_of(page))  # type: ignore[attr-defined]
