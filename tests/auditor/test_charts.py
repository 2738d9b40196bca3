"""The geometry of the charts: what a person reads off it is what was counted."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.charts import (
    DAYS,
    HOURS,
    SHORTEST_BAR,
    SHORTEST_SEGMENT,
    Activity,
    bar_length,
    hour_grid,
    step_bounds,
    timeline,
    total_bar,
)

ORDER = ("stated", "implied", "unclear")


def week(**hours: int) -> Activity:
    """`mon_9=3` is three items on Monday between nine and ten."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    counts = [[hours.get(f"{day}_{hour}", 0) for hour in range(HOURS)] for day in days]
    return Activity(tuple(map(tuple, counts)), "Europe/Berlin", 0)


def test_a_bar_is_as_long_as_its_share_and_never_too_short_to_be_seen() -> None:
    assert bar_length(50, 100, 80.0) == 40.0
    assert bar_length(1, 100_000, 80.0) == SHORTEST_BAR
    assert bar_length(0, 100, 80.0) == 0.0


def test_the_total_bar_fills_its_width_whatever_the_shares() -> None:
    segments = total_bar({"stated": 1, "unclear": 1_000_000}, ORDER, 400.0)
    assert [segment.verdict for segment in segments] == ["stated", "unclear"]
    assert segments[0].width == SHORTEST_SEGMENT
    assert segments[-1].x + segments[-1].width == pytest.approx(400.0)


def test_years_are_stacked_from_the_bottom_and_the_tallest_is_named() -> None:
    years = {2021: {"stated": 1, "implied": 3}, 2023: {"implied": 2}}
    chart = timeline(years, ORDER, [(dt.date(2023, 7, 1), "Clause")], width=300, height=136)
    first, between, last = chart.bars
    assert [part.verdict for part in first.parts] == ["stated", "implied"]
    assert first.parts[0].y + first.parts[0].height == pytest.approx(chart.baseline)
    assert first.parts[1].height == pytest.approx(3 * first.parts[0].height)
    assert (between.items, between.parts) == (0, ())
    assert chart.tallest == first
    assert last.x < chart.markers[0].x < 300


@pytest.mark.parametrize(
    ("peak", "bounds"),
    [(0, ()), (1, (1,)), (3, (1, 2, 3)), (6, (1, 2, 3, 4, 6)), (491, (98, 196, 294, 392, 491))],
)
def test_the_steps_of_the_scale_end_at_the_most_of_all(peak: int, bounds: tuple[int, ...]) -> None:
    assert step_bounds(peak) == bounds


def test_every_hour_of_the_week_has_a_cell_and_the_fuller_have_larger_marks() -> None:
    grid = hour_grid(week(mon_9=1, tue_21=50, sun_0=100), width=632, label=40, head=20)
    assert grid.across
    assert len(grid.cells) == DAYS * HOURS
    by_place = {(cell.weekday, cell.hour): cell for cell in grid.cells}
    little, half, most, none = (by_place[place] for place in ((0, 9), (1, 21), (6, 0), (3, 3)))
    assert (little.step, half.step, most.step, none.step) == (1, 3, 5, 0)
    assert none.mark == 0 < little.mark < half.mark < most.mark
    assert half.mark**2 / most.mark**2 == pytest.approx(3 / 5)
    assert (most.column, most.row) == (0, 6)
    assert max(cell.x + grid.cell_width for cell in grid.cells) <= 632


def test_where_there_is_little_room_the_hours_run_down() -> None:
    grid = hour_grid(week(wed_7=2), width=272, label=40, head=20)
    assert not grid.across
    [cell] = [cell for cell in grid.cells if cell.items]
    assert (cell.column, cell.row) == (2, 7)
    assert max(cell.x + grid.cell_width for cell in grid.cells) <= 272.001
    assert max(cell.y + grid.cell_height for cell in grid.cells) == grid.height


def test_a_week_may_begin_on_sunday() -> None:
    grid = hour_grid(week(sun_5=1), width=632, label=40, head=20, first_day=6)
    [cell] = [cell for cell in grid.cells if cell.items]
    assert (cell.weekday, cell.row) == (6, 0)
    assert grid.days == (6, 0, 1, 2, 3, 4, 5)


def test_the_busiest_hour_of_a_week() -> None:
    activity = week(tue_21=7, fri_8=7, sat_1=2)
    assert activity.busiest() == (7, 1, 21)
    assert activity.items == 16
