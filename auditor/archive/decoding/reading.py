"""One member, read from its first byte to its last: batches of items, and an account of what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from auditor.archive import limits
from auditor.archive.containers import Container, Damaged, Member
from auditor.archive.decoding.forms import as_array
from auditor.archive.decoding.literals import mended, readable
from auditor.archive.decoding.readers import READERS, Source
from auditor.archive.decoding.streams import CutOff, NotUnderstood, batches, elements
from auditor.archive.items import Item
from auditor.archive.kinds import Kind, kinds
from auditor.archive.receipt import ReceiptEntry, State

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
    """Items read, from how many records, and the stored bytes used up since the last batch."""

    items: list[Item]
    records: int
    used: int


_HOLLOW = re.compile(rb'\[\s*\{\s*"\w+"\s*:\s*\{\s*\}\s*\}\s*\]')
"""One record without content, as X writes for a feature never used: [{"ageMeta": {}}]"""


def read(
    container: Container, file: DataFile, account_id: str | None, edition: int = 0
) -> Iterator[Batch | ReceiptEntry]:
    """Every batch of the file, and last the receipt's entry for it. Raises nothing about the content.

    `edition` numbers the downloads of one account, the newest being 0.
    """
    kind = kinds().get(file.kind, UNKNOWN)
    shape, make_items = READERS[kind.reader]
    content = _Content(container, file.member)
    decoder = Decoder(shape)
    source = Source(kind, file.part, account_id, edition=edition)
    items_made = 0
    hollow = False
    problem = ""
    try:
        for batch in batches(as_array(file.kind, content)):
            rows = decoder.decode(batch)
            before = source.number
            hollow = len(rows) == 1 and before == 0 and _HOLLOW.fullmatch(batch) is not None
            items: list[Item] = []
            for row in rows:
                try:
                    items += [*make_items(row, source)]
                except _ODD:
                    decoder.lost += 1
                    continue
                source.number += 1
            items_made += len(items)
            yield Batch(items, source.number - before, content.newly_used())
    except NotUnderstood as reason:
        problem = str(reason)
        state: State = "partial" if source.number or isinstance(reason, CutOff) else "unreadable"
    else:
        state = "empty" if source.number == 0 or hollow else "read"
    records = source.number
    if content.damage:  # it explains whatever else is wrong
        problem = content.damage
        state = "partial" if records or not file.member.checked else "unreadable"
    if decoder.problem and state in ("read", "empty"):
        state = "partial" if records else "unreadable"
    if used := content.newly_used():
        yield Batch([], 0, used)
    yield _entry(file, state, records, items_made, _joined(problem, decoder.problem, decoder.mending, kind.note))


_ODD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a reader of records may stumble over: a list where X has a name, a figure that is none."""


class _Content:
    """The pieces of a member. Damage ends them and is remembered, so that what came before is still used."""

    def __init__(self, container: Container, member: Member) -> None:
        self._container = container
        self._member = member
        self._used = 0
        self.damage = ""

    def __iter__(self) -> Iterator[bytes]:
        if self._member.size > limits.FILE_BYTES:
            self.damage = "it is far larger than any data file of X"
            return
        try:
            for piece, stored in self._container.chunks(self._member):
                self._used += stored
                yield piece
        except Damaged as reason:
            self.damage = str(reason)

    def newly_used(self) -> int:
        """Stored bytes since the last call."""
        used, self._used = self._used, 0
        return used


def _entry(file: DataFile, state: State, records: int, items: int, problem: str) -> ReceiptEntry:
    note = problem
    if file.expected is not None and records != file.expected and state in ("read", "empty"):
        counted = "fewer" if records < file.expected else "more"
        if records < file.expected:
            state = "partial"
        note = _joined(f"{counted} records than X's own table of contents counts; the file itself ends properly", note)
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


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


class Decoder:
    """Decodes a batch at once; where one record is odd, each for itself, so that only that one is mended or lost."""

    def __init__(self, shape: type[Any]) -> None:
        self._many: msgspec.json.Decoder[list[Any]] = msgspec.json.Decoder(list[shape])  # type: ignore[valid-type]
        self._one: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape)
        self._lax: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape, strict=False)
        self._broken = False
        self._mended = 0
        self._misread = False
        self.lost = 0

    def decode(self, batch: bytes) -> list[Any]:
        try:
            return self._many.decode(batch)
        except _NOT_JSON:
            return list(self._each(batch))

    def _each(self, batch: bytes) -> Iterator[Any]:
        try:
            for element in elements(batch):
                try:
                    yield self._one.decode(element)
                except _NOT_JSON:
                    yield from self._rescued(element)
        except NotUnderstood:
            self._broken = True

    def _rescued(self, element: bytes) -> Iterator[Any]:
        """The record as a person may have typed it, if it is one."""
        if len(element) > limits.MENDED_BYTES or (self.lost >= _ENOUGH and not self._mended):
            self.lost += 1
            return
        try:
            record = self._lax.decode(mended(element))
        except (*_NOT_JSON, NotUnderstood):
            self.lost += 1
            return
        self._misread = self._misread or readable(element) is not element
        self._mended += 1
        yield record

    @property
    def problem(self) -> str:
        """What was lost, "" if nothing."""
        if self._broken:
            return "a stretch of it is not valid JSON"
        if self.lost == 1:
            return "1 record has a shape that Outtake does not know"
        if self.lost:
            return f"{self.lost} records have a shape that Outtake does not know"
        return ""

    @property
    def mending(self) -> str:
        """What was read although it is not what X writes, "" if nothing."""
        if not self._mended:
            return ""
        note = "1 record was edited by hand" if self._mended == 1 else f"{self._mended} records were edited by hand"
        return note + (", some characters could not be read" if self._misread else "")


_NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_ENOUGH = 1000
"""Records that could not be mended, one after the other, before it is no longer tried."""
