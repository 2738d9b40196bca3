"""A schematic page of settings with one thing on it marked. It is a drawing and says so beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.painted import Painted

WIDTH, HEIGHT, SIDE = 312, 214, 73
MENU = (40, 32, 44, 32, 40, 28, 36)
"""Lengths of the grey lines that stand for the menu."""
ROOM, MOST_LINES, LINE = 15, 3, 14


class StepDrawing(Painted):
    """The page that a control is on: its name, the control's label, and the place to press, in a ring."""

    def __init__(self, theme: Theme, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._control = control
        self._do = self._what_to_do()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("A drawing of the page"))
        self.setAccessibleDescription(f"{control.page}: {control.label}. {self._do}.")

    def _what_to_do(self) -> str:
        if self._control.action == "switch" and self._control.set_to == "Off":
            return _("Leave this box empty")
        return _(self._control.set_to)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(WIDTH), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        frame.setWidth(min(frame.width(), theme.px(WIDTH + 48)))
        self._paint_frame(painter, frame)
        room = theme.px(ROOM)
        inside = frame.adjusted(theme.px(SIDE) + room, theme.px(12), -room, -room)
        y = self._paint_line(painter, inside, inside.y(), self._control.page, "text.primary") + theme.px(6)
        if self._control.section:
            y = self._paint_line(painter, inside, y, self._control.section, "text.tertiary") + theme.px(2)
        y = self._paint_control(painter, inside, y)
        self._paint_rest(painter, inside, y)

    # The page

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        theme = self.theme
        radius = theme.tokens.radius.card
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawRoundedRect(frame, radius, radius)
        painter.save()
        side = QRectF(frame.x(), frame.y(), theme.px(SIDE), frame.height())
        painter.setClipRect(side)
        painter.setBrush(theme.colour("bg.window"))
        painter.drawRoundedRect(frame, radius, radius)
        painter.restore()
        for row, length in enumerate(MENU):
            self._paint_grey(painter, side.x() + theme.px(16), side.y() + theme.px(24 + 20 * row), length)
        painter.fillRect(QRectF(round(side.right()), side.y(), 1, side.height()), theme.colour("border.subtle"))
        painter.setPen(QPen(theme.colour("border.control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, radius, radius)

    def _paint_grey(self, painter: QPainter, x: float, y: float, length: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("border.subtle"))
        tall = self.theme.px(6)
        painter.drawRoundedRect(QRectF(x, y, self.theme.px(length), tall), tall / 2, tall / 2)

    def _paint_line(self, painter: QPainter, inside: QRectF, y: float, text: str, token: str) -> float:
        """One line of a heading; returns where it ends."""
        font = self.theme.font("head")
        font.setBold(True)
        height = self.theme.line("head")
        painter.setFont(font)
        painter.setPen(self.theme.colour(token))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QRectF(inside.x(), y, inside.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)
        return y + height

    # What is marked

    def _paint_control(self, painter: QPainter, inside: QRectF, y: float) -> float:
        if self._control.action == "button":
            return self._paint_button(painter, inside, y + self.theme.px(8))
        box = self.theme.px(16)
        words = inside.adjusted(0, 0, -self.theme.px(44), 0)
        lines = self._break(self._control.label, words.width())
        self._paint_lines(painter, lines, QPointF(words.x(), y))
        tall = len(lines) * self.theme.px(LINE)
        mark = QRectF(0, 0, box, box)
        mark.moveCenter(QPointF(inside.right() - box + 1, y + max(tall, self.theme.px(32)) / 2))
        self._paint_box(painter, mark)
        ring = self._ring(painter, mark)
        return self._paint_pointer(painter, inside, ring, max(y + tall, ring.bottom()))

    def _paint_box(self, painter: QPainter, mark: QRectF) -> None:
        """What the person finds there: a box to leave empty or to tick, or a list to go through."""
        theme, control = self.theme, self._control
        if control.action == "review":
            paint_icon(painter, theme, mark, theme.tokens.icons.action["next"], "text.primary")
            return
        painter.setPen(QPen(theme.colour("text.primary"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(mark, 3, 3)
        if control.set_to.startswith("On"):
            paint_icon(painter, theme, mark.adjusted(2, 2, -2, -2), theme.tokens.icons.state["done"], "text.primary")

    def _ring(self, painter: QPainter, mark: QRectF) -> QRectF:
        room = self.theme.px(8)
        ring = mark.adjusted(-room, -room, room, room)
        painter.setPen(QPen(self.theme.colour("accent.text"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        return ring

    def _paint_button(self, painter: QPainter, inside: QRectF, y: float) -> float:
        theme = self.theme
        font = theme.font("head")
        inner = theme.px(12)
        room = inside.width() - 2 * inner - theme.px(8)
        words = QFontMetricsF(font).elidedText(self._control.label, Qt.TextElideMode.ElideRight, room)
        width = QFontMetricsF(font).horizontalAdvance(words) + 2 * inner
        button = QRectF(inside.x() + theme.px(4), y + theme.px(4), width, theme.px(28))
        painter.setPen(QPen(theme.colour("text.primary"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(button, button.height() / 2, button.height() / 2)
        painter.setFont(font)
        painter.drawText(button, Qt.AlignmentFlag.AlignCenter, words)
        far = theme.px(4)
        ring = button.adjusted(-far, -far, far, far)
        painter.setPen(QPen(theme.colour("accent.text"), 2))
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        return self._paint_pointer(painter, inside, ring, ring.bottom())

    def _paint_pointer(self, painter: QPainter, inside: QRectF, ring: QRectF, below: float) -> float:
        """A line from the ring down to what to do; returns where the words end."""
        theme = self.theme
        foot = below + theme.px(10)
        painter.setPen(QPen(theme.colour("accent.text"), 2))
        painter.drawLine(QPointF(ring.center().x(), ring.bottom()), QPointF(ring.center().x(), foot))
        lines = self._break(self._do, inside.width(), most=2)
        right = self._control.action != "button"
        for line in lines:
            width = QFontMetricsF(theme.font("head")).horizontalAdvance(line)
            x = inside.right() - width if right else inside.x() + theme.px(4)
            painter.setFont(theme.font("head"))
            painter.setPen(theme.colour("accent.text"))
            painter.drawText(QRectF(x, foot, width + 2, theme.line("head")), Qt.AlignmentFlag.AlignVCenter, line)
            foot += theme.line("head")
        return foot

    def _paint_rest(self, painter: QPainter, inside: QRectF, y: float) -> None:
        """The rest of the page, as far as there is room."""
        theme = self.theme
        y += theme.px(10)
        if y + theme.px(32) > inside.bottom():
            return
        painter.fillRect(QRectF(inside.x(), round(y), inside.width(), 1), theme.colour("border.subtle"))
        for row, length in enumerate((136, 96)):
            self._paint_grey(painter, inside.x(), y + theme.px(14 + 12 * row), length)

    # Words in lines

    def _break(self, text: str, width: float, most: int = MOST_LINES) -> list[str]:
        font = self.theme.font("head")
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        pieces: list[tuple[int, int]] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            pieces.append((line.textStart(), line.textLength()))
        layout.endLayout()
        lines = [text[start : start + length].strip() for start, length in pieces]
        if len(lines) > most:
            rest = text[pieces[most - 1][0] :]
            lines = [*lines[: most - 1], QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        return lines

    def _paint_lines(self, painter: QPainter, lines: list[str], at: QPointF) -> None:
        painter.setFont(self.theme.font("head"))
        painter.setPen(self.theme.colour("text.primary"))
        tall = self.theme.px(LINE)
        for number, line in enumerate(lines):
            painter.drawText(
                QRectF(at.x(), at.y() + number * tall, self.width(), tall), Qt.AlignmentFlag.AlignVCenter, line
            )
