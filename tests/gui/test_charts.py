"""The charts, read with a mouse, with a keyboard, through a screen reader, and as tables."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.charts import DAYS, HOURS, Activity
from auditor.design import contrast
from gui.pages.overview_cards import ActivityCard
from gui.theme import Mode, Theme
from gui.widgets.activity_chart import ActivityChart
from gui.widgets.chart import Chart, Part
from gui.widgets.chart_panel import ChartPanel
from gui.widgets.chart_table import ChartTable
from gui.widgets.timeline_chart import TimelineChart
from gui.widgets.verdict_bar import VerdictBar
from tests.gui.helpers import colours, spoken_description, spoken_name, without_a_name

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
COUNTS = {"stated": 8_588, "implied": 15_931, "not-listed": 18_100, "stated-excluded": 37}
YEARS = {2024: {"stated": 2, "implied": 1}, 2026: {"implied": 4}}
CHANGES = ((dt.date(2024, 11, 15), "Collaborators clause"),)


def week(undated: int = 0, **hours: int) -> Activity:
    """`mon_9=3` is three items on Monday between nine and ten."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    counts = [[hours.get(f"{day}_{hour}", 0) for hour in range(HOURS)] for day in days]
    return Activity(tuple(map(tuple, counts)), "Europe/Berlin", undated)


class Heard:
    """What was asked for, and what a screen reader was told."""

    def __init__(self, chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        chart.asked.connect(self.asked.append)
        monkeypatch.setattr(QAccessible, "updateAccessibility", self._hear)

    def _hear(self, event: QAccessibleAnnouncementEvent) -> None:
        self.said.append(event.message())


def open_window(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget as the window that has the keyboard."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def part(chart: Chart, text: str) -> Part:
    [found] = [part for part in chart.parts() if part.text.startswith(text)]
    return found


@pytest.fixture
def bar(theme: Theme) -> VerdictBar:
    bar = VerdictBar(theme)
    bar.set_counts(COUNTS)
    return bar


@pytest.fixture
def years(theme: Theme) -> TimelineChart:
    chart = TimelineChart(theme, "Posts by year")
    chart.set_years(YEARS, CHANGES)
    return chart


@pytest.fixture
def hours(theme: Theme) -> ActivityChart:
    chart = ActivityChart(theme, "Posts by weekday and hour")
    chart.set_activity(week(mon_9=1, tue_21=500, sun_0=100))
    return chart


@pytest.fixture(params=["bar", "years", "hours"])
def chart(request: pytest.FixtureRequest) -> Chart:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Chart)
    return found


# The total bar


def test_the_total_bar_says_its_figures_and_leads_to_the_items(
    qtbot: QtBot, bar: VerdictBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(bar, monkeypatch)
    bar.resize(1000, bar.heightForWidth(1000))
    open_window(qtbot, bar)
    assert "Stated: 8,588 of 42,656 items." in spoken_description(bar)
    QTest.mouseClick(bar, LEFT, pos=QPoint(20, 5))
    bar.setFocus()
    press(bar, Key.Key_Right, Key.Key_Right, Key.Key_Return, Key.Key_End, Key.Key_Enter)
    assert heard.asked == ["verdict:stated", "verdict:implied", "verdict:stated-excluded"]
    assert heard.said[-1] == "Excluded: 37 of 42,656 items."


def test_a_bar_of_the_other_lane_asks_about_that_lane(qtbot: QtBot, theme: Theme) -> None:
    bar = VerdictBar(theme, "collaborators")
    bar.set_counts({"open-public": 3, "open": 1})
    bar.resize(600, 60)
    open_window(qtbot, bar)
    with qtbot.waitSignal(bar.asked) as asked:
        QTest.mouseClick(bar, LEFT, pos=QPoint(20, 5))
    assert asked.args == ["collaborators:open-public"]


@pytest.mark.parametrize("width", [1000, 400, 260])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_words_of_the_total_bar_never_meet_or_leave_it(
    qtbot: QtBot, theme: Theme, bar: VerdictBar, width: int, percent: int
) -> None:
    qtbot.addWidget(bar)
    theme.set_percent(percent)
    bar.resize(width, bar.heightForWidth(width))
    legends = [part.areas[0] for part in bar.parts()]
    assert len(legends) == len(COUNTS)
    for number, legend in enumerate(legends):
        assert legend.right() <= width
        assert legend.bottom() <= bar.height()
        assert not any(legend.intersects(other) for other in legends[number + 1 :])


# The timeline


def test_the_timeline_is_walked_year_by_year_and_into_its_bars(
    qtbot: QtBot, theme: Theme, years: TimelineChart, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(years, monkeypatch)
    years.resize(420, years.sizeHint().height())
    open_window(qtbot, years)
    years.setFocus()
    assert spoken_description(years) == "2024: 3 items (Stated 2, Implied 1). 2026: 4 items (Implied 4)."
    press(years, Key.Key_Right, Key.Key_Return)
    press(years, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    press(years, Key.Key_Up, Key.Key_Right, Key.Key_Return)
    assert heard.said == [
        "2024: 3 items (Stated 2, Implied 1).",
        "2024, Implied: 1 of 3 items.",
        "2024, Stated: 2 of 3 items.",
        "2024, Implied: 1 of 3 items.",
        "2026, Implied: 4 of 4 items.",
    ]
    assert heard.asked == [
        "is:written year:2024",
        "is:written year:2024 verdict:stated",
        "is:written year:2026 verdict:implied",
    ]
    press(years, Key.Key_Right)  # there is nothing further
    assert len(heard.said) == 5
    assert {theme.colour("verdict.stated").name(), theme.colour("verdict.implied").name()} <= colours(
        years.grab().toImage()
    )


def test_a_click_on_a_piece_asks_for_it_and_a_click_beside_it_for_the_year(
    qtbot: QtBot, years: TimelineChart, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(years, monkeypatch)
    years.resize(420, years.sizeHint().height())
    open_window(qtbot, years)
    piece = part(years, "2024, Stated").areas[0].center().toPoint()
    QTest.mouseClick(years, LEFT, pos=piece)
    QTest.mouseClick(years, LEFT, pos=QPoint(piece.x(), years.height() - 4))
    assert heard.asked == ["is:written year:2024 verdict:stated", "is:written year:2024"]


# The hours of the week


def test_the_week_is_walked_by_day_and_hour(
    qtbot: QtBot, hours: ActivityChart, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(hours, monkeypatch)
    hours.resize(640, hours.heightForWidth(640))
    open_window(qtbot, hours)
    hours.setFocus()
    assert spoken_description(hours).startswith(
        "Most in one hour: 500 items, Tuesday, 21:00 to 22:00. Monday: 1 item. Tuesday: 500 items."
    )
    press(hours, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    press(hours, Key.Key_End, Key.Key_Return, Key.Key_Left, Key.Key_Left, Key.Key_Return)
    assert heard.said == [
        "Monday: 1 item.",
        "Tuesday: 500 items.",
        "Tuesday, 23:00 to 00:00: 0 items.",
        "Tuesday, 22:00 to 23:00: 0 items.",
        "Tuesday, 21:00 to 22:00: 500 items.",
    ]
    assert heard.asked == ["is:written weekday:tue", "is:written weekday:tue hour:21"]


def test_an_hour_is_clicked_whichever_way_the_hours_run(
    qtbot: QtBot, hours: ActivityChart, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(hours, monkeypatch)
    open_window(qtbot, hours)
    for width in (640, 272):
        hours.resize(width, hours.heightForWidth(width))
        QTest.mouseClick(hours, LEFT, pos=part(hours, "Sunday, 00:00").areas[0].center().toPoint())
        QTest.mouseClick(hours, LEFT, pos=part(hours, "Sunday, 01:00").areas[0].center().toPoint())
    assert heard.asked == ["is:written weekday:sun hour:0"] * 2


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_steps_can_be_told_apart_in_grey_and_from_the_ground(qtbot: QtBot, theme: Theme, mode: Mode) -> None:
    theme.set_mode(mode)
    chart = ActivityChart(theme, "Posts by weekday and hour")
    chart.set_activity(week(mon_0=1, mon_1=2, mon_2=3, mon_3=4, mon_4=5))
    chart.resize(640, chart.heightForWidth(640))
    open_window(qtbot, chart)
    image = chart.grab().toImage()
    ground = theme.colour("bg.raised").name()
    shades = []
    for hour in range(5):
        cell = part(chart, f"Monday, 0{hour}:00").areas[0]
        shades.append(image.pixelColor(cell.center().toPoint()).name())
    against = [contrast(shade, ground) for shade in shades]
    assert against == sorted(against)
    assert len(set(shades)) == 5
    assert against[0] >= 3


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [1152, 632, 272, 200])
def test_no_cell_leaves_the_chart(qtbot: QtBot, theme: Theme, hours: ActivityChart, percent: int, width: int) -> None:
    qtbot.addWidget(hours)
    theme.set_percent(percent)
    hours.resize(width, hours.heightForWidth(width))
    areas = [part.areas[0] for part in hours.parts()]
    assert len(areas) == DAYS * (HOURS + 1)
    assert max(area.right() for area in areas) <= width + 0.5
    assert max(area.bottom() for area in areas) <= hours.height()


def test_the_card_names_the_time_zone_and_what_is_left_out(qtbot: QtBot, theme: Theme) -> None:
    card = ActivityCard(theme)
    assert card.isHidden()
    card.show_activity(week(undated=12, fri_8=1))
    open_window(qtbot, card)
    words = " ".join(label.text() for label in card.findChildren(type(card.title)))
    assert "Local time of this computer: Europe/Berlin. 12 items have no time and are left out." in words
    assert "Most in one hour: 1 item, Friday, 08:00 to 09:00." in words
    with qtbot.waitSignal(card.asked) as asked:
        QTest.mouseClick(card.chart, LEFT, pos=part(card.chart, "Friday:").areas[0].center().toPoint())
    assert asked.args == ["is:written weekday:fri"]


def test_a_person_who_posted_nothing_sees_a_sentence_and_no_chart(qtbot: QtBot, theme: Theme) -> None:
    card = ActivityCard(theme)
    card.show_activity(week())
    open_window(qtbot, card)
    assert not card.panel.isVisible()
    words = [label.text() for label in card.findChildren(type(card.title)) if label.isVisible()]
    assert words == ["When you post", "No post, reply, quote or repost of this archive has a time."]


# As a table


def test_the_caption_says_what_the_pointer_or_the_keyboard_is_on(
    qtbot: QtBot, theme: Theme, years: TimelineChart
) -> None:
    panel = ChartPanel(theme, years)
    panel.resize(420, 200)
    open_window(qtbot, panel)
    panel.link.setFocus()
    assert panel.caption.text() == "7 items. Choose a bar to see its items."
    QTest.mouseMove(years, part(years, "2024, Stated").areas[0].center().toPoint())
    assert panel.caption.text() == "2024, Stated: 2 of 3 items."
    QTest.mouseMove(years, QPoint(years.width() // 2, 4))  # 2025: nothing was written
    assert panel.caption.text() == "7 items. Choose a bar to see its items."
    years.setFocus()
    press(years, Key.Key_Right)
    assert panel.caption.text() == "2024: 3 items (Stated 2, Implied 1)."
    panel.link.setFocus()
    assert panel.caption.text() == "7 items. Choose a bar to see its items."


def test_a_chart_is_turned_into_its_table_and_back_by_keyboard(qtbot: QtBot, theme: Theme, chart: Chart) -> None:
    panel = ChartPanel(theme, chart)
    panel.resize(640, 400)
    open_window(qtbot, panel)
    chart.setFocus()
    press(chart, Key.Key_Tab)
    assert panel.link.hasFocus()
    assert (spoken_name(panel.link), spoken_description(panel.link)) == ("Show as table", chart.accessibleName())
    press(panel.link, Key.Key_Space)
    assert not chart.isVisible()
    assert panel.table is not None
    assert spoken_name(panel.table) == chart.accessibleName()
    assert not without_a_name(panel)
    press(panel.link, Key.Key_Backtab)
    assert panel.table.hasFocus()
    [*_others, back] = [action for action in panel.table.actions() if action.text() == "Show as chart"]
    back.trigger()
    assert not panel.as_table
    assert chart.hasFocus()


def test_the_table_says_what_the_chart_draws(
    qtbot: QtBot, theme: Theme, chart: Chart, qtmodeltester: ModelTester
) -> None:
    chart.resize(640, 300)
    table = ChartTable(theme, chart.table())
    qtbot.addWidget(table)
    qtbot.addWidget(chart)
    qtmodeltester.check(table.figures)  # type: ignore[no-untyped-call]
    asked = {cell.query for row in chart.table().rows for cell in row}
    assert {part.query for part in chart.parts()} <= asked


def test_the_table_of_the_timeline_is_sorted_and_every_figure_leads_to_its_items(
    qtbot: QtBot, theme: Theme, years: TimelineChart
) -> None:
    panel = ChartPanel(theme, years)
    panel.resize(420, 400)
    open_window(qtbot, panel)
    [as_table] = years.actions()
    as_table.trigger()
    table = panel.table
    assert table is not None
    assert rows(table) == [["2024", "2", "1", "3"], ["2026", "0", "4", "4"]]
    assert heads(table) == ["Year", "Stated", "Implied", "All"]
    asked: list[str] = []
    panel.asked.connect(asked.append)
    table.setFocus()
    press(table, Key.Key_Return, Key.Key_Right, Key.Key_Return, Key.Key_Down, Key.Key_Return)
    assert asked == ["is:written year:2024", "is:written year:2024 verdict:stated"]  # none was stated in 2026
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.figures.index(1, 2)).center())
    assert asked[-1] == "is:written year:2026 verdict:implied"
    assert table.figures.spoken(table.figures.index(1, 2)) == "2026, Implied: 4"
    sort_by(table, "All")
    assert [row[0] for row in rows(table)] == ["2026", "2024"]
    sort_by(table, "All")
    assert [row[0] for row in rows(table)] == ["2024", "2026"]


def test_the_sum_stays_last_however_a_table_is_sorted(qtbot: QtBot, theme: Theme, bar: VerdictBar) -> None:
    qtbot.addWidget(bar)
    table = ChartTable(theme, bar.table())
    qtbot.addWidget(table)
    sort_by(table, "Items")
    assert rows(table)[0] == ["Not listed", "18,100"]
    assert rows(table)[-1] == ["All", "42,656"]
    sort_by(table, "Verdict")
    assert rows(table)[0] == ["Stated", "8,588"]  # the order of the scale, not of the alphabet
    assert rows(table)[-1] == ["All", "42,656"]


def test_other_figures_reach_a_table_that_is_open(qtbot: QtBot, theme: Theme, bar: VerdictBar) -> None:
    panel = ChartPanel(theme, bar)
    open_window(qtbot, panel)
    panel.turn()
    bar.set_counts({"unclear": 5})
    assert panel.table is not None
    assert rows(panel.table) == [["Unclear", "5"], ["All", "5"]]
    bar.set_counts({})
    assert not panel.as_table
    assert not panel.link.isVisible()
    assert panel.caption.text() == ""


def test_a_chart_as_a_table_survives_another_look_and_text_size(qtbot: QtBot, theme: Theme, chart: Chart) -> None:
    panel = ChartPanel(theme, chart)
    panel.resize(640, 400)
    open_window(qtbot, panel)
    panel.turn()
    assert panel.table is not None
    before = panel.table.rowHeight(0)
    theme.set_percent(200)
    theme.set_mode(Mode.DARK)
    assert panel.table.rowHeight(0) == 2 * before
    assert not panel.grab().isNull()
    panel.turn()
    assert chart.isVisible()


def rows(table: ChartTable) -> list[list[str]]:
    model = table.figures
    return [[str(model.index(row, c).data()) for c in range(model.columnCount())] for row in range(model.rowCount())]


def heads(table: ChartTable) -> list[object]:
    model = table.figures
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def sort_by(table: ChartTable, column: str) -> None:
    """By the context menu, as the keyboard does."""
    actions: dict[str, QAction] = {action.text(): action for action in table.actions()}
    actions[f"Sort by: {column}"].trigger()
