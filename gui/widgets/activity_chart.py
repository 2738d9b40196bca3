"""When in the week the person posts: a cell for each hour of each weekday, darker and fuller where there is more."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, QTime
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.charts import CELL, DAYS, HOURS, SEGMENT_GAP, Activity, HourCell, HourGrid, hour_grid, mark_side
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.models import questions
from gui.theme import Theme
from gui.widgets.chart import Chart, Part
from gui.widgets.chart_table import Cell, Figures

LEFT, RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)
CENTRE = Qt.AlignmentFlag.AlignCenter
LABEL_GAP, HEAD, LEGEND_GAP, ENTRY_GAP = 8.0, 20.0, 8.0, 16.0
WIDEST = 640
PALEST = 0.65
"""How much of the full colour the first step has: enough to stand out from every ground."""


def day_name(weekday: int, form: QLocale.FormatType = QLocale.FormatType.LongFormat) -> str:
    """The name of a weekday, 0 for Monday."""
    return QLocale().standaloneDayName(weekday + 1, form)


def hour_name(hour: int) -> str:
    """As clocks of this locale write it: "21:00" or "9:00 pm"."""
    return QLocale().toString(QTime(hour % HOURS, 0), QLocale.FormatType.ShortFormat)


def week() -> list[int]:
    """The weekdays in the order of this locale, 0 for Monday."""
    first = QLocale().firstDayOfWeek().value - 1
    return [(first + number) % DAYS for number in range(DAYS)]


class ActivityChart(Chart):
    """`asked` for what was written on a weekday or in one hour of it.

    The hours run across; where there is little room for them, down.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._activity: Activity | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_activity(self, activity: Activity | None) -> None:
        """None or no items show nothing."""
        self._activity = activity if activity and activity.items else None
        self.describe()

    # Geometry, in pixels at 100 %

    def _grid(self, width: float) -> HourGrid | None:
        if self._activity is None:
            return None
        return hour_grid(
            self._activity,
            width=width * 100 / self.theme.percent,
            label=self._label_width,
            head=HEAD,
            first_day=week()[0],
        )

    @property
    def _label_width(self) -> float:
        """Whichever way the hours run, the names at the left have room."""
        metrics = QFontMetricsF(self.theme.font("chart", tabular=True))
        names = [day_name(day, QLocale.FormatType.ShortFormat) for day in range(DAYS)]
        names += [hour_name(hour) for hour in range(HOURS)]
        return max(metrics.horizontalAdvance(name) for name in names) * 100 / self.theme.percent + LABEL_GAP

    def _scaled(self, x: float, y: float, width: float, height: float) -> QRectF:
        share = self.theme.percent / 100
        return QRectF(x * share, y * share, width * share, height * share)

    def _cell_rect(self, grid: HourGrid, cell: HourCell) -> QRectF:
        return self._scaled(cell.x, cell.y, grid.cell_width, grid.cell_height)

    def _day_rect(self, grid: HourGrid, place: int) -> QRectF:
        """Where the name of a weekday stands."""
        label = grid.cells[0].x
        if grid.across:
            return self._scaled(0, HEAD + place * grid.cell_height, label, grid.cell_height)
        return self._scaled(label + place * grid.cell_width, 0, grid.cell_width, HEAD)

    def _legend(self, grid: HourGrid, width: float) -> list[tuple[QRectF, int, str]]:
        """Where each step is explained, the step, and the figures that it stands for; in pixels of the screen."""
        metrics = QFontMetricsF(self.theme.font("caption", tabular=True))
        side, gap = self.theme.px(CELL), self.theme.px(ENTRY_GAP)
        entries, x, y = [], 0.0, float(self.theme.px(grid.height + LEGEND_GAP))
        first = 1
        for step, last in enumerate(grid.bounds, 1):
            words = formats.count(last)
            if first != last:
                words = _("{first} to {last}").format(first=formats.count(first), last=words)
            wide = side + self._swatch_gap + math.ceil(metrics.horizontalAdvance(words))
            if x and x + wide > width:
                x, y = 0.0, y + side
            entries.append((QRectF(x, y, wide, side), step, words))
            x, first = x + wide + gap, last + 1
        return entries

    @property
    def _swatch_gap(self) -> int:
        return self.theme.px(self.theme.tokens.space.half)

    def heightForWidth(self, width: int) -> int:
        grid = self._grid(width)
        return math.ceil(self._legend(grid, width)[-1][0].bottom()) if grid else 0

    def sizeHint(self) -> QSize:
        width = self.theme.px(WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), 0)

    # Words

    def lay_out(self) -> list[Part]:
        grid, activity = self._grid(self.width()), self._activity
        if grid is None or activity is None:
            return []
        parts = []
        for place, day in enumerate(grid.days):
            items = sum(activity.counts[day])
            query = questions.of_hour(day) if items else ""
            words = ngettext("{day}: {n} item.", "{day}: {n} items.", items)
            text = words.format(day=day_name(day), n=formats.count(items))
            # The weekdays stand before the hours: in a column of their own, or in a row.
            column, row = (-1, place) if grid.across else (place, -1)
            parts.append(Part(str(day), (self._day_rect(grid, place),), text, query, column, row))
        for cell in grid.cells:
            query = questions.of_hour(cell.weekday, cell.hour) if cell.items else ""
            rect = self._cell_rect(grid, cell)
            text = self._words(cell.weekday, cell.hour, cell.items)
            parts.append(Part(f"{cell.weekday} {cell.hour}", (rect,), text, query, cell.column, cell.row))
        return parts

    @staticmethod
    def _words(day: int, hour: int, items: int) -> str:
        words = ngettext("{day}, {start} to {end}: {n} item.", "{day}, {start} to {end}: {n} items.", items)
        return words.format(day=day_name(day), start=hour_name(hour), end=hour_name(hour + 1), n=formats.count(items))

    def summary(self) -> str:
        days = [part.text for part in self.parts() if -1 in {part.column, part.row}]
        return " ".join([self.rest(), *days])

    def rest(self) -> str:
        if self._activity is None:
            return ""
        items, day, hour = self._activity.busiest()
        words = ngettext(
            "Most in one hour: {n} item, {day}, {start} to {end}.",
            "Most in one hour: {n} items, {day}, {start} to {end}.",
            items,
        )
        return words.format(n=formats.count(items), day=day_name(day), start=hour_name(hour), end=hour_name(hour + 1))

    def table(self) -> Figures:
        rows = []
        counts = self._activity.counts if self._activity else ()
        for place, day in enumerate(week() if counts else ()):
            for hour, items in enumerate(counts[day]):
                rows.append(
                    (
                        Cell(day_name(day), place * HOURS + hour, questions.of_hour(day)),
                        Cell(hour_name(hour), hour * DAYS + place, questions.of_hour(hour=hour)),
                        Cell(formats.count(items), items, questions.of_hour(day, hour) if items else ""),
                    )
                )
        return Figures(self.accessibleName(), (_("Weekday"), _("Hour"), _("Items")), 2, tuple(rows))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        grid = self._grid(self.width())
        if grid is None:
            return
        painter = QPainter(self)
        self.paint_pointed(painter)
        for cell in grid.cells:
            self._paint_mark(painter, self._cell_rect(grid, cell), cell.mark, cell.step, len(grid.bounds))
        self._paint_names(painter, grid)
        self._paint_legend(painter, grid)
        self.paint_current(painter)

    def _paint_mark(self, painter: QPainter, cell: QRectF, side: float, step: int, steps: int) -> None:
        side = self.theme.px(side) if step else self.theme.px(SEGMENT_GAP)
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(cell.center())
        # On whole pixels: the edges of so many squares must be sharp.
        mark = QRectF(round(mark.x()), round(mark.y()), side, side)
        painter.fillRect(mark, self._shade(step, steps) if step else self.theme.colour("border.control"))

    def _shade(self, step: int, steps: int) -> QColor:
        """One hue, from pale to full."""
        full, ground = self.theme.colour("accent.fill"), self.theme.colour("bg.raised")
        share = 1.0 if steps == 1 else PALEST + (1 - PALEST) * (step - 1) / (steps - 1)
        return QColor.fromRgbF(
            *(
                low + (high - low) * share
                for low, high in zip(ground.getRgbF()[:3], full.getRgbF()[:3], strict=True)  # type: ignore[index]
            )
        )

    def _paint_names(self, painter: QPainter, grid: HourGrid) -> None:
        font = self.theme.font("chart", tabular=True)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text.secondary"))
        for place, day in enumerate(grid.days):
            name = day_name(day, QLocale.FormatType.ShortFormat)
            painter.drawText(self._day_rect(grid, place), LEFT if grid.across else CENTRE, name)
        every = 3 if grid.across else 1
        for hour in range(0, HOURS, every):
            if grid.across:
                middle = self._scaled(grid.cells[0].x + (hour + 0.5) * grid.cell_width, HEAD / 2, 0, 0).topLeft()
                self._centred(painter, middle, hour_name(hour))
            else:
                rect = self._scaled(0, HEAD + hour * grid.cell_height, grid.cells[0].x - LABEL_GAP, grid.cell_height)
                painter.drawText(rect, RIGHT, hour_name(hour))

    def _centred(self, painter: QPainter, middle: QPointF, words: str) -> None:
        metrics = QFontMetricsF(painter.font())
        rect = QRectF(0, 0, metrics.horizontalAdvance(words) + 2, metrics.height())
        rect.moveCenter(middle)
        painter.drawText(rect, CENTRE, words)

    def _paint_legend(self, painter: QPainter, grid: HourGrid) -> None:
        painter.setFont(self.theme.font("caption", tabular=True))
        steps, side = len(grid.bounds), self.theme.px(CELL)
        for rect, step, words in self._legend(grid, self.width()):
            swatch = QRectF(rect.x(), rect.y(), side, side)
            largest = min(grid.cell_width, grid.cell_height) - SEGMENT_GAP
            self._paint_mark(painter, swatch, mark_side(step, steps, largest), step, steps)
            painter.setPen(self.theme.colour("text.secondary"))
            painter.drawText(rect.adjusted(side + self._swatch_gap, 0, 2, 0), LEFT, words)
