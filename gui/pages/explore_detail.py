"""One item with everything that is said about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.archive.items import Item
from auditor.archive.text import named_values, visible
from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.policy import rules
from auditor.policy.records import Category
from auditor.report.wording import curly
from gui import formats
from gui.models.explained import Explained
from gui.models.item_words import address, local_and_universal, moment
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.grounds import Grounds
from gui.widgets.icon import Icon
from gui.widgets.icon_line import IconLine
from gui.widgets.judgement import JudgementView
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.selectable import SelectableText
from gui.widgets.text import Text

MOST_LETTERS = 20_000
WIDTH = 352


class ItemDetail(QFrame):
    """`closed` when the person is done with it, `step_wanted` with the id of a control, `open_link` with an address."""

    closed = Signal()
    step_wanted = Signal(str)
    open_link = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._address = ""
        space = theme.tokens.space
        self.setAccessibleName(_("Item in full"))
        self.back = Button(theme, _("Back to the list"), role="link", icon=theme.tokens.icons.action["previous"])
        self.close_button = Button(
            theme, role="quiet", icon=theme.tokens.icons.action["cancel"], name=_("Close the item")
        )
        self.back.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self._kind = QHBoxLayout()
        head = QHBoxLayout()
        head.setContentsMargins(space.section, space.inner, space.inner, 0)
        head.addWidget(self.back)
        head.addLayout(self._kind, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._heading: QWidget | None = None
        self._body: QWidget | None = None
        self._scroll = Scrolled(theme, widest=720, side=space.section, top=space.unit, bottom=space.section)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def set_own_page(self, own: bool) -> None:
        """Whether it stands alone, with a way back, or beside the list."""
        self.back.setVisible(own)
        self.close_button.setVisible(not own)
        self.setMinimumWidth(0 if own else self._theme.px(WIDTH))
        self.setMaximumWidth(16_777_215 if own else self._theme.px(WIDTH))

    def show_item(
        self, item: Item, category: Category, lanes: Sequence[Explained], controls: Sequence[Control]
    ) -> None:
        """Lanes     the verdict in each lane
        controls  those that X's words connect with it
        """
        theme, space = self._theme, self._theme.tokens.space
        icons = theme.tokens.icons
        one = _(category.one)
        name = Text(theme, one[:1].upper() + one[1:], "strong")
        heading = IconLine(Icon(theme, icons.category.get(category.id, icons.page["report"])), name)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.inner)
        column.addWidget(Text(theme, local_and_universal(item), "caption", "text.tertiary"))
        self._add_text(column, item)
        for explained in lanes:
            column.addWidget(Hairline())
            view = JudgementView(theme, explained, category)
            view.open_link.connect(self.open_link)
            column.addWidget(view)
        if controls:
            column.addWidget(Hairline())
            column.addWidget(Text(theme, _("Related controls"), "caption", "text.secondary"))
            unconfirmed = curly(_(lanes[0].pack.sentences["about.controls"]))
            column.addWidget(Text(theme, unconfirmed, "caption", "text.tertiary"))
            for control in controls:
                link = Button(theme, _(control.title), role="link")
                link.setProperty("control", control.id)
                link.clicked.connect(self._step_clicked)
                column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if lanes:
            column.addWidget(Hairline())
            column.addWidget(self._grounds(item, category, lanes))
        self._add_address(column, item)
        column.addStretch(1)
        replace(self._kind, self._heading, heading)
        self._kind.setAlignment(heading, Qt.AlignmentFlag.AlignVCenter)
        replace(self._scroll.body, self._body, body)
        self._heading, self._body = heading, body
        self._scroll.verticalScrollBar().setValue(0)

    def _add_text(self, column: QVBoxLayout, item: Item) -> None:
        theme = self._theme
        text = item.text or ""
        if text:
            column.addWidget(SelectableText(theme, visible(text[:MOST_LETTERS]), _("Text"), "item"))
        else:
            column.addWidget(Text(theme, _("The archive holds no text for it."), token="text.secondary"))
        if len(text) > MOST_LETTERS:
            words = _("Shown are the first {n} of {total} letters; the archive holds the rest.").format(
                n=formats.count(MOST_LETTERS), total=formats.count(len(text))
            )
            column.addWidget(Text(theme, words, "caption", "text.secondary"))
        values = named_values(item.detail)
        if values:
            lines = "\n".join(f"{name}: {value}" for name, value in values)[:MOST_LETTERS]
            column.addWidget(SelectableText(theme, lines, _("Further particulars"), "caption", "text.secondary"))

    def _grounds(self, item: Item, category: Category, lanes: Sequence[Explained]) -> Grounds:
        first, when, one = lanes[0], moment(item), _(category.one)
        made = _("The archive holds no date for it.")
        if when is not None:
            made = _("Made on {day}, {time} UTC.").format(day=formats.date(when.date()), time=f"{when:%H:%M}")
        return Grounds(
            self._theme,
            category,
            [(lane, None) for lane in lanes],
            subject=_("{one} {id}. {made}").format(one=one[:1].upper() + one[1:], id=item.id, made=made),
            time=rules.when_made(first.pack, first.situation.region, category, when.date() if when else None),
        )

    def _add_address(self, column: QVBoxLayout, item: Item) -> None:
        self._address = address(item)
        if not self._address:
            return
        button = Button(self._theme, _("Open on X"), icon=self._theme.tokens.icons.state["open_outside"])
        button.clicked.connect(self._open)
        column.addWidget(Hairline())
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        caption = _("Your browser opens it. X then learns what it learns from any visit.")
        column.addWidget(Text(self._theme, caption, "caption", "text.tertiary"))

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(self._address)

    @Slot()
    def _step_clicked(self) -> None:
        self.step_wanted.emit(str(self.sender().property("control")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
