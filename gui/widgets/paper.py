"""A page of white paper on the desk, fitted or at a size of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.theme import Theme
from gui.widgets.focus_ring import RING_RADIUS
from gui.widgets.painted import Painted
from gui.widgets.paper_document import Document
from gui.widgets.paper_setting import HEIGHT, WIDTH, PageOfPaper, Setter

SMALLEST, LARGEST, STEP = 0.3, 3.0, 1.25


class PaperView(Painted):
    """Shows one page at a time; Page Up and Page Down turn it, + and - change its size.

    `turned` says that another page, or another number of pages, is shown.
    """

    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(_("Preview"))
        self._setter = Setter(theme)
        self._document = Document("", "", ())
        self._pages: list[PageOfPaper] = []
        self._number = 0
        self._zoom: float | None = None
        self._room = QSize(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RING_RADIUS, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # What is shown

    @property
    def number(self) -> int:
        """The page shown, from 1; 0 without a document."""
        return self._number + 1 if self._pages else 0

    @property
    def pages(self) -> int:
        return len(self._pages)

    def text(self) -> str:
        """What stands on the page, line by line."""
        return self._pages[self._number].text if self._pages else ""

    def show_document(self, document: Document) -> None:
        """Stays on the page it was on, if there still is one of that number."""
        self._document = document
        self._pages = self._setter.pages(document)
        self.turn_to(min(self.number or 1, self.pages))

    def turn_to(self, number: int) -> None:
        if 1 <= number <= self.pages:
            self._number = number - 1
            where = _("Preview, page {number} of {pages}")
            self.setAccessibleName(where.format(number=formats.count(number), pages=formats.count(self.pages)))
            self.setAccessibleDescription(self.text())
            self.update()
            self.turned.emit()

    # Its size

    def fit_into(self, room: QSize) -> None:
        """The room that a fitted page takes as much of as it can."""
        self._room = room
        self._resize()

    def fit(self) -> None:
        self._zoom = None
        self._resize()

    def zoom(self, *, larger: bool) -> None:
        scale = self._scale * (STEP if larger else 1 / STEP)
        self._zoom = min(LARGEST, max(SMALLEST, scale))
        self._resize()

    @property
    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        return max(SMALLEST, min(self._room.width() / WIDTH, self._room.height() / HEIGHT))

    def _resize(self) -> None:
        self.setFixedSize(round(WIDTH * self._scale), round(HEIGHT * self._scale))
        self.update()

    # Keys and paint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn_to(self.number + 1)
            case Qt.Key.Key_PageUp:
                self.turn_to(self.number - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(larger=True)
            case Qt.Key.Key_Minus:
                self.zoom(larger=False)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._pages:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.save()
        painter.scale(self._scale, self._scale)
        self._setter.paint(painter, self._document, self._pages, self._number)
        painter.restore()
        painter.setPen(QPen(self.theme.colour("border.subtle"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
