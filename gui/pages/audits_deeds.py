"""What can be done with the audit that is chosen in the list."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.store.cards import Card
from gui.models.audit_cards import account
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.text import Text


class Deeds(QWidget):
    """A row of buttons, which wraps. What does not fit the audit is not there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space, icons = theme.tokens.space, theme.tokens.icons
        self.open = Button(theme, _("Open"), role="primary")
        self.rename = Button(theme, _("Change label"))
        self.again = Button(theme, _("Read the archive again"))
        self.protect = Button(theme, _("Set a passphrase"), icon=icons.state["readonly"])
        self.unprotect = Button(theme, _("Take passphrase away"))
        self.export = Button(theme, _("Export"), icon=icons.action["save"])
        self.delete = Button(theme, _("Delete"), icon=icons.action["remove"])
        self.name = Text(theme, "", "card")
        flow = FlowLayout(space.unit, space.unit)
        for button in self.buttons:
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.unit)
        layout.addWidget(self.name)
        layout.addLayout(flow)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return self.open, self.rename, self.again, self.protect, self.unprotect, self.export, self.delete

    def show_card(self, card: Card, *, is_open: bool) -> None:
        self.name.set_text(account(card))
        self.open.setText(_("Open now") if is_open else _("Open"))
        self.open.setEnabled(not is_open and card.bytes is not None)
        for button in (self.protect, self.unprotect, self.export):
            button.setEnabled(card.bytes is not None)
        self.protect.setText(_("Change passphrase") if card.own_passphrase else _("Set a passphrase"))
        self.unprotect.setVisible(card.own_passphrase)
