"""What X's words say: the rules as they came, what holds where, what nobody knows, and where all of it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.policy.records import Pack
from auditor.policy.telling import Wanted
from auditor.policy.wording import old_pack
from auditor.report.wording import curly
from gui import formats
from gui.pages.page import Page
from gui.pages.policy_sections import PolicySections
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Notice
from gui.widgets.choice import Choice
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


class PolicyPage(Page):
    """Told for the region of the person, or for one they choose here; the choice changes no verdict."""

    id = "policy"

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        today: Callable[[], dt.date] = _today,
    ) -> None:
        super().__init__(session, theme, parent)
        self._today = today
        self._sections: PolicySections | None = None
        self._outdated = True  # what nobody looks at is not built
        pack = session.pack
        self.region = Choice(_("Tell it for"), [(_("All regions"), "all"), *_regions(pack)])
        self.region.activated.connect(self._build)
        self._scroll = Scrolled(theme, widest=880)
        self._head()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        session.situation_changed.connect(self._situation_changed)
        self._situation_changed()

    def title(self) -> str:
        return _("What X’s words say")

    def shown(self) -> None:
        self.region.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._outdated:
            self._build()

    def _head(self) -> None:
        theme, pack, body = self.theme, self.session.pack, self._scroll.body
        body.setSpacing(theme.tokens.space.unit)
        body.addWidget(Text(theme, self.title(), "title"))
        about = _(
            "Policy pack {version}. The newest stored copy of X’s own texts is of {text_as_of}; the pack was last "
            "compared with the stored copies on {checked_on}."
        ).format(
            version=pack.version, text_as_of=formats.date(pack.text_as_of), checked_on=formats.date(pack.checked_on)
        )
        body.addWidget(Text(theme, about, "lead", "text.secondary"))
        body.addWidget(Text(theme, curly(_(pack.sentences["about.source"])), token="text.secondary"))
        old = old_pack(pack, self._today())
        if old:
            title, words = old
            body.addWidget(Notice(theme, curly(title), curly(words), icon=theme.tokens.icons.state["stale"]))
        row = QHBoxLayout()
        row.addWidget(Text(theme, _("Tell it for"), wrap=False))
        row.addWidget(self.region)
        row.addStretch(1)
        body.addSpacing(theme.tokens.space.unit)
        body.addLayout(row)

    @Slot()
    def _situation_changed(self) -> None:
        self.region.show_value(self.session.situation.region or "all")
        self._outdated = True
        if self.isVisible():
            self._build()

    @Slot()
    def _build(self) -> None:
        self._outdated = False
        wanted: Wanted = self.region.value  # type: ignore[assignment]  # the values are those put in above
        sections = PolicySections(self.theme, self.session.pack, wanted)
        sections.open_link.connect(self.open_link)
        replace(self._scroll.body, self._sections, sections)
        self._sections = sections


def _regions(pack: Pack) -> list[tuple[str, object]]:
    return [(_(name), region) for region, name in pack.regions.items()]
