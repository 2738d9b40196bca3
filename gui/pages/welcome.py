"""The first page: where an archive comes in, and how to get one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from auditor.errors import NotAnArchive, OuttakeError
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.settings import Settings
from gui import formats
from gui.keeper import Keeper
from gui.pages.page import Page
from gui.pages.welcome_guide import ArchiveGuide
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.drop_zone import DropZone
from gui.widgets.icon import Icon
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text
from gui.widgets.two_columns import TwoColumns

ARCHIVE_CONTROL = "x.archive"


class WelcomePage(Page):
    """requested: the day on which the person asked X for their archive, None when they take that back; to be kept in
    the settings."""

    requested = Signal(object)
    id = "welcome"

    def __init__(
        self, session: Session, theme: Theme, settings: Settings, keeper: Keeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, parent)
        self._keeper = keeper
        self.drop = DropZone(theme)
        self.drop.setMinimumHeight(theme.px(240))
        self._guide = ArchiveGuide(theme, settings.requested_on)
        columns = TwoColumns(theme, (704, 384), gap=64)
        self._fill_main(columns.main)
        self._fill_side(columns.side)
        scrolled = Scrolled(theme, widest=1152, side=48, top=48, centred=True)
        scrolled.body.addWidget(columns, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled)
        self.drop.browse_requested.connect(self._choose_files)
        self.drop.folder_requested.connect(self._choose_folder)
        self.drop.archives_chosen.connect(self._read)
        self._guide.open_x_page.connect(self._open_x_page)
        self._guide.requested.connect(self.requested)
        session.refused.connect(self._refused)
        session.audit_changed.connect(self.drop.reset)

    def title(self) -> str:
        return _("Welcome")

    def shown(self) -> None:
        self.drop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self, settings: Settings) -> None:
        """Settings changed elsewhere."""
        self._guide.show_requested(settings.requested_on)

    # How it is set

    def _fill_main(self, column: QVBoxLayout) -> None:
        headline = _("See what X’s words let AI be trained on.\nThen switch off what can be switched off.")
        column.addWidget(Text(self.theme, headline, "display"))
        column.addSpacing(32)
        column.addWidget(self.drop, 1)
        column.addSpacing(32)
        assurances = QHBoxLayout()
        assurances.setSpacing(self.theme.tokens.space.gutter)
        icons = self.theme.tokens.icons.action
        for icon, title, words in (
            ("stays_here", _("Stays here"), _("Nothing is sent. Outtake makes no network request.")),
            (
                "read_only",
                _("Read, never changed"),
                _("Your archive is opened read-only. It is not unpacked, moved or deleted."),
            ),
            (
                "wipe",
                _("Kept only if you say so"),
                _("What was read is encrypted. When you close it, you keep it on this computer or forget it."),
            ),
        ):
            assurances.addLayout(self._assurance(icons[icon], title, words), 1)
        column.addLayout(assurances)

    def _assurance(self, icon: str, title: str, words: str) -> QHBoxLayout:
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Text(self.theme, title, "strong"))
        text.addWidget(Text(self.theme, words, token="text.secondary"))
        text.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon(self.theme, icon, size=20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        return row

    def _fill_side(self, column: QVBoxLayout) -> None:
        icons = self.theme.tokens.icons
        column.addSpacing(6)
        column.addWidget(self._guide)
        column.addSpacing(24)
        column.addWidget(Hairline())
        column.addSpacing(24)
        demo = Button(self.theme, _("Try the demo"), icon=icons.action["demo"])
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self.theme, _("No archive yet?"), "card"))
        words.addWidget(Text(self.theme, _("Try everything with invented data."), token="text.secondary"))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(demo, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addSpacing(24)
        column.addWidget(Hairline())
        column.addSpacing(12)
        guide = Button(self.theme, _("Use the guide without an archive"), role="link", icon=icons.page["optout"])
        column.addWidget(guide, 0, Qt.AlignmentFlag.AlignLeft)
        self.earlier = Button(self.theme, _("Earlier audits"), role="link", icon=icons.action["earlier"])
        column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self._cut_off = Text(self.theme, "", token="text.secondary")
        column.addWidget(self._cut_off)
        column.addStretch(1)
        demo.clicked.connect(self.session.read_demo)
        guide.clicked.connect(self._open_guide)
        self.earlier.clicked.connect(self._open_earlier)
        self._keeper.changed.connect(self._show_kept)
        self._show_kept()

    @Slot()
    def _show_kept(self) -> None:
        """The way to earlier audits, and what became of a reading that was cut off."""
        number = len(self._keeper.cards)
        words = ngettext("{n} earlier audit", "{n} earlier audits", number).format(n=formats.count(number))
        self.earlier.setText(words if number else _("Earlier audits"))
        self._cut_off.set_text(" ".join(self._keeper.cut_off))
        self._cut_off.setVisible(bool(self._keeper.cut_off))

    # What the person does

    @Slot()
    def _choose_files(self) -> None:
        dialog = QFileDialog(self, _("Choose your X archive"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("X archives (*.zip)"), _("All files (*)")])
        self._open_dialog(dialog)

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Choose the folder of your unpacked X archive"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open_dialog(dialog)

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    @Slot(list)
    def _chosen(self, names: list[str]) -> None:
        self._read([Path(name) for name in names])

    @Slot(object)
    def _read(self, paths: list[Path]) -> None:
        self.drop.reset()
        self.session.read(paths)

    @Slot(object)
    def _refused(self, error: OuttakeError) -> None:
        advice = error.advice
        if isinstance(error, NotAnArchive):
            advice = _("{advice} Nothing was kept.").format(advice=advice)
        self.drop.refuse(error.title, advice)
        self.drop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce.emit(f"{error.title} {advice}")

    @Slot()
    def _open_x_page(self) -> None:
        self.open_link.emit(self.session.controls[ARCHIVE_CONTROL].link)

    @Slot()
    def _open_guide(self) -> None:
        self.go_to.emit("optout")

    @Slot()
    def _open_earlier(self) -> None:
        self.go_to.emit("audits")
