"""What the tests of whole archives share: an archive is read, and its items and its receipt are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from auditor.archive.containers import open_container
from auditor.archive.decoding.reading import Batch
from auditor.archive.decoding.reading import read as read_file
from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item
from auditor.archive.layout import survey
from auditor.archive.receipt import ReceiptEntry
from auditor.audit import audit, opened
from auditor.store import AuditStore

FIXTURES = Path(__file__).parents[2] / "fixtures"


class Reading(msgspec.Struct):
    facts: ArchiveFacts
    items: list[Item]
    entries: list[ReceiptEntry]

    def one(self, category: str, id: str) -> Item:
        [item] = [item for item in self.items if (item.category, item.id) == (category, id)]
        return item

    def of(self, category: str) -> list[Item]:
        return [item for item in self.items if item.category == category]

    def entry(self, path: str) -> ReceiptEntry:
        [entry] = [entry for entry in self.entries if entry.path == path]
        return entry

    @property
    def counts(self) -> Counter[str]:
        return Counter(item.category for item in self.items)


def read(*paths: Path) -> Reading:
    """Everything in the archives of one account."""
    with opened(paths) as [download], AuditStore.temporary() as store:
        audit(download, store)
        return Reading(store.facts(), store.fetch(store.rows()), store.receipt())


def read_here(folder: Path) -> list[Item]:
    """The same in this process and without a store: the items of every file, one file after the other."""
    [layout] = survey(open_container(folder))
    steps = [step for file in layout.data_files for step in read_file(layout.container, file, "7")]
    return [item for step in steps if isinstance(step, Batch) for item in step.items]


def lay_out(folder: Path, files: dict[str, str]) -> Path:
    """A folder with these files."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def manifest(files: Iterable[tuple[str, int]], *, made: str = "2025-12-20T08:09:10.000Z", account: str = "7") -> str:
    """manifest.js with so many records in each file; the kind is that of the file's name."""
    types = {
        name: {"files": [{"fileName": f"data/{name}.js", "globalName": "YTD." + part_name(name), "count": str(count)}]}
        for name, count in files
    }
    return "window.__THAR_CONFIG = " + written(
        {
            "userInfo": {"accountId": account, "userName": "someone", "displayName": "Some One"},
            "archiveInfo": {"generationDate": made},
            "dataTypes": types,
        }
    )


def part_name(file: str) -> str:
    base, _, part = file.partition("-part")
    return f"{base.replace('-', '_')}.part{part or 0}"


def data_file(file: str, records: Iterable[object]) -> str:
    return f"window.YTD.{part_name(file)} = " + written(list(records))


def post(id: int, text: str, **more: object) -> dict[str, object]:
    return {
        "tweet": {
            "id_str": str(id),
            "full_text": text,
            "created_at": "Wed Jan 31 23:59:59 +0000 2024",
            "favorite_count": "0",
            "retweet_count": "0",
            "entities": {},
        }
        | more
    }


def written(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
