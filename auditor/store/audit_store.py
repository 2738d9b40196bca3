"""Everything one audit knows, in one encrypted file."""

from __future__ import annotations

import bisect
import functools
import threading
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Concatenate, NamedTuple, ParamSpec, Self, TypeVar

import apsw
import msgspec

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import JUDGED, Item, Trait
from auditor.archive.receipt import ReceiptEntry, categories_present
from auditor.overview import Selection, Tally
from auditor.store.database import full_disk, open_temporary

P = ParamSpec("P")
R = TypeVar("R")

MILLISECONDS_A_DAY = 86_400_000
LONG_POST_DISTANCE = 1_000_000_000
"""A long post's text has an id of its own that lies less than this below the id of its post."""
SAME_MOMENT = 2_000
"""Milliseconds by which the two may differ in time."""
_POSTS = (
    "kind in (select code from name where text in"
    " ('tweets', 'deleted_tweets', 'community_tweet', 'twitter_circle_tweet'))"
    " and category not in (select code from name where text in ('media', 'geo'))"
)
"""The posts themselves, whatever file they stand in: one post has one id in all of them."""


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


def _alone(method: Callable[Concatenate[AuditStore, P], R]) -> Callable[Concatenate[AuditStore, P], R]:
    """A connection serves one thread at a time: the window may list items while a report is being made."""

    @functools.wraps(method)
    def alone(store: AuditStore, /, *arguments: P.args, **options: P.kwargs) -> R:
        with store.lock:
            return method(store, *arguments, **options)

    return alone


class AuditStore:
    """Write items while reading, then `finish()`; after that every question is a query. Use it in a `with`."""

    def __init__(self, connection: apsw.Connection, left_over: Path | None = None) -> None:
        self._connection = connection
        self.lock = threading.RLock()
        self._left_over = left_over
        self._codes: dict[str, int] = {}
        self._editions: set[int] = set()

    @classmethod
    def temporary(cls) -> Self:
        """A store under a random key that lives only in memory; its file goes when it is closed."""
        return cls(*open_temporary())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @_alone
    def close(self) -> None:
        self._connection.close(True)
        if self._left_over is not None:
            self._left_over.unlink(missing_ok=True)

    # --- writing -----------------------------------------------------------------------------------------------------

    @_alone
    def add_items(self, items: Iterable[Item], rank: Rank = Rank()) -> None:  # noqa: B008  (it cannot change)
        """The items of one file, in its order. Files may take turns."""
        self._editions.add(rank.edition)
        rows = [
            (
                *rank,
                self._code(item.category),
                self._code(item.kind),
                item.id,
                item.made_at,
                item.text,
                item.traits,
                item.lang,
                item.thread,
                item.detail,
            )
            for item in items
        ]
        with full_disk(), self._connection:
            self._connection.executemany(
                "insert into item(edition, file, category, kind, id, made_at, text, traits, lang, thread, detail)"
                " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    @_alone
    def add_receipt(self, entries: Iterable[ReceiptEntry]) -> None:
        with full_disk():
            self._connection.executemany(
                "insert into receipt(entry) values(?)", [(msgspec.json.encode(e).decode(),) for e in entries]
            )

    @_alone
    def put_facts(self, facts: ArchiveFacts) -> None:
        with full_disk():
            self._connection.execute(
                "insert or replace into fact values('archive', ?)", (msgspec.json.encode(facts).decode(),)
            )

    @_alone
    def finish(self) -> None:
        """After the last item: count each item once, join long posts to their posts, and tally."""
        with full_disk():
            self._drop_repeats()
            self._join_long_posts()
            self._tally()

    def _code(self, text: str) -> int:
        code = self._codes.get(text)
        if code is None:
            code = self._codes[text] = len(self._codes) + 1
            self._connection.execute("insert into name values(?, ?)", (code, text))
        return code

    def _drop_repeats(self) -> None:
        """Parts may overlap, and so do the downloads of one account: of equal items the one of the lowest rank stays.

        What only an older download has stays too: that it is absent from a newer one does not say it was deleted.
        """
        if len(self._editions) > 1:
            self._match_items_without_id()
            self._keep_lowest("id", _POSTS)
        index = "create unique index item_id on item(kind, category, id)"
        try:
            self._connection.execute(index)
        except apsw.ConstraintError:
            self._keep_lowest("id", _POSTS)
            self._keep_lowest("kind, category, id", "1")
            self._connection.execute(index)

    def _match_items_without_id(self) -> None:
        """Items that X gives no id have their place in the file instead, which differs between two downloads. There,
        the same content is the same item, as often as it stands in the download that has it most often."""
        content = "kind, category, made_at, text, thread"
        nth = (
            f"select row, edition, {content}, row_number() over"
            f" (partition by edition, {content} order by file, row) as nth from item where id glob '*:*'"
        )
        copies = f"select row, row_number() over (partition by {content}, nth order by edition) as copy from ({nth})"
        self._connection.execute(f"delete from item where row in (select row from ({copies}) where copy > 1)")
        self._connection.execute("update item set id = edition || '/' || id where edition > 0 and id glob '*:*'")

    def _keep_lowest(self, identity: str, where: str) -> None:
        self._connection.execute(
            "delete from item where row in (select row from (select row, row_number() over"
            f" (partition by {identity} order by edition, file, row) as copy from item where {where}) where copy > 1)"
        )

    def _join_long_posts(self) -> None:
        notes = sorted(
            (int(id), row, made_at, text)
            for row, id, made_at, text in self._connection.execute(
                "select row, item.id, made_at, item.text from item join name on name.code = kind"
                " where name.text in ('note_tweet', 'deleted_note_tweet')"
            )
            if _is_number(id)
        )
        if not notes:
            return
        note_ids = [note[0] for note in notes]
        partners: dict[int, tuple[int, int]] = {}  # place in notes -> (post id, row)
        for row, id, made_at in self._connection.execute(f"select row, id, made_at from item where {_POSTS}"):
            if not _is_number(id):
                continue
            at = bisect.bisect_left(note_ids, int(id)) - 1
            while at >= 0 and int(id) - note_ids[at] < LONG_POST_DISTANCE:
                noted_at = notes[at][2]
                near = noted_at is None or made_at is None or abs(noted_at - made_at) < SAME_MOMENT
                if near and (at not in partners or int(id) < partners[at][0]):
                    partners[at] = (int(id), row)
                at -= 1
        for at, (_, row) in partners.items():
            self._connection.execute(
                "update item set text = ?, traits = traits | ? where row = ?", (notes[at][3], Trait.LONG, row)
            )
            self._connection.execute("delete from item where row = ?", (notes[at][1],))

    def _tally(self) -> None:
        self._connection.execute("delete from tally")
        self._connection.execute(
            f"insert into tally select category, traits & {int(JUDGED)} as judged,"
            f" cast(floor(made_at / {MILLISECONDS_A_DAY}.0) as integer) as day, count(*), min(made_at), max(made_at)"
            " from item group by category, judged, day"
        )

    # --- reading -----------------------------------------------------------------------------------------------------

    @_alone
    def facts(self) -> ArchiveFacts:
        value = self._connection.execute("select value from fact where name = 'archive'").get
        return msgspec.json.decode(value, type=ArchiveFacts)

    @_alone
    def receipt(self) -> list[ReceiptEntry]:
        rows = self._connection.execute("select entry from receipt order by position")
        return [msgspec.json.decode(entry, type=ReceiptEntry) for (entry,) in rows]

    def present(self) -> set[str]:
        """Categories whose files the archive has."""
        return categories_present(self.receipt())

    @_alone
    def tally(self) -> list[Tally]:
        return [
            Tally(*row)
            for row in self._connection.execute(
                "select name.text, traits, day, items, first, last from tally join name on name.code = category"
                " order by 1, 2, 3"
            )
        ]

    @_alone
    def borrowed_posts(self) -> set[str]:
        """Ids of the posts with pictures that someone else posted first."""
        rows = self._connection.execute(
            "select distinct thread from item join name on name.code = category"
            " where name.text = 'media' and traits & ?",
            (int(Trait.NOT_MINE),),
        )
        return {post for (post,) in rows}

    @_alone
    def count(self) -> int:
        count: int = self._connection.execute("select count(*) from item").get
        return count

    @_alone
    def conversations(self) -> list[Conversation]:
        """Every conversation of direct messages, the longest first."""
        return [
            Conversation(*row)
            for row in self._connection.execute(
                "select thread, count(*), min(made_at), max(made_at) from item join name on name.code = category"
                " where name.text = 'dms' and thread is not null group by thread order by 2 desc, 1"
            )
        ]

    @_alone
    def rows(self, selections: Iterable[Selection] | None = None) -> array[int]:
        """The rows of the items selected (all if None), newest first, undated ones last: what a long list holds."""
        where, values = ("1", []) if selections is None else self._where(selections)
        query = f"select row from item where {where} order by made_at desc nulls last, edition, file, row"
        return array("q", (row for (row,) in self._connection.execute(query, values)))

    @_alone
    def fetch(self, rows: Sequence[int]) -> list[Item]:
        """The items of these rows, in their order: what a list shows just now."""
        marks = ", ".join("?" * len(rows))
        found = {
            row: Item(*values)
            for row, *values in self._connection.execute(
                "select row, category.text, kind.text, item.id, made_at, item.text, traits, lang, thread, detail"
                " from item join name as category on category.code = item.category"
                f" join name as kind on kind.code = item.kind where row in ({marks})",
                list(rows),
            )
        }
        return [found[row] for row in rows]

    def _where(self, selections: Iterable[Selection]) -> tuple[str, list[int]]:
        codes: dict[str, int] = dict(self._connection.execute("select text, code from name"))
        clauses, values = ["0"], []
        for chosen in selections:
            if chosen.category not in codes:
                continue
            clause = f"category = ? and traits & {int(JUDGED)} = ?"
            values += [codes[chosen.category], chosen.traits]
            if chosen.undated:
                clause += " and made_at is null"
            for sign, day in ((">=", chosen.since), ("<", chosen.until)):
                if day is not None:
                    clause += f" and made_at {sign} ?"
                    values.append(day * MILLISECONDS_A_DAY)
            clauses.append(f"({clause})")
        return " or ".join(clauses), values


def _is_number(id: str) -> bool:
    return id.isascii() and id.isdigit() and len(id) < 20
