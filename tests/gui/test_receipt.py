"""Someone asks what became of every file of their archive."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.archive.receipt import ReceiptEntry
from gui.models.coverage import coverage
from gui.models.receipt_rows import EXPECTED, FILE, NOTE, STATE
from gui.pages.receipt import ReceiptPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.text import Text
from tests.gui.helpers import without_a_name
from tests.gui.sessions import RECEIPT, open_audit


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> ReceiptPage:
    open_audit(session)
    page = ReceiptPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1064, 788)
    with qtbot.waitExposed(page):
        page.show()
    return page


def column(page: ReceiptPage, number: int) -> list[str]:
    return [page.rows.index(row, number).data() for row in range(page.rows.rowCount())]


def words(page: ReceiptPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def test_the_lines_add_up_and_cut_off_is_named_only_where_something_was() -> None:
    lines = {line.label: line.members for line in coverage(RECEIPT)}
    assert lines == {
        "Read": 5,
        "Empty": 1,
        "Listed but missing": 1,
        "Not understood": 1,
        "Ignored on purpose": 20,
    }
    cut = coverage([ReceiptEntry("a.js", "partial"), ReceiptEntry("b.js", "unreadable")])
    assert {line.label: line.members for line in cut if line.members} == {"Cut off": 1, "Not understood": 1}


def test_problems_come_first_and_differences_are_named_in_words(page: ReceiptPage) -> None:
    assert column(page, FILE)[:3] == ["data/article.js", "data/strange.js", "data/like.js"]
    assert column(page, STATE)[:3] == ["Listed but missing", "Not understood", "Read"]
    assert column(page, NOTE)[2] == "1 record fewer than X counts"
    assert column(page, EXPECTED)[2] == "9"
    assert "2 members are not whole or differ from X’s own count. They stand first." in words(page)


def test_a_folder_says_its_files_and_size(page: ReceiptPage) -> None:
    place = column(page, FILE).index("assets/")
    assert column(page, NOTE)[place].startswith("20 files, 4.10 kB")


def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(page: ReceiptPage) -> None:
    head = page.table.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(FILE) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    upward = column(page, FILE)
    assert upward == sorted(upward)
    assert head.isSortIndicatorShown()
    assert head.sortIndicatorSection() == FILE
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert column(page, FILE) == upward[::-1]


def test_it_can_be_copied_as_text(page: ReceiptPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.announce):
        page.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(RECEIPT) + 1
    assert lines[1].split("\t")[0] == "data/article.js"


def test_everything_whole_is_said_too_and_so_is_no_archive(page: ReceiptPage) -> None:
    open_audit(page.session, (), [ReceiptEntry("data/like.js", "read", "like", records=2, expected=2, items=2)])
    assert "agrees with X’s own count" in words(page)
    page.session.close_audit()
    assert "No archive is open." in words(page)


@pytest.mark.parametrize(("width", "percent", "stacked"), [(1064, 100, False), (744, 100, True), (848, 200, True)])
def test_room_for_every_word(
    page: ReceiptPage, theme: Theme, qtbot: QtBot, width: int, percent: int, stacked: bool
) -> None:
    theme.set_percent(percent)
    page.resize(width, 788)
    qtbot.wait(20)
    assert page.table.stacked is stacked
    assert page._scroll.horizontalScrollBar().maximum() == 0
    page.grab()
    theme.set_percent(100)


def test_it_speaks(page: ReceiptPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.rows)  # type: ignore[no-untyped-call]
    spoken = page.rows.index(2, FILE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "data/like.js, Read, 8 records, X counts 9, 8 items, 1 record fewer than X counts."
    assert not without_a_name(page)
