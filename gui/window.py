"""The main window: a frame around the pages, and the way from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.letters.tracking import LETTERS, LettersRecord, overdue
from auditor.optout.guide import at_level, progress
from auditor.settings import Settings
from auditor.store.cards import Card
from gui import formats
from gui.keeper import Keeper
from gui.leaving import Leaving
from gui.links import open_in_browser
from gui.navigator import NEEDS_AUDIT, MakePage, Navigator
from gui.session import Session
from gui.theme import Theme
from gui.widgets.date_field import today
from gui.widgets.header import Header
from gui.widgets.question import Question
from gui.widgets.sidebar import Place, Sidebar
from gui.widgets.stale_notice import StaleNotice
from gui.widgets.status_bar import StatusBar

BEFORE_AUDIT = ("welcome", "reading")
"""Pages with a header instead of the sidebar."""
WIDE_ENOUGH = 1440
"""Pixels from which Explore leaves the sidebar its words."""


class MainWindow(QMainWindow):
    """settings_changed: the Settings to keep from now on."""

    settings_changed = Signal(object)

    def __init__(
        self, session: Session, keeper: Keeper, theme: Theme, settings: Settings, pages: Mapping[str, MakePage]
    ) -> None:
        super().__init__()
        self._session, self._keeper, self._theme, self._settings = session, keeper, theme, settings
        self._leaving = Leaving(session, keeper, theme, settings, self)
        self.navigator = Navigator(session, pages, self)
        self._may_close = False
        self.setWindowTitle("Outtake")
        size = theme.tokens.size
        self.setMinimumSize(*size.window_min)
        self.resize(*size.window_design)
        self._header = Header(theme, _("English"))
        self._sidebar = Sidebar(theme, _places(theme))
        self._status = StatusBar(theme)
        self._lay_out()
        self._connect()
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode()))
        self._audit_changed()
        self.navigator.page("reading")  # it must hear when a reading starts

    # --- moving about ------------------------------------------------------------------------------------------------

    @Slot(str)
    def _arrived(self, id: str) -> None:
        self._header.setVisible(id in BEFORE_AUDIT)
        self._sidebar.setVisible(id not in BEFORE_AUDIT)
        self._sidebar.show_place(id)
        self._fit_sidebar()

    @Slot(str)
    def _open_link(self, address: str) -> None:
        open_in_browser(address, self._session.pack)

    @Slot(str)
    def _announce(self, sentence: str) -> None:
        event = QAccessibleAnnouncementEvent(self, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)

    @Slot()
    def _shortcut(self) -> None:
        sender = self.sender()
        assert sender is not None
        if not self._session.reading:
            self.navigator.go(str(sender.property("place")))

    @Slot()
    def _settings_wanted(self) -> None:
        if not self._session.reading:
            self.navigator.go("settings")

    @Slot()
    def _another(self) -> None:
        if not self._session.reading:
            self.navigator.go("welcome")

    @Slot()
    def _next_area(self) -> None:
        """F6 goes from the sidebar to the page and back."""
        page = self.navigator.current
        assert page is not None
        if self._sidebar.isAncestorOf(_focused(self)) or not self._sidebar.isVisible():
            page.shown()
            if not page.isAncestorOf(_focused(self)):
                page.setFocus(Qt.FocusReason.ShortcutFocusReason)
                page.focusNextChild()
        else:
            self._sidebar.focus_current()

    # --- what the frame shows ----------------------------------------------------------------------------------------

    @Slot()
    def _audit_changed(self) -> None:
        audit = self._session.audit
        for id in NEEDS_AUDIT:
            self._sidebar.enable(id, enabled=audit is not None, why_not=_("Open an archive first."))
        if audit is None:
            self._sidebar.show_account(_("No archive open"), _("The guide works without one"), open=False)
        else:
            account, made_at = audit.facts.account, audit.facts.generated_at
            name = f"@{account.username}" if account.username else _("Unnamed account")
            when = _("Archive of {date}").format(date=formats.day_of(made_at)) if made_at else _("Undated archive")
            self._sidebar.show_account(name, when, open=True)
        self._figures_changed()
        self._show_facts()

    @Slot()
    def _figures_changed(self) -> None:
        seen = self._session.overview()
        self._sidebar.show_figure("explore", formats.count(seen.items) if seen else "")
        how_far = progress(at_level(self._session.steps(), self._session.record.level))
        words = _("{done} of {all}").format(done=formats.count(how_far.done), all=formats.count(how_far.steps))
        self._sidebar.show_figure("optout", words)
        self._letters_changed()

    @Slot()
    def _letters_changed(self) -> None:
        """What is overdue is seen from every page."""
        letters = self._session.recall(LETTERS, LettersRecord)
        late = overdue(letters.sent, today()) if letters else 0
        words = ngettext("{n} overdue", "{n} overdue", late).format(n=formats.count(late))
        self._sidebar.show_figure("letters", words if late else "")

    def _show_facts(self) -> None:
        pack = self._session.pack
        policy = _("Policy pack of {checked}, checked against X’s texts as stored on {stored}").format(
            checked=formats.date(pack.checked_on), stored=formats.date(pack.text_as_of)
        )
        read_only = self._session.audit is not None or self._session.reading
        self._status.show_facts(
            _("No network request made"),
            _("Archive opened read-only") if read_only else _("No archive open"),
            policy,
            stale=pack.is_stale(today()),
        )

    # --- reading -----------------------------------------------------------------------------------------------------

    def read(self, paths: list[Path]) -> None:
        """Read archives given from outside: "open with", or a drop on the icon."""
        self._session.read(paths)

    @Slot(object)
    def _reading_started(self, _names: object) -> None:
        self.navigator.go("reading")
        self._show_facts()

    @Slot()
    def _audit_opened(self) -> None:
        self._audit_changed()
        if self._session.audit is None:
            self.navigator.go("welcome")
        elif self._session.arrival != "kept":
            self.navigator.go("situation" if self._session.arrival == "read" else "overview")

    @Slot()
    def _reading_ended(self) -> None:
        self.navigator.go("welcome")
        self._show_facts()

    @Slot()
    def _close_audit(self) -> None:
        self._leaving.leave(_("Close the audit"), self._session.close_audit)

    @Slot(object, object)
    def _known_already(self, paths: list[Path], card: Card) -> None:
        """The very archive was read before: the person chooses between the audit and reading it again."""
        self._reading_ended()
        when = formats.day_of(card.made_at)
        Question(
            self._theme,
            self,
            _("You have an audit of this archive."),
            _("It was made on {date} and kept, with what you told us then.").format(date=when),
            (_("Open the audit"), lambda: self._open_kept(card)),
            (_("Read it again"), lambda: self._session.read(paths, again=True)),
        )

    def _open_kept(self, card: Card) -> None:
        if card.own_passphrase:
            self.navigator.go("audits")
        else:
            self._keeper.open_audit(card.id)

    @Slot()
    def _not_kept(self) -> None:
        """The page of the audits says why, and what can be done."""
        self.navigator.go("audits")

    @Slot(object)
    def _not_remembered(self, error: OuttakeError) -> None:
        """What the person just did is not on the disk: they must know."""
        Question(self._theme, self, error.title, error.advice)

    # --- settings and leaving ----------------------------------------------------------------------------------------

    def apply(self, settings: Settings) -> None:
        """Take over preferences; the sidebar follows at once."""
        self._settings = self._leaving.settings = settings
        self._fit_sidebar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        """Icons only by choice, and on Explore where its three columns need the room."""
        page = self.navigator.current
        crowded = page is not None and page.id == "explore" and self.width() < WIDE_ENOUGH
        self._sidebar.set_compact(self._settings.compact_sidebar or crowded)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close or (not self._session.reading and self._leaving.is_free):
            place = self.saveGeometry().toBase64().toStdString()
            self.settings_changed.emit(msgspec.structs.replace(self._settings, window=place))
            self._session.cancel()
            event.accept()
            return
        event.ignore()
        if self._session.reading:
            Question(
                self._theme,
                self,
                _("Stop reading and close?"),
                _("Nothing is kept."),
                (_("Stop and close"), self._close_for_good),
            )
        else:
            self._leaving.leave(_("Close"), self._close_for_good)

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    # --- putting it together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._sidebar)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(StaleNotice(self._theme, self._session.pack))
        beside.addWidget(self.navigator.stack, 1)
        middle.addLayout(beside, 1)
        everything = QWidget()
        layout = QVBoxLayout(everything)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addLayout(middle, 1)
        layout.addWidget(self._status)
        self.setCentralWidget(everything)

    def _connect(self) -> None:
        session, navigator = self._session, self.navigator
        navigator.arrived.connect(self._arrived)
        navigator.link.connect(self._open_link)
        navigator.sentence.connect(self._announce)
        session.reading_started.connect(self._reading_started)
        session.audit_changed.connect(self._audit_opened)
        session.refused.connect(self._reading_ended)
        session.reading_cancelled.connect(self._reading_ended)
        session.known_already.connect(self._known_already)
        self._keeper.closing_wanted.connect(session.close_card)
        session.not_remembered.connect(self._not_remembered)
        self._keeper.failed.connect(self._not_kept)
        self._keeper.key_wanted.connect(self._not_kept)
        self._keeper.done.connect(self._announce)
        session.situation_changed.connect(self._figures_changed)
        session.remembered.connect(self._letters_changed)
        session.record_changed.connect(self._figures_changed)
        self._header.settings_wanted.connect(self._settings_wanted)
        self._sidebar.chosen.connect(self.navigator.go)
        self._sidebar.another.connect(self._another)
        self._sidebar.close_audit.connect(self._close_audit)
        for number, place in enumerate(("overview", "explore", "optout", "report", "receipt"), 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.setProperty("place", place)
            shortcut.activated.connect(self._shortcut)
        for keys, action in (
            (QKeySequence.StandardKey.Open, self._another),
            (QKeySequence("Ctrl+,"), self._settings_wanted),
            (QKeySequence.StandardKey.Quit, self.close),
            (QKeySequence("F6"), self._next_area),
        ):
            QShortcut(keys, self).activated.connect(action)


def _focused(window: QWidget) -> QWidget:
    return QApplication.focusWidget() or window


def _places(theme: Theme) -> list[Place]:
    icons = theme.tokens.icons.page
    return [
        Place("overview", icons["overview"], _("Overview")),
        Place("explore", icons["explore"], _("Explore")),
        Place("optout", icons["optout"], _("Opt out")),
        Place("report", icons["report"], _("Report")),
        Place("letters", theme.tokens.icons.action["letters"], _("Letters")),
        Place("receipt", icons["receipt"], _("Coverage receipt"), below=True),
        Place("audits", theme.tokens.icons.action["earlier"], _("Earlier audits"), below=True),
        Place("policy", icons["policy"], _("Policy pack"), below=True),
        Place("settings", icons["settings"], _("Settings"), below=True),
    ]
