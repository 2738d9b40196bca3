"""Makes the pages. Each is imported when it is first needed: the window stands in half the time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from auditor.settings import Settings
from gui.keeper import Keeper
from gui.navigator import MakePage
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme


class PageMakers(QObject):
    """settings_changed   the Settings from now on
    archive_requested  the day on which an archive was asked of X, None when that is taken back
    read_again         the paths of an archive
    """

    settings_changed = Signal(object)
    archive_requested = Signal(object)
    read_again = Signal(object)

    def __init__(self, session: Session, keeper: Keeper, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._keeper, self._theme = session, keeper, theme
        self.settings = Settings()

    def by_id(self) -> dict[str, MakePage]:
        return {
            "welcome": self._welcome,
            "reading": self._reading,
            "situation": self._situation,
            "overview": self._overview,
            "explore": self._explore,
            "cleanup": self._cleanup,
            "optout": self._optout,
            "letters": self._letters,
            "report": self._report,
            "receipt": self._receipt,
            "policy": self._policy,
            "audits": self._audits,
            "settings": self._settings,
        }

    def _welcome(self) -> Page:
        from gui.pages.welcome import WelcomePage

        page = WelcomePage(self._session, self._theme, self.settings, self._keeper)
        page.requested.connect(self.archive_requested)
        return page

    def _reading(self) -> Page:
        from gui.pages.reading import ReadingPage

        return ReadingPage(self._session, self._theme)

    def _situation(self) -> Page:
        from gui.pages.situation import SituationPage

        return SituationPage(self._session, self._theme)

    def _overview(self) -> Page:
        from gui.pages.overview import OverviewPage

        return OverviewPage(self._session, self._theme)

    def _explore(self) -> Page:
        from gui.pages.explore import ExplorePage

        return ExplorePage(self._session, self._theme)

    def _cleanup(self) -> Page:
        from gui.pages.cleanup import CleanUpPage

        return CleanUpPage(self._session, self._theme)

    def _optout(self) -> Page:
        from gui.pages.optout import OptOutPage

        return OptOutPage(self._session, self._theme)

    def _letters(self) -> Page:
        from gui.pages.letters import LettersPage

        return LettersPage(self._session, self._theme)

    def _report(self) -> Page:
        from gui.pages.report import ReportPage

        return ReportPage(self._session, self._theme)

    def _receipt(self) -> Page:
        from gui.pages.receipt import ReceiptPage

        return ReceiptPage(self._session, self._theme)

    def _policy(self) -> Page:
        from gui.pages.policy import PolicyPage

        return PolicyPage(self._session, self._theme)

    def _audits(self) -> Page:
        from gui.pages.audits import AuditsPage

        page = AuditsPage(self._session, self._theme, self._keeper)
        page.read_again.connect(self.read_again)
        return page

    def _settings(self) -> Page:
        from gui.pages.settings import SettingsPage

        page = SettingsPage(self._session, self._theme, self.settings)
        page.changed.connect(self.settings_changed)
        return page
