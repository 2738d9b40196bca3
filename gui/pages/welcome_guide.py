"""Beside the drop zone: how to get an archive, waiting for it, and what can be done without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.date_field import today
from gui.widgets.emphasis import emphasised
from gui.widgets.icon import Icon
from gui.widgets.painted import Painted
from gui.widgets.text import Run, Text


class Numeral(Painted):
    """The number of a step in a ring."""

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._number = formats.count(number)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.theme.px(24)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("border.control"), 1))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(self.theme.colour("text.primary"))
        painter.setFont(self.theme.font("head", tabular=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)


class ArchiveGuide(QWidget):
    """How do I get my archive?

    open_x_page  the person wants the page of X
    requested    the day on which they asked X for the archive, None when they take that back
    """

    open_x_page = Signal()
    requested = Signal(object)

    def __init__(self, theme: Theme, requested_on: dt.date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(theme, _("How do I get my archive?"), "heading"))
        column.addSpacing(24)
        steps = self._steps()
        for number, (title, words) in enumerate(steps, 1):
            column.addLayout(self._step(number, title, words))
            if number < len(steps):
                column.addSpacing(10)
                column.addWidget(Hairline())
                column.addSpacing(10)
        column.addSpacing(16)
        self._open = Button(theme, _("Open the X page in my browser"), icon="external-link")
        self._asked = Button(theme, _("I have requested it"), role="link")
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addWidget(self._asked, 0, Qt.AlignmentFlag.AlignLeft)
        self._waiting = Waiting(theme)
        buttons.addWidget(self._waiting)
        column.addLayout(buttons)
        self._open.clicked.connect(self.open_x_page)
        self._asked.clicked.connect(self._ask)
        self._waiting.undone.connect(self._undo)
        self.show_requested(requested_on)

    def show_requested(self, day: dt.date | None) -> None:
        """Show since when the archive is awaited, or that it was not yet asked for."""
        self._asked.setVisible(day is None)
        self._waiting.setVisible(day is not None)
        if day is not None:
            self._waiting.show_day(day)

    @Slot()
    def _ask(self) -> None:
        day = today()
        self.show_requested(day)
        self._waiting.undo.setFocus()
        self.requested.emit(day)

    @Slot()
    def _undo(self) -> None:
        self.show_requested(None)
        self._asked.setFocus()
        self.requested.emit(None)

    def _steps(self) -> Sequence[tuple[str, str | Sequence[Run]]]:
        return (
            (
                _("Open your X settings"),
                _("Your account, then “Download an archive of your data”. X may ask for your password."),
            ),
            (
                _("Request the archive"),
                emphasised(
                    _("Do this {before} you delete any Grok history: deleted chats are missing from it."),
                    {"before": _("before")},
                ),
            ),
            (_("Wait for X’s e-mail"), _("The link in it lasts only a few days.")),
            (_("Drop the .zip here"), _("No need to unpack. Several parts? Drop them all, exported bookmarks too.")),
        )

    def _step(self, number: int, title: str, words: str | Sequence[Run]) -> QHBoxLayout:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Text(self._theme, title, "strong"))
        text.addWidget(Text(self._theme, words, token="text.secondary"))
        row = QHBoxLayout()
        row.setSpacing(self._theme.tokens.space.inner)
        row.addWidget(Numeral(self._theme, number), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        return row


class Waiting(QFrame):
    """Since when an archive is awaited, and a way to take that back."""

    undone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "notice")
        self._title = Text(theme, style="strong")
        words = _("X can take days; the link in its e-mail lasts only a few days.")
        self.setAccessibleDescription(words)
        self.undo = Button(theme, _("Undo"), role="quiet", name=_("Undo: I have not requested it"))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(Text(theme, words, token="text.secondary"))
        row = QHBoxLayout(self)
        space = theme.tokens.space
        row.setContentsMargins(space.inner, space.unit, space.unit, space.unit)
        row.setSpacing(10)
        row.addWidget(Icon(theme, theme.tokens.icons.action["calendar"]), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        self.undo.clicked.connect(self.undone)

    def show_day(self, day: dt.date) -> None:
        self._title.set_text(_("Requested on {date}").format(date=formats.date(day)))
        self.setAccessibleName(self._title.text())
