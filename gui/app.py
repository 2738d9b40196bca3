"""The composition root: makes everything once and hands it down. Nothing else in the window is global."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from auditor import __version__
from auditor.design import load_tokens
from auditor.i18n import use_language
from auditor.optout.controls import load_controls
from auditor.policy.pack import load_pack
from auditor.settings import Settings, load_settings, save_settings
from gui import formats
from gui.pages.page import Page
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Mode, Theme
from gui.widgets.focus_ring import FocusRing
from gui.window import MainWindow, MakePage


class Outtake(QObject):
    """The running application: its window and what lies beneath."""

    def __init__(self, app: QApplication, settings: Settings, *, keep: bool = True) -> None:
        super().__init__()
        self._keep = keep
        self.settings = settings
        use_language(settings.language)
        formats.use_locale(settings.language)
        self.theme = Theme(app, load_tokens(), self)
        self.theme.set_mode(Mode(settings.theme))
        self.theme.set_percent(settings.text_percent)
        self.focus_ring = FocusRing(app, self.theme, self)
        self.runner = TaskRunner(self)
        self.session = Session(self.runner, load_pack(), load_controls(), self)
        self.window = MainWindow(self.session, self.theme, settings, self._pages())
        self.window.settings_changed.connect(self.change_settings)

    @Slot(object)
    def change_settings(self, settings: object) -> None:
        assert isinstance(settings, Settings)
        self.settings = settings
        self.theme.set_mode(Mode(settings.theme))
        self.theme.set_percent(settings.text_percent)
        self.window.apply(settings)
        if self._keep:
            save_settings(settings)

    def end(self) -> None:
        """Stop what is under way and let go of every file."""
        self.runner.shutdown()
        self.session.close_audit()

    def _pages(self) -> dict[str, MakePage]:
        return {}


def start(archives: Sequence[str]) -> int:
    """Open the window, with these archives if any were given, and return when it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Outtake")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("outtake")
    app.setWindowIcon(_icon())
    outtake = Outtake(app, load_settings())
    outtake.window.show()
    if archives:
        outtake.window.read([Path(name) for name in archives])
    code = app.exec()
    outtake.end()
    return code


def _icon() -> QIcon:
    picture = QPixmap()
    picture.loadFromData(QByteArray((files("resources") / "icons" / "outtake.svg").read_bytes()))
    return QIcon(picture)
