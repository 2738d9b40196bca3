"""The letters that fit where a person lives, and those they say they sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.letters.library import PARTIES, Letter, fitting, load_frame, load_letters
from auditor.letters.tracking import LetterRecord, awaited, in_order
from auditor.policy.vocabulary import Region
from gui.pages.letters_days import DaysToKeep
from gui.pages.letters_sent import SentLetter
from gui.pages.letters_words import PARTY_NAMES, kind, shown, time_limit
from gui.stylesheet import set_role
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty, Notice
from gui.widgets.date_field import today
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text


class LetterList(QWidget):
    """write (id of a letter); changed (number, LetterRecord, or None to remove it); noted (number, LetterRecord);
    situation_wanted; announce (a sentence)

    calendar  gives the days of the letters that wait for a reply, as a file
    """

    write = Signal(str)
    changed = Signal(int, object)
    noted = Signal(int, object)
    situation_wanted = Signal()
    announce = Signal(str)

    def __init__(
        self, theme: Theme, runner: TaskRunner, calendar: Callable[[], bytes], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runner = runner
        self._calendar = calendar
        self._body: QWidget | None = None
        self.buttons: dict[str, Button] = {}
        self.sent: list[SentLetter] = []
        self.days: DaysToKeep | None = None
        self.way_out: Button | None = None
        self._said: QWidget | None = None
        space = theme.tokens.space
        self._scrolled = Scrolled(theme, widest=860)
        promise = _("Letters to X, to xAI and to an authority, with your own figures and reasons.")
        notice = f"{shown(load_frame().sentences['notice'])} {shown(load_frame().sentences['nothing_sent'])}"
        self._scrolled.body.addWidget(Text(theme, _("Letters"), "title"))
        self._scrolled.body.addSpacing(space.half)
        self._scrolled.body.addWidget(Text(theme, promise, "lead", "text.secondary"))
        self._scrolled.body.addWidget(Text(theme, notice, "body", "text.secondary"))
        self._saying = QVBoxLayout()
        self._saying.setContentsMargins(0, space.unit, 0, 0)
        self._scrolled.body.addLayout(self._saying)
        self._scrolled.body.addSpacing(space.card)
        self._scrolled.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scrolled)

    def show_letters(self, region: Region | None, sent: Sequence[LetterRecord], *, kept: bool) -> None:
        """`kept`: an audit is open, which remembers what is told."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.tokens.space.unit)
        self.buttons, self.sent, self.days, self.way_out = {}, [], None, None
        if not kept:
            words = _("No archive is open. What you write goes when Outtake closes, unless you open one before.")
            column.addWidget(Text(self._theme, words, "caption", "text.tertiary"))
        if sent:
            self._add_sent(column, sent)
            column.addSpacing(self._theme.tokens.space.card)
        if region is None:
            column.addWidget(self._ask_region())
        else:
            self._add_letters(column, region)
        column.addStretch(1)
        if self._body is None:
            self._scrolled.body.insertWidget(self._scrolled.body.count() - 1, body)
        else:
            replace(self._scrolled.body, self._body, body)
        self._body = body

    def focus(self, letter: str = "") -> None:
        """Put the keyboard on a letter, or on the first thing there is."""
        first = self.buttons.get(letter) or next(iter(self.buttons.values()), self.way_out)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_taking_grounds(self) -> None:
        """Put the keyboard on the first letter that takes reasons."""
        self.focus(next((id for id in self.buttons if load_letters()[id].grounds), ""))

    def focus_sent(self, number: int) -> None:
        """Put the keyboard on a letter that was sent."""
        for one in self.sent:
            if one.number == number:
                one.focus()

    def say(self, title: str, explanation: str = "", undo: Button | None = None) -> None:
        """Above everything, until something else is said; "" for nothing."""
        said = Notice(self._theme, title, explanation, action=undo) if title else QWidget()
        replace(self._saying, self._said, said)
        self._said = said
        if undo is not None:
            undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_sent(self, column: QVBoxLayout, sent: Sequence[LetterRecord]) -> None:
        column.addWidget(Text(self._theme, _("Sent"), "heading"))
        for number in in_order(sent, today()):
            one = SentLetter(self._theme, number, sent[number])
            one.changed.connect(self.changed)
            one.noted.connect(self.noted)
            one.complain.connect(self.write)
            column.addWidget(one)
            self.sent.append(one)
        if any(awaited(sent)):
            self.days = DaysToKeep(self._theme, self._runner, self._calendar)
            self.days.announce.connect(self.announce)
            column.addWidget(self.days)

    def _ask_region(self) -> QWidget:
        self.way_out = Button(self._theme, _("Say where you live"), role="link")
        self.way_out.clicked.connect(self.situation_wanted)
        return Empty(
            self._theme,
            _("Which letters fit depends on where you live."),
            _("Rights, addresses and time limits differ from place to place."),
            self.way_out,
        )

    def _add_letters(self, column: QVBoxLayout, region: Region) -> None:
        for party in PARTIES:
            column.addWidget(Text(self._theme, _("About {company}").format(company=PARTY_NAMES[party]), "heading"))
            for letter in fitting(region, party):
                column.addWidget(self._row(letter))
            column.addSpacing(self._theme.tokens.space.card)

    def _row(self, letter: Letter) -> QWidget:
        theme, space = self._theme, self._theme.tokens.space
        row = QFrame()
        set_role(row, "card")
        title, hint = shown(letter.title), shown(letter.hint)
        button = self.buttons[letter.id] = Button(theme, _("Write"))
        button.setAccessibleName(_("Write: {title}").format(title=title))
        button.setAccessibleDescription(f"{kind(letter)}. {time_limit(letter.reply)}. {hint}")
        button.setProperty("letter", letter.id)
        button.clicked.connect(self._pressed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(theme, title, "card"))
        words.addWidget(Text(theme, f"{kind(letter)}. {time_limit(letter.reply)}.", "caption", "text.tertiary"))
        words.addWidget(Text(theme, hint, token="text.secondary"))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(space.card, space.inner, space.card, space.inner)
        layout.setSpacing(space.card)
        layout.addLayout(words, 1)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _pressed(self) -> None:
        self.write.emit(str(self.sender().property("letter")))
