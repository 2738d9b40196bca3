"""One letter being written: its fields and reasons, what it looks like, and the ways to take it out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.letters.composing import Composed, Draft, asked, compose
from auditor.letters.grounds import Ground
from auditor.letters.library import load_addressees, load_frame, load_letters, load_places
from auditor.letters.paper import notes_title
from auditor.letters.tracking import sent
from gui import formats
from gui.pages.letters_form import CheckLine, FieldsForm, GroundsPicker
from gui.pages.letters_preview import LetterPreview
from gui.pages.letters_take_out import TakeOut
from gui.pages.letters_words import kind, shown, time_limit
from gui.stylesheet import set_role
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Card, Notice
from gui.widgets.choice import Choice
from gui.widgets.date_field import DateField
from gui.widgets.flow import FlowLayout
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text
from gui.widgets.two_columns import TwoColumns


class LetterDesk(QWidget):
    """back; changed (the Draft as it stands); sent (a LetterRecord); forget (quoted items are to be offered no more);
    open_link; announce (a sentence)"""

    back = Signal()
    changed = Signal(object)
    sent = Signal(object)
    forget = Signal()
    open_link = Signal(str)
    announce = Signal(str)

    def __init__(
        self,
        theme: Theme,
        runner: TaskRunner,
        draft: Draft,
        offered: Sequence[Ground],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runner = runner
        self._draft = draft
        self._offered = offered
        self._letter = load_letters()[draft.letter]
        self._place = load_places()[draft.region]
        self._warning: QWidget | None = None
        self._noted: Sequence[str] = ()
        self._note_lines: QWidget | None = None
        self._form: FieldsForm | None = None
        self.preview = LetterPreview(theme)
        space = theme.tokens.space
        scrolled = self._scrolled = Scrolled(theme, widest=1120)
        self.return_ = Button(theme, _("All letters"), role="link", icon=theme.tokens.icons.action["previous"])
        self.return_.clicked.connect(self.back)
        title = shown(self._letter.title)
        self.setAccessibleName(title)
        scrolled.body.addWidget(self.return_, 0, Qt.AlignmentFlag.AlignLeft)
        scrolled.body.addWidget(Text(theme, title, "title"))
        facts = f"{kind(self._letter)}. {time_limit(self._letter.reply)}."
        scrolled.body.addWidget(Text(theme, facts, token="text.tertiary"))
        scrolled.body.addSpacing(space.half)
        scrolled.body.addWidget(Text(theme, shown(self._letter.hint), "lead", "text.secondary"))
        scrolled.body.addSpacing(space.card)
        columns = TwoColumns(theme, (1, 1), gap=40, narrowest=840)
        columns.main.setSpacing(space.unit)
        columns.side.setSpacing(space.unit)
        for column, fill in ((columns.main, self._fill_main), (columns.side, self._fill_side)):
            fill(column)
            ground = column.parentWidget()
            assert ground is not None
            ground.setMinimumHeight(1)  # else its text is thought to need the height of a narrow column
        scrolled.body.addWidget(columns, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled)
        self._show()

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def form(self) -> FieldsForm:
        assert self._form is not None
        return self._form

    def focus(self) -> None:
        """Put the keyboard on the first field that is still empty, or on the first of all."""
        gaps = compose(self._draft).gaps
        fields = self.form.by_name
        name = next((name for name in fields if name in gaps), next(iter(fields)))
        self._scrolled.focus(fields[name])

    # Parts

    def _fill_main(self, column: QVBoxLayout) -> None:
        theme = self._theme
        self.addressee: Choice | None = None
        addressees = self._place.addressees(self._letter.party)
        if len(addressees) > 1 and not self._letter.to_authority:
            heading = Text(theme, _("To"), "strong")
            options = [(shown(load_addressees()[id].title), id) for id in addressees]
            self.addressee = Choice(heading.text(), options)
            self.addressee.show_value(self._draft.addressee)
            self.addressee.activated.connect(self._edited)
            heading.setBuddy(self.addressee)
            column.addWidget(heading)
            column.addWidget(self.addressee)
        self.agent = QCheckBox()
        self.agent.setChecked(self._draft.fields.as_agent)
        self.agent.toggled.connect(self._agent_toggled)
        column.addWidget(CheckLine(theme, self.agent, _("I write as the authorised agent of somebody else")))
        self._forms = QVBoxLayout()
        column.addLayout(self._forms)
        self._renew_form()
        self.grounds: GroundsPicker | None = None
        if self._letter.grounds:
            self.grounds = GroundsPicker(theme, self._offered, self._draft.grounds)
            self.grounds.changed.connect(self._edited)
            self.grounds.forget.connect(self.forget)
            column.addWidget(self.grounds)
        self._notes = Card(theme, notes_title())
        column.addSpacing(theme.tokens.space.unit)
        column.addWidget(self._notes)
        column.addStretch(1)

    def _fill_side(self, column: QVBoxLayout) -> None:
        theme, space = self._theme, self._theme.tokens.space
        self._warnings = QVBoxLayout()
        column.addLayout(self._warnings)
        self.gaps = Text(theme, token="text.secondary")
        column.addWidget(self.gaps)
        has_form = not self._letter.to_authority
        self.take_out = TakeOut(theme, self._runner, self._letter.id, self._composed, has_form=has_form)
        self.take_out.form_wanted.connect(self._open_form)
        self.take_out.announce.connect(self.announce)
        column.addWidget(self.take_out)
        desk = QFrame()
        set_role(desk, "desk")
        ground = QVBoxLayout(desk)
        ground.setContentsMargins(space.card, space.card, space.card, space.card)
        ground.addWidget(self.preview)
        column.addWidget(desk)
        column.addWidget(self._record())
        column.addStretch(1)

    def _record(self) -> Card:
        theme, space = self._theme, self._theme.tokens.space
        card = Card(theme, _("When you have sent it"))
        self.sent_on = DateField(theme, _("The day on which you sent it"))
        self.mark_sent = Button(theme, _("I have sent it"), icon=theme.tokens.icons.state["done"])
        self.mark_sent.clicked.connect(self._sent)
        row = FlowLayout(space.unit, space.half)
        row.addWidget(self.sent_on)
        row.addWidget(self.mark_sent)
        card.body.addLayout(row)
        words = _("Recorded as “you told us”. Outtake sends nothing and sees no post.")
        card.body.addWidget(Text(theme, words, "caption", "text.tertiary"))
        return card

    def _renew_form(self) -> None:
        form = FieldsForm(self._theme, asked(self._draft), self._draft.fields)
        form.changed.connect(self._edited)
        replace(self._forms, self._form, form)
        self._form = form
        before: QWidget = self.agent  # a form that is made anew comes where the one before was, also for the Tab key
        for field in form.by_name.values():
            self.setTabOrder(before, field)
            before = field

    # What the person does

    @Slot()
    def _edited(self) -> None:
        self._draft = msgspec.structs.replace(
            self._draft,
            fields=msgspec.structs.replace(self.form.filled, as_agent=self.agent.isChecked()),
            grounds=self.grounds.picked if self.grounds else (),
            addressee=str(self.addressee.value) if self.addressee else "",
        )
        self._show()
        self.changed.emit(self._draft)

    @Slot()
    def _agent_toggled(self) -> None:
        self._edited()
        self._renew_form()
        self._edited()

    @Slot()
    def _sent(self) -> None:
        self.sent.emit(sent(self._letter, self._composed().to, self.sent_on.day))

    @Slot()
    def _open_form(self) -> None:
        addressees = self._place.addressees(self._letter.party)
        self.open_link.emit(load_addressees()[self._draft.addressee or addressees[0]].link)

    # What is shown

    def _composed(self) -> Composed:
        return compose(self._draft)

    def _show(self) -> None:
        letter = self._composed()
        self.preview.show_letter(letter)
        labels = ", ".join(shown(load_frame().fields[name].label) for name in letter.gaps)
        words = ngettext("{n} gap left: {labels}.", "{n} gaps left: {labels}.", len(letter.gaps))
        filled = _("Everything is filled in.")
        self.gaps.set_text(words.format(n=formats.count(len(letter.gaps)), labels=labels) if letter.gaps else filled)
        self._show_warning(" ".join(letter.warnings))
        self._show_notes(letter.notes)

    def _show_notes(self, notes: Sequence[str]) -> None:
        """A line each; they change only with the addressee and the agent."""
        if notes == self._noted:
            return
        self._noted = notes
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.tokens.space.half)
        for note in notes:
            column.addWidget(Text(self._theme, note, token="text.secondary"))
        replace(self._notes.body, self._note_lines, lines)
        self._note_lines = lines

    def _show_warning(self, warning: str) -> None:
        if self._warning is not None and self._warning.accessibleName() != warning:
            self._warnings.removeWidget(self._warning)
            self._warning.hide()
            self._warning.deleteLater()
            self._warning = None
        if warning and self._warning is None:
            self._warning = Notice(self._theme, warning)
            self._warnings.addWidget(self._warning)
            self._warning.show()
