"""Icons, glyphs and samples as widgets. Decoration: the words beside them say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.design import Presentation
from gui.painting import paint_bar, paint_icon, paint_mark
from gui.theme import Theme
from gui.widgets.painted import Painted


class _Fixed(Painted):
    """As large as `width` by `height` pixels at 100 %, and no larger."""

    def __init__(self, theme: Theme, width: int, height: int, parent: QWidget | None) -> None:
        super().__init__(theme, parent)
        self._extent = (width, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width, height = self._extent
        return QSize(self.theme.px(width), self.theme.px(height))


class Icon(_Fixed):
    """A square icon of `size` pixels."""

    def __init__(
        self, theme: Theme, name: str, token: str = "text.secondary", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, size, size, parent)
        self._name = name
        self._token = token

    def show_icon(self, name: str, token: str) -> None:
        self._name = name
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        token = self._token if self.isEnabled() else "text.disabled"
        paint_icon(QPainter(self), self.theme, QRectF(self.rect()), self._name, token)


class Glyph(Icon):
    """The glyph of a verdict."""

    def __init__(self, theme: Theme, presentation: Presentation, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(theme, presentation.icon, presentation.token, size, parent)


class Swatch(_Fixed):
    """A sample of a verdict's pattern."""

    def __init__(self, theme: Theme, presentation: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(theme, 24, theme.tokens.size.bar, parent)
        self._presentation = presentation

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(QPainter(self), self.theme, QRectF(self.rect()), self._presentation)


class Mark(_Fixed):
    """Outtake's mark."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 20, 14, parent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self.theme, QRectF(self.rect()))
