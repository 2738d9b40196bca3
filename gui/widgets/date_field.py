"""A day of the past, with the month as a word so that no one can mix it up with the day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QSizePolicy, QWidget

from gui import formats
from gui.theme import Theme

EARLIEST = dt.date(2006, 3, 21)
"""The first post. Nothing on X is older."""


def today() -> dt.date:
    """The day on the person's own calendar."""
    return dt.datetime.now().astimezone().date()


class DateField(QDateEdit):
    """From the beginning of X to today, which it shows at first."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat(formats.date_pattern())
        self.setDateRange(_qt(EARLIEST), _qt(today()))
        self.setDate(_qt(today()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)  # what comes below stays where it is
        self.setSizePolicy(policy)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def day(self) -> dt.date:
        date = self.date()
        return dt.date(date.year(), date.month(), date.day())

    def show_day(self, day: dt.date) -> None:
        """Without telling anyone: this is what is known already."""
        self.blockSignals(True)
        self.setDate(_qt(day))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change a date it happens to pass."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot()
    def _restyle(self) -> None:
        self.setMinimumWidth(self._theme.px(152))


def _qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
