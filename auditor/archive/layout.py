"""Where things stand in an archive: its root, its manifest, its data files, and what is no data."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from typing import TypeVar

import msgspec

from auditor.archive import dates
from auditor.archive.containers import Container, Damaged, Member
from auditor.archive.facts import Account
from auditor.archive.kinds import identify, media_folders
from auditor.archive.reading import DataFile
from auditor.archive.receipt import ReceiptEntry
from auditor.archive.records import AccountRecord, AccountRow, ProtectedRow
from auditor.archive.streams import NotUnderstood, batches
from auditor.errors import NotAnArchive

Row = TypeVar("Row")

SMALL_FILE = 64 * 1024 * 1024
"""No manifest of X comes near this size."""


class ManifestFile(msgspec.Struct, frozen=True, rename="camel"):
    """`global_name` is the JavaScript name, such as YTD.tweets.part1."""

    file_name: str = ""
    global_name: str = ""
    count: str = ""


class ManifestType(msgspec.Struct, frozen=True, rename="camel"):
    files: tuple[ManifestFile, ...] = ()
    media_directory: str = ""


class UserInfo(msgspec.Struct, frozen=True, rename="camel"):
    account_id: str = ""
    user_name: str = ""
    display_name: str = ""


class ArchiveInfo(msgspec.Struct, frozen=True, rename="camel"):
    generation_date: str = ""
    is_partial_archive: bool = False


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """manifest.js: X's own table of contents."""

    user_info: UserInfo = UserInfo()
    archive_info: ArchiveInfo = ArchiveInfo()
    data_types: dict[str, ManifestType] = {}


class Layout(msgspec.Struct, frozen=True):
    """An archive before its records are read.

    root         the folder inside the container that holds data/, "" or "name/"
    data_files   smallest first
    entries      the receipt for everything that is no data file
    """

    container: Container
    root: str
    manifest: Manifest | None
    data_files: tuple[DataFile, ...]
    entries: tuple[ReceiptEntry, ...]

    @property
    def generated_at(self) -> int | None:
        return dates.parse(self.manifest.archive_info.generation_date) if self.manifest else None


def survey(container: Container) -> Layout:
    """Find the archive inside a zip or folder. Raises NotAnArchive with what it seems to be instead."""
    root = _find_root(container)
    inside = [m for m in container.members if m.path.startswith(root)]
    manifest, manifest_entry = _read_manifest(container, root)
    listed = _listed(manifest)
    data_files: list[DataFile] = []
    folders: dict[str, list[Member]] = defaultdict(list)
    entries: list[ReceiptEntry] = [manifest_entry] if manifest_entry else []
    for member in inside:
        path = member.path.removeprefix(root)
        folder, _, name = path.rpartition("/")
        if path == "data/manifest.js":
            continue
        if folder == "data" and name.lower().endswith(".js"):
            data_files.append(_data_file(member, path, listed.pop(path, None)))
        elif folder == "data" and name.lower() != "readme.txt":
            entries.append(ReceiptEntry(path, "unknown", bytes=member.size, note="not a data file of X"))
        else:
            folders[_unit(path)].append(member)
    entries += [_folder_entry(unit, members) for unit, members in sorted(folders.items())]
    entries += _outside(container.members, root)
    entries += [
        ReceiptEntry(
            path,
            "missing",
            kind=_kind(path, file)[0],
            expected=_count(file),
            note="listed by X, but not in the archive",
        )
        for path, file in sorted(listed.items())
    ]
    data_files.sort(key=lambda f: (f.member.stored_size, f.path))
    return Layout(container, root, manifest, tuple(data_files), tuple(entries))


def account_of(layout: Layout) -> Account:
    """The owner, from account.js; what is missing there from the manifest."""
    rows = _first_rows(layout, "account", AccountRow)
    record = rows[0].account if rows else AccountRecord()
    info = layout.manifest.user_info if layout.manifest else UserInfo()
    return Account(
        id=record.account_id or info.account_id or None,
        username=record.username or info.user_name or None,
        display_name=record.account_display_name or info.display_name or None,
        created_at=dates.parse(record.created_at),
    )


def protected_changes_of(layout: Layout) -> tuple[tuple[int, str], ...]:
    """When posts were protected and unprotected, oldest first; X keeps six months of it."""
    changes = [row.protected_history for row in _first_rows(layout, "protected_history", ProtectedRow)]
    dated = [(dates.parse(change.protected_at), change.action) for change in changes]
    return tuple(sorted((at, action) for at, action in dated if at is not None))


GENERATIONS = (
    ("2026", "message_event"),
    ("2024-2025", "grok_chat_item"),
    ("2023", "note_tweet"),
    ("2022-2023", "tweet_headers"),
)


def generation_of(layout: Layout) -> str:
    """Which of X's layouts this is, told by the files it has."""
    found = {file.kind for file in layout.data_files}
    return next((name for name, mark in GENERATIONS if mark in found), "2020-2022")


def _first_rows(layout: Layout, kind: str, shape: type[Row]) -> list[Row]:
    """The first batch of a small file; nothing of one that cannot be read, which its receipt entry will say."""
    for file in layout.data_files:
        if file.kind == kind:
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, Damaged, NotUnderstood):
                pieces = (piece for piece, _ in layout.container.chunks(file.member))
                return msgspec.json.decode(next(batches(pieces), b"[]"), type=list[shape])  # type: ignore[valid-type]
    return []


def _whole(container: Container, member: Member) -> bytes:
    if member.size > SMALL_FILE:
        raise Damaged("it is far larger than X writes it")
    return b"".join(piece for piece, _ in container.chunks(member))


def _assigned(text: bytes) -> bytes:
    """What stands right of the first equals sign."""
    return text.partition(b"=")[2].strip().removesuffix(b";")


def _find_root(container: Container) -> str:
    paths = {m.path for m in container.members if "__MACOSX/" not in m.path}
    for mark in ("data/manifest.js", "data/account.js", "data/tweets.js", "data/tweet.js"):
        roots = [p.removesuffix(mark) for p in paths if p == mark or p.endswith("/" + mark)]
        if roots:
            return min(roots, key=len)
    raise _not_an_archive(container, paths)


_CHOOSE = "Choose the .zip file that X gave you, or the folder it was unpacked into."


def _not_an_archive(container: Container, paths: set[str]) -> NotAnArchive:
    name = container.path.name
    if not paths:
        return NotAnArchive(f"{name} is empty.", _CHOOSE)
    if any(re.search(r"(^|/)(account|tweet|data/js/tweet_index)\.js$", p) for p in paths):
        return NotAnArchive(
            f"{name} is an X archive of a form from before March 2020, which this version does not read yet.",
            "Ask X for a new archive.",
        )
    if any(p.endswith(("saved_resource.html", "_files/saved_resource")) or "_files/" in p for p in paths):
        return NotAnArchive(
            f"{name} is a saved web page, not an archive.",
            "Ask X for your archive under Settings, Your account, Download an archive of your data.",
        )
    others = {
        "Facebook or Instagram": r"(^|/)(your_facebook_activity|your_instagram_activity|personal_information)/",
        "Google": r"(^|/)Takeout/",
        "Mastodon": r"(^|/)(outbox|actor)\.json$",
        "TikTok": r"(^|/)user_data(_tiktok)?\.json$",
        "LinkedIn": r"(^|/)Connections\.csv$",
        "Reddit": r"(^|/)(comment|post)_headers\.csv$",
        "ChatGPT": r"(^|/)conversations\.json$",
    }
    for network, pattern in others.items():
        if any(re.search(pattern, p) for p in paths):
            return NotAnArchive(f"{name} looks like an export from {network}, not from X.", _CHOOSE)
    return NotAnArchive(f"{name} holds no data file of X.", _CHOOSE)


def _read_manifest(container: Container, root: str) -> tuple[Manifest | None, ReceiptEntry | None]:
    path = root + "data/manifest.js"
    member = next((m for m in container.members if m.path == path), None)
    if member is None:
        return None, ReceiptEntry(
            "data/manifest.js", "missing", kind="manifest", note="without it, X's own counts cannot be compared"
        )
    try:
        manifest = msgspec.json.decode(_assigned(_whole(container, member)), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None, ReceiptEntry("data/manifest.js", "unreadable", kind="manifest", note="it is not valid JSON")
    except Damaged as reason:
        return None, ReceiptEntry("data/manifest.js", "unreadable", kind="manifest", note=str(reason))
    return manifest, ReceiptEntry("data/manifest.js", "read", kind="manifest")


def _listed(manifest: Manifest | None) -> dict[str, ManifestFile]:
    """Every file that X's table of contents names, by its path."""
    types = manifest.data_types.values() if manifest else ()
    return {file.file_name: file for data_type in types for file in data_type.files if file.file_name}


def _data_file(member: Member, path: str, listed: ManifestFile | None) -> DataFile:
    kind, part = _kind(path, listed)
    return DataFile(member, path, kind or "", part, _count(listed))


def _kind(path: str, listed: ManifestFile | None) -> tuple[str | None, int]:
    """The kind and part by what X's table of contents says, as its own viewer does; else by the file's name."""
    if listed is not None:
        name, _dot, part = listed.global_name.removeprefix("YTD.").partition(".part")
        kind, number = identify(f"{name}-part{part}.js" if part.isdigit() else f"{name}.js")
        if kind is not None:
            return kind.name, number
    kind, number = identify(path.rpartition("/")[2])
    return (kind.name if kind else None), number


def _count(listed: ManifestFile | None) -> int | None:
    return int(listed.count) if listed is not None and listed.count.isdigit() else None


def _unit(path: str) -> str:
    """What a file that holds no records is listed under: its media folder, assets/, or itself."""
    parts = path.split("/")
    depth = 2 if parts[0] == "data" else 1
    return "/".join(parts[:depth]) + "/" if len(parts) > depth else path


def _folder_entry(unit: str, members: list[Member]) -> ReceiptEntry:
    size, name = sum(m.size for m in members), unit.rstrip("/").rpartition("/")[2]
    if unit == "assets/":
        return ReceiptEntry(unit, "ignored", "assets", members=len(members), bytes=size, note="X's own viewer")
    if name in media_folders():
        return ReceiptEntry(
            unit, "ignored", "media", members=len(members), bytes=size, note="counted; pictures are not looked into"
        )
    if unit.endswith("/"):
        return ReceiptEntry(
            unit, "unknown", "other", members=len(members), bytes=size, note="a folder that Outtake does not know"
        )
    return ReceiptEntry(unit, "ignored", "other", bytes=size, note="holds no data of yours")


def _outside(members: list[Member], root: str) -> list[ReceiptEntry]:
    outside = [m for m in members if not m.path.startswith(root)]
    if not outside:
        return []
    size = sum(m.size for m in outside)
    note = "outside the archive's own folder"
    return [ReceiptEntry("..", "ignored", "other", members=len(outside), bytes=size, note=note)]
