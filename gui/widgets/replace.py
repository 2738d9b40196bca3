"""Putting something new in the place of something old, in one step."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget


def replace(layout: QBoxLayout, old: QWidget | None, new: QWidget) -> None:
    """`old` is gone at once; `new` takes its place in the layout, or comes last."""
    place = -1
    if old is not None:
        place = layout.indexOf(old)
        layout.removeWidget(old)
        old.hide()
        old.deleteLater()
    layout.insertWidget(place, new)
    new.show()
