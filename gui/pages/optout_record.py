"""The record of a step: the person says that it is done, and when, or takes that back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout import Step
from gui import formats
from gui.pages import optout_words
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.date_field import DateField
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Icon
from gui.widgets.text import Text


class RecordCard(QFrame):
    """`done` gives the day the person says; `withdrawn` takes it back."""

    done = Signal(object)
    withdrawn = Signal()

    def __init__(self, theme: Theme, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, "card")
        space = theme.tokens.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.inner)
        layout.setSpacing(space.unit)
        if step.done_on is None:
            self._ask(layout, step)
        else:
            self._tell(layout, step.done_on)

    def focus_action(self) -> None:
        """Put the keyboard where the record is made or taken back."""
        self.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, layout: QVBoxLayout, step: Step) -> None:
        theme = self._theme
        title = Text(theme, _("When you have done it"), "strong")
        self.setAccessibleName(title.text())
        self.day = DateField(theme, _("The day on which you did it"))
        self.day.dateChanged.connect(self._say_day)
        self.action = Button(theme, _("I have done this"), icon=theme.tokens.icons.state["done"])
        self.action.clicked.connect(self._press)
        for one in (self.day, self.action):
            one.setEnabled(step.available)
        row = FlowLayout(theme.tokens.space.unit, theme.tokens.space.unit)
        row.addWidget(self.day)
        row.addWidget(self.action)
        self.words = Text(theme, "", "caption", "text.tertiary")
        layout.addWidget(title)
        layout.addLayout(row)
        layout.addWidget(self.words)
        if step.available:
            self._say_day()
        else:
            self.words.set_text(step.reason_unavailable)

    def _tell(self, layout: QVBoxLayout, day: dt.date) -> None:
        theme = self._theme
        row = FlowLayout(theme.tokens.space.unit, theme.tokens.space.half)
        row.addWidget(Icon(theme, theme.tokens.icons.state["done"], "accent.text", 20))
        title = Text(theme, optout_words.told(day), "strong", wrap=False)
        self.setAccessibleName(title.text())
        row.addWidget(title)
        self.action = Button(theme, _("Take it back"), role="link")
        self.action.clicked.connect(self.withdrawn)
        row.addWidget(self.action)
        layout.addLayout(row)
        layout.addWidget(Text(theme, _("Outtake cannot see the switch."), "caption", "text.tertiary"))

    @Slot()
    def _press(self) -> None:
        self.done.emit(self.day.day)

    @Slot()
    def _say_day(self) -> None:
        date = formats.date(self.day.day)
        words = _("The report will say “you told us, on {date}”. Outtake cannot see the switch.")
        self.words.set_text(words.format(date=date))
