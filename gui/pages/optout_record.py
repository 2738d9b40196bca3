"""The record of a step: what the person tells of it, and when, and what they keep with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.report.wording import curly
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_deeds import Deeds
from gui.pages.optout_proof import StepProof
from gui.pages.optout_standing import StepPlace
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.choice import Choice
from gui.widgets.date_field import DateField
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.note_field import NoteField
from gui.widgets.text import Text
from gui.widgets.two_columns import TwoColumns

COLUMNS, NARROWEST = (10, 9), 560


class RecordCard(QFrame):
    """`note` is what the person wrote before."""

    def __init__(self, theme: Theme, place: StepPlace, note: str, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._id = place.control.id
        self._theme = theme
        self._place = place
        set_role(self, "card")
        self.setAccessibleName(_("What you tell us of this step"))
        space = theme.tokens.space
        self.remind: Choice | None = None
        self.proof = StepProof(theme, place, deeds)
        self.note = NoteField(theme, note, _(place.control.title))
        self.note.written.connect(self._noted)
        columns = TwoColumns(theme, COLUMNS, gap=space.section, narrowest=NARROWEST)
        columns.main.setSpacing(space.unit)
        if place.due:
            self._ask_again(columns.main)
        elif place.said.state is not None:
            self._tell(columns.main)
        else:
            self._ask(columns.main)
        columns.main.addStretch(1)
        columns.side.addWidget(self.proof)
        columns.side.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.card, space.inner, space.card, space.inner)
        column.setSpacing(space.inner)
        column.addWidget(columns)
        column.addWidget(Hairline())
        column.addWidget(self.note)

    # Nothing was told

    def _ask(self, column: QVBoxLayout) -> None:
        theme, space, place = self._theme, self._theme.tokens.space, self._place
        column.addWidget(Text(theme, _("When you have done it"), "strong"))
        self.day = DateField(theme, _("The day on which you did it"))
        self.day.dateChanged.connect(self._say_day)
        self.action = Button(theme, _("I have done this"), icon=theme.tokens.icons.state["done"])
        self.action.clicked.connect(self._press)
        row = FlowLayout(space.unit, space.unit)
        row.addWidget(self.day)
        row.addWidget(self.action)
        column.addLayout(row)
        others = FlowLayout(space.card, 0)
        if place.asks:
            self.ask = Button(theme, _("I have asked X for it"), role="link")
            self.ask.clicked.connect(self._asked)
            others.addWidget(self.ask)
        self.not_for_me = Button(theme, _("Not for me"), role="link")
        self.not_for_me.setAccessibleDescription(_("The step stays in the list and no longer counts."))
        self.not_for_me.clicked.connect(self._set_aside)
        others.addWidget(self.not_for_me)
        if place.habit:
            self.never = Button(theme, optout_words.never_used(place.habit), role="link")
            self.never.setAccessibleDescription(_("Every step about it is left out then."))
            self.never.clicked.connect(self._never_used)
            others.addWidget(self.never)
        column.addLayout(others)
        self.words = Text(theme, "", "caption", "text.tertiary")
        if place.step.available and place.control.rechecked:
            column.addSpacing(space.half)
            self._remind(column, place.usual)
        for one in (self.day, self.action):
            one.setEnabled(place.step.available)
        column.addWidget(self.words)
        if place.step.available:
            self._say_day()
        else:
            self.words.set_text(curly(place.step.reason_unavailable))
            self.action.setAccessibleDescription(curly(place.step.reason_unavailable))

    def _remind(self, column: QVBoxLayout, days: int) -> None:
        """How long until a look again; `days` is chosen at first."""
        heading = Text(self._theme, _("Remind me to check"), "strong")
        self.remind = Choice(heading.text(), optout_words.spaces(days))
        self.remind.show_value(days)
        heading.setBuddy(self.remind)
        column.addWidget(heading)
        column.addWidget(self.remind, 0, Qt.AlignmentFlag.AlignLeft)

    # Something was told

    def _tell(self, column: QVBoxLayout) -> None:
        theme, place = self._theme, self._place
        icons = theme.tokens.icons.state
        done = place.said.state == "done"
        self._line(column, icons["done" if done else "not_done"], optout_words.stands(place.said))
        self.action = Button(theme, _("Take it back"), role="link")
        self.action.clicked.connect(self._take_back)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)
        on = optout_words.look_again_on(place.said, place.usual)
        if done and on and place.said.told_on and place.control.rechecked:
            self._remind(column, (on - place.said.told_on).days)
            assert self.remind is not None
            self.remind.activated.connect(self._reminded)
            words = _("Outtake asks you again on {date}.").format(date=formats.date(on))
            column.addWidget(Text(theme, words, "caption", "text.tertiary"))
        if done:
            column.addWidget(Text(theme, _("Outtake cannot see the switch."), "caption", "text.tertiary"))

    def _line(self, column: QVBoxLayout, icon: str, words: str) -> None:
        column.addWidget(IconLine(Icon(self._theme, icon, "accent.text"), Text(self._theme, words, "strong")))

    def _ask_again(self, column: QVBoxLayout) -> None:
        theme, space = self._theme, self._theme.tokens.space
        icons = theme.tokens.icons
        self._line(column, icons.action["earlier"], _("Is it still so?"))
        column.addWidget(Text(theme, optout_words.stands(self._place.said), token="text.secondary"))
        row = FlowLayout(space.unit, space.unit)
        self.action = Button(theme, _("Still so"), icon=icons.state["done"])
        self.has_changed = Button(theme, _("It has changed"))
        self.later_button = Button(theme, _("Later"), role="quiet")
        self.has_changed.setAccessibleDescription(_("What you told us is taken back, and the step is open again."))
        self.later_button.setAccessibleDescription(_("Outtake asks again in a month."))
        self.action.clicked.connect(self._still_so)
        self.has_changed.clicked.connect(self._take_back)
        self.later_button.clicked.connect(self._put_off)
        for button in (self.action, self.has_changed, self.later_button):
            row.addWidget(button)
        column.addLayout(row)
        words = _("Look at the page first. Outtake cannot see the switch.")
        column.addWidget(Text(theme, words, "caption", "text.tertiary"))

    # What the person does

    @Slot()
    def _press(self) -> None:
        days = self._place.usual if self.remind is None else self.remind.value
        assert isinstance(days, int)
        self._deeds.done(self._id, self.day.day, days)

    @Slot()
    def _set_aside(self) -> None:
        self._deeds.set_aside(self._id)

    @Slot()
    def _never_used(self) -> None:
        if self._place.habit:
            self._deeds.use(self._place.habit, used=False)

    @Slot()
    def _asked(self) -> None:
        self._deeds.ask_for_archive(self.day.day)

    @Slot()
    def _take_back(self) -> None:
        self._deeds.take_back(self._id)

    @Slot()
    def _still_so(self) -> None:
        self._deeds.still_so(self._id)

    @Slot()
    def _put_off(self) -> None:
        self._deeds.put_off(self._id)

    @Slot()
    def _reminded(self) -> None:
        assert self.remind is not None
        assert isinstance(self.remind.value, int)
        self._deeds.remind(self._id, self.remind.value)

    @Slot(str)
    def _noted(self, words: str) -> None:
        self._deeds.note(self._id, words)

    @Slot()
    def _say_day(self) -> None:
        words = _("The report will say “you told us, on {date}”. Outtake cannot see the switch.")
        self.words.set_text(words.format(date=formats.date(self.day.day)))
