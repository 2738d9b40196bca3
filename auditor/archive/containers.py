"""Zip files and folders, read in place: nothing is unpacked, nothing outside the archive is ever touched."""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec

from auditor.errors import NotAnArchive

fast_zlib: Any
try:
    from isal import isal_zlib as fast_zlib
except ImportError:  # no wheel for Windows on ARM; the results are the same, a little later
    fast_zlib = zlib

CHUNK = 256 * 1024
"""Bytes asked for at a time, and at most inflated at a time."""


class Member(msgspec.Struct, frozen=True):
    """A file of the archive. `path` uses forward slashes; sizes in bytes; crc 0 for a folder's file."""

    path: str
    size: int
    stored_size: int
    crc: int = 0


class Damaged(Exception):
    """A member cannot be read to its end. Carries one short reason without any content."""


class Container(Protocol):
    """What an archive is read from. One object serves one thread at a time."""

    path: Path

    @property
    def members(self) -> list[Member]: ...

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        """The content in pieces, each with the stored bytes used up by it. Raises Damaged, also after some pieces."""
        ...

    def close(self) -> None: ...


class Folder:
    """An archive that was unpacked. Links are not followed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.members = sorted(self._walk(), key=lambda m: m.path)
        except PermissionError as error:
            raise _no_permission(path) from error

    def _walk(self) -> Iterator[Member]:
        for folder, names, files in os.walk(self.path, onerror=_raise):
            names[:] = [n for n in names if not (Path(folder) / n).is_symlink()]
            for name in files:
                file = Path(folder) / name
                if file.is_symlink() or not file.is_file():
                    continue
                size = file.stat().st_size
                yield Member(file.relative_to(self.path).as_posix(), size, size)

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        try:
            with (self.path / member.path).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk, len(chunk)
        except PermissionError as error:
            raise Damaged("no permission to read it") from error
        except OSError as error:
            raise Damaged("the disk could not read it") from error

    def close(self) -> None:
        """Nothing is held open between reads."""


class ZipArchive:
    """A zip as X hands it out. Only the two methods X uses are read (stored and deflated)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _open(path) as file:
            try:
                with zipfile.ZipFile(file) as directory:
                    self._infos = {info.filename: info for info in directory.infolist() if not info.is_dir()}
            except _ZIP_ERRORS as error:
                raise _not_a_whole_zip(path) from error
        self._file = _open(path)
        self.members = [
            Member(info.filename, info.file_size, info.compress_size, info.CRC) for info in self._infos.values()
        ]

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        info = self._infos[member.path]
        if info.flag_bits & 0x1:
            raise Damaged("it is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged("it is packed in a way X does not use")
        self._seek_to_data(info)
        crc = total = 0
        try:
            for piece, used in self._inflate(info):
                crc = zlib.crc32(piece, crc)
                total += len(piece)
                if total > info.file_size:
                    raise Damaged("it is larger than the zip says")
                yield piece, used
        except (zlib.error, fast_zlib.error) as error:
            raise Damaged("its packed data is damaged") from error
        except OSError as error:
            raise Damaged("the disk could not read it") from error
        if total < info.file_size:
            raise Damaged("it ends too early")
        if crc != info.CRC:
            raise Damaged("its checksum is wrong")

    def _seek_to_data(self, info: zipfile.ZipInfo) -> None:
        try:
            self._file.seek(info.header_offset)
        except (OSError, ValueError) as error:
            raise Damaged("the zip does not hold it where it says") from error
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Damaged("the zip does not hold it where it says")
        name, extra = struct.unpack("<HH", header[26:30])
        self._file.seek(name + extra, os.SEEK_CUR)

    def _inflate(self, info: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
        left = info.compress_size
        inflater = fast_zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
        while left > 0:
            packed = self._file.read(min(CHUNK, left))
            if not packed:
                return
            left -= len(packed)
            used = len(packed)
            if inflater is None:
                yield packed, used
                continue
            while packed and not inflater.eof:
                piece = inflater.decompress(packed, CHUNK * 4)
                packed = inflater.unconsumed_tail
                yield piece, used
                used = 0
        if inflater is not None and not inflater.eof and (rest := inflater.flush()):
            yield rest, 0

    def close(self) -> None:
        self._file.close()


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    UnicodeDecodeError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
)


def open_container(path: Path) -> Container:
    """Open a zip or a folder. Raises NotAnArchive with what to do next."""
    try:
        is_folder = path.is_dir()
        exists = is_folder or path.exists()
    except OSError as error:
        raise _no_permission(path) from error
    if not exists:
        raise NotAnArchive(f"There is no file or folder at {path}.", "Check the name and choose the archive again.")
    if is_folder:
        return Folder(path)
    if path.stat().st_size == 0:
        raise NotAnArchive(f"{path.name} is empty (0 bytes).", "Download your archive from X again.")
    return ZipArchive(path)


def fingerprint(containers: list[Container]) -> str:
    """SHA-256 over the names, sizes and checksums of all members: the same download gives the same value, without
    reading it all. A folder has no checksums, so its value differs from that of its zip."""
    digest = hashlib.sha256()
    for container in sorted(containers, key=lambda c: c.path.name):
        for member in sorted(container.members, key=lambda m: m.path):
            digest.update(f"{member.path}\0{member.size}\0{member.crc:08x}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def sha256(path: Path) -> str | None:
    """Of a whole zip; None for a folder."""
    if path.is_dir():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=CHUNK)
    except PermissionError as error:
        raise _no_permission(path) from error
    except OSError as error:
        raise NotAnArchive(f"{path.name} cannot be read from this disk.", "Copy it elsewhere and try again.") from error


def _no_permission(path: Path) -> NotAnArchive:
    return NotAnArchive(
        f"You do not have permission to read {path.name}.", "Change its permissions, or copy it to your own folder."
    )


def _not_a_whole_zip(path: Path) -> NotAnArchive:
    with contextlib.suppress(OSError), path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(b"PK\x03\x04"):
            return NotAnArchive(
                f"{path.name} is only part of a zip file: its end is missing, as after a download that was cut off.",
                "Download it from X again and wait until it is complete.",
            )
        if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
            return NotAnArchive(
                f"{path.name} is a saved web page, not an archive.",
                "Ask X for your archive under Settings, Your account, Download an archive of your data.",
            )
    return NotAnArchive(
        f"{path.name} is not a zip file or a folder.",
        "Choose the .zip file that X gave you, or the folder it was unpacked into.",
    )


def _raise(error: OSError) -> None:
    raise error
