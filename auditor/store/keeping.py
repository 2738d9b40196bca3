"""Where this computer keeps audits, and what opens the list of them: the system's keyring or a passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import platformdirs

from auditor import secrets
from auditor.errors import CannotOpenAudit, NoKeyring, WrongKey
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.store import database
from auditor.store.cards import Doing
from auditor.store.shelf import Shelf, Wiped, wipe_folder

Lock = Literal["keyring", "passphrase"]
LISTS: dict[Lock, str] = {"keyring": "shelf.db", "passphrase": "shelf-by-passphrase.db"}
"""The name of the list says what opens it, so that nobody is asked for what does not exist."""


class Gone(NamedTuple):
    """What wiping everything removed. `key` is what became of the one in the keyring: "left" if that is locked."""

    wiped: Wiped
    key: Literal["removed", "none", "left"]


def shelf_folder() -> Path:
    return platformdirs.user_data_path("outtake", appauthor=False) / "audits"


def lock_of(folder: Path) -> Lock | None:
    """What opens the shelf there; None if there is none yet."""
    return next((lock for lock, name in LISTS.items() if (folder / name).exists()), None)


def open_with_keyring(folder: Path) -> Shelf:
    """The shelf under the key in the keyring, or a new one. Raises NoKeyring, and as `Shelf.open`."""
    key = secrets.get_key()
    if key is None:
        if (folder / LISTS["keyring"]).exists():
            raise _lost_key()
        key = secrets.new_key()
        secrets.set_key(key)
    try:
        return Shelf.open(folder, key, name=LISTS["keyring"])
    except WrongKey as error:
        raise _lost_key() from error


def open_with_passphrase(folder: Path, passphrase: str) -> Shelf:
    """The shelf under this passphrase, or a new one. Takes a second. Raises as `Shelf.open`."""
    path = folder / LISTS["passphrase"]
    if path.exists():
        return Shelf.open(folder, secrets.derive(passphrase, database.salt_of(path)), name=path.name)
    salt = secrets.new_key()[: database.SALT_BYTES]
    return Shelf.open(folder, secrets.derive(passphrase, salt), salt, path.name)


def wipe_everything(folder: Path, shelf: Shelf | None) -> Gone:
    """Every audit, the list, the folder and the key in the keyring. Without the shelf too, if it cannot be opened.

    Raises CannotWrite: a file is still there, though the key to it may be gone.
    """
    lock = lock_of(folder)
    wiped = shelf.wipe() if shelf is not None else wipe_folder(folder)
    if lock != "keyring":
        return Gone(wiped, "none")
    try:
        return Gone(wiped, "removed" if secrets.delete_key() else "none")
    except NoKeyring:
        return Gone(wiped, "left")


def told(cut_off: Mapping[Doing, int]) -> list[str]:
    """What became of what a killed process was about, as sentences. A replaced file is nobody's concern."""
    readings, imports, deletions = (cut_off.get(doing, 0) for doing in ("reading", "importing", "deleting"))
    sentences = []
    if readings:
        sentences.append(
            ngettext(
                "A reading was cut off. Nothing of it was kept. Read the archive again.",
                "{n} readings were cut off. Nothing of them was kept. Read the archives again.",
                readings,
            ).format(n=readings)
        )
    if imports:
        sentences.append(_("An import was cut off. Nothing of it was kept. Import the file again."))
    if cut_off.get("changing"):
        sentences.append(_("The change of a passphrase was cut off. The audit is as it was before."))
    if deletions:
        sentences.append(
            ngettext(
                "The deletion of an audit was cut off. It is gone now.",
                "The deletion of {n} audits was cut off. They are gone now.",
                deletions,
            ).format(n=deletions)
        )
    return sentences


def _lost_key() -> CannotOpenAudit:
    return CannotOpenAudit(
        _("The keyring no longer has the key to your audits."),
        _("Restore the keyring if you can. Otherwise import your exported copies, or wipe everything and start again."),
    )
