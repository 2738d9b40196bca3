"""Fields for text with something beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.focus_ring import RING_AROUND_PARENT
from gui.widgets.icon import Icon
from gui.widgets.text import Text


class IconField(QFrame):
    """A line of text behind an icon, in one outline that takes the focus ring. The text itself is `line`."""

    def __init__(self, theme: Theme, icon: str, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "field")
        self.line = QLineEdit()
        self.line.setProperty(RING_AROUND_PARENT, True)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        set_role(self.line, "bare")
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 11, 0)
        layout.setSpacing(theme.tokens.space.unit)
        layout.addWidget(Icon(theme, icon))
        layout.addWidget(self.line, 1)


class FieldError(QWidget):
    """What is wrong with a field, under it, with an example of what is right."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Icon(theme, theme.tokens.icons.state["error"], "error.text", 14))
        layout.addWidget(Text(theme, text, "caption", "error.text"), 1)
