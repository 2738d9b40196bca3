"""The overview's table: categories in two lanes. Every figure leads to the items behind it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from auditor.i18n import gettext as _
from auditor.policy.vocabulary import Audience
from gui import formats
from gui.models import questions
from gui.models.category_rows import CATEGORY, COLLABORATORS, GROK, ITEMS, LANE_OF, CategoryRows, Row
from gui.models.explained import LANES
from gui.theme import Theme
from gui.widgets.category_paint import GUTTER, CategoryPaint, Density, measure
from gui.widgets.table import Table


class Figure(NamedTuple):
    """What a figure counts: the items of a row, or those of one verdict ("" for any) in a lane."""

    row: str
    audience: Audience = "grok"
    verdict: str = ""


class CategoryTable(Table):
    """As tall as its rows, so that the page scrolls and not the table.

    figure_chosen  a `Figure`, to show its items
    asked          what a figure asks for, in the words of the search
    row_chosen     the id of the category to explain
    """

    figure_chosen = Signal(object)
    asked = Signal(str)
    row_chosen = Signal(str)

    def __init__(self, theme: Theme, rows: CategoryRows, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Categories in two lanes"), rows, parent)
        self.rows = rows
        self._paint = CategoryPaint(theme, rows, self)
        self.setItemDelegate(self._paint)
        self.use_head({ITEMS: GUTTER})
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows.modelReset.connect(self.restyle)
        self.opened.connect(self._opened)
        self.chosen.connect(self._row_selected)
        self.figure_chosen.connect(self._ask)
        self.restyle()

    @property
    def density(self) -> Density:
        return self._paint.density

    # Size

    @Slot()
    def restyle(self) -> None:
        # Rows that wait behind "more" are measured too: nothing moves sideways when they come.
        self._paint.measure = measure(self.theme, self.rows.all)
        self.horizontalHeader().setFixedHeight(self.theme.px(self.theme.tokens.size.row_table))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def _lay_out(self) -> None:
        width, sizes = self.viewport().width(), self._paint.measure.with_bars_for(self.viewport().width())
        self._paint.measure = sizes
        if width >= sizes.total(bars=True):
            self._paint.density = Density.FULL
        elif width >= sizes.total(bars=False):
            self._paint.density = Density.NO_BARS
        else:
            self._paint.density = Density.STACKED
        stacked, bars = self.density is Density.STACKED, self.density is Density.FULL
        for column in (ITEMS, GROK, COLLABORATORS):
            self.setColumnHidden(column, stacked)
        self.horizontalHeader().setVisible(not stacked)
        if stacked:
            self.setColumnWidth(CATEGORY, width)
        else:
            for column, audience in LANE_OF.items():
                self.setColumnWidth(column, sizes.lane(audience, bars=bars))
            self.setColumnWidth(ITEMS, sizes.items)
            taken = sum(self.columnWidth(column) for column in (ITEMS, GROK, COLLABORATORS))
            self.setColumnWidth(CATEGORY, width - taken)
        self.clearSpans()
        for number, row in enumerate(self.rows.rows):
            self.setRowHeight(number, self._paint.height(row, width))
            if row.absence and not stacked:
                self.setSpan(number, GROK, 1, 2)
        self.setFixedHeight(self._height())
        self.viewport().update()

    def _height(self) -> int:
        head = self.horizontalHeader().height() if self.density is not Density.STACKED else 0
        return head + sum(self._paint.height(row, self.viewport().width()) for row in self.rows.rows)

    def sizeHint(self) -> QSize:
        return QSize(self._paint.measure.total(bars=True), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self._height())

    # What is pointed at

    def figure_at(self, point: QPoint) -> Figure | None:
        """The figure under a point of the viewport: the items, a bar, or the number beside a verdict."""
        index = self.indexAt(point)
        if not index.isValid() or self.density is Density.STACKED:
            return None
        row = self.rows.rows[index.row()]
        if not row.items or index.column() == CATEGORY:
            return None
        if index.column() == ITEMS:
            return Figure(row.id)
        audience = LANE_OF[index.column()]
        lines = row.lane(audience)
        number = (point.y() - self.rowViewportPosition(index.row())) // self._paint.line
        bar = self._paint.measure.bar if self.density is Density.FULL else 0
        on_bar = point.x() - self.columnViewportPosition(index.column()) < bar
        if number < len(lines) and (on_bar or len(lines) > 1):
            return Figure(row.id, audience, lines[number].look.id)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_figure = self.figure_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_figure else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.figure_at(event.position().toPoint()):
            event.accept()  # a figure leads to its items; the row is not chosen on the way
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        figure = self.figure_at(event.position().toPoint())
        if figure and event.button() is Qt.MouseButton.LeftButton:
            self.figure_chosen.emit(figure)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.figure_at(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    @Slot(object)
    def _ask(self, figure: Figure) -> None:
        self.asked.emit(questions.of_category(figure.row, figure.verdict, figure.audience))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.let_go()
            self.row_chosen.emit("")
        else:
            super().keyPressEvent(event)

    def let_go(self) -> None:
        """No row is chosen any more."""
        self.selectionModel().clear()
        self.viewport().update()

    @Slot(int)
    def _opened(self, number: int) -> None:
        row = self.rows.rows[number]
        if row.items:
            self.figure_chosen.emit(Figure(row.id))

    @Slot(int)
    def _row_selected(self, number: int) -> None:
        self.row_chosen.emit(self.rows.rows[number].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        menu = self.menu(self.rows.rows[index.row()])
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def menu(self, row: Row) -> QMenu:
        """Everything that can be asked of a row, for the keyboard as well."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        figures = [(_("Show items"), Figure(row.id))] if row.items else []
        for audience, name in LANES.items():
            lines = row.lane(audience)
            if len(lines) > 1:
                figures += [
                    (
                        _("Show items, {lane}: {verdict} {n}").format(
                            lane=_(name), verdict=_(line.look.label), n=formats.count(line.items)
                        ),
                        Figure(row.id, audience, line.look.id),
                    )
                    for line in lines
                ]
        for words, figure in figures:
            action = QAction(words, menu)
            action.setData(figure)
            action.triggered.connect(self._menu_chosen)
            menu.addAction(action)
        if not figures:
            nothing = QAction(row.absence or _("No items"), menu)
            nothing.setEnabled(False)
            menu.addAction(nothing)
        return menu

    @Slot()
    def _menu_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.figure_chosen.emit(action.data())
