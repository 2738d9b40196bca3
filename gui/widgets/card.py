"""Cards, hairlines and notices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.icon import Icon
from gui.widgets.text import Text


class Hairline(QFrame):
    """A line that separates; decoration only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "hairline")
        self.setFixedHeight(1)


class Card(QFrame):
    """A raised ground with a title and, at its right, at most one link. Contents go into `body`."""

    def __init__(self, theme: Theme, title: str, link: Button | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = theme.tokens.space
        set_role(self, "card")
        self.setAccessibleName(title)
        self.title = Text(theme, title, "card")
        self.body = QVBoxLayout()
        self.body.setSpacing(space.inner)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        if link is not None:
            head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.card)
        layout.setSpacing(space.unit)
        layout.addLayout(head)
        layout.addLayout(self.body)


class Notice(QFrame):
    """An icon, a bold sentence, one that explains it, and at most one action."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        explanation: str = "",
        *,
        error: bool = False,
        icon: str = "",
        action: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        space, icons = theme.tokens.space, theme.tokens.icons.state
        set_role(self, "error" if error else "notice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        ink = "error.text" if error else "text.primary"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, title, "strong", ink))
        if explanation:
            words.addWidget(Text(theme, explanation, token="text.secondary"))
        if action is not None:
            words.addSpacing(space.unit)
            words.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        sign = icon or (icons["error"] if error else icons["note"])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space.inner, space.inner, space.card, space.inner)
        layout.setSpacing(10)
        layout.addWidget(
            Icon(theme, sign, "error.text" if error else "text.secondary", 20), 0, Qt.AlignmentFlag.AlignTop
        )
        layout.addLayout(words, 1)


class Empty(QFrame):
    """What was asked and that nothing was found, and one way out."""

    def __init__(
        self, theme: Theme, title: str, explanation: str, way_out: Button, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        space, centre = theme.tokens.space, Qt.AlignmentFlag.AlignHCenter
        set_role(self, "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.card, space.inner, space.card, space.inner)
        layout.setSpacing(0)
        layout.addWidget(Text(theme, title, "strong", align=centre))
        layout.addWidget(Text(theme, explanation, token="text.secondary", align=centre))
        layout.addSpacing(space.unit)
        layout.addWidget(way_out, 0, centre)
