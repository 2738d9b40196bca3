"""What is listed, how many that are, and how to list something else."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text

NARROW = 560


class ExploreHead(QWidget):
    """all_wanted       list everything
    category_wanted  the id of a category
    """

    all_wanted = Signal()
    category_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.space
        self.what = Text(theme, "", "heading")
        self.count = Text(theme, "", "caption", "text.secondary", tabular=True)
        self.all_items = Button(theme, _("Show all items"), role="link")
        self.category = QComboBox()
        self.category.setAccessibleName(_("Category"))
        self.category.setMinimumContentsLength(14)
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.category.setPlaceholderText(_("Choose a category"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.count)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(space.section, space.card, space.section, space.inner)
        self._layout.setSpacing(space.card)
        self._layout.addLayout(words, 1)
        self._layout.addWidget(self.all_items)
        self._layout.addWidget(self.category)
        self.all_items.clicked.connect(self.all_wanted)
        self.category.activated.connect(self._activated)
        theme.changed.connect(self._arrange)

    def list_categories(self, categories: Iterable[tuple[str, str]]) -> None:
        """(id, title) of those that have items."""
        self.category.clear()
        self.category.addItem(_("All categories"), "")
        for id, title in categories:
            self.category.addItem(title, id)
        self.category.setEnabled(self.category.count() > 1)

    @Slot(int)
    def _activated(self, number: int) -> None:
        id = str(self.category.itemData(number))
        if id:
            self.category_wanted.emit(id)
        else:
            self.all_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(NARROW)
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
