"""A zip's table of contents, read without believing it.

Python's own reader needs five times as long for a large archive, keeps the last of two files of one name without a
word and, in some of the versions we run on, misses files that overlap. This one reads what an audit needs and no more.
"""

from __future__ import annotations

import itertools
import re
import stat
import struct
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from auditor.archive import limits
from auditor.archive.containers.members import Member
from auditor.archive.receipt import ReceiptEntry, State

LOCAL_FILE = b"PK\x03\x04"
DESCRIPTOR = b"PK\x07\x08"
DIRECTORY_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"

_ENTRY = struct.Struct("<4sxBxxHH4xLLLHHH4xLL")
_LAST_BYTES = 1024 * 1024
"""How far from its end a zip's end is looked for: other things may have been added behind it."""

ENCRYPTED = 0x1 | 0x40 | 0x2000
DESCRIBED_LATER = 0x8
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8


class NoDirectory(Exception):
    """There is no table of contents, or it breaks off."""


class TooLarge(Exception):
    """It is larger than any that X writes."""


class TooMany(Exception):
    """More files than limits.MEMBERS."""


class Directory(msgspec.Struct):
    """What a zip consists of. `problems` says what was left out and why."""

    members: list[Member]
    problems: list[ReceiptEntry]


def read_directory(file: BinaryIO, size: int) -> Directory:
    """Raises NoDirectory, TooLarge, TooMany, OSError."""
    table, shift = _table(file, size)
    return _entries(table, 0, len(table), shift)


def look_up(file: BinaryIO, size: int, name: str) -> Member | None:
    """The first file of this name, in whatever folder, without reading the rest of the table of contents; None also
    where the name stands there often and is none of a file: a comment, a longer name.

    Raises NoDirectory, TooLarge, OSError.
    """
    table, shift = _table(file, size)
    for place in itertools.islice(re.finditer(re.escape(name.encode()), table), _MOST_PLACES):
        start = table.rfind(DIRECTORY_ENTRY, max(0, place.start() - 46 - limits.NAME_BYTES), place.start())
        if start >= 0:
            for member in _entries(table, start, start + 1, shift).members:
                if f"/{member.path}".endswith(f"/{name}"):
                    return member
    return None


_MOST_PLACES = 100


def _table(file: BinaryIO, size: int) -> tuple[bytes, int]:
    """The table of contents, and by how much all its offsets are too small."""
    start, length, shift = _find(file, size)
    if length > limits.DIRECTORY_BYTES:
        raise TooLarge
    file.seek(start)
    table = file.read(length)
    if len(table) < length:
        raise NoDirectory
    return table, shift


def _entries(table: bytes, at: int, end: int, shift: int) -> Directory:
    """What the entries between these places tell of."""
    contents = Contents()
    while at < end:
        try:
            (mark, made_on, flags, method, crc, packed, unpacked, names, extras, comments, attributes, offset) = (
                _ENTRY.unpack_from(table, at)
            )
        except struct.error:
            raise NoDirectory from None
        name_ends, at = at + 46 + names, at + 46 + names + extras + comments
        if mark != DIRECTORY_ENTRY or at > len(table):
            raise NoDirectory
        if WIDE in (packed, unpacked, offset):
            extra = table[name_ends : name_ends + extras]
            unpacked, packed, offset = wide_sizes(extra, unpacked, packed, offset)
        kind = attributes >> 16 if made_on == _UNIX else 0
        name = contents.accepted(table[name_ends - names : name_ends], flags, kind)
        if name:
            problem = fault(flags, method)
            contents.add(Member(name, unpacked, packed, crc, offset + shift, method == _DEFLATED, fault=problem))
    return contents.finished()


_UNIX = 3
WIDE = 0xFFFFFFFF
"""Stands for a figure that needs more than 32 bits."""


def _find(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the table of contents starts, its length, and by how much all its offsets are too small."""
    tail_start = max(0, size - _LAST_BYTES)
    file.seek(tail_start)
    tail = file.read(size - tail_start)
    at = len(tail)
    while (at := tail.rfind(_END, 0, at)) >= 0:
        if len(tail) - at < 22:
            continue
        length, offset = struct.unpack_from("<LL", tail, at + 12)
        end = tail_start + at
        if tail[at - 20 : at - 16] == _LOCATOR_64 and at >= 20:
            end, length, offset = _find_64(file, end, struct.unpack_from("<Q", tail, at - 12)[0], length, offset)
        start = end - length
        if start >= offset and _stands_at(file, start, DIRECTORY_ENTRY if length else _END):
            return start, length, start - offset
    raise NoDirectory


def _find_64(file: BinaryIO, end: int, said: int, length: int, offset: int) -> tuple[int, int, int]:
    """The wide form of the end, where it says or right before its pointer; else what the narrow one says."""
    for at in (said, end - 20 - 56):
        if 0 <= at < end and _stands_at(file, at, _END_64):
            file.seek(at + 40)
            wide = file.read(16)
            if len(wide) == 16:
                return at, *struct.unpack("<QQ", wide)
    return end, length, offset


def _stands_at(file: BinaryIO, at: int, mark: bytes) -> bool:
    if not 0 <= at < 1 << 62:
        return False
    file.seek(at)
    return file.read(4) == mark


def wide_sizes(extra: bytes, unpacked: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The same three figures with those that need more than 32 bits taken from the ZIP64 field."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            field = extra[at + 4 : at + 4 + length]
            values = [n for (n,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
            figures = [unpacked, packed, offset]
            for place, figure in enumerate(figures):
                if figure == WIDE and values:
                    figures[place] = values.pop(0)
            return figures[0], figures[1], figures[2]
        at += 4 + length
    return unpacked, packed, offset


def fault(flags: int, method: int) -> str:
    """Why a file can never be read, "" if it can."""
    if flags & ENCRYPTED:
        return "it is encrypted"
    if method not in (_STORED, _DEFLATED):
        return "it is packed in a way X does not use"
    return ""


class Contents:
    """Collects the files of a zip; one that cannot be one of X's is left out and counted."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        self._twice: list[ReceiptEntry] = []
        self._left_out: Counter[str] = Counter()

    def accepted(self, raw_name: bytes, flags: int, kind: int = 0) -> str:
        """The name of a file as it can be shown, "" where it is left out.

        `kind` is the Unix file type and mode, 0 where it is not known.
        """
        if kind in _REGULAR and len(raw_name) <= limits.NAME_BYTES and _PLAIN.fullmatch(raw_name):
            return raw_name.decode()  # nearly every file
        if raw_name.endswith((b"/", b"\\")) or stat.S_ISDIR(kind):
            return ""
        name = readable_name(raw_name, utf8=bool(flags & _UTF8))
        if len(raw_name) > limits.NAME_BYTES:
            self._left_out["a name longer than any system allows"] += 1
        elif not name or ".." in name.split("/"):
            self._left_out["a name that leads out of the archive"] += 1
        elif stat.S_IFMT(kind) not in (0, stat.S_IFREG):
            self._left_out["a link or a device instead of a file"] += 1
        else:
            return name
        return ""

    def add(self, member: Member) -> None:
        """Raises TooMany."""
        first = self._members.setdefault(member.path, member)
        if first is not member:
            self._seen_twice(first, member)
        if len(self._members) + len(self._twice) > limits.MEMBERS:
            raise TooMany

    def _seen_twice(self, first: Member, second: Member) -> None:
        same = (first.size, first.crc) == (second.size, second.crc)
        state: State = "ignored" if same else "partial"
        note = (
            "the zip holds it twice" if same else "the zip holds two different files of this name; the first was read"
        )
        self._twice.append(ReceiptEntry(first.path, state, "other", bytes=second.size, note=note))

    def finished(self) -> Directory:
        members = list(self._members.values())
        overlapping = _overlapping(members)
        if overlapping:
            note = "it shares bytes of the zip with another file"
            members = [msgspec.structs.replace(m, fault=note) if m.offset in overlapping else m for m in members]
        return Directory(members, [*self._problems()])

    def _problems(self) -> Iterator[ReceiptEntry]:
        for note, number in sorted(self._left_out.items()):
            yield ReceiptEntry("(zip)", "ignored", "other", members=number, note=note)
        yield from self._twice[:_LISTED]
        rest = len(self._twice) - _LISTED
        if rest > 0:
            yield ReceiptEntry("(zip)", "partial", "other", members=rest, note="names that the zip uses twice")


_REGULAR = frozenset({0, *(stat.S_IFREG | mode for mode in range(0o1000))})
_LISTED = 20
"""Names used twice that are listed one by one."""


def _overlapping(members: list[Member]) -> set[int]:
    """Offsets of files that share bytes: the trick of a zip bomb. X's lie one behind the other."""
    found: set[int] = set()
    before, end = -1, 0
    for offset, stored in sorted((m.offset, m.stored_size) for m in members):
        if offset < end:
            found |= {before, offset}
        if offset + 30 + stored >= end:
            before, end = offset, offset + 30 + stored
    return found


_PLAIN = re.compile(rb"[A-Za-z0-9_-][\w .-]*+(?:/[A-Za-z0-9_-][\w .-]*+)*")
"""Nearly every name of X; looked at closely they would cost a second for every hundred thousand."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def readable_name(raw: bytes, *, utf8: bool) -> str:
    """A name as it can be shown: forward slashes, from the archive's top, nothing invisible."""
    if _PLAIN.fullmatch(raw):
        return raw.decode()
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        name = raw.decode("utf-8" if utf8 else "cp437", "replace")
    name = _UNSEEN.sub("\ufffd", name.replace("\\", "/"))
    return "/".join(part for part in re.sub(r"^[A-Za-z]:", "", name).split("/") if part not in ("", "."))
