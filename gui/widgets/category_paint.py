"""How a row of the overview's table is laid out and painted: at full width, without bars, or as a stack of lines."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from auditor.charts import bar_length
from auditor.i18n import gettext as _
from auditor.policy.vocabulary import Audience
from gui import formats
from gui.models.category_rows import CATEGORY, ITEMS, LANE_OF, CategoryRows, Line, Row
from gui.models.explained import LANES
from gui.painting import paint_bar, paint_glyph, paint_icon
from gui.theme import Theme
from gui.widgets.table import Index, Rows

BAR, SHORTEST_ROOM, AFTER_BAR, GLYPH, GUTTER = 80, 40, 12, 16, 24
WORDS_GAP, ICON_GAP = 8, 10
WIDEST_TITLE = 152
"""At 100 %; longer titles take a second line."""


class Density(Enum):
    FULL = "full"
    NO_BARS = "no bars"
    STACKED = "stacked"


class Measure(NamedTuple):
    """Widths in pixels at the chosen text size. `labels` is the room for a verdict's words in each lane."""

    category: int
    items: int
    labels: dict[Audience, int]
    mark: int
    bar: int
    shortest: int
    longest: int

    def lane(self, audience: Audience, *, bars: bool) -> int:
        return (self.bar if bars else 0) + self.labels[audience] + (self.mark if audience == "grok" else 0)

    def total(self, *, bars: bool) -> int:
        return self.category + self.items + self.lane("grok", bars=bars) + self.lane("collaborators", bars=bars)

    def with_bars_for(self, width: int) -> Measure:
        """Bars as long as the width allows, within bounds."""
        room = (width - self.total(bars=False)) // 2
        return self._replace(bar=min(self.longest, max(self.shortest, room)))


def measure(theme: Theme, rows: Iterable[Row]) -> Measure:
    rows = list(rows)
    body, strong = QFontMetricsF(theme.font("body")), QFontMetricsF(theme.font("strong", tabular=True))
    glyph = theme.px(GLYPH) + WORDS_GAP
    titles = [body.horizontalAdvance(row.title) for row in rows] or [0.0]
    figures = [strong.horizontalAdvance(formats.count(row.items or 0)) for row in rows] or [0.0]
    labels: dict[Audience, int] = {}
    for audience, name in LANES.items():
        words = [
            body.horizontalAdvance(_(line.look.label)) + _figure_width(theme, row.lane(audience), line)
            for row in rows
            for line in row.lane(audience)
        ]
        heading = QFontMetricsF(theme.font("head")).horizontalAdvance(_(name))
        labels[audience] = round(max([*words, heading - theme.px(GLYPH)]) + glyph + 8)
    return Measure(
        category=round(min(max(titles), theme.px(WIDEST_TITLE)) + theme.px(GLYPH) + theme.px(ICON_GAP) + 8),
        items=round(max([*figures, QFontMetricsF(theme.font("head")).horizontalAdvance(_("Items"))]) + GUTTER + 8),
        labels=labels,
        mark=theme.px(GLYPH) + GUTTER,
        bar=theme.px(BAR) + AFTER_BAR,
        shortest=theme.px(SHORTEST_ROOM) + AFTER_BAR,
        longest=theme.px(BAR) + AFTER_BAR,
    )


def _figure_width(theme: Theme, lines: tuple[Line, ...], line: Line) -> float:
    """A verdict that shares its row with another says how many items are its own."""
    if len(lines) < 2:
        return 0.0
    return QFontMetricsF(theme.font("caption", tabular=True)).horizontalAdvance(formats.count(line.items)) + 6


class CategoryPaint(Rows):
    """One row. `density` says how; the bars of all rows share one scale."""

    def __init__(self, theme: Theme, model: CategoryRows, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.density = Density.FULL
        self.measure = measure(theme, ())

    @property
    def line(self) -> int:
        return self.theme.px(self.theme.tokens.size.row_overview)

    def height(self, row: Row, width: int) -> int:
        """Of a row in a table of this width."""
        text = self.theme.line("body")
        inset = self.theme.px(GLYPH) + self.theme.px(ICON_GAP)
        if self.density is Density.STACKED:
            absence = self._lines(row.absence, width - inset) * text + 8 if row.absence else 0
            verdicts = self.line * (len(row.grok) + len(row.collaborators))
            return self.line + verdicts + absence + self.theme.tokens.space.unit
        lanes = self.measure.total(bars=self.density is Density.FULL) - self.measure.category - self.measure.items
        title = self._lines(row.title, width - lanes - self.measure.items - inset - 8)
        absence = self._lines(row.absence, lanes - GUTTER) if row.absence else 1
        return max(self.line * row.height, self.line + (max(title, absence) - 1) * text)

    def _lines(self, words: str, width: float) -> int:
        """How many lines the words take when they are wrapped."""
        metrics = QFontMetricsF(self.theme.font("body"))
        box = metrics.boundingRect(QRectF(0, 0, max(1.0, width), 10_000), int(Qt.TextFlag.TextWordWrap), words)
        return max(1, round(box.height() / metrics.lineSpacing()))

    def _wrapped(self, painter: QPainter, rect: QRectF, words: str, token: str) -> None:
        """Words that begin in the first line of a row and may go on below it."""
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.colour(token))
        top = (self.line - QFontMetricsF(painter.font()).lineSpacing()) / 2
        painter.drawText(rect.adjusted(0, top, 0, 0), int(Qt.TextFlag.TextWordWrap), words)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        selected = self.table.is_row_selected(index.row())
        first = QRectF(rect.x(), rect.y(), rect.width(), self.line)
        if self.density is Density.STACKED:
            self._paint_stack(painter, first, row, selected=selected)
        elif index.column() == CATEGORY:
            self._paint_category(painter, rect, row, selected=selected)
        elif index.column() == ITEMS:
            self._paint_items(painter, first, row)
        else:
            self._paint_lane(painter, rect, row, LANE_OF[index.column()])

    def _paint_category(self, painter: QPainter, rect: QRectF, row: Row, *, selected: bool) -> None:
        side = self.theme.px(GLYPH)
        quiet = "text.primary" if row.items else "text.tertiary"
        x = rect.x() + 6 if selected else rect.x()  # a selected row moves aside for its edge
        icon = QRectF(x, rect.y() + (self.line - side) / 2, side, side)
        paint_icon(painter, self.theme, icon, row.icon, "text.secondary" if row.items else "text.tertiary")
        left = x + side + self.theme.px(ICON_GAP)
        self._wrapped(painter, QRectF(left, rect.y(), rect.right() - left - 2, rect.height()), row.title, quiet)

    def _paint_items(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        words = "–" if row.items is None else formats.count(row.items)
        style, token = ("strong", "text.primary") if row.items else ("body", "text.tertiary")
        room = rect.adjusted(0, 0, -GUTTER, 0)
        self.words(painter, room, words, style=style, token=token, right=True, tabular=True)

    def _paint_lane(self, painter: QPainter, rect: QRectF, row: Row, audience: Audience) -> None:
        lines = row.lane(audience)
        bars = self.density is Density.FULL
        if row.absence and audience == "grok":
            self._wrapped(painter, rect.adjusted(0, 0, -GUTTER, 0), row.absence, "text.tertiary")
        for number, line in enumerate(lines):
            top = rect.y() + number * self.line
            room = QRectF(rect.x(), top, rect.width(), self.line)
            x = rect.x()
            if bars:
                self._paint_bar(painter, QRectF(x, top, self.measure.bar - AFTER_BAR, self.line), line)
                x += self.measure.bar
            self._paint_verdict(painter, QRectF(x, top, self.measure.labels[audience], self.line), lines, line)
            if audience == "grok" and row.id in self._model.marked and line.look.id in {"stated", "implied"}:
                self._paint_mark(painter, room, x + self.measure.labels[audience])

    def _paint_bar(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        height = self.theme.px(self.theme.tokens.size.bar)
        length = bar_length(line.items, self._model.longest, rect.width())
        paint_bar(painter, self.theme, QRectF(rect.x(), rect.center().y() - height / 2, length, height), line.look)

    def _paint_verdict(self, painter: QPainter, rect: QRectF, lines: tuple[Line, ...], line: Line) -> None:
        side = self.theme.px(GLYPH)
        paint_glyph(painter, self.theme, QRectF(rect.x(), rect.center().y() - side / 2, side, side), line.look)
        left = rect.x() + side + WORDS_GAP
        room = QRectF(left, rect.y(), rect.right() - left, rect.height())
        label = _(line.look.label)
        self.words(painter, room, label)
        if len(lines) > 1:
            after = QFontMetricsF(self.theme.font("body")).horizontalAdvance(label) + 6
            self.words(
                painter,
                room.adjusted(after, 1, 0, 1),
                formats.count(line.items),
                style="caption",
                token="text.secondary",
                tabular=True,
            )

    def _paint_mark(self, painter: QPainter, room: QRectF, x: float) -> None:
        side = self.theme.px(GLYPH)
        sign = self.theme.tokens.icons.state["governed"]
        paint_icon(painter, self.theme, QRectF(x, room.center().y() - side / 2, side, side), sign, "accent.text")

    def _paint_stack(self, painter: QPainter, first: QRectF, row: Row, *, selected: bool) -> None:
        """Title and items, then a line for each verdict, with the lane's glyph and name."""
        self._paint_category(painter, first.adjusted(0, 0, -self.measure.items, 0), row, selected=selected)
        self._paint_items(painter, first.adjusted(0, 0, GUTTER - 8, 0), row)
        y = first.y() + self.line
        inset = self.theme.px(GLYPH) + self.theme.px(ICON_GAP)
        self._wrapped(painter, QRectF(inset, y, first.width() - inset, first.width()), row.absence, "text.tertiary")
        for audience, name in LANES.items():
            lines = row.lane(audience)
            for line in lines:
                rect = QRectF(first.x() + inset, y, self.measure.labels[audience], self.line)
                room = QRectF(first.x(), y, first.width() - 8, self.line)
                self.words(painter, room, _(name), style="caption", token="text.tertiary", right=True)
                self._paint_verdict(painter, rect, lines, line)
                if audience == "grok" and row.id in self._model.marked and line.look.id in {"stated", "implied"}:
                    self._paint_mark(painter, rect, rect.right())
                y += self.line
