"""Set text: one style of the type scale with its own line height, colour and figures. Always plain text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.plain_tip import plain_tip

UNLIMITED = 1_000_000.0


class Run(NamedTuple):
    """A piece of a text in a style and colour of its own; empty means those of the whole."""

    text: str
    style: str = ""
    token: str = ""


class Text(QLabel):
    """A label that keeps the line height of its style, wraps, and speaks its text to a screen reader.

    wrap      False sets one line; `elide` says where it is cut when room is short, with the whole as tooltip
    tabular   figures of one width, for columns
    """

    def __init__(
        self,
        theme: Theme,
        text: str | Sequence[Run] = "",
        style: str = "body",
        token: str = "text.primary",
        *,
        wrap: bool = True,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self._token = token
        self._elide = elide
        self._tabular = tabular
        self._runs: tuple[Run, ...] = ()
        self._lines: dict[float, int] = {}  # a layout asks for the same widths again and again
        self._natural: float | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum, QSizePolicy.ControlType.Label)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.set_text(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_text(self, text: str | Sequence[Run]) -> None:
        runs = (Run(text),) if isinstance(text, str) else tuple(text)
        if runs == self._runs:
            return
        before, self._runs = self.sizeHint(), runs
        self.setText("".join(run.text for run in runs))
        self._forget()
        if self.sizeHint() != before:
            self.updateGeometry()
        self._name_what_is_cut()
        self.update()

    def set_token(self, token: str) -> None:
        self._token = token
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._style, tabular=self._tabular))
        self._forget()
        self._fit()

    def _forget(self) -> None:
        self._lines.clear()
        self._natural = None

    def _fit(self) -> None:
        self.updateGeometry()
        self._name_what_is_cut()
        self.update()

    # Size

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        return self._theme.line(self._style) * self._line_count(width)

    def sizeHint(self) -> QSize:
        width = math.ceil(self._natural_width())
        if self.wordWrap():
            # A comfortable measure; a layout that has more room gives it.
            width = min(width, self._theme.px(480))
        return QSize(width, self._theme.line(self._style) * self._line_count(width))

    def minimumSizeHint(self) -> QSize:
        line = self._theme.line(self._style)
        if self._elide is not Qt.TextElideMode.ElideNone:
            return QSize(self._theme.px(24), line)
        if not self.wordWrap():
            return self.sizeHint()
        metrics = QFontMetricsF(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0.0)
        return QSize(math.ceil(longest), line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_what_is_cut()

    def _name_what_is_cut(self) -> None:
        if self._elide is not Qt.TextElideMode.ElideNone:
            self.setToolTip(plain_tip(self.text()) if self._natural_width() > self.width() else "")

    # Setting

    def _line_count(self, width: float) -> int:
        if width not in self._lines:
            self._lines[width] = self._lay_out(width).lineCount()
        return self._lines[width]

    def _natural_width(self) -> float:
        if self._natural is None:
            layout = self._lay_out(UNLIMITED)
            widths = (layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount()))
            self._natural = max(widths, default=0.0)
        return self._natural

    def _lay_out(self, width: float, text: str | None = None) -> QTextLayout:
        text = self.text() if text is None else text
        layout = QTextLayout(text.replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        wraps = self.wordWrap()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        height = self._theme.line(self._style)
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + (height - line.height()) / 2))
            top += height
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for run in self._runs:
            if run.style or run.token:
                piece = QTextLayout.FormatRange()
                # Both are counted in the units of UTF-16, as Qt does.
                piece.start, piece.length = start, _units(run.text)
                look = QTextCharFormat()
                if run.style:
                    look.setFont(self._theme.font(run.style, tabular=self._tabular))
                if run.token:
                    look.setForeground(self._colour(run.token))
                piece.format = look
                formats.append(piece)
            start += _units(run.text)
        return formats

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token if self.isEnabled() else "text.disabled")

    def paintEvent(self, _event: QPaintEvent) -> None:
        text = self.text()
        if self._elide is not Qt.TextElideMode.ElideNone:
            text = QFontMetricsF(self.font()).elidedText(text, self._elide, self.width())
        layout = self._lay_out(self.width(), text)
        height = self._theme.line(self._style) * layout.lineCount()
        top = 0.0
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top = max(0.0, (self.height() - height) / 2)
        painter = QPainter(self)
        painter.setPen(self._colour(self._token))
        layout.draw(painter, QPointF(0, top))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
