"""The steps beside the page, or in little above it where there is no room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout import Progress
from auditor.optout.records import LEVELS, Level
from gui import formats
from gui.pages import optout_words
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.card import Hairline
from gui.widgets.choice import Choice
from gui.widgets.fields import IconField
from gui.widgets.progress import ProgressRing
from gui.widgets.step_list import StepList, StepModel, StepRow
from gui.widgets.text import Text

WIDTH, LARGE_TEXT = 296, 130
TO_THE_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class StepsPane(QFrame):
    """chosen      the id of a step, or of a page of the guide
    level_wanted  a Level
    searched      words to find steps by, "" for none
    """

    chosen = Signal(str)
    level_wanted = Signal(str)
    searched = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        set_role(self, "pane")
        self.model = StepModel(self)
        self.ring = ProgressRing(theme)
        self._done = Text(theme, "", "heading")
        self._whom = Text(theme, "", token="text.secondary")
        self.level = Choice(_("How much of the guide"), [(level, level) for level in LEVELS])
        self.level.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.level.activated.connect(self._level_chosen)
        hint = _("Find a step")
        self.search = IconField(theme, theme.tokens.icons.page["explore"], hint, hint)
        self.search.line.setAccessibleDescription(_("A label, also an old one, a page, an address, or plain words"))
        self.search.line.setClearButtonEnabled(False)
        self.search.line.textChanged.connect(self.searched)
        self.search.line.installEventFilter(self)
        self.list = StepList(theme, self.model)
        self.list.chosen.connect(self.chosen)
        self.combo = QComboBox()
        self.combo.setModel(self.model)
        self.combo.setAccessibleName(_("Step"))
        self.combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.combo.activated.connect(self._picked)
        self._nothing = Text(theme, _("No step has these words."), token="text.secondary")
        self._note = Text(
            theme,
            _(
                "There is no archive yet, so there are no numbers. What you tell us joins the audit when it comes."
                " For now it is kept only until Outtake is closed, unless a report is saved."
            ),
            "caption",
            "text.tertiary",
        )
        self._arrange()
        theme.changed.connect(self._measure)

    def _arrange(self) -> None:
        space = self._theme.tokens.space
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._done)
        words.addWidget(self._whom)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(space.card)
        head.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._filters = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._choices = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for row in (self._filters, self._choices):
            row.setSpacing(space.unit)
        self._filters.addWidget(self.level, 1)
        self._filters.addWidget(self.search, 1)
        self._choices.addLayout(self._filters, 4)
        self._choices.addWidget(self.combo, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.inner)
        layout.addLayout(head)
        layout.addWidget(self._note)
        layout.addLayout(self._choices)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        self._line = Hairline()
        layout.addWidget(self._line)

    # What the page says to it

    @property
    def searching(self) -> str:
        return self.search.line.text().strip()

    def show_rows(self, rows: tuple[StepRow, ...], current: str) -> None:
        """The rows, with that of this id marked if it is among them."""
        self.model.show_rows(rows)
        number = self.model.find(current)
        self.list.go_to(number)
        self.combo.setCurrentIndex(number)
        self.combo.setEnabled(bool(rows))
        self._nothing.setVisible(not rows)

    def show_facts(self, progress: Progress, *, whom: str, has_audit: bool) -> None:
        self.ring.show_steps(progress.done, progress.steps)
        done, steps = formats.count(progress.done), formats.count(progress.steps)
        self._done.set_text(_("{done} of {steps} done").format(done=done, steps=steps))
        told = _("As you told us.")
        if progress.set_aside:
            words = ngettext(
                "As you told us; {n} is not for you.", "As you told us; {n} are not for you.", progress.set_aside
            )
            told = words.format(n=formats.count(progress.set_aside))
        self._whom.set_text(f"{told} {whom}")
        self.ring.setAccessibleDescription(told)
        self._note.setVisible(not has_audit)

    def show_levels(self, steps: Mapping[Level, int], level: Level) -> None:
        """The levels with how many steps each has, and which one is chosen."""
        for number, (one, count) in enumerate(steps.items()):
            self.level.setItemText(number, optout_words.level_name(one, count))
        self.level.show_value(level)

    def focus_steps(self) -> None:
        (self.combo if self._narrow else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, *, narrow: bool) -> None:
        self._narrow = narrow
        self.list.setVisible(not narrow)
        self.combo.setVisible(narrow)
        self.ring.setVisible(not narrow)
        self._whom.setVisible(not narrow)
        self._line.setVisible(narrow)
        set_role(self, "" if narrow else "pane")
        self._measure()

    @Slot()
    def _measure(self) -> None:
        space = self._theme.tokens.space
        left, right = (space.margin, space.margin) if self._narrow else (space.section, space.card)
        self.setContentsMargins(left, space.section, right, 0 if self._narrow else space.unit)
        unlimited = 16_777_215
        beside = self._narrow and self._theme.percent <= LARGE_TEXT
        down, sideways = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._filters.setDirection(sideways if self._narrow else down)
        self._choices.setDirection(sideways if beside else down)
        self.setMaximumWidth(unlimited if self._narrow else self._theme.px(WIDTH))
        self.setMinimumWidth(0 if self._narrow else self._theme.px(WIDTH))
        vertical = QSizePolicy.Policy.Maximum if self._narrow else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    # What the person does

    @Slot(int)
    def _picked(self, number: int) -> None:
        self.chosen.emit(self.model.row(number).id)

    @Slot()
    def _level_chosen(self) -> None:
        self.level_wanted.emit(self.level.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search into what it found, and back with Escape."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.searching:
            if event.key() == Qt.Key.Key_Escape:
                self.search.line.clear()
                return True
            if event.key() in TO_THE_LIST and self.model.rowCount():
                self.chosen.emit(self.model.row(0).id)
                self.focus_steps()
                return True
        return super().eventFilter(watched, event)
