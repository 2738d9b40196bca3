"""Pictures of an archive, made small. What such a file claims is checked before any of it is decoded."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from auditor.i18n import gettext as _
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.painted import Painted

MOST_PIXELS = 48_000_000
"""A picture that claims more is not decoded: no phone or camera of X's takes them so large."""
MEGABYTES = 256
"""Most memory that one picture may take while it is decoded."""
FORMATS = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG\r\n\x1a\n", b"png"), (b"GIF8", b"gif"), (b"RIFF", b"webp"))
"""What a file begins with, and the one decoder that it is given to."""
TURNED = QImageIOHandler.Transformation.TransformationRotate90


class NotShown(Exception):
    """It cannot be shown. Carries why, in a few words."""


def thumbnail(data: bytes, room: QSize) -> QImage:
    """The picture, or its first frame, no larger than `room` in real pixels. Any thread. Raises NotShown."""
    format = next((name for start, name in FORMATS if data.startswith(start)), None)
    if format is None or (format == b"webp" and data[8:12] != b"WEBP"):
        raise NotShown(_("its format is not one of JPEG, PNG, GIF and WebP"))
    QImageReader.setAllocationLimit(MEGABYTES)
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODeviceBase.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(format))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise NotShown(_("it is damaged"))
    if size.width() * size.height() > MOST_PIXELS:
        raise NotShown(_("it is too large"))
    turned = bool(reader.transformation().value & TURNED.value)
    fitting = size.boundedTo(size.scaled(room.transposed() if turned else room, Qt.AspectRatioMode.KeepAspectRatio))
    reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise NotShown(_("it is damaged"))
    return image


class Shown(msgspec.Struct, frozen=True):
    """One picture or film of an item: which it is, and its image or why there is none. A film has neither."""

    words: str
    image: QImage | None = None
    trouble: str = ""


class Thumbnail(Painted):
    """A picture, or a sign in its place. `widest` and `highest` in pixels at 100 %."""

    def __init__(self, theme: Theme, shown: Shown, widest: int, highest: int) -> None:
        super().__init__(theme)
        self._shown, self._most = shown, (widest, highest)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown.words)
        self.setAccessibleDescription(shown.trouble)
        self.setToolTip(shown.words)

    def sizeHint(self) -> QSize:
        widest, highest = (self.theme.px(length) for length in self._most)
        image = self._shown.image
        if image is None:
            return QSize(min(widest, self.theme.px(140)), min(highest, self.theme.px(96)))
        room = QSize(widest, highest)
        size = (image.size() / self.devicePixelRatioF()).expandedTo(QSize(self.theme.px(24), self.theme.px(24)))
        return size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio) if _larger(size, room) else size

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room, outline = QRectF(self.rect()), QPainterPath()
        outline.addRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), theme.tokens.radius.chip, theme.tokens.radius.chip)
        painter.fillPath(outline, theme.colour("bg.sunken"))
        if self._shown.image is not None:
            painter.save()
            painter.setClipPath(outline)
            size = self._shown.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            spot = QRectF(0, 0, size.width(), size.height())
            spot.moveCenter(room.center())
            painter.drawImage(spot, self._shown.image)
            painter.restore()
        else:
            side = theme.px(24)
            sign = QRectF(0, 0, side, side)
            sign.moveCenter(room.center())
            icons = theme.tokens.icons
            paint_icon(painter, theme, sign, icons.state["error"] if self._shown.trouble else "play", "text.secondary")
        painter.setPen(theme.colour("border.subtle"))
        painter.drawPath(outline)


def _larger(size: QSize, room: QSize) -> bool:
    return size.width() > room.width() or size.height() > room.height()
