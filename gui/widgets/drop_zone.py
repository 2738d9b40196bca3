"""Where an archive comes in: dropped, pasted, or chosen with a picker."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.focus_ring import RING_OFFSET, RING_RADIUS
from gui.widgets.icon import Icon
from gui.widgets.text import Text


class State(Enum):
    REST = "rest"
    DRAG_OVER = "drag over"
    REFUSED = "refused"


def paths_from_mime(mime: QMimeData) -> list[Path]:
    """The local files and folders that were dropped, copied, or whose paths were copied as text."""
    return paths_from([url.toString() for url in mime.urls()], mime.text())


def paths_from(urls: Sequence[str], text: str) -> list[Path]:
    """Paths from URLs or, where there are none, from lines of text. What is not on this computer is left out."""
    found: list[Path] = []
    for line in urls or text.splitlines():
        word = line.strip().strip("\"'")
        url = QUrl(word)
        local = url.toLocalFile() if url.isLocalFile() else word
        path = Path(local)
        if path.is_absolute() and path not in found:
            found.append(path)
    return found


class DropZone(QAbstractButton):
    """A button that is also a place to drop things.

    archives_chosen   a list of Path: the parts of one archive, or an unpacked folder
    browse_requested  Enter, Space, a click, or its own "Choose a file…"
    folder_requested  its own "Choose a folder…"

    The compact form is one line high with words only, for a part that is still missing.
    """

    archives_chosen = Signal(object)
    browse_requested = Signal()
    folder_requested = Signal()

    def __init__(self, theme: Theme, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = compact
        self._state = State.REST
        radius = theme.tokens.radius.card if compact else theme.tokens.radius.dropzone
        self._radius = radius
        self.setProperty(RING_RADIUS, radius)
        self.setProperty(RING_OFFSET, theme.tokens.stroke.focus_offset_dropzone)
        tall = QSizePolicy.Policy.Preferred if compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, tall)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        align = Qt.AlignmentFlag.AlignLeft if compact else Qt.AlignmentFlag.AlignHCenter
        actions = theme.tokens.icons.action
        self._sign = Icon(theme, actions["archive"], size=24 if compact else 48)
        self._title = Text(theme, style="strong" if compact else "drop", align=align)
        self._words = Text(theme, style="caption" if compact else "body", token="text.secondary", align=align)
        self._column = self._lay_out()
        self.show_state(State.REST)
        self.clicked.connect(self.browse_requested)
        theme.changed.connect(self._restyle)

    # What a page says to it

    @property
    def state(self) -> State:
        return self._state

    @Slot()
    def reset(self) -> None:
        self.show_state(State.REST)

    def refuse(self, title: str, advice: str) -> None:
        """Say in place what was wrong with what was given and what to do."""
        self.show_state(State.REFUSED, title, advice)

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard: copied files, or the path of one."""
        self._take(QGuiApplication.clipboard().mimeData())

    # How it looks

    def _lay_out(self) -> QBoxLayout:
        space = self._theme.tokens.space
        if self._compact:
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(self._title)
            words.addWidget(self._words)
            row = QHBoxLayout(self)
            row.setContentsMargins(space.card, 9, space.card, 9)
            row.setSpacing(space.inner)
            row.addWidget(self._sign)
            row.addLayout(words, 1)
            return row
        file = Button(self._theme, _("Choose a file…"), role="primary")
        folder = Button(self._theme, _("Choose a folder…"))
        file.clicked.connect(self.browse_requested)
        folder.clicked.connect(self.folder_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(space.unit)
        buttons.addStretch(1)
        buttons.addWidget(file)
        buttons.addWidget(folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.section, space.section, space.section, space.section)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addWidget(self._title)
        column.addSpacing(space.unit)
        column.addWidget(self._words)
        column.addSpacing(space.section)
        column.addLayout(buttons)
        column.addSpacing(20)
        column.addLayout(self._hints())
        column.addStretch(1)
        return column

    def _hints(self) -> QHBoxLayout:
        space = self._theme.tokens.space
        row = QHBoxLayout()
        row.setSpacing(space.unit)
        row.addStretch(1)
        row.addWidget(KeyCap(self._theme, _("Space")))
        row.addWidget(Text(self._theme, _("opens the file picker"), "caption", "text.tertiary", wrap=False))
        row.addSpacing(space.card)
        row.addWidget(KeyCap(self._theme, _("Ctrl")))
        row.addWidget(KeyCap(self._theme, "V"))
        row.addWidget(Text(self._theme, _("takes a copied file or path"), "caption", "text.tertiary", wrap=False))
        row.addStretch(1)
        return row

    def show_state(self, state: State, title: str = "", words: str = "") -> None:
        """Take on a state with its own words; without words, those of rest."""
        self._state = state
        icons = self._theme.tokens.icons
        icon, token = {
            State.REST: (icons.action["archive"], "accent.text" if self.hasFocus() else "text.secondary"),
            State.DRAG_OVER: (icons.action["let_go"], "accent.text"),
            State.REFUSED: (icons.state["error"], "error.text"),
        }[state]
        self._sign.show_icon(icon, token)
        self._title.set_text(title or _("Drop your X archive here"))
        self._words.set_text(
            words or _("A .zip, all parts of one archive, or an unpacked folder. Old archives work too.")
        )
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._words.text())
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, width = self._look()
        pen = QPen(edge, width)
        if self._state is State.REST:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(ground)
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, self._radius - inset, self._radius - inset)

    def _look(self) -> tuple[QColor, QColor, float]:
        colour = self._theme.colour
        if self._state is State.DRAG_OVER:
            return colour("accent.soft"), colour("accent.text"), 2.0
        if self._state is State.REFUSED:
            return colour("bg.raised"), colour("error.text"), 2.0
        return colour("bg.raised"), colour("border.control"), 1.0

    # Keys, drops

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape and self._state is not State.REST:
            self.reset()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tint()

    def _tint(self) -> None:
        if self._state is State.REST:
            archive = self._theme.tokens.icons.action["archive"]
            self._sign.show_icon(archive, "accent.text" if self.hasFocus() else "text.secondary")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if not (mime.hasUrls() or mime.hasText()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.show_state(State.DRAG_OVER, _("Let go to read it"), _names(paths_from_mime(mime)))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.reset()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(event.mimeData())

    def _take(self, mime: QMimeData) -> None:
        paths = paths_from_mime(mime)
        if paths:
            self.reset()
            self.archives_chosen.emit(paths)
        else:
            self.refuse(
                _("This is not a file or folder on this computer."),
                _("Drop the .zip that X gave you. Nothing was kept."),
            )


def _names(paths: Sequence[Path]) -> str:
    """What is held over the zone: a name, or how many."""
    if len(paths) == 1:
        return paths[0].name
    return ngettext("{n} file", "{n} files", len(paths)).format(n=formats.count(len(paths))) if paths else ""


class KeyCap(QFrame):
    """The name of a key, drawn as one."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 1, 6, 1)
        layout.addWidget(Text(theme, key, "caption", wrap=False))
