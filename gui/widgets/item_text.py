"""The text of an item: plain, in pieces that a window can bear, with hits marked and the targets of links on hover."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Slot
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip, QVBoxLayout, QWidget

from auditor.archive.text import visible
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.link_list import Link
from gui.widgets.plain_tip import plain_tip
from gui.widgets.selectable import SelectableText
from gui.widgets.text import Text

LETTERS, LINES = 20_000, 500
"""Most of one piece: a line of a megabyte without a break would hold the window up for minutes."""
MOST_MARKS = 1000
"""Hits of one piece that are marked."""
BACK = 200
"""How many letters before its end a piece may be cut, for the sake of a word."""
Span = tuple[int, int]


class ForeignText(SelectableText):
    """What someone wrote. It is never read as anything but plain text, loads nothing, and is copied as plain text.

    marks  (start, end) of hits, in letters of `text`
    links  those of `text`, with their places in it
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        style: str = "body",
        token: str = "text.primary",
        *,
        marks: Sequence[Span] = (),
        links: Sequence[Link] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, letters(text), name, style, token, parent)
        self.setAcceptRichText(False)
        placed = _Placed(text)
        self._marks = [placed.shown(start, end) for start, end in marks[:MOST_MARKS]]
        self._links = [(placed.shown(link.start, link.end), link) for link in links]
        if marks:
            words = ngettext("{n} hit is marked.", "{n} hits are marked.", len(self._marks))
            self.setAccessibleDescription(words.format(n=formats.count(len(self._marks))))
        self._mark()
        theme.changed.connect(self._mark)

    def loadResource(self, _type: int, _name: QUrl | str) -> object:
        """Nothing, whatever asks for it."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def link_at(self, position: int) -> Link | None:
        """The link at a place in the document."""
        return next((link for (start, end), link in self._links if start <= position < end), None)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            link = self.link_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), plain_tip(link.leads_to) if link else "", self)
            return True
        return super().viewportEvent(event)

    @Slot()
    def _mark(self) -> None:
        hit, link = QTextCharFormat(), QTextCharFormat()
        hit.setBackground(self._theme.colour("find.ground"))
        hit.setForeground(self._theme.colour("find.text"))
        link.setForeground(self._theme.colour("accent.text"))
        spans = [(span, link) for span, _link in self._links] + [(span, hit) for span in self._marks]
        self.setExtraSelections([self._selection(span, look) for span, look in spans])

    def _selection(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(span[0], last))
        cursor.setPosition(min(span[1], last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look
        return selection


class ItemText(QWidget):
    """All of a text, a piece at a time: the rest waits behind a button, and each press shows a piece as large.

    marks, links  as for `ForeignText`
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        marks: Iterable[Span] = (),
        links: Sequence[Link] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text, self._links = theme, text, tuple(links)
        self._marks = sorted((start, end) for start, end in marks if 0 <= start < end <= len(text))
        self._shown = 0
        self._last: ForeignText | None = None
        self.so_far = Text(theme, "", "caption", "text.secondary")
        self.more = Button(theme, _("Show more"), role="link", icon=theme.tokens.icons.action["expand"])
        self.more.clicked.connect(self.show_more)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.so_far)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_more()

    @Slot()
    def show_more(self) -> None:
        start, end = self._shown, piece_end(self._text, self._shown)
        piece = ForeignText(
            self._theme,
            self._text[start:end],
            _("Text"),
            "item",
            marks=[(max(a, start) - start, min(b, end) - start) for a, b in self._marks if a < end and b > start],
            links=[link.moved(-start) for link in self._links if start <= link.start and link.end <= end],
        )
        self._layout.insertWidget(self._layout.count() - 2, piece)
        piece.show()
        if self._last is not None:
            QWidget.setTabOrder(self._last, piece)
        self._last = piece
        self._shown = end
        total = len(self._text)
        if end >= total and self.more.hasFocus():
            piece.setFocus(Qt.FocusReason.OtherFocusReason)
        self.more.setVisible(end < total)
        self.so_far.setVisible(end < total)
        words = _("Shown are the first {n} of {total} letters.")
        self.so_far.set_text(words.format(n=formats.count(end), total=formats.count(total)))


def letters(text: str) -> str:
    """Every character seen, also those that are none and by which a text widget marks frames of its own."""
    return _FRAME.sub(lambda match: f"[U+{ord(match[0]):04X}]", visible(text))


_FRAME = re.compile("[\ufdd0-\ufdef]")


def piece_end(text: str, start: int) -> int:
    """Where a piece that begins at `start` ends: between words if it can be, never within a letter and its accents."""
    end = start + LETTERS
    line = start
    for _number in range(LINES):
        found = text.find("\n", line, end)
        if found < 0:
            break
        line = found + 1
    else:
        return line
    if end >= len(text):
        return len(text)
    for place in range(end, end - BACK, -1):
        if text[place - 1].isspace():
            return place
    while end > start + LETTERS - BACK and unicodedata.combining(text[end]):
        end -= 1
    return end


class _Placed:
    """From places in a text to those in the document that shows it: control characters take several letters there,
    and Qt counts as UTF-16 does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._from = self._to = 0

    def shown(self, start: int, end: int) -> Span:
        return self._place(start), self._place(end)

    def _place(self, letter: int) -> int:
        if letter < self._from:
            self._from = self._to = 0
        self._to += len(letters(self._text[self._from : letter]).encode("utf-16-le", "surrogatepass")) // 2
        self._from = letter
        return self._to
