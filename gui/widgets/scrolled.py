"""A page that scrolls up and down, never sideways, and keeps its lines readable on a wide screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.stylesheet import set_role
from gui.theme import Theme

ABOVE = 48
"""Pixels at 100 % that are in sight above what has the keyboard: its name stands there."""


class Scrolled(QScrollArea):
    """Contents go into `body`, at most `widest` pixels wide at 100 %, at the left or in the middle.

    Without other words they begin where every page begins, so that titles stand still from page to page. Page Up and
    Page Down reach it from whatever has the focus inside.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        widest: int,
        side: int | None = None,
        top: int | None = None,
        bottom: int | None = None,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self._centred = centred
        self._sought: QWidget | None = None
        space = theme.tokens.space
        self._margins = (
            space.margin if side is None else side,
            space.section if top is None else top,
            space.margin if bottom is None else bottom,
        )
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

    def focus(self, widget: QWidget) -> None:
        """Put the keyboard on a widget of the contents, and bring it in sight as soon as it has its place."""
        self._sought = widget
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._bring_in_sight)

    @Slot()
    def _bring_in_sight(self) -> None:
        if self._sought is not None and isValid(self._sought) and self.isAncestorOf(self._sought):
            self.ensureWidgetVisible(self._sought, 0, self._theme.px(ABOVE))
        self._sought = None

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
