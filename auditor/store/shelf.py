"""The audits that are kept: one folder, one encrypted file each, and the list that holds their keys.

Killed at any moment, an audit is whole or gone. What was cut off is known when the shelf is opened again.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import apsw
import msgspec

from auditor.errors import CannotOpenAudit, CannotWrite, WrongKey
from auditor.i18n import gettext as _
from auditor.secrets import derive, new_key
from auditor.store import database, exported
from auditor.store.audit_store import AuditStore
from auditor.store.cards import Card, Cards, Doing, Place
from auditor.store.exported import Step

ENDING = ".outtake"
LIST = "shelf.db"


def unwatched(done: int, total: int) -> None:
    """The step of what nobody watches or cancels."""


class Draft(NamedTuple):
    """An audit that is being made. Until it is kept, its key is nowhere but here."""

    store: AuditStore
    place: Place


class Wiped(NamedTuple):
    """What is gone: audits, files of any sort and their bytes."""

    audits: int
    files: int
    bytes: int


class Shelf:
    """Several threads may use it, but one process at a time.

    cut_off   what a killed process was about, and how often; nothing of it is left
    """

    def __init__(self, folder: Path, cards: Cards) -> None:
        self.folder = folder
        self._cards = cards
        self.cut_off: Counter[Doing] = Counter()
        for file, doing in cards.pending().items():
            with contextlib.suppress(CannotWrite):  # then the next time
                self._remove(file)
                self.cut_off[doing] += 1

    @classmethod
    def open(cls, folder: Path, key: bytes, salt: bytes | None = None, name: str = LIST) -> Self:
        """The shelf in this folder, made with this salt if there is none.

        Raises WrongKey, CannotOpenAudit (in use, damaged, of a newer Outtake), CannotWrite.
        """
        with database.full_disk(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (folder / name).exists():
                Cards.make(folder / name, key, salt)
        return cls(folder, Cards(folder / name, key))

    def close(self) -> None:
        self._cards.close()

    # --- making ------------------------------------------------------------------------------------------------------

    def begin(self, passphrase: str | None = None) -> Draft:
        """An empty audit to read an archive into, under a passphrase of its own if one is given. Raises CannotWrite."""
        with self._new_file("reading", passphrase) as (place, key, salt):
            return Draft(AuditStore.create(self._path(place.file), key, salt), place)

    def keep(self, draft: Draft, sources: Sequence[Path] = (), label: str = "") -> Card:
        """What was read into the draft is an audit of the shelf from now on. Raises CannotWrite: then it is not."""
        draft.store.make_durable()
        return self._add(draft.store, draft.place, sources=tuple(map(str, sources)), label=label)

    def forget(self, draft: Draft) -> None:
        """Close the draft and remove it. Raises CannotWrite."""
        draft.store.close()
        self._remove(draft.place.file)

    def adopt(
        self, store: AuditStore, sources: Sequence[Path] = (), label: str = "", passphrase: str | None = None
    ) -> Card:
        """Keep a copy of an audit that was read without a shelf. Raises CannotWrite: then nothing is kept."""
        with self._new_file("reading", passphrase) as (place, key, salt):
            store.copy(self._path(place.file), key, salt)
            return self._add(store, place, sources=tuple(map(str, sources)), label=label)

    # --- the list ----------------------------------------------------------------------------------------------------

    def cards(self) -> list[Card]:
        """The newest first."""
        return [self._measured(*entry) for entry in self._cards.all()]

    def find(self, fingerprint: str) -> Card | None:
        """The newest audit of exactly this archive."""
        return next((card for card in self.cards() if card.fingerprint == fingerprint), None)

    def newest_of(self, account_id: str) -> Card | None:
        """The audit of this account whose archive is the newest."""
        own = [card for card in self.cards() if card.account_id == account_id]
        return max(own, key=lambda card: (card.generated_at or 0, card.made_at), default=None)

    def rename(self, id: str, label: str) -> Card:
        """Raises CannotOpenAudit (there is none), CannotWrite."""
        card, place = self._cards.find(id)
        card = msgspec.structs.replace(card, label=label)
        self._cards.put(card, place)
        return self._measured(card, place)

    def strangers(self) -> list[Path]:
        """Audits that are not on the list, such as those of a lost one. Only a passphrase may open them."""
        known = self._cards.files()
        return sorted(path for path in self.folder.glob(f"*{ENDING}") if path.stem not in known)

    # --- one audit ---------------------------------------------------------------------------------------------------

    def open_audit(self, id: str, passphrase: str | None = None) -> AuditStore:
        """Raises WrongKey (no passphrase, or not this one), CannotOpenAudit (gone, damaged, of a newer Outtake)."""
        _card, place = self._cards.find(id)
        key = self._key(place, passphrase)
        with self._sure_of(place):
            return AuditStore.open(self._path(place.file), key)

    def set_passphrase(self, id: str, passphrase: str | None, old: str | None = None, step: Step = unwatched) -> Card:
        """Give an audit a passphrase of its own, or take it away (None). Its file is written anew: nobody may have it
        open.

        Raises as `open_audit`, and CannotWrite: then everything is as before.
        """
        with self._source(id, old) as (before, place, source):
            card = msgspec.structs.replace(before, own_passphrase=passphrase is not None)
            with self._new_file("changing", passphrase) as (new, key, salt):
                database.copy(source, self._path(new.file), key, salt, step)
                self._cards.put(card, new)
        self._remove(place.file)
        return self._measured(card, new)

    def delete(self, id: str) -> Wiped:
        """Wipe an audit: its key, its file and all that lies beside it.

        Raises CannotOpenAudit (there is none), CannotWrite (its file is still there; it goes when the shelf is opened).
        """
        _card, place = self._cards.find(id)
        self._cards.drop([id])
        return self._remove(place.file)._replace(audits=1)

    def export(self, id: str, path: Path, passphrase: str, opens_it: str | None = None, step: Step = unwatched) -> None:
        """Write an audit to a file that the passphrase alone opens, here or on another computer.

        Raises as `open_audit`, and CannotWrite; a file that was there is replaced only by a whole one.
        """
        with self._source(id, opens_it) as (card, _place, source):
            exported.write(source, path, passphrase, card, step)

    def import_audit(self, path: Path, passphrase: str, step: Step = unwatched) -> Card:
        """Take in an audit that was exported, under a new key of its own. Its file stays as it is.

        Raises WrongKey, CannotOpenAudit (damaged, no audit, of a newer Outtake), CannotWrite.
        """
        with (
            exported.opened(path, passphrase) as (source, tag),
            self._new_file("importing", None) as (place, key, salt),
        ):
            database.copy(source, self._path(place.file), key, salt, step)
            with AuditStore.open(self._path(place.file), key) as store:
                card = self._described(store, made_at=tag.made_at or _now(), label=tag.label)
            self._cards.put(card, place)
            return self._measured(card, place)

    # --- everything --------------------------------------------------------------------------------------------------

    def wipe(self) -> Wiped:
        """Every audit, key and file goes, the list and the folder too; the shelf is closed. Raises CannotWrite."""
        ids = [card.id for card, _place in self._cards.all()]
        self._cards.drop(ids)  # from here on no key is left, even if the rest is cut off
        self._cards.close()
        return wipe_folder(self.folder)._replace(audits=len(ids))

    # --- files -------------------------------------------------------------------------------------------------------

    def _path(self, file: str) -> Path:
        return self.folder / f"{file}{ENDING}"

    def _key(self, place: Place, passphrase: str | None) -> bytes:
        if place.key is not None:
            return place.key
        if passphrase is None:
            raise WrongKey(_("This audit has a passphrase of its own."), _("Enter it to open the audit."))
        return derive(passphrase, database.salt_of(self._path(place.file)))

    @contextlib.contextmanager
    def _sure_of(self, place: Place) -> Iterator[None]:
        """A key from the list is the right one: if it does not open the file, the file is damaged."""
        try:
            yield
        except WrongKey as error:
            if place.key is None:
                raise
            raise database.damaged() from error

    @contextlib.contextmanager
    def _source(self, id: str, passphrase: str | None) -> Iterator[tuple[Card, Place, apsw.Connection]]:
        card, place = self._cards.find(id)
        key = self._key(place, passphrase)
        with self._sure_of(place):
            source = database.open_existing(self._path(place.file), key)
        with contextlib.closing(source):
            yield card, place, source

    @contextlib.contextmanager
    def _new_file(self, doing: Doing, passphrase: str | None) -> Iterator[tuple[Place, bytes, bytes]]:
        """A name, a key and a salt for an audit that is about to be written; if that fails, nothing is left of it."""
        salt = secrets.token_bytes(database.SALT_BYTES)
        key = new_key() if passphrase is None else derive(passphrase, salt)
        file = secrets.token_hex(8)
        self._cards.begin(file, doing)
        try:
            yield Place(file, key if passphrase is None else None), key, salt
        except BaseException:
            with contextlib.suppress(CannotOpenAudit, CannotWrite):  # then when the shelf is opened again
                if file in self._cards.pending():
                    self._remove(file)
            raise

    def _add(self, store: AuditStore, place: Place, *, sources: tuple[str, ...], label: str) -> Card:
        card = self._described(store, made_at=_now(), label=label)
        card = msgspec.structs.replace(card, sources=sources, own_passphrase=place.key is None)
        self._cards.put(card, place)
        return self._measured(card, place)

    def _described(self, store: AuditStore, *, made_at: int, label: str) -> Card:
        facts = store.facts()
        return Card(
            id=secrets.token_hex(8),
            fingerprint=facts.fingerprint,
            items=store.count(),
            made_at=made_at,
            account_id=facts.account.id,
            username=facts.account.username,
            display_name=facts.account.display_name,
            generated_at=facts.generated_at,
            label=label,
        )

    def _measured(self, card: Card, place: Place) -> Card:
        path = self._path(place.file)
        length = sum(file.stat().st_size for file in database.files_of(path)) if path.exists() else None
        return msgspec.structs.replace(card, bytes=length)

    def _remove(self, file: str) -> Wiped:
        gone = _removed(self._path(file))
        self._cards.done(file)
        return gone


def wipe_folder(folder: Path) -> Wiped:
    """Remove every file that Outtake keeps there, readable or not, and the folder if nothing else is in it.

    Raises CannotWrite. Nobody may have the shelf open.
    """
    audits = list(folder.glob(f"*{ENDING}"))
    gone = [_removed(path) for path in [*audits, *folder.glob("*.db"), *folder.glob("*.part")]]
    with contextlib.suppress(OSError):
        folder.rmdir()
    return Wiped(len(audits), sum(one.files for one in gone), sum(one.bytes for one in gone))


def _removed(path: Path) -> Wiped:
    sizes = [file.stat().st_size for file in database.files_of(path)]
    database.remove(path)
    return Wiped(0, len(sizes), sum(sizes))


def _now() -> int:
    return time.time_ns() // 1_000_000
