"""Everything one audit knows, in one encrypted file."""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import apsw
import msgspec

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import JUDGED, Item, Trait
from auditor.archive.receipt import ReceiptEntry, categories_present
from auditor.overview import Selection, Tally
from auditor.store.database import full_disk, open_temporary

MILLISECONDS_A_DAY = 86_400_000
LONG_POST_DISTANCE = 1_000_000_000
"""A long post's text has an id of its own that lies less than this below the id of its post."""
SAME_MOMENT = 2_000
"""Milliseconds by which the two may differ in time."""


class Conversation(NamedTuple):
    """`thread` is X's id: two account ids joined by a hyphen, or one number for a group. Times in milliseconds."""

    thread: str
    messages: int
    first: int | None
    last: int | None


class AuditStore:
    """Write items while reading, then `finish()`; after that every question is a query. Use it in a `with`."""

    def __init__(self, connection: apsw.Connection, left_over: Path | None = None) -> None:
        self._connection = connection
        self._left_over = left_over
        self._codes: dict[str, int] = {}

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

    def close(self) -> None:
        self._connection.close(True)
        if self._left_over is not None:
            self._left_over.unlink(missing_ok=True)

    # --- writing -----------------------------------------------------------------------------------------------------

    def add_items(self, items: Iterable[Item]) -> None:
        rows = [
            (
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
                "insert into item(category, kind, id, made_at, text, traits, lang, thread, detail)"
                " values(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def add_receipt(self, entries: Iterable[ReceiptEntry]) -> None:
        with full_disk():
            self._connection.executemany(
                "insert into receipt(entry) values(?)", [(msgspec.json.encode(e).decode(),) for e in entries]
            )

    def put_facts(self, facts: ArchiveFacts) -> None:
        with full_disk():
            self._connection.execute(
                "insert or replace into fact values('archive', ?)", (msgspec.json.encode(facts).decode(),)
            )

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
        """Parts or archives may overlap: the first of two equal items stays."""
        index = "create unique index item_id on item(kind, category, id)"
        try:
            self._connection.execute(index)
        except apsw.ConstraintError:
            self._connection.execute(
                "delete from item where row not in (select min(row) from item group by kind, category, id)"
            )
            self._connection.execute(index)

    def _join_long_posts(self) -> None:
        notes = sorted(
            (int(id), row, made_at, text)
            for row, id, made_at, text in self._connection.execute(
                "select row, item.id, made_at, item.text from item join name on name.code = kind"
                " where name.text in ('note_tweet', 'deleted_note_tweet')"
            )
            if id.isdigit()
        )
        if not notes:
            return
        note_ids = [note[0] for note in notes]
        partners: dict[int, tuple[int, int]] = {}  # place in notes -> (post id, row)
        for row, id, made_at in self._connection.execute(
            "select row, item.id, made_at from item join name on name.code = kind where name.text in"
            " ('tweets', 'deleted_tweets', 'community_tweet', 'twitter_circle_tweet') and category in"
            " (select code from name where text not in ('media', 'geo'))"
        ):
            if not id.isdigit():
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

    def facts(self) -> ArchiveFacts:
        value = self._connection.execute("select value from fact where name = 'archive'").get
        return msgspec.json.decode(value, type=ArchiveFacts)

    def receipt(self) -> list[ReceiptEntry]:
        rows = self._connection.execute("select entry from receipt order by position")
        return [msgspec.json.decode(entry, type=ReceiptEntry) for (entry,) in rows]

    def present(self) -> set[str]:
        """Categories whose files the archive has."""
        return categories_present(self.receipt())

    def tally(self) -> list[Tally]:
        return [
            Tally(*row)
            for row in self._connection.execute(
                "select name.text, traits, day, items, first, last from tally join name on name.code = category"
                " order by 1, 2, 3"
            )
        ]

    def count(self) -> int:
        count: int = self._connection.execute("select count(*) from item").get
        return count

    def conversations(self) -> list[Conversation]:
        """Every conversation of direct messages, the longest first."""
        return [
            Conversation(*row)
            for row in self._connection.execute(
                "select thread, count(*), min(made_at), max(made_at) from item join name on name.code = category"
                " where name.text = 'dms' and thread is not null group by thread order by 2 desc, 1"
            )
        ]

    def rows(self, selections: Iterable[Selection] | None = None) -> array[int]:
        """The rows of the items selected (all if None), newest first, undated ones last: what a long list holds."""
        where, values = ("1", []) if selections is None else self._where(selections)
        query = f"select row from item where {where} order by made_at desc nulls last, row"
        return array("q", (row for (row,) in self._connection.execute(query, values)))

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
