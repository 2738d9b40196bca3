"""The letter as it stands, on paper: text to read, select and copy, which follows every key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QWidget

from auditor.i18n import gettext as _
from auditor.letters.composing import Composed
from auditor.letters.paper import to_text
from gui.theme import Theme
from gui.widgets.selectable import ReadOnlyText

INDENT = 22
"""Of the points of a list, in pixels at 100 %."""
MARGIN = 28


class LetterPreview(ReadOnlyText):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Preview of the letter"), (360, 160), parent)
        self._letter: Composed | None = None
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_letter(self, letter: Composed) -> None:
        if letter != self._letter:
            self._letter = letter
            self._set()

    def plain(self) -> str:
        return to_text(self._letter) if self._letter else ""

    @Slot()
    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("paper"))
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("paper.ink"))
        self.setPalette(palette)
        margin = self._theme.px(MARGIN)
        self.document().setDocumentMargin(margin)
        self._set()

    def _set(self) -> None:
        letter = self._letter
        if letter is None:
            return
        self.clear()
        cursor = QTextCursor(self.document())
        self._lines(cursor, letter.sender, "caption")
        self._lines(cursor, letter.addressee, above=2)
        self._lines(cursor, (letter.date,), above=2)
        self._lines(cursor, (letter.subject,), "strong", above=2)
        self._lines(cursor, (letter.salutation,), above=1)
        for block in letter.body:
            if isinstance(block, str):
                self._lines(cursor, (block,), above=0.6)
            else:
                self._lines(cursor, [f"{n}.\t{point}" for n, point in enumerate(block, 1)], above=0.3, indent=INDENT)
        self._lines(cursor, (letter.closing,), above=1)
        self._lines(cursor, letter.signature, above=2)
        self._lines(cursor, letter.enclosures, "caption", above=0.6)
        self._fit()

    def _lines(
        self, cursor: QTextCursor, lines: Sequence[str], style: str = "body", *, above: float = 0, indent: int = 0
    ) -> None:
        """Each line a block; `above` the first, and above each point of a list, in lines."""
        height = self._theme.line(style)
        look = QTextCharFormat()
        look.setFont(self._theme.font(style))
        look.setForeground(self._theme.colour("paper.ink"))
        for number, line in enumerate(lines):
            block = QTextBlockFormat()
            block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            if number == 0 or indent:
                block.setTopMargin(above * height)
            if indent:
                block.setLeftMargin(self._theme.px(indent))
                block.setTextIndent(-self._theme.px(indent))
                block.setTabPositions([QTextOption.Tab(self._theme.px(indent), QTextOption.TabType.LeftTab)])
            if cursor.atStart():
                cursor.setBlockFormat(block)
            else:
                cursor.insertBlock(block)
            cursor.insertText(line, look)
