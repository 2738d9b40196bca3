"""The one other program of the package index that makes a database of an archive, where it is installed.

It knows hardly a file of today by its name, so it is given older names; of several parts of one kind it keeps the last.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path

PEER = "twitter-to-sqlite"
_OLDER = {"tweets": "tweet", "direct-messages": "direct-message", "direct-messages-group": "direct-message-group"}


def under_older_names(path: Path) -> Path:
    """The same archive under the names of 2019, each part in a folder; made once, beside it."""
    older = path.with_name(f"older-{path.name}")
    if not older.exists():
        unfinished = path.with_suffix(".part")
        with zipfile.ZipFile(path) as new, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as old:
            for name in new.namelist():
                if found := re.fullmatch(r"data/([a-z-]+?)(?:-part(\d+))?\.js", name):
                    old.writestr(f"{found[2] or 0}/{_OLDER.get(found[1], found[1])}.js", new.read(name))
        unfinished.replace(older)
    return older


def read(path: Path) -> int:
    """Let it read the archive; how many rows it has then. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "peer.db"
        subprocess.run([PEER, "import", database, under_older_names(path)], check=True, stdout=subprocess.DEVNULL)
        with contextlib.closing(sqlite3.connect(database)) as connection:
            tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
            return sum(connection.execute(f"select count(*) from [{name}]").fetchone()[0] for (name,) in tables)
