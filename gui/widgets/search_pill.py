"""Small rounded buttons of the search: a key that can be inserted, and a filter that is in force."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from auditor.i18n import gettext as _
from auditor.search.query import Filter
from gui.painting import paint_focus, paint_icon
from gui.theme import Theme
from gui.widgets.focus_ring import OWN_RING
from gui.widgets.plain_tip import plain_tip

HEIGHT, PADDING, CROSS, MOST_WIDE = 24, 6, 12, 260
"""At 100 %."""


class Pill(QAbstractButton):
    """Words on a rounded ground. With `outlined` false the ground is the accent's soft one."""

    def __init__(self, theme: Theme, text: str, *, outlined: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._outlined = outlined
        self.setText(text)
        self.setProperty(OWN_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.restyle)

    @Slot()
    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def end(self) -> int:
        """Pixels at the end that are not for the words."""
        return self.theme.px(PADDING)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.theme.font("head")).horizontalAdvance(self.text())
        wide = self.theme.px(PADDING) + round(words + 0.5) + self.end()
        return QSize(min(wide, self.theme.px(MOST_WIDE)), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(HEIGHT) + self.end(), self.theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = self.underMouse() and self.isEnabled()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._outlined:
            inset = (self.height() - theme.px(20)) / 2
            box.adjust(0, inset, 0, -inset)
            painter.setPen(QPen(theme.colour("border.control"), 1))
            painter.setBrush(theme.colour("bg.hover" if hover else "bg.surface"))
        else:
            inset = (self.height() - theme.px(22)) / 2
            box.adjust(0, inset, 0, -inset)
            painter.setPen(QPen(theme.colour("accent.text"), 1) if hover else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.soft"))
        radius = theme.tokens.radius.chip
        painter.drawRoundedRect(box, radius, radius)
        font = theme.font("head")
        painter.setFont(font)
        painter.setPen(theme.colour("text.secondary" if self._outlined else "accent.text"))
        room = QRectF(self.rect()).adjusted(theme.px(PADDING), 0, -self.end(), 0)
        # Half a pixel more, so that rounding never cuts a word that fits.
        words = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        if self.hasFocus():
            paint_focus(painter, theme, QRectF(self.rect()), radius)


class Chip(Pill):
    """A filter in force.

    clicked   make it text again
    removed   with its cross, Delete or Backspace
    left, right  the arrow keys
    typed     letters that were meant for the field
    """

    removed = Signal()
    left = Signal()
    right = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, filter: Filter, words: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, outlined=False, parent=parent)
        self.filter = filter
        self.setAccessibleDescription(_("A filter. Enter makes it text again, Delete removes it."))
        self.cross = _Cross(theme, self)
        self.cross.clicked.connect(self.removed)
        self.say(words)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.cross.say(_("Remove {filter}").format(filter=words))
        self.restyle()

    def end(self) -> int:
        return self.theme.px(HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.end()
        self.cross.setGeometry(self.width() - side, 0, side, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Right:
            self.right.emit()
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class _Cross(QAbstractButton):
    """For the mouse; the keyboard has Delete."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._theme.px(CROSS)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        token = "text.primary" if self.underMouse() else "accent.text"
        paint_icon(QPainter(self), self._theme, box, self._theme.tokens.icons.action["cancel"], token)
