"""The list of kept audits: a small encrypted database beside them, which holds their keys.

A file counts as an audit from the moment its card is here, and no longer than that. Files that are being written or
deleted stand in `pending` meanwhile, so that whatever a killed process leaves behind is known for what it is.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import apsw
import msgspec

from auditor.errors import CannotOpenAudit
from auditor.i18n import gettext as _
from auditor.store import database

Doing = Literal["reading", "importing", "changing", "replaced", "deleting"]
"""What was done to a file that is not, or no longer, an audit. A replaced one has a successor under another key."""

MIGRATIONS = (
    """
create table card(
    id text primary key,
    file text not null unique,                    -- the name of the audit's file, without its ending
    key blob,                                     -- null where the audit has a passphrase of its own
    card text not null                            -- JSON of a Card
);
create table pending(file text primary key, doing text not null);
""",
)


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the list shows of an audit. Times in milliseconds since 1970 UTC.

    bytes           what the audit takes on the disk; None if its file is gone
    sources         the archives it was made from, as paths
    own_passphrase  whether only its own passphrase opens it
    """

    id: str
    fingerprint: str
    items: int
    made_at: int
    account_id: str | None = None
    username: str | None = None
    display_name: str | None = None
    generated_at: int | None = None
    label: str = ""
    own_passphrase: bool = False
    sources: tuple[str, ...] = ()
    bytes: int | None = None


_card = msgspec.json.Decoder(Card)


class Place(NamedTuple):
    """Where an audit lies and what opens it; `key` is None where that is a passphrase."""

    file: str
    key: bytes | None


class Cards:
    """One process at a time has the list open. Every method is whole or not at all, and on the disk when it returns."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Raises WrongKey, CannotOpenAudit (in use, damaged, of a newer Outtake)."""
        self._path = path
        self._lock = threading.RLock()
        self._connection = database.open_existing(path, key, exclusive=True, migrations=MIGRATIONS)

    @classmethod
    def make(cls, path: Path, key: bytes, salt: bytes | None = None) -> None:
        """An empty list. It appears under its name when it is whole. Raises CannotWrite."""
        unfinished = path.with_name(path.name + ".part")
        database.remove(unfinished)
        database.create(unfinished, key, salt, MIGRATIONS).close()
        with database.full_disk(path.parent):
            database.sync(unfinished)
            unfinished.replace(path)
            database.sync(path)

    def close(self) -> None:
        with self._lock:
            self._connection.close(True)

    def all(self) -> list[tuple[Card, Place]]:
        """The newest first."""
        with self._asking() as connection:
            rows: Any = connection.execute("select card, file, key from card").fetchall()
        entries = [(_card.decode(card), Place(file, key)) for card, file, key in rows]
        return sorted(entries, key=lambda entry: entry[0].made_at, reverse=True)

    def find(self, id: str) -> tuple[Card, Place]:
        """Raises CannotOpenAudit for one that is not on the list."""
        with self._asking() as connection:
            row: Any = connection.execute("select card, file, key from card where id = ?", (id,)).fetchone()
        if row is None:
            raise CannotOpenAudit(_("This audit is not there any more."), _("Read the archive again."))
        card, file, key = row
        return _card.decode(card), Place(file, key)

    def put(self, card: Card, place: Place) -> None:
        """The file is an audit from now on, or this is what there is to say of it; one it had before is to go."""
        text = msgspec.json.encode(card).decode()
        with self._asking() as connection:
            connection.execute(
                "insert into pending select file, 'replaced' from card where id = ? and file <> ?",
                (card.id, place.file),
            )
            connection.execute("insert or replace into card values(?, ?, ?, ?)", (card.id, *place, text))
            connection.execute("delete from pending where file = ?", (place.file,))

    def drop(self, ids: list[str]) -> None:
        """These are no audits from now on, and their keys are gone; their files are to go."""
        with self._asking() as connection:
            for id in ids:
                connection.execute("insert into pending select file, 'deleting' from card where id = ?", (id,))
                connection.execute("delete from card where id = ?", (id,))

    def files(self) -> set[str]:
        """Of audits and of what is pending."""
        with self._asking() as connection:
            return {file for (file,) in connection.execute("select file from card union select file from pending")}

    def pending(self) -> dict[str, Doing]:
        with self._asking() as connection:
            return dict(connection.execute("select file, doing from pending"))

    def begin(self, file: str, doing: Doing) -> None:
        """A file of this name is about to be written."""
        with self._asking() as connection:
            connection.execute("insert into pending values(?, ?)", (file, doing))

    def done(self, file: str) -> None:
        """There is no file of this name any more."""
        with self._asking() as connection:
            connection.execute("delete from pending where file = ?", (file,))

    @contextlib.contextmanager
    def _asking(self) -> Iterator[apsw.Connection]:
        with self._lock, database.whole(self._connection, self._path):
            yield self._connection
