"""What a person brings along that no archive of X holds: bookmarks that some program exported, chats from grok.com."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from auditor.archive.containers import Container, Member, open_container
from auditor.archive.containers.loose import LooseFiles
from auditor.archive.decoding.reading import DataFile
from auditor.archive.imports import grok_export
from auditor.archive.receipt import ReceiptEntry
from auditor.errors import NotAnArchive, UsageError
from auditor.i18n import gettext as _

BOOKMARKS, GROK = "bookmarks_export", "grok_export"
"""Their kinds in the table of kinds."""
KINDS = frozenset({BOOKMARKS, GROK})

_TABLES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".txt")

Chosen = tuple[str, Path]
"""A kind and the file that was given as such."""


class Export(msgspec.Struct, frozen=True):
    """One file that was given. A zip can hold several; `entries` are the receipt for what is in none of them."""

    container: Container
    data_files: tuple[DataFile, ...]
    entries: tuple[ReceiptEntry, ...] = ()


def chosen(bookmarks: Iterable[Path] = (), grok: Iterable[Path] = ()) -> list[Chosen]:
    return [*((BOOKMARKS, path) for path in bookmarks), *((GROK, path) for path in grok)]


def told_apart(paths: Iterable[Path]) -> tuple[list[Path], list[Chosen]]:
    """Archives, and what came along with them, by name alone: the window takes both in one drop."""
    archives: list[Path] = []
    exports: list[Chosen] = []
    for path in paths:
        if _is_grok(path.name):
            exports.append((GROK, path))
        elif _is_table(path.name) and not path.is_dir():
            exports.append((BOOKMARKS, path))
        else:
            archives.append(path)
    return archives, exports


@contextlib.contextmanager
def opened_exports(files: Sequence[Chosen]) -> Iterator[list[Export]]:
    """Each opened, its files named as the receipt is to name them. A file that was given twice counts once.

    Raises UsageError where there is no such file, or it is a zip that cannot be read.
    """
    exports: list[Export] = []
    try:
        for kind, path in dict.fromkeys(files):
            exports.append(_opened(kind, path))
        yield _named_apart(exports)
    finally:
        for export in exports:
            export.container.close()


def _opened(kind: str, path: Path) -> Export:
    if not path.is_file():
        message = _("There is no file at {path}.").format(path=path)
        raise UsageError(message, _("Choose the file that was exported, or the zip it came in."))
    if not _is_zip(path):
        container: Container = LooseFiles([path])
        return Export(container, tuple(_data_file(kind, member, member.path) for member in container.members))
    try:
        container = open_container(path)
    except NotAnArchive as error:
        raise UsageError(error.title, _("Unpack it and choose the file with the export.")) from error
    wanted = _WANTED[kind]
    files = [_data_file(kind, m, f"{path.name}/{m.path}") for m in container.members if wanted(m.path)]
    rest = [member for member in container.members if not wanted(member.path)]
    entries = [msgspec.structs.replace(entry, path=f"{path.name}/{entry.path}") for entry in container.problems]
    if not files:
        entries.append(ReceiptEntry(path.name, "unreadable", kind, note="no file with such an export is in this zip"))
    if rest:
        size, note = sum(member.size for member in rest), "what else is in this zip; not looked into"
        entries.append(ReceiptEntry(f"{path.name}/", "ignored", "other", members=len(rest), bytes=size, note=note))
    return Export(container, tuple(files), tuple(entries))


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as error:
        message = _("{path} cannot be read.").format(path=path)
        raise UsageError(message, _("Copy the file elsewhere and try again.")) from error


def _is_table(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.endswith(_TABLES) and "__MACOSX" not in path and not name.startswith(("readme", "."))


def _is_grok(path: str) -> bool:
    return path.rpartition("/")[2] == grok_export.MAIN_FILE


_WANTED: dict[str, Callable[[str], bool]] = {BOOKMARKS: _is_table, GROK: _is_grok}


def _data_file(kind: str, member: Member, path: str) -> DataFile:
    return DataFile(member, path, kind, 0)


def _named_apart(exports: list[Export]) -> list[Export]:
    """Two files of one name come from two folders, which the receipt does not name."""
    seen: set[str] = set()

    def own(path: str) -> str:
        name, number = path, 1
        while name in seen:
            number += 1
            name = f"{path} ({number})"
        seen.add(name)
        return name

    return [
        msgspec.structs.replace(
            export,
            data_files=tuple(msgspec.structs.replace(file, path=own(file.path)) for file in export.data_files),
        )
        for export in exports
    ]
