"""The exact label of a control, the way to it through the menus, and its address."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout import Control
from auditor.optout.controls import load_sentences
from auditor.report.wording import curly
from gui.pages import optout_words
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.focus_ring import RING_AROUND_PARENT
from gui.widgets.selectable import SelectableText
from gui.widgets.text import Run, Text


class PlaceView(QWidget):
    """`open_link` gives an address for the browser; `copied` a sentence for the screen reader."""

    open_link = Signal(str)
    copied = Signal(str)

    def __init__(self, theme: Theme, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._control = control
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.unit)
        if control.label:
            self._label()
        self._set_to()
        if control.path:
            self._path()
        if control.link:
            self._link()
        self._layout.addStretch(1)

    def _label(self) -> None:
        theme, control = self._theme, self._control
        self._layout.addWidget(Text(theme, _("The exact label"), "strong"))
        for number, words in enumerate((control.label, *control.further_labels)):
            box = LabelBox(theme, words, _("The exact label") if not number else _("A further label"))
            box.copied.connect(self.copied)
            self._layout.addWidget(box)
        if control.older_labels:
            older = _("It used to be: {labels}").format(labels="; ".join(f"“{one}”" for one in control.older_labels))
            self._layout.addWidget(Text(theme, older, "caption", "text.tertiary"))

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
        if control.older_pages:
            older = _("The page used to be called: {pages}").format(pages=", ".join(control.older_pages))
            self._layout.addWidget(Text(theme, older, "caption", "text.tertiary"))
        phone = curly(_(control.phone) or _(load_sentences()["phone"]))
        self._layout.addWidget(Text(theme, phone, "caption", "text.tertiary"))

    def _link(self) -> None:
        theme, control, icons = self._theme, self._control, self._theme.tokens.icons
        row = FlowLayout(theme.tokens.space.unit, theme.tokens.space.unit)
        self.open_button = Button(theme, _("Open in browser"), role="primary", icon=icons.state["open_outside"])
        self.open_button.setAccessibleDescription(control.link)
        self.open_button.clicked.connect(self._open)
        row.addWidget(self.open_button)
        self.copy_button = Button(theme, _("Copy the address"), role="quiet", icon=icons.action["copy"])
        self.copy_button.clicked.connect(self._copy)
        row.addWidget(self.copy_button)
        self._layout.addSpacing(theme.tokens.space.half)
        self._layout.addLayout(row)
        words = [Run(optout_words.address(control.link), "", "text.secondary")]
        if control.path:
            words.append(Run("\n" + _("Error page? Use the path above.")))
        self._layout.addWidget(Text(theme, words, "caption", "text.tertiary"))
        for link in control.further_links:
            also = _LinkButton(theme, link)
            also.went.connect(self.open_link)
            self._layout.addWidget(also, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(self._control.link)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._control.link)
        self.copied.emit(_("The address was copied."))


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


class _LinkButton(Button):
    """A further address; `went` gives it."""

    went = Signal(str)

    def __init__(self, theme: Theme, link: str) -> None:
        super().__init__(theme, _("Also: {address}").format(address=optout_words.address(link)), role="link")
        self._link = link
        self.clicked.connect(self._go)

    @Slot()
    def _go(self) -> None:
        self.went.emit(self._link)
