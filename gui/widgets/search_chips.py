"""The filters of a search, as chips before the line in which it is written."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from auditor.i18n import gettext as _
from auditor.search.completion import values_of
from auditor.search.query import ANYTHING, Filter, Known
from gui.theme import Theme
from gui.widgets.search_frame import SearchFrame
from gui.widgets.search_line import SearchLine
from gui.widgets.search_pill import Chip


class SearchChips(QObject):
    """The keyboard goes through them and on into the line.

    removed  what a chip said that the person took away
    opened   the Filter of a chip that is to be text again; the chip is gone
    typed    letters typed while a chip had the keyboard; the line has it now
    """

    removed = Signal(str)
    opened = Signal(object)
    typed = Signal(str)

    def __init__(self, theme: Theme, frame: SearchFrame, line: SearchLine, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._frame, self._line = theme, frame, line
        self._known = ANYTHING
        self._chips: list[Chip] = []

    @property
    def filters(self) -> tuple[Filter, ...]:
        return tuple(chip.filter for chip in self._chips)

    @property
    def words(self) -> str:
        """What they say, one after the other; "" where there are none."""
        return _(", ").join(chip.text() for chip in self._chips)

    def set_known(self, known: Known) -> None:
        self._known = known
        for chip in self._chips:
            chip.say(_words(chip.filter, known))

    def add(self, filters: Iterable[Filter]) -> None:
        """Behind those that are there; none twice."""
        there = set(self.filters)
        for filter in dict.fromkeys(filters):
            if filter in there:
                continue
            chip = Chip(self._theme, filter, _words(filter, self._known), self._frame)
            chip.clicked.connect(self._open)
            chip.removed.connect(self._remove)
            chip.left.connect(self._go_left)
            chip.right.connect(self._go_right)
            chip.typed.connect(self._type)
            self._chips.append(chip)
        self._frame.show_chips(self._chips)

    def clear(self) -> None:
        for chip in self._chips:
            self._frame.drop(chip)
        self._chips.clear()

    @Slot()
    def focus_last(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)

    def _sender(self) -> Chip:
        chip = self.sender()
        assert isinstance(chip, Chip)
        return chip

    def _drop(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._frame.drop(chip)

    @Slot()
    def _remove(self) -> None:
        chip = self._sender()
        self._drop(chip)
        self.removed.emit(chip.text())

    @Slot()
    def _open(self) -> None:
        chip = self._sender()
        self._drop(chip)
        self.opened.emit(chip.filter)

    @Slot()
    def _go_left(self) -> None:
        place = self._chips.index(self._sender())
        self._chips[max(0, place - 1)].setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot()
    def _go_right(self) -> None:
        place = self._chips.index(self._sender()) + 1
        if place < len(self._chips):
            self._chips[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._line.setFocus(Qt.FocusReason.TabFocusReason)
            self._line.setCursorPosition(0)

    @Slot(str)
    def _type(self, letters: str) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit(letters)


def _words(filter: Filter, known: Known) -> str:
    """A filter as its chip says it: "since: 2018-01-01", "not category: Posts, Replies"."""
    words = _("{key}: {values}").format(key=filter.key, values=_(", ").join(values_of(filter, known)))
    return _("not {filter}").format(filter=words) if filter.excluded else words
