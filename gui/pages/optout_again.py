"""The steps to look at again: what was told, why to look now, and the three answers."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.recheck import due_words
from auditor.report.wording import curly
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_deeds import Deeds, Focus
from gui.pages.optout_place import StepLink
from gui.pages.optout_rows import Walk, again_title
from gui.pages.optout_step import Ways
from gui.session import Session
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.text import Text


class DueStep(msgspec.Struct, frozen=True):
    """A step with what the person told of it, and why to look again."""

    id: str
    title: str
    told: str
    why: str


class AgainPlace(msgspec.Struct, frozen=True):
    """`next` is the title of the step to go on with."""

    due: tuple[DueStep, ...]
    next: str


class AgainView(QWidget):
    """`went` gives the id of a step; `went_on` goes back to the walk."""

    went = Signal(str)
    went_on = Signal()

    def __init__(self, theme: Theme, place: AgainPlace, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        space = theme.tokens.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.title = Text(theme, again_title(len(place.due)), "title")
        layout.addWidget(self.title)
        layout.addSpacing(space.unit)
        words = _("Labels and switches move. Open each page and see whether it is still as you told us.")
        layout.addWidget(Text(theme, words, token="text.secondary"))
        layout.addSpacing(space.card)
        self.cards = [DueCard(theme, due, deeds) for due in place.due]
        for card in self.cards:
            card.went.connect(self.went)
            layout.addWidget(card)
            layout.addSpacing(space.inner)
        ways = Ways(theme, place.next, first=True)
        self.on = ways.on
        self.on.clicked.connect(self.went_on)
        layout.addSpacing(space.unit)
        layout.addLayout(ways)
        layout.addStretch(1)

    def take_focus(self, _focus: Focus) -> None:
        """Put the keyboard on the first step that waits for an answer."""
        first = self.cards[0].still_button if self.cards else self.on
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class DueCard(QFrame):
    """`went` gives the id of the step."""

    went = Signal(str)

    def __init__(self, theme: Theme, due: DueStep, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._id = due.id
        set_role(self, "card")
        self.setAccessibleName(due.title)
        space = theme.tokens.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space.card, space.inner, space.card, space.inner)
        column.setSpacing(space.half)
        column.addWidget(Text(theme, due.title, "card"))
        column.addWidget(Text(theme, due.told))
        column.addWidget(Text(theme, curly(due.why), token="text.secondary"))
        column.addSpacing(space.half)
        row = FlowLayout(space.unit, space.unit)
        see = StepLink(theme, _("Go to the step"), due.id)
        see.went.connect(self.went)
        self.still_button = Button(theme, _("Still so"), icon=theme.tokens.icons.state["done"])
        changed = Button(theme, _("It has changed"))
        later = Button(theme, _("Later"), role="quiet")
        self.still_button.clicked.connect(self._still)
        changed.clicked.connect(self._changed)
        later.clicked.connect(self._later)
        for button in (self.still_button, changed, later, see):
            button.setAccessibleDescription(due.title)
            row.addWidget(button)
        column.addLayout(row)

    @Slot()
    def _still(self) -> None:
        self._deeds.still_so(self._id)

    @Slot()
    def _changed(self) -> None:
        """The step is open again, and that is where to go on."""
        self._deeds.take_back(self._id)
        self.went.emit(self._id)

    @Slot()
    def _later(self) -> None:
        self._deeds.put_off(self._id)


def again_place(session: Session, walk: Walk) -> AgainPlace:
    due = tuple(
        DueStep(
            id,
            _(session.controls[id].title),
            optout_words.stands(session.record.step(id)),
            due_words(one, session.record, session.pack, formats.date),
        )
        for id, one in walk.due.items()
    )
    return AgainPlace(due, _(session.controls[walk.first].title))
