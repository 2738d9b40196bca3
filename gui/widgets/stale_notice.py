"""Says on every page that the policy pack has grown old, until the person dismisses it or the window closes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.policy.records import Pack
from auditor.policy.wording import old_pack
from auditor.report.wording import curly
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice


class StaleNotice(QWidget):
    """Takes no room while the pack is fresh. `today` is the day that it is held against."""

    def __init__(self, theme: Theme, pack: Pack, today: dt.date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = old_pack(pack, today or dt.datetime.now().astimezone().date())
        if said is None:
            self.hide()
            return
        space = theme.tokens.space
        self.dismiss = Button(theme, _("Dismiss"), role="link")
        self.dismiss.clicked.connect(self.hide)
        title, words = said
        icon = theme.tokens.icons.state["stale"]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.inner)
        layout.addWidget(Notice(theme, curly(title), curly(words), icon=icon, action=self.dismiss))
