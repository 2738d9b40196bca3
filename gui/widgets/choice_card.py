"""A choice of one among several, each on a card that says what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from gui.stylesheet import set_look, set_role
from gui.theme import Theme
from gui.widgets.focus_ring import RING_AROUND_PARENT, RING_RADIUS
from gui.widgets.text import Text


class ChoiceCard(QFrame):
    """A radio button with a sentence under it and, if there are any, lines of a name and a figure."""

    chosen = Signal()

    def __init__(self, theme: Theme, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.space
        set_role(self, "tile")
        self.setProperty(RING_RADIUS, theme.tokens.radius.card)
        self.button = QRadioButton(title)
        self.button.setProperty(RING_AROUND_PARENT, True)
        self.button.setAutoExclusive(False)  # its group of buttons does that, across the cards
        self.button.setAccessibleDescription(sentence)
        self.button.toggled.connect(self._toggled)
        self._sentence = sentence
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._lines.addWidget(Text(theme, sentence, token="text.secondary"))
        self._indented = QVBoxLayout()
        self._indented.addLayout(self._lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.inner, space.unit, space.inner, space.inner)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addLayout(self._indented)
        self._figures: list[QWidget] = []
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        """Lines of a name and a figure."""
        for line in self._figures:
            line.hide()
            line.deleteLater()
        self._figures = []
        for name, figure in figures:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Text(self._theme, name, token="text.secondary"), 1)
            value = Text(self._theme, figure, "strong", "text.secondary", wrap=False, tabular=True)
            row.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(line)
            self._figures.append(line)
        said = " ".join(f"{name}: {figure}." for name, figure in figures)
        self.button.setAccessibleDescription(f"{self._sentence} {said}".strip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.button.click()

    @Slot(bool)
    def _toggled(self, checked: bool) -> None:
        set_look(self, "chosen", checked)
        if checked:
            self.chosen.emit()

    @Slot()
    def _restyle(self) -> None:
        self.button.setFont(self._theme.font("strong"))
        self._indented.setContentsMargins(self._theme.px(14) + 2 + self._theme.tokens.space.unit, 0, 0, 0)
