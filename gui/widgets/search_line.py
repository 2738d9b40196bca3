"""The line of text in the search field: what is typed, before it is understood."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from auditor.i18n import gettext as _
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.focus_ring import RING_AROUND_PARENT
from gui.widgets.search_completions import CompletionList

SHORTEST = 120
"""At 100 %."""
PASSING = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""Reasons to lose the keyboard only for a while."""


class SearchLine(QLineEdit):
    """edited     after each change, but never in the middle of composing a letter
    composing  a letter is begun
    went_left  Backspace or Left at the start
    asked_for_more  Down: what may follow here?
    took_marked     the marked completion is wanted
    finished   Enter
    left       the keyboard is elsewhere
    """

    edited = Signal()
    composing = Signal()
    went_left = Signal()
    asked_for_more = Signal()
    took_marked = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, theme: Theme, completions: CompletionList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._completions = completions
        self._half = False
        set_role(self, "bare")
        self.setProperty(RING_AROUND_PARENT, True)
        self.setAccessibleName(_("Search every item"))
        self.setPlaceholderText(_("Search every item"))
        self.textEdited.connect(self._changed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(SHORTEST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @Slot()
    def _changed(self) -> None:
        if not self._half:
            self.edited.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was_half, self._half = self._half, bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._half:
            self.composing.emit()
        elif was_half:
            self.edited.emit()

    def event(self, event: QEvent) -> bool:
        """Tab goes to the list while that is open; elsewhere it goes on to the next control."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self._completions.isVisible()
        ):
            self._mark_or_take()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_open = event.key(), self._completions.isVisible()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if is_open and self._completions.current() is not None:
                self.took_marked.emit()
            else:
                self.finished.emit()
        elif key == Qt.Key.Key_Escape and is_open:
            self._completions.hide()
        elif key == Qt.Key.Key_Down and not is_open:
            self.asked_for_more.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and is_open:
            self._completions.mark(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Left} and self._at_start(event):
            self.went_left.emit()
        else:
            super().keyPressEvent(event)
            if key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}:
                self._completions.hide()

    def _mark_or_take(self) -> None:
        if self._completions.current() is None:
            self._completions.mark(1)
        else:
            self.took_marked.emit()

    def _at_start(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        return plain and self.cursorPosition() == 0 and not self.hasSelectedText()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._completions.hide()
        if event.reason() not in PASSING:
            self.left.emit()
