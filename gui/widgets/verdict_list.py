"""Items by verdict: one bar, and under it a line for each verdict with sample, glyph, label and figure."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.charts import total_bar
from auditor.design import Presentation
from auditor.i18n import gettext as _
from gui import formats
from gui.painting import paint_bar, paint_glyph
from gui.theme import Theme
from gui.widgets.painted import Painted

ONLY_IF_ANY = frozenset({"opted-out", "not-applicable"})
BAR, BELOW_BAR, LINE, SAMPLE = 16, 12, 28, 24


class VerdictList(Painted):
    """The Grok lane. Cheap to repaint, so that its figures may grow many times a second."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._counts: dict[str, int] = {}
        self.setAccessibleName(_("Items by verdict, Grok / xAI"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Items by verdict id."""
        lines = len(self._lines())
        self._counts = {id: items for id, items in counts.items() if items}
        self.setAccessibleDescription(
            " ".join(f"{_(one.label)}: {formats.count(self._counts.get(one.id, 0))}." for one in self._lines())
        )
        if lines != len(self._lines()):
            self.updateGeometry()
        self.update()

    def _lines(self) -> list[Presentation]:
        return [one for one in self.theme.tokens.grok if one.id in self._counts or one.id not in ONLY_IF_ANY]

    def sizeHint(self) -> QSize:
        px = self.theme.px
        return QSize(px(280), px(BAR) + px(BELOW_BAR) + len(self._lines()) * px(LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, width = self.theme.px, float(self.width())
        if self._counts:
            for part in total_bar(self._counts, [one.id for one in self._lines()], width):
                one = self.theme.tokens.verdict("grok", part.verdict)
                paint_bar(painter, self.theme, QRectF(part.x, 0, part.width, px(BAR)), one)
        else:
            painter.fillRect(QRectF(0, 0, width, px(BAR)), self.theme.colour("bg.sunken"))
        y = px(BAR) + px(BELOW_BAR)
        for one in self._lines():
            self._paint_line(painter, QRectF(0, y, width, px(LINE)), one)
            y += px(LINE)

    def _paint_line(self, painter: QPainter, line: QRectF, one: Presentation) -> None:
        px = self.theme.px
        middle = line.center().y()
        bar, glyph = px(self.theme.tokens.size.bar), px(16)
        paint_bar(painter, self.theme, QRectF(line.x(), middle - bar / 2, px(SAMPLE), bar), one)
        x = line.x() + px(SAMPLE) + px(12)
        paint_glyph(painter, self.theme, QRectF(x, middle - glyph / 2, glyph, glyph), one)
        x += glyph + px(8)
        painter.setPen(self.theme.colour("text.primary"))
        painter.setFont(self.theme.font("body"))
        label = QRectF(x, line.y(), line.right() - x, line.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _(one.label))
        painter.setFont(self.theme.font("strong", tabular=True))
        figure = formats.count(self._counts.get(one.id, 0))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
