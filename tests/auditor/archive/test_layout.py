"""Finding the archive in what a person has: repacked, renamed, half deleted, or from somewhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor.archive.containers import open_container
from auditor.archive.layout import Layout, account_of, survey
from auditor.errors import NotAnArchive

BY_HAND = Path(__file__).parents[2] / "fixtures" / "by_hand"


def surveyed(folder: Path) -> Layout:
    [layout] = survey(open_container(folder))
    return layout


def test_an_extra_top_folder_and_what_a_mac_adds_are_no_obstacle(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "twitter-2025" / "inner")
    junk = tmp_path / "__MACOSX" / "twitter-2025" / "inner" / "data"
    junk.mkdir(parents=True)
    (junk / "manifest.js").write_bytes(b"\x00\x05\x16\x07")
    layout = surveyed(tmp_path)
    assert layout.place.root == "twitter-2025/inner/"
    assert account_of(layout).username == "hand_made"
    [junk_entry] = [entry for entry in layout.entries if entry.path.startswith("__MACOSX/")]
    assert (junk_entry.state, junk_entry.members) == ("ignored", 1)


def test_what_the_computer_adds_is_one_entry_and_a_renamed_page_is_no_trouble(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "a")
    for junk in (".DS_Store", "data/.DS_Store", "data/._tweets.js", "Thumbs.db"):
        (tmp_path / "a" / junk).write_bytes(b"\0")
    (tmp_path / "a" / "Your archive.html").rename(tmp_path / "a" / "Your archive (1).html")
    layout = surveyed(tmp_path / "a")
    assert [e.members for e in layout.entries if "by the computer" in e.note] == [4]
    assert [e.state for e in layout.entries if e.path == "Your archive (1).html"] == ["ignored"]
    assert [e for e in layout.entries if e.state == "unknown"] == []


def test_a_data_folder_under_another_name_is_found_by_what_its_files_hold(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND / "data", tmp_path / "mine" / "x stuff")
    for name in ("manifest.js", "tweets.js"):
        (tmp_path / "mine" / "x stuff" / name).unlink()
    layout = surveyed(tmp_path)
    assert (layout.place.form, layout.place.root) == ("flat", "mine/x stuff/")
    assert account_of(layout).username == "hand_made"


def test_without_manifest_account_and_posts_the_rest_is_still_an_archive(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "a")
    for name in ("manifest.js", "tweets.js", "account.js"):
        (tmp_path / "a" / "data" / name).unlink()
    layout = surveyed(tmp_path / "a")
    assert (layout.place.form, layout.place.root) == ("data", "")


def test_a_zip_named_by_x_tells_its_day(tmp_path: Path) -> None:
    folder = tmp_path / "twitter-2019-05-05-0123abc"
    folder.mkdir()
    (folder / "tweet.js").write_text("window.YTD.tweet.part0 = [ ]")
    assert surveyed(folder).generated_at == 1_557_014_400_000


def test_without_a_manifest_the_rest_is_read_and_the_gap_is_named(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "a")
    (tmp_path / "a" / "data" / "manifest.js").unlink()
    layout = surveyed(tmp_path / "a")
    assert layout.manifest is None
    assert account_of(layout).id == "4100001"
    assert [e.state for e in layout.entries if e.kind == "manifest"] == ["missing"]
    assert len(layout.data_files) == 13


def test_without_an_account_file_the_manifest_names_the_owner(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "a")
    (tmp_path / "a" / "data" / "account.js").unlink()
    account = account_of(surveyed(tmp_path / "a"))
    assert (account.id, account.username, account.created_at) == ("4100001", "hand_made", None)


def test_a_damaged_manifest_is_named_and_does_not_stop_anything(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "a")
    (tmp_path / "a" / "data" / "manifest.js").write_text("window.__THAR_CONFIG = { oops")
    layout = surveyed(tmp_path / "a")
    assert [e.state for e in layout.entries if e.kind == "manifest"] == ["unreadable"]
    assert len(layout.data_files) == 13


def test_a_file_under_another_name_is_known_by_the_manifest(tmp_path: Path) -> None:
    shutil.copytree(BY_HAND, tmp_path / "a")
    data = tmp_path / "a" / "data"
    (data / "tweets-part1.js").rename(data / "more of them.js")
    manifest = (data / "manifest.js").read_text("utf-8")
    (data / "manifest.js").write_text(manifest.replace("tweets-part1.js", "more of them.js"), "utf-8")
    [file] = [f for f in surveyed(tmp_path / "a").data_files if f.path == "data/more of them.js"]
    assert (file.kind, file.part, file.expected) == ("tweets", 1, 2)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "is empty"),
        (["letter.txt"], "no data file of X"),
        (["your_instagram_activity/likes.json"], "Facebook or Instagram"),
        (["Takeout/Mail/all.mbox"], "Google"),
        (["outbox.json", "actor.json"], "Mastodon"),
        (["Your archive.html", "Your archive_files/main.js"], "saved web page"),
        (["twitter-2026-03-14-0a1b2c.zip"], "holds the zip file of an archive"),
        (["src/account.js", "src/block.js", "src/app.js"], "no data file of X"),  # somebody's own program
    ],
)
def test_something_else_is_called_by_its_name(tmp_path: Path, files: list[str], words: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("x")
    with pytest.raises(NotAnArchive, match=words) as refusal:
        surveyed(folder)
    assert refusal.value.advice
