"""A page that is longer than the window: it scrolls up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme


class Scroll(QScrollArea):
    """Contents go into `body`, which has the margins of a page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, margin: int | None = None) -> None:
        super().__init__(parent)
        space = theme.tokens.space
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        set_role(content, "page")
        self.body = QVBoxLayout(content)
        side = space.margin if margin is None else margin
        self.body.setContentsMargins(side, space.section if margin is None else margin, side, side)
        self.body.setSpacing(0)
        self.setWidget(content)
