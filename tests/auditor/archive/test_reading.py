"""One file as people's editors, tools and disks leave it: every record that can be read is, and the rest is counted."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.archive.containers import ensure_unchanged, open_container
from auditor.archive.containers.members import Damaged, Member
from auditor.archive.decoding.reading import Batch, DataFile, read
from auditor.archive.items import Item
from auditor.archive.receipt import ReceiptEntry
from auditor.errors import ArchiveChanged
from tests.auditor.archive.zip_making import ACCOUNT, File, likes, made

ASSIGNMENT = b"window.YTD.like.part0 = "
LIKES = likes(range(5))
CONTENT = LIKES.removeprefix(ASSIGNMENT)


class OneFile:
    """A container of one file that comes in pieces of a few bytes and may end in damage."""

    path = Path("one")
    problems: list[ReceiptEntry] = []  # noqa: RUF012

    def __init__(self, text: bytes, damage: str = "") -> None:
        self.members = [Member("data/like.js", len(text), len(text))]
        self._text, self._damage = text, damage

    def chunks(self, member: Member) -> Iterator[tuple[bytes, int]]:
        for at in range(0, len(self._text), 100):
            piece = self._text[at : at + 100]
            yield piece, len(piece)
        if self._damage:
            raise Damaged(self._damage)

    def is_unchanged(self) -> bool:
        return True

    def close(self) -> None: ...


def outcome(text: bytes, *, damage: str = "", expected: int | None = None) -> tuple[ReceiptEntry, list[Item]]:
    container = OneFile(text, damage)
    items: list[Item] = []
    for step in read(container, DataFile(container.members[0], "data/like.js", "like", 0, expected), "1"):
        if isinstance(step, Batch):
            items += step.items
        else:
            entry = step
    return entry, items


@pytest.mark.parametrize(
    "text",
    [
        LIKES.replace(b'"like" :', b"like:")
        .replace(b'"tweetId" :', b"tweetId:")
        .replace(b'"fullText" :', b"fullText:"),
        LIKES.replace(b'"about 2 {"', b"'about 2 {'"),
        LIKES.replace(b"\n    }\n", b",\n    },\n").replace(b"\n]", b",\n];\n"),
        b"/* mine, all [mine] */\n// really\nexport default " + CONTENT.replace(b"  {", b"  { // one", 1),
        ASSIGNMENT
        + b"[{like:{tweetId:'0'}},{like:{tweetId:0x0}}".replace(b"0x0", b"1")
        + CONTENT[1:].replace(b"{", b",{", 1),
        b"const likes = " + CONTENT.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + LIKES,
        b"\xff\xfe" + LIKES.decode().encode("utf-16-le"),
        b"\xfe\xff" + LIKES.decode().encode("utf-16-be"),
        LIKES.decode().encode("utf-16-le"),
        LIKES.decode().encode("utf-32"),
        ASSIGNMENT + CONTENT.replace(b"},\n  {", b"}\n  {"),
        ASSIGNMENT + CONTENT.replace(b"},\n  {", b"},,\n  {"),
        LIKES.replace(b"{\n    }", b"{ /* ' } \" */\n    }"),
    ],
)
def test_a_file_edited_by_hand_loses_nothing(text: bytes) -> None:
    entry, items = outcome(text)
    assert entry.state == "read", entry
    assert {item.id for item in items} == {"0", "1", "2", "3", "4"}


def test_a_value_blanked_out_is_all_that_is_lost() -> None:
    entry, items = outcome(LIKES.replace(b'"about 2 {"', b"").replace(b'"tweetId" : "3",', b'"tweetId" : ,'))
    assert (entry.state, entry.records, entry.note) == ("read", 5, "2 records were edited by hand")
    assert [item.text for item in items] == ["about 0 {", "about 1 {", None, "about 3 {", "about 4 {"]


@pytest.mark.parametrize(
    "text",
    [
        LIKES.replace(b'"about 2 {"', b'"about 2'),  # a quote is missing
        LIKES.replace(b'2 {"\n    }\n  }', b'2 {"\n  }'),  # a bracket is missing
        LIKES.replace(b'"tweetId" : "2"', b'"tweetId" : ["2"]'),
        LIKES.replace(b'"tweetId" : "2"', b'"tweetId" : deleted by me'),
        LIKES.replace(b'"tweetId" : "2"', b'"tweetId"'),
    ],
)
def test_a_record_beyond_mending_costs_itself_and_is_counted(text: bytes) -> None:
    entry, items = outcome(text)
    assert (entry.state, entry.records) == ("partial", 4), entry
    assert "1 record " in entry.note
    assert [item.id for item in items] == ["0", "1", "3", "4"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (b"'it\\'s'", "it's"),
        (b"'say \"hi\"'", 'say "hi"'),
        (rb'"\x41\u{1F600}\v\0\a"', "A😀\x0b\0a"),
        (b'"\\ud83d\\ude00 \\ud83d!"', "😀 \ufffd!"),
        (b'"caf\xe9 \xff"', "caf\ufffd \ufffd"),
        (b'"a\0b\tc"', "a\0b\tc"),
        ('"one\u2028line"'.encode(), "one\u2028line"),
        (b"123", "123"),
        (b"-1.5e3", "-1.5e3"),
        (b"null", None),
        (b"undefined", None),
    ],
)
def test_what_was_typed_is_read_as_it_was_meant(typed: bytes, meant: str | None) -> None:
    text = ASSIGNMENT + b"[ {like : { tweetId: '7', fullText: " + typed + b", } } ]"
    entry, items = outcome(text)
    assert [(item.id, item.text) for item in items] == [("7", meant)]
    assert entry.state == "read"


def test_characters_that_cannot_be_read_are_told() -> None:
    entry, _ = outcome(LIKES.replace(b"about 2", b"caf\xe9"))
    assert entry.note == "1 record was edited by hand, some characters could not be read"


@pytest.mark.parametrize("more", [b"window.YTD.like.part1 = [ {} ]", b"{}", b"x"])
def test_text_behind_the_list_does_not_go_unsaid(more: bytes) -> None:
    entry, items = outcome(LIKES + b";\n" + more)
    assert (entry.state, len(items)) == ("partial", 5)
    assert "behind the end" in entry.note


def test_damage_at_the_end_keeps_what_came_before_it() -> None:
    entry, items = outcome(LIKES[:-60], damage="its checksum is wrong")
    assert (entry.state, entry.note, len(items)) == ("partial", "its checksum is wrong", 4)
    entry, items = outcome(LIKES, damage="its checksum is wrong")
    assert (entry.state, entry.note, len(items)) == ("partial", "its checksum is wrong", 5)


def test_fewer_records_than_counted_and_mended_ones_are_both_told() -> None:
    entry, _ = outcome(LIKES.replace(b'"like" :', b"like:"), expected=6)
    assert entry.state == "partial"
    assert "fewer records" in entry.note
    assert "5 records were edited" in entry.note


def first_file(path: Path) -> tuple[Member, Iterator[tuple[bytes, int]]]:
    container = open_container(path)
    [member] = container.members
    return member, container.chunks(member)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "like.js").write_bytes(b"x" * 1_000_000)
    return tmp_path


def test_a_file_that_goes_away_is_named(folder: Path) -> None:
    _, pieces = first_file(folder)
    (folder / "like.js").unlink()
    with pytest.raises(Damaged, match="went away"):
        list(pieces)


@pytest.mark.parametrize("size", [10, 2_000_000])
def test_a_file_that_changes_while_it_is_read_is_named(folder: Path, size: int) -> None:
    _, pieces = first_file(folder)
    next(pieces)
    os.truncate(folder / "like.js", size)
    with pytest.raises(Damaged, match="changed"):
        list(pieces)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files there")
def test_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(folder: Path) -> None:
    _, pieces = first_file(folder)
    (folder / "like.js").unlink()
    os.mkfifo(folder / "like.js")
    with pytest.raises(Damaged, match="no ordinary file"):
        list(pieces)


@pytest.mark.skipif(sys.platform != "linux", reason="names are always text there")
def test_a_name_that_is_no_text_is_shown_and_not_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.js")).write_bytes(b"x")
    member, pieces = first_file(tmp_path)
    assert member.path == "caf?.js"
    with pytest.raises(Damaged, match="not valid text"):
        list(pieces)


def test_an_archive_that_is_replaced_or_unplugged_is_noticed(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip", [File("data/account.js", ACCOUNT)])
    container = open_container(path)
    ensure_unchanged(container)
    path.write_bytes(b"something else")
    with pytest.raises(ArchiveChanged, match=r"a\.zip changed"):
        ensure_unchanged(container)
    path.unlink()
    with pytest.raises(ArchiveChanged, match="went away"):
        ensure_unchanged(container)
    container.close()
