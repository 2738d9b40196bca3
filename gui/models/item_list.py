"""A long list of items: their rows as numbers, their contents in pages that are fetched when they come into sight."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from auditor.archive.items import Item
from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from auditor.policy.cases import Case, Ruling, judge
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.wording import say
from auditor.report.wording import curly
from gui.models.explained import LANES
from gui.models.item_words import day, local_and_universal, local_day_and_time

WHEN, CATEGORY, TEXT, GROK, COLLABORATORS = range(5)
PAGE, MOST_PAGES = 256, 64
LINE, TIP = 200, 500
"""Letters of a text in its row and in its tooltip."""
MILLISECONDS_A_DAY = 86_400_000
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], list[Item]]
Label = Callable[[Ruling], tuple[str, str]]


class ItemList(QAbstractTableModel):
    """`label` gives a ruling's words in the two lanes. While `busy`, only what was fetched before is shown."""

    def __init__(self, pack: Pack, label: Label) -> None:
        super().__init__()
        self._pack = pack
        self._label = label
        self._situation = Situation()
        self._fetch: Fetch | None = None
        self._rows: array[int] = array("q")
        self._pages: OrderedDict[int, list[Item]] = OrderedDict()
        self.busy = False

    def show_rows(self, rows: array[int], fetch: Fetch | None, situation: Situation) -> None:
        """Rows   as `AuditStore.rows` gives them
        fetch  gives the items of some of them, in their order
        """
        self.beginResetModel()
        self._rows, self._fetch, self._situation = rows, fetch, situation
        self._pages.clear()
        self.busy = False
        self.endResetModel()

    def item(self, row: int) -> Item | None:
        """None while the store is busy and the item was not in sight before."""
        number, within = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            if self._fetch is None or self.busy:
                return None
            page = self._fetch(self._rows[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[within]

    def ruling(self, item: Item) -> Ruling:
        made = None if item.made_at is None else item.made_at // MILLISECONDS_A_DAY
        return judge(self._pack, self._situation, Case(item.category, item.traits, made))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("When, local time"), _("Category"), _("Text"), _(LANES["grok"]), _(LANES["collaborators"]))[
                section
            ]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.AccessibleDescriptionRole,
        }:
            return None
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WHEN:
            return self.spoken(item)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self._more(item, index.column())
        return self._words(item, index.column())

    def _words(self, item: Item, column: int) -> str:
        if column == WHEN:
            return local_day_and_time(item)
        if column == CATEGORY:
            return _(self._pack.categories[self.ruling(item).category].title)
        if column == TEXT:
            return excerpt(item.text or "", LINE)
        return self._label(self.ruling(item))[column - GROK]

    def _more(self, item: Item, column: int) -> str:
        if column == WHEN:
            return local_and_universal(item)
        if column == TEXT:
            return excerpt(item.text or "", TIP)
        ruling = self.ruling(item)
        if column == CATEGORY:
            return _(self._pack.categories[ruling.category].title)
        judged = ruling.grok if column == GROK else ruling.collaborators
        return curly(say(self._pack, self._situation, judged))

    def spoken(self, item: Item) -> str:
        """The row as one sentence: "Post, 19 May 2026, Grok / xAI stated, collaborators open, public."."""
        ruling = self.ruling(item)
        one = _(self._pack.categories[item.category].one)
        grok, collaborators = self._label(ruling)
        return _("{item}, {day}, {grok_lane} {grok}, {other_lane} {other}. {text}").format(
            item=one[:1].upper() + one[1:],
            day=day(item),
            grok_lane=_(LANES["grok"]),
            grok=grok.lower(),
            other_lane=_(LANES["collaborators"]).lower(),
            other=collaborators.lower(),
            text=excerpt(item.text or "", LINE),
        )
