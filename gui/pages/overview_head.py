"""The top of the overview: what the person told us, and the two sentences."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.overview import Overview
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.wording import headline, second_line
from auditor.report.wording import curly
from gui import formats
from gui.models.told import told
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Run, Text

SPARE = 200
"""Room that the first line needs beside its words; where there is less, it becomes three lines."""
WIDEST_HEADLINE, WIDEST_SENTENCE = 680, 920
"""At 100 %: lines of reading stay short, however wide the window is."""


class OverviewHead(QWidget):
    """`change` leads to the questions about the person."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.space
        self._told = Text(theme, "", token="text.secondary")
        self._total = Text(theme, "", "caption", "text.tertiary", wrap=False, tabular=True)
        self._headline = Text(theme, "", "display")
        self._second = Text(theme, "", "lead", "text.secondary")
        self.change = Button(theme, _("Change"), role="link")
        self.change.setAccessibleDescription(_("What you told us about yourself"))
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(space.half)
        self._first.addWidget(self._told)
        self._first.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._first.addStretch(1)
        self._first.addWidget(self._total)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._first)
        layout.addSpacing(space.inner)
        layout.addWidget(self._headline)
        layout.addSpacing(space.half)
        layout.addWidget(self._second)
        theme.changed.connect(self._arrange)

    def show_figures(self, pack: Pack, situation: Situation, seen: Overview) -> None:
        self._told.set_text([Run(piece.text, "strong" if piece.answer else "") for piece in told(pack, situation)])
        with_items = sum(1 for row in seen.categories if row.items)
        categories = ngettext("{n} category", "{n} categories", with_items).format(n=formats.count(with_items))
        total = ngettext("{n} item in {categories}", "{n} items in {categories}", seen.items)
        self._total.set_text(total.format(n=formats.count(seen.items), categories=categories))
        stated, implied = seen.grok.get("stated", 0), seen.grok.get("implied", 0)
        self._headline.set_text(curly(headline(pack, situation, stated, implied, seen.items)))
        self._second.set_text(curly(second_line(pack)))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        self._headline.setMaximumWidth(self._theme.px(WIDEST_HEADLINE))
        self._second.setMaximumWidth(self._theme.px(WIDEST_SENTENCE))
        words = self._told.text() + self.change.text() + self._total.text()
        narrow = self.width() < QFontMetrics(self._told.font()).horizontalAdvance(words) + SPARE // 2
        self._first.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
