"""A letter that the person says they sent: when a reply is due, and what came of it."""

from __future__ import annotations

import datetime as dt

import msgspec
from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.letters.library import load_letters
from auditor.letters.tracking import LetterRecord, latest, state
from gui.pages.letters_words import shown, standing, told
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.date_field import DateField, today
from gui.widgets.flow import FlowLayout
from gui.widgets.text import Text


class SentLetter(QFrame):
    """changed (number, the new record, or None to forget the letter)"""

    changed = Signal(int, object)

    def __init__(self, theme: Theme, number: int, record: LetterRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._theme = theme
        self._number = number
        self._record = record
        space = theme.tokens.space
        title = shown(record.title)
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.inner)
        layout.setSpacing(2)
        layout.addWidget(Text(theme, title, "card"))
        layout.addWidget(Text(theme, told(record), token="text.secondary"))
        self.standing = Text(theme, standing(record, today()), "strong" if self._overdue() else "body")
        layout.addWidget(self.standing)
        layout.addSpacing(space.half)
        layout.addLayout(self._deeds(title))

    def _overdue(self) -> bool:
        return state(self._record, today()) == "overdue"

    def _deeds(self, title: str) -> FlowLayout:
        theme = self._theme
        row = FlowLayout(theme.tokens.space.unit, theme.tokens.space.half)
        self.day = DateField(theme, _("Day of the answer, or the later day they name: {title}").format(title=title))
        self.day.setMaximumDate(QDate(today().year + 3, 12, 31))
        self.day.show_day(self._suggested())
        self.answered = Button(theme, _("They answered that day"), role="link")
        self.longer = Button(theme, _("They need until that day"), role="link")
        self.reopened = Button(theme, _("Take the answer back"), role="link")
        self.removed = Button(theme, _("Remove"), role="link")
        deeds = {
            self.answered: self._answer,
            self.longer: self._extend,
            self.reopened: self._reopen,
            self.removed: self._remove,
        }
        open_still = self._record.answered_on is None
        row.addWidget(self.day)
        self.day.setVisible(open_still)
        for button, deed in deeds.items():
            button.setAccessibleDescription(title)
            button.clicked.connect(deed)
            row.addWidget(button)
        self.answered.setVisible(open_still)
        self.longer.setVisible(open_still and self._record.reply_due is not None)
        self.reopened.setVisible(not open_still)
        return row

    def _suggested(self) -> dt.date:
        """Today, or what the rule allows where it is overdue and that is sourced."""
        letter = load_letters().get(self._record.letter)
        if letter is not None and self._overdue() and self._record.extended_to is None:
            return latest(letter.reply, self._record.sent_on) or today()
        return today()

    @Slot()
    def _answer(self) -> None:
        self._change(answered_on=self.day.day)

    @Slot()
    def _extend(self) -> None:
        self._change(extended_to=self.day.day)

    @Slot()
    def _reopen(self) -> None:
        self._change(answered_on=None)

    @Slot()
    def _remove(self) -> None:
        self.changed.emit(self._number, None)

    def _change(self, **what: dt.date | None) -> None:
        self.changed.emit(self._number, msgspec.structs.replace(self._record, **what))
