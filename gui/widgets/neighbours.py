"""What stands around an item: its conversation, chat or thread, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from auditor.archive.items import Item, Trait
from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from gui.models.item_words import local_day_and_time
from gui.painting import paint_row_ground
from gui.theme import Theme
from gui.widgets.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
MOST_ROWS = 6
"""Lines that stand open; the others are scrolled to."""
ROW, SIDE = 44, 8
LINE, TIP = 160, 500
WHO, WHEN, CURRENT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


def whose(item: Item) -> str:
    """Who wrote it, as far as the archive says."""
    if item.category == "grok_out":
        return _("Grok")
    return _("Theirs") if item.traits & Trait.FROM_OTHERS else _("Yours")


class NeighbourList(QAbstractListModel):
    """`here` is the place of the item that is shown."""

    def __init__(self, items: Sequence[Item], here: int) -> None:
        super().__init__()
        self._items, self._here = tuple(items), here

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return excerpt(item.text or "", LINE) or _("no text")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(excerpt(item.text or "", TIP))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item, index.row())
        if role == WHO:
            return whose(item)
        if role == WHEN:
            return local_day_and_time(item)
        return index.row() == self._here if role == CURRENT else None

    def _spoken(self, item: Item, row: int) -> str:
        shown = _("This item") if row == self._here else whose(item)
        text = excerpt(item.text or "", LINE) or _("no text")
        return _("{whose}, {when}. {text}").format(whose=shown, when=local_day_and_time(item), text=text)


class _Paint(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setClipRect(rect)
        state = option.state
        paint_row_ground(
            painter,
            theme,
            rect,
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
            selected=bool(index.data(CURRENT)),
            focus=self._view.hasFocus() and self._view.currentIndex() == index,
        )
        side, half = theme.px(SIDE), rect.height() / 2
        above = QRectF(rect.x() + side, rect.y() + theme.px(4), rect.width() - 2 * side, half - theme.px(4))
        below = above.translated(0, above.height())
        self._line(painter, above, str(index.data(WHO)), "caption", "text.secondary", Qt.AlignmentFlag.AlignLeft)
        self._line(painter, above, str(index.data(WHEN)), "caption", "text.tertiary", Qt.AlignmentFlag.AlignRight)
        self._line(painter, below, str(index.data()), "body", "text.primary", Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _line(
        self, painter: QPainter, rect: QRectF, words: str, style: str, token: str, side: Qt.AlignmentFlag
    ) -> None:
        font = self._theme.font(style)
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


class Neighbours(QListView):
    """`wanted` gives the place of the item on which Enter was pressed or that was clicked."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, items: Sequence[Item], here: int, name: str) -> None:
        super().__init__()
        self._theme, self._count, self._here = theme, len(items), here
        self.setAccessibleName(name)
        self.setModel(NeighbourList(items, here))
        self.model().setParent(self)
        self.setItemDelegate(_Paint(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._open)
        self.restyle()
        theme.changed.connect(self.restyle)

    @Slot()
    def restyle(self) -> None:
        self.setFixedHeight(min(self._count, MOST_ROWS) * self._theme.px(ROW))
        self.doItemsLayout()
        here = self.model().index(self._here, 0)
        self.setCurrentIndex(here)
        self.scrollTo(here, QAbstractItemView.ScrollHint.PositionAtCenter)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.row() != self._here:
            self.wanted.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the pane closes
        else:
            super().keyPressEvent(event)
