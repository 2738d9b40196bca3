"""One line of the filter rail: a check box with a sign, its words, and how many items it would leave."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from auditor.i18n import ngettext
from gui import formats
from gui.models.filter_options import Option
from gui.painting import paint_icon
from gui.theme import Theme

TICK, ICON = 16, 16
AFTER_TICK, AFTER_ICON, BEFORE_COUNT = 8, 6, 4
"""The side of the box and of the sign, and what is left free between them, the words and the count, at 100 %."""
LEAST = 40
"""What words are given at least, at 100 %."""


class FilterRow(QCheckBox):
    """`chosen` when the person checks it or takes the check away. Its words wrap; its count keeps its room, so that
    nothing moves while counts change. `group` is what it belongs to, for a screen reader."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme, group: str, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = group
        self._heights: dict[int, int] = {}
        self._count = -1
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self.chosen)
        self.option = option
        self.offer(option)
        theme.changed.connect(self._restyle)

    def offer(self, option: Option) -> None:
        """Stand for an option; one that differs from before only in its figures keeps the row as it is."""
        self.option = option
        self.setText(option.label.replace("&", "&&"))
        self.setAccessibleName(option.label)
        self._restyle()

    def show_state(self, count: int, state: Qt.CheckState) -> None:
        """How many items it would leave, and whether it is checked, or only parts of it are."""
        if self.checkState() != state:
            self.setCheckState(state)
        if count != self._count:
            self._count = count
            words = ngettext("{n} item", "{n} items", count).format(n=formats.count(count))
            self.setAccessibleDescription(f"{self._group}. {words}.")
            self.update()
        self._allow()

    def _allow(self) -> None:
        """What would leave nothing cannot be checked, but be unchecked. It keeps the keyboard as long as it has it."""
        useful = self._count > 0 or self.checkState() is not Qt.CheckState.Unchecked or self.hasFocus()
        if useful != self.isEnabled():
            self.setEnabled(useful)

    def nextCheckState(self) -> None:
        """What is checked in parts is then checked as a whole: no press leads back to parts."""
        checked = self.checkState() is Qt.CheckState.Checked
        self.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._allow()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    # Size

    @Slot()
    def _restyle(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        least = self._words_left() + self._theme.px(LEAST) + self._figure_width()
        return QSize(least, self._theme.px(self._theme.tokens.size.row_facet))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            lines = self._lay_out(width).lineCount()
            row, line = self._theme.px(self._theme.tokens.size.row_facet), self._theme.line("body")
            self._heights[width] = row + (lines - 1) * line
        return self._heights[width]

    def _start(self) -> int:
        return self._theme.px(TICK + AFTER_TICK) if self.option.inside else 0

    def _words_left(self) -> int:
        px = self._theme.px
        return self._start() + px(TICK + AFTER_TICK) + (px(ICON + AFTER_ICON) if self.option.icon else 0)

    def _figure_width(self) -> int:
        metrics = QFontMetrics(self._theme.font("caption", tabular=True))
        return metrics.horizontalAdvance(formats.count(max(self.option.items, 0))) + self._theme.px(BEFORE_COUNT)

    def _lay_out(self, width: int) -> QTextLayout:
        room = max(self._theme.px(LEAST), width - self._words_left() - self._figure_width())
        layout = QTextLayout(self.option.label, self._theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top, height = 0.0, self._theme.line("body")
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, top + (height - line.height()) / 2))
            top += height
        layout.endLayout()
        return layout

    # Look

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        px, enabled = theme.px, self.isEnabled()
        first = QRectF(self._start(), 0, self.width() - self._start(), px(theme.tokens.size.row_facet))
        box = QStyleOptionButton()
        self.initStyleOption(box)
        side = px(TICK)
        box.rect = QRect(self._start(), round(first.center().y() - side / 2), side, side)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, self)
        if self.option.icon:
            side = px(ICON)
            sign = QRectF(first.x() + px(TICK + AFTER_TICK), first.center().y() - side / 2, side, side)
            paint_icon(painter, theme, sign, self.option.icon, self.option.token if enabled else "text.disabled")
        painter.setPen(theme.colour("text.primary" if enabled else "text.disabled"))
        top = (first.height() - theme.line("body")) / 2
        self._lay_out(self.width()).draw(painter, QPointF(self._words_left(), top))
        painter.setFont(theme.font("caption", tabular=True))
        painter.setPen(theme.colour("text.secondary" if enabled else "text.disabled"))
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, where, formats.count(max(self._count, 0)))
