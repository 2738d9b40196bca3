"""A clause as it is quoted: the words behind an edge in the colour of the verdict, and where they were read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.models.explained import Quoted
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.painted import Painted
from gui.widgets.text import Text

EDGE = 3


class _Edge(Painted):
    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__(theme)
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(EDGE, EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), self.theme.colour(self._token))


class Quote(QWidget):
    """`open_link` gives the address of the source; there is a button for it only where it has one."""

    open_link = Signal(str)

    def __init__(self, theme: Theme, clause: Quoted, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = clause.url
        space = theme.tokens.space
        words = f"“{clause.words}”" if clause.verbatim else clause.words
        column = QVBoxLayout()
        column.setSpacing(space.half)
        column.addWidget(Text(theme, words))
        if clause.remark:
            column.addWidget(Text(theme, clause.remark, token="text.secondary"))
        where = f"{clause.source} {clause.dates} {clause.certainty}."
        column.addWidget(Text(theme, where, "caption", "text.tertiary"))
        if clause.url:
            link = Button(theme, _("Open the source"), role="link", icon=theme.tokens.icons.state["open_outside"])
            link.setAccessibleDescription(clause.source)
            link.clicked.connect(self._open)
            row = QHBoxLayout()
            row.addWidget(link)
            row.addStretch(1)
            column.addLayout(row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.inner)
        layout.addWidget(_Edge(theme, token))
        layout.addLayout(column, 1)

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(self._url)
