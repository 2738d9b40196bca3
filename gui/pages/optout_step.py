"""One step of the guide: why it is there, what it does and does not do, where it is, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.report.wording import curly
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_apps import AppsView
from gui.pages.optout_deeds import Deeds, Focus
from gui.pages.optout_place import PlaceView, StepLink
from gui.pages.optout_record import RecordCard
from gui.pages.optout_rows import AGAIN, again_title
from gui.pages.optout_standing import StepPlace
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Glyph, Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.step_drawing import StepDrawing
from gui.widgets.text import Run, Text
from gui.widgets.two_columns import TwoColumns

COLUMNS, NARROWEST = (360, 312), 600
"""How the two columns share the width, and from where on they stand side by side."""


class StepView(QWidget):
    """Made anew whenever something about the step changes; the page listens. `record` is the card at its end.

    went          the id of another step or page of the guide
    back, skipped, went_on   what the buttons at the end are for
    open_link     an address for the browser
    copied        a sentence for the screen reader
    show_items    the items that the step governs
    """

    went = Signal(str)
    back = Signal()
    skipped = Signal()
    went_on = Signal()
    open_link = Signal(str)
    copied = Signal(str)
    show_items = Signal()

    def __init__(self, theme: Theme, place: StepPlace, note: str, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._theme = theme
        space = theme.tokens.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._notices(layout)
        self._head(layout)
        layout.addSpacing(space.inner)
        layout.addWidget(self._columns())
        layout.addSpacing(space.card)
        self._more(layout)
        self.record = RecordCard(theme, place, note, deeds)
        layout.addWidget(self.record)
        layout.addSpacing(space.section)
        layout.addLayout(self._ways())
        layout.addStretch(1)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.record.proof.paste)

    def take_focus(self, focus: Focus) -> None:
        """Put the keyboard where the person goes on."""
        card = self.record
        target: QWidget = {"action": card.action, "proof": card.proof.paste_button, "remind": card.remind}.get(
            focus
        ) or self.on
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # From the top down

    def _notices(self, layout: QVBoxLayout) -> None:
        theme, place, icons = self._theme, self.place, self._theme.tokens.icons
        if place.due:
            notice = Notice(theme, _("Look at it again"), curly(place.due), icon=icons.action["earlier"])
        elif place.left_out:
            notice = Notice(theme, _("Left out for you"), curly(place.left_out))
        elif not place.step.available:
            notice = Notice(theme, _("You may find it disabled"), curly(place.step.reason_unavailable))
        elif place.others_due:
            go = StepLink(theme, _("Look at them"), AGAIN)
            go.went.connect(self.went)
            notice = Notice(theme, again_title(place.others_due), icon=icons.action["earlier"], action=go)
        else:
            return
        layout.addWidget(notice)
        layout.addSpacing(theme.tokens.space.section)

    def _head(self, layout: QVBoxLayout) -> None:
        theme, step, place = self._theme, self.place.step, self.place
        if place.number:
            where = _("Step {number} of {steps}").format(
                number=formats.count(place.number), steps=formats.count(place.steps)
            )
            layout.addWidget(Text(theme, where, "caption", "text.tertiary"))
        self.title = Text(theme, _(place.control.title), "title")
        layout.addWidget(self.title)
        layout.addSpacing(theme.tokens.space.unit)
        if step.governs:
            layout.addLayout(self._governed())
            layout.addSpacing(theme.tokens.space.half)
        layout.addWidget(Text(theme, curly(optout_words.why(step)), token="text.secondary"))
        if step.shown:
            layout.addSpacing(theme.tokens.space.half)
            words = [Run(_("What your archive shows: "), "strong"), Run(curly(" ".join(step.shown)))]
            icon = Icon(theme, theme.tokens.icons.action["archive"])
            layout.addWidget(IconLine(icon, Text(theme, words)))

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
        theme, control = self._theme, self.place.control
        space, states = theme.tokens.space, theme.tokens.icons.state
        columns = TwoColumns(theme, COLUMNS, gap=space.gutter, narrowest=NARROWEST)
        columns.main.addLayout(self._marked(_("What it does"), control.does, states["done"], "accent.text"))
        columns.main.addSpacing(space.card)
        columns.main.addWidget(Text(theme, _("What it costs you"), "strong"))
        columns.main.addSpacing(space.half)
        columns.main.addWidget(Text(theme, curly(_(control.cost))))
        columns.main.addSpacing(space.section)
        self.where = PlaceView(theme, self.place)
        self.where.open_link.connect(self.open_link)
        self.where.copied.connect(self.copied)
        self.where.went.connect(self.went)
        columns.main.addWidget(self.where)
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
        return marked(self._theme, title, (curly(_(sentence)) for sentence in sentences), icon, token)

    def _more(self, layout: QVBoxLayout) -> None:
        theme, place, space = self._theme, self.place, self._theme.tokens.space
        if place.apps or place.apps_gone:
            self.apps = AppsView(theme, place.apps, place.apps_gone)
            layout.addWidget(self.apps)
            layout.addSpacing(space.section)
        if place.step.notes:
            notes = [curly(note) for note in place.step.notes]
            layout.addLayout(marked(theme, _("For you"), notes, theme.tokens.icons.state["note"], "text.secondary"))
            layout.addSpacing(space.card)
        layout.addWidget(Text(theme, curly(optout_words.known_from(place.control)), "caption", "text.tertiary"))
        layout.addSpacing(space.section)

    def _ways(self) -> QHBoxLayout:
        place = self.place
        ways = Ways(self._theme, place.next, first=place.number < 2)
        ways.back_button.clicked.connect(self.back)
        ways.on.clicked.connect(self.went_on)
        self.on = ways.on
        if place.said.state is None and place.number:
            skip = Button(self._theme, _("Skip for now"), role="quiet")
            skip.clicked.connect(self.skipped)
            ways.insertWidget(2, skip)
        return ways


class Ways(QHBoxLayout):
    """Back and on, at the end of every page of the guide. `next` is what comes then, "" at the end of all."""

    def __init__(self, theme: Theme, next: str, *, first: bool = False, last: str = "") -> None:
        super().__init__()
        icons = theme.tokens.icons.action
        self.setSpacing(theme.tokens.space.unit)
        self.back_button = Button(theme, _("Back"), icon=icons["previous"])
        self.back_button.setEnabled(not first)
        self.on = Button(theme, _("Next: {step}").format(step=next) if next else last, icon=icons["next"])
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.addWidget(self.back_button)
        self.addStretch(1)
        self.addWidget(self.on)


def marked(theme: Theme, title: str, sentences: Iterable[str], icon: str, token: str) -> QVBoxLayout:
    """Sentences under a title, each behind a sign."""
    column = QVBoxLayout()
    column.setSpacing(theme.tokens.space.half)
    column.addWidget(Text(theme, title, "strong"))
    for sentence in sentences:
        column.addWidget(IconLine(Icon(theme, icon, token), Text(theme, sentence), gap=10))
    return column
