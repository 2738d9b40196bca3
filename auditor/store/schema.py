"""The tables of an audit, and how a file of an earlier Outtake becomes one of today's."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from auditor.errors import CannotOpenAudit
from auditor.i18n import gettext as _

SCHEMA = """
create table name(code integer primary key, text text not null unique);      -- categories, kinds and languages
create table sort(                                                            -- a category within a kind of file
    code integer primary key,
    category integer not null references name,
    kind integer not null references name
);
create table batch(first_row integer primary key, items blob not null);       -- msgpack: see batches.py
create table column_data(name text primary key, data blob not null);          -- arrays over all rows: see columns.py
create table receipt(position integer primary key, entry text not null);      -- JSON of a ReceiptEntry
create table fact(name text primary key, value text not null);                -- JSON, of the archive
create table told(name text primary key, value text not null);                -- JSON, of the person
create table proof(sha256 text primary key, media_type text not null, added_on text not null, data blob not null);
create table clean_up(row integer primary key, position integer not null);
"""

WORDS = """
create virtual table {name} using fts5(
    text, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc So'"
);
"""
"""An index over texts. Its default classes of characters would cut Hindi at vowel signs and drop emoji."""

MIGRATIONS: tuple[str, ...] = (SCHEMA,)
"""The script at place n makes version n + 1 of version n. What stands here is never changed, only added to."""


def migrate(connection: apsw.Connection, migrations: Sequence[str] = MIGRATIONS, *, read_only: bool = False) -> None:
    """Bring the database to today's version, all or nothing. Raises CannotOpenAudit for one of a newer Outtake."""
    version: int = connection.execute("pragma user_version").get
    if version > len(migrations):
        raise CannotOpenAudit(
            _("This was made by a newer Outtake."), _("Open it with that one, or bring this one up to date.")
        )
    if read_only or version == len(migrations):
        return
    with connection:
        for script in migrations[version:]:
            connection.execute(script)
        connection.execute(f"pragma user_version = {len(migrations)}")
