"""The whole way, as a person goes it: drop, read, answer, see, act, save. Once with the mouse, once with keys alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from auditor.demo import write_archive
from auditor.policy.situation import ReportedControl
from auditor.settings import Settings
from gui.app import Outtake
from gui.pages.explore import ExplorePage
from gui.pages.report import ReportPage
from gui.pages.welcome import WelcomePage
from gui.widgets.drop_zone import DropZone
from gui.widgets.question import Question
from gui.widgets.text import Text
from tests.gui.helpers import drop, files, spoken_name, without_a_name

TODAY = dt.datetime.now().astimezone().date()  # as the person's own calendar says


WITH_A_TITLE = ("settings", "situation", "policy", "letters", "cleanup", "audits", "receipt")
"""The pages that begin with their name and nothing else."""


class Browser(QObject):
    """Stands where the person's browser would: keeps what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("https", self, "take")  # type: ignore[arg-type]  # the stub is wrong

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    yield Browser()
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "demo.zip"
    write_archive(path, scale=600)
    return path


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Large enough to be interrupted while it is read."""
    path = tmp_path_factory.mktemp("big") / "big.zip"
    write_archive(path, scale=15_000)
    return path


@pytest.fixture
def outtake(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Outtake]:
    outtake = Outtake(qapp, Settings(theme="light"), keep=False, folder=tmp_path / "audits")
    outtake.window.show()
    qtbot.waitExposed(outtake.window)
    yield outtake
    outtake.session.mark_saved()
    outtake.window.close()
    outtake.end()


def page_id(outtake: Outtake) -> str:
    page = outtake.window.navigator.current
    assert page is not None
    return page.id


def button(parent: QWidget, text: str) -> QAbstractButton:
    """The visible button with this text or spoken name."""
    found = [
        b
        for b in parent.findChildren(QAbstractButton)
        if b.isVisible() and text in (b.text(), spoken_name(b), b.text().replace("&", ""))
    ]
    assert found, f"no button says {text}"
    return found[0]


def drop_zone(outtake: Outtake) -> DropZone:
    [zone] = outtake.window.findChildren(DropZone)
    return zone


def question(outtake: Outtake) -> Question:
    [box] = outtake.window.findChildren(Question)
    return box


def click(qtbot: QtBot, parent: QWidget, text: str) -> None:
    QTest.mouseClick(button(parent, text), Qt.MouseButton.LeftButton)


def read(qtbot: QtBot, outtake: Outtake, archive: Path) -> None:
    zone = drop_zone(outtake)
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=20_000):
        drop(zone, files(archive))


def test_with_the_mouse(qtbot: QtBot, outtake: Outtake, archive: Path, browser: Browser, tmp_path: Path) -> None:
    window = outtake.window
    assert page_id(outtake) == "welcome"
    assert window.windowTitle() == "Outtake"

    read(qtbot, outtake, archive)
    assert page_id(outtake) == "situation"
    click(qtbot, window, "Continue")
    assert page_id(outtake) == "overview"
    seen = outtake.session.overview()
    assert seen is not None
    assert seen.grok["stated"] > 0

    click(qtbot, window, "Opt out")
    assert page_id(outtake) == "optout"
    window.navigator.go("optout:x.grok.training")
    click(qtbot, window, "Open in browser")
    assert browser.opened == ["https://x.com/settings/grok_settings"]
    click(qtbot, window, "I have done this")
    assert outtake.session.situation.controls == (ReportedControl("x.grok.training", "off", TODAY),)
    told = outtake.session.overview()
    assert told is not None
    assert told.grok["opted-out"] == seen.grok["stated"] + seen.grok["implied"]

    click(qtbot, window, "Report")
    assert page_id(outtake) == "report"
    report = window.navigator.page("report")
    assert isinstance(report, ReportPage)
    report.options.set_folder(str(tmp_path / "reports"))
    click(qtbot, window, "Save 2 files")
    qtbot.waitUntil(lambda: not outtake.session.unsaved, timeout=20_000)
    [folder] = (tmp_path / "reports").iterdir()
    saved = json.loads((folder / "report.json").read_text("utf-8"))
    assert saved["situation"]["controls"][0]["id"] == "x.grok.training"


def test_with_keys_alone(qtbot: QtBot, outtake: Outtake, archive: Path) -> None:
    window = outtake.window
    zone = drop_zone(outtake)
    assert QApplication.focusWidget() is zone
    QApplication.clipboard().setText(str(archive))
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=20_000):
        QTest.keyClick(zone, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for number, id in enumerate(("overview", "explore", "optout", "report", "receipt"), 1):
        keys = getattr(Qt.Key, f"Key_{number}")
        QTest.keyClick(QApplication.focusWidget() or window, keys, Qt.KeyboardModifier.ControlModifier)
        assert page_id(outtake) == id
        focus = QApplication.focusWidget()
        assert focus is not None
        assert window.navigator.current is not None
        assert window.navigator.current.isAncestorOf(focus), id
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert spoken_name(focus) == "Coverage receipt"


def test_a_figure_leads_to_its_items(qtbot: QtBot, outtake: Outtake, archive: Path) -> None:
    read(qtbot, outtake, archive)
    window = outtake.window
    window.navigator.go("overview")
    overview = outtake.session.overview()
    assert overview is not None
    replies = next(row for row in overview.categories if row.id == "replies")
    [table] = window.navigator.page("overview").findChildren(QTableView)
    names = [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]
    table.setFocus()
    table.selectRow(next(row for row, name in enumerate(names) if name.startswith("Replies")))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page_id(outtake) == "explore"
    explore = window.navigator.page("explore")
    assert isinstance(explore, ExplorePage)
    qtbot.waitUntil(lambda: explore.items.rowCount() == replies.items, timeout=5000)


def test_a_wrong_file_is_refused_in_place(qtbot: QtBot, outtake: Outtake, tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no zip at all")
    zone = drop_zone(outtake)
    with qtbot.waitSignal(outtake.session.refused, timeout=10_000) as refusal:
        drop(zone, files(wrong))
    assert "not a zip file" in refusal.args[0].title
    assert page_id(outtake) == "welcome"
    assert "holiday.zip" in zone.accessibleName() + zone.accessibleDescription()


def test_cancel_comes_back_to_the_start_and_leaves_nothing(qtbot: QtBot, outtake: Outtake, big: Path) -> None:
    zone = drop_zone(outtake)
    with qtbot.waitSignal(outtake.session.progressed, timeout=10_000):
        drop(zone, files(big))
    assert page_id(outtake) == "reading"
    with qtbot.waitSignal(outtake.session.reading_cancelled, timeout=5000):
        click(qtbot, outtake.window, "Cancel")
    assert page_id(outtake) == "welcome"
    assert outtake.session.audit is None


def test_closing_while_reading_asks_first(qtbot: QtBot, outtake: Outtake, big: Path) -> None:
    with qtbot.waitSignal(outtake.session.progressed, timeout=10_000):
        outtake.window.read([big])
    assert not outtake.window.close()
    box = question(outtake)
    assert "Stop reading" in box.accessibleName()
    with qtbot.waitSignal(outtake.session.reading_cancelled, timeout=5000):
        click(qtbot, box, "Stop and close")
    assert not outtake.window.isVisible()


def test_what_was_told_is_not_lost_by_closing_without_being_asked(
    qtbot: QtBot, outtake: Outtake, archive: Path
) -> None:
    read(qtbot, outtake, archive)
    outtake.session.report_control(ReportedControl("x.partners", "off", TODAY))
    assert not outtake.window.close()
    box = question(outtake)
    click(qtbot, box, "Go back")
    assert outtake.window.isVisible()
    assert outtake.session.situation.reported("x.partners") == TODAY


def test_the_waiting_state_is_kept(qtbot: QtBot, outtake: Outtake) -> None:
    page = outtake.window.navigator.current
    assert isinstance(page, WelcomePage)
    click(qtbot, page, "I have requested it")
    assert outtake.settings.requested_on == TODAY


@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_can_be_spoken_and_fits(qtbot: QtBot, outtake: Outtake, archive: Path, percent: int) -> None:
    read(qtbot, outtake, archive)
    window = outtake.window
    outtake.theme.set_percent(percent)
    window.resize(960, 640)
    for id in ("welcome", "situation", "overview", "explore", "optout", "report", "receipt", "policy", "settings"):
        window.navigator.go(id)
        qtbot.wait(50)
        page = window.navigator.current
        assert page is not None
        assert page.accessibleName(), id
        assert without_a_name(page) == [], id
        assert window.width() == 960, id


def test_preferences_reach_every_page(qtbot: QtBot, outtake: Outtake, archive: Path) -> None:
    read(qtbot, outtake, archive)
    window = outtake.window
    for id in ("overview", "explore", "optout", "report", "receipt", "policy", "settings"):
        window.navigator.go(id)
    outtake.change_settings(Settings(theme="dark", text_percent=120, compact_sidebar=True))
    assert outtake.theme.scheme == "dark"
    assert window.palette().window().color().lightness() < 60
    outtake.change_settings(Settings(theme="light"))
    assert window.palette().window().color().lightness() > 200


def test_exported_bookmarks_come_in_with_the_archive(
    qtbot: QtBot, outtake: Outtake, archive: Path, tmp_path: Path
) -> None:
    exported = tmp_path / "my bookmarks.json"
    exported.write_text('[{"id": "1900000000000000001", "full_text": "worth keeping"}]')
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=20_000):
        drop(drop_zone(outtake), files(archive, exported))
    seen = outtake.session.overview()
    assert seen is not None
    assert {row.id: row.items for row in seen.categories}["bookmarks"] == 1


def test_an_export_alone_is_refused_with_what_to_do(qtbot: QtBot, outtake: Outtake, tmp_path: Path) -> None:
    (tmp_path / "bookmarks.csv").write_text("id\n1900000000000000001\n")
    with qtbot.waitSignal(outtake.session.refused, timeout=10_000) as refusal:
        drop(drop_zone(outtake), files(tmp_path / "bookmarks.csv"))
    assert "together with an archive" in refusal.args[0].title


def test_from_page_to_page_the_title_stands_still(outtake: Outtake, qtbot: QtBot) -> None:
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=20_000):
        outtake.session.read_demo()
    outtake.window.resize(1680, 900)
    places = set()
    for id in WITH_A_TITLE:
        outtake.window.navigator.go(id)
        page = outtake.window.navigator.current
        assert page is not None
        qtbot.wait(20)
        [title] = [text for text in page.findChildren(Text) if text.text() == page.title() and text.isVisible()]
        places.add(title.mapTo(outtake.window, QPoint(0, 0)).toTuple())
    assert len(places) == 1
