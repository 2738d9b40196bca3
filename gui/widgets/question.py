"""A question in a window of its own, with a way back and one or more ways on. It does not stop the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text

Then = Callable[[], None]
WIDTH = 440


class Question(QDialog):
    """`ways` are verbs with what follows; Escape and the window's cross are the way back, which has the focus."""

    def __init__(self, theme: Theme, parent: QWidget, question: str, explanation: str, *ways: tuple[str, Then]) -> None:
        super().__init__(parent)
        self._ways = dict(ways)
        space = theme.tokens.space
        self.setWindowTitle("Outtake")
        self.setAccessibleName(question)
        self.setAccessibleDescription(explanation)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(theme.px(WIDTH), parent.width()))
        column = QVBoxLayout(self)
        column.setContentsMargins(space.section, space.section, space.section, space.card)
        column.setSpacing(space.unit)
        column.addWidget(Text(theme, question, "heading"))
        column.addWidget(Text(theme, explanation, token="text.secondary"))
        column.addSpacing(space.card)
        row = QHBoxLayout()
        row.setSpacing(space.unit)
        row.addStretch(1)
        for number, verb in enumerate(self._ways):
            button = Button(theme, verb, role="" if number else "primary")
            button.setAutoDefault(True)  # Enter presses the one that has the focus
            button.clicked.connect(self._go_on)
            row.addWidget(button)
        back = Button(theme, _("Go back"))
        back.setAutoDefault(True)
        back.clicked.connect(self.reject)
        row.addWidget(back)
        column.addLayout(row)
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open()

    @Slot()
    def _go_on(self) -> None:
        sender = self.sender()
        assert isinstance(sender, Button)
        then = self._ways[sender.text()]
        self.accept()
        then()
