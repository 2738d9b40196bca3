"""Sets a document on pages of white paper: measures its blocks, breaks them into lines, and fills page after page.

All lengths are in units of the paper: A4 is 794 by 1,123 of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from auditor.charts import bar_length, total_bar
from auditor.design import Presentation
from gui.fonts import OPTICAL_SIZE
from gui.painting import paint_pattern
from gui.theme import Theme
from gui.widgets.paper_document import Block, Cell, Columns, Document, Row, Total, Words

WIDTH, HEIGHT, MARGIN, TOP, BOTTOM = 794.0, 1123.0, 77.0, 120.0, 92.0
INSIDE = WIDTH - 2 * MARGIN


class Style(NamedTuple):
    size: int
    line: float
    weight: int = 400
    before: float = 0.0
    grey: bool = False


STYLES = {
    "title": Style(33, 42, 650, 6),
    "account": Style(16, 24, grey=True),
    "headline": Style(19, 28, before=16),
    "heading": Style(21, 28, 600, 30),
    "subheading": Style(16, 24, 600, 18),
    "label": Style(14, 20, 600, 8),
    "body": Style(14, 21, before=6),
    "cell": Style(14, 20),
    "strong": Style(14, 20, 600),
    "caption": Style(13, 18, before=4, grey=True),
}
HEADINGS = frozenset({"heading", "subheading", "label"})
"""Styles that never end a page."""


class Piece(NamedTuple):
    """A strip of the page that is never broken. `paint` draws it at a height."""

    height: float
    paint: Callable[[QPainter, float], None]
    text: str
    before: float = 0.0
    keep: bool = False


class PageOfPaper(NamedTuple):
    pieces: tuple[tuple[float, Piece], ...]

    @property
    def text(self) -> str:
        return "\n".join(piece.text for _y, piece in self.pieces if piece.text)


class Setter:
    """Makes pages from a document and paints them. The paper is white and its ink that of the light scheme, always."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fonts: dict[str, QFont] = {}

    def pages(self, document: Document) -> list[PageOfPaper]:
        foot = sum(STYLES["caption"].line * len(self._broken(note, "caption", INSIDE)) for note in document.foot)
        pieces = [piece for block in document.blocks for piece in self._pieces(block)]
        return _filled(pieces, HEIGHT - BOTTOM - (foot + 24 if foot else 0), HEIGHT - BOTTOM)

    def paint(self, painter: QPainter, document: Document, pages: list[PageOfPaper], number: int) -> None:
        """Paint page `number` (from 0) with its origin at the painter's."""
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), self._ink("paper"))
        self._line(painter, document.left, "caption", QRectF(MARGIN, 64, INSIDE, 20))
        self._line(painter, document.right, "caption", QRectF(MARGIN, 64, INSIDE, 20), Qt.AlignmentFlag.AlignRight)
        painter.fillRect(QRectF(MARGIN, 92, INSIDE, 1.5), self._ink("text.primary"))
        for y, piece in pages[number].pieces:
            piece.paint(painter, y)
        if number == 0 and document.foot:
            self._paint_foot(painter, document.foot)
        folio = f"{number + 1} / {len(pages)}"
        self._line(painter, folio, "caption", QRectF(MARGIN, HEIGHT - 66, INSIDE, 20), Qt.AlignmentFlag.AlignRight)

    def _paint_foot(self, painter: QPainter, notes: tuple[str, ...]) -> None:
        lines = [line for note in notes for line in self._broken(note, "caption", INSIDE)]
        y = HEIGHT - BOTTOM - STYLES["caption"].line * len(lines) - 4
        painter.fillRect(QRectF(MARGIN, y - 8, 100, 1), self._ink("text.primary"))
        for line in lines:
            self._line(painter, line, "caption", QRectF(MARGIN, y, INSIDE, STYLES["caption"].line))
            y += STYLES["caption"].line

    # Blocks

    def _pieces(self, block: Block) -> Iterable[Piece]:
        match block:
            case Words():
                return self._of_words(block)
            case Total():
                return [self._of_total(block)]
            case Row():
                return [self._of_row(block)]
            case Columns():
                return [self._of_columns(block)]

    def _of_words(self, words: Words) -> Iterable[Piece]:
        style = STYLES[words.style]
        indent = 24.0 if words.icon else 0.0
        for number, line in enumerate(self._broken(words.text, words.style, INSIDE - indent)):

            def paint(painter: QPainter, y: float, line: str = line, first: bool = number == 0) -> None:
                if first and words.icon:
                    self._icon(painter, words.icon, words.token, QRectF(MARGIN, y + (style.line - 16) / 2, 16, 16))
                self._line(painter, line, words.style, QRectF(MARGIN + indent, y, INSIDE - indent, style.line))

            before = style.before if number == 0 else 0.0
            yield Piece(style.line, paint, line, before, words.style in HEADINGS)

    def _of_total(self, total: Total) -> Piece:
        lane = {one.id: one for one in self._theme.tokens.grok}
        shown = [lane[verdict] for verdict in lane if total.counts.get(verdict)]
        words = [f"{one.label} {total.figures[one.id]}" for one in shown]
        widths = [24 + self._width(text, "cell") + 18 for text in words]
        places: list[tuple[float, float]] = []
        x, y = 0.0, 30.0
        for width in widths:
            if x and x + width > INSIDE:
                x, y = 0.0, y + 22
            places.append((x, y))
            x += width

        def paint(painter: QPainter, top: float) -> None:
            for part in total_bar(total.counts, tuple(lane), INSIDE):
                self._bar(painter, lane[part.verdict], QRectF(MARGIN + part.x, top, part.width, 20))
            for one, text, (left, below) in zip(shown, words, places, strict=True):
                self._icon(painter, one.icon, one.token, QRectF(MARGIN + left, top + below + 2, 16, 16))
                self._line(painter, text, "cell", QRectF(MARGIN + left + 22, top + below, INSIDE, 20))

        return Piece(y + 24, paint, ", ".join(words), 14)

    def _of_row(self, row: Row) -> Piece:
        style = "caption" if row.head else "cell"
        lefts, x = [], MARGIN
        for share in row.shares:
            lefts.append(x)
            x += share * INSIDE
        rooms = [share * INSIDE - 10 for share in row.shares]
        lines = [
            self._broken(cell.text, "strong" if cell.strong else style, room - self._before(cell, room))
            for cell, room in zip(row.cells, rooms, strict=True)
        ]
        tall = STYLES["cell"].line * max(len(one) for one in lines) + 10

        def paint(painter: QPainter, y: float) -> None:
            for cell, left, room, broken in zip(row.cells, lefts, rooms, lines, strict=True):
                self._cell(painter, cell, QRectF(left, y + 5, room, 20), broken, style)
            if row.head:
                painter.fillRect(QRectF(MARGIN, y + tall - 1.5, INSIDE, 1.5), self._ink("text.primary"))
            elif row.ruled:
                painter.fillRect(QRectF(MARGIN, y + tall - 1, INSIDE, 1), self._ink("border.subtle"))

        return Piece(tall, paint, ", ".join(cell.text for cell in row.cells if cell.text), 0.0, row.head)

    @staticmethod
    def _before(cell: Cell, room: float) -> float:
        """The room that a bar and an icon take before the words."""
        return (room * 0.5 if cell.bar else 0.0) + (22.0 if cell.icon else 0.0)

    def _cell(self, painter: QPainter, cell: Cell, rect: QRectF, lines: list[str], style: str) -> None:
        words = rect.adjusted(self._before(cell, rect.width()), 0, 0, 0)
        if cell.bar:
            length = bar_length(cell.items, cell.longest, rect.width() * 0.44)
            self._bar(painter, cell.bar, QRectF(rect.x(), rect.y() + 4, length, 12))
        if cell.icon:
            self._icon(painter, cell.icon, cell.token, QRectF(words.x() - 22, rect.y() + 2, 16, 16))
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        for number, line in enumerate(lines):
            place = words.translated(0, number * STYLES["cell"].line)
            self._line(painter, line, "strong" if cell.strong else style, place, side)

    def _of_columns(self, block: Columns) -> Piece:
        gap = 32.0
        room = (INSIDE - gap * (len(block.columns) - 1)) / len(block.columns)
        broken = [self._broken(text, "cell", room) for _title, text in block.columns]

        def paint(painter: QPainter, y: float) -> None:
            for number, ((title, _text), lines) in enumerate(zip(block.columns, broken, strict=True)):
                x = MARGIN + number * (room + gap)
                self._line(painter, title, "strong", QRectF(x, y, room, 20))
                for row, line in enumerate(lines):
                    self._line(painter, line, "cell", QRectF(x, y + 24 + 20 * row, room, 20))

        height = 24 + 20.0 * max(len(lines) for lines in broken)
        return Piece(height, paint, "\n".join(f"{title}: {text}" for title, text in block.columns), 24)

    # Ink

    def _ink(self, token: str) -> QColor:
        return QColor(self._theme.tokens.colour[token].light)

    def _font(self, style: str) -> QFont:
        if style in self._fonts:
            return self._fonts[style]
        set_in = STYLES[style]
        font = self._fonts[style] = self._theme.font("body")
        font.setPixelSize(set_in.size)
        font.setWeight(QFont.Weight(set_in.weight))
        smallest, largest = self._theme.tokens.font.optical_size
        font.setVariableAxis(OPTICAL_SIZE, min(largest, max(smallest, set_in.size)))
        return font

    def _width(self, text: str, style: str) -> float:
        return QFontMetricsF(self._font(style)).horizontalAdvance(text)

    def _line(
        self,
        painter: QPainter,
        text: str,
        style: str,
        rect: QRectF,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(self._font(style))
        painter.setPen(self._ink("text.secondary" if STYLES[style].grey else "paper.ink"))
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)

    def _icon(self, painter: QPainter, name: str, token: str, rect: QRectF) -> None:
        self._theme.icons.paint(painter, rect, name, self._ink(token))

    def _bar(self, painter: QPainter, one: Presentation, rect: QRectF) -> None:
        paint_pattern(painter, rect, one.pattern, self._ink(one.token), self._theme.tokens.radius.bar)

    def _broken(self, text: str, style: str, width: float) -> list[str]:
        """The lines of a text; one, empty, for none."""
        lines = []
        for paragraph in text.split("\n"):
            layout = QTextLayout(paragraph, self._font(style))
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            units = paragraph.encode("utf-16-le")
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1.0, width))
                start = 2 * line.textStart()
                lines.append(units[start : start + 2 * line.textLength()].decode("utf-16-le", "replace").rstrip())
            layout.endLayout()
        return lines or [""]


def _filled(pieces: list[Piece], first_end: float, end: float) -> list[PageOfPaper]:
    """Pieces on pages, one below the other; one that keeps with the next goes over with it."""
    pages: list[list[tuple[float, Piece]]] = [[]]
    y = TOP
    for number, piece in enumerate(pieces):
        limit = first_end if len(pages) == 1 else end
        before = piece.before if pages[-1] else 0.0
        needed, follower = piece.height, number
        while pieces[follower].keep and follower + 1 < len(pieces):
            follower += 1
            needed += pieces[follower].before + pieces[follower].height
        if pages[-1] and y + before + needed > limit:
            pages.append([])
            y, before = TOP, 0.0
        pages[-1].append((y + before, piece))
        y += before + piece.height
    return [PageOfPaper(tuple(page)) for page in pages]
