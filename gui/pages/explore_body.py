"""What is said of one item: its text, its pictures, what the archive adds, the verdicts, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item
from auditor.archive.text import excerpt, visible
from auditor.evidence import evidence
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.controls import Control, load_controls
from auditor.policy import rules
from auditor.policy.records import Category
from gui import formats
from gui.models.explained import Explained
from gui.models.item_words import local_and_universal, moment, particulars
from gui.pages.explore_pictures import PicturesView
from gui.theme import Theme
from gui.widgets.card import Hairline
from gui.widgets.grounds import Grounds
from gui.widgets.item_text import ForeignText, ItemText, Span
from gui.widgets.link_list import LinkList, links_in
from gui.widgets.neighbours import Neighbours, whose
from gui.widgets.replace import replace
from gui.widgets.text import Text
from gui.widgets.verdicts import Verdicts

MOST_VALUES, LONGEST_VALUE = 40, 300
"""Particulars of one item, and letters of one."""
MOST_AROUND = 200
AROUND = {
    "dms": "The conversation around it",
    "xchat": "The conversation around it",
    "grok_in": "The chat around it",
    "grok_out": "The chat around it",
    "grok_com": "The chat around it",
}


class InFull(msgspec.Struct, frozen=True):
    """Everything that the pane says of one item.

    lanes    the verdict in each lane, Grok's first
    controls those that X's words connect with it
    facts    of the archive it was read from
    marks    (start, end) of the search's hits, in letters of its text
    steps    ids of the controls in the order of the guide
    around   the items of its conversation, chat or thread with itself among them, oldest first, at most 200
    here     its place in `around`
    on_list  whether it stands on the clean-up list
    """

    item: Item
    category: Category
    lanes: Sequence[Explained]
    controls: Sequence[Control]
    facts: ArchiveFacts
    marks: Sequence[Span] = ()
    steps: Sequence[str] = ()
    around: Sequence[Item] = ()
    here: int = 0
    on_list: bool = False

    @property
    def one(self) -> str:
        """What such a thing is called, as at the beginning of a sentence."""
        name = _(self.category.one)
        return name[:1].upper() + name[1:]

    def time(self) -> tuple[str, ...]:
        """The rules that were in force when it was made, and that are now."""
        first, when = self.lanes[0], moment(self.item)
        return rules.when_made(first.pack, first.situation.region, self.category, when.date() if when else None)

    def evidence(self) -> str:
        """All of it as plain text, to be taken along."""
        first = self.lanes[0]
        return evidence(
            first.pack,
            first.situation,
            self.facts,
            self.item,
            self.category,
            [lane.judgement for lane in self.lanes],
            time=self.time(),
            titles={id: _(control.title) for id, control in load_controls().items()},
        )


class ItemBody(QWidget):
    """`step_wanted` gives the id of a control, `open_link` an address, `neighbour_wanted` a place in `around`.

    pictures  of the item that is shown
    """

    step_wanted = Signal(str)
    open_link = Signal(str)
    neighbour_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._judged: tuple[object, ...] = ()
        self._parts: list[QWidget] = [QWidget() for _part in range(4)]
        self.pictures = PicturesView(theme, self._parts[0])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.tokens.space.inner)
        for part in self._parts:
            self._column.addWidget(part)
        self._column.addStretch(1)

    def show_item(self, shown: InFull) -> None:
        """Another item. What is said of its verdicts stays as it is where it is the same: most of it often is."""
        judged = (shown.category, shown.lanes, shown.controls, shown.steps)
        self._put(0, self._what_it_is(shown))
        if judged != self._judged:
            self._put(1, self._verdicts(shown))
            self._judged = judged
        self._put(2, self._grounds(shown))
        self.show_around(shown)

    def show_around(self, shown: InFull) -> None:
        """What stands around the item that is shown, where it is known only now."""
        self._put(3, self._around(shown))

    def _put(self, place: int, part: QWidget) -> None:
        replace(self._column, self._parts[place], part)
        self._parts[place] = part

    def in_reading_order(self, chain: Sequence[QWidget]) -> list[QWidget]:
        """Those of `chain` that stand in it, part after part."""
        return [widget for part in self._parts for widget in chain if part.isAncestorOf(widget)]

    def focus_text(self) -> None:
        """Put the keyboard where the item begins."""
        first = self._parts[0].findChild(ForeignText)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _what_it_is(self, shown: InFull) -> QWidget:
        theme, text = self._theme, shown.item.text or ""
        part, column = _part(theme)
        links = links_in(text)
        if text:
            column.addWidget(ItemText(theme, text, marks=shown.marks, links=links))
        else:
            column.addWidget(Text(theme, _("The archive holds no text for it."), token="text.secondary"))
        self.pictures = PicturesView(theme)
        self.pictures.hide()
        column.addWidget(self.pictures)
        if links:
            listed = LinkList(theme, links)
            listed.open_link.connect(self.open_link)
            column.addWidget(listed)
        column.addLayout(self._particulars(shown.item))
        return part

    def _particulars(self, item: Item) -> QVBoxLayout:
        theme, lines = self._theme, QVBoxLayout()
        lines.setSpacing(0)
        if whose(item) != _("Yours"):
            lines.addWidget(Text(theme, _("Not written by you: you received it."), "caption", "text.secondary"))
        lines.addWidget(Text(theme, local_and_universal(item), "caption", "text.tertiary"))
        values = particulars(item)[:MOST_VALUES]
        if values:
            told = "\n".join(f"{excerpt(name, 60)}: {excerpt(value, LONGEST_VALUE)}" for name, value in values)
            lines.addWidget(ForeignText(theme, told, _("Further particulars"), "caption", "text.tertiary"))
        return lines

    def _verdicts(self, shown: InFull) -> QWidget:
        lanes = [(lane, None) for lane in shown.lanes]
        verdicts = Verdicts(self._theme, shown.category, lanes, shown.controls, steps=shown.steps)
        verdicts.step_wanted.connect(self.step_wanted)
        verdicts.open_link.connect(self.open_link)
        return verdicts

    def _grounds(self, shown: InFull) -> QWidget:
        part, column = _part(self._theme)
        when = moment(shown.item)
        made = _("The archive holds no date for it.")
        if when is not None:
            made = _("Made on {day}, {time} UTC.").format(day=formats.date(when.date()), time=f"{when:%H:%M}")
        subject = _("{one} {id}. {made}").format(one=shown.one, id=visible(shown.item.id), made=made)
        lanes = [(lane, None) for lane in shown.lanes]
        column.addWidget(Hairline())
        column.addWidget(Grounds(self._theme, shown.category, lanes, subject=subject, time=shown.time()))
        return part

    def _around(self, shown: InFull) -> QWidget:
        part, column = _part(self._theme)
        number = len(shown.around)
        if number < 2:
            return part
        title = _(AROUND.get(shown.item.category, "The thread around it"))
        several = ngettext("{n} item, oldest first", "{n} items, oldest first", number)
        if number >= MOST_AROUND:
            several = _("The {n} nearest items, oldest first")
        head = QVBoxLayout()
        head.setSpacing(self._theme.tokens.space.half)
        head.addWidget(Text(self._theme, title, "strong"))
        several = several.format(n=formats.count(number))
        head.addWidget(Text(self._theme, several, "caption", "text.secondary"))
        listed = Neighbours(self._theme, shown.around, shown.here, title)
        listed.wanted.connect(self.neighbour_wanted)
        column.addWidget(Hairline())
        column.addLayout(head)
        column.addWidget(listed)
        return part


def _part(theme: Theme) -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.tokens.space.inner)
    return part, column
