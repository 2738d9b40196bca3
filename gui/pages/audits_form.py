"""The small form under the list: what a deed needs to know before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.secrets import objection
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.fields import FieldError
from gui.widgets.passphrase_field import PassphraseField
from gui.widgets.replace import replace
from gui.widgets.text import Text

LONGEST_LABEL = 80
FIELD_WIDTH = 440


class AuditForm(QFrame):
    """A title, a sentence, the fields that are asked for, the deed and a way back. Escape is the way back.

    label  the text to begin with, None for no such field
    old    the name of the field for a passphrase that exists, "" for none
    new    the name of the field for a new passphrase, which is entered twice; "" for none
    """

    submitted = Signal()
    dropped = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        deed: str,
        *,
        label: str | None = None,
        old: str = "",
        new: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.space
        set_role(self, "card")
        self.setAccessibleName(title)
        self.label = QLineEdit(label or "", self)
        self.label.setMaxLength(LONGEST_LABEL)
        self.label.setAccessibleName(_("Label"))
        self.old = PassphraseField(theme, old, self)
        self.new = PassphraseField(theme, new, self)
        self.again = PassphraseField(theme, _("The same once more"), self)
        self.deed = Button(theme, deed, role="primary")
        self.back = Button(theme, _("Cancel"))
        self._asks_old, self._asks_new = bool(old), bool(new)
        offered = (
            (self.label, label is not None),
            (self.old, bool(old)),
            (self.new, bool(new)),
            (self.again, bool(new)),
        )
        for line, wanted in offered:
            line.setVisible(wanted)
        self._fields: list[QWidget] = [line for line, wanted in offered if wanted]
        self._error: QWidget | None = None
        self._errors = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.setSpacing(space.unit)
        buttons.addWidget(self.deed)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.card)
        layout.setSpacing(space.unit)
        layout.addWidget(Text(theme, title, "card"))
        layout.addWidget(Text(theme, sentence, token="text.secondary"))
        for field in self._fields:
            layout.addWidget(field)
        layout.addLayout(self._errors)
        layout.addLayout(buttons)
        self._restyle()
        theme.changed.connect(self._restyle)
        self.deed.clicked.connect(self._submit)
        self.back.clicked.connect(self.dropped)
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self._submit)

    def take_focus(self) -> None:
        first = self._fields[0] if self._fields else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with what was entered."""
        error = FieldError(self._theme, sentence)
        replace(self._errors, self._error, error)
        self._error = error
        self.deed.setAccessibleDescription(sentence)

    @Slot()
    def _restyle(self) -> None:
        for field in self._fields:
            field.setMaximumWidth(self._theme.px(FIELD_WIDTH))

    @Slot()
    def _submit(self) -> None:
        if self._asks_old and not self.old.text:
            self.refuse(_("Enter the passphrase."))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._asks_new and (wrong := objection(self.new.text)):
            self.refuse(wrong)
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._asks_new and self.new.text != self.again.text:
            self.refuse(_("The two do not match. Enter the same passphrase in both fields."))
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.submitted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
