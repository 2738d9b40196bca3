"""The keys of what is kept: in the system's keyring, or made from a passphrase. Never in a file of our own.

The keyring is looked for when the person asks to keep something, and not before: starting one can ask a question.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.errors import NoKeyring
from auditor.i18n import gettext as _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE, ENTRY = "Outtake", "audits"
KEY_BYTES = 32
ACCEPTED = {
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
}
"""The keyrings that are known to encrypt. Others, among them some that install themselves, write plain text."""
CHAIN = "keyring.backends.chainer.ChainerBackend"
NOTHING = {"keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"}
SHORTEST_PASSPHRASE = 8
SCRYPT = {"n": 2**17, "r": 8, "p": 1, "maxmem": 2**28, "dklen": KEY_BYTES}
"""About 0.6 s and 128 MB a guess."""


class KeyringLocked(NoKeyring):
    """There is a keyring, and it would not open just now: the person may unlock it and try again."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def system_keyring() -> KeyringBackend:
    """The keyring of this system, if it is one of those known to encrypt. Raises NoKeyring, which says why not."""
    try:
        import keyring

        found = keyring.get_keyring()
        choices = found.backends if CHAIN in _classes(found) else [found]  # type: ignore[attr-defined]
    except Exception as error:
        raise _no_keyring() from error  # a plugin may fail in any way
    for choice in choices:
        if ACCEPTED & _classes(choice):
            return choice
    if NOTHING & _classes(found) or not choices:
        raise _no_keyring()
    raise NoKeyring(
        _("The keyring of this computer ({name}) may write secrets as plain text, so Outtake does not use it.").format(
            name=f"{type(found).__module__}.{type(found).__qualname__}"
        ),
        _("Choose a passphrase instead, or keep nothing."),
    )


def get_key() -> bytes | None:
    """The key in the keyring; None if it has none of ours. Raises NoKeyring."""
    with _spoken():
        written = system_keyring().get_password(SERVICE, ENTRY)
    if written is None:
        return None
    if not re.fullmatch(f"[0-9a-f]{{{2 * KEY_BYTES}}}", written):
        raise NoKeyring(
            _("What the keyring holds under “Outtake” is not a key of Outtake."),
            _("Put that entry right or remove it, or choose a passphrase."),
        )
    return bytes.fromhex(written)


def set_key(key: bytes) -> None:
    """Put the key into the keyring and see that it is there. Raises NoKeyring."""
    with _spoken():
        keyring = system_keyring()
        keyring.set_password(SERVICE, ENTRY, key.hex())
        kept = keyring.get_password(SERVICE, ENTRY)
    if kept != key.hex():
        raise NoKeyring(
            _("The keyring of this computer does not give back what it was given."),
            _("Choose a passphrase instead, or keep nothing."),
        )


def delete_key() -> bool:
    """Remove the key from the keyring; False if there was none. Raises NoKeyring."""
    with _spoken():
        keyring = system_keyring()
        if keyring.get_password(SERVICE, ENTRY) is None:
            return False
        keyring.delete_password(SERVICE, ENTRY)
    return True


def derive(passphrase: str, salt: bytes) -> bytes:
    """A key from a passphrase, by scrypt. Slow on purpose: keep it off the window's thread."""
    return hashlib.scrypt(unicodedata.normalize("NFC", passphrase).encode(), salt=salt, **SCRYPT)


def objection(passphrase: str) -> str:
    """What is wrong with this as a new passphrase, as a sentence; "" if nothing is."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return _("Take at least {n} characters; several words are easiest to remember.").format(n=SHORTEST_PASSPHRASE)
    if len(set(passphrase)) < SHORTEST_PASSPHRASE // 2:
        return _("Take more than the same few characters.")
    return ""


def _classes(keyring: object) -> set[str]:
    return {f"{one.__module__}.{one.__qualname__}" for one in type(keyring).__mro__}


def _no_keyring() -> NoKeyring:
    return NoKeyring(
        _("This computer has no keyring that could hold the key to your audits."),
        _("Choose a passphrase instead, or keep nothing."),
    )


@contextlib.contextmanager
def _spoken() -> Iterator[None]:
    """Whatever a keyring raises becomes one sentence; nothing of its own words is passed on."""
    try:
        yield
    except NoKeyring:
        raise
    except Exception as error:
        from keyring import errors

        if isinstance(error, errors.KeyringLocked | errors.InitError):
            raise KeyringLocked(
                _("The keyring of this computer is locked."),
                _("Unlock it and try again, choose a passphrase instead, or keep nothing."),
            ) from error
        if isinstance(error, errors.PasswordSetError | errors.PasswordDeleteError):
            raise KeyringLocked(
                _("The keyring of this computer would not let Outtake change its key."),
                _("Allow it there and try again, choose a passphrase instead, or keep nothing."),
            ) from error
        raise _no_keyring() from error
