"""Encrypted SQLite files: made, opened, copied. The cipher is chacha20 under a key of 32 bytes.

The first 16 bytes of a file are its salt and tell nothing. Where a person chose a passphrase, the key is derived from
it and this salt, so that a file can be opened by whoever knows the passphrase and needs nothing beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import apsw

from auditor.errors import CannotOpenAudit, CannotWrite, WrongKey
from auditor.i18n import gettext as _
from auditor.store.schema import MIGRATIONS, migrate

KEY_BYTES, SALT_BYTES = 32, 16
BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database."""
PATIENCE = 10_000
"""Milliseconds that a writer waits for another: each is done within a tenth of a second."""
PAGES_A_STEP = 1_000
"""Pages copied between two looks at the cancel button: 4 MB."""


def create(
    path: Path, key: bytes, salt: bytes | None = None, migrations: Sequence[str] = MIGRATIONS
) -> apsw.Connection:
    """A new, empty database, for the eyes of this user only. Until `make_durable` it is worthless if the process ends
    or anything fails, and therefore fast. Raises CannotWrite.
    """
    with full_disk(path.parent):
        connection = _new(path, key, salt)
        migrate(connection, migrations)
    return connection


def create_temporary() -> tuple[apsw.Connection, Path | None]:
    """A new database under a random key that exists only in this process.

    Its file loses its name at once where the system allows that (not Windows), so that even a killed process leaves
    nothing behind; elsewhere the path to delete on closing is returned.
    """
    folder = Path(tempfile.gettempdir())
    with full_disk(folder):
        handle, name = tempfile.mkstemp(prefix="outtake-")
        os.close(handle)
    path = Path(name)
    connection = create(path, secrets.token_bytes(KEY_BYTES))
    connection.execute("pragma locking_mode = exclusive")
    with contextlib.suppress(OSError):
        path.unlink()
    return connection, path if path.exists() else None


def make_durable(connection: apsw.Connection, path: Path, *, stays: bool = True) -> None:
    """Put everything on the disk, if it stays there; from now on a change is whole or absent, and readers need not wait
    for it."""
    with full_disk(path.parent):
        _let_others_read(connection)
        if stays:
            sync(path)


def open_existing(
    path: Path,
    key: bytes,
    *,
    read_only: bool = False,
    exclusive: bool = False,
    migrations: Sequence[str] = MIGRATIONS,
) -> apsw.Connection:
    """A database that was kept, of this or an earlier version; with `exclusive`, nobody else can open it meanwhile.

    Raises WrongKey, CannotOpenAudit.
    """
    connection = None
    try:
        connection = apsw.Connection(
            str(path), flags=apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        )
        _unlock(connection, key)
        connection.set_busy_timeout(0 if exclusive else 2_000)
        connection.execute("pragma temp_store = memory")
        connection.execute("pragma trusted_schema = off")
        if exclusive:
            connection.execute("pragma locking_mode = exclusive")
        connection.execute("select count(*) from sqlite_master").get  # noqa: B018  the key is tried here
        if exclusive:
            connection.execute("pragma journal_mode = truncate")
            connection.execute("pragma synchronous = extra")
            connection.execute("begin exclusive; commit")
        elif not read_only:
            _let_others_read(connection)
        migrate(connection, migrations, read_only=read_only)
    except BaseException as error:
        if connection is not None:
            connection.close(True)
        if isinstance(error, apsw.Error | OSError):
            raise refusal(path, error) from error
        raise
    return connection


def copy(
    connection: apsw.Connection,
    path: Path,
    key: bytes,
    salt: bytes | None = None,
    step: Callable[[int, int], object] = lambda done, total: None,  # noqa: ARG005
) -> None:
    """Write the whole database to a new file, under a key of its own.

    `step` is called with the pages done and their total, and may raise. Raises CannotWrite, CannotOpenAudit (it is
    damaged); nothing is left then.
    """
    try:
        with full_disk(path.parent):
            remove(path)
            with contextlib.closing(_new(path, key, salt)) as copied:
                with _standing_still(connection), copied.backup("main", connection, "main") as backup:
                    while not backup.done:
                        backup.step(PAGES_A_STEP)
                        step(backup.page_count - backup.remaining, backup.page_count)
                copied.execute("pragma journal_mode = delete")  # opens from a disk that cannot be written to as well
            sync(path)
    except BaseException as error:
        remove(path)
        if isinstance(error, apsw.Error):
            raise refusal(path, error) from error
        raise


def salt_of(path: Path) -> bytes:
    """What a passphrase is salted with. Raises CannotOpenAudit for what is no audit."""
    try:
        with path.open("rb") as file:
            salt = file.read(SALT_BYTES)
    except FileNotFoundError:
        raise _gone() from None
    except OSError as error:
        raise _cannot_read(path) from error
    if len(salt) < SALT_BYTES:
        raise CannotOpenAudit(_("This file is no audit of Outtake."), _("Choose one that ends in .outtake."))
    return salt


def files_of(path: Path) -> list[Path]:
    """Those that are there of the file and what SQLite keeps beside it."""
    names = (path, *(path.with_name(path.name + ending) for ending in BESIDE))
    return [name for name in names if name.exists()]


def remove(path: Path) -> None:
    """The file and what SQLite keeps beside it. Raises CannotWrite."""
    try:
        for file in files_of(path):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(
            _("{name} in {folder} cannot be deleted.").format(name=path.name, folder=path.parent),
            _("Close every program that uses it, then try again."),
        ) from error


def sync(path: Path) -> None:
    """Wait until the file and its name are on the disk."""
    for place in (path, path.parent):
        with contextlib.suppress(PermissionError):  # Windows opens no folder
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _new(path: Path, key: bytes, salt: bytes | None) -> apsw.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite gives the files beside it the same rights
    connection = apsw.Connection(str(path))
    _unlock(connection, key, salt or secrets.token_bytes(SALT_BYTES))
    for setting in ("journal_mode = off", "synchronous = off", "temp_store = memory"):
        connection.execute(f"pragma {setting}")
    return connection


def _let_others_read(connection: apsw.Connection) -> None:
    """While this connection writes. A change is whole or absent from now on, even if the power fails."""
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma journal_mode = wal")
    connection.set_busy_timeout(PATIENCE)
    connection.execute("select count(*) from sqlite_master").get  # noqa: B018  else closing it leaves the -wal behind


@contextlib.contextmanager
def _standing_still(connection: apsw.Connection) -> Iterator[None]:
    """See the database as it is now, whatever others write into it meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("begin")
    try:
        connection.execute("select count(*) from sqlite_master").get  # noqa: B018  a view begins with the first look
        yield
    finally:
        connection.execute("rollback")


def _unlock(connection: apsw.Connection, key: bytes, salt: bytes = b"") -> None:
    connection.execute("pragma cipher = 'chacha20'")
    connection.execute(f"pragma key = 'raw:{key.hex()}{salt.hex()}'")


def _gone() -> CannotOpenAudit:
    return CannotOpenAudit(_("The file of this audit is gone."), _("Read the archive again."))


def _cannot_read(path: Path) -> CannotOpenAudit:
    message = _("{folder} cannot be read.").format(folder=path.parent)
    return CannotOpenAudit(message, _("See whether the disk is there, has room left, and you may write to it."))


def damaged() -> CannotOpenAudit:
    return CannotOpenAudit(_("This audit is damaged."), _("Delete it and read the archive again."))


def refusal(path: Path, error: Exception) -> CannotOpenAudit:
    """What SQLite said, as a sentence."""
    if isinstance(error, apsw.NotADBError):
        return WrongKey(_("This key does not open the audit."), _("Try another passphrase, or read the archive again."))
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return CannotOpenAudit(_("Another window of Outtake is using this audit."), _("Close it there first."))
    if isinstance(error, apsw.CorruptError | apsw.SQLError):
        return damaged()
    with contextlib.suppress(PermissionError):
        if not path.exists():
            return _gone()
    return _cannot_read(path)


@contextlib.contextmanager
def whole(connection: apsw.Connection, path: Path | None) -> Iterator[apsw.Connection]:
    """What is done with the database (at the path) is done whole or not at all. Raises CannotWrite, CannotOpenAudit.

    `with connection` would not do: where SQLite has rolled back on its own, as on a full disk, it hides the reason.
    """
    try:
        with full_disk(path.parent if path else None):
            connection.execute("begin immediate")  # else it may be refused once it writes, where others have meanwhile
            try:
                yield connection
                connection.execute("commit")
            finally:
                if connection.in_transaction:
                    connection.execute("rollback")
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise damaged() from error


@contextlib.contextmanager
def full_disk(folder: Path | None = None) -> Iterator[None]:
    """Turn a full or unwritable folder (the temporary one if None) into one clear sentence. Raises CannotWrite."""
    place = folder or tempfile.gettempdir()
    try:
        yield
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, OSError) as error:
        if isinstance(error, apsw.CantOpenError | apsw.ReadOnlyError | PermissionError | FileNotFoundError) or (
            isinstance(error, OSError) and error.errno == errno.EROFS
        ):
            raise CannotWrite(
                _("{folder} cannot be written to.").format(folder=place),
                _("See whether the disk is there and you may write to it, then try again."),
            ) from error
        raise CannotWrite(
            _("There is no room to work in {folder}.").format(folder=place),
            _("Free about as much space there as the archive takes unpacked, then try again."),
        ) from error
