"""The two files of the guide: the days for looking again, and the record of what was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.calendar import to_ics
from auditor.optout.preference_record import preference_record, to_json
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_deeds import Deeds
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card, Notice
from gui.widgets.choice import Choice
from gui.widgets.replace import replace
from gui.widgets.save_button import SaveButton
from gui.widgets.text import Text


class FilesToKeep(QWidget):
    """announce  a sentence for the screen reader

    usual      days from telling to looking again
    told       how many steps something was told of
    reminders  how many of them have a day
    """

    announce = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        deeds: Deeds,
        *,
        usual: int,
        told: int,
        reminders: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self._deeds = deeds
        self._outcome: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.card)
        self._calendar(usual, reminders)
        self._preferences(told)

    def _calendar(self, usual: int, number: int) -> None:
        theme = self._theme
        card = Card(theme, _("Calendar file"))
        words = _(
            "Labels moved in 2024 and again in 2025, so each step that you say you did comes up again. The file puts "
            "those days into any calendar. It names settings of X, not your account and none of your figures."
        )
        card.body.addWidget(Text(theme, words, token="text.secondary"))
        heading = Text(theme, _("Look at each step again"), "strong")
        self.usual = Choice(heading.text(), optout_words.spaces(usual))
        self.usual.show_value(usual)
        self.usual.activated.connect(self._reminded)
        heading.setBuddy(self.usual)
        card.body.addWidget(heading)
        card.body.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        said = ngettext("{n} step has a day.", "{n} steps have a day.", number).format(n=formats.count(number))
        none = _("There is no day yet: tell us of a step that you did.")
        card.body.addWidget(Text(theme, said if number else none, "caption", "text.tertiary"))
        self.save_calendar = self._saving(card, _("Save the calendar file"), "outtake-reminders.ics", self._to_ics)
        self.save_calendar.setEnabled(bool(number))
        self._layout.addWidget(card)

    def _preferences(self, number: int) -> None:
        theme = self._theme
        card = Card(theme, _("Preference record"))
        words = _(
            "optouts.json says in a form that programs read what you told us, on which day, under which words, and "
            "the hash of each proof. It holds no notes and no pictures, and nobody’s consent. It names your account."
        )
        card.body.addWidget(Text(theme, words, token="text.secondary"))
        said = ngettext("You told us of {n} step.", "You told us of {n} steps.", number).format(n=formats.count(number))
        none = _("You have told us of no step yet.")
        card.body.addWidget(Text(theme, said if number else none, "caption", "text.tertiary"))
        self.save_record = self._saving(card, _("Save the preference record"), "optouts.json", self._to_json)
        self.save_record.setEnabled(bool(number))
        self._layout.addWidget(card)

    def _saving(self, card: Card, words: str, name: str, make: Callable[[], bytes]) -> SaveButton:
        button = SaveButton(self._theme, self._session.runner, words, name, make)
        button.saved.connect(self._saved)
        button.failed.connect(self._failed)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _to_ics(self) -> bytes:
        return to_ics(self._session.record, self._session.controls, dt.datetime.now().astimezone())

    def _to_json(self) -> bytes:
        session = self._session
        facts = session.audit.facts if session.audit else None
        record = preference_record(
            session.record,
            session.controls,
            session.pack,
            made_at=dt.datetime.now(dt.UTC),
            account_id=facts.account.id if facts else None,
            archive_generated_at=facts.generated_at if facts else None,
        )
        return to_json(record)

    @Slot()
    def _reminded(self) -> None:
        assert isinstance(self.usual.value, int)
        self._deeds.remind_of_all(self.usual.value)

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self._say(Notice(self._theme, _("Saved."), path.name, icon=self._theme.tokens.icons.state["done"]), _("Saved."))

    @Slot(object)
    def _failed(self, error: OuttakeError) -> None:
        self._say(Notice(self._theme, error.title, error.advice, error=True), str(error))

    def _say(self, outcome: QWidget, said: str) -> None:
        replace(self._layout, self._outcome, outcome)
        self._outcome = outcome
        self.announce.emit(said)
