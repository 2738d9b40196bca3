"""The list under the search field. It never takes the keyboard: the field goes on with every key but a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from auditor.i18n import gettext as _
from auditor.search.completion import Completion
from gui import formats
from gui.models.completions import Completions, Index, spoken
from gui.stylesheet import set_role
from gui.theme import Theme

ROW, PADDING, GAP, NARROWEST, WIDEST, MOST_ROWS = 32, 12, 16, 240, 560, 8
"""At 100 %; rows that show at once."""
EDGE = 5


class _Rows(QStyledItemDelegate):
    """What is typed, what it stands for, and the items it would leave at the right."""

    def __init__(self, theme: Theme, model: Completions, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, row = self._theme, self._model.row(index.row())
        words = QFontMetricsF(theme.font("body")).horizontalAdvance(row.text)
        label = QFontMetricsF(theme.font("caption")).horizontalAdvance(row.label)
        items = QFontMetricsF(theme.font("caption", tabular=True)).horizontalAdvance(_count(row))
        return QSize(round(words + label + items) + theme.px(2 * PADDING + 2 * GAP), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._model.row(index.row())
        rect, state = QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.selected" if chosen else "bg.hover"))
            painter.drawRoundedRect(rect, theme.tokens.radius.chip, theme.tokens.radius.chip)
        room = rect.adjusted(theme.px(PADDING), 0, -theme.px(PADDING), 0)
        items = _count(row)
        room = self._words(painter, room, items, ("caption", "text.secondary"), Qt.AlignmentFlag.AlignRight)
        room = self._words(painter, room, row.text, ("body", "text.primary"), Qt.AlignmentFlag.AlignLeft)
        if row.label.lower() != row.text.rpartition(":")[2].lower():
            self._words(painter, room, row.label, ("caption", "text.tertiary"), Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _words(
        self, painter: QPainter, room: QRectF, text: str, look: tuple[str, str], side: Qt.AlignmentFlag
    ) -> QRectF:
        """Set the words at one side of the room; the room that is left."""
        style, token = look
        font = self._theme.font(style, tabular=side is Qt.AlignmentFlag.AlignRight)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width() + 1)
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        taken = metrics.horizontalAdvance(text) + self._theme.px(GAP) if text else 0.0
        if side is Qt.AlignmentFlag.AlignRight:
            return room.adjusted(0, 0, -taken, 0)
        return room.adjusted(taken, 0, 0, 0)


def _count(row: Completion) -> str:
    return "" if row.items is None else formats.count(row.items)


class CompletionList(QFrame):
    """Lies over the page, in the window of the field that it belongs to.

    taken   the completion that was clicked
    marked  the completion that the keyboard went to, in words
    """

    taken = Signal(object)
    marked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, "notice")
        self.model = Completions(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Rows(theme, self.model, self.view))
        self.view.setAccessibleName(_("What may follow"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet("background: transparent")
        self.view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addWidget(self.view)
        self.hide()

    def offer(self, rows: Sequence[Completion], under: QRect) -> None:
        """Show these below a rectangle of the window, or above it where there is more room."""
        self.model.show_rows(rows)
        if not rows:
            self.hide()
            return
        parent = self.parentWidget()
        assert parent is not None
        window = parent.rect()
        theme = self._theme
        wanted = max(self.view.sizeHintForIndex(self.model.index(n)).width() for n in range(len(rows)))
        widest = min(theme.px(WIDEST), window.width() - 2 * theme.tokens.space.unit)
        wide = min(max(wanted + 2 * EDGE + 2, theme.px(NARROWEST)), widest)
        below, above = window.bottom() - under.bottom(), under.top()
        tall = min(len(rows), MOST_ROWS) * theme.px(ROW) + 2 * EDGE + 2
        up = below < tall and above > below
        tall = min(tall, (above if up else below) - theme.tokens.space.unit)
        left = max(0, min(under.left(), window.right() - wide - theme.tokens.space.unit))
        top = under.top() - tall - theme.tokens.space.half if up else under.bottom() + theme.tokens.space.half
        self.setGeometry(left, top, wide, tall)
        self.view.scrollToTop()
        self.raise_()
        self.show()

    def current(self) -> Completion | None:
        """The one that is marked."""
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def mark(self, by: int) -> None:
        """Mark the next or the previous one, round and round."""
        rows = self.model.rowCount()
        index = self.view.currentIndex()
        place = index.row() + by if index.isValid() else (0 if by > 0 else rows - 1)
        self.view.setCurrentIndex(self.model.index(place % rows))
        self.marked.emit(spoken(self.model.row(place % rows)))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self.model.row(index.row()))
