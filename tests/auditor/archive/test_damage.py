"""Archives as a bad line, a bad disk or an editor leaves them: what is whole is read, and the receipt says the rest."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from auditor.archive.containers import open_container
from auditor.errors import NotAnArchive
from tests.auditor.archive.zip_making import ACCOUNT, File, content, directory_at, likes, made, receipt, zip_bytes

LIKES = likes(range(30_000))
FIGURES_BEHIND = ["", "<LLL", "<LQQ", "-<LLL", "-<LQQ"]


def whole(descriptor: str = "") -> list[File]:
    return [
        File("data/account.js", ACCOUNT, descriptor=descriptor),
        File("data/tweets_media/1-a.jpg", b"\xff\xd8" * 5000, method=0),
        File("data/like.js", LIKES, descriptor=descriptor),
        File("data/mute.js", b"window.YTD.mute.part0 = [ ]", descriptor=descriptor),
    ]


@pytest.mark.parametrize("descriptor", FIGURES_BEHIND)
def test_a_download_cut_off_gives_what_had_arrived(tmp_path: Path, descriptor: str) -> None:
    data = zip_bytes(whole(descriptor))
    path = tmp_path / "twitter.zip"
    path.write_bytes(data[: data.index(b"data/like.js") + 40_000])
    entries = receipt(path)
    assert (entries["(zip)"].state, "cut off" in entries["(zip)"].note) == ("partial", True)
    assert entries["data/account.js"].state == "read"
    cut = entries["data/like.js"]
    assert cut.state == "partial"
    assert "cut off" in cut.note
    assert cut.records is not None
    assert 1_000 < cut.records < 30_000


@pytest.mark.parametrize("descriptor", FIGURES_BEHIND)
def test_a_zip_cut_behind_its_files_is_read_whole(tmp_path: Path, descriptor: str) -> None:
    data = zip_bytes(whole(descriptor))
    path = tmp_path / "twitter.zip"
    path.write_bytes(data[: directory_at(data) + 50])
    entries = receipt(path)
    assert entries["data/like.js"].records == 30_000
    assert entries["data/mute.js"].state == "empty"
    assert "table of contents is damaged" in entries["(zip)"].note


def test_a_cut_anywhere_is_a_refusal_or_a_receipt(tmp_path: Path) -> None:
    data = zip_bytes([File("data/account.js", ACCOUNT), File("data/like.js", likes(range(20)))])
    path = tmp_path / "twitter.zip"
    for length in range(1, len(data)):
        path.write_bytes(data[:length])
        if length <= 30 + len("data/account.js"):
            with pytest.raises(NotAnArchive):
                receipt(path)
        else:
            assert "(zip)" in receipt(path), length


def test_a_header_in_the_middle_is_found_again_behind_the_damage(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(whole()))
    at = data.index(b"data/tweets_media") - 30
    data[at : at + 4] = b"oops"
    path = tmp_path / "twitter.zip"
    path.write_bytes(data[: directory_at(bytes(data))])
    assert receipt(path)["data/like.js"].records == 30_000


def test_a_directory_that_breaks_off_is_done_without(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(whole()))
    second = data.index(b"PK\x01\x02", directory_at(bytes(data)) + 4)
    data[second] = 0
    path = tmp_path / "twitter.zip"
    path.write_bytes(data)
    entries = receipt(path)
    assert entries["data/like.js"].records == 30_000
    assert "table of contents is damaged" in entries["(zip)"].note


@pytest.mark.parametrize(
    ("lie", "words"),
    [
        ({"crc": 1}, "checksum is wrong"),
        ({"size": len(LIKES) - 10}, "larger than the zip says"),
        ({"size": len(LIKES) + 10}, "ends too early"),
        ({"packed_size": 1000}, "ends too early"),
        ({"offset": 1000}, "does not hold it where it says"),
        ({"offset": 0xFFFFFF00}, "does not hold it where it says"),
        ({"flags": 1}, "encrypted"),
        ({"method": 12}, "packed in a way"),
        ({"method": 14}, "packed in a way"),
    ],
)
def test_one_file_that_is_not_as_the_zip_says_costs_only_itself(
    tmp_path: Path, lie: dict[str, int], words: str
) -> None:
    files = [File("data/account.js", ACCOUNT), File("data/like.js", LIKES, **lie)]  # type: ignore[arg-type]
    entries = receipt(made(tmp_path / "twitter.zip", files))
    assert entries["data/account.js"].state == "read"
    assert entries["data/like.js"].state in ("partial", "unreadable")
    assert words in entries["data/like.js"].note


def test_records_before_the_damage_are_kept(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(whole()))
    at = data.index(b"data/like.js") + 80_000
    data[at : at + 50] = b"\xff" * 50
    path = tmp_path / "twitter.zip"
    path.write_bytes(data)
    entry = receipt(path)["data/like.js"]
    assert entry.state == "partial"
    assert entry.records is not None
    assert entry.records > 1_000


def test_other_things_in_front_of_and_behind_the_zip_do_not_matter(tmp_path: Path) -> None:
    path = made(tmp_path / "twitter.zip", whole(), in_front=b"MZ" * 5000, behind=b"\0" * 90_000)
    assert receipt(path)["data/like.js"].records == 30_000


def test_of_two_ends_the_last_that_fits_counts(tmp_path: Path) -> None:
    data = zip_bytes([File("data/account.js", ACCOUNT)])
    path = tmp_path / "twitter.zip"
    path.write_bytes(data + struct.pack("<4s4xHHLLH", b"PK\x05\x06", 9, 9, 999, 9_999_999, 0))
    assert receipt(path)["data/account.js"].state == "read"


def test_figures_too_large_for_32_bits_are_found_in_their_own_field(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "wide.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("data/account.js", "w", force_zip64=True) as file:
            file.write(ACCOUNT)
        with archive.open("data/like.js", "w", force_zip64=True) as file:
            file.write(LIKES)
    entries = receipt(tmp_path / "wide.zip")
    assert entries["data/like.js"].records == 30_000
    data = (tmp_path / "wide.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[: directory_at(data)])
    assert receipt(tmp_path / "cut.zip")["data/like.js"].records == 30_000


def test_names_used_twice_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    files = [
        File("data/account.js", ACCOUNT),
        File("data/like.js", likes([1])),
        File("data/like.js", likes([2, 3])),
        File("data/account.js", ACCOUNT),
    ]
    container = open_container(made(tmp_path / "twitter.zip", files))
    assert content(container, "data/like.js") == likes([1])
    assert [(p.path, p.state) for p in container.problems] == [
        ("data/like.js", "partial"),
        ("data/account.js", "ignored"),
    ]
    container.close()


def test_a_zip_with_a_password_is_refused_by_that_name(tmp_path: Path) -> None:
    path = made(tmp_path / "twitter.zip", [File("data/account.js", ACCOUNT, flags=1)])
    with pytest.raises(NotAnArchive, match="password"):
        open_container(path)


def test_nothing_usable_of_a_download_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twitter.zip"
    path.write_bytes(zip_bytes([File("assets/emoji.png", b"x" * 10_000, method=0)])[:5_000])
    with pytest.raises(NotAnArchive, match="cut off"):
        open_container(path)
