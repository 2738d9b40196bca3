"""The overview's cards: what if, how much of the archive was understood, and when in the week the person posts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from auditor.charts import Activity
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.report.wording import curly
from auditor.what_if import DELETE, WhatIf
from gui import formats
from gui.models.coverage import CoverageLine
from gui.theme import Theme
from gui.widgets.activity_chart import ActivityChart
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.chart_panel import ChartPanel
from gui.widgets.emphasis import emphasised
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.replace import replace
from gui.widgets.switch import Switch
from gui.widgets.text import Run, Text


class WhatIfCard(Card):
    """supposed     the control that is supposed to be off, "" as things are
    step_wanted  the id of a control
    """

    supposed = Signal(str)
    step_wanted = Signal(str)

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        title = _("What if I switch this off?")
        super().__init__(theme, title, parent=parent)
        self._theme = theme
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Control to try"))
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for id, name in choices:
            self.choice.addItem(name, id)
        self.switch = Switch(theme, _("As it is"), _("Switched off"), title)
        self.go = Button(theme, _("Go to this step"), role="primary")
        self._lines: QWidget | None = None
        self.body.addSpacing(theme.tokens.space.half)
        self.body.addWidget(self.choice)
        self.body.addWidget(self.switch)
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.currentIndexChanged.connect(self._changed)
        self.switch.toggled.connect(self._changed)
        self.go.clicked.connect(self._go)
        self.show_outcome(None)

    @property
    def control(self) -> str:
        return str(self.choice.currentData())

    def show_outcome(self, outcome: WhatIf | None) -> None:
        """What changes, what stays and what no text says; None says that nothing is supposed."""
        state = self._theme.tokens.icons.state
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.tokens.space.unit)
        if outcome is None:
            words = _("Choose “Switched off” to see what would change, what would not, and what no text says.")
            column.addWidget(Text(self._theme, words, token="text.secondary"))
        else:
            for change in _changes(outcome):
                self._add(column, state["governed"] if outcome.rows else state["note"], change, strong=True)
            for sentence in outcome.stays:
                self._add(column, state["unchanged"], curly(sentence))
            for sentence in outcome.unknown:
                self._add(column, state["unknown"], curly(sentence))
        replace(self._place, self._lines, lines)
        self._lines = lines
        self.go.setVisible(self.control != DELETE)

    def _add(self, column: QVBoxLayout, icon: str, words: str | list[Run], *, strong: bool = False) -> None:
        sign = Icon(self._theme, icon, "accent.text" if strong else "text.secondary")
        text = Text(self._theme, words, token="text.primary" if strong else "text.secondary")
        column.addWidget(IconLine(sign, text, gap=10))

    @Slot()
    def _changed(self) -> None:
        self.supposed.emit(self.control if self.switch.is_on() else "")

    @Slot()
    def _go(self) -> None:
        self.step_wanted.emit(self.control)


def _changes(outcome: WhatIf) -> list[str | list[Run]]:
    """The first sentence follows the number of items in the marked rows."""
    if not outcome.rows:
        return [curly(sentence) for sentence in outcome.changes]
    number = ngettext("{n} item", "{n} items", outcome.items).format(n=formats.count(outcome.items))
    first, *rest = outcome.changes
    marked = emphasised(_("{items} in the marked rows. "), {"items": number})
    return [[*marked, Run(curly(first))], *(curly(sentence) for sentence in rest)]


class CoverageCard(Card):
    """Every line, zeros included; they add up to the number in the title. `receipt_wanted` from its link."""

    receipt_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        link = Button(theme, _("Receipt"), role="link", icon=theme.tokens.icons.action["next"])
        link.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        super().__init__(theme, _("Coverage"), link, parent)
        self._theme = theme
        self._figures: QWidget | None = None
        link.clicked.connect(self.receipt_wanted)

    def show_lines(self, lines: Sequence[CoverageLine]) -> None:
        total = sum(line.members for line in lines)
        words = ngettext("Coverage: {n} member", "Coverage: {n} members", total).format(n=formats.count(total))
        self.title.set_text(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription("; ".join(f"{line.label}: {formats.count(line.members)}" for line in lines))
        figures = QWidget()
        grid = QGridLayout(figures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for row, line in enumerate(lines):
            grid.addWidget(Text(self._theme, line.label, "caption"), row, 0)
            figure = Text(self._theme, formats.count(line.members), "head", wrap=False, tabular=True)
            grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        replace(self.body, self._figures, figures)
        self._figures = figures


class ActivityCard(Card):
    """`asked` for what was written at a time of the week, in the words of the search."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("When you post"), parent=parent)
        self.chart = ActivityChart(theme, _("Posts, replies, quotes and reposts by weekday and hour"))
        self.panel = ChartPanel(theme, self.chart)
        self.panel.asked.connect(self.asked)
        self._about = Text(theme, "", token="text.secondary")
        self.body.addWidget(self._about)
        self.body.addWidget(self.panel)
        self.show_activity(None)

    def show_activity(self, activity: Activity | None) -> None:
        """None where nothing has been counted yet: the card stays away."""
        self.setVisible(activity is not None)
        self.panel.setVisible(activity is not None and activity.items > 0)
        self._about.set_text(" ".join(_about(activity)) if activity else "")
        self.chart.set_activity(activity)


def _about(activity: Activity) -> list[str]:
    """What is counted, in whose time, and what is left out."""
    undated = ngettext(
        "{n} item has no time and is left out.", "{n} items have no time and are left out.", activity.undated
    )
    left_out = [undated.format(n=formats.count(activity.undated))] if activity.undated else []
    if not activity.items:
        return [_("No post, reply, quote or repost of this archive has a time."), *left_out]
    zone = _("Posts, replies, quotes and reposts by weekday and hour. Local time of this computer: {zone}.")
    return [zone.format(zone=activity.zone), *left_out]
