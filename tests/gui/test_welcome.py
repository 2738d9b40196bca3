"""Coming with an archive, or without one yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from auditor.errors import NotAnArchive
from auditor.optout.controls import is_allowed, load_controls
from auditor.policy.pack import load_pack
from auditor.settings import Settings
from gui.keeper import Keeper
from gui.pages.welcome import WelcomePage
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets.drop_zone import State
from tests.gui.helpers import drop, files, spoken_description, spoken_name, without_a_name


class ReadingNothing(Session):
    """Remembers what it was asked to read."""

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__(runner, load_pack(), load_controls())
        self.asked: list[object] = []

    def read(self, paths: list[Path], *, again: bool = False) -> None:
        assert not again
        self.asked.append(paths)

    def read_demo(self) -> None:
        self.asked.append("demo")


@pytest.fixture
def session() -> Iterator[ReadingNothing]:
    runner = TaskRunner()
    yield ReadingNothing(runner)
    runner.shutdown()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: ReadingNothing) -> WelcomePage:
    return opened(qtbot, theme, session, Settings())


def opened(qtbot: QtBot, theme: Theme, session: Session, settings: Settings) -> WelcomePage:
    page = WelcomePage(session, theme, settings, Keeper(session.runner, Path("/nowhere")))
    qtbot.addWidget(page)
    page.resize(1280, 732)
    page.show()
    page.activateWindow()
    page.shown()
    return page


def button(page: WelcomePage, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if name in (one.text(), spoken_name(one)))


def press(qtbot: QtBot, page: WelcomePage, name: str) -> None:
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def test_the_drop_zone_has_the_keyboard_when_the_page_opens(page: WelcomePage) -> None:
    assert page.focusWidget() is page.drop


def test_a_dropped_archive_is_read(page: WelcomePage, session: ReadingNothing, tmp_path: Path) -> None:
    drop(page.drop, files(tmp_path / "x.zip", tmp_path / "x-2.zip"))
    assert session.asked == [[tmp_path / "x.zip", tmp_path / "x-2.zip"]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_opens_the_file_picker_and_what_is_chosen_is_read(
    qtbot: QtBot, page: WelcomePage, session: ReadingNothing, tmp_path: Path, key: Qt.Key
) -> None:
    archive = tmp_path / "x.zip"
    archive.touch()
    QTest.keyClick(page.drop, key)
    picker = page.findChild(QFileDialog)
    assert picker is not None
    assert picker.isVisible()
    picker.setDirectory(str(tmp_path))
    picker.selectFile(str(archive))
    picker.accept()
    assert session.asked == [[archive]]


def test_a_folder_can_be_chosen(qtbot: QtBot, page: WelcomePage, session: ReadingNothing, tmp_path: Path) -> None:
    press(qtbot, page, "Choose a folder…")
    picker = page.findChild(QFileDialog)
    assert picker is not None
    assert picker.fileMode() is QFileDialog.FileMode.Directory
    picker.setDirectory(str(tmp_path))
    picker.accept()
    assert session.asked == [[tmp_path]]


def test_what_was_wrong_is_said_in_place_and_the_keyboard_stays_there(
    page: WelcomePage, session: ReadingNothing, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.announce) as said:
        session.refused.emit(NotAnArchive("holiday.zip holds no data file of X.", "Choose the .zip that X gave you."))
    assert page.drop.state is State.REFUSED
    assert spoken_name(page.drop) == "holiday.zip holds no data file of X."
    assert spoken_description(page.drop) == "Choose the .zip that X gave you. Nothing was kept."
    assert page.focusWidget() is page.drop
    assert said.args == ["holiday.zip holds no data file of X. Choose the .zip that X gave you. Nothing was kept."]


def test_a_new_try_takes_the_refusal_away(page: WelcomePage, session: ReadingNothing, tmp_path: Path) -> None:
    session.refused.emit(NotAnArchive("It is empty.", "Download it again."))
    drop(page.drop, files(tmp_path / "x.zip"))
    assert page.drop.state is State.REST


def test_the_page_of_x_opens_in_the_browser(qtbot: QtBot, page: WelcomePage) -> None:
    with qtbot.waitSignal(page.open_link) as opened_link:
        press(qtbot, page, "Open the X page in my browser")
    assert opened_link.args == ["https://x.com/settings/download_your_data"]
    assert is_allowed(opened_link.args[0])


def test_an_archive_that_was_asked_for_is_awaited_and_that_can_be_undone(qtbot: QtBot, page: WelcomePage) -> None:
    with qtbot.waitSignal(page.requested) as asked:
        press(qtbot, page, "I have requested it")
    assert isinstance(asked.args[0], dt.date)
    assert not button(page, "I have requested it").isVisible()
    with qtbot.waitSignal(page.requested) as taken_back:
        press(qtbot, page, "Undo: I have not requested it")
    assert taken_back.args == [None]
    assert button(page, "I have requested it").isVisible()


def test_who_waits_sees_since_when(qtbot: QtBot, theme: Theme, session: ReadingNothing) -> None:
    page = opened(qtbot, theme, session, Settings(requested_on=dt.date(2026, 11, 20)))
    assert "Requested on 20 Nov 2026" in {frame.accessibleName() for frame in page.findChildren(QFrame)}


def test_without_an_archive_there_are_the_demo_and_the_guide(
    qtbot: QtBot, page: WelcomePage, session: ReadingNothing
) -> None:
    press(qtbot, page, "Try the demo")
    assert session.asked == ["demo"]
    with qtbot.waitSignal(page.go_to) as gone:
        press(qtbot, page, "Use the guide without an archive")
    assert gone.args == ["optout"]


def test_every_control_has_a_name_and_room_even_with_large_text(qtbot: QtBot, page: WelcomePage, theme: Theme) -> None:
    for percent in (100, 200):
        theme.set_percent(percent)
        page.resize(960, 552)
        qtbot.wait(1)
        assert not without_a_name(page)
        for one in page.findChildren(QPushButton):
            if one.isVisible():
                assert one.width() >= 24
                assert one.height() >= 24
                right = one.mapTo(page, one.rect().topRight()).x()
                assert right <= page.width(), one.text()


def test_tab_walks_from_the_drop_zone_to_the_guide(qtbot: QtBot, page: WelcomePage) -> None:
    walked = []
    for _step in range(6):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        walked.append(spoken_name(page.focusWidget()))
    assert walked == [
        "Choose a file…",
        "Choose a folder…",
        "Open the X page in my browser",
        "I have requested it",
        "Try the demo",
        "Use the guide without an archive",
    ]
