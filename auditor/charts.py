"""The geometry of the charts, once, for the window (QPainter) and the report (SVG) alike.

All lengths are logical pixels from the left or the top. Nothing here knows a colour or a font.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import msgspec

SHORTEST_BAR = 3.0
SHORTEST_SEGMENT = 6.0
SEGMENT_GAP = 2.0
MOST_STEPS = 5
CELL, WIDEST_CELL, NARROWEST_CELL = 24.0, 32.0, 20.0
DAYS, HOURS = 7, 24


class Segment(msgspec.Struct, frozen=True):
    """A piece of the total bar."""

    verdict: str
    items: int
    x: float
    width: float


class YearPart(msgspec.Struct, frozen=True):
    """One verdict's share of a year's bar."""

    verdict: str
    items: int
    y: float
    height: float


class YearBar(msgspec.Struct, frozen=True):
    year: int
    items: int
    x: float
    width: float
    top: float
    parts: tuple[YearPart, ...]
    labelled: bool
    """Whether the year is written under the axis (every second one where they are many)."""


class Marker(msgspec.Struct, frozen=True):
    """A rule change: a letter at the top of a dashed line. It says which words came into force, nothing of use."""

    letter: str
    day: dt.date
    title: str
    x: float
    y: float
    """Centre of the letter; letters too near each other are set one above the other."""


class Timeline(msgspec.Struct, frozen=True):
    width: float
    height: float
    baseline: float
    bars: tuple[YearBar, ...]
    markers: tuple[Marker, ...]
    tallest: YearBar | None


def bar_length(items: int, longest: int, width: float) -> float:
    """Length of a bar on a linear scale from 0 to `longest`; never shorter than can be seen, 0 for nothing."""
    if items <= 0 or longest <= 0:
        return 0.0
    return max(SHORTEST_BAR, width * items / longest)


def total_bar(counts: Mapping[str, int], order: Sequence[str], width: float) -> tuple[Segment, ...]:
    """The segments of one bar of `width` that stands for all items, in `order`.

    A share too small to be seen gets the shortest width; the others give it up in proportion.
    """
    shown = [verdict for verdict in order if counts.get(verdict, 0) > 0]
    total = sum(counts[verdict] for verdict in shown)
    room = width - SEGMENT_GAP * max(0, len(shown) - 1)
    widths: dict[str, float] = {}
    rest_items, rest_room = total, room
    for verdict in sorted(shown, key=lambda v: counts[v]):
        widths[verdict] = max(SHORTEST_SEGMENT, rest_room * counts[verdict] / rest_items)
        rest_items -= counts[verdict]
        rest_room -= widths[verdict]
    segments, x = [], 0.0
    for verdict in shown:
        segments.append(Segment(verdict, counts[verdict], x, widths[verdict]))
        x += widths[verdict] + SEGMENT_GAP
    return tuple(segments)


def timeline(
    years: Mapping[int, Mapping[str, int]],
    order: Sequence[str],
    changes: Iterable[tuple[dt.date, str]],
    *,
    width: float,
    height: float,
    head: float = 56.0,
    foot: float = 20.0,
) -> Timeline:
    """One stacked bar per year; `years` maps a year to its items by verdict, the first of `order` at the bottom.

    changes   (day, title) of the rule changes to mark, oldest first
    head      room above the tallest bar for its figure and the markers' letters
    foot      room under the axis for the years
    """
    baseline = height - foot
    if not years:
        return Timeline(width, height, baseline, (), (), None)
    first, last = min(years), max(max(years), max((day.year for day, _ in changes), default=0))
    slot = width / (last - first + 1)
    bar = min(18.0, slot * 0.7)
    peak = max(sum(counts.values()) for counts in years.values())
    scale = (baseline - head) / peak if peak else 0.0
    step = 1 if slot >= 34 else 2 if slot >= 17 else 5
    bars = []
    for year in range(first, last + 1):
        counts, parts, y = years.get(year, {}), [], baseline
        for verdict in order:
            if counts.get(verdict, 0) > 0:
                tall = counts[verdict] * scale
                y -= tall
                parts.append(YearPart(verdict, counts[verdict], y, tall))
        x = (year - first) * slot + (slot - bar) / 2
        bars.append(YearBar(year, sum(counts.values()), x, bar, y, tuple(parts), labelled=(last - year) % step == 0))
    return Timeline(
        width=width,
        height=height,
        baseline=baseline,
        bars=tuple(bars),
        markers=_markers(changes, first, slot, width),
        tallest=max(bars, key=lambda b: b.items) if peak else None,
    )


def _markers(changes: Iterable[tuple[dt.date, str]], first: int, slot: float, width: float) -> tuple[Marker, ...]:
    markers: list[Marker] = []
    for number, (day, title) in enumerate(changes):
        through_year = (day.timetuple().tm_yday - 1) / 366
        x = min(width, max(0.0, (day.year - first + through_year) * slot))
        low, high = 32.0, 10.0
        crowded = bool(markers) and x - markers[-1].x < 18 and markers[-1].y == low
        markers.append(Marker(chr(ord("A") + number), day, title, x, high if crowded else low))
    return tuple(markers)


class Activity(msgspec.Struct, frozen=True):
    """Items by weekday and hour of the day, in the time zone of the person.

    counts   [weekday, 0 for Monday][hour, 0 to 23] -> items
    zone     the name of the time zone
    undated  items that have no time and are in none of the counts
    """

    counts: tuple[tuple[int, ...], ...]
    zone: str
    undated: int

    @property
    def items(self) -> int:
        return sum(map(sum, self.counts))

    def busiest(self) -> tuple[int, int, int]:
        """Items, weekday and hour of the hour with most items; the first of several."""
        hours = ((day, hour) for day in range(DAYS) for hour in range(HOURS))
        day, hour = max(hours, key=lambda place: self.counts[place[0]][place[1]])
        return self.counts[day][hour], day, hour


class HourCell(msgspec.Struct, frozen=True):
    """One hour of one weekday. `column` and `row` count cells; `step` is 0 where there is nothing.

    mark  side of the square in the middle of the cell: its area grows with the step, so that it can be told without
          colour
    """

    weekday: int
    hour: int
    items: int
    column: int
    row: int
    x: float
    y: float
    step: int
    mark: float


class HourGrid(msgspec.Struct, frozen=True):
    """`across`: the hours run from left to right; otherwise, where there is little width, from top to bottom.

    bounds  the most items of each step, from the first on; the last is the most of all
    days    the weekdays in the order in which they are shown
    """

    across: bool
    cell_width: float
    cell_height: float
    height: float
    cells: tuple[HourCell, ...]
    bounds: tuple[int, ...]
    days: tuple[int, ...]


def step_bounds(peak: int) -> tuple[int, ...]:
    """Parts a linear scale from 0 to `peak` into steps of equal length: the most items of each."""
    steps = min(MOST_STEPS, peak)
    return tuple(peak * number // steps for number in range(1, steps + 1))


def hour_grid(activity: Activity, *, width: float, label: float, head: float, first_day: int = 0) -> HourGrid:
    """A cell for each hour of the week, in a width that decides which way the hours run.

    label, head  room at the left and at the top for names
    first_day    the weekday that is shown first, 0 for Monday
    """
    bounds = step_bounds(activity.busiest()[0])
    room = max(0.0, width - label)
    across = room / HOURS >= NARROWEST_CELL
    wide = min(WIDEST_CELL, room / HOURS) if across else room / DAYS
    days = tuple((first_day + number) % DAYS for number in range(DAYS))
    largest = min(wide, CELL) - SEGMENT_GAP
    cells = []
    for place, day in enumerate(days):
        for hour in range(HOURS):
            column, row = (hour, place) if across else (place, hour)
            items = activity.counts[day][hour]
            step = bisect_left(bounds, items) + 1 if items else 0
            cells.append(
                HourCell(
                    weekday=day,
                    hour=hour,
                    items=items,
                    column=column,
                    row=row,
                    x=label + column * wide,
                    y=head + row * CELL,
                    step=step,
                    mark=mark_side(step, len(bounds), largest),
                )
            )
    return HourGrid(across, wide, CELL, head + CELL * (DAYS if across else HOURS), tuple(cells), bounds, days)


def mark_side(step: int, steps: int, largest: float) -> float:
    """Side of the square that stands for a step; 0 for nothing."""
    return largest * (step / steps) ** 0.5 if step else 0.0
