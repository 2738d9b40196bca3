"""An archive that was unpacked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from auditor.archive import limits
from auditor.archive.containers.members import CHUNK, Damaged, Member
from auditor.archive.containers.refusals import no_permission, too_many_files
from auditor.archive.receipt import ReceiptEntry

_JUNCTION = 0xA0000003
"""Windows' own kind of link between folders."""

_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe put in the place of a file must not make anybody wait."""


class Folder:
    """Only ordinary files are read; links, pipes and devices are never followed or opened.

    Raises NotAnArchive (no permission for the folder itself, too many files).
    """

    def __init__(self, path: Path, *, listed: bool = True) -> None:
        self.path = path
        self.members: list[Member] = []
        self.problems: list[ReceiptEntry] = []
        if not listed:
            return
        try:
            os.scandir(path).close()
        except PermissionError as error:
            raise no_permission(path) from error
        for member in self._walk():
            self.members.append(member)
            if len(self.members) > limits.MEMBERS:
                raise too_many_files(path)
        self.members.sort(key=lambda m: m.path)

    def _walk(self) -> Iterator[Member]:
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                with os.scandir(self.path / below) as entries:
                    for entry in entries:
                        path = f"{below}/{entry.name}" if below else entry.name
                        if entry.is_dir(follow_symlinks=False):
                            if not _is_junction(entry):
                                waiting.append(path)
                        elif entry.is_file(follow_symlinks=False):
                            yield _member(path, _size(entry))
            except OSError:
                note = "the folder cannot be looked into"
                self.problems.append(ReceiptEntry(_shown(below) + "/", "unreadable", "other", note=note))

    def look_up(self, name: str) -> Member | None:
        """The file of this name at the top, without listing them all."""
        try:
            status = (self.path / name).lstat()
        except OSError:
            return None
        return _member(name, status.st_size) if stat.S_ISREG(status.st_mode) else None

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        if member.fault:
            raise Damaged(member.fault)
        total = 0
        try:
            with os.fdopen(os.open(self.path / member.path, _WITHOUT_WAITING), "rb", buffering=0) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Damaged("it is no ordinary file any more")
                while total < member.size and (chunk := file.read(min(CHUNK, member.size - total))):
                    total += len(chunk)
                    yield chunk, len(chunk)
                if total < member.size or file.read(1):
                    raise Damaged("it changed while the archive was read")
        except FileNotFoundError as error:
            raise Damaged("it went away while the archive was read") from error
        except PermissionError as error:
            raise Damaged("no permission to read it") from error
        except OSError as error:
            raise Damaged("the disk could not read it") from error

    def is_unchanged(self) -> bool:
        """Each file is held against its size when it is read; here only whether the folder is still there."""
        try:
            return self.path.is_dir()
        except OSError:
            return False

    def close(self) -> None:
        """Nothing is held open between reads."""


def _is_junction(entry: os.DirEntry[str]) -> bool:
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _size(entry: os.DirEntry[str]) -> int:
    """0 for a file that went while we looked; reading it will say so."""
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _member(path: str, size: int) -> Member:
    shown = _shown(path)
    return Member(shown, size, size, fault="" if shown == path else "its name is not valid text")


def _shown(path: str) -> str:
    """A name may be any bytes; only text can be kept and shown."""
    return path.encode("utf-8", "replace").decode()
