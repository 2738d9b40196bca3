"""Every filter of the search to check, each with how many items it would leave."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.search.finder import Counts
from auditor.search.query import Query
from gui.models.filter_options import TITLES, chosen, options, with_choice
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.filter_group import FilterGroup

WIDTH = 208
CLOSED = frozenset({"collaborators"})
"""Groups that are closed at first."""


class FilterRail(QScrollArea):
    """`changed` with the query as the person wants it now. It scrolls up and down and is as wide as it is made."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._query = Query()
        self._categories: Mapping[str, str] = {}
        self._seen: dict[str, dict[str, int]] = {key: {} for key in TITLES}
        self.setAccessibleName(_("Filters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        set_role(page, "page")
        space = theme.tokens.space
        column = QVBoxLayout(page)
        column.setContentsMargins(space.section, space.unit, space.unit, space.section)
        column.setSpacing(space.inner)
        self.groups = {
            key: FilterGroup(theme, key, _(title), is_open=key not in CLOSED) for key, title in TITLES.items()
        }
        for group in self.groups.values():
            group.chosen.connect(self._chosen)
            column.addWidget(group)
        column.addStretch(1)
        self.setWidget(page)
        for group in self.groups.values():
            group.hide()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(400))

    def offer(self, everything: Counts, categories: Mapping[str, str]) -> None:
        """What an audit holds: the counts of a query that asks for nothing. Called again for another audit, and where
        verdicts have moved.

        categories  id -> title, in the order in which they are always shown
        """
        self._categories = categories
        for key, group in self.groups.items():
            self._seen[key] = {value: items for value, items in everything.facets.get(key, {}).items() if items}
            self._offer(group)
        self.show_found(everything, self._query)

    def show_found(self, counts: Counts, query: Query) -> None:
        """The query that is shown, and how many items each option would leave with the others as they are."""
        self._query = query
        for key, group in self.groups.items():
            counted, asked, seen = counts.facets.get(key, {}), chosen(query, key), self._seen[key]
            unseen = {value: items for value, items in counted.items() if value not in seen}
            if unseen:
                seen |= unseen
                self._offer(group)
            group.show_state(counted, asked)

    def _offer(self, group: FilterGroup) -> None:
        seen = self._seen[group.key]
        group.offer(options(group.key, seen, self._theme.tokens, self._categories) if seen else ())

    @Slot(str, object, bool)
    def _chosen(self, key: str, values: tuple[str, ...], checked: bool) -> None:
        self._query = with_choice(self._query, key, values, checked=checked)
        self.changed.emit(self._query)
