"""The composition root: makes everything once and hands it down. Nothing else in the window is global."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from auditor import __version__
from auditor.design import load_tokens
from auditor.i18n import use_language
from auditor.optout.controls import load_controls
from auditor.policy.pack import load_pack
from auditor.settings import Settings, load_settings, save_settings
from gui import formats
from gui.collecting import Collector
from gui.keeper import Keeper
from gui.opening import Home
from gui.page_makers import PageMakers
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Mode, Theme
from gui.widgets.focus_ring import FocusRing
from gui.window import MainWindow


class Outtake(QObject):
    """The running application: its window and what lies beneath."""

    def __init__(self, app: QApplication, settings: Settings, *, keep: bool = True, folder: Path | None = None) -> None:
        """`keep` the settings; `folder` is where kept audits lie, None for the system's place."""
        super().__init__()
        self._collector = Collector(self)
        self._keep = keep
        self.settings = settings
        use_language(settings.language)
        formats.use_locale(settings.language)
        self.theme = Theme(app, load_tokens(), self)
        self._apply_look()
        self.focus_ring = FocusRing(app, self.theme, self)
        self.runner = TaskRunner(self)
        self.session = Session(self.runner, load_pack(), load_controls(), self)
        self.keeper = Keeper(self.runner, folder, self)
        self.session.home = self._home
        self.session.record = msgspec.structs.replace(self.session.record, archive_requested_on=settings.requested_on)
        self.session.record_changed.connect(self._follow_request)
        self._makers = PageMakers(self.session, self.keeper, self.theme, self)
        self._makers.settings_changed.connect(self.change_settings)
        self._makers.archive_requested.connect(self.change_request)
        self._makers.settings = settings
        self.window = MainWindow(self.session, self.keeper, self.theme, settings, self._makers.by_id())
        self._makers.read_again.connect(self.window.read)
        self.window.settings_changed.connect(self.change_settings)
        self.window.navigator.go("welcome")
        self._wake()

    @Slot(object)
    def change_settings(self, settings: object) -> None:
        """Keep the preferences, and let everything that shows one of them know."""
        assert isinstance(settings, Settings)
        self.settings = self._makers.settings = settings
        self._apply_look()
        self._wake()
        self.window.apply(settings)
        for page in self.window.navigator.made():
            page.show_settings(settings)
        if self._keep:
            save_settings(settings)

    @Slot(object)
    def change_request(self, day: object) -> None:
        """The person has asked X for an archive, or takes it back (None)."""
        assert day is None or isinstance(day, dt.date)
        self.session.tell_guide(msgspec.structs.replace(self.session.record, archive_requested_on=day))

    @Slot()
    def _follow_request(self) -> None:
        """The settings keep the day for as long as there is no audit to keep it."""
        day = self.session.record.archive_requested_on
        if day != self.settings.requested_on:
            self.change_settings(msgspec.structs.replace(self.settings, requested_on=day))

    def end(self) -> None:
        """Stop what is under way, let go of every file, and take the window down while Qt still stands.

        Left to Python's garbage collector, widgets go in an order that Qt does not survive.
        """
        self.runner.shutdown()
        self.session.close_audit()
        self.keeper.close()
        self._collector.stop()
        self.window.deleteLater()
        self.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _wake(self) -> None:
        """Open the list of kept audits, if there is one or is to be one."""
        if self.settings.retention == "keep":
            self.keeper.make_ready()
        else:
            self.keeper.wake()

    def _home(self) -> Home:
        return Home(self.keeper.shelf, self.settings.retention == "keep")

    def _apply_look(self) -> None:
        self.theme.set_mode(Mode(self.settings.theme))
        self.theme.set_percent(self.settings.text_percent)


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
