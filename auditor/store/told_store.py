"""What the person told us and put aside, kept in the audit beside what was read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from auditor.store.connections import Connections

T = TypeVar("T")


class ToldStore(Connections):
    """A few records by name, the person's proofs, and the clean-up list."""

    def remember(self, name: str, value: msgspec.Struct) -> None:
        """Keep a record under a name, in place of what was kept under it. Raises CannotWrite."""
        with self._writing() as connection:
            connection.execute("insert or replace into told values(?, ?)", (name, msgspec.json.encode(value).decode()))

    def recall(self, name: str, shape: type[T]) -> T | None:
        """The record of this name; None if there is none that can be understood."""
        with self._reading() as connection:
            value: str | None = connection.execute("select value from told where name = ?", (name,)).get
        if value is None:
            return None
        try:
            return msgspec.json.decode(value, type=shape)
        except msgspec.DecodeError:
            return None

    def put_proof(self, data: bytes, media_type: str, day: dt.date) -> str:
        """Keep a picture as proof; its SHA-256 in hex is its name from now on. Raises CannotWrite."""
        name = hashlib.sha256(data).hexdigest()
        with self._writing() as connection:
            connection.execute(
                "insert or ignore into proof values(?, ?, ?, ?)", (name, media_type, day.isoformat(), data)
            )
        return name

    def proof(self, sha256: str) -> bytes | None:
        with self._reading() as connection:
            data: bytes | None = connection.execute("select data from proof where sha256 = ?", (sha256,)).get
        return data

    def drop_proof(self, sha256: str) -> None:
        with self._writing() as connection:
            connection.execute("delete from proof where sha256 = ?", (sha256,))

    def take_over(self, other: ToldStore) -> None:
        """Everything told in another audit of the same account, in place of what was told here."""
        with other._reading() as theirs:
            told = theirs.execute("select * from told").fetchall()
            proofs = theirs.execute("select * from proof").fetchall()
        with self._writing() as connection:
            connection.executemany("insert or replace into told values(?, ?)", told)
            connection.executemany("insert or ignore into proof values(?, ?, ?, ?)", proofs)

    def clean_up(self) -> list[int]:
        """The rows on the clean-up list, in the order in which they were put there."""
        with self._reading() as connection:
            return [row for (row,) in connection.execute("select row from clean_up order by position, row")]

    def put_on_clean_up(self, rows: Iterable[int]) -> None:
        """Those that are on it already stay where they are."""
        with self._writing() as connection:
            last: int = connection.execute("select coalesce(max(position), 0) from clean_up").get
            connection.executemany(
                "insert or ignore into clean_up values(?, ?)", [(row, last + n) for n, row in enumerate(rows, 1)]
            )

    def take_off_clean_up(self, rows: Iterable[int]) -> None:
        with self._writing() as connection:
            connection.executemany("delete from clean_up where row = ?", [(row,) for row in rows])
