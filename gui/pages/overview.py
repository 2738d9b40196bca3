"""The answer in one look: what X's words name, imply and leave open, per kind of data."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.overview import Tally
from auditor.policy.vocabulary import AUDIENCES, TRAINING_SWITCH
from auditor.what_if import choices, what_if
from gui import formats
from gui.models.coverage import coverage
from gui.models.explained import explain
from gui.models.judged import Judged, judged_in
from gui.pages.overview_cards import ActivityCard, CoverageCard, WhatIfCard
from gui.pages.overview_categories import CategoriesPanel
from gui.pages.overview_head import OverviewHead
from gui.pages.overview_timeline import YearsPanel
from gui.pages.overview_why import WhyCard
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty
from gui.widgets.chart_panel import ChartPanel
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text
from gui.widgets.two_columns import TwoColumns
from gui.widgets.verdict_bar import VerdictBar

MAIN, SIDE, SIDE_BY_SIDE = 664, 304, 840


class OverviewPage(Page):
    """One sentence, then figures, then detail. Every figure leads to its items, every verdict to its clause."""

    id = "overview"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._explained = ""
        self._judged: Judged = {}
        self._tally: list[Tally] = []
        self.head = OverviewHead(theme)
        self.bar = VerdictBar(theme)
        self.categories = CategoriesPanel(theme)
        self.rows, self.table, self.more = self.categories.rows, self.categories.table, self.categories.more
        self.years = YearsPanel(theme)
        self.activity = ActivityCard(theme)
        self._bar = ChartPanel(theme, self.bar)
        self._ends = Text(theme, "", "caption", "text.tertiary")
        self.why = WhyCard(theme)
        self.what_if = WhatIfCard(theme, choices(session.controls))
        self.coverage = CoverageCard(theme)
        self._figures = QWidget()
        way_out = Button(theme, _("Open an archive"))
        way_out.clicked.connect(self._to_welcome)
        self._nothing = Empty(
            theme, _("No archive is open."), _("The overview shows the figures of an archive."), way_out
        )
        self._fill()
        self._connect()
        self._renew()

    def title(self) -> str:
        return _("Overview")

    def shown(self) -> None:
        if self.session.audit is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.verticalScrollBar().setValue(0)  # the sentence comes first, also where the text is large

    # Building

    def _fill(self) -> None:
        space = self.theme.tokens.space
        columns = self._columns = TwoColumns(self.theme, (MAIN, SIDE), gap=space.gutter, narrowest=SIDE_BY_SIDE)
        self._below_table = QVBoxLayout()
        self._below_table.setContentsMargins(0, space.card, 0, 0)
        columns.main.addWidget(self.categories)
        columns.main.addLayout(self._below_table)
        columns.main.addSpacing(space.card)
        columns.main.addWidget(self.years)
        columns.main.addSpacing(space.card)
        columns.main.addWidget(self.activity)
        columns.main.addSpacing(space.unit)
        columns.main.addWidget(self._ends)
        columns.main.addStretch(1)
        columns.side.setSpacing(space.card)
        for card in (self.why, self.what_if, self.coverage):
            columns.side.addWidget(card)
        columns.side.addStretch(1)
        body = QVBoxLayout(self._figures)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.head)
        body.addSpacing(space.card + space.half)
        body.addWidget(self._bar)
        body.addSpacing(space.unit)
        body.addWidget(columns, 1)
        self._scroll = Scrolled(self.theme, widest=1152)
        self._scroll.body.addWidget(self._figures, 1)
        self._scroll.body.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _connect(self) -> None:
        self.session.audit_changed.connect(self._renew)
        self.session.situation_changed.connect(self._refresh)
        self.head.change.clicked.connect(self._to_situation)
        for chart in (self._bar, self.table, self.years, self.activity):
            chart.asked.connect(self.show_items)
        self.table.row_chosen.connect(self._explain)
        self.table.selectionModel().currentRowChanged.connect(self._keep_in_sight)
        self.why.closed.connect(self._close_why)
        self.why.step_wanted.connect(self._to_step)
        self.why.open_link.connect(self.open_link)
        self.what_if.supposed.connect(self._suppose)
        self.what_if.step_wanted.connect(self._to_step)
        self.coverage.receipt_wanted.connect(self._to_receipt)

    # Figures

    @Slot()
    def _renew(self) -> None:
        """Another archive: nothing is chosen in it yet."""
        self._explained = ""
        self.categories.clear()
        self.what_if.switch.set_on(False)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        seen, audit = self.session.overview(), self.session.audit
        self._figures.setVisible(seen is not None)
        self._nothing.setVisible(seen is None)
        if seen is None or audit is None:
            self._judged, self._tally = {}, []
            return
        pack, situation = self.session.pack, self.session.situation
        # Grouped once for all the questions to come: hundreds of groups instead of one for each day.
        self._tally = self.session.cases()
        self._judged = judged_in(pack, situation, self._tally)
        self.head.show_figures(pack, situation, seen)
        self.bar.set_counts(seen.grok)
        self.categories.show_figures(pack, situation, seen, self._judged)
        self.years.show_years(pack, situation, seen, audit.tally)
        self.activity.show_activity(audit.activity)
        self.coverage.show_lines(coverage(audit.receipt))
        self._ends.set_text(_end(audit.facts.generated_at))
        self._suppose(self.what_if.control if self.what_if.switch.is_on() else "")
        self._explain(self._explained)

    # What if, and why

    @Slot(str)
    def _suppose(self, control: str) -> None:
        seen = self.session.overview()
        if seen is None:
            return
        outcome = None
        if control:
            outcome = what_if(self.session.pack, self.session.situation, seen, control, self.session.controls)
            self.announce.emit(" ".join((*outcome.changes, *outcome.stays, *outcome.unknown)))
        self.what_if.show_outcome(outcome)
        self.rows.set_marked(outcome.rows if outcome else ())

    @Slot(str)
    def _explain(self, row: str) -> None:
        self._explained = row if row in self._judged else ""
        if not self._explained:
            self.why.hide()
            return
        pack, situation = self.session.pack, self.session.situation
        lanes = [
            (explain(pack, situation, judgement), items)
            for audience in AUDIENCES
            for judgement, items in self._judged[row][audience]
        ]
        named = dict.fromkeys(id for explained, _items in lanes for id in explained.controls)
        ids = sorted(named, key=lambda id: id != TRAINING_SWITCH)  # the switch that X names for training first
        controls = [self.session.controls[id] for id in ids if id in self.session.controls]
        # Beside the table, or where nothing is beside it, right below.
        if self._columns.stacked:
            self._below_table.addWidget(self.why)
        else:
            self._columns.side.insertWidget(0, self.why)
        self.why.explain(pack.categories[row], lanes, controls)

    @Slot()
    def _close_why(self) -> None:
        self._explained = ""
        self.why.hide()
        self.table.let_go()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep_in_sight(self) -> None:
        self.table.keep_in_sight(self._scroll)

    # Elsewhere

    @Slot()
    def _to_situation(self) -> None:
        self.go_to.emit("situation")

    @Slot()
    def _to_receipt(self) -> None:
        self.go_to.emit("receipt")

    @Slot()
    def _to_welcome(self) -> None:
        self.go_to.emit("welcome")

    @Slot(str)
    def _to_step(self, control: str) -> None:
        self.go_to.emit(f"optout:{control}")


def _end(generated_at: int | None) -> str:
    if generated_at is None:
        return _("The archive does not say when it was made; what you did since is not in it.")
    day = dt.datetime.fromtimestamp(generated_at / 1000, dt.UTC).date()
    return _("This archive ends on {date}; what you did since is not in it.").format(date=formats.date(day))
