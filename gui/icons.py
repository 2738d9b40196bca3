"""Icons: one monochrome set of SVG files, recoloured for each token and drawn sharp at each pixel ratio."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from auditor.design import Stroke, icon_svg

RATIOS = (1.0, 2.0, 3.0)


class IconSet:
    """Draws icons and keeps what it drew."""

    def __init__(self, stroke: Stroke) -> None:
        self._stroke = stroke
        self._renderers: dict[tuple[str, str, float], QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Draw the icon into `rect`; its strokes get thinner as it gets larger, so that they look alike."""
        self._renderer(name, colour, self._line(rect.width())).render(painter, rect)

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """A square pixmap of `size` logical pixels."""
        key = (name, colour.name(), size, ratio)
        if key not in self._pixmaps:
            pixmap = QPixmap(QSize(size, size) * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self.paint(painter, QRectF(0, 0, size, size), name, colour)
            painter.end()
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def icon(self, name: str, colour: QColor, disabled: QColor, size: int = 16, gap: QMargins | None = None) -> QIcon:
        """For buttons and menus: a normal and a disabled picture at every common pixel ratio.

        gap  room left free around the picture: styles set a button's icon closer to its text than we want it
        """
        icon = QIcon()
        for ratio in RATIOS:
            for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
                picture = self.pixmap(name, ink, size, ratio)
                icon.addPixmap(_padded(picture, gap) if gap else picture, mode)
        return icon

    def _line(self, size: float) -> float:
        if size < 20:
            return self._stroke.icon_16
        return self._stroke.icon_20 if size < 24 else self._stroke.icon_24_up

    def _renderer(self, name: str, colour: QColor, line: float) -> QSvgRenderer:
        key = (name, colour.name(), line)
        if key not in self._renderers:
            self._renderers[key] = QSvgRenderer(QByteArray(recoloured(name, colour.name(), line).encode()))
        return self._renderers[key]


def _padded(picture: QPixmap, gap: QMargins) -> QPixmap:
    ratio = picture.devicePixelRatio()
    padded = QPixmap((picture.deviceIndependentSize().toSize().grownBy(gap)) * ratio)
    padded.setDevicePixelRatio(ratio)
    padded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(padded)
    painter.drawPixmap(gap.left(), gap.top(), picture)
    painter.end()
    return padded


def recoloured(name: str, colour: str, line: float) -> str:
    """The icon's SVG text in a colour (`#rrggbb`) and with strokes of a width (of 24)."""
    return icon_svg(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{line}"')
