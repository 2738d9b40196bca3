"""A field for a passphrase: dots, unless the person wants to see what they type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text


class PassphraseField(QWidget):
    """A label, the line, and a button that shows what was typed. Input methods learn nothing from it."""

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.reveal = Button(theme, _("Show"), role="quiet")
        self.reveal.setCheckable(True)
        self.reveal.setAccessibleName(_("Show what is typed: {label}").format(label=label))
        self.setFocusProxy(self.line)
        name = Text(theme, label, "label")
        name.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(theme.tokens.space.unit)
        row.addWidget(self.line, 1)
        row.addWidget(self.reveal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.half)
        layout.addWidget(name)
        layout.addLayout(row)
        self.reveal.toggled.connect(self._reveal)
        self._reveal(shown=False)

    @property
    def text(self) -> str:
        return self.line.text()

    @Slot(bool)
    def _reveal(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.setText(_("Hide") if shown else _("Show"))
