"""Zips and folders as people have them: whole, damaged, or something else."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from auditor.archive.containers import Container, Damaged, Folder, fingerprint, open_container
from auditor.errors import NotAnArchive

TEXT = b"window.YTD.like.part0 = [ ]\n" * 50_000


def zipped(path: Path, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("data/like.js", TEXT)
    return path


def content(container: Container) -> bytes:
    return b"".join(piece for piece, _ in container.chunks(container.members[0]))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_comes_out_as_it_went_in_and_its_stored_bytes_add_up(tmp_path: Path, method: int) -> None:
    container = open_container(zipped(tmp_path / "a.zip", method))
    assert content(container) == TEXT
    assert sum(used for _, used in container.chunks(container.members[0])) == container.members[0].stored_size
    container.close()


def test_a_folder_reads_like_the_zip_it_came_from(tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "a.zip")) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert content(open_container(tmp_path / "unpacked")) == TEXT


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "data.js").symlink_to(tmp_path / "secret.js")
    assert Folder(folder).members == []


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


def test_damaged_packed_data_is_noticed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    flip(path, 100)
    container = open_container(path)
    with pytest.raises(Damaged):
        content(container)
    container.close()


def test_a_wrong_checksum_is_noticed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", zipfile.ZIP_STORED)
    flip(path, 1000)
    container = open_container(path)
    with pytest.raises(Damaged, match="checksum"):
        content(container)
    container.close()


def test_methods_x_does_not_use_are_not_unpacked(tmp_path: Path) -> None:
    container = open_container(zipped(tmp_path / "a.zip", zipfile.ZIP_BZIP2))
    with pytest.raises(Damaged, match="X does not use"):
        content(container)
    container.close()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.zip", b"", "is empty"),
        ("stump.zip", None, "cut off"),
        ("picture.zip", b"\x89PNG\r\n\x1a\n" * 100, "not a zip"),
        ("page.zip", b"<!DOCTYPE html><html><body>X</body></html>", "saved web page"),
    ],
)
def test_something_else_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(zipped(tmp_path / "whole").read_bytes()[:30] if data is None else data)
    with pytest.raises(NotAnArchive, match=words) as refusal:
        open_container(path)
    assert refusal.value.advice


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="no file or folder"):
        open_container(tmp_path / "missing.zip")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    path.chmod(0)
    with pytest.raises(NotAnArchive, match="permission"):
        open_container(path)


def test_the_fingerprint_tells_archives_apart_and_is_repeatable(tmp_path: Path) -> None:
    one, same = (open_container(zipped(tmp_path / name)) for name in ("a.zip", "a.zip"))
    other_path = tmp_path / "b.zip"
    with zipfile.ZipFile(other_path, "w") as archive:
        archive.writestr("data/like.js", b"other")
    other = open_container(other_path)
    assert fingerprint([one]) == fingerprint([same])
    assert fingerprint([one]) != fingerprint([other])
    for container in (one, same, other):
        container.close()
