"""Everything one audit knows, in one encrypted file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item, Trait
from auditor.archive.packed import NONE, Packed, id_of
from auditor.archive.receipt import ReceiptEntry, categories_present
from auditor.errors import Cancelled
from auditor.overview import Tally
from auditor.processes import Workers
from auditor.store import batches, building, columns, finishing, neighbours, word_index
from auditor.store.columns import UNDATED, Columns, Gathered, Mask, Names, Rows
from auditor.store.told_store import ToldStore
from auditor.store.word_index import Term

K = TypeVar("K")


MOST_CODES = 60_000
"""Of 65,536, so that categories and kinds have theirs. X knows about a hundred languages."""


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


class _Numbered(dict[K, int]):
    """The codes that were given out; for what has none yet, one is made."""

    def __init__(self, make: Callable[[K], int]) -> None:
        self._make = make

    def __missing__(self, key: K) -> int:
        code = self[key] = self._make(key)
        return code


class AuditStore(ToldStore):
    """Add items while reading, then `finish()`, and `index()` for the search; the rest are questions."""

    def __init__(self, *connections: Any, **options: Any) -> None:
        super().__init__(*connections, **options)
        self._codes = _Numbered(self._new_code)
        self._sorts = _Numbered(self._new_sort)
        self._gathered = Gathered()
        self._columns: Columns | None = None
        self._others_at_work = threading.Lock()

    def close(self) -> None:
        """Also waits for the processes that index it: whoever closes it has cancelled them."""
        with self._others_at_work:
            super().close()

    # --- writing -----------------------------------------------------------------------------------------------------

    def add(self, packed: Packed, rank: Rank = Rank()) -> None:  # noqa: B008  (it cannot change)
        """Items of one file, in its order. Files may take turns."""
        with self._writing() as connection:
            batches.put(connection, len(self._gathered) + 1, packed.batches)
            sorts = [self._sorts[name] for name in packed.sorts]
            langs = [0, *map(self._code_of_lang, packed.langs[1:])]
            self._gathered.add(packed, rank.edition << finishing.EDITION | rank.file, sorts, langs)

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
        names = self.names()
        came, self._gathered = self._gathered.arrived(), Gathered()
        with self._writing() as connection:
            columns.put(connection, came, finishing.put_in_order(connection, came, names))
            word_index.prepare(connection)

    def index(
        self,
        told: Callable[[float], None] = lambda _: None,
        cancel: threading.Event | None = None,
        workers: Workers | None = None,
    ) -> None:
        """Make every text searchable, going on where an earlier call was cut off. `told` is given the share done. The
        workers that are used have ended then.

        Raises Cancelled, CannotWrite.
        """
        told(0.0)
        pieces = self._not_indexed()
        if self._path is not None and self._durable and (workers or len(pieces) > 1):
            jobs = [building.Index(str(self._path), self._key, piece) for piece in pieces]
            with self._others_at_work, workers or Workers(first=building.Index) as builders:
                for number, _made_or_lost in enumerate(builders.run(jobs, cancel, ahead=1), 1):
                    told(number / len(jobs))
        for piece in self._not_indexed():  # what no process has made, and what one was ended at
            if cancel is not None and cancel.is_set():
                raise Cancelled
            with self._reading() as connection:
                parts = building.build(connection, piece)
            with self._writing() as connection:
                building.add(connection, piece, parts)
        with self._writing() as connection:
            word_index.complete(connection)
        told(1.0)

    def _not_indexed(self) -> list[building.Piece]:
        with self._reading() as connection:
            return building.missing(connection)

    def _new_sort(self, sort: tuple[str, str]) -> int:
        code = len(self._sorts) + 1
        self._writer.execute("insert into sort values(?, ?, ?)", (code, *(self._codes[name] for name in sort)))
        return code

    def _code_of_lang(self, lang: str) -> int:
        """0, as for none, where an archive made to be a burden names more languages than there can be codes."""
        return self._codes[lang] if lang in self._codes or len(self._codes) < MOST_CODES else 0

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
        if self._columns is None:
            with self._reading() as connection:
                self._columns = columns.load(connection)
        return self._columns

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
        return set(self._threads(self._of("media") & (self._column("traits") & int(Trait.NOT_MINE) != 0)))

    def count(self) -> int:
        with self._reading() as connection:
            return columns.count(connection)

    def conversations(self) -> list[Conversation]:
        """Every conversation of direct messages, the longest first."""
        made_at, found = self._column("made_at"), []
        for thread, places in self._threads(self._of("dms")).items():
            dated = made_at[places][made_at[places] != UNDATED]
            first, last = (int(dated.min()), int(dated.max())) if len(dated) else (None, None)
            found.append(Conversation(thread, len(places), first, last))
        return sorted(found, key=lambda talk: (-talk.messages, talk.thread))

    def threads(self, *categories: str) -> int:
        """How many conversations the items of these categories belong to."""
        threads = self._column("thread")[self._of(*categories)]
        return len(np.unique(threads[threads != NONE]))

    def _column(self, name: str) -> npt.NDArray[Any]:
        """One of the columns, for what needs few of them and not again."""
        with self._reading() as connection:
            return columns.column(connection, name)

    def _of(self, *categories: str) -> Mask:
        """Which of the columns' items count as one of these."""
        codes = self.names().having(lambda category, _kind: category in categories)
        return columns.of_sorts(self._column("sort"), codes)

    def _threads(self, chosen: Mask) -> dict[str, npt.NDArray[np.int64]]:
        """The conversations that chosen items belong to: X's id of each, and the places of its items."""
        thread = self._column("thread")
        places = np.flatnonzero(chosen & (thread != NONE))
        places = places[np.argsort(thread[places], kind="stable")]
        starts = np.flatnonzero(np.diff(thread[places], prepend=NONE))
        talks = [(int(thread[talk[0]]), talk) for talk in np.split(places, starts[1:]) if len(talk)]
        unknown = [talk[0] for number, talk in talks if id_of(number) is None]
        told = iter(self.fetch(self._column("row")[unknown]))
        return {id_of(number) or next(told).thread or "": talk for number, talk in talks}

    def rows(self, category: str | None = None) -> Rows:
        """The rows of all items, or of one category, newest first, undated ones last."""
        rows = self._column("row")
        return rows if category is None else rows[self._of(category)]

    def fetch(self, rows: Sequence[int] | Rows) -> list[Item]:
        """The items of these rows, in their order: what a list shows just now."""
        with self._reading() as connection:
            return batches.fetch(connection, [int(row) for row in rows])

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
        return neighbours.around(self.columns(), self.names(), row)

    def is_indexed(self) -> bool:
        """Whether all texts can be searched."""
        with self._reading() as connection:
            return word_index.is_complete(connection)
