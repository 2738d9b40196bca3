"""The list of items: one painted row each, however many there are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from auditor.i18n import gettext as _
from gui.models.item_list import CATEGORY, COLLABORATORS, GROK, TEXT, WHEN, ItemList
from gui.painting import paint_glyph, paint_icon
from gui.theme import Theme
from gui.widgets.table import Head, Index, Rows, Table

WIDTHS = {WHEN: 156, CATEGORY: 160, GROK: 124, COLLABORATORS: 124}
"""At 100 %; the text takes what is left."""
ICON_ONLY, SHORT_OF_ROOM = 32, 840
GAP = 8
GIVE_WAY = {COLLABORATORS: 140, CATEGORY: 80, WHEN: 80}
"""Which columns go first where the text has less room than this, at 100 %."""


class _ItemPaint(Rows):
    def __init__(self, theme: Theme, items: ItemList, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._items = items
        self.icon_only = False

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        item = self._items.item(index.row())
        if item is None:
            return
        room = rect.adjusted(0, 0, -GAP, 0)
        column = index.column()
        ruling = self._items.ruling(item)
        if column == WHEN:
            room.setLeft(room.left() + GAP)
            self.words(painter, room, str(index.data()), token="text.secondary", tabular=True)
        elif column == TEXT:
            self.words(painter, room, str(index.data()))
        else:
            side = self.theme.px(16)
            sign = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
            if column == CATEGORY:
                icons = self.theme.tokens.icons
                name = icons.category.get(ruling.category, icons.page["report"])
                paint_icon(painter, self.theme, sign, name, "text.secondary")
                if self.icon_only:
                    return
            else:
                judged = ruling.grok if column == GROK else ruling.collaborators
                paint_glyph(painter, self.theme, sign, self.theme.tokens.verdict(judged.audience, judged.verdict))
            room.setLeft(sign.right() + GAP)
            self.words(painter, room, str(index.data()))


class ItemTable(Table):
    def __init__(self, theme: Theme, items: ItemList, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Items"), items, parent)
        self._paint = _ItemPaint(theme, items, self)
        self.setItemDelegate(self._paint)
        head = Head(theme, parent=self, indent=GAP)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(head)
        self.restyle()

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
        self._paint.icon_only = width < self.theme.px(SHORT_OF_ROOM)
        widths = {column: self.theme.px(wide) for column, wide in WIDTHS.items()}
        if self._paint.icon_only:
            widths[CATEGORY] = self.theme.px(ICON_ONLY)
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
