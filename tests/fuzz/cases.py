"""One damaged archive, read as an audit reads it. Whatever is wrong with it: a receipt, or one clear refusal."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from pathlib import Path

import msgspec

from auditor.archive.containers import Container
from auditor.archive.decoding.reading import Batch, DataFile, read
from auditor.archive.imports.exports import Chosen, opened_exports
from auditor.archive.media import look_into
from auditor.archive.packed import pack
from auditor.archive.receipt import ReceiptEntry
from auditor.audit import Download, facts_of, first_look, opened
from auditor.errors import NotAnArchive, UsageError
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from auditor.report.formats import documents, prepare
from auditor.store import AuditStore
from tests.fuzz import mutations
from tests.fuzz.bases import GENERATIONS, archive, exports

WHOLE_WAY = 40
"""One case in so many goes on into the store and the report."""
EXPORTED = 10
"""One case in so many is an export that someone brings along."""

Outcome = Counter[str]
"""How often each state came up in the receipts, and "refused" for archives without one."""

_batches = msgspec.msgpack.Decoder(Batch)


def run_case(seed: int, number: int, folder: Path) -> Outcome:
    """The same for the same seed and number. Raises whatever an audit would."""
    chance = random.Random(f"{seed}/{number}")
    if number % EXPORTED == 0:
        return _read_exports(write_export(chance, folder))
    path = folder / "archive.zip"
    path.write_bytes(make(chance))
    try:
        first_look([path])
        with opened([path]) as downloads:
            return sum((_read(download, whole_way=number % WHOLE_WAY == 1) for download in downloads), Outcome())
    except NotAnArchive:
        return Outcome({"refused": 1})
    finally:
        path.unlink()


def make(chance: random.Random) -> bytes:
    """A small archive of any generation after something happened to it, or to several of its sides."""
    files = mutations.some_of(archive(chance.choice(GENERATIONS)), chance)
    how = chance.randrange(8)
    if how < 5:
        for name in chance.sample(sorted(files), min(len(files), chance.choice((1, 1, 2, 5)))):
            files[name] = mutations.text(files[name], chance)
    if how in (4, 5):
        files = mutations.names(files, chance)
    data = mutations.zipped(files, chance)
    if how in (3, 6):
        data = mutations.structure(data, chance)
    if how == 7:
        data = mutations.damaged(data, chance)
    return data


def write_export(chance: random.Random, folder: Path) -> Chosen:
    kind, files = chance.choice(list(exports().items()))
    name, content = chance.choice(list(files.items()))
    for _ in range(chance.choice((1, 1, 3))):
        content = mutations.text(content, chance)
    path = folder / name
    path.write_bytes(content)
    return kind, path


def _read(download: Download, *, whole_way: bool) -> Outcome:
    facts = facts_of(download)
    msgspec.json.encode(facts)
    outcome = Outcome(entry.state for layout in download.layouts for entry in layout.entries)
    batches: list[Batch] = []
    entries = [entry for layout in download.layouts for entry in layout.entries]
    for layout, file, _ in download.files():
        found, entry = _read_file(layout.container, file, facts.account.id)
        batches += found
        entries.append(entry)
        outcome[entry.state] += 1
    for layout in download.layouts:
        for media in look_into(layout.container, layout.place, frozenset):
            msgspec.json.encode(media)
    if whole_way:
        _report(download, batches, entries)
    return outcome


def _read_file(container: Container, file: DataFile, account: str | None) -> tuple[list[Batch], ReceiptEntry]:
    """Every batch as the process that reads hands it on, and the one entry that ends it."""
    *batches, entry = read(container, file, account)
    assert isinstance(entry, ReceiptEntry)
    assert (entry.records or 0) >= 0
    assert entry.state != "read" or entry.path == file.path
    return [_batches.decode(msgspec.msgpack.encode(batch)) for batch in batches], entry


def _report(download: Download, batches: list[Batch], entries: list[ReceiptEntry]) -> None:
    with AuditStore.temporary() as store:
        store.put_facts(facts_of(download))
        store.add_receipt(entries)
        for batch in batches:
            store.add(pack(batch.items))
        store.finish()
        edition = prepare(store, load_pack(), Situation(), made_at=dt.datetime.now(dt.UTC))
        documents(edition, ("json", "html"))


def _read_exports(chosen: Chosen) -> Outcome:
    try:
        with opened_exports([chosen]) as opened_files:
            outcome = Outcome()
            for export in opened_files:
                outcome.update(entry.state for entry in export.entries)
                for file in export.data_files:
                    outcome[_read_file(export.container, file, "7")[1].state] += 1
            return outcome
    except UsageError:
        return Outcome({"refused": 1})
    finally:
        chosen[1].unlink()
