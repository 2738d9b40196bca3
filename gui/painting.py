"""Bars, patterns, glyphs and rings, painted from the tokens: the same for widgets, delegates and charts."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from auditor.design import Pattern, Presentation
from gui.theme import Theme

FULL_CIRCLE = 360 * 16
TOP = 90 * 16


def paint_icon(painter: QPainter, theme: Theme, rect: QRectF, name: str, token: str) -> None:
    theme.icons.paint(painter, rect, name, theme.colour(token))


def paint_glyph(painter: QPainter, theme: Theme, rect: QRectF, presentation: Presentation) -> None:
    """The sign of a verdict: a disc in the Grok lane, an object in the collaborators' lane."""
    paint_icon(painter, theme, rect, presentation.icon, presentation.token)


def paint_bar(painter: QPainter, theme: Theme, rect: QRectF, presentation: Presentation) -> None:
    """A bar or a segment in the pattern and colour of a verdict. Snaps to whole pixels so that edges stay sharp."""
    rect = QRectF(rect.toAlignedRect()) if painter.device().devicePixelRatio() < 2 else rect
    pattern = scaled(presentation.pattern, theme.percent / 100)
    paint_pattern(painter, rect, pattern, theme.colour(presentation.token), theme.tokens.radius.bar)


def scaled(pattern: Pattern, share: float) -> Pattern:
    """The pattern at another text size; its outline stays a hairline."""
    return replace(pattern, line=pattern.line * share, pitch=pattern.pitch * share, radius=pattern.radius * share)


def paint_pattern(painter: QPainter, rect: QRectF, pattern: Pattern, colour: QColor, radius: float) -> None:
    """Fill `rect` with a pattern and draw its outline inside it."""
    if pattern.kind == "none" or rect.isEmpty():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = pattern.outline / 2
    edge = rect.adjusted(half, half, -half, -half)
    if edge.isEmpty():
        painter.fillRect(rect, colour)
        painter.restore()
        return
    path = QPainterPath()
    path.addRoundedRect(edge, radius, radius)
    if pattern.kind == "solid":
        painter.fillPath(path, colour)
    else:
        painter.save()
        painter.setClipPath(path)
        _fill(painter, rect, pattern, colour)
        painter.restore()
    if pattern.outline:
        pen = QPen(colour, pattern.outline)
        if pattern.dash:
            pen.setDashPattern([length / pattern.outline for length in pattern.dash])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.restore()


def _fill(painter: QPainter, rect: QRectF, pattern: Pattern, colour: QColor) -> None:
    if pattern.kind == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
        for y in _steps(rect.height(), pattern.pitch):
            for x in _steps(rect.width(), pattern.pitch):
                painter.drawEllipse(QPointF(rect.x() + x, rect.y() + y), pattern.radius, pattern.radius)
        return
    painter.setPen(QPen(colour, pattern.line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    lines: list[QLineF] = []
    if pattern.kind == "centre-line":
        lines.append(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()))
    if pattern.kind == "diagonal":
        # The pitch is measured across the lines; along the bar they are further apart by the root of two.
        step, x = pattern.pitch * 2**0.5, rect.left() - rect.height()
        while x < rect.right() + rect.height():
            lines.append(QLineF(x - 2, rect.bottom() + 2, x + rect.height() + 2, rect.top() - 2))
            x += step
    if pattern.kind in {"vertical", "cross-hatch"}:
        lines += [
            QLineF(rect.x() + x, rect.top(), rect.x() + x, rect.bottom()) for x in _steps(rect.width(), pattern.pitch)
        ]
    if pattern.kind == "cross-hatch":
        lines += [
            QLineF(rect.left(), rect.y() + y, rect.right(), rect.y() + y) for y in _steps(rect.height(), pattern.pitch)
        ]
    painter.drawLines(lines)


def _steps(length: float, pitch: float) -> list[float]:
    """Places `pitch` apart, centred in `length`."""
    count = max(1, int(length // pitch))
    first = (length - (count - 1) * pitch) / 2
    return [first + number * pitch for number in range(count)]


def paint_progress(painter: QPainter, theme: Theme, rect: QRectF, share: float) -> None:
    """A slim progress bar; `share` from 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(theme.colour("bg.sunken"))
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        painter.setBrush(theme.colour("accent.fill"))
        filled = QRectF(rect.topLeft(), rect.size())
        filled.setWidth(max(rect.height(), rect.width() * min(1.0, share)))
        painter.drawRoundedRect(filled, radius, radius)
    painter.restore()


def paint_ring(painter: QPainter, theme: Theme, rect: QRectF, done: int, steps: int) -> None:
    """One segment per step, clockwise from the top; those done are thick and in the accent."""
    if steps <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick, thin = rect.width() * 0.1, 2.0
    slot = FULL_CIRCLE / steps
    gap = min(slot * 0.2, 8 * 16) if steps > 1 else 0
    for step in range(steps):
        finished = step < done
        line = thick if finished else thin
        inset = thick / 2
        pen = QPen(theme.colour("accent.fill" if finished else "border.control"), line)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        start = TOP - step * slot - gap / 2
        painter.drawArc(rect.adjusted(inset, inset, -inset, -inset), round(start), round(-(slot - gap)))
    painter.restore()


def paint_focus(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """The ring of keyboard focus, drawn just inside `rect`."""
    width = theme.tokens.stroke.focus
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent.text"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)
    painter.restore()


def paint_row_ground(
    painter: QPainter, theme: Theme, rect: QRectF, *, hover: bool, selected: bool, focus: bool
) -> None:
    """The ground of a table or list row: a hairline below, and what the pointer, selection and keyboard say."""
    if selected:
        painter.fillRect(rect, theme.colour("bg.selected"))
        edge = QRectF(rect.x(), rect.y(), theme.tokens.stroke.selected_edge, rect.height())
        painter.fillRect(edge, theme.colour("accent.fill"))
    elif hover:
        painter.fillRect(rect, theme.colour("bg.hover"))
    painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("border.subtle"))
    if focus:
        paint_focus(painter, theme, rect, 0)


def paint_mark(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Outtake's mark: one stroke moved out from between two."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 20, rect.height() / 14)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y, token in ((0.0, 0.0, "text.primary"), (0.0, 11.0, "text.primary"), (6.0, 5.5, "accent.fill")):
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(QRectF(x, y, 14, 3), 1.5, 1.5)
    painter.restore()
