"""One item in full, beside the list or on a page of its own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.archive.items import Item
from auditor.cleanup import address
from auditor.i18n import gettext as _
from gui.models.item_words import local_day_and_time, moment
from gui.pages.explore_body import InFull, ItemBody
from gui.pages.explore_pictures import PictureDesk, may_have_pictures
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text

WIDTH = 352
EARLIER, LATER = ("Alt+Up", "K"), ("Alt+Down", "J")


class ItemDetail(QFrame):
    """closed            the person is done with it
    step_wanted       the id of a control
    open_link         an address for the browser
    previous_wanted, next_wanted  the item before or after it in the list
    neighbour_wanted  a place in the `around` of what is shown
    list_wanted       whether the item is to stand on the clean-up list
    """

    closed = Signal()
    step_wanted = Signal(str)
    open_link = Signal(str)
    previous_wanted = Signal()
    next_wanted = Signal()
    neighbour_wanted = Signal(int)
    list_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: InFull | None = None
        self._desk: PictureDesk | None = None
        self._heading: QWidget | None = None
        self.setAccessibleName(_("Item in full"))
        self._make_buttons()
        self._lay_out()
        for keys, wanted in ((EARLIER, self.previous_wanted), (LATER, self.next_wanted)):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(wanted)

    def _make_buttons(self) -> None:
        theme, action = self._theme, self._theme.tokens.icons.action
        self.back = Button(theme, _("Back to the list"), role="link", icon=action["previous"])
        self.previous = Button(theme, role="quiet", icon=action["collapse"], name=_("Previous item"))
        self.next = Button(theme, role="quiet", icon=action["expand"], name=_("Next item"))
        self.copy = Button(theme, role="quiet", icon=action["copy"], name=_("Copy as evidence"))
        self.close_button = Button(theme, role="quiet", icon=action["cancel"], name=_("Close the item"))
        self.open_on_x = Button(theme, _("Open on X"), icon=theme.tokens.icons.state["open_outside"])
        self.listed = Button(theme, _("Add to clean-up list"), icon=theme.tokens.icons.page["optout"])
        self.back.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self.previous.clicked.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.copy.clicked.connect(self._copy)
        self.open_on_x.clicked.connect(self._open)
        self.listed.clicked.connect(self._list)

    def _lay_out(self) -> None:
        theme, space = self._theme, self._theme.tokens.space
        self._ways = QWidget()
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(space.card, space.unit, space.inner, 0)
        ways.setSpacing(0)
        ways.addWidget(self.back)
        ways.addStretch(1)
        ways.addWidget(self.previous)
        ways.addWidget(self.next)
        self._title = QHBoxLayout()
        head = QHBoxLayout()
        head.setContentsMargins(space.section, space.inner, space.inner, 0)
        head.setSpacing(0)
        head.addLayout(self._title, 1)
        for button in (self.copy, self.close_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = Scrolled(theme, widest=720, side=space.section, top=space.unit, bottom=space.card, centred=True)
        self._body = ItemBody(theme)
        self._body.step_wanted.connect(self.step_wanted)
        self._body.open_link.connect(self.open_link)
        self._body.neighbour_wanted.connect(self.neighbour_wanted)
        self._scroll.body.addWidget(self._body)
        self._scroll.viewport().setAutoFillBackground(False)
        page = self._scroll.widget()
        assert page is not None
        set_role(page, "")  # the ground is that of the pane
        page.setAutoFillBackground(False)
        actions = QWidget()
        flow = FlowLayout(space.unit, space.unit)
        actions.setLayout(flow)
        flow.addWidget(self.open_on_x)
        flow.addWidget(self.listed)
        foot = QVBoxLayout()
        foot.setContentsMargins(space.section, space.inner, space.section, space.inner)
        foot.setSpacing(space.half)
        foot.addWidget(actions)
        learns = _("Your browser opens it. X then learns what it learns from any visit.")
        self._learns = Text(theme, learns, "caption", "text.tertiary")
        foot.addWidget(self._learns)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._ways)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(Hairline())
        layout.addLayout(foot)

    def set_own_page(self, own: bool) -> None:
        """Whether it stands alone, with a way back, or beside the list."""
        self._ways.setVisible(own)
        self.close_button.setVisible(not own)
        self.setMinimumWidth(0 if own else self._theme.px(WIDTH))
        self.setMaximumWidth(16_777_215 if own else self._theme.px(WIDTH))

    def set_pictures(self, desk: PictureDesk | None) -> None:
        """Where pictures come from; None where it is not known where the archive stands."""
        if self._desk is not None:
            self._desk.forget()
            self._desk.deleteLater()
        self._desk = desk
        if desk is not None:
            desk.setParent(self)
            desk.found.connect(self._pictures_found)
            desk.unavailable.connect(self._no_pictures)

    def set_on_list(self, on_list: bool) -> None:
        """Whether the item that is shown stands on the clean-up list."""
        self._on_list = on_list
        icons = self._theme.tokens.icons
        self.listed.setText(_("Take off the list") if on_list else _("Add to clean-up list"))
        self.listed.set_icon(icons.state["not_done"] if on_list else icons.page["optout"])

    def show_item(self, shown: InFull) -> None:
        """In the place of what was shown; the keyboard stays in the pane if it was there."""
        focused: QWidget | None = QApplication.focusWidget()
        inside = focused is not None and self._body.isAncestorOf(focused)
        self._shown = shown
        self._show_title(shown)
        self._body.show_item(shown)
        self._order_focus()
        self._address = address(shown.item)
        self.open_on_x.setVisible(bool(self._address))
        self._learns.setVisible(bool(self._address))
        self.set_on_list(shown.on_list)
        self._copied(done=False)
        self._scroll.verticalScrollBar().setValue(0)
        if inside:
            self._body.focus_text()
        self._ask_for_pictures(shown)

    def show_around(self, around: Sequence[Item], here: int) -> None:
        """What stands around the item that is shown, once it is known; nothing else moves."""
        assert self._shown is not None
        self._shown = msgspec.structs.replace(self._shown, around=around, here=here)
        self._body.show_around(self._shown)
        self._order_focus()

    def _order_focus(self) -> None:
        """What is new comes last for Qt, and first for the person."""
        chain: list[QWidget] = []
        widget = self.copy.nextInFocusChain()
        while widget is not None and widget is not self.copy:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                chain.append(widget)
            widget = widget.nextInFocusChain()
        last = [self.open_on_x, self.listed]
        for before, after in itertools.pairwise([self.close_button, *self._body.in_reading_order(chain), *last]):
            QWidget.setTabOrder(before, after)

    def _show_title(self, shown: InFull) -> None:
        theme, icons = self._theme, self._theme.tokens.icons
        heading = QWidget()
        flow = FlowLayout(theme.tokens.space.unit, 0)
        heading.setLayout(flow)
        icon = Icon(theme, icons.category.get(shown.category.id, icons.page["report"]))
        flow.addWidget(IconLine(icon, Text(theme, shown.one, "strong", wrap=False)))
        if moment(shown.item) is not None:
            flow.addWidget(Text(theme, local_day_and_time(shown.item), token="text.secondary", wrap=False))
        replace(self._title, self._heading, heading)
        self._title.setAlignment(heading, Qt.AlignmentFlag.AlignVCenter)
        self._heading = heading

    def _ask_for_pictures(self, shown: InFull) -> None:
        if self._desk is None:
            return
        self._desk.forget()
        if may_have_pictures(shown.item):
            self._body.pictures.show()
            self._desk.ask(shown.item, self._body.pictures.room())

    @Slot(object)
    def _pictures_found(self, pictures: object) -> None:
        self._body.pictures.show_pictures(pictures)

    @Slot(str)
    def _no_pictures(self, sentence: str) -> None:
        self._body.pictures.say(sentence)

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(self._address)

    @Slot()
    def _list(self) -> None:
        self.list_wanted.emit(not self._on_list)

    @Slot()
    def _copy(self) -> None:
        if self._shown is not None and self._shown.lanes:
            QGuiApplication.clipboard().setText(self._shown.evidence())
            self._copied(done=True)

    def _copied(self, *, done: bool) -> None:
        icons = self._theme.tokens.icons
        words = _("Copied as evidence") if done else _("Copy as evidence")
        self.copy.set_icon(icons.state["done"] if done else icons.action["copy"])
        self.copy.setAccessibleName(words)
        self.copy.setToolTip(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("bg.raised"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
