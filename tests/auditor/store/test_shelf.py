"""What is kept can be found, opened, renamed, moved and wiped by its owner, and by nobody else."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from auditor.archive.facts import Account, ArchiveFacts
from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.errors import Cancelled, CannotOpenAudit, CannotWrite, WrongKey
from auditor.secrets import derive, new_key
from auditor.store import AuditStore, database
from auditor.store.shelf import Shelf

SECRET = "a very private sentence"
KEY = bytes(range(32))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf.open(tmp_path / "audits", KEY)
    yield shelf
    shelf.close()


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a guess is looked at in test_secrets."""
    monkeypatch.setattr("auditor.secrets.SCRYPT", {"n": 2**4, "r": 8, "p": 1, "dklen": 32})


def read_into(
    store: AuditStore, fingerprint: str = "f00d", *, account: str = "12", made: int = 5, items: int = 9
) -> None:
    store.put_facts(
        ArchiveFacts((), fingerprint, "2026-07", made, Account(account, username="ada", display_name="Ada Example"))
    )
    store.add(pack([Item("posts", "tweets", str(n), text=f"{SECRET} {n}") for n in range(items)]))
    store.finish()


def kept(
    shelf: Shelf,
    fingerprint: str = "f00d",
    *,
    passphrase: str | None = None,
    account: str = "12",
    made: int = 5,
    items: int = 9,
) -> str:
    """Read an archive and keep its audit; the id of its card."""
    draft = shelf.begin(passphrase)
    read_into(draft.store, fingerprint, account=account, made=made, items=items)
    card = shelf.keep(draft, [Path("/home/ada/archive.zip")], "For Ada")
    draft.store.close()
    return card.id


def texts(store: AuditStore) -> set[str | None]:
    return {item.text for item in store.fetch(store.rows())}


def only_file(shelf: Shelf) -> Path:
    [path] = shelf.folder.glob("*.outtake")
    return path


# --- keeping ---------------------------------------------------------------------------------------------------------


def test_an_audit_that_was_kept_is_there_the_next_time(tmp_path: Path) -> None:
    shelf = Shelf.open(tmp_path / "audits", KEY)
    id = kept(shelf)
    shelf.close()

    shelf = Shelf.open(tmp_path / "audits", KEY)
    assert not shelf.cut_off
    [card] = shelf.cards()
    assert (card.id, card.username, card.display_name, card.label) == (id, "ada", "Ada Example", "For Ada")
    assert (card.items, card.generated_at, card.own_passphrase) == (9, 5, False)
    assert card.sources == (str(Path("/home/ada/archive.zip")),)
    assert card.bytes
    with shelf.open_audit(id) as store:
        assert f"{SECRET} 3" in texts(store)
    shelf.close()


def test_only_the_person_can_look_into_the_folder_and_its_files_tell_nothing(shelf: Shelf) -> None:
    kept(shelf)
    shelf.close()
    if os.name == "posix":
        assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
        assert all(not file.stat().st_mode & 0o077 for file in shelf.folder.iterdir())
    content = b"".join(file.read_bytes() for file in shelf.folder.iterdir())
    for readable in (b"private", b"SQLite format 3", b"Ada", b"archive.zip"):
        assert readable not in content


def test_an_audit_that_is_not_kept_leaves_nothing(shelf: Shelf) -> None:
    draft = shelf.begin()
    read_into(draft.store)
    shelf.forget(draft)
    assert shelf.cards() == []
    assert not list(shelf.folder.glob("*.outtake*"))


def test_a_reading_that_was_never_kept_is_gone_when_the_shelf_is_opened_again(shelf: Shelf) -> None:
    kept(shelf)
    read_into(shelf.begin().store)
    shelf.close()
    again = Shelf.open(shelf.folder, KEY)
    assert again.cut_off == {"reading": 1}
    assert len(again.cards()) == 1
    assert len(list(shelf.folder.glob("*.outtake"))) == 1
    again.close()
    once_more = Shelf.open(shelf.folder, KEY)
    assert not once_more.cut_off
    once_more.close()


@pytest.mark.parametrize("passphrase", [None, "correct horse battery"])
def test_an_audit_read_without_a_shelf_can_be_kept_later(shelf: Shelf, passphrase: str | None) -> None:
    with AuditStore.temporary() as store:
        read_into(store)
        card = shelf.adopt(store, [Path("a.zip")], "later", passphrase)
    assert shelf.cards() == [card]
    with shelf.open_audit(card.id, passphrase) as store:
        assert len(texts(store)) == 9


def test_the_same_archive_is_recognised_and_the_newest_of_an_account_is_known(shelf: Shelf) -> None:
    old = kept(shelf, "aaaa", made=1)
    new = kept(shelf, "bbbb", made=2)
    kept(shelf, "cccc", account="99", made=3)
    assert [found.id if (found := shelf.find(mark)) else None for mark in ("aaaa", "bbbb", "dddd")] == [old, new, None]
    newest = shelf.newest_of("12")
    assert newest is not None
    assert newest.id == new
    assert shelf.newest_of("13") is None


def test_a_label_can_be_changed(shelf: Shelf) -> None:
    id = kept(shelf)
    assert shelf.rename(id, "Client 7").label == "Client 7"
    assert [card.label for card in shelf.cards()] == ["Client 7"]
    with pytest.raises(CannotOpenAudit, match="not there any more"):
        shelf.rename("no such id", "Client 8")


def test_a_second_window_is_told_that_the_audits_are_in_use(shelf: Shelf) -> None:
    kept(shelf)
    with pytest.raises(CannotOpenAudit, match="Another window"):
        Shelf.open(shelf.folder, KEY)
    assert len(shelf.cards()) == 1


# --- passphrases -----------------------------------------------------------------------------------------------------


def test_an_audit_with_its_own_passphrase_needs_it(shelf: Shelf) -> None:
    id = kept(shelf, passphrase="correct horse")
    with pytest.raises(WrongKey, match="passphrase of its own"):
        shelf.open_audit(id)
    with pytest.raises(WrongKey, match="does not open"):
        shelf.open_audit(id, "incorrect horse")
    with shelf.open_audit(id, "correct horse") as store:
        assert store.count() == 9


def test_a_passphrase_is_given_changed_and_taken_away(shelf: Shelf) -> None:
    id = kept(shelf)
    assert shelf.set_passphrase(id, "the first").own_passphrase
    with pytest.raises(WrongKey):
        shelf.set_passphrase(id, "the second", old="not the first")
    shelf.set_passphrase(id, "the second", old="the first")
    with pytest.raises(WrongKey):
        shelf.open_audit(id, "the first")
    assert not shelf.set_passphrase(id, None, old="the second").own_passphrase
    with shelf.open_audit(id) as store:
        assert len(texts(store)) == 9
    assert len(shelf.cards()) == len(list(shelf.folder.glob("*.outtake*"))) == 1


def test_a_change_of_passphrase_that_is_cancelled_changes_nothing(shelf: Shelf) -> None:
    id = kept(shelf)

    def cancel(done: int, total: int) -> None:
        assert 0 < done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        shelf.set_passphrase(id, "never mind", step=cancel)
    assert len(list(shelf.folder.glob("*.outtake*"))) == 1
    shelf.open_audit(id).close()


# --- moving ----------------------------------------------------------------------------------------------------------


def test_an_exported_audit_opens_on_another_computer(shelf: Shelf, tmp_path: Path) -> None:
    id = kept(shelf)
    [card] = shelf.cards()
    moved = tmp_path / "ada.outtake"
    shelf.export(id, moved, "to the new computer")
    assert SECRET.encode() not in moved.read_bytes()
    before = moved.read_bytes()

    other = Shelf.open(tmp_path / "new computer", new_key())
    with pytest.raises(WrongKey):
        other.import_audit(moved, "to the old computer")
    there = other.import_audit(moved, "to the new computer")
    assert (there.label, there.made_at, there.items) == (card.label, card.made_at, card.items)
    assert there.sources == ()  # where files lay on the old computer is nobody's business here
    with other.open_audit(there.id) as store:
        assert f"{SECRET} 3" in texts(store)
    other.close()
    assert moved.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ada.outtake", "audits", "new computer"]


def test_an_audit_in_use_can_be_exported_and_what_was_written_last_is_in_it(shelf: Shelf, tmp_path: Path) -> None:
    id = kept(shelf)
    with shelf.open_audit(id) as store:
        store.put_on_clean_up([1, 2])
        shelf.export(id, tmp_path / "copy.outtake", "passphrase")
        card = shelf.import_audit(tmp_path / "copy.outtake", "passphrase")
    with shelf.open_audit(card.id) as store:
        assert store.clean_up() == [1, 2]


def test_an_export_that_is_cancelled_leaves_the_file_that_was_there(shelf: Shelf, tmp_path: Path) -> None:
    id = kept(shelf)
    there = tmp_path / "there.outtake"
    there.write_bytes(b"of yesterday")

    def cancel(*_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        shelf.export(id, there, "passphrase", step=cancel)
    assert there.read_bytes() == b"of yesterday"
    assert not list(tmp_path.glob("*.part"))


def test_what_is_no_exported_audit_is_refused_and_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    salt = bytes(16)
    strange = tmp_path / "strange.outtake"
    with contextlib.closing(database.create(strange, derive("passphrase", salt), salt)) as connection:
        connection.execute("insert into fact values('archive', '{}')")
        connection.execute("create trigger t after delete on fact begin delete from item; end")
    (tmp_path / "short.outtake").write_bytes(b"short")
    (tmp_path / "noise.outtake").write_bytes(random.Random(1).randbytes(50_000))
    for name, sentence in (
        ("strange", "no audit of Outtake"),
        ("short", "no audit of Outtake"),
        ("noise", "does not open"),
        ("none", "is gone"),
    ):
        with pytest.raises(CannotOpenAudit, match=sentence):
            shelf.import_audit(tmp_path / f"{name}.outtake", "passphrase")
    assert shelf.cards() == []
    assert not list(shelf.folder.glob("*.outtake*"))


def test_files_of_a_lost_list_are_left_alone_and_one_with_a_passphrase_can_be_taken_in(shelf: Shelf) -> None:
    kept(shelf, passphrase="correct horse")
    shelf.close()
    (shelf.folder / "shelf.db").unlink()
    again = Shelf.open(shelf.folder, new_key())
    [stranger] = again.strangers()
    card = again.import_audit(stranger, "correct horse")
    assert card.items == 9
    assert again.strangers() == [stranger]
    again.close()


# --- wiping ----------------------------------------------------------------------------------------------------------


def test_a_deleted_audit_is_gone_with_its_key(shelf: Shelf, tmp_path: Path) -> None:
    id, other = kept(shelf), kept(shelf, "0ther")
    with shelf.open_audit(id) as store:
        store.put_on_clean_up([1])
        copied = [shutil.copy(file, tmp_path) for file in shelf.folder.glob("*.outtake*")]
        assert any(str(name).endswith("-wal") for name in copied)
    gone = shelf.delete(id)
    assert gone.audits == gone.files == 1
    assert gone.bytes > 0
    assert [card.id for card in shelf.cards()] == [other]
    assert len(list(shelf.folder.glob("*.outtake*"))) == 1
    with pytest.raises(CannotOpenAudit):
        shelf.open_audit(id)


def test_wiping_everything_leaves_no_file_and_says_what_went(shelf: Shelf) -> None:
    kept(shelf)
    kept(shelf, "0ther", passphrase="correct horse")
    read_into(shelf.begin().store)
    gone = shelf.wipe()
    assert gone.audits == 2
    assert gone.files >= 4
    assert not shelf.folder.exists()


def test_what_outtake_did_not_put_there_is_not_wiped(shelf: Shelf) -> None:
    kept(shelf)
    (shelf.folder / "letter.txt").write_text("not ours")
    shelf.wipe()
    assert [file.name for file in shelf.folder.iterdir()] == ["letter.txt"]


# --- what goes wrong -------------------------------------------------------------------------------------------------


def test_a_wrong_key_opens_no_shelf_and_changes_nothing(shelf: Shelf) -> None:
    kept(shelf)
    shelf.close()
    with pytest.raises(WrongKey):
        Shelf.open(shelf.folder, new_key())
    again = Shelf.open(shelf.folder, KEY)
    assert len(again.cards()) == 1
    again.close()


def test_an_audit_whose_file_is_gone_says_so(shelf: Shelf) -> None:
    ids = [kept(shelf), kept(shelf, passphrase="correct horse")]
    for path in shelf.folder.glob("*.outtake*"):
        path.unlink()
    assert [card.bytes for card in shelf.cards()] == [None, None]
    for id in ids:
        with pytest.raises(CannotOpenAudit, match="is gone"):
            shelf.open_audit(id, "correct horse")


def cut_short(path: Path) -> None:
    os.truncate(path, 5_000)


def turned_to_noise(path: Path) -> None:
    path.write_bytes(random.Random(2).randbytes(path.stat().st_size))


@pytest.mark.parametrize("harm", [cut_short, turned_to_noise])
def test_a_damaged_audit_says_so_whatever_is_done_with_it(
    shelf: Shelf, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    id = kept(shelf, items=500)
    harm(only_file(shelf))
    for use in (
        lambda: shelf.open_audit(id).rows(),
        lambda: shelf.export(id, tmp_path / "copy.outtake", "passphrase"),
        lambda: shelf.set_passphrase(id, "passphrase"),
    ):
        with pytest.raises(CannotOpenAudit, match="damaged"):
            use()
    assert not (tmp_path / "copy.outtake").exists()
    assert shelf.delete(id).audits == 1


def test_an_audit_or_a_list_of_a_newer_outtake_says_so(shelf: Shelf) -> None:
    id = kept(shelf)
    _card, place = shelf._cards.find(id)
    assert place.key is not None
    for path, key in ((only_file(shelf), place.key), (shelf.folder / "shelf.db", KEY)):
        if path.name == "shelf.db":
            with pytest.raises(CannotOpenAudit, match="newer Outtake"):
                shelf.open_audit(id)
            shelf.close()
        with contextlib.closing(apsw.Connection(str(path))) as connection:
            connection.execute("pragma cipher = 'chacha20'")
            connection.execute(f"pragma key = 'raw:{key.hex()}'")
            connection.execute("pragma user_version = 99")
    with pytest.raises(CannotOpenAudit, match="newer Outtake"):
        Shelf.open(shelf.folder, KEY)


def test_one_changed_byte_anywhere_is_noticed_or_makes_no_difference(shelf: Shelf, tmp_path: Path) -> None:
    id = kept(shelf, items=300)
    path = only_file(shelf)
    whole = path.read_bytes()
    with shelf.open_audit(id) as store:
        expected = texts(store), store.facts(), store.tally()
    chance = random.Random(3)
    noticed = 0
    for offset in [*range(0, 100, 7), *(chance.randrange(len(whole)) for _ in range(200))]:
        for beside in database.files_of(path):
            beside.unlink()
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ (1 << chance.randrange(8))]) + whole[offset + 1 :])
        try:
            with shelf.open_audit(id) as store:
                assert (texts(store), store.facts(), store.tally()) == expected, offset
        except CannotOpenAudit:
            noticed += 1
    assert noticed > 100


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write into the folder; even root, who may do everything, is somebody else meanwhile."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    for place in (folder, *folder.iterdir()):
        place.chmod(0o555 if place.is_dir() else 0o444)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for place in (folder, *folder.iterdir()):
            place.chmod(0o700 if place.is_dir() else 0o600)


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users of the computer can enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such folders")
def test_a_folder_that_cannot_be_written_to_is_one_sentence_and_nothing_is_lost(reachable: Path) -> None:
    folder = reachable / "audits"
    with contextlib.closing(Shelf.open(folder, KEY)) as shelf:
        kept(shelf)
    with read_only(folder), contextlib.closing(Shelf.open(folder, KEY)) as shelf:
        [card] = shelf.cards()
        for write in (shelf.begin, lambda: shelf.delete(card.id), lambda: shelf.rename(card.id, "new")):
            with pytest.raises(CannotWrite, match="cannot be written to"):
                write()
        with pytest.raises(CannotOpenAudit, match="you may write to it"):
            shelf.open_audit(card.id)
    with read_only(reachable), pytest.raises(CannotWrite, match="cannot be written to"):
        Shelf.open(reachable / "none", KEY)
    with AuditStore.temporary() as store, read_only(reachable), pytest.raises(CannotWrite, match="be written to"):
        store.copy(reachable / "export.outtake", KEY)
    with contextlib.closing(Shelf.open(folder, KEY)) as shelf:
        assert not shelf.cut_off
        shelf.open_audit(card.id).close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [0, 5_000, 60_000, 90_000])
def test_a_full_disk_is_one_sentence_and_nothing_is_lost(tmp_path: Path, room: int) -> None:
    import resource
    import signal

    with contextlib.closing(Shelf.open(tmp_path / "audits", KEY)) as shelf:
        id = kept(shelf, items=500)
        for write in (
            lambda: kept(shelf, "big", items=20_000),
            lambda: shelf.export(id, tmp_path / "copy.outtake", "passphrase"),
            lambda: shelf.set_passphrase(id, "passphrase"),
        ):
            before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            limits = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
            try:
                with pytest.raises((CannotWrite, CannotOpenAudit), match="room"):
                    write()
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, limits)
                signal.signal(signal.SIGXFSZ, before)
    with contextlib.closing(Shelf.open(tmp_path / "audits", KEY)) as shelf:
        [card] = shelf.cards()
        with shelf.open_audit(card.id) as store:
            assert store.count() == 500
        assert len(list(shelf.folder.glob("*.outtake"))) == 1
    assert not list(tmp_path.glob("*.outtake*"))
