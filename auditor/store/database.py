"""Opening an encrypted SQLite file."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw

from auditor.errors import CannotWrite

SCHEMA = """
create table name(code integer primary key, text text not null unique);      -- categories and kinds
create table item(
    row integer primary key,
    edition integer not null,                                                 -- 0 the newest download
    file integer not null,                                                    -- in the order of their weight
    category integer not null references name,
    kind integer not null references name,
    id text not null,
    made_at integer,                                                          -- milliseconds since 1970 UTC
    text text,
    traits integer not null,
    lang text,
    thread text,
    detail text                                                               -- a small JSON object
);
create table receipt(position integer primary key, entry text not null);      -- JSON of a ReceiptEntry
create table fact(name text primary key, value text not null);                -- JSON
create table tally(category integer, traits integer, day integer, items integer, first integer, last integer);
"""


def open_temporary() -> tuple[apsw.Connection, Path | None]:
    """A new database under a random key that exists only in this process.

    Its file loses its name at once where the system allows that (not Windows), so that even a killed process leaves
    nothing behind; elsewhere the path to delete on closing is returned.
    """
    with full_disk():
        handle, name = tempfile.mkstemp(prefix="outtake-")
        os.close(handle)
    path = Path(name)
    connection = apsw.Connection(name)
    with contextlib.suppress(OSError):
        path.unlink()
    _encrypt(connection, secrets.token_bytes(32))
    # Thrown away when anything goes wrong, so it needs no journal and no waiting for the disk.
    for setting in ("journal_mode = off", "synchronous = off", "temp_store = memory", "locking_mode = exclusive"):
        connection.execute(f"pragma {setting}")
    with full_disk():
        connection.execute(SCHEMA)
    return connection, path if path.exists() else None


def _encrypt(connection: apsw.Connection, key: bytes) -> None:
    connection.execute("pragma cipher = 'chacha20'")
    connection.execute(f"pragma key = 'raw:{key.hex()}'")


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """Turn a full or unwritable temporary folder into one clear sentence."""
    try:
        yield
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError, OSError) as error:
        raise CannotWrite(
            f"There is no room to work in {tempfile.gettempdir()}.",
            "Free about as much space there as the archive takes unpacked, then try again.",
        ) from error
