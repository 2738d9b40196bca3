"""One member, read from its first byte to its last: batches of items, and an account of what became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from auditor.archive.containers import Container, Damaged, Member
from auditor.archive.items import JUDGED, Item, Trait
from auditor.archive.kinds import Kind, kinds
from auditor.archive.readers import READERS, Source
from auditor.archive.receipt import ReceiptEntry, State
from auditor.archive.streams import CutOff, NotUnderstood, batches

UNKNOWN = Kind(name="", file="", group="", wrappers=(), categories=())


class DataFile(msgspec.Struct, frozen=True):
    """A member that holds records. `kind` is the name in the table of kinds, "" for one X never had before;
    `path` is shown in the receipt; `expected` is the manifest's count."""

    member: Member
    path: str
    kind: str
    part: int
    expected: int | None = None


class Batch(msgspec.Struct, frozen=True):
    """Items read, counted by category and judged traits, and the stored bytes used up since the last batch."""

    items: list[Item]
    counts: list[tuple[str, int, int]]
    records: int
    used: int


_HOLLOW = re.compile(rb'\[\s*\{\s*"\w+"\s*:\s*\{\s*\}\s*\}\s*\]')
"""One record without content, as X writes for a feature never used: [{"ageMeta": {}}]"""


def read(container: Container, file: DataFile, account_id: str | None) -> Iterator[Batch | ReceiptEntry]:
    """Every batch of the file, and last the receipt's entry for it. Raises nothing about the content."""
    kind = kinds().get(file.kind, UNKNOWN)
    shape, make_items = READERS[kind.reader]
    decoder = _Decoder(shape)
    used = records = items_made = 0
    hollow = False
    problem = ""

    def chunks() -> Iterator[bytes]:
        nonlocal used
        for piece, stored in container.chunks(file.member):
            used += stored
            yield piece

    stream = batches(chunks())
    try:
        for batch in stream:
            rows = decoder.decode(batch)
            hollow = len(rows) == 1 and records == 0 and _HOLLOW.fullmatch(batch) is not None
            items: list[Item] = []
            for row in rows:
                items.extend(make_items(row, Source(kind, file.part, account_id, records)))
                records += 1
            items_made += len(items)
            yield Batch(items, _counted(items), len(rows), used)
            used = 0
    except (NotUnderstood, Damaged) as reason:
        problem = str(reason)
        cut = isinstance(reason, CutOff)
        state: State = "partial" if records or cut else "unreadable"
    else:
        state = "empty" if records == 0 or hollow else "read"
    problem = problem or decoder.problem
    if decoder.problem and state in ("read", "empty"):
        state = "partial" if records else "unreadable"
    if used:
        yield Batch([], [], 0, used)
    yield _entry(file, state, records, items_made, problem)


def _counted(items: list[Item]) -> list[tuple[str, int, int]]:
    # The whole text of a long post is joined to its post later: it would be counted twice here.
    counts = Counter((item.category, item.traits & JUDGED) for item in items if not item.traits & Trait.LONG)
    return [(category, int(traits), n) for (category, traits), n in counts.items()]


def _entry(file: DataFile, state: State, records: int, items: int, problem: str) -> ReceiptEntry:
    note = problem
    if file.expected is not None and records != file.expected and not problem:
        if records < file.expected:
            state = "partial"
            note = "fewer records than X's own table of contents counts; the file itself ends properly"
        else:
            note = "more records than X's own table of contents counts"
    if not file.kind and state in ("read", "empty"):
        state = "unknown"
        note = note or "a kind of file that Outtake does not know; its records were counted and not used"
    return ReceiptEntry(
        path=file.path,
        state=state,
        kind=file.kind or None,
        records=records,
        expected=file.expected,
        items=items,
        note=note,
    )


class _Decoder:
    """Decodes a batch at once; where one record has an odd shape, each for itself, so that only that one is lost."""

    def __init__(self, shape: type[Any]) -> None:
        self._many: msgspec.json.Decoder[list[Any]] = msgspec.json.Decoder(list[shape])  # type: ignore[valid-type]
        self._one: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape)
        self._split: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
        self.lost = 0
        self.broken = False

    def decode(self, batch: bytes) -> list[Any]:
        try:
            return self._many.decode(batch)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return list(self._each(batch))

    def _each(self, batch: bytes) -> Iterator[Any]:
        try:
            elements = self._split.decode(batch)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self.broken = True
            return
        for element in elements:
            try:
                yield self._one.decode(element)
            except (msgspec.DecodeError, UnicodeDecodeError):
                self.lost += 1

    @property
    def problem(self) -> str:
        if self.broken:
            return "a stretch of it is not valid JSON"
        if self.lost == 1:
            return "1 record has a shape that Outtake does not know"
        if self.lost:
            return f"{self.lost} records have a shape that Outtake does not know"
        return ""
