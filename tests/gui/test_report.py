"""The report page, as a person uses it: look, choose, save, and what the files then hold."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from auditor.optout.controls import load_controls
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation
from gui.pages.report import ReportPage
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Mode, Theme
from gui.widgets.card import Notice
from gui.widgets.paper import PaperView
from gui.widgets.text import Text
from tests.gui.helpers import spoken_description, spoken_name, without_a_name

DAY = dt.date(2026, 11, 18)
OPTED_OUT = Situation(controls=(ReportedControl("x.grok.training", "off", DAY),))


@pytest.fixture
def session(demo: Session) -> Session:
    return demo


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot, tmp_path: Path) -> ReportPage:
    page = shown(ReportPage(session, theme), qtbot)
    page.options.set_folder(str(tmp_path / "Outtake"))
    return page


def shown(page: ReportPage, qtbot: QtBot, width: int = 1064, height: int = 788) -> ReportPage:
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    page.shown()
    if page.session.audit is not None:
        settle(page, qtbot)
    return page


def settle(page: ReportPage, qtbot: QtBot) -> None:
    """Wait until what was begun in the background is there."""
    qtbot.waitUntil(lambda: not page.session.runner.busy)


def said(page: QWidget) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def button(page: QWidget, label: str) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text().startswith(label)]
    assert len(found) == 1, [one.text() for one in found]
    return found[0]


def press(page: QWidget, label: str, qtbot: QtBot) -> None:
    QTest.mouseClick(button(page, label), Qt.MouseButton.LeftButton)


def whole_preview(paper: PaperView) -> str:
    """Every page, read one after the other."""
    pages = []
    for number in range(1, paper.pages + 1):
        paper.turn_to(number)
        pages.append(paper.text())
    return "\n".join(pages)


def save(page: ReportPage, qtbot: QtBot) -> Path:
    folder = page.options.folder
    before = set(folder.iterdir()) if folder.exists() else set()
    press(page, "Save", qtbot)
    settle(page, qtbot)
    (made,) = set(folder.iterdir()) - before
    return made


def test_the_preview_shows_what_will_be_saved(page: ReportPage) -> None:
    account = page.session.audit.facts.account if page.session.audit else None
    seen = page.session.overview()
    assert account is not None
    assert seen is not None
    first = page.desk.paper.text()
    assert "What X’s words let AI be trained on" in first
    assert f"@{account.username}" in first
    posts = next(row.items for row in seen.categories if row.id == "posts")
    assert f"Posts, {posts:,}, Stated" in first
    everything = whole_preview(page.desk.paper)
    for section in ("Why, category by category", "What you can do", "Coverage receipt", "The words themselves"):
        assert section in everything
    assert "Preview of the content; the saved page is set for a browser." in said(page)


def test_pages_turn_by_button_and_by_key(page: ReportPage, qtbot: QtBot) -> None:
    paper = page.desk.paper
    assert not page.desk.previous.isEnabled()
    QTest.mouseClick(page.desk.next, Qt.MouseButton.LeftButton)
    assert paper.number == 2
    assert f"Preview, page 2 of {paper.pages}" in said(page)
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    QTest.keyClick(paper, Qt.Key.Key_PageUp)
    QTest.keyClick(paper, Qt.Key.Key_PageUp)
    assert paper.number == 1


def test_the_page_can_be_made_larger_and_fitted_again(page: ReportPage, qtbot: QtBot) -> None:
    fitted = page.desk.paper.size()
    QTest.mouseClick(page.desk.larger, Qt.MouseButton.LeftButton)
    assert page.desk.paper.width() > fitted.width()
    QTest.mouseClick(page.desk.smaller, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.desk.smaller, Qt.MouseButton.LeftButton)
    assert page.desk.paper.width() < fitted.width()
    press(page, "Fit page", qtbot)
    assert page.desk.paper.size() == fitted


def test_the_redacted_copy_names_no_one_in_the_preview_and_in_the_files(page: ReportPage, qtbot: QtBot) -> None:
    audit = page.session.audit
    assert audit is not None
    name = audit.facts.account.username
    assert name
    assert name in whole_preview(page.desk.paper)
    QTest.mouseClick(page.options.redacted, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    preview = whole_preview(page.desk.paper)
    assert name not in preview
    assert "Account withheld" in preview
    folder = save(page, qtbot)
    for file in folder.iterdir():
        assert name not in file.read_text("utf-8")


def test_the_card_counts_what_a_redacted_copy_leaves_out(page: ReportPage) -> None:
    described = spoken_description(page.options.redacted.button)
    assert "Connected apps: 5." in described
    assert "Profile entries: 5." in described


def test_saving_makes_a_new_folder_and_never_touches_an_old_one(page: ReportPage, qtbot: QtBot) -> None:
    first = save(page, qtbot)
    assert {file.name for file in first.iterdir()} == {"report.html", "report.json"}
    assert "Saved 2 files." in said(page)
    before = (first / "report.json").read_bytes()
    second = save(page, qtbot)
    assert second.name == f"{first.name}-2"
    assert (first / "report.json").read_bytes() == before
    assert not page.session.unsaved


def test_only_the_formats_chosen_are_saved(page: ReportPage, qtbot: QtBot) -> None:
    boxes = page.options.formats.boxes
    boxes["html"].click()
    assert button(page, "Save").text() == "Save 1 file"
    folder = save(page, qtbot)
    assert [file.name for file in folder.iterdir()] == ["report.json"]
    boxes["json"].click()
    assert not button(page, "Save").isEnabled()
    assert "Choose at least one format." in said(page)


def test_the_sizes_are_those_of_the_files(page: ReportPage, qtbot: QtBot) -> None:
    folder = save(page, qtbot)
    thousands = round((folder / "report.json").stat().st_size / 1000)
    assert f"{thousands} kB" in said(page)


def test_what_was_told_is_in_preview_and_files(page: ReportPage, qtbot: QtBot) -> None:
    page.session.tell(OPTED_OUT)
    settle(page, qtbot)
    assert page.session.unsaved
    assert "You told us on 18 November 2026 that you opted out." in page.desk.paper.text()
    told = json.loads((save(page, qtbot) / "report.json").read_text("utf-8"))["situation"]["controls"]
    assert told == [{"id": "x.grok.training", "state": "off", "reported_on": "2026-11-18"}]
    assert not page.session.unsaved


def test_a_new_answer_takes_back_the_word_that_it_was_saved(page: ReportPage, qtbot: QtBot) -> None:
    save(page, qtbot)
    page.session.tell(OPTED_OUT)
    assert "Saved 2 files." not in said(page)
    settle(page, qtbot)


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "a file"
    wrong.write_text("mine", "utf-8")
    page.options.set_folder(str(wrong))
    press(page, "Save", qtbot)
    settle(page, qtbot)
    notice = page.findChildren(Notice)[0]
    assert "Nothing was saved" in notice.accessibleName()
    assert wrong.read_text("utf-8") == "mine"
    assert button(page, "Save").isEnabled()


class Opened(QObject):
    """Takes the place of the file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def test_what_was_saved_can_be_opened(page: ReportPage, qtbot: QtBot) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")  # type: ignore[arg-type]  # bytes, say the stubs, which Qt refuses
    folder = save(page, qtbot)
    press(page, "Open the report", qtbot)
    press(page, "Open the folder", qtbot)
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened.urls] == [folder / "report.html", folder]


def test_another_folder_can_be_chosen(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.options.set_folder(str(tmp_path))
    press(page, "Change", qtbot)
    dialog = page.findChildren(QFileDialog)[0]
    assert dialog.isVisible()
    other = tmp_path / "elsewhere"
    other.mkdir()
    dialog.fileSelected.emit(str(other))
    dialog.close()
    assert save(page, qtbot).parent == other


def test_the_paper_is_white_in_the_dark(page: ReportPage, theme: Theme) -> None:
    theme.set_mode(Mode.DARK)
    picture = page.desk.paper.grab().toImage()
    assert picture.pixelColor(20, 20).name() == "#ffffff"


def test_the_audiences_are_chosen_by_arrow_keys(page: ReportPage, qtbot: QtBot) -> None:
    focus = QApplication.focusWidget()
    assert focus is page.options.full.button
    QTest.keyClick(focus, Qt.Key.Key_Down)
    assert page.options.is_redacted()
    settle(page, qtbot)


def test_every_control_has_a_name_and_the_preview_is_spoken(page: ReportPage) -> None:
    assert not without_a_name(page)
    assert spoken_name(page) == "Report"
    assert spoken_name(page.desk.paper) == f"Preview, page 1 of {page.desk.paper.pages}"
    assert "By category" in spoken_description(page.desk.paper)


@pytest.mark.parametrize(("percent", "width"), [(100, 1064), (100, 744), (200, 1064), (200, 744)])
def test_nothing_is_wider_than_the_page(
    session: Session, theme: Theme, qtbot: QtBot, tmp_path: Path, percent: int, width: int
) -> None:
    theme.set_percent(percent)
    page = shown(ReportPage(session, theme), qtbot, width)
    page.options.set_folder(str(tmp_path / "a folder with quite a long name for a folder" / "and another one in it"))
    save(page, qtbot)
    QApplication.processEvents()
    assert page.options.minimumSizeHint().width() <= page.options.width()
    assert page.options.mapTo(page, page.options.rect().topRight()).x() < width


def test_without_an_archive_there_is_a_way_to_one(theme: Theme, qtbot: QtBot) -> None:
    runner = TaskRunner()
    page = shown(ReportPage(Session(runner, load_pack(), load_controls()), theme), qtbot)
    assert "There is nothing to report yet." in said(page)
    with qtbot.waitSignal(page.go_to) as went:
        press(page, "Open an archive", qtbot)
    assert went.args == ["welcome"]
    runner.shutdown()
