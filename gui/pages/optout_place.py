"""The exact label of a control, the way to it, its address, and what to do where the page looks otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import load_sentences
from auditor.optout.records import Trouble
from auditor.optout.troubles import troubles
from auditor.report.wording import curly
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_standing import StepPlace
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.disclosure import Disclosure
from gui.widgets.flow import FlowLayout
from gui.widgets.focus_ring import RING_AROUND_PARENT
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.selectable import SelectableText
from gui.widgets.text import Run, Text


class PlaceView(QWidget):
    """open_link  an address for the browser
    copied     a sentence for the screen reader
    went       the id of a step that should come first
    """

    open_link = Signal(str)
    copied = Signal(str)
    went = Signal(str)

    def __init__(self, theme: Theme, place: StepPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = place
        self._control = place.control
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.unit)
        if self._control.label:
            self._label()
        self._set_to()
        if self._control.path:
            self._path()
        self._before()
        if self._control.link:
            self._link()
        self._otherwise()
        self._layout.addStretch(1)

    def _label(self) -> None:
        theme, control = self._theme, self._control
        self._layout.addWidget(Text(theme, _("The exact label"), "strong"))
        for number, words in enumerate((control.label, *control.further_labels)):
            box = LabelBox(theme, words, _("The exact label") if not number else _("A further label"))
            box.copied.connect(self.copied)
            self._layout.addWidget(box)

    def _set_to(self) -> None:
        before = _("Set it to: ") if self._control.action == "switch" else _("What to do: ")
        words = [Run(before, "", "text.secondary"), Run(_(self._control.set_to), "strong")]
        self._layout.addWidget(Text(self._theme, words))

    def _path(self) -> None:
        theme, control = self._theme, self._control
        self._layout.addSpacing(theme.tokens.space.half)
        self._layout.addWidget(Text(theme, _("Where it is"), "strong"))
        path = SelectableText(theme, optout_words.path_of(control), _("Where it is"), token="text.secondary")
        self._layout.addWidget(path)

    def _before(self) -> None:
        """What comes first is said before the button, not after it."""
        control, place = self._control, self._place
        if not control.precondition or (control.after and not place.first):
            return
        self._layout.addSpacing(self._theme.tokens.space.half)
        words = curly(_(control.precondition))
        if not place.first:
            self._layout.addWidget(Notice(self._theme, words))
        for id, step in place.first:
            go = StepLink(self._theme, _("Go to that step"), id)
            go.setAccessibleDescription(step)
            go.went.connect(self.went)
            title = _("First: {step}").format(step=step)
            self._layout.addWidget(Notice(self._theme, title, words, action=go))

    def _link(self) -> None:
        theme, control, icons = self._theme, self._control, self._theme.tokens.icons
        row = FlowLayout(theme.tokens.space.unit, theme.tokens.space.unit)
        self.open_button = Button(theme, _("Open in browser"), role="primary", icon=icons.state["open_outside"])
        self.open_button.setAccessibleDescription(f"{control.link} {curly(self._place.stale)}".strip())
        self.open_button.clicked.connect(self._open)
        row.addWidget(self.open_button)
        self.copy_button = Button(theme, _("Copy link"), role="quiet", icon=icons.action["copy"])
        self.copy_button.setAccessibleDescription(control.link)
        self.copy_button.clicked.connect(self._copy)
        row.addWidget(self.copy_button)
        self._layout.addSpacing(theme.tokens.space.half)
        self._layout.addLayout(row)
        if self._place.stale:
            stale = Text(theme, curly(self._place.stale), "caption")
            self._layout.addWidget(IconLine(Icon(theme, icons.state["stale"], "text.primary"), stale))
        words = [Run(optout_words.address(control.link), "", "text.secondary")]
        if control.path:
            words.append(Run("\n" + _("Error page? Use the path above.")))
        self._layout.addWidget(Text(theme, words, "caption", "text.tertiary"))
        for link in control.further_links:
            also = _LinkButton(theme, link)
            also.went.connect(self.open_link)
            self._layout.addWidget(also, 0, Qt.AlignmentFlag.AlignLeft)

    def _otherwise(self) -> None:
        found = troubles(self._control, formats.date)
        if found:
            self.troubles = Troubles(self._theme, found)
            self._layout.addWidget(self.troubles)
        if self._control.path:
            phone = curly(_(self._control.phone) or _(load_sentences()["phone"]))
            self._layout.addWidget(Text(self._theme, phone, "caption", "text.tertiary"))

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(self._control.link)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._control.link)
        self.copied.emit(_("The link was copied."))


class Troubles(Disclosure):
    """What the person may see instead, and what to do then; set when it is first wanted."""

    def __init__(self, theme: Theme, found: tuple[Trouble, ...], parent: QWidget | None = None) -> None:
        super().__init__(theme, _("The page says something else"), (), parent)
        self._theme = theme
        self._waiting = found

    @Slot(bool)
    def _toggled(self, shown: bool) -> None:
        inside = self._inside.layout()
        assert inside is not None
        for trouble in self._waiting:
            words = [Run(curly(trouble.sees), "label", "text.primary"), Run("\n" + curly(trouble.do))]
            inside.addWidget(Text(self._theme, words, token="text.secondary"))
        self._waiting = ()
        super()._toggled(shown)


class LabelBox(QFrame):
    """X's own words in a box, to be selected or copied as they are."""

    copied = Signal(str)

    def __init__(self, theme: Theme, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        set_role(self, "notice")
        text = SelectableText(theme, words, name, "strong")
        text.setProperty(RING_AROUND_PARENT, True)
        copy = Button(theme, role="quiet", icon=theme.tokens.icons.action["copy"], name=_("Copy the label"))
        copy.setAccessibleDescription(words)
        copy.clicked.connect(self._copy)
        layout = QHBoxLayout(self)
        space = theme.tokens.space
        layout.setContentsMargins(space.inner, space.half, space.half, space.half)
        layout.setSpacing(space.half)
        column = QVBoxLayout()
        column.setContentsMargins(0, space.unit - 2, 0, space.unit - 2)
        column.addWidget(text)
        layout.addLayout(column, 1)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
        self.copied.emit(_("The label was copied."))


class StepLink(Button):
    """A way to another step; `went` gives its id."""

    went = Signal(str)

    def __init__(self, theme: Theme, words: str, id: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, role="link", parent=parent)
        self._id = id
        self.clicked.connect(self._go)

    @Slot()
    def _go(self) -> None:
        self.went.emit(self._id)


class _LinkButton(StepLink):
    """A further address; `went` gives it."""

    def __init__(self, theme: Theme, link: str) -> None:
        super().__init__(theme, _("Also: {address}").format(address=optout_words.address(link)), link)
