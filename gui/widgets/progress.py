"""How far something is: a bar for bytes, a ring for steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.painting import paint_progress, paint_ring
from gui.theme import Theme
from gui.widgets.painted import Painted

WHOLE = 1000


class ByteBar(QProgressBar):
    """Progress by bytes; its words stand outside it. Qt counts in 32 bits, so that it counts thousandths."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, WHOLE)
        self.setTextVisible(False)
        self.setAccessibleName(name)

    def show_bytes(self, done: int, total: int) -> None:
        self.setValue(WHOLE * done // total if total else 0)
        self.setAccessibleDescription(_("{done} of {total}").format(done=formats.size(done), total=formats.size(total)))


class SlimBar(Painted):
    """A slim bar in a row of a table; the figures beside it say the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """From 0 to 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(136), self.theme.px(self.theme.tokens.size.progress_small))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_progress(QPainter(self), self.theme, QRectF(self.rect()), self._share)


class ProgressRing(Painted):
    """One segment per step; the number done is in the middle."""

    def __init__(
        self, theme: Theme, steps: int = 0, done: int = 0, size: int = 72, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_steps(done, steps)

    def show_steps(self, done: int, steps: int) -> None:
        self._done, self._steps = done, steps
        self.setAccessibleName(_("{done} of {steps} done").format(done=formats.count(done), steps=formats.count(steps)))
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        paint_ring(painter, self.theme, rect, self._done, self._steps)
        painter.setFont(self.theme.font("heading"))
        painter.setPen(self.theme.colour("text.primary"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, formats.count(self._done))
