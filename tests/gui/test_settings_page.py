"""Choosing how Outtake looks, and reading what it is."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from auditor import __version__
from auditor.settings import Settings
from gui.pages.about import WORKS, version_of
from gui.pages.settings import SettingsPage, languages
from gui.session import Session
from gui.theme import Theme
from gui.widgets.text import Text
from tests.gui.helpers import without_a_name


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> SettingsPage:
    page = SettingsPage(session, theme, Settings(requested_on=dt.date(2026, 11, 20), window="abc"))
    qtbot.addWidget(page)
    page.resize(1064, 788)
    page.show()
    page.activateWindow()
    page.shown()
    return page


def test_the_theme_that_holds_is_marked_and_has_the_keyboard(page: SettingsPage) -> None:
    assert page.modes.by_name["system"].isChecked()
    assert page.focusWidget() is page.modes.by_name["system"]


def test_a_chosen_theme_is_told_at_once_and_nothing_else_changes(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed) as changed:
        page.modes.by_name["dark"].click()
    assert changed.args == [Settings(theme="dark", requested_on=dt.date(2026, 11, 20), window="abc")]


def test_text_grows_and_shrinks_by_button_key_and_figure(page: SettingsPage) -> None:
    sizes: list[int] = []

    def remember(settings: Settings) -> None:
        sizes.append(settings.text_percent)

    page.changed.connect(remember)
    page.larger.click()
    page.smaller.click()
    QTest.keyClick(page.text_size, Qt.Key.Key_Up)
    page.text_size.selectAll()
    QTest.keyClicks(page.text_size, "150")
    QTest.keyClick(page.text_size, Qt.Key.Key_Return)
    assert sizes == [110, 100, 110, 150]


def test_text_has_a_largest_and_a_smallest_size(page: SettingsPage) -> None:
    page.text_size.setValue(200)
    assert not page.larger.isEnabled()
    assert page.smaller.isEnabled()
    page.text_size.setValue(80)
    assert not page.smaller.isEnabled()


def test_the_sidebar_can_be_made_compact(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed) as changed:
        page.compact.click()
    assert changed.args[0].compact_sidebar


def test_the_system_and_english_are_always_there(page: SettingsPage, qtbot: QtBot) -> None:
    assert languages()[:2] == [("As the system", ""), ("English", "en")]
    with qtbot.waitSignal(page.changed) as changed:
        QTest.keyClicks(page.language, "Eng")
    assert changed.args[0].language == "en"


def test_what_was_changed_elsewhere_is_kept(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.changed):
        page.show_settings(Settings(theme="light", text_percent=120, compact_sidebar=True))
    with qtbot.waitSignal(page.changed) as changed:
        page.modes.by_name["dark"].click()
    assert changed.args == [Settings(theme="dark", text_percent=120, compact_sidebar=True)]


def test_about_names_the_version_and_whose_work_is_in_it(page: SettingsPage) -> None:
    texts = {text.text() for text in page.findChildren(Text)}
    assert f"Outtake {__version__}" in texts
    assert {work.name for work in WORKS} <= texts
    assert all(version_of(work) for work in WORKS if work.package)


def test_every_control_has_a_name_and_fits_with_large_text(page: SettingsPage, theme: Theme, qtbot: QtBot) -> None:
    theme.set_percent(200)
    page.resize(744, 600)
    qtbot.wait(1)
    assert not without_a_name(page)
    for one in (*page.modes.by_name.values(), page.larger, page.language, page.compact):
        assert one.mapTo(page, one.rect().topRight()).x() <= page.width()
