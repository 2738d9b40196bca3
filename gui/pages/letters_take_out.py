"""The ways in which a letter leaves the window: as PDF, as text, by the clipboard, into the company's form."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.letters.composing import Composed
from auditor.letters.paper import to_pdf, to_text, to_text_file
from auditor.report.saving import write_one
from gui.tasks import Report, TaskRunner
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.flow import FlowLayout
from gui.widgets.replace import replace


class TakeOut(QWidget):
    """form_wanted: the person wants the company's form; announce (a sentence)

    name    of the file that is offered, without its ending
    letter  gives the letter as it stands
    """

    form_wanted = Signal()
    announce = Signal(str)

    def __init__(
        self,
        theme: Theme,
        runner: TaskRunner,
        name: str,
        letter: Callable[[], Composed],
        *,
        has_form: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runner = runner
        self._name = name
        self._letter = letter
        self._outcome: QWidget | None = None
        space, icons = theme.tokens.space, theme.tokens.icons
        self.save_pdf = Button(theme, _("Save PDF"), role="primary", icon=icons.action["save"])
        self.copy = Button(theme, _("Copy text"), icon=icons.action["copy"])
        self.save_text = Button(theme, _("Save text"))
        self.form = Button(theme, _("Open the form"), icon=icons.state["open_outside"])
        row = FlowLayout(space.unit, space.half)
        for button in (self.save_pdf, self.copy, self.save_text, self.form):
            row.addWidget(button)
        self.form.setVisible(has_form)
        self.save_pdf.clicked.connect(self._ask_pdf)
        self.copy.clicked.connect(self._copy)
        self.save_text.clicked.connect(self._ask_text)
        self.form.clicked.connect(self.form_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.unit)
        self._column.addLayout(row)

    @Slot(str)
    def write_pdf(self, path: str) -> None:
        """The person chose the file, also to write over it."""
        letter, now = self._letter(), dt.datetime.now(dt.UTC)
        self._write(Path(path), lambda: to_pdf(letter, now))

    @Slot(str)
    def write_text(self, path: str) -> None:
        letter = self._letter()
        self._write(Path(path), lambda: to_text_file(letter))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(to_text(self._letter()))
        self._done(_("Copied."))

    @Slot()
    def _ask_pdf(self) -> None:
        self._ask(_("Save the letter as PDF"), "pdf", self.write_pdf)

    @Slot()
    def _ask_text(self) -> None:
        self._ask(_("Save the letter as text"), "txt", self.write_text)

    def _ask(self, title: str, ending: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title, str(platformdirs.user_documents_path() / f"{self._name}.{ending}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        def work(_report: Report, _cancel: threading.Event) -> Path:
            write_one(path, make(), overwrite=True)
            return path

        task = self._runner.prepare(work)
        task.succeeded.connect(self._saved)
        task.failed.connect(self._failed)
        self._runner.start(task)

    # What came of it

    @Slot(object)
    def _saved(self, path: object) -> None:
        assert isinstance(path, Path)
        self._done(_("Saved."), path.name)

    @Slot(object)
    def _failed(self, error: object) -> None:
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("The letter was not saved."), _("Choose another place and try again."))
        self._show(Notice(self._theme, error.title, error.advice, error=True), str(error))

    def _done(self, said: str, what: str = "") -> None:
        self._show(Notice(self._theme, said, what, icon=self._theme.tokens.icons.state["done"]), said)

    def _show(self, outcome: QWidget, said: str) -> None:
        replace(self._column, self._outcome, outcome)
        self._outcome = outcome
        self.announce.emit(said)
