"""The line at the bottom: three facts and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.icon import Icon
from gui.widgets.text import Run, Text


class StatusBar(QFrame):
    """network, archive and policy pack; a stale pack is written bold."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, "statusbar")
        self._texts: list[Text] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(theme.tokens.space.section)
        layout.addLayout(self._fact("wifi-off"))
        layout.addLayout(self._fact("lock"))
        layout.addStretch(1)
        layout.addLayout(self._fact("scale", elide=Qt.TextElideMode.ElideRight))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._resize()
        theme.changed.connect(self._resize)

    def show_facts(self, network: str, archive: str, policy: str, *, stale: bool) -> None:
        for text, words in zip(self._texts, (network, archive, policy), strict=True):
            text.set_text([Run(words, "strong" if stale and words is policy else "")])

    def _fact(self, icon: str, elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone) -> QHBoxLayout:
        text = Text(self._theme, "", "caption", "text.secondary", wrap=False, elide=elide)
        self._texts.append(text)
        row = QHBoxLayout()
        row.setSpacing(self._theme.tokens.space.unit)
        row.addWidget(Icon(self._theme, icon, "text.secondary", 14))
        row.addWidget(text)
        return row

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(self._theme.tokens.size.statusbar))
