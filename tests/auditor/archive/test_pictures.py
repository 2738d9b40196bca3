"""The pictures of one item, read from the archive where it stands."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from auditor.archive.containers import Damaged, fingerprint, open_container
from auditor.archive.items import Item
from auditor.archive.media import pictures
from auditor.archive.media.pictures import Pictures, Unavailable
from tests.auditor.archive.picture_making import film, jpeg, png
from tests.auditor.archive.zip_making import File, made

ACCOUNT = b'window.YTD.account.part0 = [ {"account" : {"accountId" : "7"}} ]'
FILES = {
    "data/account.js": ACCOUNT,
    "data/tweets_media/100-b-second.png": png(),
    "data/tweets_media/100--a-first.jpg": jpeg(),
    "data/tweets_media/1000-x.jpg": b"another post",
    "data/tweets_media/200-film.mp4": film(),
    "data/direct_messages_media/100-private.jpg": b"\xff\xd8\xffa message",
    "data/direct_messages_group_media/9-group.jpg": b"\xff\xd8\xffa group",
    "data/profile_media/7-face.jpg": b"\xff\xd8\xffa face",
    "data/grok_chat_media/55-55.jpg": png(),
    "__MACOSX/data/tweets_media/100-._a.jpg": b"junk",
}
POST = Item("posts", "tweets", "100")


def zipped(path: Path, files: dict[str, bytes] = FILES, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def unpacked(path: Path) -> Path:
    for name, content in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def of(*paths: Path) -> Pictures:
    """As after an audit: the fingerprint is that of the archive as it stands now."""
    containers = [open_container(path) for path in paths]
    expected = fingerprint(containers)
    for container in containers:
        container.close()
    return Pictures(paths, expected)


def contents(found: Pictures, item: Item) -> list[bytes]:
    return [found.content(medium) for medium in found.of(item)]


@pytest.mark.parametrize("form", ["deflated", "stored", "folder"])
def test_a_post_shows_its_own_pictures_in_the_order_of_their_names(tmp_path: Path, form: str) -> None:
    method = zipfile.ZIP_STORED if form == "stored" else zipfile.ZIP_DEFLATED
    path = unpacked(tmp_path) if form == "folder" else zipped(tmp_path / "x.zip", method=method)
    found = of(path)
    media = found.of(POST)
    assert [(medium.sort, medium.format) for medium in media] == [("photo", "JPG"), ("photo", "PNG")]
    assert contents(found, POST) == [jpeg(), png()]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Item("media", "tweets", "100/555", thread="100"), [jpeg(), png()]),
        (Item("dms", "direct_messages", "100"), [b"\xff\xd8\xffa message"]),
        (Item("dms", "direct_messages_group", "9"), [b"\xff\xd8\xffa group"]),
        (Item("profile", "profile", "7"), [b"\xff\xd8\xffa face"]),
        (Item("grok_in", "grok_chat_item", "0:3", detail='{"files": ["55"], "attachments": ["image/png"]}'), [png()]),
        (Item("grok_in", "grok_chat_item", "0:4", detail='{"attachments": ["image/png"]}'), []),
        (Item("grok_in", "grok_chat_item", "0:4", detail="no JSON"), []),
        (Item("geo", "tweets", "100", thread="100"), []),
        (Item("likes", "like", "100"), []),
        (Item("posts", "tweets", "10"), []),
    ],
)
def test_each_kind_of_item_has_the_pictures_of_its_own_folder(
    tmp_path: Path, item: Item, expected: list[bytes]
) -> None:
    found = of(zipped(tmp_path / "x.zip"))
    assert contents(found, item) == expected


def test_a_film_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    found = of(zipped(tmp_path / "x.zip"))
    [medium] = found.of(Item("posts", "tweets", "200"))
    assert (medium.sort, medium.format, medium.member.size) == ("film", "MP4", len(film()))


def test_several_zips_of_one_archive_are_looked_through_and_each_picture_shows_once(tmp_path: Path) -> None:
    first = zipped(tmp_path / "a.zip", {"data/account.js": ACCOUNT, "data/tweets_media/100-a.jpg": jpeg()})
    second = zipped(tmp_path / "b.zip", {"data/tweets_media/100-a.jpg": jpeg(), "data/tweets_media/100-b.png": png()})
    found = of(first, second)
    assert contents(found, POST) == [jpeg(), png()]


def test_nothing_is_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    found = of(zipped(tmp_path / "x.zip"))
    contents(found, POST)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["scratch", "x.zip"]


def test_an_archive_that_moved_is_one_sentence(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip")
    found = of(path)
    path.rename(tmp_path / "moved.zip")
    with pytest.raises(Unavailable, match="not where it was, or it changed"):
        found.of(POST)
    (tmp_path / "moved.zip").rename(path)
    assert len(found.of(POST)) == 2


def test_an_archive_that_moves_while_it_is_looked_at_is_one_sentence(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip")
    found = of(path)
    [first, _second] = found.of(POST)
    path.rename(tmp_path / "moved.zip")
    with pytest.raises(Unavailable, match="not where it was, or it changed"):
        found.content(first)


def test_another_archive_in_its_place_shows_none_of_its_pictures(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip")
    found = of(path)
    zipped(path, {**FILES, "data/tweets_media/100-c.jpg": b"\xff\xd8\xffsomeone else's"})
    with pytest.raises(Unavailable, match="changed since it was read"):
        found.of(POST)


def test_a_folder_whose_picture_was_exchanged_for_a_link_shows_none(tmp_path: Path) -> None:
    found = of(unpacked(tmp_path / "x"))
    [first, _second] = found.of(POST)
    picture = tmp_path / "x" / first.member.path
    picture.unlink()
    (tmp_path / "secret").write_bytes(b"secret")
    picture.symlink_to(tmp_path / "secret")
    with pytest.raises(Damaged):
        found.content(first)


def test_a_picture_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 400)
    found = of(zipped(tmp_path / "x.zip"))
    with pytest.raises(Damaged, match="larger than"):
        found.content(found.of(POST)[0])


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_picture_whose_size_is_a_lie_is_not_shown(tmp_path: Path, size: int) -> None:
    path = made(
        tmp_path / "x.zip",
        [File("data/account.js", ACCOUNT), File("data/tweets_media/100-a.jpg", jpeg() * 40, size=size)],
    )
    found = of(path)
    [medium] = found.of(POST)
    with pytest.raises(Damaged):
        found.content(medium)


def test_a_method_that_x_does_not_use_is_not_read(tmp_path: Path) -> None:
    path = made(
        tmp_path / "x.zip", [File("data/account.js", ACCOUNT), File("data/tweets_media/100-a.jpg", jpeg(), method=12)]
    )
    found = of(path)
    [medium] = found.of(POST)
    assert medium.sort == "other"
    with pytest.raises(Damaged):
        found.content(medium)
