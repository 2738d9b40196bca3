"""Encrypted files: for one user, under one key, copied under another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from auditor.errors import Cancelled, CannotOpenAudit, CannotWrite, WrongKey
from auditor.store import database
from auditor.store.schema import MIGRATIONS, migrate

KEY, OTHER = bytes(32), bytes(range(32))
SALT = b"sixteen letters."


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[apsw.Connection, Path]]:
    path = tmp_path / "a.outtake"
    connection = database.create(path, KEY, SALT)
    connection.executemany("insert into told values(?, ?)", [(str(n), f"private {n} " * 20) for n in range(5_000)])
    yield connection, path
    connection.close(True)


def test_the_salt_stands_in_front_and_the_rest_is_noise(made: tuple[apsw.Connection, Path]) -> None:
    _, path = made
    assert database.salt_of(path) == SALT
    assert b"private" not in path.read_bytes()
    assert b"SQLite" not in path.read_bytes()


def test_a_copy_is_whole_and_opens_with_its_own_key_alone(made: tuple[apsw.Connection, Path], tmp_path: Path) -> None:
    connection, _ = made
    path = tmp_path / "b.outtake"
    steps: list[tuple[int, int]] = []
    database.copy(connection, path, OTHER, SALT[::-1], lambda *step: steps.append(step))
    assert database.salt_of(path) == SALT[::-1]
    assert steps[-1][0] == steps[-1][1] > 100
    with pytest.raises(WrongKey):
        database.open_existing(path, KEY)
    with contextlib.closing(database.open_existing(path, OTHER)) as copied:
        assert copied.execute("select count(*) from told").get == 5_000
        assert copied.execute("pragma integrity_check").get == "ok"


def test_a_copy_that_is_cancelled_leaves_nothing(made: tuple[apsw.Connection, Path], tmp_path: Path) -> None:
    def cancel(*_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        database.copy(made[0], tmp_path / "b.outtake", OTHER, step=cancel)
    assert [file.name for file in tmp_path.iterdir()] == ["a.outtake"]


def test_a_copy_is_of_one_moment_even_if_others_write_meanwhile(
    made: tuple[apsw.Connection, Path], tmp_path: Path
) -> None:
    writer, path = made
    database.make_durable(writer, path)
    with contextlib.closing(database.open_existing(path, KEY, read_only=True)) as reader:
        database.copy(reader, tmp_path / "b", OTHER, step=lambda *_: writer.execute("delete from told where name < 5"))
        assert reader.execute("select count(*) from told").get < 5_000
    with contextlib.closing(database.open_existing(tmp_path / "b", OTHER)) as copied:
        assert copied.execute("select count(*) from told").get == 5_000


def test_no_error_holds_the_key(made: tuple[apsw.Connection, Path], tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        database.copy(made[0], tmp_path / "no such folder" / "b", OTHER)
    error: BaseException | None = refused.value
    while error is not None:
        assert OTHER.hex() not in str(error)
        error = error.__cause__ or error.__context__


def test_nothing_lies_beside_a_durable_file_once_it_is_closed(made: tuple[apsw.Connection, Path]) -> None:
    connection, path = made
    database.make_durable(connection, path)
    database.open_existing(path, KEY, read_only=True).close()
    connection.close()
    assert database.files_of(path) == [path]


def test_who_reads_does_not_wait_for_who_writes(made: tuple[apsw.Connection, Path]) -> None:
    writer, path = made
    database.make_durable(writer, path)
    writer.execute("begin immediate; delete from told")
    with contextlib.closing(database.open_existing(path, KEY, read_only=True)) as reader:
        assert reader.execute("select count(*) from told").get == 5_000
    writer.execute("rollback")


def test_an_exclusive_file_is_for_one(tmp_path: Path) -> None:
    path = tmp_path / "list"
    database.create(path, KEY).close()
    with (
        contextlib.closing(database.open_existing(path, KEY, exclusive=True)),
        pytest.raises(CannotOpenAudit, match="Another window"),
    ):
        database.open_existing(path, KEY, exclusive=True)
    database.open_existing(path, KEY, exclusive=True).close()


def test_what_fails_half_way_is_undone(made: tuple[apsw.Connection, Path]) -> None:
    connection, path = made
    database.make_durable(connection, path)

    def begin_and_stop() -> None:
        with database.whole(connection, path):
            connection.execute("delete from told")
            raise Cancelled

    with pytest.raises(Cancelled):
        begin_and_stop()
    assert connection.execute("select count(*) from told").get == 5_000


def test_an_earlier_file_becomes_one_of_today_and_a_later_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old"
    database.create(path, KEY).close()
    newer = (*MIGRATIONS, "create table more(x); insert into more values(7)")
    with contextlib.closing(database.open_existing(path, KEY, migrations=newer)) as connection:
        assert connection.execute("select x from more").get == 7
    for read_only in (False, True):
        with pytest.raises(CannotOpenAudit, match="newer Outtake"):
            database.open_existing(path, KEY, read_only=read_only)


def test_a_migration_that_fails_changes_nothing() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection)
    with pytest.raises(apsw.SQLError):
        migrate(connection, (*MIGRATIONS, "create table more(x)", "nonsense"))
    assert connection.execute("pragma user_version").get == len(MIGRATIONS)
    assert not connection.execute("select count(*) from sqlite_master where name = 'more'").get
    connection.close()


def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(CannotOpenAudit, match="no audit"):
        database.salt_of(tmp_path / "empty")
    with pytest.raises(CannotOpenAudit, match="gone"):
        database.salt_of(tmp_path / "none")
    with pytest.raises(CannotOpenAudit, match="gone"):
        database.open_existing(tmp_path / "none", KEY)
    assert not (tmp_path / "none").exists()


def test_every_file_of_a_database_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a", "a-wal", "a-shm", "a-journal", "ab", "a.txt"):
        (tmp_path / name).write_bytes(b"x")
    database.remove(tmp_path / "a")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.txt", "ab"]
