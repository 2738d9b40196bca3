"""Archives made to do harm: refused or bounded, and never more than read."""

from __future__ import annotations

import os
import socket
import stat
import sys
import zlib
from pathlib import Path

import pytest

from auditor.archive import limits
from auditor.archive.containers import Damaged, Folder, open_container
from auditor.errors import NotAnArchive
from tests.auditor.archive.zip_making import ACCOUNT, File, content, likes, made, receipt, zip_bytes

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files there")

LIST = b"window.YTD.like.part0 = "


def archive(path: Path, *files: File) -> Path:
    return made(path, [File("data/account.js", ACCOUNT), *files])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/data/like.js", "data/like.js"),
        ("C:\\data\\like.js", "data/like.js"),
        ("data\\like.js", "data/like.js"),
        ("./data//like.js", "data/like.js"),
        ("data/li\nke.js", "data/li\ufffdke.js"),
        ("data/li\0ke.js", "data/li\ufffdke.js"),
        ("data/\u202esj.ekil", "data/\ufffdsj.ekil"),
        (b"data/caf\x82.js", "data/café.js"),
        ("data/café.js", "data/café.js"),
    ],
)
def test_names_are_shown_from_the_top_of_the_archive_and_without_tricks(
    tmp_path: Path, name: str | bytes, shown: str
) -> None:
    container = open_container(made(tmp_path / "a.zip", [File(name, b"x")]))
    assert [m.path for m in container.members] == [shown]
    assert content(container, shown) == b"x"
    container.close()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (File("../../data/like.js", b"x"), "leads out"),
        (File("data\\..\\..\\like.js", b"x"), "leads out"),
        (File("d/" * 3000 + "like.js", b"x"), "longer than"),
        (File("data/like.js", b"/etc/passwd", attributes=stat.S_IFLNK | 0o777), "a link"),
        (File("data/like.js", b"", attributes=stat.S_IFIFO | 0o777), "a device"),
    ],
)
def test_what_cannot_be_a_file_of_x_is_left_alone_and_counted(tmp_path: Path, file: File, words: str) -> None:
    container = open_container(archive(tmp_path / "a.zip", file, file))
    assert [m.path for m in container.members] == ["data/account.js"]
    [problem] = container.problems
    assert (problem.state, problem.members) == ("ignored", 2)
    assert words in problem.note
    container.close()


def test_names_that_differ_in_case_only_are_two_files(tmp_path: Path) -> None:
    container = open_container(archive(tmp_path / "a.zip", File("data/like.js", b"1"), File("data/Like.js", b"2")))
    assert (content(container, "data/like.js"), content(container, "data/Like.js")) == (b"1", b"2")
    container.close()


def test_files_that_share_bytes_are_not_read(tmp_path: Path) -> None:
    kernel = File("data/like.js", likes(range(1000)))
    overlapping = [File(f"data/like-part{n}.js", b"", offset=0, packed_size=len(kernel.packed)) for n in range(50)]
    entries = receipt(made(tmp_path / "a.zip", [kernel, *overlapping, File("data/account.js", ACCOUNT)]))
    assert entries["data/account.js"].state == "read"
    assert "shares bytes" in entries["data/like.js"].note
    assert {entries[f"data/like-part{n}.js"].state for n in range(50)} == {"unreadable"}


def bomb(unpacked: int, start: bytes, filling: bytes) -> File:
    """Deflated without ever being held."""
    packer, piece = zlib.compressobj(9, zlib.DEFLATED, -15), filling * (1 << 20)
    packed, size, crc = bytearray(packer.compress(start)), len(start), zlib.crc32(start)
    while size < unpacked:
        packed += packer.compress(piece)
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    file = File("data/like.js", b"", size=size, crc=crc)
    file.packed = bytes(packed) + packer.flush()
    file.packed_size = len(file.packed)
    return file


@pytest.mark.parametrize(("start", "filling"), [(b"", b"\0"), (LIST + b"[", b" "), (LIST + b'[{"like":{"a":"', b"a")])
def test_a_bomb_is_stopped_and_the_rest_is_read(tmp_path: Path, start: bytes, filling: bytes) -> None:
    entries = receipt(archive(tmp_path / "a.zip", bomb(100 * 1024 * 1024, start, filling)))
    assert entries["data/account.js"].state == "read"
    assert entries["data/like.js"].state == "unreadable"
    assert entries["data/like.js"].note


def test_a_bomb_is_stopped_long_before_its_end(tmp_path: Path) -> None:
    container = open_container(archive(tmp_path / "a.zip", bomb(100 * 1024 * 1024, b"", b"\0")))
    came: list[int] = []
    with pytest.raises(Damaged, match="times its size"):
        came.extend(len(piece) for piece, _ in container.chunks(container.members[1]))
    assert sum(came) <= limits.RATIO_FROM + 1024 * 1024
    container.close()


def test_a_file_far_larger_than_any_of_x_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "account.js").write_bytes(ACCOUNT)
    with (tmp_path / "data" / "like.js").open("wb") as file:
        file.write(LIST + b"[")
        file.truncate(50 * 1024**3)  # sparse: takes no room
    entry = receipt(tmp_path)["data/like.js"]
    assert (entry.state, entry.records) == ("unreadable", 0)
    assert "far larger" in entry.note


def test_more_files_than_any_archive_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 1000)
    files = [File(f"data/{n}.js", b"", method=0) for n in range(1001)]
    data = zip_bytes(files)
    for name, content_of in {"whole.zip": data, "cut.zip": data[:-50]}.items():
        (tmp_path / name).write_bytes(content_of)
        with pytest.raises(NotAnArchive, match="more than 1,000 files"):
            open_container(tmp_path / name)
    folder = tmp_path / "folder"
    folder.mkdir()
    for n in range(1001):
        (folder / f"{n}.js").touch()
    with pytest.raises(NotAnArchive, match="more than 1,000 files"):
        open_container(folder)


def test_an_oversized_table_of_contents_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DIRECTORY_BYTES", 1000)
    path = made(tmp_path / "a.zip", [File(f"data/{n}.js") for n in range(100)])
    with pytest.raises(NotAnArchive, match="table of contents"):
        open_container(path)


def test_a_zip_inside_a_zip_is_not_opened(tmp_path: Path) -> None:
    inner = zip_bytes([File("data/like.js", likes(range(5)))])
    entries = receipt(archive(tmp_path / "a.zip", File("data/inner.zip", inner, method=0)))
    assert not any("like" in path for path in entries)


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'[\n  {\n    "like" : ' + b"[" * 100_000,
        b'[ {"like":{"tweetId":' + b"1" * 10_000 + b"}} ]",
        b'[ {"like":{"tweetId":"1","fullText":"\\ud83d"}} ]',
        b'[ {"like":{"tweetId":"1","fullText":"\0\x01"}} ]',
        b'[ {"like":{"tweetId":"1","fullText":"' + b"a" * 26_000_000 + b'"}} ]',
        b'[ {"like":{"tweetId":"1","fullText":"' + b"\\" * 1_000_001 + b'"}} ]',
        b"[" + b'{"like":{}},' * 200_000 + b"]",
        b'["' + b"'" * 100_000,
        b"[ /*" + b"*" * 1_000_000,
        b'[ {"like":null}, null, 5, "x", [], {}, {"a":{}} ]',
    ],
    ids=lambda text: repr(text[:30]) + str(len(text)),
)
def test_no_text_brings_the_reader_down(tmp_path: Path, text: bytes) -> None:
    entry = receipt(archive(tmp_path / "a.zip", File("data/like.js", LIST + text, method=0)))["data/like.js"]
    assert entry.state in ("read", "partial", "unreadable", "empty")
    assert entry.state in ("read", "empty") or entry.note


@needs_unix
def test_a_folder_holds_ordinary_files_only(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "folder"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "account.js").write_bytes(ACCOUNT)
    os.mkfifo(folder / "data" / "like.js")  # opening it would wait for ever
    (folder / "data" / "tweets.js").symlink_to(tmp_path / "secret")
    (folder / "data" / "loop").symlink_to(folder)
    here = Path.cwd()
    os.chdir(folder)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("block.js")
    finally:
        os.chdir(here)
    assert [m.path for m in Folder(folder).members] == ["data/account.js"]


@needs_unix
def test_folders_too_deep_for_the_system_are_named_and_the_rest_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(30):
        Path("x" * 200).mkdir()
        os.chdir("x" * 200)
    Path("like.js").touch()
    os.chdir(tmp_path)
    (tmp_path / "account.js").write_bytes(ACCOUNT)
    folder = Folder(tmp_path)
    assert [m.path for m in folder.members] == ["account.js"]
    assert [(p.state, p.note) for p in folder.problems] == [("unreadable", "the folder cannot be looked into")]


@needs_unix
def test_a_pipe_is_no_archive(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(NotAnArchive, match="neither a file nor a folder"):
        open_container(tmp_path / "pipe.zip")
    with pytest.raises(NotAnArchive, match="no file or folder"):
        open_container(tmp_path / ("x" * 5000))
    with pytest.raises(NotAnArchive, match="no file or folder"):
        open_container(Path("nul\0.zip"))


def test_reading_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = archive(tmp_path / "in" / "a.zip", File("../canary", b"x"))
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in tmp_path.rglob("*")))
    receipt(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in tmp_path.rglob("*"))) == before
