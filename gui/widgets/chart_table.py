"""The figures of a chart as a table."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text


class Table(NamedTuple):
    """Rows of words; every column but the first holds figures and is set to the right."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ChartTable(QDialog):
    """Closes with Escape or its button, and is gone then."""

    def __init__(self, theme: Theme, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(table.title)
        space = theme.tokens.space
        self.cells = QTableWidget(len(table.rows), len(table.head))
        self.cells.setAccessibleName(table.title)
        self.cells.setHorizontalHeaderLabels(list(table.head))
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.setShowGrid(False)
        self.cells.verticalHeader().hide()
        self.cells.verticalHeader().setDefaultSectionSize(theme.px(theme.tokens.size.row_table))
        for row, words in enumerate(table.rows):
            for column, word in enumerate(words):
                item = QTableWidgetItem(word)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.cells.setItem(row, column, item)
        self.cells.resizeColumnsToContents()
        self.cells.horizontalHeader().setStretchLastSection(True)
        close = Button(theme, _("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.section, space.section, space.section, space.section)
        layout.setSpacing(space.card)
        layout.addWidget(Text(theme, table.title, "heading"))
        layout.addWidget(self.cells, 1)
        layout.addLayout(foot)
        self.resize(theme.px(480), theme.px(400))
