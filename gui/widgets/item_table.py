"""The list of items: one painted row each, however many there are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from auditor.archive.items import Trait
from auditor.i18n import gettext as _
from auditor.search.marks import marks
from gui.models.item_list import CATEGORY, COLLABORATORS, ENGAGEMENT, GROK, LANGUAGE, MEDIA, TEXT, WHEN, ItemList
from gui.models.item_words import day
from gui.painting import paint_glyph, paint_icon
from gui.theme import Theme
from gui.widgets.table import Index, Rows, Table

WIDTHS = {WHEN: 156, CATEGORY: 160, MEDIA: 56, LANGUAGE: 84, ENGAGEMENT: 132, GROK: 124, COLLABORATORS: 124}
"""At 100 %; the text takes what is left."""
ICON_ONLY, DAY_ONLY, SHORT_OF_ROOM = 32, 108, 840
GAP = 8
GIVE_WAY = {ENGAGEMENT: 360, LANGUAGE: 320, MEDIA: 280, COLLABORATORS: 140, CATEGORY: 80, WHEN: 80}
"""Which columns go first where the text has less room than this, at 100 %."""


class _ItemPaint(Rows):
    def __init__(self, theme: Theme, items: ItemList, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._items = items
        self.short_of_room = False

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        item = self._items.item(index.row())
        if item is None:
            return
        room = rect.adjusted(0, 0, -GAP, 0)
        column = index.column()
        side = self.theme.px(16)
        sign = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
        if column == WHEN:
            room.setLeft(room.left() + GAP)
            when = day(item) if self.short_of_room and item.made_at is not None else str(index.data())
            self.words(painter, room, when, token="text.secondary", tabular=True)
        elif column == TEXT:
            self._text(painter, room, str(index.data()))
        elif column in {LANGUAGE, ENGAGEMENT}:
            self.words(painter, room, str(index.data()), token="text.secondary", tabular=True)
        elif column == MEDIA:
            if item.traits & Trait.HAS_MEDIA:
                paint_icon(painter, self.theme, sign, self.theme.tokens.icons.category["media"], "text.secondary")
        else:
            ruling = self._items.ruling(item)
            if column == CATEGORY:
                icons = self.theme.tokens.icons
                name = icons.category.get(ruling.category, icons.page["report"])
                paint_icon(painter, self.theme, sign, name, "text.secondary")
                if self.short_of_room:
                    return
            else:
                judged = ruling.grok if column == GROK else ruling.collaborators
                paint_glyph(painter, self.theme, sign, self.theme.tokens.verdict(judged.audience, judged.verdict))
            room.setLeft(sign.right() + GAP)
            self.words(painter, room, str(index.data()))

    def _text(self, painter: QPainter, room: QRectF, line: str) -> None:
        """The line with its hits on a ground of their own."""
        hits = marks(self._items.query, line)
        if not hits:
            self.words(painter, room, line)
            return
        font = self.theme.font("body")
        shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([self._mark(_utf16(shown, start), _utf16(shown, end)) for start, end in hits])
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(room.width())
        layout.endLayout()
        painter.setPen(self.theme.colour("text.primary"))
        layout.draw(painter, QPointF(room.x(), room.center().y() - first.height() / 2))

    def _mark(self, start: int, end: int) -> QTextLayout.FormatRange:
        ground = QTextCharFormat()
        ground.setBackground(self.theme.colour("find.ground"))
        ground.setForeground(self.theme.colour("find.text"))
        marked = QTextLayout.FormatRange()
        marked.start, marked.length, marked.format = start, end - start, ground
        return marked


def _utf16(text: str, place: int) -> int:
    """The same place as Qt counts, whose letters outside the first plane count double."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


class ItemTable(Table):
    """sort_wanted: the person asks for the other order."""

    sort_wanted = Signal()

    def __init__(self, theme: Theme, items: ItemList, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Items"), items, parent)
        self._paint = _ItemPaint(theme, items, self)
        self.setItemDelegate(self._paint)
        self.use_head(indent=GAP, sorted_by=WHEN)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        self.show_order(oldest_first=False)
        self.restyle()

    def show_order(self, *, oldest_first: bool) -> None:
        order = Qt.SortOrder.AscendingOrder if oldest_first else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(WHEN, order)

    @Slot(int)
    def _head_clicked(self, column: int) -> None:
        if column == WHEN:
            self.sort_wanted.emit()

    @Slot()
    def restyle(self) -> None:
        row = self.theme.px(self.theme.tokens.size.row_table)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(row)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        width = self.viewport().width()
        self._paint.short_of_room = width < self.theme.px(SHORT_OF_ROOM)
        widths = {column: self.theme.px(wide) for column, wide in WIDTHS.items()}
        if self._paint.short_of_room:
            widths |= {CATEGORY: self.theme.px(ICON_ONLY), WHEN: self.theme.px(DAY_ONLY)}
        # Where there is hardly any room for the text, the rest waits in the detail.
        for column, needed in GIVE_WAY.items():
            crowded = width - sum(widths.values()) < self.theme.px(needed)
            self.setColumnHidden(column, crowded)
            if crowded:
                del widths[column]
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)
        self.setColumnWidth(TEXT, max(self.theme.px(80), width - sum(widths.values())))
        self.viewport().update()
