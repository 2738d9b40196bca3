"""What becomes of the open audit when it is closed: it was kept, is kept now, or is forgotten. Nothing goes unasked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from auditor.i18n import gettext as _
from auditor.settings import Settings
from auditor.store import AuditStore
from auditor.store.cards import Card
from gui.keeper import Keeper
from gui.session import Session
from gui.theme import Theme
from gui.widgets.question import Question, Then


class Leaving(QObject):
    """`leave` goes on at once where nothing would be lost, else when the person has said what they want."""

    def __init__(self, session: Session, keeper: Keeper, theme: Theme, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._keeper, self._theme, self._window = session, keeper, theme, window
        self.settings = settings
        self._then: Then | None = None
        keeper.opened.connect(self._opened)
        keeper.failed.connect(self._stay)
        keeper.given_up.connect(self._stay)

    @property
    def is_free(self) -> bool:
        """Whether the audit can be closed without a word."""
        audit = self._session.audit
        if audit is None or audit.card is not None:
            return audit is not None or not self._session.unsaved
        return self._is_fleeting and not self._session.unsaved

    @property
    def _is_fleeting(self) -> bool:
        """The demo, or what the person wants forgotten."""
        return self._session.audit is not None and (
            self.settings.retention == "forget" or not self._session.audit.sources
        )

    def leave(self, verb: str, then: Then) -> None:
        """`verb` names what the person is about to do."""
        if self.is_free:
            then()
        elif self._session.audit is None or self._is_fleeting:
            told = _("What you told us since the last report is gone then.")
            Question(self._theme, self._window, _("Close without saving a report?"), told, (verb, then))
        elif self.settings.retention == "keep":
            self._keep(then)
        else:
            Question(
                self._theme,
                self._window,
                _("Keep this audit?"),
                _(
                    "Kept, it stays on this computer, encrypted, with what you told us. The key is in this computer’s"
                    " keyring, or made from a passphrase: if that is lost, so is the audit, unless you exported it."
                ),
                (_("Keep it"), lambda: self._keep(then)),
                (_("Forget it"), then),
            )

    def _keep(self, then: Then) -> None:
        audit = self._session.audit
        if audit is None or self._keeper.busy:
            return
        self._then = then
        self._session.flush()
        self._keeper.keep(audit.store, audit.sources)

    @Slot(object, object)
    def _opened(self, store: AuditStore, card: Card) -> None:
        """An audit of the shelf, to look at; or the one that was just kept, which is being left."""
        then, self._then = self._then, None
        audit = self._session.audit
        if then is None or audit is None or audit.facts.fingerprint != card.fingerprint:
            self._session.open_store(store, card)
        else:
            store.close()
            then()

    @Slot()
    def _stay(self) -> None:
        """The page of the audits says why, and offers what can be done."""
        self._then = None
