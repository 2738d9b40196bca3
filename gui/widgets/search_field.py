"""Where every search is written: words, and filters that become chips."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.search.completion import Completion, complete
from auditor.search.query import ANYTHING, Filter, Known, Query, written
from auditor.search.typed import asked, doubtful, settle, word_at
from gui import formats
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.search_chips import SearchChips
from gui.widgets.search_completions import CompletionList
from gui.widgets.search_frame import SearchFrame
from gui.widgets.search_hints import SearchHints
from gui.widgets.search_line import SearchLine
from gui.widgets.search_pill import HEIGHT


class SearchField(QWidget):
    """changed    the Query, after each edit that asks something else
    submitted  Enter
    announce   a sentence for the screen reader, said politely

    beside  stands at the right of the field; `below` at the right of the hints
    """

    changed = Signal(object)
    submitted = Signal()
    announce = Signal(str)

    def __init__(
        self, theme: Theme, beside: QWidget | None = None, below: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known = ANYTHING
        self._facets: Mapping[str, Mapping[str, int]] = {}
        self._told = Query()
        self.completions = CompletionList(theme, self)
        self.line = SearchLine(theme, self.completions)
        self.hints = SearchHints(theme)
        self.clear_button = Button(
            theme, role="quiet", icon=theme.tokens.icons.action["cancel"], name=_("Clear the search")
        )
        self.frame = SearchFrame(theme, self.line, self.clear_button)
        self._chips = SearchChips(theme, self.frame, self.line, self)
        self._lay_out(beside, below)
        self.setFocusProxy(self.line)
        self.clear_button.hide()
        self.line.edited.connect(self._edited)
        self.line.composing.connect(self.completions.hide)
        self.line.went_left.connect(self._chips.focus_last)
        self.line.asked_for_more.connect(self._offer)
        self.line.took_marked.connect(self._take_marked)
        self.line.finished.connect(self._finished)
        self.line.left.connect(self._settle_all)
        self.completions.taken.connect(self._take)
        self.completions.marked.connect(self.announce)
        self._chips.removed.connect(self._chip_removed)
        self._chips.opened.connect(self._chip_to_text)
        self._chips.typed.connect(self._chip_typed)
        self.clear_button.clicked.connect(self.clear)
        self.hints.key_wanted.connect(self._insert)
        self.destroyed.connect(self.completions.deleteLater)  # it may lie in the window by then

    def _lay_out(self, beside: QWidget | None, below: QWidget | None) -> None:
        space = self._theme.tokens.space
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widget, other in ((first, self.frame, beside), (second, self.hints, below)):
            row.setSpacing(space.inner)
            row.addWidget(widget, 1)
            if other is not None:
                row.addWidget(other, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.unit)
        column.addLayout(first)
        column.addLayout(second)
        self._below = below
        self._theme.changed.connect(self._level)
        self._level()

    @Slot()
    def _level(self) -> None:
        """What stands beside the hints is on one line with them."""
        if self._below is not None:
            self._below.setMinimumHeight(self._theme.px(HEIGHT))

    # What a page says to it

    def query(self) -> Query:
        """What is asked now; a filter that is still being typed asks nothing yet."""
        typed = asked(self.line.text(), self._cursor(), self._known)
        return Query(typed.words, self._chips.filters + typed.filters)

    def show_query(self, query: Query) -> None:
        """Show what is asked elsewhere; `changed` is for what is asked here."""
        self.completions.hide()
        self._chips.clear()
        self._chips.add(query.filters)
        self.line.setText(written(Query(query.words)))
        self._told = query
        self._show_state()

    def set_known(self, known: Known) -> None:
        self._known = known
        self._chips.set_known(known)
        self._show_state()

    def set_counts(self, facets: Mapping[str, Mapping[str, int]]) -> None:
        """How many items each filter would leave: `Counts.facets`."""
        self._facets = facets
        if self.completions.isVisible() and self.completions.current() is None:
            self._offer()

    def focus_search(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @Slot()
    def clear(self) -> None:
        self._chips.clear()
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    # Typing

    def _cursor(self) -> int | None:
        """Where something is being typed."""
        return self.line.cursorPosition() if self.line.hasFocus() else None

    @Slot()
    def _edited(self) -> None:
        self._settle(self.line.cursorPosition())
        was_open = self.completions.isVisible()
        self._offer_while_typing()
        if self.completions.isVisible() and not was_open:
            number = self.completions.model.rowCount()
            words = ngettext("{n} completion below", "{n} completions below", number)
            self.announce.emit(words.format(n=formats.count(number)))
        self._tell()

    @Slot()
    def _settle_all(self) -> None:
        self._settle(None)
        self._tell()

    def _settle(self, cursor: int | None) -> None:
        settled = settle(self.line.text(), cursor, self._known)
        if settled.filters:
            self._chips.add(settled.filters)
            self.line.setText(settled.text)
            self.line.setCursorPosition(settled.cursor)

    def _tell(self) -> None:
        """Say what is asked now, if that is new."""
        self._show_state()
        query = self.query()
        if query != self._told:
            self._told = query
            self.changed.emit(query)

    @Slot()
    def _finished(self) -> None:
        self.completions.hide()
        self._settle_all()
        self.submitted.emit()

    def _show_state(self) -> None:
        text, filters = self.line.text(), self._chips.words
        self.clear_button.setVisible(bool(text or filters))
        self.line.setPlaceholderText("" if filters else _("Search every item"))
        self.line.setAccessibleDescription(_("Filters: {filters}").format(filters=filters) if filters else "")
        self.hints.show_doubt(next(iter(doubtful(text, self._cursor(), self._known)), ""))

    # Completions

    def _offer_while_typing(self) -> None:
        text, cursor = self.line.text(), self.line.cursorPosition()
        start, end = word_at(text, cursor)
        begun = cursor - start > 1 or ":" in text[start:end]  # one letter could become anything
        rows = complete(text, cursor, self._known, self._facets) if begun else []
        self._offer_rows([] if any(row.text == text[start:end] for row in rows) else rows, start)

    @Slot()
    def _offer(self) -> None:
        text, cursor = self.line.text(), self.line.cursorPosition()
        self._offer_rows(complete(text, cursor, self._known, self._facets), word_at(text, cursor)[0])

    def _offer_rows(self, rows: list[Completion], start: int) -> None:
        if self.completions.parentWidget() is not self.window():
            self.completions.setParent(self.window())
        cursor = self.line.cursorRect()
        typed = self.line.text()[start : self.line.cursorPosition()]
        x = max(0, cursor.center().x() - round(QFontMetricsF(self.line.font()).horizontalAdvance(typed)))
        place = self.line.mapTo(self.window(), QPoint(x, 0))
        bottom = self.frame.mapTo(self.window(), QPoint(0, self.frame.height())).y()
        self.completions.offer(rows, QRect(place.x(), place.y(), 1, bottom - place.y()))

    @Slot()
    def _take_marked(self) -> None:
        marked = self.completions.current()
        if marked is not None:
            self._take(marked)

    @Slot(object)
    def _take(self, chosen: Completion) -> None:
        text = self.line.text()
        after = text[chosen.end :].lstrip() if chosen.ends else text[chosen.end :]
        put = chosen.text + " " * chosen.ends
        self.line.setText(text[: chosen.start] + put + after)
        self.line.setCursorPosition(chosen.start + len(put))
        self.completions.hide()
        self._edited()

    @Slot(str)
    def _insert(self, key: str) -> None:
        """A key behind what is there, and the values that may follow it."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        text = self.line.text()
        self.line.setText(f"{text}{' ' * bool(text and not text[-1].isspace())}{key}")
        self._edited()

    # Chips

    @Slot(str)
    def _chip_removed(self, words: str) -> None:
        self.announce.emit(_("Removed {filter}").format(filter=words))
        self._tell()

    @Slot(object)
    def _chip_to_text(self, filter: Filter) -> None:
        """Behind what is there, its value marked so that the next key replaces it."""
        before = self.line.text().rstrip()
        before += " " * bool(before)
        said = written(Query(filters=(filter,)))
        self.line.setText(before + said)
        self.line.setSelection(len(before) + said.index(":") + 1, len(said))
        self._tell()

    @Slot(str)
    def _chip_typed(self, letters: str) -> None:
        self.line.setCursorPosition(len(self.line.text()))
        self.line.insert(letters)
        self._edited()

    # Arranging

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.completions.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.completions.hide()
