"""Beside the table: the first figures and what became of the files so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.theme import Theme
from gui.widgets.card import Hairline
from gui.widgets.text import Text
from gui.widgets.verdict_list import VerdictList


class FirstFigures(QWidget):
    """Items by verdict, and files by what became of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdicts = VerdictList(theme)
        self._lines: list[tuple[Text, Text]] = []
        self._coverage = QGridLayout()
        self._coverage.setColumnStretch(0, 1)
        self._coverage.setVerticalSpacing(theme.tokens.space.unit)
        explained = _(
            "Grok / xAI: what X’s and xAI’s own words say of each item. Collaborators follow on the next page."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(theme, _("First figures"), "heading"))
        column.addSpacing(4)
        column.addWidget(Text(theme, _("They grow until reading ends."), "caption", "text.tertiary"))
        column.addSpacing(18)
        column.addWidget(self._verdicts)
        column.addSpacing(12)
        column.addWidget(Text(theme, explained, "caption", "text.tertiary"))
        column.addSpacing(24)
        column.addWidget(Hairline())
        column.addSpacing(24)
        column.addWidget(Text(theme, _("Coverage so far"), "heading"))
        column.addSpacing(12)
        column.addLayout(self._coverage)
        column.addStretch(1)

    def show_figures(self, verdicts: Mapping[str, int], coverage: Sequence[tuple[str, int]]) -> None:
        self._verdicts.set_counts(verdicts)
        while len(self._lines) < len(coverage):
            line = (
                Text(self._theme, token="text.secondary"),
                Text(self._theme, style="strong", wrap=False, tabular=True, align=Qt.AlignmentFlag.AlignRight),
            )
            for place, text in enumerate(line):
                self._coverage.addWidget(text, len(self._lines), place)
            self._lines.append(line)
        for number, (label, figure) in enumerate(self._lines):
            known = number < len(coverage)
            label.setVisible(known)
            figure.setVisible(known)
            if known:
                label.set_text(coverage[number][0])
                figure.set_text(formats.count(coverage[number][1]))
