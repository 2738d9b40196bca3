"""The pictures and films of an archive: how many, how large, whose, and which say where they were taken.

X removes places from what is posted, but keeps the files that were handed to Grok as they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator

import msgspec

from auditor.archive.containers import Container, Member
from auditor.archive.containers.members import Damaged
from auditor.archive.generations import Place, is_junk
from auditor.archive.kinds import media_folders
from auditor.archive.media.places import Headers, Sort, headers
from auditor.archive.media.windows import Windows
from auditor.errors import ArchiveChanged

LOOKED_INTO = frozenset({"grok_chat_item", "tweets", "deleted_tweets", "community_tweet", "twitter_circle_tweet"})
"""Kinds whose media are looked into: what was handed to Grok and what was posted. Pictures in messages are mostly
other people's, and only counted."""

_BY_NAME: dict[str, Sort] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "gif", "heic", "avif", "bmp"), "photo"),
    **dict.fromkeys(("mp4", "mov", "m4v", "webm"), "film"),
}


class Files(msgspec.Struct, frozen=True):
    """Some files of one sort. The counts after `bytes` are of those among them that could be looked into:

    place     say where they were taken
    details   hold more that a camera wrote, with or without a place
    """

    files: int = 0
    bytes: int = 0
    place: int = 0
    details: int = 0


class MediaFolder(msgspec.Struct, frozen=True):
    """One folder of media.

    path         inside the archive, below its root, as in the receipt
    kind         the kind of data file that its media belong to
    photos, films, others   told by content where they were looked into, else by name
    borrowed     media that someone else posted first, by the post they stand in; None where no file says so
    looked_into  files whose headers were read
    unreadable   files whose headers could not be
    zips         zip files among the others, which held the media in 2019 and are not opened
    """

    path: str
    kind: str
    photos: Files = Files()
    films: Files = Files()
    others: Files = Files()
    borrowed: int | None = None
    looked_into: int = 0
    unreadable: int = 0
    zips: int = 0

    @property
    def files(self) -> int:
        return self.photos.files + self.films.files + self.others.files

    @property
    def bytes(self) -> int:
        return self.photos.bytes + self.films.bytes + self.others.bytes

    @property
    def with_place(self) -> int:
        return self.photos.place + self.films.place

    @property
    def note(self) -> str:
        """What was found, in one line for the receipt."""
        parts = [_counted(self.photos.files, "photo"), _counted(self.films.files, "video")]
        parts += [_counted(self.others.files, "other file")]
        if self.borrowed:
            parts.append(f"{self.borrowed:,} of them first posted by others")
        if self.looked_into:
            parts.append(f"{self.with_place:,} {'holds' if self.with_place == 1 else 'hold'} a place")
        elif not self.unreadable:
            parts.append("not looked into")
        if self.unreadable:
            parts.append(f"{self.unreadable:,} could not be looked into")
        if self.zips:
            parts.append("the zip files among them were not opened")
        return ", ".join(part for part in parts if part)


def _counted(number: int, what: str) -> str:
    return "" if not number else f"1 {what}" if number == 1 else f"{number:,} {what}s"


def look_into(
    container: Container,
    place: Place,
    borrowed: Callable[[], Collection[str]],
    pause: Callable[[str], None] = lambda _: None,
) -> Iterator[MediaFolder]:
    """One result for each folder of media of the archive in that place, from a few bytes of every file.

    Nothing that is wrong with a file is raised. Raises ArchiveChanged if the archive as a whole is gone.

    borrowed  gives the ids of the posts whose pictures are someone else's; called when the files have been looked into
    pause     called with the folder before each file; what it raises ends the work
    """
    try:
        windows = Windows(container.path)
    except OSError as error:
        raise ArchiveChanged(container.path.name) from error
    with windows:
        for (folder, kind), members in _by_folder(container, place).items():
            sorts: dict[Sort, Files] = {}
            seen: Counter[str] = Counter()
            posts: list[str] = []
            for member in members:
                pause(folder)
                name = member.path.rpartition("/")[2]
                posts.append(name.partition("-")[0])
                found = _headers(windows, member) if kind in LOOKED_INTO else None
                if kind in LOOKED_INTO:
                    seen["unreadable" if found is None else "looked_into"] += 1
                found = found or Headers(_BY_NAME.get(name.rpartition(".")[2].lower(), "other"))
                so_far = sorts.get(found.sort, Files())
                sorts[found.sort] = Files(
                    so_far.files + 1,
                    so_far.bytes + member.size,
                    so_far.place + found.place,
                    so_far.details + found.details,
                )
                seen["zips"] += name.lower().endswith(".zip")
            yield MediaFolder(
                folder,
                kind,
                photos=sorts.get("photo", Files()),
                films=sorts.get("film", Files()),
                others=sorts.get("other", Files()),
                borrowed=_among(posts, borrowed()) if kind == "tweets" else None,
                looked_into=seen["looked_into"],
                unreadable=seen["unreadable"],
                zips=seen["zips"],
            )


def _among(posts: list[str], borrowed: Collection[str]) -> int:
    return sum(post in borrowed for post in posts)


def _by_folder(container: Container, place: Place) -> dict[tuple[str, str], list[Member]]:
    """(folder, kind) -> its members in the order in which they lie on the disk."""
    folders = media_folders()
    found: dict[tuple[str, str], list[Member]] = {}
    for member in sorted(container.members, key=lambda member: member.offset):
        if not place.holds(member.path) or is_junk(member.path):
            continue
        parts = member.path.removeprefix(place.root).split("/")
        depth = 2 if parts[0] == "data" else 1
        if len(parts) > depth and (kind := folders.get(parts[depth - 1])):
            found.setdefault(("/".join(parts[:depth]) + "/", kind.name), []).append(member)
    return dict(sorted(found.items()))


def _headers(windows: Windows, member: Member) -> Headers | None:
    try:
        with windows.into(member) as window:
            return headers(window)
    except Damaged:
        return None
