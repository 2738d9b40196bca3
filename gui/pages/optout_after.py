"""What comes after the last step: the way to the letters, the files to keep, and what no switch does."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import load_sentences
from auditor.optout.recheck import coming
from auditor.optout.records import Habit
from auditor.report.wording import curly
from gui.pages import optout_words
from gui.pages.optout_deeds import Deeds, Focus
from gui.pages.optout_files import FilesToKeep
from gui.pages.optout_place import StepLink
from gui.pages.optout_rows import Kind, Walk
from gui.pages.optout_step import Ways, marked
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.text import Text

NO_SWITCH = ("no_untraining", "others", "likes", "licence", "copies", "scrapers", "moved")
"""Sentences of the guide that no single step says."""


class AfterPlace(msgspec.Struct, frozen=True):
    """next       title of what comes after it, "" at the end of all
    usual      days from telling to looking again
    told       how many steps something was told of
    reminders  how many steps have a day for looking again
    habits     what the person says they have never used
    left_out   id, title and reason of every control that is left out
    """

    kind: Kind
    next: str
    has_audit: bool
    usual: int
    told: int
    reminders: int
    habits: tuple[Habit, ...]
    left_out: tuple[tuple[str, str, str], ...]


class AfterView(QWidget):
    """went        the id of a step
    letters     the person wants to write one
    announce    a sentence for the screen reader
    """

    went = Signal(str)
    letters = Signal()
    back = Signal()
    went_on = Signal()
    announce = Signal(str)

    def __init__(
        self, theme: Theme, session: Session, place: AfterPlace, deeds: Deeds, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place = place
        self._theme = theme
        self._deeds = deeds
        self.files: FilesToKeep | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        match place.kind:
            case "letters":
                self._letters()
            case "keep":
                self._keep(session)
            case "limits":
                self._limits()
        self._layout.addSpacing(theme.tokens.space.section)
        last = _("Go to the report") if place.has_audit else _("Back to the first step")
        ways = Ways(theme, place.next, last=last)
        ways.back_button.clicked.connect(self.back)
        self.on = ways.on
        self.on.clicked.connect(self.went_on)
        self._layout.addLayout(ways)
        self._layout.addStretch(1)

    def take_focus(self, focus: Focus) -> None:
        """Put the keyboard where the person goes on."""
        target = self.files.usual if focus == "remind" and self.files else self.on
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, title: str, words: str) -> None:
        self.title = Text(self._theme, title, "title")
        self._layout.addWidget(self.title)
        self._layout.addSpacing(self._theme.tokens.space.unit)
        self._layout.addWidget(Text(self._theme, words, token="text.secondary"))
        self._layout.addSpacing(self._theme.tokens.space.card)

    def _letters(self) -> None:
        words = _(
            "Beyond the switches you may have rights that no page of settings offers: to object with reasons of your "
            "own, to ask what is held, to have it erased, to complain. Which ones depends on where you live."
        )
        self._head(_("Letters"), words)
        go = Button(self._theme, _("Go to the letters"), role="primary", icon=self._theme.tokens.icons.page["report"])
        go.clicked.connect(self.letters)
        self._layout.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addSpacing(self._theme.tokens.space.unit)
        words = _("Templates, not legal advice. Outtake sends nothing: you are the sender.")
        self._layout.addWidget(Text(self._theme, words, "caption", "text.tertiary"))

    def _keep(self, session: Session) -> None:
        self._head(
            _("Reminders and record"),
            _("What you told us stays with your account in Outtake. These files take it out, when you want that."),
        )
        place = self.place
        self.files = FilesToKeep(
            self._theme, session, self._deeds, usual=place.usual, told=place.told, reminders=place.reminders
        )
        self.files.announce.connect(self.announce)
        self._layout.addWidget(self.files)

    def _limits(self) -> None:
        theme, space = self._theme, self._theme.tokens.space
        self._head(_("What no switch does"), _("Whatever you set, this holds."))
        mark = theme.tokens.icons.state["not_done"]
        sentences = [curly(_(load_sentences()[key])) for key in NO_SWITCH]
        self._layout.addLayout(marked(theme, _("For every step"), sentences, mark, "text.tertiary"))
        if not self.place.left_out:
            return
        self._layout.addSpacing(space.section)
        self._layout.addWidget(Text(theme, _("Left out for you"), "strong"))
        for reason in dict.fromkeys(reason for _id, _title, reason in self.place.left_out):
            self._layout.addSpacing(space.half)
            self._layout.addWidget(Text(theme, reason, token="text.secondary"))
            steps = FlowLayout(space.card, 0)
            for id, title, _reason in (one for one in self.place.left_out if one[2] == reason):
                see = StepLink(theme, title, id)
                see.setAccessibleDescription(reason)
                see.went.connect(self.went)
                steps.addWidget(see)
            self._layout.addLayout(steps)
        for habit in self.place.habits:
            used = StepLink(theme, optout_words.have_used(habit), habit)
            used.setAccessibleDescription(_("The steps about it come back."))
            used.went.connect(self._used)
            self._layout.addSpacing(space.half)
            self._layout.addWidget(used, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot(str)
    def _used(self, habit: Habit) -> None:
        """Not "yes": only what they had said before is taken back."""
        self._deeds.use(habit, used=None)


def after_place(session: Session, kind: Kind, walk: Walk) -> AfterPlace:
    record, uses = session.record, session.record.uses
    titles = {"letters": _("Reminders and record"), "keep": _("What no switch does"), "limits": ""}
    never: dict[Habit, bool] = {"grok": uses.grok is False, "grok_com": uses.grok_com is False}
    return AfterPlace(
        kind,
        titles[kind],
        session.audit is not None,
        usual=record.recheck_after,
        told=sum(step.told_on is not None for step in record.steps.values()),
        reminders=len(coming(record, session.controls)),
        habits=tuple(habit for habit, said in never.items() if said),
        left_out=tuple((one.control.id, _(one.control.title), curly(one.reason)) for one in walk.left_out),
    )
