"""A few bytes of a member without the rest of it, for what only looks at the beginning of pictures and films."""

from __future__ import annotations

import contextlib
import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Self

from auditor.archive.containers.members import Damaged, Member
from auditor.archive.containers.zip_directory import LOCAL_FILE

Window = Callable[[int, int], bytes]
"""(where, how many bytes) -> those bytes of the member, fewer at its end. Raises Damaged."""

_HEADER = 30
"""Bytes of a member's header in the zip, before its name."""
_AT_ONCE = 4096
"""Bytes of the zip that are read first: a member's header and name and, behind them, its beginning."""
BEGINNING = 3840
"""Bytes of a member that are mostly among them."""
_UNPACKED = 64 * 1024
"""Bytes at the beginning of a packed member that can be looked at; all of one that is only stored."""


class Windows:
    """Windows into the members of one zip or folder. Use it in a `with`. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip: BinaryIO | None = None if path.is_dir() else path.open("rb", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip is not None:
            self._zip.close()

    @contextlib.contextmanager
    def into(self, member: Member) -> Iterator[Window]:
        """Raises Damaged."""
        if member.fault:
            raise Damaged(member.fault)
        try:
            if self._zip is None:
                with _ordinary_file(self._path / member.path) as file:
                    yield _stored(file, 0, member.size, _at(file, 0, BEGINNING))
            else:
                begun = _at(self._zip, member.offset, _AT_ONCE)
                start = _start(begun)
                if member.deflated:
                    yield _held(_unpacked(self._zip, member.offset + start, member.stored_size))
                else:
                    yield _stored(self._zip, member.offset + start, member.stored_size, begun[start:])
        except (OSError, ValueError, zlib.error) as error:
            raise Damaged("the disk could not read it") from error


@contextlib.contextmanager
def _ordinary_file(path: Path) -> Iterator[BinaryIO]:
    """Never a link, and never a pipe that could make anybody wait."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Damaged("it is no ordinary file any more")
        yield file


def _start(header: bytes) -> int:
    """How far behind the start of its header a member's content begins."""
    if len(header) < _HEADER or header[:4] != LOCAL_FILE:
        raise Damaged("the zip does not hold it where it says")
    name, extra = struct.unpack_from("<HH", header, 26)
    return _HEADER + int(name) + int(extra)


def _at(file: BinaryIO, where: int, length: int) -> bytes:
    file.seek(where)
    return file.read(length)


def _stored(file: BinaryIO, start: int, size: int, begun: bytes) -> Window:
    """`begun` is what was read of it already, perhaps with more behind it."""
    begun = begun[:size]

    def window(at: int, length: int) -> bytes:
        if at >= 0 and at + length <= len(begun):
            return begun[at : at + length]
        return _at(file, start + at, min(length, size - at)) if 0 <= at < size else b""

    return window


def _held(data: bytes) -> Window:
    return lambda at, length: data[at : at + length] if at >= 0 else b""


def _unpacked(file: BinaryIO, start: int, stored_size: int) -> bytes:
    return zlib.decompressobj(-15).decompress(_at(file, start, min(stored_size, _UNPACKED)), _UNPACKED)
