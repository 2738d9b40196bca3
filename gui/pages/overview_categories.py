"""The table of categories with what stands under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.overview import Overview
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from gui import formats
from gui.models.category_rows import CategoryRows, Row, rows_of
from gui.models.explained import explain
from gui.models.judged import Judged
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.category_table import CategoryTable
from gui.widgets.text import Text

FIRST_ROWS = 10


class CategoriesPanel(QWidget):
    """The first rows are shown at once, all of them on request. The bars have one scale, which is written below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = CategoryRows()
        self.table = CategoryTable(theme, self.rows)
        self.more = Button(theme, role="link", icon=theme.tokens.icons.action["expand"])
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.more.clicked.connect(self._toggle)
        theme.changed.connect(self._arrange)
        self._scale = Text(theme, "", "caption", "text.tertiary", wrap=False)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._foot.addStretch(1)
        self._foot.addWidget(self._scale)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.half)
        layout.addWidget(self.table)
        layout.addLayout(self._foot)

    def clear(self) -> None:
        self.rows.set_rows([], {})
        self.rows.set_limit(FIRST_ROWS)

    def show_figures(self, pack: Pack, situation: Situation, seen: Overview, judged: Judged) -> None:
        sentences = {
            (row, audience): " ".join(explain(pack, situation, judgement).sentences for judgement, _items in found)
            for row, lanes in judged.items()
            for audience, found in lanes.items()
        }
        self.rows.set_rows(rows_of(pack, situation, self._theme.tokens, seen), sentences)
        self._scale.set_text(_("Bars to one scale, longest {n}").format(n=formats.count(self.rows.longest)))
        self._name_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """No word of what stands below the table is cut."""
        room = self.width() - self._foot.spacing() * 2
        fits = self.more.sizeHint().width() + self._scale.sizeHint().width() <= room
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(beside if fits else below)

    @Slot()
    def _toggle(self) -> None:
        self.table.let_go()
        self.rows.set_limit(None if self.rows.hidden else FIRST_ROWS)
        self._name_more()

    def _name_more(self) -> None:
        hidden = self.rows.hidden
        self.more.setText(_waiting(hidden) if hidden else _("Fewer categories"))
        self.more.set_icon(self._theme.tokens.icons.action["expand" if hidden else "collapse"])
        self.more.setVisible(len(self.rows.all) > FIRST_ROWS)
        self._arrange()


def _waiting(hidden: Sequence[Row]) -> str:
    """How many categories are not shown yet: those with items, and those that are empty or not in the archive."""
    some = sum(1 for row in hidden if row.items)
    none = len(hidden) - some
    if not none:
        words = ngettext("{n} more category", "{n} more categories", some)
    elif not some:
        words = ngettext("{none} more without items", "{none} more without items", none)
    else:
        words = ngettext("{n} more with items, {none} without", "{n} more with items, {none} without", some)
    return words.format(n=formats.count(some), none=formats.count(none))
