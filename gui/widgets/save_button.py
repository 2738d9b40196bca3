"""A button that asks where to save one document, and saves it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.report.saving import write_one
from gui.tasks import Report, TaskRunner
from gui.theme import Theme
from gui.widgets.button import Button


class SaveButton(Button):
    """saved (Path); failed (an OuttakeError)

    name  of the file that is offered
    make  gives the document; on the window's thread, when the place is known
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        runner: TaskRunner,
        words: str,
        name: str,
        make: Callable[[], bytes],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, words, icon=theme.tokens.icons.action["save"], parent=parent)
        self._runner = runner
        self._name = name
        self._make = make
        self.clicked.connect(self._ask)

    @Slot(str)
    def write(self, path: str) -> None:
        """The person chose the file, also to write over it."""
        place, content = Path(path), self._make()

        def work(_report: Report, _cancel: threading.Event) -> Path:
            write_one(place, content, overwrite=True)
            return place

        task = self._runner.prepare(work)
        task.succeeded.connect(self.saved)
        task.failed.connect(self._failed)
        self._runner.start(task)

    @Slot()
    def _ask(self) -> None:
        dialog = QFileDialog(self, self.text(), str(platformdirs.user_documents_path() / self._name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._name.rpartition(".")[2])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    @Slot(object)
    def _failed(self, error: object) -> None:
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("The file was not saved."), _("Choose another place and try again."))
        self.failed.emit(error)
