"""Everything one audit knows, in one encrypted file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
import numpy as np

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item, Trait
from auditor.archive.receipt import ReceiptEntry, categories_present
from auditor.overview import Tally
from auditor.store import columns, finishing, neighbours, word_index
from auditor.store.building import Piece, build_all
from auditor.store.columns import Columns, Gathered, Rows
from auditor.store.told_store import ToldStore
from auditor.store.word_index import Term

K = TypeVar("K")

_MEDIA = finishing.sorts_of("category.text = 'media'")
_MESSAGES = finishing.sorts_of("category.text = 'dms'")


class Conversation(NamedTuple):
    """`thread` is X's id: two account ids joined by a hyphen, or one number for a group. Times in milliseconds."""

    thread: str
    messages: int
    first: int | None
    last: int | None


class Rank(NamedTuple):
    """Where an item stands: in which download (0 the newest) and in which of its files. The lowest is right where two
    say different things of one item."""

    edition: int = 0
    file: int = 0


class Names(NamedTuple):
    """What the codes in the columns mean: sort -> (category, kind); lang -> X's code of the language, among others."""

    sorts: dict[int, tuple[str, str]]
    texts: dict[int, str]


class _Numbered(dict[K, int]):
    """The codes that were given out; for what has none yet, one is made."""

    def __init__(self, make: Callable[[K], int]) -> None:
        self._make = make

    def __missing__(self, key: K) -> int:
        code = self[key] = self._make(key)
        return code


class AuditStore(ToldStore):
    """Write items while reading, then `finish()`, and `index()` for the search; the rest are questions."""

    def __init__(self, *connections: Any, **options: Any) -> None:
        super().__init__(*connections, **options)
        self._codes = _Numbered(self._new_code)
        self._sorts = _Numbered(self._new_sort)
        self._gathered = Gathered()

    # --- writing -----------------------------------------------------------------------------------------------------

    def add_items(self, items: Iterable[Item], rank: Rank = Rank()) -> None:  # noqa: B008  (it cannot change)
        """The items of one file, in its order. Files may take turns."""
        with self._writing() as connection:
            sorts, codes = self._sorts, self._codes
            rows = [
                (
                    *rank,
                    sorts[item.category, item.kind],
                    item.id,
                    item.made_at,
                    item.text,
                    item.traits,
                    codes[item.lang] if item.lang else None,
                    item.thread,
                    item.detail,
                )
                for item in items
            ]
            connection.executemany(
                "insert into item(edition, file, sort, id, made_at, text, traits, lang, thread, detail)"
                " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            self._gathered.add(rows)

    def add_receipt(self, entries: Iterable[ReceiptEntry]) -> None:
        with self._writing() as connection:
            connection.executemany(
                "insert into receipt(entry) values(?)", [(msgspec.json.encode(e).decode(),) for e in entries]
            )

    def put_facts(self, facts: ArchiveFacts) -> None:
        with self._writing() as connection:
            connection.execute(
                "insert or replace into fact values('archive', ?)", (msgspec.json.encode(facts).decode(),)
            )

    def finish(self) -> None:
        """After the last item: count each item once, join long posts to their posts, and put all of them in order."""
        with self._writing() as connection:
            gone = finishing.drop_repeats(connection, editions=self._gathered.editions)
            long = [row for row in self._gathered.with_trait(Trait.LONG) if row not in gone]
            joined = finishing.join_long_posts(connection, long)
            self._gathered.make(connection, gone.union(joined.values()), dict.fromkeys(joined, int(Trait.LONG)))
            self._gathered = Gathered()
            word_index.prepare(connection)

    def index(self, told: Callable[[float], None] = lambda _: None, cancel: threading.Event | None = None) -> None:
        """Make every text searchable, going on where an earlier call was cut off. `told` is given the share done.

        Raises Cancelled, CannotWrite.
        """
        with self._reading() as connection:
            last: int = connection.execute("select coalesce(max(row), 1) from item").get
        told(0.0)
        for built in build_all(self._pieces(), cancel):
            with self._writing() as connection:
                word_index.add(connection, built)
                neighbours.prepare(connection)  # once, while the next pieces are in the making
            told(built.last_row / last)
        with self._writing() as connection:
            neighbours.prepare(connection)
            word_index.complete(connection)

    def _pieces(self) -> Iterator[Piece]:
        """The texts that are not indexed yet."""
        after = self.indexed_to()
        while after is not None:
            with self._reading() as connection:
                piece = word_index.next_piece(connection, after)
            if not piece.rows:
                return
            yield piece
            after = piece.rows[-1]

    def _new_sort(self, sort: tuple[str, str]) -> int:
        code = len(self._sorts) + 1
        self._writer.execute("insert into sort values(?, ?, ?)", (code, *(self._codes[name] for name in sort)))
        return code

    def _new_code(self, text: str) -> int:
        code = len(self._codes) + 1
        self._writer.execute("insert into name values(?, ?)", (code, text))
        return code

    # --- reading -----------------------------------------------------------------------------------------------------

    def facts(self) -> ArchiveFacts:
        with self._reading() as connection:
            value = connection.execute("select value from fact where name = 'archive'").get
        return msgspec.json.decode(value, type=ArchiveFacts)

    def receipt(self) -> list[ReceiptEntry]:
        with self._reading() as connection:
            rows = connection.execute("select entry from receipt order by position")
            return [msgspec.json.decode(entry, type=ReceiptEntry) for (entry,) in rows]

    def present(self) -> set[str]:
        """Categories whose files the archive has."""
        return categories_present(self.receipt())

    def tally(self) -> list[Tally]:
        with self._reading() as connection:
            return columns.load_tally(connection)

    def columns(self) -> Columns:
        """One value for every item, newest first."""
        with self._reading() as connection:
            return columns.load(connection)

    def names(self) -> Names:
        with self._reading() as connection:
            texts: dict[int, str] = dict(connection.execute("select code, text from name"))
            sorts = {
                code: (texts[category], texts[kind])
                for code, category, kind in connection.execute("select code, category, kind from sort")
            }
        return Names(sorts, texts)

    def borrowed_posts(self) -> set[str]:
        """Ids of the posts with pictures that someone else posted first."""
        with self._reading() as connection:
            rows = connection.execute(
                f"select distinct thread from item where traits & {int(Trait.NOT_MINE)} and sort in {_MEDIA}"
            )
            return {post for (post,) in rows}

    def count(self) -> int:
        with self._reading() as connection:
            count: int = connection.execute("select count(*) from item").get
        return count

    def conversations(self) -> list[Conversation]:
        """Every conversation of direct messages, the longest first."""
        with self._reading() as connection:
            rows = connection.execute(
                "select thread, count(*), min(made_at), max(made_at) from item"
                f" where thread is not null and sort in {_MESSAGES}"
                " group by thread order by 2 desc, 1"
            )
            return [Conversation(*row) for row in rows]

    def threads(self, *categories: str) -> int:
        """How many conversations the items of these categories belong to."""
        theirs = finishing.sorts_of(f"category.text in ({', '.join('?' * len(categories))})")
        with self._reading() as connection:
            number: int = connection.execute(
                f"select count(distinct thread) from item where sort in {theirs}", categories
            ).get
        return number

    def rows(self, category: str | None = None) -> Rows:
        """The rows of all items, or of one category, newest first, undated ones last."""
        values = self.columns()
        if category is None:
            return values.row
        codes = [code for code, (of, _kind) in self.names().sorts.items() if of == category]
        return values.row[np.isin(values.sort, codes)]

    def fetch(self, rows: Sequence[int] | Rows) -> list[Item]:
        """The items of these rows, in their order: what a list shows just now."""
        marks = ", ".join("?" * len(rows))
        with self._reading() as connection:
            found = {
                row: Item(*values)
                for row, *values in connection.execute(
                    "select row, category.text, kind.text, item.id, made_at, item.text, traits, language.text, thread,"
                    " detail from item join sort on sort.code = item.sort"
                    " join name as category on category.code = sort.category"
                    " join name as kind on kind.code = sort.kind"
                    f" left join name as language on language.code = item.lang where row in ({marks})",
                    [int(row) for row in rows],
                )
            }
        return [found[int(row)] for row in rows]

    def search(
        self, terms: Sequence[Term], mentions: Sequence[str] = (), cancel: threading.Event | None = None
    ) -> Iterator[Rows] | None:
        """The rows of the items whose texts hold all of this, in no order, in pieces; None where there is nothing to
        look up in it. Raises Cancelled."""
        asked = word_index.question(terms, mentions)
        return self._search(asked, cancel) if asked else None

    def _search(self, asked: str, cancel: threading.Event | None) -> Iterator[Rows]:
        with self._reading(cancel) as connection:
            yield from word_index.hits(connection, asked)

    def around(self, row: int) -> list[int]:
        """The rows of the conversation, the chat with Grok or the chain of replies that an item belongs to, itself
        among them, oldest first; of a long one the part nearest to it."""
        with self._reading() as connection:
            return neighbours.around(connection, row)

    def indexed_to(self) -> int | None:
        """The row up to which texts can be searched, None when all of them can."""
        with self._reading() as connection:
            return word_index.indexed_to(connection)
