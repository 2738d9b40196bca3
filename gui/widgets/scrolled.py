"""A page that scrolls up and down, never sideways, and keeps its lines readable on a wide screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme


class Scrolled(QScrollArea):
    """Contents go into `body`. They are at most `widest` pixels wide at 100 % and stand in the middle, or at the left.

    Page Up and Page Down reach it from whatever has the focus inside.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        widest: int,
        side: int = 0,
        top: int = 0,
        bottom: int = 0,
        centred: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self._centred = centred
        self._margins = (side or theme.tokens.space.margin, top, bottom)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        set_role(page, "page")
        self.body = QVBoxLayout(page)
        self.body.setSpacing(0)
        self.setWidget(page)
        self._centre()
        theme.changed.connect(self._centre)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)

    @Slot()
    def _centre(self) -> None:
        side, top, bottom = self._margins
        spare = self.viewport().width() - self._theme.px(self._widest)
        if self._centred:
            side = max(side, spare // 2)
            self.body.setContentsMargins(side, top, side, bottom)
        else:
            self.body.setContentsMargins(side, top, max(side, spare - side), bottom)
