"""Zip files and folders, read in place: nothing is unpacked, nothing outside the archive is ever touched."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from auditor.archive.containers import refusals
from auditor.archive.containers.folders import Folder
from auditor.archive.containers.members import Container, Damaged, Member
from auditor.archive.containers.zips import ZipArchive
from auditor.errors import ArchiveChanged, NotAnArchive

__all__ = [
    "Container",
    "Damaged",
    "Folder",
    "Member",
    "ZipArchive",
    "ensure_unchanged",
    "fingerprint",
    "open_container",
    "reopen_container",
    "sha256",
]


def open_container(path: Path) -> Container:
    """Open a zip or a folder and list its members. Raises NotAnArchive with what to do next."""
    try:
        status = path.stat()
    except PermissionError as error:
        raise refusals.no_permission(path) from error
    except (OSError, ValueError) as error:
        raise NotAnArchive(
            f"There is no file or folder at {path}.", "Check the name and choose the archive again."
        ) from error
    if stat.S_ISDIR(status.st_mode):
        return Folder(path)
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device: opening it may never end
        raise refusals.not_a_file(path)
    if status.st_size == 0:
        raise NotAnArchive(f"{path.name} is empty (0 bytes).", "Download your archive from X again.")
    return ZipArchive(path)


def reopen_container(path: Path) -> Folder | ZipArchive:
    """The same for a process that was told the members: `members` and `problems` stay empty, and it takes no time."""
    return Folder(path, listed=False) if path.is_dir() else ZipArchive(path, listed=False)


def ensure_unchanged(container: Container) -> None:
    """To be asked when all has been read. Raises ArchiveChanged."""
    if not container.is_unchanged():
        raise ArchiveChanged(container.path.name)


def fingerprint(containers: list[Container]) -> str:
    """SHA-256 over the names, sizes and checksums of all members: the same download gives the same value, without
    reading it all. A folder has no checksums, so its value differs from that of its zip."""
    digest = hashlib.sha256()
    for container in sorted(containers, key=lambda c: c.path.name):
        lines = [f"{m.path}\0{m.size}\0{m.crc:08x}\n" for m in sorted(container.members, key=lambda m: m.path)]
        digest.update("".join(lines).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def sha256(path: Path) -> str | None:
    """Of a whole zip; None for a folder."""
    if path.is_dir():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
