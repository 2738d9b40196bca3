"""The top of Explore: the search, the searches that were kept, and the way to the clean-up list."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from auditor.search.query import parse, written
from gui import formats
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.filter_rail import WIDTH as RAIL
from gui.widgets.search_field import SearchField
from gui.widgets.text import Text

NARROW = 980
MOST_KEPT, LONGEST = 20, 60


class KeptSearches(msgspec.Struct, frozen=True):
    """Searches worth asking again, the newest first, in the words of the search."""

    texts: tuple[str, ...] = ()


class ExploreHead(QWidget):
    """changed           another Query is asked
    rail_wanted       the filters are to be shown, or put away
    clean_up_wanted   the clean-up list
    kept_changed      the KeptSearches from now on
    """

    changed = Signal(object)
    rail_wanted = Signal(bool)
    clean_up_wanted = Signal()
    kept_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = KeptSearches()
        icons = theme.tokens.icons
        self._title = Text(theme, _("Explore"), "heading")
        self.figure = Text(theme, "", "caption", "text.secondary", tabular=True)
        self.filters = Button(theme, _("Filters"), icon=icons.action["filter"])
        self.filters.setCheckable(True)
        self.kept = Button(theme, role="quiet", icon=icons.action["keep"], name=_("Kept searches"))
        self.clean_up = Button(theme, _("Clean-up list"), icon=icons.page["optout"])
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.tokens.space.half)
        for button in (self.filters, self.kept, self.clean_up):
            row.addWidget(button)
        self.search = SearchField(theme, below=self.figure)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._picked)
        self.kept.setMenu(self._menu)
        space = theme.tokens.space
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(space.section, space.card, space.section, space.inner)
        self._grid.setHorizontalSpacing(space.card)
        self._grid.setVerticalSpacing(space.unit)
        self._grid.setColumnStretch(1, 1)
        self.search.changed.connect(self.changed)
        self.filters.toggled.connect(self.rail_wanted)
        self.clean_up.clicked.connect(self.clean_up_wanted)
        theme.changed.connect(self.arrange)
        self.show_listed(0)
        self.arrange()

    def show_listed(self, number: int) -> None:
        """How many items stand on the clean-up list."""
        words = _("Clean-up list {n}").format(n=formats.count(number)) if number else _("Clean-up list")
        self.clean_up.setText(words)

    def show_kept(self, kept: KeptSearches) -> None:
        self._kept = kept

    def show_rail_button(self, *, wanted: bool) -> None:
        """Only where there is no room for the filters beside the list."""
        self.filters.setVisible(wanted)

    @Slot()
    def arrange(self) -> None:
        """The title stands over the filters and the search beside it, or below where there is little room."""
        narrow = self.width() < self._theme.px(NARROW)
        top = Qt.AlignmentFlag.AlignTop
        for widget in (self._title, self.search, self._actions):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self._title, 0, 0, top)
        self._grid.addWidget(self._actions, 0, 2, top | Qt.AlignmentFlag.AlignRight)
        if narrow:
            self._grid.addWidget(self.search, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self.search, 0, 1)
        self.kept.setText("" if narrow else _("Kept searches"))
        self._title.setMinimumWidth(0 if narrow else self._theme.px(RAIL) - self._theme.tokens.space.section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()

    # Searches to ask again

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        now = written(self.search.query())
        is_kept = now in self._kept.texts
        keep = QAction(_("Forget this search") if is_kept else _("Keep this search"), self._menu)
        keep.setEnabled(bool(now))
        self._menu.addAction(keep)
        if self._kept.texts:
            self._menu.addSeparator()
        for text in self._kept.texts:
            action = QAction(excerpt(text, LONGEST).replace("&", "&&"), self._menu)
            action.setData(text)
            self._menu.addAction(action)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        text = action.data()
        if isinstance(text, str):
            query = parse(text)
            self.search.show_query(query)
            self.changed.emit(query)
            return
        now = written(self.search.query())
        others = tuple(one for one in self._kept.texts if one != now)
        kept = others if now in self._kept.texts else (now, *others)[:MOST_KEPT]
        self._kept = KeptSearches(kept)
        self.kept_changed.emit(self._kept)
