"""The pictures and films of one item, read from the archive where it stands: nothing is unpacked to the disk."""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from auditor.archive.containers import Container, Damaged, Member, fingerprint, open_container, reopen_container
from auditor.archive.containers.loose import is_loose
from auditor.archive.generations import is_junk
from auditor.archive.items import Item
from auditor.archive.kinds import media_folders
from auditor.archive.media.places import Headers, Sort, headers
from auditor.archive.media.windows import Windows
from auditor.errors import NotAnArchive
from auditor.i18n import gettext as _

LARGEST = 32 * 1024 * 1024
"""Bytes of one picture; X takes none of more than 15 MB."""
MOST = 24
"""Pictures of one item that are shown; a post holds four, a message one."""


class Unavailable(Exception):
    """The archive moved, changed or cannot be read. Carries one sentence for the person."""


class Medium(msgspec.Struct, frozen=True):
    """One picture or film. `sort` is told by its content; `archive` is the number of the zip or folder it stands in."""

    sort: Sort
    archive: int
    member: Member

    @property
    def format(self) -> str:
        """The ending of its name in capitals: "MP4"; "" where it has none."""
        return self.member.path.rpartition("/")[2].rpartition(".")[2].upper()[:5] if "." in self.member.path else ""


class Pictures:
    """The media of the archive that was read from these paths. It may be asked from any thread, one at a time.

    No file is held open between questions.

    expected  the fingerprint of the archive when it was read
    """

    def __init__(self, paths: Sequence[Path], expected: str) -> None:
        self._paths = tuple(path for path in paths if not is_loose(path))
        self._expected = expected if len(self._paths) == len(paths) else ""
        self._lock = threading.Lock()
        self._states: list[tuple[int, int] | None] = []
        self._by_owner: dict[tuple[str, str], list[tuple[int, Member]]] | None = None

    def of(self, item: Item) -> list[Medium]:
        """In the order of their names, each once however many archives hold it. Raises Unavailable."""
        owners = _owners(item)
        if not owners:
            return []
        with self._lock:
            found = self._known()
            names: dict[str, tuple[int, Member]] = {}
            for owner in owners:
                for number, member in found.get((item.kind, owner), ()):
                    names.setdefault(_name(member), (number, member))
            return [self._medium(*names[name]) for name in sorted(names)[:MOST]]

    def content(self, medium: Medium) -> bytes:
        """All of it, held against its size and checksum. Raises Unavailable, Damaged."""
        if medium.member.size > LARGEST:
            raise Damaged(f"it is larger than {LARGEST // 1024**2} MB")
        with self._lock:
            self._known()
            try:
                container = reopen_container(self._paths[medium.archive])
            except NotAnArchive as error:
                raise Unavailable(_moved()) from error
            try:
                return _whole(container, medium.member)
            finally:
                container.close()

    def _known(self) -> dict[tuple[str, str], list[tuple[int, Member]]]:
        states = [_state(path) for path in self._paths]
        if self._by_owner is None:
            self._by_owner = self._look_through()
            self._states = states
        elif states != self._states:
            raise Unavailable(_moved())
        return self._by_owner

    def _look_through(self) -> dict[tuple[str, str], list[tuple[int, Member]]]:
        containers: list[Container] = []
        try:
            containers.extend(open_container(path) for path in self._paths)
            if self._expected and fingerprint(containers) != self._expected:
                raise Unavailable(_("The archive changed since it was read: its pictures are not shown."))
            return _by_owner(containers)
        except NotAnArchive as error:
            raise Unavailable(_moved()) from error
        finally:
            for container in containers:
                container.close()

    def _medium(self, number: int, member: Member) -> Medium:
        found = Headers("other")
        with (
            contextlib.suppress(Damaged, OSError),
            Windows(self._paths[number]) as windows,
            windows.into(member) as window,
        ):
            found = headers(window)
        return Medium(found.sort, number, member)


def _owners(item: Item) -> list[str]:
    """What the names of an item's media begin with; nothing for what has none."""
    if item.category == "geo":
        return []
    if item.category == "media":
        return [item.thread] if item.thread else []
    if item.kind == "grok_chat_item":
        return _handed_over(item.detail)
    return [item.id]


class _Detail(msgspec.Struct):
    files: list[str] = []


def _handed_over(detail: str | None) -> list[str]:
    """X's ids of the files of a chat with Grok, which has no id of its own."""
    try:
        return msgspec.json.decode(detail or "{}", type=_Detail).files
    except msgspec.MsgspecError:
        return []


def _by_owner(containers: Sequence[Container]) -> dict[tuple[str, str], list[tuple[int, Member]]]:
    """(kind of data, what the name begins with) -> the files, with the number of their zip or folder.

    The name of a file begins with the id of what it belongs to; what follows the first hyphen may hold more of them.
    """
    folders = media_folders()
    found: defaultdict[tuple[str, str], list[tuple[int, Member]]] = defaultdict(list)
    for number, container in enumerate(containers):
        for member in container.members:
            folder, _slash, name = member.path.rpartition("/")
            kind = folders.get(folder.rpartition("/")[2])
            owner, hyphen, _key = name.partition("-")
            if kind is not None and hyphen and not is_junk(member.path):
                found[kind.name, owner].append((number, member))
    return dict(found)


def _whole(container: Container, member: Member) -> bytes:
    pieces, total = [], 0
    for piece, _stored in container.chunks(member):
        total += len(piece)
        if total > LARGEST:
            raise Damaged(f"it is larger than {LARGEST // 1024**2} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _state(path: Path) -> tuple[int, int] | None:
    """By which a zip is told to be the same; the files of a folder are each held against their size."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (0, 0) if path.is_dir() else (status.st_size, status.st_mtime_ns)


def _moved() -> str:
    return _("The archive is not where it was, or it changed: its pictures cannot be shown.")


def _name(member: Member) -> str:
    return member.path.rpartition("/")[2]
