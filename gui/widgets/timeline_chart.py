"""Items by year, and when which of X's words came into force. It says nothing about use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from auditor.charts import Marker, Timeline, YearBar, YearPart, timeline
from auditor.design import Presentation
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.models import questions
from gui.painting import paint_bar
from gui.theme import Theme
from gui.widgets.chart import Chart, Part
from gui.widgets.chart_table import Cell, Figures
from gui.widgets.painted import Painted
from gui.widgets.text import Text

MARKER, HEIGHT, HEAD = 16.0, 136.0, 40.0
CENTRE = Qt.AlignmentFlag.AlignCenter
Changes = Sequence[tuple[dt.date, str]]


class TimelineChart(Chart):
    """One stacked bar per year with lettered rule changes. `chosen` gives a year, `asked` a year or one of its parts.

    Left and right go from year to year, up and down into the parts of a bar; there they keep to one verdict.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._years: dict[int, dict[str, int]] = {}
        self._changes: tuple[tuple[dt.date, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_years(self, years: Mapping[int, Mapping[str, int]], changes: Changes) -> None:
        """Show items by verdict for each year, and the day and title of each rule change, oldest first."""
        self._years = {year: dict(counts) for year, counts in years.items()}
        self._changes = tuple(changes)
        self.describe()

    def _geometry(self) -> Timeline:
        """In pixels at 100 %; `_scaled` makes them pixels of the screen."""
        return timeline(
            self._years,
            tuple(one.id for one in self._lane),
            self._changes,
            width=self.width() * 100 / self.theme.percent,
            height=HEIGHT,
            head=HEAD,
        )

    def _scaled(self, x: float, y: float, width: float, height: float) -> QRectF:
        share = self.theme.percent / 100
        return QRectF(x * share, y * share, width * share, height * share)

    @property
    def _lane(self) -> tuple[Presentation, ...]:
        return self.theme.tokens.grok

    def lay_out(self) -> list[Part]:
        chart = self._geometry()
        slot = chart.width / max(1, len(chart.bars))
        parts = []
        for column, bar in enumerate(chart.bars):
            if not bar.items:
                continue
            around = self._scaled(bar.x - 3, bar.top - 3, bar.width + 6, chart.baseline - bar.top + 3)
            beside = self._scaled(bar.x + (bar.width - slot) / 2, 0, slot, chart.height)
            query = questions.of_year(bar.year)
            parts.append(Part(str(bar.year), (around, beside), self._words(bar), query, column))
            parts += [self._part(bar, part, column) for part in reversed(bar.parts)]
        return parts

    def _part(self, bar: YearBar, part: YearPart, column: int) -> Part:
        # A thin part gets a ring that can be seen around it; it is pointed at where it is.
        room = max(0.0, (8 - part.height) / 2)
        ring = self._scaled(bar.x - 2, part.y - room, bar.width + 4, part.height + 2 * room)
        words = ngettext("{year}, {label}: {n} of {total} item.", "{year}, {label}: {n} of {total} items.", bar.items)
        text = words.format(
            year=bar.year,
            label=self._labels[part.verdict],
            n=formats.count(part.items),
            total=formats.count(bar.items),
        )
        # The first verdict of the lane is at the bottom.
        row = len(self._lane) - list(self._labels).index(part.verdict)
        return Part(str(bar.year), (ring,), text, questions.of_year(bar.year, part.verdict), column, row)

    def summary(self) -> str:
        return " ".join(self._words(bar) for bar in self._geometry().bars if bar.items)

    def rest(self) -> str:
        total = sum(sum(counts.values()) for counts in self._years.values())
        words = ngettext("{n} item. Choose a bar to see its items.", "{n} items. Choose a bar to see its items.", total)
        return words.format(n=formats.count(total))

    def table(self) -> Figures:
        seen = [one for one in self._lane if any(counts.get(one.id) for counts in self._years.values())]
        rows = []
        for year, counts in sorted(self._years.items()):
            total, query = sum(counts.values()), questions.of_year(year)
            shares = (_figure(counts.get(one.id, 0), questions.of_year(year, one.id)) for one in seen)
            rows.append((Cell(str(year), year, query), *shares, _figure(total, query)))
        head = (_("Year"), *(_(one.label) for one in seen), _("All"))
        return Figures(self.accessibleName(), head, 1, tuple(rows))

    @property
    def _labels(self) -> dict[str, str]:
        return {one.id: _(one.label) for one in self._lane}

    def _words(self, bar: YearBar) -> str:
        labels = self._labels
        shares = ", ".join(f"{labels[part.verdict]} {formats.count(part.items)}" for part in bar.parts)
        words = ngettext("{year}: {n} item ({shares}).", "{year}: {n} items ({shares}).", bar.items)
        return words.format(year=bar.year, n=formats.count(bar.items), shares=shares)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(416), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        chart = self._geometry()
        self.paint_pointed(painter)
        looks = {one.id: one for one in self._lane}
        for bar in chart.bars:
            for part in bar.parts:
                paint_bar(painter, self.theme, self._scaled(bar.x, part.y, bar.width, part.height), looks[part.verdict])
        axis = self._scaled(0, chart.baseline, chart.width, 0)
        painter.fillRect(QRectF(0, round(axis.y()), axis.width(), 1), self.theme.colour("border.control"))
        self._paint_figures(painter, chart)
        for marker in chart.markers:
            self._paint_marker(painter, chart, marker)
        self.paint_current(painter)

    def _paint_figures(self, painter: QPainter, chart: Timeline) -> None:
        painter.setFont(self.theme.font("chart", tabular=True))
        painter.setPen(self.theme.colour("text.secondary"))
        line, wide = self.theme.tokens.type["chart"].line, 60.0
        for bar in chart.bars:
            if bar.labelled:
                self._paint_figure(painter, bar, self._scaled(0, chart.baseline + 5, wide, line), str(bar.year))
        if chart.tallest:
            above = self._scaled(0, chart.tallest.top - line - 2, wide, line)
            self._paint_figure(painter, chart.tallest, above, formats.count(chart.tallest.items))

    def _paint_figure(self, painter: QPainter, bar: YearBar, rect: QRectF, figure: str) -> None:
        """Centred on its bar, but never cut off at either end."""
        middle = self._scaled(bar.x, 0, bar.width, 0).center().x()
        half = painter.fontMetrics().horizontalAdvance(figure) / 2
        rect.moveCenter(QPointF(min(max(middle, half), self.width() - half), rect.center().y()))
        painter.drawText(rect, CENTRE, figure)

    def _paint_marker(self, painter: QPainter, chart: Timeline, marker: Marker) -> None:
        place = self._scaled(marker.x, marker.y, 0, chart.baseline - marker.y)
        # Whole and a half: a line of one pixel stays one pixel.
        x, radius = int(place.x()) + 0.5, self.theme.px(MARKER) / 2
        x = min(max(x, radius), self.width() - radius)
        pen = QPen(self.theme.colour("text.primary"), 1, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, place.y() + radius, x, place.bottom()))
        paint_letter(painter, self.theme, QPointF(x, place.y()), marker.letter)


def _figure(items: int, query: str) -> Cell:
    return Cell(formats.count(items), items, query if items else "")


def paint_letter(painter: QPainter, theme: Theme, centre: QPointF, letter: str) -> None:
    """The letter of a rule change in its ring."""
    side = theme.px(MARKER)
    ring = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("text.primary"), 1))
    painter.setBrush(theme.colour("bg.surface"))
    painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setFont(theme.font("chart"))
    painter.drawText(ring, CENTRE, letter)
    painter.restore()


class Letter(Painted):
    """The letter of a rule change, beside its date in the key."""

    def __init__(self, theme: Theme, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.theme.px(MARKER)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_letter(QPainter(self), self.theme, QRectF(self.rect()).center(), self._letter)


class TimelineKey(QWidget):
    """What the letters stand for: date and title of each rule change."""

    def __init__(self, theme: Theme, changes: Changes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.tokens.space.unit)
        layout.setVerticalSpacing(theme.tokens.space.half)
        layout.setColumnStretch(2, 1)
        for row, (day, title) in enumerate(changes):
            letter = Letter(theme, chr(ord("A") + row))
            layout.addWidget(letter, row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(
                Text(theme, formats.date(day), "caption", "text.secondary", wrap=False, tabular=True), row, 1
            )
            layout.addWidget(Text(theme, title, "caption"), row, 2)
