"""What is saved, in which formats and where, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.pages.report_formats import FormatList
from gui.stylesheet import set_look, set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Icon
from gui.widgets.text import Text


class Options(QWidget):
    """audience_chosen   whether the copy to share is wanted
    save_wanted       the person pressed Save
    """

    audience_chosen = Signal(bool)
    save_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.folder = platformdirs.user_documents_path() / "Outtake"
        self._saved: Path | None = None
        self._busy = False
        self._outcome: QWidget | None = None
        space = theme.tokens.space
        set_role(self, "page")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(space.margin, space.section, space.margin, space.section)
        self._layout.setSpacing(space.unit)
        self._layout.addWidget(Text(theme, _("Report"), "title"))
        self._for_whom()
        self._layout.addSpacing(space.unit)
        self._layout.addWidget(Text(theme, _("Formats"), "strong"))
        self.formats = FormatList(theme)
        self.formats.changed.connect(self._say)
        self._layout.addWidget(self.formats)
        self._layout.addSpacing(space.unit)
        self._save_in()
        self._end()
        self._layout.addStretch(1)
        self._say()

    # Parts

    def _for_whom(self) -> None:
        theme = self._theme
        self.full = ChoiceCard(
            theme,
            _("Full, for yourself"),
            _("Account, file names, connected apps, profile entries and exact days."),
        )
        self.redacted = ChoiceCard(
            theme,
            _("Redacted, to share"),
            _("Figures, verdicts and clauses; dates to the month, counts under 5 as <5. Leaves out:"),
        )
        self._group = QButtonGroup(self)
        self._layout.addWidget(Text(theme, _("For whom"), "strong"))
        for number, card in enumerate((self.full, self.redacted)):
            self._group.addButton(card.button, number)
            self._layout.addWidget(card)
        self.full.button.setChecked(True)
        self._group.idToggled.connect(self._chosen)
        neither = _("Neither holds the texts of your posts or messages.")
        self._layout.addWidget(Text(theme, neither, "caption", "text.tertiary"))

    def _save_in(self) -> None:
        theme, space = self._theme, self._theme.tokens.space
        self._layout.addWidget(Text(theme, _("Save in"), "strong"))
        field = QFrame()
        set_role(field, "field")
        row = QHBoxLayout(field)
        row.setContentsMargins(10, 2, space.half, 2)
        row.addWidget(Icon(theme, theme.tokens.icons.action["choose_folder"]))
        self.place = Text(theme, "", wrap=False, elide=Qt.TextElideMode.ElideMiddle)
        row.addWidget(self.place, 1)
        self.change = Button(theme, _("Change"), role="link")
        self.change.clicked.connect(self._choose_folder)
        row.addWidget(self.change)
        self._layout.addWidget(field)

    def _end(self) -> None:
        theme, space = self._theme, self._theme.tokens.space
        self._layout.addSpacing(space.half)
        self.save = Button(theme, role="primary")
        set_look(self.save, "large", value=True)
        self.save.clicked.connect(self.save_wanted)
        self._layout.addWidget(self.save)
        self._hint = Text(theme, "", "caption", "text.tertiary")
        self._layout.addWidget(self._hint)
        self._outcomes = QVBoxLayout()
        self._outcomes.setSpacing(space.unit)
        self._layout.addLayout(self._outcomes)

    # What is shown

    def focus_audience(self) -> None:
        """Put the keyboard on the copy that is chosen."""
        card = self.redacted if self.is_redacted() else self.full
        card.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_redacted(self) -> bool:
        return self.redacted.button.isChecked()

    def show_left_out(self, figures: tuple[tuple[str, str], ...]) -> None:
        self.redacted.show_figures(figures)

    def show_sizes(self, sizes: Mapping[str, int]) -> None:
        self.formats.show_sizes(sizes)

    def show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._say()

    @Slot()
    def _say(self) -> None:
        """The state of the page in the words of its button and the line under it."""
        number = len(self.formats.chosen())
        words = ngettext("Save {n} file", "Save {n} files", number).format(n=formats.count(number))
        self.save.setText(_("Saving") if self._busy else words if number else _("Save"))
        self.save.setEnabled(bool(number) and not self._busy)
        hint = _("The files load nothing from the network.") if number else _("Choose at least one format.")
        self._hint.set_text(hint)
        self.save.setAccessibleDescription(hint)
        self.place.set_text(_readable(self.folder))
        self.change.setAccessibleDescription(str(self.folder))

    # What came of it

    def clear_outcome(self) -> None:
        if self._outcome is not None:
            self._outcomes.removeWidget(self._outcome)
            self._outcome.hide()
            self._outcome.deleteLater()
            self._outcome = None

    def show_saved(self, folder: Path, files: int, report: Path | None) -> None:
        """Report  the file for reading, if one was saved"""
        theme = self._theme
        said = ngettext("Saved {n} file.", "Saved {n} files.", files).format(n=formats.count(files))
        self._saved = folder
        outcome = QWidget()
        column = QVBoxLayout(outcome)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.tokens.space.unit)
        column.addWidget(Notice(theme, said, folder.name, icon=theme.tokens.icons.state["done"]))
        row = FlowLayout(theme.tokens.space.unit, theme.tokens.space.half)
        if report is not None:
            self._report = report
            self.open_report = Button(theme, _("Open the report"))
            self.open_report.clicked.connect(self._open_report)
            row.addWidget(self.open_report)
        self.open_folder = Button(theme, _("Open the folder"))
        self.open_folder.clicked.connect(self._open_folder)
        row.addWidget(self.open_folder)
        column.addLayout(row)
        self._show_outcome(outcome)

    def show_error(self, error: OuttakeError) -> None:
        self._show_outcome(Notice(self._theme, error.title, error.advice, error=True))

    def _show_outcome(self, outcome: QWidget) -> None:
        self.clear_outcome()
        self._outcome = outcome
        self._outcomes.addWidget(outcome)
        outcome.show()

    # What the person does

    @Slot(int, bool)
    def _chosen(self, number: int, checked: bool) -> None:
        if checked:
            self.audience_chosen.emit(number == 1)

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Save the report in"), str(_existing(self.folder)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    @Slot(str)
    def set_folder(self, folder: str) -> None:
        self.folder = Path(folder)
        self._say()

    @Slot()
    def _open_report(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report)))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))


def _readable(folder: Path) -> str:
    """A folder as a person says it: from their own folder on."""
    try:
        parts = folder.relative_to(Path.home()).parts
    except ValueError:
        return str(folder)
    return " / ".join(parts) if parts else str(folder)


def _existing(folder: Path) -> Path:
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path.home())
