"""A letter that the person says they sent: when a reply is due, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QDate, Qt, Signal, Slot
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
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.note_field import NoteField
from gui.widgets.text import Text

LONGEST = dt.timedelta(days=3 * 366)
"""How far in the future a later day may be."""


class SentLetter(QFrame):
    """changed (number, the new record, or None to forget the letter); noted (number, the record with another note);
    complain (id of the letter to the authority)"""

    changed = Signal(int, object)
    noted = Signal(int, object)
    complain = Signal(str)

    def __init__(self, theme: Theme, number: int, record: LetterRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._theme = theme
        self.number = number
        self._record = record
        self._state = state(record, today())
        self.deeds: dict[str, Button] = {}
        self.days: dict[str, DateField] = {}
        space = theme.tokens.space
        title = shown(record.title)
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.inner)
        layout.setSpacing(space.half)
        layout.addWidget(Text(theme, title, "card"))
        layout.addWidget(Text(theme, told(record), token="text.secondary"))
        layout.addWidget(self._standing())
        self._add_deeds(layout, title)
        self.note = NoteField(theme, record.note, title)
        self.note.written.connect(self._note)
        layout.addWidget(self.note)

    def focus(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        next(iter(self.days.values()), self.deeds["remove"]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _standing(self) -> QWidget:
        self.standing = Text(
            self._theme, standing(self._record, today()), "strong" if self._state == "overdue" else "body"
        )
        icons = self._theme.tokens.icons
        sign = {"overdue": icons.action["calendar"], "answered": icons.state["done"]}.get(self._state)
        return IconLine(Icon(self._theme, sign, "text.primary"), self.standing) if sign else self.standing

    def _add_deeds(self, layout: QVBoxLayout, title: str) -> None:
        """What can be done with it now; `days` holds the day that goes with a deed."""
        record, now = self._record, today()
        row = self._row()
        if self._state == "answered":
            row.addWidget(self._deed("reopen", _("Take the answer back"), self._reopen))
        else:
            day = self._day("answer", _("Day on which they answered: {title}").format(title=title))
            day.setMinimumDate(_qt(min(record.sent_on, now)))
            layout.addLayout(self._row(day, self._deed("answer", _("They answered that day"), self._answer)))
            if record.reply_due is not None:
                day = self._day("extend", _("Later day that they named: {title}").format(title=title))
                day.setDateRange(_qt(record.sent_on), _qt(now + LONGEST))
                day.show_day(self._suggested())
                layout.addLayout(self._row(day, self._deed("extend", _("They need until that day"), self._extend)))
            if record.extended_to is not None:
                row.addWidget(self._deed("shorten", _("Take the later day back"), self._shorten))
            if self._state == "overdue" and record.letter in load_letters():
                row.addWidget(self._deed("complain", _("Write the complaint"), self._complain, role=""))
        row.addWidget(self._deed("remove", _("Remove"), self._remove))
        layout.addLayout(row)

    def _row(self, *widgets: QWidget) -> FlowLayout:
        """Side by side where there is room."""
        row = FlowLayout(self._theme.tokens.space.unit, self._theme.tokens.space.half)
        for widget in widgets:
            row.addWidget(widget)
        return row

    def _deed(self, id: str, words: str, deed: Callable[[], None], *, role: str = "link") -> Button:
        button = self.deeds[id] = Button(self._theme, words, role=role)
        button.setAccessibleDescription(f"{shown(self._record.title)}. {told(self._record)}")
        button.clicked.connect(deed)
        return button

    def _day(self, id: str, name: str) -> DateField:
        day = self.days[id] = DateField(self._theme, name)
        return day

    def _suggested(self) -> dt.date:
        """As far as the rule allows, where that is sourced, else the day that is known."""
        letter = load_letters().get(self._record.letter)
        allowed = latest(letter.reply, self._record.sent_on) if letter else None
        return self._record.extended_to or allowed or self._record.due or today()

    @Slot()
    def _complain(self) -> None:
        self.complain.emit(f"complaint-{load_letters()[self._record.letter].party}")

    @Slot()
    def _answer(self) -> None:
        self._change(answered_on=self.days["answer"].day)

    @Slot()
    def _extend(self) -> None:
        self._change(extended_to=self.days["extend"].day)

    @Slot()
    def _shorten(self) -> None:
        self._change(extended_to=None)

    @Slot()
    def _reopen(self) -> None:
        self._change(answered_on=None)

    @Slot()
    def _remove(self) -> None:
        self.changed.emit(self.number, None)

    @Slot(str)
    def _note(self, note: str) -> None:
        self._record = msgspec.structs.replace(self._record, note=note)
        self.noted.emit(self.number, self._record)

    def _change(self, **what: dt.date | None) -> None:
        self.changed.emit(self.number, msgspec.structs.replace(self._record, **what))


def _qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
