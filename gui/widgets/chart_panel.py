"""A chart with what stands under it: the figure that is pointed at in words, and the way to its table and back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.chart import Chart
from gui.widgets.chart_table import ChartTable
from gui.widgets.text import Text


class ChartPanel(QWidget):
    """`asked` with what a part of the chart or a figure of the table asks for, in the words of the search."""

    asked = Signal(str)

    def __init__(self, theme: Theme, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart = chart
        self.table: ChartTable | None = None
        self.caption = Text(theme, "", "caption", "text.secondary")
        self.link = Button(theme, role="link")
        foot = QHBoxLayout()
        foot.setSpacing(theme.tokens.space.inner)
        foot.addWidget(self.caption, 1)
        foot.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.tokens.space.half)
        self._layout.addWidget(chart)
        self._layout.addLayout(foot)
        self._action = QAction(self)
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        chart.addAction(self._action)
        self._action.triggered.connect(self.turn)
        self.link.clicked.connect(self.turn)
        chart.asked.connect(self.asked)
        chart.pointed.connect(self._say)
        chart.renewed.connect(self._renew)
        theme.changed.connect(self._reserve)
        self._renew()

    @property
    def as_table(self) -> bool:
        return self.table is not None

    @Slot()
    def turn(self) -> None:
        """From the chart to its table, or back. Where the keyboard was in one, it goes on in the other."""
        had_focus = self.chart.hasFocus() or (self.table is not None and self.table.hasFocus())
        if self.table is None:
            self._show_table()
        else:
            self._drop_table()
        self._name()
        if had_focus:
            (self.table or self.chart).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_table(self) -> None:
        self.table = ChartTable(self._theme, self.chart.table())
        self.table.insertAction(self.table.actions()[0], self._action)
        self.table.asked.connect(self.asked)
        self._layout.insertWidget(1, self.table)
        self.table.show()
        QWidget.setTabOrder(self.table, self.link)
        self.chart.hide()

    def _drop_table(self) -> None:
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        self.chart.show()

    @Slot()
    def _renew(self) -> None:
        """Other figures: the table is made anew, and where there are none there is nothing to turn."""
        anew, any_figures = self.as_table, bool(self.chart.parts())
        self._drop_table()
        if anew and any_figures:
            self._show_table()
        self.link.setVisible(any_figures)
        self._action.setVisible(any_figures)
        self._name()
        self._reserve()

    def _name(self) -> None:
        words = _("Show as chart") if self.as_table else _("Show as table")
        self.link.setText(words)
        self.link.setAccessibleDescription(self.chart.accessibleName())
        self._action.setText(words)
        self._say("")

    @Slot(str)
    def _say(self, words: str) -> None:
        self.caption.set_text(words or (self.chart.rest() if self.chart.parts() else ""))

    # The room under a chart does not change with what is said there.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reserve()

    @Slot()
    def _reserve(self) -> None:
        longest = max((self.chart.rest(), *(part.text for part in self.chart.parts())), key=len)
        room = self.width() - self.link.sizeHint().width() - self._theme.tokens.space.inner
        metrics = QFontMetricsF(self._theme.font("caption"))
        box = metrics.boundingRect(QRectF(0, 0, max(1, room), 10_000), int(Qt.TextFlag.TextWordWrap), longest)
        lines = max(1, round(box.height() / metrics.lineSpacing()))
        self.caption.setMinimumHeight(lines * self._theme.line("caption"))
