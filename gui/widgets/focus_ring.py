"""The ring around what has the keyboard: 2 px of accent, a little away, drawn outside the widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from gui.painting import paint_focus
from gui.theme import Theme

RING_OFFSET = "ringOffset"
RING_RADIUS = "ringRadius"
RING_AROUND_PARENT = "ringAroundParent"
OWN_RING = "ownRing"
"""Dynamic properties: how far away, how round, True for the bare field of a framed one, and True for a widget that
paints its focus itself."""


class _Margin(QProxyStyle):
    """Tells a focus frame how far outside its widget it reaches."""

    def __init__(self, parent: QObject) -> None:
        super().__init__("fusion")
        self.setParent(parent)
        self.margin = 0

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in {QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin}:
            return self.margin
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1  # a child of the window or of a scroll area, so that no parent cuts it off
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0  # it would cut the round corners off
        return super().styleHint(hint, option, widget, data)


class FocusFrame(QFocusFrame):
    """The ring itself, around any one widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._margin = _Margin(self)
        self.setStyle(self._margin)

    def surround(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._margin.margin = self._offset(widget) + self._theme.tokens.stroke.focus
        self.setWidget(widget)  # type: ignore[arg-type]  # Qt takes None here: no widget

    def _offset(self, widget: QWidget) -> int:
        offset = widget.property(RING_OFFSET)
        return self._theme.tokens.stroke.focus_offset if offset is None else int(offset)

    def paintEvent(self, _event: QPaintEvent) -> None:
        widget = self.widget()
        radius = widget.property(RING_RADIUS)
        radius = self._theme.tokens.radius.control if radius is None else int(radius)
        painter = QPainter(self)
        paint_focus(painter, self._theme, QRectF(self.rect()), radius + self._offset(widget))


class FocusRing(QObject):
    """Follows the keyboard focus of the whole application. A click shows no ring, except in fields for text."""

    def __init__(self, app: QApplication, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.frame = FocusFrame(theme)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def around(self) -> QWidget | None:
        """What the ring is around now."""
        return self.frame.widget()

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self.frame):  # a dialog had the focus, and took the frame with it when it went
            self.frame = FocusFrame(self._theme)
        if new is None or not _wants_ring(new):
            self.frame.surround(None)
        else:
            self.frame.surround(new.parentWidget() if new.property(RING_AROUND_PARENT) else new)


def _wants_ring(widget: QWidget) -> bool:
    if widget.property(OWN_RING) or isinstance(widget, QAbstractItemView) or widget.isWindow():
        return False
    clicked = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    return not clicked or isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox)
