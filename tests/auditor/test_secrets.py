"""A key goes only where it is known to be safe; wherever it cannot go, the person reads why and what to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null

from auditor.errors import CannotOpenAudit, NoKeyring
from auditor.secrets import (
    ENTRY,
    SERVICE,
    KeyringLocked,
    delete_key,
    derive,
    get_key,
    new_key,
    objection,
    set_key,
    system_keyring,
)
from auditor.store.keeping import lock_of, open_with_keyring, open_with_passphrase, told, wipe_everything


class Good(SecretService.Keyring):
    """As the keyring of a Linux desktop, without one."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class Locked(Good):
    def get_password(self, service: str, username: str) -> str | None:
        raise errors.KeyringLocked("Failed to unlock the collection!")


class Dismissed(Good):
    def get_password(self, service: str, username: str) -> str | None:
        raise errors.InitError("Failed to create the collection: Prompt dismissed..")


class Denied(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise errors.PasswordSetError("Can't store password on keychain")

    def delete_password(self, service: str, username: str) -> None:
        raise errors.PasswordDeleteError("Can't delete password in keychain")


class Forgetful(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Says that it was done."""


class Broken(Good):
    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("the bus went away")


class Plaintext(KeyringBackend):
    """As the one in keyrings.alt, which installs itself and writes passwords into a file."""

    priority = 0.5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("asked for a key")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("given a key")


class Chain(chainer.ChainerBackend):
    priority = 10

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.chained = list(backends)

    @property
    def backends(self) -> list[KeyringBackend]:
        return self.chained


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_key_is_kept_given_back_and_removed() -> None:
    keyring.set_keyring(Good())
    assert get_key() is None
    key = new_key()
    set_key(key)
    assert get_key() == key
    assert delete_key()
    assert get_key() is None
    assert not delete_key()


@pytest.mark.parametrize("backend", [Plaintext, fail.Keyring, null.Keyring])
def test_a_keyring_that_may_not_encrypt_is_never_given_a_key(backend: type[KeyringBackend], tmp_path: Path) -> None:
    keyring.set_keyring(backend())
    for use in (system_keyring, get_key, lambda: set_key(new_key()), lambda: open_with_keyring(tmp_path / "audits")):
        with pytest.raises(NoKeyring) as refusal:
            use()
        assert not isinstance(refusal.value, KeyringLocked)
        assert refusal.value.advice == "Choose a passphrase instead, or keep nothing."
    assert not (tmp_path / "audits").exists()


def test_of_several_keyrings_the_first_that_encrypts_is_used() -> None:
    good = Good()
    keyring.set_keyring(Chain(Plaintext(), good))
    set_key(new_key())
    assert list(good.held) == [(SERVICE, ENTRY)]
    keyring.set_keyring(Chain(Plaintext()))
    with pytest.raises(NoKeyring, match="may write secrets as plain text"):
        set_key(new_key())


@pytest.mark.parametrize(
    ("backend", "title"),
    [
        (Locked, "The keyring of this computer is locked."),
        (Dismissed, "The keyring of this computer is locked."),
        (Denied, "The keyring of this computer would not let Outtake change its key."),
    ],
)
def test_a_keyring_that_will_not_just_now_can_be_tried_again(backend: type[Good], title: str, tmp_path: Path) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(KeyringLocked) as refusal:
        open_with_keyring(tmp_path / "audits")
    assert refusal.value.title == title
    assert "try again" in refusal.value.advice
    assert not (tmp_path / "audits").exists()


@pytest.mark.parametrize("backend", [Forgetful, Broken])
def test_a_keyring_that_does_not_keep_what_it_is_given_is_none(backend: type[Good], tmp_path: Path) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(NoKeyring, match="keyring"):
        open_with_keyring(tmp_path / "audits")
    assert not (tmp_path / "audits").exists()


def test_an_entry_that_is_no_key_is_not_overwritten() -> None:
    good = Good()
    good.held[SERVICE, ENTRY] = "somebody's note"
    keyring.set_keyring(good)
    with pytest.raises(NoKeyring, match="not a key of Outtake"):
        get_key()


def test_the_shelf_opens_with_the_keyring_and_says_when_its_key_is_gone(tmp_path: Path) -> None:
    good = Good()
    keyring.set_keyring(good)
    folder = tmp_path / "audits"
    assert lock_of(folder) is None
    open_with_keyring(folder).close()
    assert lock_of(folder) == "keyring"
    open_with_keyring(folder).close()

    kept = dict(good.held)
    for lost in ({}, {(SERVICE, ENTRY): new_key().hex()}):
        good.held = dict(lost)
        with pytest.raises(CannotOpenAudit, match="no longer has the key"):
            open_with_keyring(folder)
        assert good.held == lost
    good.held = kept
    open_with_keyring(folder).close()


def test_without_a_keyring_a_passphrase_opens_the_shelf(tmp_path: Path) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    folder = tmp_path / "audits"
    open_with_passphrase(folder, "correct horse battery").close()
    assert lock_of(folder) == "passphrase"
    with pytest.raises(CannotOpenAudit, match="does not open"):
        open_with_passphrase(folder, "incorrect horse battery")
    open_with_passphrase(folder, "correct horse battery").close()


def test_wiping_everything_removes_the_key_and_a_copy_of_the_files_is_worthless(tmp_path: Path) -> None:
    good = Good()
    keyring.set_keyring(good)
    folder = tmp_path / "audits"
    shelf = open_with_keyring(folder)
    copied = (folder / "shelf.db").read_bytes()
    gone = wipe_everything(folder, shelf)
    assert gone.key == "removed"
    assert gone.wiped.files >= 1
    assert not folder.exists()
    assert not good.held
    folder.mkdir()
    (folder / "shelf.db").write_bytes(copied)
    with pytest.raises(CannotOpenAudit):
        open_with_keyring(folder)


def test_what_cannot_be_opened_any_more_can_still_be_wiped(tmp_path: Path) -> None:
    keyring.set_keyring(Good())
    folder = tmp_path / "audits"
    open_with_keyring(folder).close()
    keyring.set_keyring(Locked())
    gone = wipe_everything(folder, None)
    assert gone.key == "left"
    assert not folder.exists()


def test_each_thing_that_was_cut_off_is_told_once() -> None:
    assert told({}) == told({"replaced": 2}) == []
    assert told({"reading": 1}) == ["A reading was cut off. Nothing of it was kept. Read the archive again."]
    assert len(told({"reading": 2, "importing": 1, "changing": 1, "deleting": 3})) == 4


def test_the_same_passphrase_gives_the_same_key_only_with_the_same_salt() -> None:
    key = derive("Käse und Brot", b"s" * 16)
    assert derive("Ka\u0308se und Brot", b"s" * 16) == key  # typed on another system
    assert len({key, derive("Käse und Brot", b"t" * 16), derive("Kase und Brot", b"s" * 16)}) == 3
    assert len(key) == 32


def test_a_poor_passphrase_is_objected_to() -> None:
    assert "at least 8 characters" in objection("short")
    assert objection("aaaaaaaaaaaa")
    assert not objection("several plain words")


def test_nothing_looks_for_a_keyring_before_the_person_wants_to_keep_something() -> None:
    code = "import sys, auditor.secrets, auditor.store.keeping, auditor.audit; sys.exit('keyring' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
