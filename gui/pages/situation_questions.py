"""The questions of the Situation page. Each says in one sentence why it is asked, and may stay unanswered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import Region
from gui import formats
from gui.models.situation_model import Shown
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.choice import Choice
from gui.widgets.date_field import DateField
from gui.widgets.radios import Radios
from gui.widgets.text import Text

INDENT = 24
"""Of words under the label of a check box."""
Protected = dt.date | Literal["never"] | None


class Question(QWidget):
    """A question, why it is asked, and its answer in `body`."""

    def __init__(self, theme: Theme, question: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(question)
        self.setAccessibleDescription(why)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.tokens.space.half)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heading = Text(theme, question, "card")
        column.addWidget(self.heading)
        column.addWidget(Text(theme, why, token="text.secondary"))
        column.addSpacing(10)
        column.addLayout(self.body)

    def show_situation(self, situation: Situation) -> None:
        """Show the answer as it stands, without telling anyone."""
        raise NotImplementedError


class RegionQuestion(Question):
    """answered: a Region or None"""

    answered = Signal(object)

    def __init__(self, theme: Theme, regions: Mapping[Region, str], parent: QWidget | None = None) -> None:
        question = _("Where do you live?")
        why = _("X’s texts differ by region: your answer decides which version is quoted to you, never the verdict.")
        super().__init__(theme, question, why, parent)
        options = [(_("I’d rather not say"), None), *((_(name), id) for id, name in regions.items())]
        self.choice = Choice(question, options)
        self.heading.setBuddy(self.choice)  # where a screen reader looks for the name of a list
        self.body.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.activated.connect(self._chosen)

    def show_situation(self, situation: Situation) -> None:
        self.choice.show_value(situation.region)

    @Slot()
    def _chosen(self) -> None:
        self.answered.emit(self.choice.value)


class ProtectedQuestion(Question):
    """answered: "never", the first day of protection, or None"""

    answered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        why = _("Posts made while an account is protected are not public, and X’s words differ for them.")
        super().__init__(theme, _("Are your posts protected?"), why, parent)
        labels = {"never": _("Never"), "since": _("Since"), "unknown": _("I don’t know, or rather not say")}
        self.radios = Radios(self.accessibleName(), labels, self)
        self.since = DateField(theme, _("Protected since"))
        self._said = Text(theme, token="text.secondary")
        self.use_shown = Button(theme, _("Use that"), role="link")
        self._shown: Shown | None = None
        row = QHBoxLayout()
        row.setSpacing(theme.tokens.space.unit)
        row.addWidget(self.radios.by_name["since"])
        row.addWidget(self.since)
        row.addStretch(1)
        offer = QHBoxLayout()
        offer.setSpacing(theme.tokens.space.unit)
        offer.addWidget(self._said, 1)
        offer.addWidget(self.use_shown, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.radios.by_name["never"])
        self.body.addLayout(row)
        self.body.addWidget(self.radios.by_name["unknown"])
        self.body.addLayout(offer)
        self.radios.buttonClicked.connect(self._answer)
        self.since.dateChanged.connect(self._answer)
        self.use_shown.clicked.connect(self._use_shown)
        self.show_archive(None)

    def show_situation(self, situation: Situation) -> None:
        answer = situation.protected
        name = "unknown" if answer is None else "never" if answer == "never" else "since"
        self.radios.check(name)
        if isinstance(answer, dt.date):
            self.since.show_day(answer)
        self.since.setVisible(name == "since")

    def show_archive(self, shown: Shown | None) -> None:
        """Say what the archive shows by itself, and offer it as the answer where it is one."""
        self._shown = shown
        self._said.setVisible(shown is not None)
        self.use_shown.setVisible(shown is not None and shown.protected)
        if shown is not None:
            words = (
                _("Your archive shows that you protected your posts on {date}.")
                if shown.protected
                else _("Your archive shows that you made your posts public again on {date}.")
            )
            months = _("X keeps such changes for six months only.")
            self._said.set_text(f"{words.format(date=formats.date(shown.since))} {months}")

    @Slot()
    def _answer(self) -> None:
        name = self.radios.name
        self.since.setVisible(name == "since")
        answers: dict[str, Protected] = {"never": "never", "since": self.since.day, "unknown": None}
        self.answered.emit(answers[name])

    @Slot()
    def _use_shown(self) -> None:
        if self._shown is not None:
            self.answered.emit(self._shown.since)


class AgeQuestion(Question):
    """answered: True, False or None"""

    answered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        why = _("Some texts say something else about people under 18, and X may disable some switches for them.")
        super().__init__(theme, _("Are you under 18?"), why, parent)
        labels = {"no": _("No"), "yes": _("Yes"), "unknown": _("I’d rather not say")}
        self.radios = Radios(self.accessibleName(), labels, self)
        row = QHBoxLayout()
        row.setSpacing(theme.tokens.space.section)
        for button in self.radios.by_name.values():
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.radios.buttonClicked.connect(self._answer)

    def show_situation(self, situation: Situation) -> None:
        name = {True: "yes", False: "no", None: "unknown"}[situation.under_18]
        self.radios.check(name)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit({"yes": True, "no": False, "unknown": None}[self.radios.name])


class ControlsQuestion(Question):
    """reported: (id of a control, the day it was switched off); withdrawn: its id"""

    reported = Signal(str, object)
    withdrawn = Signal(str)

    def __init__(self, theme: Theme, controls: Iterable[Control], parent: QWidget | None = None) -> None:
        why = _("Outtake cannot see the switches. What you tell it is shown as “you told us”, with the day.")
        super().__init__(theme, _("What have you already switched off?"), why, parent)
        self.rows: dict[str, tuple[QCheckBox, DateField]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.tokens.space.card)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for number, control in enumerate(controls):
            title = _(control.title)
            check = QCheckBox(title)
            check.setAccessibleDescription(_(control.hint))
            check.setProperty("control", control.id)
            day = DateField(theme, _("{control}: switched off on").format(control=title))
            day.setProperty("control", control.id)
            words = QHBoxLayout()
            words.setContentsMargins(0, 0, 0, theme.tokens.space.unit)
            words.addSpacing(theme.px(INDENT))
            words.addWidget(Text(theme, _(control.hint), "caption", "text.tertiary"), 1)
            grid.addWidget(check, 2 * number, 0)
            grid.addLayout(words, 2 * number + 1, 0)
            grid.addWidget(day, 2 * number, 1, 2, 1)
            check.clicked.connect(self._changed)
            day.dateChanged.connect(self._changed)
            self.rows[control.id] = (check, day)
        self.body.addLayout(grid)

    def show_situation(self, situation: Situation) -> None:
        for id, (check, day) in self.rows.items():
            reported = situation.reported(id)
            check.setChecked(reported is not None)
            day.setVisible(reported is not None)
            if reported is not None:
                day.show_day(reported)

    @Slot()
    def _changed(self) -> None:
        id = str(self.sender().property("control"))
        check, day = self.rows[id]
        day.setVisible(check.isChecked())
        if check.isChecked():
            self.reported.emit(id, day.day)
        else:
            self.withdrawn.emit(id)
