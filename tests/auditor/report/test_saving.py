"""A report reaches the disk whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from auditor.errors import CannotWrite
from auditor.report.saving import save_set, write_one

DOCUMENTS = {"report.html": b"<!doctype html>", "report.json": b"{}\n"}


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def full_disk(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_documents_land_in_one_folder_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = save_set(tmp_path, "outtake-2026-11-18-9f2c41d7", DOCUMENTS)

    assert folder == tmp_path / "outtake-2026-11-18-9f2c41d7"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == DOCUMENTS
    assert list(tmp_path.iterdir()) == [folder]


def test_an_earlier_report_is_never_touched(tmp_path: Path) -> None:
    first = save_set(tmp_path, "outtake-a", {"report.json": b"first"})
    (tmp_path / "outtake-a-3").mkdir()
    second = save_set(tmp_path, "outtake-a", {"report.json": b"second"})
    fourth = save_set(tmp_path, "outtake-a", {"report.json": b"fourth"})

    assert [first.name, second.name, fourth.name] == ["outtake-a", "outtake-a-2", "outtake-a-4"]
    assert (first / "report.json").read_bytes() == b"first"


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    assert (save_set(tmp_path / "new" / "deeper", "outtake-a", DOCUMENTS) / "report.json").is_file()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("mine")

    with pytest.raises(CannotWrite, match="is a file, not a folder") as refusal:
        save_set(tmp_path / "here", "outtake-a", DOCUMENTS)
    assert refusal.value.exit_code == 4
    with pytest.raises(CannotWrite, match="is a file, not a folder"):
        save_set(tmp_path / "here" / "below", "outtake-a", DOCUMENTS)
    assert (tmp_path / "here").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite, match="cannot be written to"):
        save_set(tmp_path, "outtake-a", DOCUMENTS)


def test_a_refusal_of_the_system_is_one_sentence_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("auditor.report.saving.tempfile.mkdtemp", refuse)
    with pytest.raises(CannotWrite) as refusal:
        save_set(tmp_path, "outtake-a", DOCUMENTS)
    assert "cannot be written to" in refusal.value.title
    assert "Choose a folder" in refusal.value.advice


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.report.saving.os.write", full_disk)

    with pytest.raises(CannotWrite, match="no room left"):
        save_set(tmp_path / "new" / "deeper", "outtake-a", DOCUMENTS)
    with pytest.raises(CannotWrite, match="no room left"):
        write_one(tmp_path / "report.html", b"x")
    assert everything_in(tmp_path) == []


def test_one_file_is_saved_over_another_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_one(path, b"first")
    with pytest.raises(CannotWrite, match="already a file"):
        write_one(path, b"second")
    assert path.read_bytes() == b"first"

    write_one(path, b"second", overwrite=True)
    assert path.read_bytes() == b"second"
    assert everything_in(tmp_path) == ["report.html"]
