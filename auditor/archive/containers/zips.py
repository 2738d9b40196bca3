"""A zip, read in place: nothing is unpacked to the disk, nothing outside it is ever touched."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from auditor.archive import limits
from auditor.archive.containers import refusals
from auditor.archive.containers.members import CHUNK, Damaged, Member
from auditor.archive.containers.zip_directory import (
    LOCAL_FILE,
    Directory,
    NoDirectory,
    TooLarge,
    TooMany,
    look_up,
    read_directory,
)
from auditor.archive.containers.zip_recovery import recover
from auditor.archive.receipt import ReceiptEntry

fast_zlib: Any
try:
    from isal import isal_zlib as fast_zlib
except ImportError:  # no wheel for Windows on ARM; the results are the same, a little later
    fast_zlib = zlib

_PIECE = 4 * CHUNK
"""Bytes inflated at most at a time."""


class ZipArchive:
    """A zip as X hands it out, or what is left of one. Only the two methods X uses are read (stored and deflated).

    `listed=False` leaves its table of contents alone, for a process that is told the members.
    """

    def __init__(self, path: Path, *, listed: bool = True) -> None:
        self.path = path
        self.members: list[Member] = []
        self.problems: list[ReceiptEntry] = []
        self._file = _open(path)
        self._state = _state(os.fstat(self._file.fileno()))
        if not listed:
            return
        try:
            directory = self._contents()
        except BaseException:
            self._file.close()
            raise
        self.members, self.problems = directory.members, directory.problems

    def _contents(self) -> Directory:
        size = os.fstat(self._file.fileno()).st_size
        try:
            try:
                directory = read_directory(self._file, size)
            except NoDirectory:
                directory = recover(self._file, size)
                if not any(_holds_data(member) for member in directory.members):
                    raise refusals.not_a_whole_zip(self.path) from None
        except TooMany:
            raise refusals.too_many_files(self.path) from None
        except TooLarge:
            raise refusals.oversized_directory(self.path) from None
        except (OSError, struct.error, ValueError) as error:
            raise refusals.cannot_be_read(self.path) from error
        if directory.members and all(m.fault == "it is encrypted" for m in directory.members):
            raise refusals.locked(self.path)
        return directory

    def look_up(self, name: str) -> Member | None:
        """A file of this name, in whatever folder, without listing them all; None also where that cannot be done."""
        try:
            return look_up(self._file, os.fstat(self._file.fileno()).st_size, name)
        except (NoDirectory, TooLarge, OSError, struct.error, ValueError):
            return None

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        if member.fault:
            raise Damaged(member.fault)
        try:
            yield from self._checked(member)
        except (zlib.error, fast_zlib.error) as error:
            raise Damaged("its packed data is damaged") from error
        except (OSError, ValueError) as error:
            raise Damaged("the disk could not read it") from error

    def _checked(self, member: Member) -> Iterator[tuple[bytes, int]]:
        """The content, held against what the zip says of it."""
        self._seek_to_data(member)
        crc = total = used = unsaid = 0
        for piece, stored in self._inflate(member):
            used += stored
            unsaid += stored
            total += len(piece)
            if member.checked and total > member.size:
                raise Damaged("it is larger than the zip says")
            if total > limits.RATIO_FROM and total > limits.RATIO * used:
                raise Damaged(f"it unpacks to more than {limits.RATIO} times its size, as no file of X does")
            crc = fast_zlib.crc32(piece, crc)
            if piece:
                yield piece, unsaid
                unsaid = 0
        if not member.checked:
            raise Damaged("the download was cut off in the middle of it")
        if total < member.size:
            raise Damaged("it ends too early")
        if crc != member.crc:
            raise Damaged("its checksum is wrong")

    def _seek_to_data(self, member: Member) -> None:
        self._file.seek(member.offset)
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != LOCAL_FILE:
            raise Damaged("the zip does not hold it where it says")
        name, extra = struct.unpack("<HH", header[26:30])
        self._file.seek(name + extra, os.SEEK_CUR)

    def _inflate(self, member: Member) -> Iterator[tuple[bytes, int]]:
        """Pieces, some of them empty, each with the stored bytes used up by it."""
        left = member.stored_size
        inflater = fast_zlib.decompressobj(-15) if member.deflated else None
        while left > 0 and (packed := self._file.read(min(CHUNK, left))):
            left -= len(packed)
            if inflater is None:
                yield packed, len(packed)
                continue
            while packed and not inflater.eof:
                before = len(packed)
                piece = inflater.decompress(packed, _PIECE)
                packed = inflater.unconsumed_tail
                yield piece, before - len(packed)
            if inflater.eof:
                return
        if inflater is not None:
            yield inflater.flush(), 0

    def is_unchanged(self) -> bool:
        try:
            return _state(self.path.stat()) == self._state
        except OSError:
            return False

    def close(self) -> None:
        self._file.close()


def _state(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _holds_data(member: Member) -> bool:
    return member.path.lower().endswith((".js", ".json", ".csv")) and "assets/" not in member.path


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=CHUNK)
    except PermissionError as error:
        raise refusals.no_permission(path) from error
    except OSError as error:
        raise refusals.cannot_be_read(path) from error
