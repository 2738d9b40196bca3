"""A zip without its end: the files are found by their own headers, one behind the other.

A browser that loses its connection leaves such a file, and most of it is whole.
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

from auditor.archive.containers.members import Member
from auditor.archive.containers.zip_directory import (
    DESCRIBED_LATER,
    DESCRIPTOR,
    DIRECTORY_ENTRY,
    LOCAL_FILE,
    WIDE,
    Contents,
    Directory,
    fault,
    wide_sizes,
)
from auditor.archive.receipt import ReceiptEntry

_HEADER = struct.Struct("<4s2xHH4xLLLHH")
_DEFLATED = 8
_STEP = 4 * 1024 * 1024
_HEADERS = re.compile(rb"PK(?:\x03\x04|\x01\x02)")
_MARKS = re.compile(rb"PK(?:\x03\x04|\x07\x08|\x01\x02)")
_LOOKS = 1_600_000
"""Marks looked at before the search is given up: a zip can be made of nothing else."""


def recover(file: BinaryIO, size: int) -> Directory:
    """Every file whose header is there; the last one may be cut. Reads the whole zip in the worst case.

    Raises TooMany, OSError.
    """
    walk = _Walk(file, size)
    walk.run()
    directory = walk.contents.finished()
    directory.problems.insert(0, ReceiptEntry("(zip)", "partial", "other", note=walk.verdict))
    return directory


class _Walk:
    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._cut = True
        self._piece, self._piece_at = b"", 0
        self._looks = 0
        self.contents = Contents()

    @property
    def verdict(self) -> str:
        if self._cut:
            return "the download was cut off: what had arrived was read, the rest is missing"
        return "the zip's table of contents is damaged: the files were found without it"

    def run(self) -> None:
        at = self._next(_HEADERS, 0)
        while at is not None:
            header = self._bytes(at, 30)
            if header[:4] == DIRECTORY_ENTRY:
                self._cut = False
                return
            at = self._one(at, header) if header[:4] == LOCAL_FILE and len(header) == 30 else at + 1
            if at is not None and self._bytes(at, 4) not in (LOCAL_FILE, DIRECTORY_ENTRY):
                at = self._next(_HEADERS, at)

    def _one(self, at: int, header: bytes) -> int | None:
        """Take in the file whose header is here; where the next one should be."""
        _, flags, method, crc, packed, unpacked, names, extras = _HEADER.unpack(header)
        rest = self._bytes(at + 30, names + extras)
        start = at + 30 + names + extras
        if start >= self._size:
            return None
        if WIDE in (packed, unpacked):
            unpacked, packed, _offset = wide_sizes(rest[names:], unpacked, packed, 0)
        end: int | None = start + packed
        if flags & DESCRIBED_LATER and not packed:
            end, crc, packed, unpacked = self._described(start)
        cut = end is None or end > self._size
        if cut:
            packed, end = self._size - start, None
        name = self.contents.accepted(rest[:names], flags)
        if name:
            self.contents.add(
                Member(
                    name, unpacked, packed, crc, at, method == _DEFLATED, checked=not cut, fault=fault(flags, method)
                )
            )
        return end

    def _described(self, start: int) -> tuple[int | None, int, int, int]:
        """Where the next header is, the checksum and both sizes, from the descriptor behind a file's data.

        It has 32 or 64 bits to a size, and a mark of its own or none.
        """
        at = self._next(_MARKS, start)
        while at is not None:
            marked = self._bytes(at, 4) == DESCRIPTOR
            for form in (_WIDE, _NARROW):
                begin = at + 4 if marked else at - form.size
                field = self._bytes(begin, form.size) if begin >= start else b""
                if len(field) == form.size:
                    crc, packed, unpacked = form.unpack(field)
                    end = begin + form.size
                    # Either form may look like the other: what follows tells.
                    if packed == (at if marked else begin) - start and self._bytes(end, 4) in _NEXT:
                        return end, crc, packed, unpacked
            at = self._next(_MARKS, at + 1)
        return None, 0, 0, 0

    def _next(self, marks: re.Pattern[bytes], at: int) -> int | None:
        """The next place from `at` on where one of the marks stands."""
        self._looks += 1
        while at < self._size and self._looks < _LOOKS:
            self._load(at, 4)
            if match := marks.search(self._piece, at - self._piece_at):
                return self._piece_at + match.start()
            if len(self._piece) < 4:
                return None
            at = max(at + 1, self._piece_at + len(self._piece) - 3)
        return None

    def _bytes(self, at: int, length: int) -> bytes:
        self._load(at, length)
        return self._piece[at - self._piece_at : at - self._piece_at + length]

    def _load(self, at: int, length: int) -> None:
        """Have the piece of the file in which this lies."""
        until = min(at + length, self._size)
        if at < self._piece_at or until > self._piece_at + len(self._piece):
            self._file.seek(at)
            self._piece, self._piece_at = self._file.read(_STEP), at


_NEXT = (LOCAL_FILE, DIRECTORY_ENTRY, b"")
_NARROW, _WIDE = struct.Struct("<LLL"), struct.Struct("<LQQ")
