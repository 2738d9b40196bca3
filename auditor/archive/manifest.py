"""X's own table of contents: manifest.js since 2020, tweet_index.js and its companions until 2018."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TypeVar

import msgspec

from auditor.archive.containers import Container, Damaged, Member, reopen_container
from auditor.archive.decoding.literals import mended
from auditor.archive.decoding.records import UserDetails
from auditor.archive.decoding.streams import NotUnderstood
from auditor.errors import NotAnArchive

Document = TypeVar("Document")

LARGEST = 64 * 1024 * 1024
"""Bytes. No document of X that is read as a whole comes near this."""


class ManifestFile(msgspec.Struct, frozen=True, rename="camel"):
    """`global_name` is the JavaScript name, such as YTD.tweets.part1."""

    file_name: str = ""
    global_name: str = ""
    count: str = ""

    @property
    def expected(self) -> int | None:
        return int(self.count) if self.count.isdecimal() and len(self.count) < 19 else None


class ManifestType(msgspec.Struct, frozen=True, rename="camel"):
    files: tuple[ManifestFile, ...] = ()
    media_directory: str = ""


class UserInfo(msgspec.Struct, frozen=True, rename="camel"):
    """`created_at` is known here only until 2018; later account.js has it."""

    account_id: str = ""
    user_name: str = ""
    display_name: str = ""
    created_at: str = ""


class ArchiveInfo(msgspec.Struct, frozen=True, rename="camel"):
    generation_date: str = ""
    is_partial_archive: bool = False


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    user_info: UserInfo = UserInfo()
    archive_info: ArchiveInfo = ArchiveInfo()
    data_types: dict[str, ManifestType] = {}

    @property
    def files(self) -> list[ManifestFile]:
        """Every file it names."""
        return [file for data_type in self.data_types.values() for file in data_type.files if file.file_name]


class Month(msgspec.Struct, frozen=True):
    """One entry of tweet_index.js. `file_name` is a path such as data/js/tweets/2013_04.js."""

    file_name: str = ""
    tweet_count: int = 0


class Payload(msgspec.Struct, frozen=True):
    created_at: str = ""


def first_look(path: Path) -> Manifest | None:
    """The manifest of the archive at the path, found at once however many pictures are in there. None where it does not
    stand where X puts it, or cannot be read: whoever opens the archive will find out why."""
    if not path.is_file() and not path.is_dir():  # a pipe would make us wait
        return None
    with contextlib.suppress(NotAnArchive, Damaged), contextlib.closing(reopen_container(path)) as container:
        member = container.look_up("data/manifest.js")
        return read_manifest(container, member) if member else None
    return None


def read_manifest(container: Container, member: Member) -> Manifest:
    """Raises Damaged with one short reason."""
    return _document(container, member, Manifest)


def manifest_of_months(container: Container, root: str) -> Manifest | None:
    """The same, put together from what stood for it until 2018; None where nothing of that can be read."""
    members = {member.path: member for member in container.members}
    months = user = payload = None
    with contextlib.suppress(Damaged, KeyError):
        months = _document(container, members[f"{root}data/js/tweet_index.js"], list[Month])
    with contextlib.suppress(Damaged, KeyError):
        user = _document(container, members[f"{root}data/js/user_details.js"], UserDetails)
    with contextlib.suppress(Damaged, KeyError):
        payload = _document(container, members[f"{root}data/js/payload_details.js"], Payload)
    if months is None and user is None and payload is None:
        return None
    user = user or UserDetails()
    files = tuple(ManifestFile(month.file_name, count=str(month.tweet_count)) for month in months or ())
    return Manifest(
        UserInfo(str(user.id), user.screen_name, user.full_name, user.created_at),
        ArchiveInfo(payload.created_at if payload else ""),
        {"months": ManifestType(files)},
    )


def _document(container: Container, member: Member, shape: type[Document]) -> Document:
    """What stands right of the first equals sign of a small file."""
    if member.size > LARGEST:
        raise Damaged("it is far larger than X writes it")
    text = b"".join(piece for piece, _ in container.chunks(member))
    literal = text.partition(b"=")[2].strip().removesuffix(b";")
    try:
        return msgspec.json.decode(literal, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass  # a person may have retyped it
    try:
        return msgspec.json.decode(mended(literal), type=shape, strict=False)
    except (msgspec.DecodeError, NotUnderstood, RecursionError) as reason:
        raise Damaged("it is not valid JSON") from reason
