"""The pictures of an archive: whose they are, and which still say where they were taken."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from auditor.archive.containers import open_container
from auditor.archive.generations import Place
from auditor.archive.layout import survey
from auditor.archive.media import Files, MediaFolder, look_into
from auditor.errors import ArchiveChanged
from tests.auditor.archive.picture_making import by_xyz, exif, film, jpeg, png

PICTURES = {
    "data/account.js": b'window.YTD.account.part0 = [ {"account" : {"accountId" : "7"}} ]',
    "data/tweets_media/100-AbC-d.jpg": jpeg(),
    "data/tweets_media/100-other.png": png(),
    "data/tweets_media/200-film.mp4": film(),
    "data/tweets_media/300--dash.jpg": jpeg(exif(place=True)),
    "data/grok_chat_media/55-55.jpg": jpeg(exif(place=True, gap=9000)),
    "data/grok_chat_media/56-56.jpg": film(by_xyz()),
    "data/grok_chat_media/57-57": b"%PDF-1.7",
    "data/direct_messages_media/9-secret.jpg": jpeg(exif(place=True)),
}

HERE = Place("data", "")


def archive(path: Path, form: str) -> Path:
    if form == "folder":
        for name, content in PICTURES.items():
            (path / "unpacked" / name).parent.mkdir(parents=True, exist_ok=True)
            (path / "unpacked" / name).write_bytes(content)
        return path / "unpacked"
    method = zipfile.ZIP_DEFLATED if form == "packed" else zipfile.ZIP_STORED
    with zipfile.ZipFile(path / "x.zip", "w", method) as made:
        for name, content in PICTURES.items():
            made.writestr(name, content)
    return path / "x.zip"


def looked_into(path: Path, borrowed: frozenset[str] = frozenset()) -> dict[str, MediaFolder]:
    container = open_container(path)
    try:
        return {folder.path: folder for folder in look_into(container, HERE, lambda: borrowed)}
    finally:
        container.close()


@pytest.mark.parametrize("form", ["stored", "packed", "folder"])
def test_the_pictures_handed_to_grok_are_looked_into_whatever_they_are_called(tmp_path: Path, form: str) -> None:
    grok = looked_into(archive(tmp_path, form))["data/grok_chat_media/"]
    assert (grok.photos.files, grok.films.files, grok.others.files) == (1, 1, 1)
    assert (grok.photos.place, grok.films.place) == (1, 1)
    assert grok.bytes == sum(len(c) for name, c in PICTURES.items() if "grok" in name)
    assert grok.note == "1 photo, 1 video, 1 other file, 2 hold a place"


def test_pictures_in_posts_of_others_are_told_apart_by_the_post_in_their_name(tmp_path: Path) -> None:
    posts = looked_into(archive(tmp_path, "stored"), frozenset({"100", "999"}))["data/tweets_media/"]
    assert posts.borrowed == 2
    assert posts.note == "3 photos, 1 video, 2 of them first posted by others, 1 holds a place"


def test_pictures_in_messages_are_counted_and_left_alone(tmp_path: Path) -> None:
    messages = looked_into(archive(tmp_path, "stored"))["data/direct_messages_media/"]
    size = len(PICTURES["data/direct_messages_media/9-secret.jpg"])
    assert messages == MediaFolder("data/direct_messages_media/", "direct_messages", photos=Files(files=1, bytes=size))
    assert messages.note == "1 photo, not looked into"


def test_a_picture_that_went_away_is_counted_as_not_looked_into(tmp_path: Path) -> None:
    path = archive(tmp_path, "folder")
    container = open_container(path)
    (path / "data/grok_chat_media/55-55.jpg").unlink()
    _messages, grok, _posts = look_into(container, HERE, frozenset)
    assert (grok.files, grok.looked_into, grok.unreadable) == (3, 2, 1)
    assert grok.note == "1 photo, 1 video, 1 other file, 1 holds a place, 1 could not be looked into"


def test_the_folders_are_found_below_whatever_the_archive_was_put_into(tmp_path: Path) -> None:
    names = (
        "a b/data/tweets_media/1-x.jpg",
        "__MACOSX/a b/data/tweets_media/._1-x.jpg",
        "a b/data/assets/1.jpg",
        "1.jpg",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(jpeg())
    [posts] = look_into(open_container(tmp_path), Place("data", "a b/"), frozenset)
    assert (posts.path, posts.files) == ("data/tweets_media/", 1)


def test_the_zip_files_that_held_the_media_of_2019_are_named(tmp_path: Path) -> None:
    (tmp_path / "tweet_media").mkdir()
    (tmp_path / "tweet_media/tweet-media-part1.zip").write_bytes(b"PK\3\4")
    [posts] = look_into(open_container(tmp_path), HERE, frozenset)
    assert posts.note == "1 other file, 0 hold a place, the zip files among them were not opened"


def test_a_link_in_the_place_of_a_picture_is_not_followed(tmp_path: Path) -> None:
    path = archive(tmp_path, "folder")
    (tmp_path / "elsewhere.jpg").write_bytes(jpeg(exif(place=True)))
    container = open_container(path)
    picture = path / "data/tweets_media/100-AbC-d.jpg"
    picture.unlink()
    picture.symlink_to(tmp_path / "elsewhere.jpg")
    *_others, posts = look_into(container, HERE, frozenset)
    assert (posts.photos.place, posts.unreadable) == (1, 1)


def test_an_archive_that_was_unplugged_is_one_sentence(tmp_path: Path) -> None:
    container = open_container(archive(tmp_path, "stored"))
    container.close()
    (tmp_path / "x.zip").unlink()
    with pytest.raises(ArchiveChanged, match=r"x\.zip changed or went away"):
        list(look_into(container, HERE, frozenset))


def test_the_work_can_be_stopped_between_two_pictures(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    seen: list[str] = []

    def pause(path: str) -> None:
        seen.append(path)
        if len(seen) == 3:
            raise Enough

    container = open_container(archive(tmp_path, "stored"))
    with pytest.raises(Enough):
        list(look_into(container, HERE, frozenset, pause))
    container.close()
    assert seen == ["data/direct_messages_media/", "data/grok_chat_media/", "data/grok_chat_media/"]


# --- sixty gigabytes -------------------------------------------------------------------------------------------------

FILM = 64 * 1024 * 1024
FILMS, PHOTOS = 1_000, 99_000


def large_archive(path: Path) -> Path:
    """A zip of more than 60 GB that takes a few megabytes of the disk: its films are holes."""
    entries: list[bytes] = []
    with path.open("wb") as file:

        def add(name: str, start: bytes, size: int) -> None:
            offset, raw = file.tell(), name.encode()
            wide = struct.pack("<HHQ", 1, 8, offset)
            file.write(struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, size, size, len(raw), 0) + raw + start)
            file.seek(size - len(start), 1)
            entries.append(
                struct.pack(
                    "<4s6H3L5H2L",
                    b"PK\1\2",
                    45,
                    45,
                    0,
                    0,
                    0,
                    33,
                    0,
                    size,
                    size,
                    len(raw),
                    len(wide),
                    0,
                    0,
                    0,
                    0,
                    0xFFFFFFFF,
                )
                + raw
                + wide
            )

        account = PICTURES["data/account.js"]
        add("data/account.js", account, len(account))
        photo, start = jpeg(exif(place=True)), film(size=0)[:16]
        for number in range(PHOTOS):
            add(f"data/tweets_media/{number}-p.jpg", photo, len(photo))
        for number in range(FILMS):
            add(f"data/tweets_media/{number}-v.mp4", start, FILM)
        where = file.tell()
        directory = b"".join(entries)
        file.write(directory)
        end = file.tell()
        file.write(struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, *(len(entries),) * 2, len(directory), where))
        file.write(struct.pack("<4sLQL", b"PK\6\7", 0, end, 1))
        file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))
    return path


def bytes_read() -> int:
    """By this process so far, from disks and from memory."""
    return int(Path("/proc/self/io").read_text().split()[1])


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="counts what was read, as only Linux does")
def test_sixty_gigabytes_with_a_hundred_thousand_pictures_are_looked_into_without_being_read(tmp_path: Path) -> None:
    path = large_archive(tmp_path / "large.zip")
    assert path.stat().st_size > 60_000_000_000
    before = bytes_read()
    container = open_container(path)
    survey(container)
    assert bytes_read() - before < 30_000_000
    [posts] = look_into(container, HERE, frozenset)
    assert bytes_read() - before < 500_000_000
    assert (posts.films.files, posts.photos.files, posts.photos.place) == (FILMS, PHOTOS, PHOTOS)
    container.close()
