"""The parts of the pages, used with a mouse, with a keyboard, and through a screen reader."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui import formats
from gui.component_sheet import ComponentSheet
from gui.theme import Mode, Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.drop_zone import DropZone, State, paths_from
from gui.widgets.fields import IconField
from gui.widgets.focus_ring import FocusRing
from gui.widgets.progress import ByteBar, ProgressRing
from gui.widgets.switch import Switch
from gui.widgets.text import Run, Text
from tests.gui.helpers import (
    colours,
    drag_away,
    drag_over,
    drop,
    files,
    role,
    spoken_description,
    spoken_name,
    without_a_name,
    words,
)

Key, Mouse = Qt.Key, Qt.MouseButton
COUNTS = {"stated": 8_588, "implied": 15_931, "not-listed": 18_100, "stated-excluded": 37}
YEARS = {2024: {"stated": 2, "implied": 1}, 2026: {"implied": 4}}
CHANGES = ((dt.date(2024, 11, 15), "Collaborators clause"),)


def open_window(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget as the window that has the keyboard."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


# The drop zone


@pytest.fixture
def zone(qtbot: QtBot, theme: Theme) -> DropZone:
    zone = DropZone(theme)
    qtbot.addWidget(zone)
    zone.resize(704, 392)
    open_window(qtbot, zone)
    zone.setFocus()
    return zone


def state(zone: DropZone) -> State:
    return zone.state


def test_an_archive_is_held_over_the_zone_and_let_go(qtbot: QtBot, zone: DropZone, tmp_path: Path) -> None:
    archive = tmp_path / "x-2026-11-18.zip"
    archive.touch()
    assert drag_over(zone, files(archive))
    assert state(zone) is State.DRAG_OVER
    assert (spoken_name(zone), spoken_description(zone)) == ("Let go to read it", archive.name)
    with qtbot.waitSignal(zone.archives_chosen) as chosen:
        drop(zone, files(archive))
    assert chosen.args == [[archive]]
    assert state(zone) is State.REST


def test_all_parts_of_a_download_come_together(qtbot: QtBot, zone: DropZone, tmp_path: Path) -> None:
    parts = [tmp_path / f"part{number}.zip" for number in (1, 2, 3)]
    drag_over(zone, files(*parts))
    assert spoken_description(zone) == "3 files"
    with qtbot.waitSignal(zone.archives_chosen) as chosen:
        drop(zone, files(*parts))
    assert chosen.args == [parts]


def test_moving_on_without_letting_go_changes_nothing(qtbot: QtBot, zone: DropZone, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(zone.archives_chosen):
        drag_over(zone, files(tmp_path))
        drag_away(zone)
    assert state(zone) is State.REST


def test_what_is_not_a_file_of_this_computer_gets_its_sentence_in_place(qtbot: QtBot, zone: DropZone) -> None:
    with qtbot.assertNotEmitted(zone.archives_chosen):
        drop(zone, words("https://example.com/archive.zip"))
    assert state(zone) is State.REFUSED
    assert spoken_name(zone) == "This is not a file or folder on this computer."
    assert "Nothing was kept" in spoken_description(zone)
    QTest.keyClick(zone, Key.Key_Escape)
    assert state(zone) is State.REST


def test_a_page_can_refuse_with_words_of_its_own(zone: DropZone) -> None:
    zone.refuse("This is not an X archive.", "No data file of X inside. Nothing was kept.")
    assert spoken_name(zone) == "This is not an X archive."
    zone.reset()
    assert spoken_name(zone) == "Drop your X archive here"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_the_keyboard_opens_the_picker(qtbot: QtBot, zone: DropZone, key: Qt.Key) -> None:
    assert role(zone) is QAccessible.Role.Button
    with qtbot.waitSignal(zone.browse_requested):
        QTest.keyClick(zone, key)


def test_its_buttons_ask_for_a_file_or_a_folder(qtbot: QtBot, zone: DropZone) -> None:
    file, folder = zone.findChildren(QPushButton)
    with qtbot.waitSignal(zone.browse_requested), qtbot.assertNotEmitted(zone.folder_requested):
        QTest.mouseClick(file, Mouse.LeftButton)
    with qtbot.waitSignal(zone.folder_requested), qtbot.assertNotEmitted(zone.browse_requested):
        QTest.mouseClick(folder, Mouse.LeftButton)


@pytest.mark.parametrize("quoted", ["{}", '"{}"', "file://{}", "  {}\n"])
def test_a_copied_path_is_pasted(qtbot: QtBot, zone: DropZone, tmp_path: Path, quoted: str) -> None:
    archive = tmp_path / "archive.zip"
    QGuiApplication.clipboard().setMimeData(words(quoted.format(archive)))
    with qtbot.waitSignal(zone.archives_chosen) as chosen:
        QTest.keyClick(zone, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [[archive]]


def test_copied_files_are_pasted(qtbot: QtBot, zone: DropZone, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setMimeData(files(tmp_path / "a b.zip", tmp_path / "tweets.js"))
    with qtbot.waitSignal(zone.archives_chosen) as chosen:
        QTest.keyClick(zone, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [[tmp_path / "a b.zip", tmp_path / "tweets.js"]]


def test_only_paths_of_this_computer_count() -> None:
    assert paths_from(["https://x.com/a.zip", "file:///tmp/a.zip", "file:///tmp/a.zip"], "") == [Path("/tmp/a.zip")]
    assert paths_from([], "hello there") == []
    assert paths_from([], "") == []


# Text, progress, switch


def test_text_keeps_the_line_height_of_its_style(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, "X’s words name 8,588 of your items for training Grok and imply 15,931 more.", "display")
    qtbot.addWidget(text)
    assert text.heightForWidth(2000) == 36
    assert text.heightForWidth(600) == 72
    theme.set_percent(200)
    assert text.heightForWidth(1200) == 144


def test_text_of_an_archive_is_never_markup(qtbot: QtBot, theme: Theme) -> None:
    hostile = '<img src="file:///etc/hostname"><b>bold</b>'
    text = Text(theme, hostile)
    qtbot.addWidget(text)
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert spoken_name(text) == hostile


def test_a_text_of_several_runs_is_one_sentence(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, [Run("1.63 GB", "strong"), Run(" of 2.84 GB", token="error.text")])
    qtbot.addWidget(text)
    text.resize(text.sizeHint())
    text.show()
    assert spoken_name(text) == "1.63 GB of 2.84 GB"
    assert theme.colour("error.text").name() in colours(text.grab().toImage())


def test_what_is_cut_can_be_read_in_the_tooltip(qtbot: QtBot, theme: Theme) -> None:
    path = "/home/someone/Downloads/twitter-2026-11-18-0123456789abcdef.zip"
    text = Text(theme, path, wrap=False, elide=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(text)
    text.show()
    text.resize(120, 20)
    assert text.toolTip() == path
    text.resize(2000, 20)
    assert not text.toolTip()


def test_progress_counts_archives_of_many_gigabytes(qtbot: QtBot) -> None:
    bar = ByteBar("Reading")
    qtbot.addWidget(bar)
    bar.show_bytes(30_000_000_000, 60_000_000_000)
    assert bar.value() == 500
    assert spoken_name(bar) == "Reading"
    assert spoken_description(bar) == "30.00 GB of 60.00 GB"
    bar.show_bytes(0, 0)
    assert bar.value() == 0


def test_the_ring_says_how_many_steps_are_done(qtbot: QtBot, theme: Theme) -> None:
    ring = ProgressRing(theme, 10, 1)
    qtbot.addWidget(ring)
    ring.show()
    before = ring.grab().toImage()
    ring.show_steps(4, 10)
    assert spoken_name(ring) == "4 of 10 done"
    assert ring.grab().toImage() != before


def test_the_switch_goes_both_ways_by_mouse_and_by_arrow(qtbot: QtBot, theme: Theme) -> None:
    switch = Switch(theme, "As it is", "Switched off", "Grok training")
    qtbot.addWidget(switch)
    open_window(qtbot, switch)
    off, on = switch.findChildren(QPushButton)
    with qtbot.waitSignal(switch.toggled) as toggled:
        QTest.mouseClick(on, Mouse.LeftButton)
    assert toggled.args == [True]
    assert switch.is_on()
    with qtbot.waitSignal(switch.toggled) as toggled:
        QTest.keyClick(on, Key.Key_Left)
    assert toggled.args == [False]
    assert not switch.is_on()
    assert spoken_description(off) == "Grok training"


def test_a_notice_says_both_its_sentences(qtbot: QtBot, theme: Theme) -> None:
    notice = Notice(theme, "One part is missing.", "The figures count only what is here.", error=True)
    qtbot.addWidget(notice)
    notice.show()
    assert (spoken_name(notice), spoken_description(notice)) == (
        "One part is missing.",
        "The figures count only what is here.",
    )
    assert theme.colour("error.text").name() in colours(notice.grab().toImage())


# The focus ring


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication, theme: Theme) -> QWidget:
    form = QWidget()
    qtbot.addWidget(form)
    layout = QVBoxLayout(form)
    layout.addWidget(Button(theme, "First"))
    layout.addWidget(IconField(theme, "search", "Search"))
    layout.addWidget(Button(theme, "Last"))
    open_window(qtbot, form)
    return form


def test_the_ring_follows_the_tab_key_and_surrounds_a_field_with_its_icon(
    qtbot: QtBot, qapp: QApplication, theme: Theme, form: QWidget
) -> None:
    ring = FocusRing(qapp, theme, form)
    first, last = form.findChildren(Button)
    field = form.findChild(IconField)
    first.setFocus()
    assert ring.around() is first
    QTest.keyClick(first, Key.Key_Tab)
    assert ring.around() is field
    focused = qapp.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClick(focused, Key.Key_Tab)
    assert ring.around() is last


def test_a_click_on_a_button_draws_no_ring(qtbot: QtBot, qapp: QApplication, theme: Theme, form: QWidget) -> None:
    ring = FocusRing(qapp, theme, form)
    first, last = form.findChildren(Button)
    first.setFocus()
    QTest.mousePress(last, Mouse.LeftButton)
    assert qapp.focusWidget() is last
    assert ring.around() is None
    QTest.mouseRelease(last, Mouse.LeftButton)


def test_the_ring_is_drawn_outside_its_widget_and_scrolls_with_it(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    page, area = QWidget(), QScrollArea()
    layout = QVBoxLayout(page)
    buttons = [Button(theme, f"Button {number}") for number in range(20)]
    for button in buttons:
        layout.addWidget(button)
    area.setWidget(page)
    area.resize(200, 200)
    qtbot.addWidget(area)
    open_window(qtbot, area)
    ring = FocusRing(qapp, theme, area)
    buttons[0].setFocus()
    frame = ring.frame
    reach = theme.tokens.stroke.focus + theme.tokens.stroke.focus_offset
    assert frame.width() == buttons[0].width() + 2 * reach
    top = frame.mapToGlobal(QPoint(0, 0))
    area.verticalScrollBar().setValue(30)
    assert frame.mapToGlobal(QPoint(0, 0)) == top - QPoint(0, 30)


# Words and figures


def test_figures_and_dates_are_written_as_the_locale_writes_them() -> None:
    day = dt.date(2026, 3, 4)
    written = {}
    for language in ("en_GB", "en_US", "de", "fr", "ja"):
        formats.use_locale(language)
        written[language] = (formats.date(day), formats.count(62_920))
    assert written["en_GB"] == ("4 Mar 2026", "62,920")
    assert written["en_US"] == ("Mar 4, 2026", "62,920")
    assert written["de"] == ("4. März 2026", "62.920")
    assert written["fr"][0] == "4 mars 2026"
    assert written["ja"][0] == "2026年3月4日"


def test_a_machine_without_a_locale_still_groups_its_figures() -> None:
    formats.use_locale()
    assert formats.count(62_920) == "62,920"
    assert formats.date(dt.date(2026, 11, 18)) == "18 Nov 2026"


def test_sizes_shares_and_time_left() -> None:
    assert formats.size(2_840_000_000) == "2.84 GB"
    assert formats.percent(0.999) == "99%"
    assert formats.percent(1) == "100%"
    assert formats.time_left(2) == "A few seconds"
    assert formats.time_left(21) == "About 20 seconds"
    assert formats.time_left(61) == "About 1 minute"
    assert formats.time_left(200) == "About 3 minutes"


# Everything at once


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_the_component_sheet_is_drawn_and_every_control_has_a_name(
    qtbot: QtBot, theme: Theme, mode: Mode, percent: int
) -> None:
    theme.set_mode(mode)
    theme.set_percent(percent)
    sheet = ComponentSheet(theme)
    qtbot.addWidget(sheet)
    sheet.show()
    assert not without_a_name(sheet)
    seen = colours(sheet.grab().toImage())
    for one in theme.tokens.grok:
        assert theme.colour(one.token).name() in seen, one.id
