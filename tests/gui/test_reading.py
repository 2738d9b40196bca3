"""Watching an archive being read, and stopping it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QProgressBar, QTableView
from pytestqt.qtbot import QtBot

from auditor.archive.kinds import kinds
from auditor.audit import KindProgress, Progress
from auditor.demo import demo_archive
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from gui.models.reading_model import GROUPS, Milestones, TimeLeft, coverage, doing, first_figures, rows
from gui.pages.reading import ReadingPage
from gui.session import Session
from gui.theme import Theme
from gui.widgets.text import Text
from gui.widgets.verdict_list import VerdictList
from tests.gui.helpers import spoken_description, without_a_name

PACK = load_pack()
HALFWAY = Progress(
    done=1_630_000_000,
    total=2_840_000_000,
    path="data/direct-messages-part2.js",
    kinds={
        "like": KindProgress(expected=18_530, records=18_530, items=18_530, done=500, total=500),
        "tweets": KindProgress(expected=19_729, records=9_000, items=9_600, done=450, total=1000, files=1),
        "direct_messages": KindProgress(expected=150, records=131, items=3_012, done=60, total=90, files=1),
        "direct_messages_group": KindProgress(expected=64, records=0, items=0, done=0, total=10, files=1),
        "grok_chat_item": KindProgress(expected=2_404, total=100, files=1),
        "grailbird_user_details": KindProgress(total=10, files=1),
        "tweet_headers": KindProgress(expected=19_729, records=19_729, done=70, total=70),
    },
    counts={("likes", 0): 18_530, ("posts", 0): 6_184, ("replies", 0): 2_000, ("media", 0): 400, ("dms", 32): 3_012},
    states={"read": 2, "empty": 22, "missing": 1, "unknown": 3},
)


def test_every_category_that_an_archive_can_hold_has_exactly_one_row() -> None:
    grouped = [category for group in GROUPS for category in group.categories]
    assert len(grouped) == len(set(grouped))
    assert {category for kind in kinds().values() for category in kind.categories} <= set(grouped)


def test_only_what_the_archive_has_is_shown_with_xs_own_count_from_the_start() -> None:
    start = msgspec.structs.replace(
        HALFWAY,
        done=0,
        counts={},
        kinds={name: KindProgress(expected=k.expected, total=k.total, files=1) for name, k in HALFWAY.kinds.items()},
    )
    shown = {row.title: row for row in rows(start, PACK)}
    assert shown["Likes"].expected == 18_530
    assert shown["Likes"].waiting
    assert "Ads" not in shown


def test_halfway_each_kind_is_done_under_way_or_waiting() -> None:
    shown = {row.title: row for row in rows(HALFWAY, PACK)}
    assert shown["Likes"].done
    assert (shown["Direct messages"].records, shown["Direct messages"].expected) == (131, 214)
    assert shown["Direct messages"].share == pytest.approx(0.6)
    assert shown["Grok chats"].waiting
    assert shown["Posts of all kinds"].items == 8_184
    assert [shown[part].items for part in ("Posts", "Replies", "Quote posts", "Reposts")] == [6_184, 2_000, 0, 0]


def test_photos_come_with_the_posts_and_have_no_count_of_their_own() -> None:
    photos = {row.title: row for row in rows(HALFWAY, PACK)}["Photos and video"]
    assert (photos.items, photos.records, photos.expected) == (400, None, None)
    assert photos.share == pytest.approx(0.45)


def test_where_x_gives_no_count_none_is_made_up() -> None:
    profile = {row.title: row for row in rows(HALFWAY, PACK)}["Profile, e-mail and phone"]
    assert profile.expected is None


def test_what_holds_no_items_is_shown_too() -> None:
    other = rows(HALFWAY, PACK)[-1]
    assert (other.title, other.items, other.records) == ("Settings, headers and status", None, 19_729)


def test_the_first_figures_are_judged_for_the_person_as_they_are() -> None:
    told = first_figures(HALFWAY, PACK, Situation(under_18=True))
    assert "stated" not in told
    assert sum(told.values()) == sum(first_figures(HALFWAY, PACK, Situation()).values()) == 30_126


def test_coverage_counts_every_file_and_shows_its_zeros() -> None:
    lines = dict(coverage(HALFWAY))
    assert lines == {
        "Read": 2,
        "Empty": 22,
        "Listed but missing": 1,
        "Not understood": 3,
        "Ignored on purpose": 0,
        "Still to read": 5,
    }
    cut = msgspec.structs.replace(HALFWAY, states={"partial": 1})
    assert dict(coverage(cut))["Cut off"] == 1


def test_the_kind_being_read_is_named_in_words() -> None:
    assert doing(HALFWAY, PACK) == "direct messages"
    assert doing(msgspec.structs.replace(HALFWAY, path="data/tweet-headers.js"), PACK) == ""


def test_the_time_left_is_said_only_once_it_can_be_guessed_and_does_not_jump() -> None:
    clock = TimeLeft()
    assert clock.update(0.0, 0, 1000) is None
    assert clock.update(1.0, 100, 1000) is None
    assert clock.update(5.0, 500, 1000) == pytest.approx(5.0)
    steady = clock.update(6.0, 510, 1000)
    assert steady is not None
    assert 4.0 < steady < 5.0
    assert clock.update(9.0, 1000, 1000) is None


def test_each_quarter_is_passed_once() -> None:
    way = Milestones()
    assert [way.passed(done, 100) for done in (1, 30, 40, 80, 99, 100)] == [None, 25, None, 75, None, None]


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session) -> ReadingPage:
    page = ReadingPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1280, 732)
    page.show()
    page.activateWindow()
    page.shown()
    return page


@pytest.fixture
def texts(page: ReadingPage) -> Callable[[], set[str]]:
    return lambda: {text.text() for text in page.findChildren(Text) if text.isVisible()}


def cells(page: ReadingPage) -> list[list[str]]:
    model = page.findChildren(QTableView)[0].model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_the_page_says_what_is_read_and_how_far(
    page: ReadingPage, session: Session, texts: Callable[[], set[str]]
) -> None:
    session.reading_started.emit(["x-1.zip", "x-2.zip"])
    session.progressed.emit(HALFWAY)
    assert {
        "x-1.zip, x-2.zip, opened read-only",
        "1.63 GB of 2.84 GB read, 57%",
        "Now: direct messages, data/direct-messages-part2.js",
    } <= texts()
    assert spoken_description(page.findChildren(QProgressBar)[0]) == "1.63 GB of 2.84 GB"
    assert ["Likes", "18,530", "18,530 of 18,530", "read"] in cells(page)
    assert ["Direct messages", "3,012", "131 of 214", "60%"] in cells(page)
    assert ["Grok chats", "0", "0 of 2,404", "waiting"] in cells(page)
    assert "Unclear: " in page.findChildren(VerdictList)[0].accessibleDescription()


def test_the_table_keeps_to_qts_rules(page: ReadingPage, session: Session) -> None:
    tester = QAbstractItemModelTester(
        page.findChildren(QTableView)[0].model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    session.progressed.emit(HALFWAY)
    session.progressed.emit(msgspec.structs.replace(HALFWAY, done=2_000_000_000))
    session.progressed.emit(msgspec.structs.replace(HALFWAY, kinds={}))
    assert tester.model().rowCount() == 0


def test_a_listener_hears_the_start_each_quarter_and_the_end(
    page: ReadingPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    heard: list[str] = []
    page.announce.connect(heard.append)
    with qtbot.waitSignal(session.audit_changed, timeout=60_000):
        session.read([demo_archive(tmp_path)])
    assert heard[0].startswith("Reading twitter-")
    assert heard[-1] == f"Reading is done: {session.overview().items:,} items found."  # type: ignore[union-attr]
    assert set(heard[1:-1]) <= {"25% read.", "50% read.", "75% read."}
    assert cells(page)[0][3] == "read"


@pytest.mark.parametrize("with_escape", [True, False])
def test_cancel_stops_and_nothing_is_kept(
    page: ReadingPage, session: Session, qtbot: QtBot, tmp_path: Path, *, with_escape: bool
) -> None:
    archive = demo_archive(tmp_path)
    with qtbot.waitSignal(session.reading_cancelled, timeout=60_000):
        session.read([archive])
        if with_escape:
            QTest.keyClick(page.cancel, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
        assert not page.cancel.isEnabled()
    assert session.audit is None


def test_xs_own_counts_are_on_the_page_before_the_archive_is_opened(
    page: ReadingPage, session: Session, texts: Callable[[], set[str]]
) -> None:
    session.reading_started.emit(["x.zip"])
    session.progressed.emit(Progress(0, 0, "", {"like": KindProgress(expected=18_530, files=1)}, {}, {}))
    [likes] = cells(page)
    assert likes[0] == "Likes"
    assert "18,530" in " ".join(map(str, likes))
    assert "Opening it" in texts()


def test_the_next_reading_starts_afresh(page: ReadingPage, session: Session) -> None:
    session.reading_started.emit(["x.zip"])
    session.progressed.emit(HALFWAY)
    session.reading_cancelled.emit()
    session.reading_started.emit(["y.zip"])
    assert cells(page) == []
    assert page.cancel.isEnabled()


def test_nothing_lacks_a_name_or_is_cut_off_with_large_text(
    page: ReadingPage, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    session.reading_started.emit(["x.zip"])
    session.progressed.emit(HALFWAY)
    theme.set_percent(200)
    page.resize(960, 552)
    qtbot.wait(1)
    assert not without_a_name(page)
    table = page.findChildren(QTableView)[0]
    assert sum(table.columnWidth(column) for column in range(4)) <= table.viewport().width()
    last = table.model().index(table.model().rowCount() - 1, 0)
    assert table.viewport().rect().contains(table.visualRect(last).center())


def test_arrow_keys_bring_each_row_into_sight(page: ReadingPage, session: Session, qtbot: QtBot) -> None:
    page.resize(960, 552)
    session.progressed.emit(HALFWAY)
    qtbot.wait(1)
    table = page.findChildren(QTableView)[0]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    row = table.visualRect(table.currentIndex())
    assert page.rect().contains(table.viewport().mapTo(page, row.center()))
