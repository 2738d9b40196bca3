"""The answer in one look: what X's words name, imply and leave open, per kind of data."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.overview import WRITTEN, Overview, Selection, select
from auditor.policy.vocabulary import (
    AUDIENCES,
    COLLABORATOR_VERDICTS,
    GROK_VERDICTS,
    TRAINING_SWITCH,
    Audience,
    Verdict,
)
from auditor.policy.wording import headline, second_line
from auditor.report.wording import curly
from auditor.what_if import choices, what_if
from gui import formats
from gui.models.category_rows import CategoryRows, rows_of
from gui.models.coverage import coverage
from gui.models.explained import LANES, explain
from gui.models.judged import Judged, judged_in
from gui.models.told import told
from gui.pages.overview_cards import CoverageCard, WhatIfCard
from gui.pages.overview_timeline import YearsPanel
from gui.pages.overview_why import WhyCard
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty
from gui.widgets.category_table import CategoryTable, Figure
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Run, Text
from gui.widgets.two_columns import TwoColumns
from gui.widgets.verdict_bar import VerdictBar

FIRST_ROWS = 10
MAIN, SIDE = 664, 304
NARROW = 200
"""Room that the first line needs beside its words; where there is less, it becomes three lines."""


class OverviewPage(Page):
    """One sentence, then figures, then detail. Every figure leads to its items, every verdict to its clause."""

    id = "overview"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._explained = ""
        self._judged: Judged = {}
        self._told = Text(theme, "", token="text.secondary")
        self._total = Text(theme, "", "caption", "text.tertiary", wrap=False, tabular=True)
        self._headline = Text(theme, "", "display")
        self._second = Text(theme, "", "lead", "text.secondary")
        self.bar = VerdictBar(theme)
        self.rows = CategoryRows()
        self.table = CategoryTable(theme, self.rows)
        self.more = Button(theme, role="link", icon=theme.tokens.icons.action["expand"])
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self._scale = Text(theme, "", "caption", "text.tertiary", wrap=False)
        self.years = YearsPanel(theme)
        self._ends = Text(theme, "", "caption", "text.tertiary")
        self.why = WhyCard(theme)
        self.what_if = WhatIfCard(theme, choices(session.controls))
        self.coverage = CoverageCard(theme)
        self._scroll = Scrolled(theme, widest=1152, top=20, bottom=theme.tokens.space.section)
        self._fill()
        self._connect()
        self._refresh()

    def title(self) -> str:
        return _("Overview")

    def shown(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _fill(self) -> None:
        space, theme = self.theme.tokens.space, self.theme
        self.change = Button(theme, _("Change"), role="link")
        self.change.setAccessibleName(_("Change what you told us"))
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(space.half)
        self._first.addWidget(self._told)
        self._first.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._first.addStretch(1)
        self._first.addWidget(self._total)
        columns = TwoColumns(theme, (MAIN, SIDE), gap=space.gutter, narrowest=840)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self._scale)
        columns.main.addWidget(self.table)
        columns.main.addSpacing(space.half)
        columns.main.addLayout(foot)
        columns.main.addSpacing(space.card)
        columns.main.addWidget(self.years)
        columns.main.addSpacing(space.unit)
        columns.main.addWidget(self._ends)
        columns.main.addStretch(1)
        columns.side.setSpacing(space.card)
        for card in (self.why, self.what_if, self.coverage):
            columns.side.addWidget(card)
        columns.side.addStretch(1)
        self._figures = QWidget()
        body = QVBoxLayout(self._figures)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(self._first)
        body.addSpacing(space.inner)
        body.addWidget(self._headline)
        body.addSpacing(space.half)
        body.addWidget(self._second)
        body.addSpacing(space.card + space.half)
        body.addWidget(self.bar)
        body.addSpacing(space.unit)
        body.addWidget(columns, 1)
        way_out = Button(theme, _("Open an archive"))
        way_out.clicked.connect(self._to_welcome)
        self._nothing = Empty(
            theme, _("No archive is open."), _("The overview shows the figures of an archive."), way_out
        )
        self._scroll.body.addWidget(self._figures, 1)
        self._scroll.body.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _connect(self) -> None:
        self.session.audit_changed.connect(self._renew)
        self.session.situation_changed.connect(self._refresh)
        self.theme.changed.connect(self._widths)
        self.change.clicked.connect(self._to_situation)
        self.bar.chosen.connect(self._verdict_chosen)
        self.table.figure_chosen.connect(self._figure_chosen)
        self.table.row_chosen.connect(self._explain)
        self.table.selectionModel().currentRowChanged.connect(self._keep_in_sight)
        self.more.clicked.connect(self._toggle_more)
        self.years.year_chosen.connect(self._year_chosen)
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
        self.rows.set_limit(FIRST_ROWS)
        self.what_if.switch.set_on(False)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        seen, audit = self.session.overview(), self.session.audit
        self._figures.setVisible(seen is not None)
        self._nothing.setVisible(seen is None)
        if seen is None or audit is None:
            self.rows.set_rows([], {})
            self._judged = {}
            return
        pack, situation = self.session.pack, self.session.situation
        self._told.set_text([Run(piece.text, "strong" if piece.answer else "") for piece in told(pack, situation)])
        with_items = sum(1 for row in seen.categories if row.items)
        self._total.set_text(
            ngettext("{n} item in {categories}", "{n} items in {categories}", seen.items).format(
                n=formats.count(seen.items),
                categories=ngettext("{n} category", "{n} categories", with_items).format(n=formats.count(with_items)),
            )
        )
        stated, implied = seen.grok.get("stated", 0), seen.grok.get("implied", 0)
        self._headline.set_text(curly(headline(pack, situation, stated, implied, seen.items)))
        self._second.set_text(curly(second_line(pack)))
        self.bar.set_counts(seen.grok)
        self._show_rows(seen)
        self.years.show_years(pack, situation, seen, audit.tally)
        self.coverage.show_lines(coverage(audit.receipt))
        self._ends.set_text(self._end(audit.facts.generated_at))
        self._suppose(self.what_if.control if self.what_if.switch.is_on() else "")
        self._explain(self._explained)
        self._widths()

    def _show_rows(self, seen: Overview) -> None:
        pack, situation = self.session.pack, self.session.situation
        assert self.session.audit is not None
        self._judged = judged_in(pack, situation, self.session.audit.tally)
        sentences = {
            (row, audience): " ".join(explain(pack, situation, judgement).sentences for judgement, _items in found)
            for row, lanes in self._judged.items()
            for audience, found in lanes.items()
        }
        if self.rows.rowCount() == 0:
            self.rows.set_limit(FIRST_ROWS)
        self.rows.set_rows(rows_of(pack, situation, self.theme.tokens, seen), sentences)
        self._more_words()
        longest = formats.count(self.rows.longest)
        self._scale.set_text(_("Bars to one scale, longest {n}").format(n=longest))

    def _more_words(self) -> None:
        hidden = self.rows.hidden
        shown_all = hidden == 0
        words = ngettext("{n} more category", "{n} more categories", hidden).format(n=formats.count(hidden))
        self.more.setText(_("Fewer categories") if shown_all else words)
        self.more.set_icon(self.theme.tokens.icons.action["collapse" if shown_all else "expand"])

    @staticmethod
    def _end(generated_at: int | None) -> str:
        if generated_at is None:
            return _("The archive does not say when it was made; what you did since is not in it.")
        day = dt.datetime.fromtimestamp(generated_at / 1000, dt.UTC).date()
        return _("This archive ends on {date}; what you did since is not in it.").format(date=formats.date(day))

    @Slot()
    def _widths(self) -> None:
        """Lines of reading stay short, however wide the window is."""
        self._headline.setMaximumWidth(self.theme.px(680))
        self._second.setMaximumWidth(self.theme.px(920))
        wide = self._told.text() + self.change.text() + self._total.text()
        narrow = self.width() < QFontMetrics(self._told.font()).horizontalAdvance(wide) + NARROW
        self._first.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths()

    # What the person asks

    def _show(self, title: str, selections: tuple[Selection, ...]) -> None:
        self.show_items.emit(title, selections)

    def _select(
        self, row: str | None = None, verdict: str = "", audience: Audience = "grok", year: int | None = None
    ) -> tuple[Selection, ...]:
        assert self.session.audit is not None
        lane: tuple[Verdict, ...] = GROK_VERDICTS if audience == "grok" else COLLABORATOR_VERDICTS
        return select(
            self.session.pack,
            self.session.situation,
            self.session.audit.tally,
            row=row,
            verdict=next((one for one in lane if one == verdict), None),
            audience=audience,
            year=year,
        )

    def _label(self, audience: Audience, verdict: str) -> str:
        return f"{_(LANES[audience])}: {_(self.theme.tokens.verdict(audience, verdict).label)}"

    @Slot(str)
    def _verdict_chosen(self, verdict: str) -> None:
        self._show(self._label("grok", verdict), self._select(verdict=verdict))

    @Slot(object)
    def _figure_chosen(self, figure: Figure) -> None:
        title = _(self.session.pack.categories[figure.row].title)
        if figure.verdict:
            title = f"{title}, {self._label(figure.audience, figure.verdict)}"
        self._show(title, self._select(figure.row, figure.verdict, figure.audience))

    @Slot(int)
    def _year_chosen(self, year: int) -> None:
        selections = [one for row in WRITTEN for one in self._select(row=row, year=year)]
        self._show(_("Written in {year}").format(year=year), tuple(dict.fromkeys(selections)))

    @Slot()
    def _toggle_more(self) -> None:
        self.table.let_go()
        self.rows.set_limit(None if self.rows.hidden else FIRST_ROWS)
        self._more_words()

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

    # Why

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
        # The switch that X names for training first, as the guide has it.
        ids = sorted(named, key=lambda id: id != TRAINING_SWITCH)
        controls = [self.session.controls[id] for id in ids if id in self.session.controls]
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
