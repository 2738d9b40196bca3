"""What a person does with a window, as functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


def files(*paths: Path) -> QMimeData:
    """Files as a file manager hands them over."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def words(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def drag_over(widget: QWidget, mime: QMimeData) -> bool:
    """Hold something over a widget; whether the widget would take it."""
    middle = widget.rect().center()
    try:
        event = QDragEnterEvent(QPointF(middle), COPY, mime, LEFT, NO_KEYS)  # type: ignore[call-overload]
    except TypeError:  # before Qt 6.12 there is only the form with whole pixels
        event = QDragEnterEvent(QPoint(middle), COPY, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(widget, event)
    return bool(event.isAccepted())


def drag_away(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData) -> None:
    drag_over(widget, mime)
    QApplication.sendEvent(widget, QDropEvent(QPointF(widget.rect().center()), COPY, mime, LEFT, NO_KEYS))


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def spoken_description(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def without_a_name(window: QWidget) -> Sequence[QWidget]:
    """The controls that a screen reader could not name."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not spoken_name(widget)
    ]


def colours(image: QImage) -> set[str]:
    """Every colour of a picture, as `#rrggbb`; what is transparent, even in part, has none."""
    copy = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = memoryview(copy.constBits()).cast("I")
    return {QColor(pixel).name() for pixel in set(pixels) if pixel >> 24 == 255}
