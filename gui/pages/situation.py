"""Your situation: what an archive cannot say, and what the person may tell."""

from __future__ import annotations

import datetime as dt

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import Region
from gui.models.situation_model import asked_about, protection_shown
from gui.pages.page import Page
from gui.pages.situation_questions import (
    AgeQuestion,
    ControlsQuestion,
    Protected,
    ProtectedQuestion,
    Question,
    RegionQuestion,
)
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Card, Hairline
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text
from gui.widgets.two_columns import TwoColumns
from gui.widgets.verdict_list import VerdictList

LOW = 480
"""Pixels at 100 %: in a lower page the questions get all the room."""


class SituationPage(Page):
    id = "situation"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.region = RegionQuestion(theme, session.pack.regions)
        self.protected = ProtectedQuestion(theme)
        self.age = AgeQuestion(theme)
        self.controls = ControlsQuestion(theme, asked_about(session.controls))
        self.go_on = Button(theme, _("Continue"), role="primary")
        self.skip = Button(theme, _("Skip all"), role="quiet")
        self._questions: tuple[Question, ...] = (self.region, self.protected, self.age, self.controls)
        self._figures = VerdictList(theme)
        self._card = Card(theme, _("What your answers change"))
        self._lay_out()
        self.region.answered.connect(self._tell_region)
        self.protected.answered.connect(self._tell_protected)
        self.age.answered.connect(self._tell_age)
        self.controls.reported.connect(self._report)
        self.controls.withdrawn.connect(session.withdraw_control)
        self.go_on.clicked.connect(self._leave)
        self.skip.clicked.connect(self._leave)
        session.situation_changed.connect(self._refresh)
        session.audit_changed.connect(self._refresh)
        theme.changed.connect(self._place_foot)
        self._refresh()

    def title(self) -> str:
        return _("Your situation")

    def shown(self) -> None:
        self.region.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        theme, space = self.theme, self.theme.tokens.space
        scrolled = Scrolled(theme, widest=1000)
        promise = _(
            "Four questions that an archive cannot answer. Skip any of them. Your answers stay on this computer and "
            "change every figure at once."
        )
        scrolled.body.addWidget(Text(theme, self.title(), "title"))
        scrolled.body.addSpacing(space.half)
        scrolled.body.addWidget(Text(theme, promise, "lead", "text.secondary"))
        scrolled.body.addSpacing(space.section)
        columns = TwoColumns(theme, (640, 312), gap=48, narrowest=860)
        for question in self._questions:
            columns.main.addWidget(Hairline())
            columns.main.addSpacing(space.card)
            columns.main.addWidget(question)
            columns.main.addSpacing(space.card)
        columns.main.addStretch(1)
        self._card.body.addWidget(self._figures)
        explained = _("Your items by what X’s and xAI’s own words say of training Grok.")
        self._card.body.addWidget(Text(theme, explained, "caption", "text.tertiary"))
        columns.side.addWidget(self._card)
        columns.side.addStretch(1)
        scrolled.body.addWidget(columns, 1)
        self._end = scrolled.body
        self._foot = QWidget(self)
        buttons = QHBoxLayout(self._foot)
        buttons.setContentsMargins(0, space.inner, 0, space.inner)
        buttons.setSpacing(space.unit)
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        self._line = Hairline(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(scrolled, 1)
        self._column.addWidget(self._line)
        self._place_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    @Slot()
    def _place_foot(self) -> None:
        """The buttons stand below the questions in all sizes; where there is little room, they scroll with them."""
        space = self.theme.tokens.space
        low = self.height() < self.theme.px(LOW)
        before, now = (self._column, self._end) if low else (self._end, self._column)
        side = 0 if low else space.margin
        self._foot.setContentsMargins(side, 0, side, 0)
        self._line.setHidden(low)
        if now.indexOf(self._foot) < 0:
            before.removeWidget(self._foot)
            now.addWidget(self._foot)

    # What the session says

    @Slot()
    def _refresh(self) -> None:
        situation = self.session.situation
        for question in self._questions:
            question.show_situation(situation)
        self.skip.setVisible(situation == Situation())
        audit = self.session.audit
        self.protected.show_archive(protection_shown(audit.facts if audit else None))
        seen = self.session.overview()
        self._card.setVisible(seen is not None)
        if seen is not None:
            self._figures.set_counts(seen.grok)

    # What the person says

    @Slot(object)
    def _tell_region(self, region: Region | None) -> None:
        self.session.tell(msgspec.structs.replace(self.session.situation, region=region))

    @Slot(object)
    def _tell_protected(self, protected: Protected) -> None:
        self.session.tell(msgspec.structs.replace(self.session.situation, protected=protected))

    @Slot(object)
    def _tell_age(self, under_18: bool | None) -> None:
        self.session.tell(msgspec.structs.replace(self.session.situation, under_18=under_18))

    @Slot(str, object)
    def _report(self, control: str, day: dt.date) -> None:
        self.session.report_control(ReportedControl(control, "off", day))

    @Slot()
    def _leave(self) -> None:
        self.go_to.emit("overview")
