"""Opt out, as a person walks it: with an archive and without, by mouse and by keyboard alone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from auditor.optout.controls import is_allowed, load_controls
from auditor.optout.record import begin, mark_done
from auditor.policy.situation import ReportedControl, Situation
from gui.pages import optout_standing
from gui.pages.optout import OptOutPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.choice import Choice
from gui.widgets.date_field import today
from gui.widgets.step_drawing import StepDrawing
from gui.widgets.step_list import StepList, StepModel
from tests.gui.helpers import spoken_description, spoken_name, without_a_name
from tests.gui.optout_walk import button, buttons, opened, press, row, rows, said, step
from tests.gui.sessions import open_audit

TRAINING = "x.grok.training"
DAY = dt.date(2026, 11, 18)


@pytest.fixture
def with_demo(demo: Session) -> Session:
    demo.tell_guide(begin())
    return demo


@pytest.fixture
def page(with_demo: Session, theme: Theme, qtbot: QtBot) -> OptOutPage:
    return opened(with_demo, theme, qtbot)


@pytest.fixture
def bare(session: Session, theme: Theme, qtbot: QtBot) -> OptOutPage:
    """Before any archive."""
    return opened(session, theme, qtbot)


# --- the walk --------------------------------------------------------------------------------------------------------


def test_who_comes_for_the_second_step_sees_the_first_as_well(with_demo: Session, theme: Theme, qtbot: QtBot) -> None:
    page = OptOutPage(with_demo, theme)
    qtbot.addWidget(page)
    page.show_part(TRAINING)
    page.resize(1064, 788)
    page.show()
    [steps] = page.findChildren(StepList)
    assert steps.currentIndex().row() == 1
    qtbot.waitUntil(lambda: steps.indexAt(QPoint(20, 20)).row() == 0)


def test_the_essential_steps_come_first_and_more_can_be_asked_for(page: OptOutPage) -> None:
    assert "0 of 10 done" in said(page)
    [level] = [one for one in page.findChildren(Choice) if one.accessibleName() == "How much of the guide"]
    assert level.currentText() == "Essential, 10 steps"
    essential = len(rows(page))
    level.setFocus()
    QTest.keyClick(level, Qt.Key.Key_Down)
    assert level_of(page) == "thorough"
    assert essential < len(rows(page))
    QTest.keyClick(level, Qt.Key.Key_Down)
    assert level_of(page) == "everything"
    everything = [row for row in rows(page) if row.number]
    assert [row.id for row in everything] == [step.control.id for step in page.session.steps()]
    assert [row.heading for row in everything if row.heading][:2] == ["Keep your archive", "Grok on X"]


def level_of(page: OptOutPage) -> str:
    return page.session.record.level


def test_a_step_says_what_it_does_what_it_does_not_and_where_it_is(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    words = said(page)
    assert page.session.controls[TRAINING].label in words
    assert "It removes nothing from trained models." in words
    assert "X says it lets you opt out" in words
    assert "Posts and Grok chats share one switch" in words
    assert "Privacy and safety › Data sharing and personalization" in words
    assert "x.com/settings/grok_settings" in words
    assert "Error page? Use the path above." in words
    assert "A drawing, not a screenshot. Labels seen on the web, 2 Oct 2026." in words
    assert "Certainty: high." in words


def test_what_to_do_when_the_page_says_something_else_is_one_press_away(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    older = page.session.controls[TRAINING].older_labels[0]
    assert older not in said(page)
    press(page, "The page says something else")
    words = said(page)
    assert f"The label is “{older}”." in words
    assert "Grok et collaborateurs tiers" in words
    assert "follow the menu path from the top" in words


def test_a_step_checked_long_ago_says_so_beside_its_button(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(session, theme, qtbot)
    page.show_part(TRAINING)
    assert "last compared" not in said(page)
    checked = session.controls[TRAINING].checked_on
    monkeypatch.setattr(optout_standing, "today", lambda: checked + dt.timedelta(days=91))
    page.show_part("x.partners")
    page.show_part(TRAINING)
    sentence = "Outtake last compared this step with its sources on 21 Nov 2026, 91 days ago."
    assert sentence in said(page)
    assert sentence in spoken_description(button(page, "Open in browser"))


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
        press(page, "Show the items")
    assert asked.args == ["category:grok_in,grok_out is:mine"]


def test_what_the_archive_shows_stands_apart_from_what_is_told(page: OptOutPage) -> None:
    page.show_part("x.archive")
    assert "What your archive shows: Your archive was made on" in said(page)
    assert "You told us" not in said(step(page))


def test_next_walks_through_the_steps_to_letters_files_and_limits(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part("x.archive")
    for number in range(1, 11):
        assert f"Step {number} of 10" in said(page)
        press(page, "Next")
    with qtbot.waitSignal(page.go_to) as went:
        press(page, "Go to the letters")
    assert went.args == ["letters"]
    press(page, "Next")
    assert "Preference record" in said(page)
    press(page, "Next")
    assert "No switch takes anything out of a model that is already trained." in said(page)
    press(page, "Back")
    assert "Preference record" in said(page)
    press(page, "Next")
    with qtbot.waitSignal(page.go_to) as went:
        press(page, "Go to the report")
    assert went.args == ["report"]


def test_skipped_steps_are_marked_and_come_back_when_done(page: OptOutPage) -> None:
    page.show_part("x.archive")
    press(page, "Skip for now")
    assert "Step 2 of 10" in said(page)
    assert row(page, "x.archive").caption == "Skipped"
    press(page, "Back")
    press(page, "I have done this")
    assert row(page, "x.archive").caption.startswith("You told us")


def test_the_guide_goes_on_at_the_next_open_step(with_demo: Session, theme: Theme, qtbot: QtBot) -> None:
    controls, pack = with_demo.controls, with_demo.pack
    record = mark_done(begin(), controls["x.archive"], DAY, pack, today())
    with_demo.tell_guide(mark_done(record, controls[TRAINING], DAY, pack, today()))
    page = opened(with_demo, theme, qtbot)
    assert "Step 3 of 10" in said(page)
    assert "2 of 10 done" in said(page)


def test_a_step_of_another_level_can_be_asked_for(page: OptOutPage) -> None:
    page.show_part("x.ads")
    assert page.session.controls["x.ads"].label in said(page)
    assert "Step 10 of 11" in said(page)
    assert page.session.record.level == "essential"


# --- what is left out ------------------------------------------------------------------------------------------------


def test_what_is_left_out_is_listed_with_its_reason_and_can_be_read(
    with_demo: Session, theme: Theme, qtbot: QtBot
) -> None:
    with_demo.tell(Situation(protected=DAY))
    page = opened(with_demo, theme, qtbot)
    assert "x.protect" not in [row.id for row in rows(page)]
    page.show_part("limits")
    assert "You told us that your posts are protected already." in said(page)
    press(page, "Protect your posts")
    assert "Left out for you" in said(page)
    assert page.session.controls["x.protect"].cost in said(page)


def test_who_never_used_grok_says_it_once_and_may_take_it_back(bare: OptOutPage) -> None:
    bare.show_part("g.improve")
    press(bare, "I have never used Grok outside X")
    assert said_of_grok_com(bare) == (False,)
    assert not [row for row in rows(bare) if row.id.startswith("g.")]
    assert "Left out for you" in said(bare)
    assert "you have never used Grok outside X" in said(bare)
    bare.show_part("limits")
    press(bare, "I have used Grok outside X")
    assert said_of_grok_com(bare) == (None,)
    assert row(bare, "g.improve").state == "open"


def said_of_grok_com(page: OptOutPage) -> tuple[bool | None]:
    return (page.session.record.uses.grok_com,)


def test_nobody_is_asked_whether_they_use_what_their_archive_holds(page: OptOutPage) -> None:
    page.show_part("x.grok.delete")
    assert not buttons(page, "I have never used")


# --- finding a step --------------------------------------------------------------------------------------------------


def search_of(page: OptOutPage) -> QLineEdit:
    return next(line for line in page.findChildren(QLineEdit) if line.accessibleName() == "Find a step")


def test_a_step_is_found_by_a_label_that_x_no_longer_uses(page: OptOutPage) -> None:
    search = search_of(page)
    search.setFocus()
    QTest.keyClicks(search, "off-x activity")
    assert [row.id for row in rows(page)] == ["x.inferred", "x.offx"]
    assert rows(page)[0].caption == "Older words: Off-X activity"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert page.session.controls["x.inferred"].label in said(page)
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not search.text()
    assert len(rows(page)) > 10


def test_a_search_also_finds_what_is_left_out_and_says_when_it_finds_nothing(
    with_demo: Session, theme: Theme, qtbot: QtBot
) -> None:
    with_demo.tell(Situation(protected=DAY))
    page = opened(with_demo, theme, qtbot)
    search = search_of(page)
    QTest.keyClicks(search, "protect your posts")
    assert row(page, "x.protect").caption == "Left out for you"
    search.clear()
    QTest.keyClicks(search, "zzz")
    assert not rows(page)
    assert "No step has these words." in said(page)


# --- links -----------------------------------------------------------------------------------------------------------


def test_the_link_opens_only_on_a_press_and_can_be_copied(page: OptOutPage, qtbot: QtBot) -> None:
    page.show_part(TRAINING)
    with qtbot.waitSignal(page.open_link) as asked:
        press(page, "Open in browser")
    assert asked.args == ["https://x.com/settings/grok_settings"]
    with qtbot.waitSignal(page.announce):
        press(page, "Copy link")
    assert QGuiApplication.clipboard().text() == "https://x.com/settings/grok_settings"


def test_every_step_of_the_guide_can_be_shown_and_leads_only_where_it_may(bare: OptOutPage) -> None:
    went: list[str] = []
    bare.open_link.connect(went.append)
    for id, control in load_controls().items():
        bare.show_part(id)
        assert step(bare).place.control.id == id
        for one in (*buttons(bare, "Open in browser"), *buttons(bare, "Also: ")):
            QTest.mouseClick(one, Qt.MouseButton.LeftButton)
        assert went == [*filter(None, [control.link]), *control.further_links], id
        assert all(is_allowed(link) for link in went)
        words = said(bare).lower()
        assert "verified" not in words
        assert "confirmed that" not in words
        went.clear()


def test_the_label_can_be_copied_letter_for_letter(page: OptOutPage) -> None:
    page.show_part(TRAINING)
    copy = next(
        one for one in page.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == "Copy the label"
    )
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == page.session.controls[TRAINING].label


# --- without an archive, and with another one ------------------------------------------------------------------------


def test_without_an_archive_the_guide_stands_without_figures(bare: OptOutPage) -> None:
    bare.show_part("x.grok.delete")
    words = said(bare)
    assert "There is no archive yet" in words
    assert "kept only until Outtake is closed" in words
    assert "of your items" not in words
    assert "Request and keep your archive first." in words
    press(bare, "Go to that step")
    assert "Step 1 of 10" in said(bare)
    bare.show_part("limits")
    press(bare, "Back to the first step")
    assert "Step 1 of 10" in said(bare)


def test_what_comes_first_is_said_before_the_button(bare: OptOutPage) -> None:
    bare.show_part("x.grok.delete")
    first, way = button(bare, "Go to that step"), button(bare, "Open in browser")
    assert first.mapTo(bare, first.rect().topLeft()).y() < way.mapTo(bare, way.rect().topLeft()).y()


def test_who_asked_x_for_the_archive_is_told_to_wait(bare: OptOutPage) -> None:
    bare.show_part("x.archive")
    press(bare, "I have asked X for it")
    assert bare.session.record.archive_requested_on == today()
    assert "Wait until it has come and you have kept it." in said(bare)
    assert not buttons(bare, "I have asked X for it")


def test_an_archive_that_comes_brings_its_figures_and_what_was_told_stays(bare: OptOutPage) -> None:
    bare.show_part("x.partners")
    press(bare, "I have done this")
    open_audit(bare.session)
    assert "There is no archive yet" not in said(bare)
    assert row(bare, "x.partners").state == "done"
    bare.show_part(TRAINING)
    assert "of your items are governed by this step" in said(bare)
    bare.session.close_audit()
    assert "There is no archive yet" in said(bare)
    assert row(bare, "x.partners").state == "open"


def test_an_answer_given_elsewhere_shows_at_once(page: OptOutPage) -> None:
    page.show_part("x.partners")
    page.session.tell(Situation(region="ch", controls=(ReportedControl("x.partners", "off", DAY),)))
    assert "done on 18 Nov 2026." in said(page)
    assert "Switzerland" in said(page)


# --- keys, names, room -----------------------------------------------------------------------------------------------


def tab_to(text: str) -> QPushButton:
    for _tab in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(focus, QPushButton) and focus.text().startswith(text):
            return focus
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {text}")


def test_the_whole_guide_by_keyboard_alone(page: OptOutPage) -> None:
    steps = QApplication.focusWidget()
    assert steps is not None
    QTest.keyClick(steps, Qt.Key.Key_Home)
    QTest.keyClick(steps, Qt.Key.Key_Down)
    assert "Step 2 of 10" in said(page)
    QTest.keyClick(tab_to("The page says something else"), Qt.Key.Key_Space)
    assert "older label of the same control" in said(page)
    QTest.keyClick(tab_to("I have done this"), Qt.Key.Key_Space)
    assert page.session.situation.reported(TRAINING) == today()
    focus = QApplication.focusWidget()
    assert focus is button(page, "Next")
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert "Step 3 of 10" in said(page)
    QTest.keyClick(tab_to("Not for me"), Qt.Key.Key_Space)
    while not buttons(page, "Go to the report"):
        QTest.keyClick(tab_to("Next"), Qt.Key.Key_Space)
    assert "What no switch does" in said(page)


def test_every_control_has_a_name_and_every_step_is_spoken_whole(page: OptOutPage) -> None:
    for id in (TRAINING, "letters", "keep", "limits"):
        page.show_part(id)
        assert not without_a_name(page)
    page.show_part(TRAINING)
    assert spoken_name(page) == "Opt out"
    [model] = page.findChildren(StepModel)
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Step 2, Grok training, ")
    last = model.index(model.rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert last.startswith("What no switch does, ")
    drawing = page.findChildren(StepDrawing)[-1]
    description = QAccessible.queryAccessibleInterface(drawing).text(QAccessible.Text.Description)
    assert "Leave this box empty" in description


@pytest.mark.parametrize(("percent", "width"), [(100, 1064), (100, 744), (200, 1064), (200, 744)])
def test_nothing_is_wider_than_the_page(
    with_demo: Session, theme: Theme, qtbot: QtBot, percent: int, width: int
) -> None:
    theme.set_percent(percent)
    page = opened(with_demo, theme, qtbot, width)
    shown = (TRAINING, "x.loc.posts", "x.contacts", "x.apps", "g.delete", "g.nologin", "x.deactivate")
    for id in (*shown, "letters", "keep", "limits"):
        page.show_part(id)
        QApplication.processEvents()
        assert page._view is not None
        assert page._view.width() <= width, id
        assert page._view.minimumSizeHint().width() <= page._view.width(), id


def test_a_narrow_window_chooses_steps_from_a_box(with_demo: Session, theme: Theme, qtbot: QtBot) -> None:
    page = opened(with_demo, theme, qtbot, 744)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    QTest.keyClick(box, Qt.Key.Key_Home)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert "Step 2 of 10" in said(page)


def test_the_steps_are_a_sound_model(page: OptOutPage, qtmodeltester: object) -> None:
    [model] = page.findChildren(StepModel)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
