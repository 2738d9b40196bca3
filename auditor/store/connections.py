"""The connections to one audit's database: one that writes, and as many that read as are in use at once."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import apsw

from auditor.errors import Cancelled
from auditor.store import database

STEPS = 5_000
"""Steps of SQLite's machine between two looks at whether the answer is still wanted: well under a millisecond."""


class Connections:
    """An audit in a file that has a name is read through connections of their own, which never wait for the writer; one
    whose file has none, through the writer's. Use it in a `with`."""

    def __init__(
        self, writer: apsw.Connection, path: Path | None = None, key: bytes = b"", left_over: Path | None = None
    ) -> None:
        self._writer, self._path, self._key, self._left_over = writer, path, key, left_over
        self._lock = threading.RLock()
        self._free: list[apsw.Connection] = []
        self._used: set[apsw.Connection] = set()
        self._returned = threading.Condition()
        self._closed = False
        self._durable = path is None

    @classmethod
    def temporary(cls) -> Self:
        """A store under a random key that lives only in memory; its file goes when it is closed."""
        connection, left_over = database.create_temporary()
        return cls(connection, left_over=left_over)

    @classmethod
    def passing(cls) -> Self:
        """As `temporary`, but read side by side with writing: for a window. Its file has a folder of its own, which
        goes when it is closed; a killed process leaves it, and nobody has the key."""
        with database.full_disk():
            folder = Path(tempfile.mkdtemp(prefix="outtake-"))
        path, key = folder / "passing.part", secrets.token_bytes(database.KEY_BYTES)
        return cls(database.create(path, key), path, key, left_over=folder)

    @classmethod
    def create(cls, path: Path, key: bytes, salt: bytes | None = None) -> Self:
        """A store in a file that stays, once `make_durable` was called. Raises CannotWrite."""
        return cls(database.create(path, key, salt), path, key)

    @classmethod
    def open(cls, path: Path, key: bytes) -> Self:
        """A store that was kept. Raises WrongKey, CannotOpenAudit."""
        store = cls(database.open_existing(path, key), path, key)
        store._durable = True
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """Where it stands, None for one without a name."""
        return self._path

    def make_durable(self) -> None:
        """Put what was written on the disk, for good where it is to stay. Raises CannotWrite."""
        if self._path is not None:
            with self._lock:
                database.make_durable(self._writer, self._path, stays=self._left_over is None)
                self._durable = True

    def copy(self, path: Path, key: bytes, salt: bytes | None = None) -> None:
        """Write all of it to a new file. Raises CannotWrite."""
        with self._reading() as connection:
            database.copy(connection, path, key, salt)

    def close(self) -> None:
        """Stop whatever is being read, and let go of the file."""
        with self._lock:
            self._close_readers()
            self._closed = True
            self._writer.close(True)
            if self._left_over is not None and self._left_over.is_dir():
                shutil.rmtree(self._left_over, ignore_errors=True)
            elif self._left_over is not None:
                self._left_over.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """The only connection that writes, to one thread at a time. What is done with it is done whole or not."""
        with self._lock, database.whole(self._writer, self._path):
            yield self._writer

    @contextlib.contextmanager
    def _reading(self, cancel: threading.Event | None = None) -> Iterator[apsw.Connection]:
        """A connection that no other thread uses meanwhile. Raises Cancelled as soon as `cancel` is set."""
        with self._borrowed() as connection:
            if cancel is not None:
                connection.set_progress_handler(cancel.is_set, STEPS)
            try:
                yield connection
            except apsw.InterruptError as error:
                raise Cancelled from error
            except apsw.CorruptError as error:
                raise database.damaged() from error
            finally:
                if cancel is not None:
                    connection.set_progress_handler(None)

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[apsw.Connection]:
        if self._path is None or not self._durable:
            with self._lock:
                yield self._writer
            return
        with self._returned:
            if self._closed:
                raise Cancelled
            connection = self._free.pop() if self._free else None
            if connection is None:
                connection = database.open_existing(self._path, self._key, read_only=True)
            self._used.add(connection)
        try:
            yield connection
        finally:
            with self._returned:
                self._used.discard(connection)
                self._free.append(connection)
                self._returned.notify_all()

    def _close_readers(self) -> None:
        with self._returned:
            while self._used:
                for connection in self._used:
                    connection.interrupt()
                self._returned.wait(0.05)
            for connection in self._free:
                connection.close(True)
            self._free.clear()
