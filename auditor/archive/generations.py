"""How X has laid out its archives since 2012: where the data files stand, and what each generation is called."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from auditor.archive.containers import Container, Damaged, Member
from auditor.archive.kinds import identify, media_folders
from auditor.archive.strangers import not_an_archive

Form = Literal["data", "flat", "months"]
"""data    since March 2020: data/ with one file for each kind, and a manifest
flat    2018 to January 2020, and files that someone took out of their folder: all beside one another
months  until 2018: data/js/tweets/ with one file for each month
"""


class Place(msgspec.Struct, frozen=True):
    """root   the folder inside the container that holds the archive, "" or "name/"
    data   the folder below it that holds the data files, "data/" or ""
    apart  the roots of the other archives in the same container
    """

    form: Form
    root: str
    data: str = "data/"
    apart: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """One of the archives in its container tells of what belongs to none."""
        return self.root <= min(self.apart, default=self.root)

    def holds(self, path: str) -> bool:
        """Whether a member belongs to it, and not to an archive further down."""
        if not self.apart or not path.startswith(self.root):
            return path.startswith(self.root)
        return not any(path.startswith(other) for other in self.apart if other.startswith(self.root))


_MARKS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("data", re.compile(r"(?P<root>(?:.*/)?)data/(?:manifest|account|tweets?)\.js")),
    ("months", re.compile(r"(?P<root>(?:.*/)?)data/js/(?:tweet_index|tweets/\d{4}_\d\d)\.js")),
)
_MOST_LOOKED_INTO = 40
"""Files of which the beginning is read to find an archive without any of those marks."""
_MOST_ARCHIVES = 50
"""In one zip or folder: more than anybody has, and few enough to look at each."""
_OF_X = re.compile(rb"\b(YTD\s*[.\[]|__THAR_CONFIG\b)")

_JUNK = (".DS_Store", "Thumbs.db", "desktop.ini")


def is_junk(path: str) -> bool:
    """What macOS and Windows add to a folder or a zip of their own accord."""
    if "._" not in path and "__MACOSX" not in path and not path.endswith(_JUNK):
        return False  # nearly every file
    name = path.rpartition("/")[2]
    return name.startswith("._") or name in _JUNK or path.startswith("__MACOSX/") or "/__MACOSX/" in path


def without_junk(members: list[Member]) -> list[Member]:
    """Looked through as one text at first: it takes a tenth of the time, and nearly always there is none."""
    paths = "\n".join([member.path for member in members])
    if not any(mark in paths for mark in ("._", "__MACOSX", *_JUNK)):
        return members
    return [member for member in members if not is_junk(member.path)]


def find(container: Container) -> list[Place]:
    """Every archive in the container. Raises NotAnArchive with what it seems to be instead, where there is none."""
    members = without_junk(container.members)
    places = _marked(members)
    rest = [member for member in members if not member.path.startswith(tuple(places))] if places else members
    other = _beside_one_another(container, rest)
    if other is None and not places:
        other = _spreadsheet(container, members) or _only_media(members)
    if other is not None:
        places[other.root] = other
    if not places:
        raise not_an_archive(container.path.name, {member.path for member in members})
    return [
        msgspec.structs.replace(place, apart=tuple(other for other in places if other != root))
        for root, place in places.items()
    ]


def _marked(members: list[Member]) -> dict[str, Place]:
    """The roots that a file with a name of its own gives away, the nearest to the top first."""
    found: dict[str, Place] = {}
    for form, mark in _MARKS:
        for member in members:
            if member.path.endswith(".js") and (match := mark.fullmatch(member.path)):
                found.setdefault(match["root"], Place(form, match["root"]))
    nearest = sorted(found, key=lambda root: (len(root), root))[:_MOST_ARCHIVES]
    return {root: found[root] for root in nearest}


def _beside_one_another(container: Container, members: list[Member]) -> Place | None:
    """The folder with the most files that are named as X names them and begin as X's do."""
    folders: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.path.endswith(".js") and identify(_name(member.path))[0] is not None:
            folders[_folder(member.path)].append(member)
    fullest = sorted(folders, key=lambda folder: (-len(folders[folder]), len(folder), folder))
    candidates = ((folder, member) for folder in fullest for member in folders[folder])
    for folder, member in itertools.islice(candidates, _MOST_LOOKED_INTO):
        if _OF_X.search(_head(container, member)):
            inside = folder.removesuffix("data/")
            return Place("data", inside) if _name(folder.rstrip("/")) == "data" else Place("flat", folder, "")
    return None


def _spreadsheet(container: Container, members: list[Member]) -> Place | None:
    """Of the form of 2012 to 2018 nothing but tweets.csv is left."""
    sheets = [member for member in members if _name(member.path) == "tweets.csv"]
    for member in sheets[:_MOST_LOOKED_INTO]:
        if b'tweet_id"' in _head(container, member)[:200]:
            return Place("months", _folder(member.path))
    return None


def _only_media(members: list[Member]) -> Place | None:
    """One of the several zips of a large download may hold nothing but pictures."""
    folders = "|".join(map(re.escape, media_folders()))
    mark = re.compile(rf"(?P<root>(?:.*/)?)data/(?:{folders})/.+")
    roots = {match["root"] for member in members if (match := mark.fullmatch(member.path))}
    return Place("data", min(roots, key=len)) if roots else None


def _head(container: Container, member: Member) -> bytes:
    pieces = _pieces(container, member)
    return next(pieces, b"")[:4096]


def _pieces(container: Container, member: Member) -> Iterator[bytes]:
    try:
        for piece, _ in container.chunks(member):
            yield piece
    except Damaged:
        return


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _folder(path: str) -> str:
    return path.removesuffix(_name(path))


_NEWEST_FIRST = (
    ("2026", "message_event"),
    ("2024-2025", "grok_chat_item"),
    ("2023", "note_tweet"),
    ("2022-2023", "tweet_headers"),
)
"""The first kind that only came with each generation."""


def generation(form: Form, kinds: Collection[str], *, wrapped: bool) -> str:
    """Which of X's layouts this is, told by the kinds it has. `wrapped`: each post stands under a key of its own."""
    if form == "months":
        return "2012-2018"
    for name, mark in _NEWEST_FIRST:
        if mark in kinds:
            return name
    if form == "data" or "direct_message_headers" in kinds:
        return "2020-2022"
    return "2020" if wrapped else "2018-2019"
