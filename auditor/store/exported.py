"""An audit on its way to another computer: one file that a passphrase opens, and nothing beside it."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import msgspec

from auditor.errors import CannotOpenAudit
from auditor.i18n import gettext as _
from auditor.secrets import derive
from auditor.store import database
from auditor.store.cards import Card

Step = Callable[[int, int], object]
"""Called with the pages done and their total; it may raise, and nothing is left then."""


class Tag(msgspec.Struct, frozen=True):
    """What an audit takes along besides itself. Where its archive lay stays behind."""

    made_at: int
    label: str = ""


def write(source: apsw.Connection, path: Path, passphrase: str, card: Card, step: Step) -> None:
    """Put a copy under the passphrase. What was at the path is replaced only by a whole one. Raises CannotWrite."""
    unfinished = path.with_name(path.name + ".part")
    salt = secrets.token_bytes(database.SALT_BYTES)
    key = derive(passphrase, salt)
    try:
        database.copy(source, unfinished, key, salt, step)
        with contextlib.closing(database.open_existing(unfinished, key, exclusive=True)) as copied:
            tag = msgspec.json.encode(Tag(card.made_at, card.label)).decode()
            copied.execute("insert or replace into fact values('tag', ?)", (tag,))
        with database.full_disk(path.parent):
            unfinished.replace(path)
            database.sync(path)
    finally:
        database.remove(unfinished)


@contextlib.contextmanager
def opened(path: Path, passphrase: str) -> Iterator[tuple[apsw.Connection, Tag]]:
    """An exported audit, to be read only. Raises WrongKey, CannotOpenAudit (damaged, no audit, of a newer Outtake)."""
    key = derive(passphrase, database.salt_of(path))
    with contextlib.closing(database.open_existing(path, key, read_only=True)) as connection:
        try:
            facts = dict(connection.execute("select name, value from fact"))
            # Ours have neither, and these would run unasked.
            strange = connection.execute("select count(*) from sqlite_master where type in ('trigger', 'view')").get
            tag = msgspec.json.decode(facts.get("tag", '{"made_at": 0}'), type=Tag)
        except apsw.CorruptError as error:
            raise database.refusal(path, error) from error
        except (apsw.Error, msgspec.DecodeError) as error:
            raise no_audit() from error
        if strange or "archive" not in facts:
            raise no_audit()
        yield connection, tag


def no_audit() -> CannotOpenAudit:
    return CannotOpenAudit(_("This file is no audit of Outtake."), _("Choose one that was exported by Outtake."))
