"""The total bar: all items in one line, a segment for each verdict, with its figure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.charts import Segment, total_bar
from auditor.design import Presentation
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.policy.vocabulary import Audience
from gui import formats
from gui.models import questions
from gui.painting import paint_bar, paint_glyph
from gui.theme import Theme
from gui.widgets.chart import Chart, Part
from gui.widgets.chart_table import Cell, Figures

ENTRY_GAP = 20.0


def lane_name(audience: Audience) -> str:
    """No lane is ever shown without its name."""
    return _("Grok / xAI") if audience == "grok" else _("Collaborators")


class _Entry(NamedTuple):
    """A segment and its words under it: glyph, label, figure."""

    presentation: Presentation
    segment: Segment
    rect: QRectF


class VerdictBar(Chart):
    """The legend's words stand under their segments where they fit side by side, otherwise in rows.

    `chosen` gives a verdict's id, `asked` its items.
    """

    def __init__(self, theme: Theme, audience: Audience = "grok", parent: QWidget | None = None) -> None:
        super().__init__(theme, _("{lane}: all items by verdict").format(lane=lane_name(audience)), parent)
        self._audience = audience
        self._counts: dict[str, int] = {}
        # Not fixed: that would hold it at the height of one line of words.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Items by verdict id."""
        self._counts = {id: items for id, items in counts.items() if items > 0}
        self.describe()

    def lay_out(self) -> list[Part]:
        bar = self._bar_height
        return [
            Part(
                entry.segment.verdict,
                (entry.rect, QRectF(entry.segment.x, 0, entry.segment.width, bar)),
                self._words(entry),
                questions.of_verdict(entry.segment.verdict, self._audience),
                column=number,
            )
            for number, entry in enumerate(self._entries(self.width()))
        ]

    def mark(self, part: Part) -> QRectF:
        room = self.theme.tokens.space.half
        return part.areas[0].adjusted(-room, 0, room, 0)

    def table(self) -> Figures:
        rows = []
        for place, one in enumerate(self.theme.tokens.lane(self._audience)):
            items = self._counts.get(one.id, 0)
            if items:
                query = questions.of_verdict(one.id, self._audience)
                rows.append((Cell(_(one.label), place, query, one), Cell(formats.count(items), items, query)))
        total = (Cell(_("All"), 0), Cell(formats.count(self._total), self._total))
        return Figures(self.accessibleName(), (_("Verdict"), _("Items")), 1, tuple(rows), total)

    def rest(self) -> str:
        words = ngettext(
            "{n} item. Choose a verdict to see its items.", "{n} items. Choose a verdict to see its items.", self._total
        )
        return words.format(n=formats.count(self._total))

    @property
    def _total(self) -> int:
        return sum(self._counts.values())

    def _words(self, entry: _Entry) -> str:
        items = entry.segment.items
        words = ngettext("{label}: {n} of {total} item.", "{label}: {n} of {total} items.", self._total)
        return words.format(label=_(entry.presentation.label), n=formats.count(items), total=formats.count(self._total))

    # Geometry

    @property
    def _bar_height(self) -> int:
        return self.theme.px(self.theme.tokens.size.bar_total)

    @property
    def _row(self) -> int:
        return self.theme.px(24)

    def _entries(self, width: float) -> list[_Entry]:
        lane = {one.id: one for one in self.theme.tokens.lane(self._audience)}
        segments = total_bar(self._counts, tuple(lane), width)
        wide = [self._entry_width(lane[segment.verdict], segment) for segment in segments]
        places = self._under_segments(segments, wide, width) or self._in_rows(wide, width)
        return [
            _Entry(lane[segment.verdict], segment, QRectF(x, y, length, self._row))
            for segment, length, (x, y) in zip(segments, wide, places, strict=True)
        ]

    def _entry_width(self, presentation: Presentation, segment: Segment) -> float:
        label = QFontMetricsF(self.theme.font("body")).horizontalAdvance(_(presentation.label))
        figure = QFontMetricsF(self.theme.font("strong")).horizontalAdvance(formats.count(segment.items))
        return math.ceil(self._glyph + label + figure) + 2 * self.theme.tokens.space.unit

    @property
    def _glyph(self) -> int:
        return self.theme.px(16)

    @property
    def _legend_top(self) -> float:
        return self._bar_height + self.theme.tokens.space.half + 2.0

    def _under_segments(
        self, segments: tuple[Segment, ...], wide: list[float], width: float
    ) -> list[tuple[float, float]]:
        """Each under its segment, moved aside only where two would meet; nothing if they do not fit in one row."""
        if sum(wide) + ENTRY_GAP * (len(wide) - 1) > width:
            return []
        lefts: list[float] = []
        free = 0.0
        for segment, length in zip(segments, wide, strict=True):
            lefts.append(max(free, segment.x))
            free = lefts[-1] + length + ENTRY_GAP
        limit = width
        for number in reversed(range(len(lefts))):
            lefts[number] = min(lefts[number], limit - wide[number])
            limit = lefts[number] - ENTRY_GAP
        return [(left, self._legend_top) for left in lefts]

    def _in_rows(self, wide: list[float], width: float) -> list[tuple[float, float]]:
        places, x, y = [], 0.0, self._legend_top
        for length in wide:
            if x and x + length > width:
                x, y = 0.0, y + self._row
            places.append((x, y))
            x += length + ENTRY_GAP
        return places

    def heightForWidth(self, width: int) -> int:
        bottom = max((entry.rect.bottom() for entry in self._entries(width)), default=float(self._bar_height))
        return math.ceil(bottom)

    def sizeHint(self) -> QSize:
        width = self.theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self._bar_height)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_pointed(painter)
        for presentation, segment, rect in self._entries(self.width()):
            bar = QRectF(segment.x, 0, segment.width, self._bar_height)
            paint_bar(painter, self.theme, bar, presentation)
            self._paint_words(painter, presentation, segment, rect)
        self.paint_current(painter)

    def _paint_words(self, painter: QPainter, presentation: Presentation, segment: Segment, rect: QRectF) -> None:
        side, gap = self._glyph, self.theme.tokens.space.unit
        paint_glyph(painter, self.theme, QRectF(rect.x(), rect.center().y() - side / 2, side, side), presentation)
        x = rect.x() + side + gap
        for style, token, words in (
            ("body", "text.primary", _(presentation.label)),
            ("strong", "text.primary", formats.count(segment.items)),
        ):
            font = self.theme.font(style)
            painter.setFont(font)
            painter.setPen(self.theme.colour(token))
            length = QFontMetricsF(font).horizontalAdvance(words)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(x, rect.y(), length + 2, rect.height()), middle, words)
            x += length + gap
