"""The steps beside the page, or in little above it where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.card import Hairline
from gui.widgets.progress import ProgressRing
from gui.widgets.step_list import StepList, StepModel, StepRow
from gui.widgets.switch import Switch
from gui.widgets.text import Text

WIDTH, LARGE_TEXT = 296, 130


class StepsPane(QFrame):
    """`chosen` gives the id of a step; `all_wanted` whether every step is to be shown."""

    chosen = Signal(str)
    all_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        set_role(self, "pane")
        self.model = StepModel(self)
        self.ring = ProgressRing(theme)
        self._done = Text(theme, "", "heading")
        self._whom = Text(theme, "", token="text.secondary")
        self.switch = Switch(theme, _("Essential"), _("All"), _("Which steps"))
        self.switch.toggled.connect(self.all_wanted)
        self.list = StepList(theme, self.model)
        self.list.chosen.connect(self.chosen)
        self.combo = QComboBox()
        self.combo.setModel(self.model)
        self.combo.setAccessibleName(_("Step"))
        self.combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.combo.activated.connect(self._picked)
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
        self._choices = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._choices.setSpacing(space.unit)
        self._choices.addWidget(self.switch, 1)
        self._choices.addWidget(self.combo, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.inner)
        layout.addLayout(head)
        layout.addLayout(self._choices)
        layout.addWidget(self._note)
        layout.addWidget(self.list, 1)
        self._line = Hairline()
        layout.addWidget(self._line)

    def show_steps(self, rows: tuple[StepRow, ...], current: int, *, whole: bool) -> None:
        self.model.show_rows(rows)
        self.list.go_to(current)
        self.combo.setCurrentIndex(current)
        if self.switch.is_on() != whole:
            self.switch.set_on(whole)

    def show_facts(self, *, done: int, whom: str, has_audit: bool) -> None:
        steps = self.model.rowCount()
        self.ring.show_steps(done, steps)
        self._done.set_text(_("{done} of {steps} done").format(done=formats.count(done), steps=formats.count(steps)))
        self._whom.set_text(whom)
        self._note.setVisible(not has_audit)

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
        self._choices.setDirection(sideways if beside else down)
        self.setMaximumWidth(unlimited if self._narrow else self._theme.px(WIDTH))
        self.setMinimumWidth(0 if self._narrow else self._theme.px(WIDTH))
        vertical = QSizePolicy.Policy.Maximum if self._narrow else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    @Slot(int)
    def _picked(self, number: int) -> None:
        self.chosen.emit(self.model.row(number).id)
