"""One whole reading of an archive, in a process that does nothing else.

python -m bench.jobs audit|plain|inflate|naive|peer ARCHIVE
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bench.processes import since_start

if TYPE_CHECKING:
    from auditor.processes import Workers

SMALL = 1_000_000
"""Bytes: data files below this are small kinds."""


def audit(path: str, *, whole: bool = True) -> None:
    """Read, judged, encrypted, indexed; else without encryption and index."""
    from auditor.archive.decoding.workers import Task
    from auditor.processes import Workers

    with Workers(first=Task) as workers:
        _audit(Path(path), workers, whole=whole)


def _audit(path: Path, workers: Workers, *, whole: bool) -> None:
    from auditor.audit import Progress, audit, first_look, opened  # the workers start meanwhile
    from auditor.overview import overview
    from auditor.policy.pack import load_pack
    from auditor.policy.situation import Situation
    from auditor.store import AuditStore, database

    if not whole:
        database._unlock = lambda *_: None  # noqa: SLF001
    moments = {"dropped": since_start()}
    if first_look([path]):
        moments["first figures"] = since_start()
    with opened([path]) as [download], AuditStore.passing() as store:
        large = {file.kind for _, file, _ in download.files() if file.member.size >= SMALL}

        def told(progress: Progress) -> None:
            if not any(kind.files for name, kind in progress.kinds.items() if name not in large):
                moments.setdefault("small kinds", since_start())

        audit(download, store, progress=told, workers=workers)
        overview(load_pack(), Situation(), store.tally(), store.present())
        moments["all counts"] = since_start()
        store.make_durable()
        if whole:
            store.index(workers=workers)
            moments["searchable"] = since_start()
        moments["items"] = store.count()
    sys.stdout.buffer.write(msgspec.json.encode(moments))


def plain(path: str) -> None:
    audit(path, whole=False)


def inflate(path: str) -> None:
    """Every data file unpacked and thrown away, its checksum looked at: nothing can be faster than this in one
    process."""
    from auditor.archive.containers import open_container

    container = open_container(Path(path))
    for member in container.members:
        if member.path.endswith(".js"):
            for _piece in container.chunks(member):
                pass


def naive(path: str) -> None:
    """What everyone writes first: every data file as Python objects, all kept."""
    kept = []
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.startswith("data/") and name.endswith(".js"):
                text = file.read(name)
                kept.append(json.loads(text[text.index(b"=") + 1 :]))


def peer(path: str) -> None:
    """What else there is that makes a database."""
    from bench.peer import read

    moments = {"dropped": 0.0, "items": float(read(Path(path)))}
    sys.stdout.buffer.write(msgspec.json.encode(moments))


JOBS = {"audit": audit, "plain": plain, "inflate": inflate, "naive": naive, "peer": peer}

if __name__ == "__main__":
    JOBS[sys.argv[1]](sys.argv[2])
