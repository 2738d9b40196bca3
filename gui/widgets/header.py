"""The bar above the pages that come before an audit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.icon import Mark
from gui.widgets.text import Text


class Header(QFrame):
    """The name at the left; at the right the language and the settings, both of which lead to Settings."""

    settings_wanted = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, "header")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(23, 0, 21, 0)
        layout.setSpacing(9)
        layout.addWidget(Mark(theme))
        layout.addWidget(Text(theme, "Outtake", "card", wrap=False))
        layout.addStretch(1)
        for text, icon, name in ((language, "languages", _("Language")), (_("Settings"), "settings", _("Settings"))):
            button = Button(theme, text, role="nav", icon=icon)
            button.setAccessibleName(name if name == text else f"{name}: {text}")
            button.clicked.connect(self.settings_wanted)
            layout.addWidget(button)
        self._resize()
        theme.changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(self._theme.tokens.size.header))
