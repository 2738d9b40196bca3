"""Settings: how Outtake looks and speaks; and what it is."""

from __future__ import annotations

from importlib.resources import files

import msgspec
from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.settings import Settings
from gui.pages.about import About
from gui.pages.page import Page
from gui.session import Session
from gui.theme import LARGEST_SCALE, SMALLEST_SCALE, Mode, Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.choice import Choice
from gui.widgets.radios import Radios
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text

STEP = 10
"""Percent of text size that one press changes."""
RETENTION = (
    "What is kept is encrypted; its key is in this computer’s keyring, or made from a passphrase of yours. If that is"
    " lost, so is the audit, unless you exported it."
)


def languages() -> list[tuple[str, str]]:
    """(name in the language itself, code): the system's, English, and every catalogue that is here."""
    folder = files("resources") / "locale"
    codes = sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []
    named = [(QLocale(code).nativeLanguageName() or code, code) for code in codes if not code.startswith("_")]
    return [(_("As the system"), ""), ("English", "en"), *(one for one in named if one[1] != "en")]


class SettingsPage(Page):
    """changed: the new Settings, at each change"""

    changed = Signal(object)
    id = "settings"

    def __init__(self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._settings = settings
        labels = {Mode.SYSTEM: _("As the system"), Mode.LIGHT: _("Light"), Mode.DARK: _("Dark")}
        self.modes = Radios(_("Theme"), {mode.value: label for mode, label in labels.items()}, self)
        self.text_size = QSpinBox()
        self.text_size.setRange(SMALLEST_SCALE, LARGEST_SCALE)
        self.text_size.setSingleStep(STEP)
        self.text_size.setSuffix(" %")
        self.text_size.setKeyboardTracking(False)
        self.text_size.lineEdit().setTextMargins(theme.tokens.space.inner, 0, 0, 0)
        self.text_size.setAccessibleName(_("Text size"))
        self.text_size.lineEdit().setAccessibleName(_("Text size"))
        self.smaller = Button(theme, icon=theme.tokens.icons.action["zoom_out"], name=_("Smaller text"))
        self.larger = Button(theme, icon=theme.tokens.icons.action["zoom_in"], name=_("Larger text"))
        self.language = Choice(_("Language"), languages())
        after = {"ask": _("Ask me"), "keep": _("Keep it on this computer, encrypted"), "forget": _("Forget it")}
        self.retention = Radios(_("When an audit is closed"), after, self)
        self.compact = QCheckBox(_("Only icons in the sidebar"))
        self._lay_out()
        self.show_settings(settings)
        self.modes.buttonClicked.connect(self._change)
        self.text_size.valueChanged.connect(self._change)
        self.smaller.clicked.connect(self.text_size.stepDown)
        self.larger.clicked.connect(self.text_size.stepUp)
        self.language.activated.connect(self._change)
        self.compact.clicked.connect(self._change)
        self.retention.buttonClicked.connect(self._change)

    def title(self) -> str:
        return _("Settings")

    def shown(self) -> None:
        self.modes.by_name[self._settings.theme].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self, settings: Settings) -> None:
        """Settings changed elsewhere."""
        self._settings = settings
        self.modes.check(settings.theme)
        self.text_size.blockSignals(True)
        self.text_size.setValue(settings.text_percent)
        self.text_size.blockSignals(False)
        self.language.show_value(settings.language)
        self.compact.setChecked(settings.compact_sidebar)
        self.retention.check(settings.retention)
        self._allow_steps()

    def _lay_out(self) -> None:
        space = self.theme.tokens.space
        modes, size = QHBoxLayout(), QHBoxLayout()
        modes.setSpacing(space.section)
        for button in self.modes.by_name.values():
            modes.addWidget(button)
        modes.addStretch(1)
        size.setSpacing(space.unit)
        for widget in (self.smaller, self.text_size, self.larger):
            size.addWidget(widget)
        size.addStretch(1)
        language, compact, retention = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for button in self.retention.by_name.values():
            retention.addWidget(button)
        language.addWidget(self.language)
        language.addStretch(1)
        compact.addWidget(self.compact)
        compact.addStretch(1)
        scrolled = Scrolled(self.theme, widest=720)
        body = scrolled.body
        body.addWidget(Text(self.theme, self.title(), "title"))
        body.addSpacing(space.section)
        for title, words, buddy, content in (
            (_("Theme"), "", None, modes),
            (_("Text size"), _("Takes effect at once, in every window of Outtake."), self.text_size, size),
            (_("Language"), _("X’s own words and labels are always shown as X writes them."), self.language, language),
            (_("Sidebar"), "", None, compact),
            (_("When an audit is closed"), _(RETENTION), None, retention),
        ):
            body.addWidget(Hairline())
            body.addSpacing(space.card)
            body.addWidget(self._heading(title, buddy))
            if words:
                body.addWidget(Text(self.theme, words, token="text.secondary"))
            body.addSpacing(space.unit)
            body.addLayout(content)
            body.addSpacing(space.card)
        body.addWidget(Hairline())
        body.addSpacing(space.card)
        body.addWidget(Text(self.theme, _("About"), "heading"))
        body.addSpacing(space.unit)
        body.addWidget(About(self.theme))
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled)

    def _heading(self, title: str, field: QWidget | None) -> Text:
        heading = Text(self.theme, title, "card")
        if field is not None:
            heading.setBuddy(field)  # where a screen reader looks for the name of a list or a figure
        return heading

    def _allow_steps(self) -> None:
        self.smaller.setEnabled(self.text_size.value() > SMALLEST_SCALE)
        self.larger.setEnabled(self.text_size.value() < LARGEST_SCALE)

    @Slot()
    def _change(self) -> None:
        self._settings = msgspec.structs.replace(
            self._settings,
            theme=Mode(self.modes.name).value,
            text_percent=self.text_size.value(),
            language=str(self.language.value),
            compact_sidebar=self.compact.isChecked(),
            retention=self.retention.name,
        )
        self._allow_steps()
        self.changed.emit(self._settings)
