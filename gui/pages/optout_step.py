"""One step of the guide: what it does and does not do, where it is, and the record that it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout import Step
from auditor.optout.controls import load_sentences
from auditor.report.wording import curly
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_place import PlaceView
from gui.pages.optout_record import RecordCard
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline, Notice
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Glyph, Icon
from gui.widgets.step_drawing import StepDrawing
from gui.widgets.text import Run, Text
from gui.widgets.two_columns import TwoColumns

COLUMNS, NARROWEST = (360, 312), 600
"""How the two columns share the width, and from where on they stand side by side."""
NO_SWITCH = ("no_untraining", "others", "likes", "licence", "copies", "scrapers", "moved")
"""Sentences of the guide that stand at its end."""


class StepPlace(msgspec.Struct, frozen=True):
    """Where a step stands among the others, and what is known of its items.

    counts  items that it governs by Grok verdict, empty without an archive
    first   titles of what should be done before it
    next    title of the step after it, "" for the last
    """

    step: Step
    number: int
    steps: int
    counts: Mapping[str, int]
    first: tuple[str, ...]
    next: str
    has_audit: bool
    left_out: tuple[tuple[str, str], ...] = ()


class StepView(QWidget):
    """Made anew for every step; the page listens."""

    done = Signal(object)
    withdrawn = Signal()
    back = Signal()
    skipped = Signal()
    went_on = Signal()
    open_link = Signal(str)
    copied = Signal(str)
    show_items = Signal()

    def __init__(self, theme: Theme, place: StepPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._theme = theme
        space = theme.tokens.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head(layout)
        layout.addSpacing(space.inner)
        layout.addWidget(self._columns())
        layout.addSpacing(space.card)
        self._notes(layout)
        self.record = RecordCard(theme, place.step)
        self.record.done.connect(self.done)
        self.record.withdrawn.connect(self.withdrawn)
        layout.addWidget(self.record)
        layout.addSpacing(space.section)
        layout.addLayout(self._ways())
        if not place.next:
            self._end(layout)
        layout.addStretch(1)

    def focus_next(self) -> None:
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    # From the top down

    def _head(self, layout: QVBoxLayout) -> None:
        theme, step, place = self._theme, self.place.step, self.place
        where = _("Step {number} of {steps}").format(
            number=formats.count(place.number), steps=formats.count(place.steps)
        )
        layout.addWidget(Text(theme, where, "caption", "text.tertiary"))
        self.title = Text(theme, _(step.control.title), "title")
        layout.addWidget(self.title)
        layout.addSpacing(theme.tokens.space.unit)
        if step.governs:
            layout.addLayout(self._governed())
            layout.addSpacing(theme.tokens.space.half)
        layout.addWidget(Text(theme, curly(optout_words.why(step)), token="text.secondary"))

    def _governed(self) -> FlowLayout:
        theme, step = self._theme, self.place.step
        words = ngettext(
            " of your items is governed by this step:", " of your items are governed by this step:", step.governs
        )
        line = FlowLayout(theme.tokens.space.section, theme.tokens.space.half)
        line.addWidget(Text(theme, [Run(formats.count(step.governs), "strong"), Run(words, "", "text.secondary")]))
        for one in theme.tokens.grok:
            if items := self.place.counts.get(one.id):
                pair = QWidget()
                row = QHBoxLayout(pair)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(theme.tokens.space.unit)
                row.addWidget(Glyph(theme, one))
                label = [Run(formats.count(items), "strong"), Run(" " + _(one.label).lower())]
                row.addWidget(Text(theme, label, wrap=False))
                line.addWidget(pair)
        behind = Button(theme, _("Show the items"), role="link")
        behind.clicked.connect(self.show_items)
        line.addWidget(behind)
        return line

    def _columns(self) -> TwoColumns:
        """What it does and where it is at the left, so that the way there is near; what it does not do at the right."""
        theme, control = self._theme, self.place.step.control
        space, states = theme.tokens.space, theme.tokens.icons.state
        columns = TwoColumns(theme, COLUMNS, gap=space.gutter, narrowest=NARROWEST)
        columns.main.addLayout(self._marked(_("What it does"), control.does, states["done"], "accent.text"))
        columns.main.addSpacing(space.section)
        where = PlaceView(theme, control)
        where.open_link.connect(self.open_link)
        where.copied.connect(self.copied)
        columns.main.addWidget(where)
        columns.main.addStretch(1)
        limits = self._marked(_("What it does not do"), control.does_not, states["not_done"], "text.tertiary")
        columns.side.addLayout(limits)
        columns.side.addSpacing(space.section)
        if control.path and control.label:
            columns.side.addWidget(StepDrawing(theme, control))
            columns.side.addSpacing(space.unit)
            columns.side.addWidget(Text(theme, optout_words.drawn_on(control), "caption", "text.tertiary"))
            columns.side.addSpacing(space.unit)
        columns.side.addStretch(1)
        return columns

    def _marked(self, title: str, sentences: Sequence[str], icon: str, token: str) -> QVBoxLayout:
        theme, space = self._theme, self._theme.tokens.space
        column = QVBoxLayout()
        column.setSpacing(space.half)
        column.addWidget(Text(theme, title, "strong"))
        for sentence in sentences:
            row = QHBoxLayout()
            row.setSpacing(10)
            sign = QVBoxLayout()
            sign.addSpacing((theme.line("body") - theme.px(16)) // 2)
            sign.addWidget(Icon(theme, icon, token))
            sign.addStretch(1)
            row.addLayout(sign)
            row.addWidget(Text(theme, curly(_(sentence))), 1)
            column.addLayout(row)
        return column

    def _notes(self, layout: QVBoxLayout) -> None:
        theme, step, space = self._theme, self.place.step, self._theme.tokens.space
        control = step.control
        if control.precondition and (step.first or not control.after):
            first = _("First: {steps}").format(steps=", ".join(self.place.first)) if self.place.first else _("First")
            layout.addWidget(Notice(theme, first, curly(_(control.precondition))))
            layout.addSpacing(space.card)
        for note in step.notes:
            layout.addWidget(Text(theme, curly(note), token="text.secondary"))
            layout.addSpacing(space.half)
        cost = _("What it costs you: {cost}").format(cost=curly(_(control.cost)))
        layout.addWidget(Text(theme, cost, token="text.secondary"))
        layout.addSpacing(space.half)
        layout.addWidget(Text(theme, curly(optout_words.known_from(control)), "caption", "text.tertiary"))
        layout.addSpacing(space.section)

    def _ways(self) -> QHBoxLayout:
        theme, place, icons = self._theme, self.place, self._theme.tokens.icons.action
        row = QHBoxLayout()
        row.setSpacing(theme.tokens.space.unit)
        self.back_button = Button(theme, _("Back"), icon=icons["previous"])
        self.back_button.setEnabled(place.number > 1)
        self.back_button.clicked.connect(self.back)
        row.addWidget(self.back_button)
        row.addStretch(1)
        self.skip_button = Button(theme, _("Skip for now"), role="quiet")
        self.skip_button.clicked.connect(self.skipped)
        self.skip_button.setVisible(place.step.done_on is None and bool(place.next))
        row.addWidget(self.skip_button)
        last = _("Go to the report") if place.has_audit else _("Back to the first step")
        self.on = Button(theme, _("Next: {step}").format(step=place.next) if place.next else last, icon=icons["next"])
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.on.clicked.connect(self.went_on)
        row.addWidget(self.on)
        return row

    def _end(self, layout: QVBoxLayout) -> None:
        """After the last step: what no switch does, and which steps were left out for this person."""
        theme, space = self._theme, self._theme.tokens.space
        layout.addSpacing(space.section)
        layout.addWidget(Hairline())
        layout.addSpacing(space.section)
        sentences = [load_sentences()[key] for key in NO_SWITCH]
        mark = theme.tokens.icons.state["not_done"]
        layout.addLayout(self._marked(_("What no switch does"), sentences, mark, "text.tertiary"))
        if self.place.left_out:
            layout.addSpacing(space.section)
            layout.addWidget(Text(theme, _("Left out for you"), "strong"))
            for title, reason in self.place.left_out:
                words = [Run(f"{title}. "), Run(curly(reason), "", "text.secondary")]
                layout.addSpacing(space.half)
                layout.addWidget(Text(theme, words))
