"""The days on which replies are due, as a file for any calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets.card import Notice
from gui.widgets.replace import replace
from gui.widgets.save_button import SaveButton
from gui.widgets.text import Text


class DaysToKeep(QWidget):
    """announce  a sentence for the screen reader

    make  gives the file
    """

    announce = Signal(str)

    def __init__(
        self, theme: Theme, runner: TaskRunner, make: Callable[[], bytes], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outcome: QWidget | None = None
        words = _(
            "The file names the letters and the companies, not your account and nothing that you wrote. An event keeps"
            " its place when you save the file anew with another day."
        )
        self.save = SaveButton(theme, runner, _("Save the days as a calendar file"), "outtake-letters.ics", make)
        self.save.setAccessibleDescription(words)
        self.save.saved.connect(self._saved)
        self.save.failed.connect(self._failed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.half)
        self._layout.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(Text(theme, words, "caption", "text.tertiary"))

    @Slot(object)
    def _saved(self, place: object) -> None:
        assert isinstance(place, Path)
        done = self._theme.tokens.icons.state["done"]
        self._say(Notice(self._theme, _("Saved."), place.name, icon=done), _("Saved."))

    @Slot(object)
    def _failed(self, error: object) -> None:
        assert isinstance(error, OuttakeError)
        self._say(Notice(self._theme, error.title, error.advice, error=True), str(error))

    def _say(self, notice: Notice, said: str) -> None:
        replace(self._layout, self._outcome, notice)
        self._outcome = notice
        self.announce.emit(said)
