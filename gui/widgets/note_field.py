"""A note in the person's own words, out of the way until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text

LONGEST = 4_000
"""Letters of a note; what is pasted beyond them is left out."""
PAUSE = 600
"""Milliseconds without a key after which what was written is told."""


class _Lines(QPlainTextEdit):
    """Plain text of a few lines. `left`: the keyboard went elsewhere."""

    left = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        room = LONGEST - len(self.toPlainText()) + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, room)])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteField(QWidget):
    """`written` gives the note once the person pauses or goes elsewhere."""

    written = Signal(str)

    def __init__(self, theme: Theme, note: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = note
        self.add = Button(theme, _("Add a note"), role="link")
        self.add.setAccessibleDescription(about)
        self._title = Text(theme, _("Your note"), "strong")
        self.lines = _Lines()
        self.lines.setAccessibleName(self._title.text())
        self.lines.setAccessibleDescription(about)
        self.lines.setTabChangesFocus(True)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lines.setPlainText(note)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.tokens.space.half)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addWidget(self.lines)
        self.add.clicked.connect(self._open)
        self.lines.textChanged.connect(self._changed)
        self.lines.left.connect(self.tell)
        self._show_lines(shown=bool(note))
        self._fit()
        theme.changed.connect(self._fit)

    @Slot()
    def tell(self) -> None:
        """Say now what was written, if it is new."""
        self._timer.stop()
        note = self.lines.toPlainText().strip()[:LONGEST]
        if note != self._told:
            self._told = note
            self.written.emit(note)

    @Slot()
    def _changed(self) -> None:
        self._timer.start()

    @Slot()
    def _open(self) -> None:
        self._show_lines(shown=True)
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, *, shown: bool) -> None:
        self.add.setVisible(not shown)
        self._title.setVisible(shown)
        self.lines.setVisible(shown)

    @Slot()
    def _fit(self) -> None:
        self.lines.setFixedHeight(3 * self._theme.line("body") + self._theme.px(20))
