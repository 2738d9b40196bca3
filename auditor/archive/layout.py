"""What stands in an archive: its manifest, its data files, and what is no data."""

from __future__ import annotations

import contextlib
import functools
import re
from collections import defaultdict
from typing import TypeVar

import msgspec

from auditor.archive import dates
from auditor.archive.containers import Container, Damaged, Member
from auditor.archive.decoding.reading import DataFile, Decoder
from auditor.archive.decoding.records import AccountRecord, AccountRow, ProtectedRow
from auditor.archive.decoding.streams import NotUnderstood, batches
from auditor.archive.facts import Account
from auditor.archive.generations import Form, Place, find, generation, is_junk, without_junk
from auditor.archive.kinds import identify, kinds, media_folders
from auditor.archive.manifest import Manifest, ManifestFile, UserInfo, manifest_of_months, read_manifest
from auditor.archive.receipt import ReceiptEntry

Row = TypeVar("Row")


class Layout(msgspec.Struct, frozen=True):
    """An archive, or one of its several zips, before its records are read.

    place        where its data files stand
    manifest     X's table of contents, None if it is not there or not readable
    data_files   smallest first
    entries      the receipt for everything that is no data file
    """

    container: Container
    place: Place
    manifest: Manifest | None
    data_files: tuple[DataFile, ...]
    entries: tuple[ReceiptEntry, ...]

    @property
    def generated_at(self) -> int | None:
        """By the manifest; else the day in the name that X gave the zip, and people often the folder."""
        said = dates.parse(self.manifest.archive_info.generation_date) if self.manifest else None
        return said if said is not None else self.named_day

    @property
    def named_day(self) -> int | None:
        found = re.search(r"twitter-(\d{4}-\d\d-\d\d)-", f"{self.container.path.name}/{self.place.root}")
        return dates.parse(found[1]) if found else None


def survey(container: Container) -> list[Layout]:
    """Every archive in a zip or folder, mostly one. Raises NotAnArchive with what it seems to be instead."""
    return [_layout(container, place) for place in find(container)]


def with_manifest(layout: Layout, manifest: Manifest | None) -> Layout:
    """The same for one of the several zips of a download that has none of its own."""
    return _layout(layout.container, layout.place, manifest)


def _layout(container: Container, place: Place, manifest: Manifest | None = None) -> Layout:
    sight = _Sight(container, place)
    if manifest is None:
        manifest = sight.read_manifest()
    data_files = sight.take_data_files(manifest)
    entries = sight.other_entries()
    data_files.sort(key=lambda file: (file.member.stored_size, file.path))
    return Layout(container, place, manifest, tuple(data_files), tuple(entries))


MOST_CHANGES = 1_000
"""Of a switch that few people press twice in the six months that X keeps."""


def account_of(layout: Layout) -> Account:
    """The owner, from account.js; what is missing there from the manifest."""
    rows = _first_rows(layout, "account", AccountRow)
    record = rows[0].account if rows else AccountRecord()
    info = layout.manifest.user_info if layout.manifest else UserInfo()
    return Account(
        id=record.account_id or info.account_id or None,
        username=record.username or info.user_name or None,
        display_name=record.account_display_name or info.display_name or None,
        created_at=dates.parse(record.created_at or info.created_at),
    )


def protected_changes_of(layout: Layout) -> tuple[tuple[int, str], ...]:
    """When posts were protected and unprotected, oldest first; X keeps six months of it."""
    changes = [row.protected_history for row in _first_rows(layout, "protected_history", ProtectedRow, MOST_CHANGES)]
    dated = [(dates.parse(change.protected_at), change.action) for change in changes]
    return tuple(sorted((at, action) for at, action in dated if at is not None))


def generation_of(layout: Layout) -> str:
    """Which of X's layouts this is: "2012-2018", "2018-2019", "2020", "2020-2022", ... "2026"."""
    posts = _first_rows(layout, "tweets", dict[str, object]) if layout.place.form == "flat" else []
    wrapped = bool(posts) and "tweet" in posts[0]
    return generation(layout.place.form, {file.kind for file in layout.data_files}, wrapped=wrapped)


def _first_rows(layout: Layout, kind: str, shape: type[Row], most: int = 1) -> list[Row]:
    """Of the first file of a kind; nothing of one that cannot be read, which its receipt entry will say."""
    rows: list[Row] = []
    for file in layout.data_files:
        if file.kind == kind:
            with contextlib.suppress(Damaged, NotUnderstood):
                pieces = (piece for piece, _ in layout.container.chunks(file.member))
                decoder = Decoder(shape)
                for batch in batches(pieces):
                    rows += decoder.decode(batch)
                    if len(rows) >= most:
                        break
            break
    return rows[:most]


class _Sight:
    """The members of one archive while they are told apart: each is taken exactly once."""

    def __init__(self, container: Container, place: Place) -> None:
        self._container = container
        self._place = place
        self._entries: list[ReceiptEntry] = list(container.problems) if place.leads else []
        self._left = {
            member.path.removeprefix(place.root): member
            for member in without_junk(container.members)
            if place.holds(member.path)
        }

    def read_manifest(self) -> Manifest | None:
        path = self._place.data + "manifest.js"
        if self._place.form == "months":
            return manifest_of_months(self._container, self._place.root)
        member = self._left.get(path)
        if member is None:
            if self._place.form == "data":
                note = "without it, X's own counts cannot be compared"
                self._entries.append(ReceiptEntry(path, "missing", kind="manifest", note=note))
            return None
        try:
            manifest = read_manifest(self._container, member)
        except Damaged as reason:
            self._take(path, ReceiptEntry(path, "unreadable", kind="manifest", note=str(reason)))
            return None
        self._take(path, ReceiptEntry(path, "read", kind="manifest"))
        return manifest

    def take_data_files(self, manifest: Manifest | None) -> list[DataFile]:
        """Every file that holds records; the entries get what X lists and nobody finds, and what is left over."""
        self._left.pop(self._place.data + "manifest.js", None)
        files = manifest.files if manifest else []
        listed = {self._place.data + file.file_name.removeprefix("data/"): file for file in files}
        found = {path: _data_file(self._left[path], path, listed.get(path)) for path in self._data_paths()}
        current = {file.kind for path, file in found.items() if path in listed}
        for path, file in list(found.items()):
            if path not in listed and _superseded_kind(path, file.kind) in current:
                del found[path]
                if _folder(path) == self._place.data:  # those in data/js/ get one entry together
                    self._take(path, ReceiptEntry(path, "ignored", file.kind, bytes=file.member.size, note=_LEFT_OVER))
        self._entries += [_missing(path, file) for path, file in sorted(listed.items()) if path not in found]
        self._take_spreadsheet(found, complete=found.keys() >= listed.keys())
        for path in found:
            self._left.pop(path, None)
        return list(found.values())

    def other_entries(self) -> list[ReceiptEntry]:
        """What is no data file: media and assets by folder, the rest one by one."""
        units: dict[str, list[Member]] = defaultdict(list)
        unit_of = functools.cache(_unit)  # a folder may hold a hundred thousand pictures
        for path, member in self._left.items():
            units[unit_of(path.rpartition("/")[0]) or path].append(member)
        entries = self._entries + [self._entry(unit, members) for unit, members in sorted(units.items())]
        return entries + self._outside() if self._place.leads else entries

    def _outside(self) -> list[ReceiptEntry]:
        """What belongs to none of the archives in the container."""
        kept = without_junk(self._container.members)
        junk = [m for m in self._container.members if is_junk(m.path)] if kept is not self._container.members else []
        roots = (self._place.root, *self._place.apart)
        outside = [m for m in kept if not m.path.startswith(roots)]
        groups = (
            (junk[0].path if junk else "", junk, "added by the computer, not by X"),
            ("..", outside, "outside the archive's own folder"),
        )
        return [
            ReceiptEntry(path, "ignored", "other", members=len(members), bytes=sum(m.size for m in members), note=note)
            for path, members, note in groups
            if members
        ]

    def _take(self, path: str, entry: ReceiptEntry) -> None:
        del self._left[path]
        self._entries.append(entry)

    def _data_paths(self) -> list[str]:
        folders = {self._place.data, "data/js/", "data/js/tweets/"}
        return [path for path in self._left if path.lower().endswith(".js") and _folder(path) in folders]

    def _take_spreadsheet(self, found: dict[str, DataFile], *, complete: bool) -> None:
        """tweets.csv holds the posts of the files by month once more: it is read only where one of those is missing."""
        member = self._left.get("tweets.csv")
        if self._place.form != "months" or member is None:
            return
        by_month = any(file.kind == "grailbird_tweets" for file in found.values())
        if complete and by_month:
            note = "the same posts once more, as a spreadsheet"
            self._take("tweets.csv", ReceiptEntry("tweets.csv", "ignored", "other", bytes=member.size, note=note))
        else:
            found["tweets.csv"] = DataFile(member, "tweets.csv", "grailbird_tweets_csv", 0)

    def _entry(self, unit: str, members: list[Member]) -> ReceiptEntry:
        size, name = sum(m.size for m in members), unit.rstrip("/").rpartition("/")[2]
        if unit in _VIEWER[self._place.form]:
            return ReceiptEntry(unit, "ignored", "assets", members=len(members), bytes=size, note="X's own viewer")
        if name in media_folders():
            zipped = any(m.path.lower().endswith(".zip") for m in members)
            note = "counted; pictures are not looked into"
            note += ", nor are the zip files that hold them" if zipped else ""
            return ReceiptEntry(unit, "ignored", "media", members=len(members), bytes=size, note=note)
        if unit == "data/js/":
            return ReceiptEntry(unit, "ignored", "other", members=len(members), bytes=size, note=_LEFT_OVER)
        if unit.endswith("/"):
            note = "a folder that Outtake does not know"
            return ReceiptEntry(unit, "unknown", "other", members=len(members), bytes=size, note=note)
        if _folder(unit) == "data/" and name.lower() != "readme.txt":
            return ReceiptEntry(unit, "unknown", bytes=size, note="not a data file of X")
        return ReceiptEntry(unit, "ignored", "other", bytes=size, note="holds no data of yours")


def _unit(folder: str) -> str:
    """What files that hold no records are listed under: their media folder or assets/; "" where each is for itself."""
    parts = folder.split("/") if folder else []
    depth = 2 if parts[:1] == ["data"] else 1
    return "/".join(parts[:depth]) + "/" if len(parts) >= depth else ""


_LEFT_OVER = "left over from an older archive: not in X's table of contents"
_VIEWER: dict[Form, frozenset[str]] = {
    "data": frozenset({"assets/"}),
    "flat": frozenset({"assets/"}),
    "months": frozenset({"css/", "img/", "js/", "lib/"}),
}
"""Folders of the pages that X puts beside the data."""


def _data_file(member: Member, path: str, listed: ManifestFile | None) -> DataFile:
    kind, part = kind_of(path, listed)
    return DataFile(member, path, kind or "", part, listed.expected if listed else None)


def _missing(path: str, listed: ManifestFile) -> ReceiptEntry:
    note = "listed by X, but not in the archive"
    return ReceiptEntry(path, "missing", kind=kind_of(path, listed)[0], expected=listed.expected, note=note)


def kind_of(path: str, listed: ManifestFile | None) -> tuple[str | None, int]:
    """The kind and part by what X's table of contents says, as its own viewer does; else by the file's name."""
    if listed is not None:
        name, _dot, part = listed.global_name.removeprefix("YTD.").partition(".part")
        kind, number = identify(f"{name}-part{part}.js" if part.isdecimal() else f"{name}.js")
        if kind is not None:
            return kind.name, number
    name = path.rpartition("/")[2]
    kind, number = identify(f"grailbird_{name}" if _folder(path) == "data/js/" else name)
    return (kind.name if kind else None), number


def _superseded_kind(path: str, kind: str) -> str:
    """The kind that a file with an older name was renamed to; "" for a file with today's name."""
    if kind.startswith("grailbird_"):
        return "tweets"
    stem = path.rpartition("/")[2].lower().partition("-part")[0].removesuffix(".js").replace("-", "_")
    return kind if kind and stem in kinds()[kind].older else ""


def _folder(path: str) -> str:
    return path.removesuffix(path.rpartition("/")[2])
