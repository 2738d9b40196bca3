"""The desk: a page of the preview, and what turns and sizes it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.paper import PaperView
from gui.widgets.text import Run, Text

ROOM = QMargins(6, 6, 6, 6)
"""What a fitted page leaves free on each side, for the focus ring."""


class _Room(QScrollArea):
    """Where the paper lies; a fitted page follows its size."""

    def __init__(self, paper: PaperView) -> None:
        super().__init__()
        self._paper = paper
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(paper)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paper.fit_into(self.maximumViewportSize().shrunkBy(ROOM))


class Desk(QFrame):
    """Toolbar, paper, and what the preview is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "desk")
        icons, space = theme.tokens.icons.action, theme.tokens.space
        self.paper = PaperView(theme)
        self.where = Text(theme, "", token="text.secondary", wrap=False)
        self.previous = Button(theme, role="quiet", icon=icons["previous"], name=_("Previous page"))
        self.next = Button(theme, role="quiet", icon=icons["next"], name=_("Next page"))
        self.smaller = Button(theme, role="quiet", icon=icons["zoom_out"], name=_("Smaller"))
        self.fit = Button(theme, _("Fit page"), role="quiet")
        self.larger = Button(theme, role="quiet", icon=icons["zoom_in"], name=_("Larger"))
        bar = QHBoxLayout()
        bar.setSpacing(0)
        bar.addWidget(self.where)
        bar.addStretch(1)
        for button in (self.previous, self.next):
            bar.addWidget(button)
        bar.addSpacing(space.card)
        for button in (self.smaller, self.fit, self.larger):
            bar.addWidget(button)
        self._scroll = _Room(self.paper)
        note = Text(
            theme, _("Preview of the content; the saved page is set for a browser."), "caption", "text.secondary"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.section, space.unit, space.section, space.unit)
        layout.setSpacing(space.half)
        layout.addLayout(bar)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(note)
        self.previous.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.smaller.clicked.connect(self._shrink)
        self.larger.clicked.connect(self._grow)
        self.fit.clicked.connect(self.paper.fit)
        self.paper.turned.connect(self._say_where)

    @Slot()
    def _say_where(self) -> None:
        before, _brace, after = _("Preview, page {number} of {pages}").partition("{number}")
        rest = after.format(pages=formats.count(self.paper.pages))
        self.where.set_text([Run(before), Run(formats.count(self.paper.number), "strong", "text.primary"), Run(rest)])
        self.previous.setEnabled(self.paper.number > 1)
        self.next.setEnabled(self.paper.number < self.paper.pages)
        self._scroll.verticalScrollBar().setValue(0)

    @Slot()
    def _back(self) -> None:
        self.paper.turn_to(self.paper.number - 1)

    @Slot()
    def _on(self) -> None:
        self.paper.turn_to(self.paper.number + 1)

    @Slot()
    def _shrink(self) -> None:
        self.paper.zoom(larger=False)

    @Slot()
    def _grow(self) -> None:
        self.paper.zoom(larger=True)
