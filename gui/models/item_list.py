"""A long list of items: their rows as numbers, their contents in pages that are fetched when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt

from auditor.archive.items import Item, Trait
from auditor.archive.text import excerpt, visible
from auditor.i18n import gettext as _
from auditor.policy.cases import Case, Ruling, judge
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.policy.wording import say
from auditor.report.wording import curly
from auditor.search.marks import marks
from auditor.search.query import Query
from auditor.store import Rows
from gui.models.explained import LANES
from gui.models.item_words import day, engagement, local_and_universal, local_day_and_time
from gui.models.table_model import Index, TableModel
from gui.widgets.plain_tip import plain_tip

WHEN, CATEGORY, TEXT, MEDIA, LANGUAGE, ENGAGEMENT, GROK, COLLABORATORS = range(8)
PAGE, MOST_PAGES = 256, 64
LINE, TIP = 200, 500
"""Letters of a text in its row and in its tooltip."""
FAR = 30_000
"""Letters in which a hit is looked for."""
LONGEST_CODE = 12
BEFORE_HIT = 24
"""Letters of a text that stand before its first hit, where that lies further in."""
MILLISECONDS_A_DAY = 86_400_000
HEADS = (
    "Local time",
    "Category",
    "Text",
    "Media",
    "Language",
    "Likes and reposts",
    LANES["grok"],
    LANES["collaborators"],
)
Fetch = Callable[[Rows], list[Item]]
Label = Callable[[Ruling], tuple[str, str]]


class ItemList(TableModel):
    """`label` gives a ruling's words in the two lanes."""

    heads = HEADS

    def __init__(self, pack: Pack, label: Label) -> None:
        super().__init__()
        self._pack = pack
        self._label = label
        self._situation = Situation()
        self._fetch: Fetch | None = None
        self._rows: Rows = np.zeros(0, np.int32)
        self._pages: OrderedDict[int, list[Item]] = OrderedDict()
        self.query = Query()

    def show_rows(self, rows: Rows, fetch: Fetch | None, situation: Situation, query: Query = Query()) -> None:  # noqa: B008
        """Rows   as the finder gives them
        fetch  gives the items of some of them, in their order
        query  what they were found by
        """
        self.beginResetModel()
        self._rows, self._fetch, self._situation, self.query = rows, fetch, situation, query
        self._pages.clear()
        self.endResetModel()

    def number(self, row: int) -> int:
        """The store's own number of what stands in a row."""
        return int(self._rows[row])

    def place_of(self, number: int) -> int | None:
        """The row in which an item of the store stands, None if it is not listed."""
        places = np.flatnonzero(self._rows == number)
        return int(places[0]) if len(places) else None

    def item(self, row: int) -> Item | None:
        """None once the list is about nothing any more."""
        number, within = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            if self._fetch is None:
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

    def length(self) -> int:
        return len(self._rows)

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
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._more(item, index.column()))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._more(item, index.column())
        return self._words(item, index.column())

    def _words(self, item: Item, column: int) -> str:
        if column == WHEN:
            return local_day_and_time(item)
        if column == CATEGORY:
            return _(self._pack.categories[self.ruling(item).category].title)
        if column == TEXT:
            return self.line(item)
        if column == MEDIA:
            return _("with media") if item.traits & Trait.HAS_MEDIA else ""
        if column == LANGUAGE:
            return visible(item.lang or "")[:LONGEST_CODE]
        if column == ENGAGEMENT:
            return engagement(item)
        return self._label(self.ruling(item))[column - GROK]

    def line(self, item: Item) -> str:
        """The part of its text that a row has room for: with the first hit, if the item was found by its words."""
        text = item.text or ""
        if self.query.words:
            first = next(iter(marks(self.query, text[:FAR])), (0, 0))[0]
            if first > BEFORE_HIT:
                begin = text.find(" ", first - BEFORE_HIT // 2, first) + 1 or first
                return excerpt(f"…{text[begin:]}", LINE)
        return excerpt(text, LINE)

    def _more(self, item: Item, column: int) -> str:
        if column == WHEN:
            return local_and_universal(item)
        if column == TEXT:
            return excerpt(item.text or "", TIP)
        if column in {MEDIA, LANGUAGE, ENGAGEMENT}:
            return self._words(item, column)
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
