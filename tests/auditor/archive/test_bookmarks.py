"""Bookmarks that people exported with one program or another: each is read, and a spoilt one says what spoilt it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from auditor.archive.containers import open_container
from auditor.archive.decoding.reading import Batch, read
from auditor.archive.imports.exports import BOOKMARKS, chosen, opened_exports
from auditor.archive.items import Item
from auditor.archive.layout import survey
from auditor.archive.receipt import ReceiptEntry
from auditor.errors import UsageError

POST = "1893000000000000001"
ON = "2025-02-21T18:09:04Z"
OLD = "20400123"
"""An id of 2006, which holds no time."""
SPOILT = "a spreadsheet has rounded the long numbers"


def brought(*paths: Path) -> tuple[list[Item], list[ReceiptEntry]]:
    items: list[Item] = []
    entries: list[ReceiptEntry] = []
    with opened_exports(chosen(bookmarks=paths)) as exports:
        for export in exports:
            entries += export.entries
            for file in export.data_files:
                for step in read(export.container, file, "7"):
                    if isinstance(step, Batch):
                        items += step.items
                    else:
                        entries.append(step)
    return items, entries


def written(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def table(header: str, *rows: list[str], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def detail(item: Item) -> dict[str, Any]:
    return msgspec.json.decode(item.detail or "{}", type=dict[str, Any])


FLAT: dict[str, Any] = {
    "id": POST,
    "created_at": "2025-02-21 20:09:04 +02:00",
    "full_text": "tea &amp; cake",
    "media": [{"type": "photo", "url": "https://pbs.example/x.jpg"}],
    "screen_name": "baker",
    "name": "The Baker",
    "user_id": "1500000000000000001",
    "retweeted_status": None,
    "quoted_status": None,
    "media_tags": [],
    "favorite_count": 3,
    "bookmarked": True,
    "url": f"https://twitter.com/baker/status/{POST}",
}
FOLDERED: dict[str, Any] = {
    "tweet_id": POST,
    "user_id": "1500000000000000001",
    "owner_id": "1400000000000000001",
    "screen_name": "baker",
    "username": "The Baker",
    "full_text": "tea & cake",
    "created_at": 1740161344000,
    "folder": "recipes",
    "media_items": [],
}
NEWER_FOLDERED = FOLDERED | {
    "id": f"bookmark_1400000000000000001_{POST}",
    "created_at": "2025-02-21T18:09:04.000Z",
    "folder": "unsorted",
    "conversation_id": "1892000000000000009",
    "url": f"https://x.com/baker/status/{POST}",
}
NESTED: dict[str, Any] = {
    "id": POST,
    "text": "tea & cake",
    "createdAt": "Fri Feb 21 18:09:04 +0000 2025",
    "conversationId": "1892000000000000009",
    "author": {"username": "baker", "name": "The Baker"},
    "authorId": "1500000000000000001",
}
PAGE: dict[str, Any] = {
    "includes": {"users": [{"id": "1500000000000000001", "username": "baker"}], "media": []},
    "data": [
        {"id": POST, "text": "tea…", "author_id": "1500000000000000001", "note_tweet": {"text": "tea &amp; cake"}}
    ],
    "meta": {"result_count": 1},
}
FROM_THE_PAGE: dict[str, Any] = {
    "tweetId": POST,
    "handle": "@baker",
    "displayName": "The Baker",
    "text": "tea & cake",
    "url": f"https://x.com/baker/status/{POST}",
    "time": ON,
    "images": [],
}
LABELS = "Owner ID,URL,Sort Index,Folder,Post ID,User ID,Username,Screen Name,Content,Language,Created At"
OLDER_LABELS = "Tweet Date,Posted By,Profile Pic,Profile URL,Twitter Handle,Tweet URL,Content,Tags,Comments,Media"
LONG_LABELS = "profile_image_url_https,screen_name,name,full_text,note_tweet_text,tweeted_at,tweet_url"
SHOWN_LABELS = "Handle,DisplayName,Text,URL,Time,Likes,Retweets,Replies,Views"
ADDRESS = f"https://twitter.com/baker/status/{POST}"

SHAPES: dict[str, object] = {
    "flat.json": [FLAT],
    "flat.csv": table(
        ",".join(FLAT), [json.dumps(v) if isinstance(v, list | bool) else str(v or "") for v in FLAT.values()]
    ),
    "foldered.json": [FOLDERED],
    "newer.json": [NEWER_FOLDERED],
    "labels.csv": table(
        LABELS,
        ["1400000000000000001", ADDRESS, "9", "unsorted", POST, "2", "The Baker", "baker", "tea & cake", "en", ON],
    ),
    "older-labels.csv": table(
        OLDER_LABELS,
        [
            "06:09 PM, Feb 21, 2025",
            "The Baker",
            "x",
            "https://x.com/baker",
            "@baker",
            ADDRESS,
            "tea & cake",
            "",
            "",
            "a;b",
        ],
    ),
    "long-labels.csv": table(LONG_LABELS, ["x", "baker", "The Baker", "tea…", "tea & cake", ON, ADDRESS]),
    "shown.csv": table(SHOWN_LABELS, ["@baker", "The Baker", "tea & cake", ADDRESS, ON, "1", "2", "3", "4"]),
    "nested.json": [NESTED],
    "wrapped.json": {"tweets": [NESTED]},
    "wrapped-and-spread.json": json.dumps({"count": 1, "bookmarks": [NESTED], "next": {"a": [1]}}, indent=2),
    "page.json": PAGE,
    "pages.json": [PAGE, {"data": [], "meta": {}}],
    "page-after-page.jsonl": json.dumps(PAGE) + "\n" + json.dumps({"data": [], "meta": {}}) + "\n",
    "from-the-page.json": [FROM_THE_PAGE],
    "lines.jsonl": "\n" + json.dumps(FLAT) + "\r\n\r\n" + json.dumps(FLAT),
    "one.json": FLAT,
    "semicolons.csv": table("text;status url;author handle", [f"tea & cake;{ADDRESS};baker"], encoding="utf-8").replace(
        b'"', b""
    ),
    "tabs.csv": table("text,link,handle", ["tea & cake", ADDRESS, "baker"], delimiter="\t", encoding="utf-16"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_bookmark_is_read_from_every_shape_it_comes_in(tmp_path: Path, name: str) -> None:
    items, [entry] = brought(written(tmp_path, name, SHAPES[name]))
    bookmark = items[0]
    assert {item.id for item in items} == {POST}
    assert (bookmark.category, bookmark.kind) == ("bookmarks", BOOKMARKS)
    assert bookmark.text == "tea & cake"
    assert detail(bookmark).get("author") == (None if name.startswith("page") else "baker")
    assert detail(bookmark)["posted_at"][:16] == ON[:16]
    assert bookmark.made_at is None, "nobody writes down when a post was bookmarked"
    assert (entry.path, entry.kind, entry.state) == (name, BOOKMARKS, "read")
    assert (entry.records, entry.items) == (len(items), len(items))


def test_folders_and_tags_are_kept_and_the_folder_for_everything_else_is_none(tmp_path: Path) -> None:
    rows = [FOLDERED | {"tags": ["a", "b "]}, NEWER_FOLDERED | {"tags": "c, d"}]
    first, second = brought(written(tmp_path, "a.json", rows))[0]
    assert (detail(first)["folder"], detail(first)["tags"]) == ("recipes", ["a", "b"])
    assert "folder" not in detail(second)
    assert detail(second)["tags"] == ["c", "d"]


def test_line_ends_that_a_table_writes_as_letters_are_line_ends(tmp_path: Path) -> None:
    flat = table("id,full_text,media_tags,url", [POST, "one\\ntwo", "[]", ADDRESS])
    other = table("id,full_text,url", [POST, "C:\\new", ADDRESS])
    assert brought(written(tmp_path, "a.csv", flat))[0][0].text == "one\ntwo"
    assert brought(written(tmp_path, "b.csv", other))[0][0].text == "C:\\new"


@pytest.mark.parametrize(
    ("time", "at"),
    [
        ("2008-05-01 14:51:00 +02:00", "2008-05-01T12:51:00Z"),
        ("2008-05-01T12:51:00.000Z", "2008-05-01T12:51:00Z"),
        ("02:51 PM, May 01, 2008", "2008-05-01T14:51:00Z"),
        ("12:05 AM, May 1, 2008", "2008-05-01T00:05:00Z"),
        ("Thu May 01 12:51:00 +0000 2008", "2008-05-01T12:51:00Z"),
        (1209646260000, "2008-05-01T12:51:00Z"),
        (1209646260, "2008-05-01T12:51:00Z"),
        ("1.5.2008, 14:51", None),
        ("99:99 PM, Foo 99, 2008", None),
    ],
)
def test_the_time_of_an_old_post_is_the_one_in_the_row(tmp_path: Path, time: object, at: str | None) -> None:
    [item], _ = brought(written(tmp_path, "a.json", [{"tweet_id": OLD, "created_at": time}]))
    assert detail(item).get("posted_at") == at


@pytest.mark.parametrize("spoilt", ["1.9E+18", "1,89E+18", "1.893E+18", "1893000000000000000"])
def test_ids_that_a_spreadsheet_has_rounded_are_refused_with_the_reason(tmp_path: Path, spoilt: str) -> None:
    items, [entry] = brought(written(tmp_path, "a.csv", table("tweet_id,full_text", [spoilt, "a"], [spoilt, "b"])))
    assert items == []
    assert entry.state == "unreadable"
    assert entry.note.startswith("2 rows left out: " + SPOILT)


def test_ids_that_were_read_as_numbers_and_lost_their_end_are_refused(tmp_path: Path) -> None:
    items, [entry] = brought(
        written(tmp_path, "a.json", '[{"id": 1.893e18, "text": "x"}, {"id": 1893000000000000001}]')
    )
    assert [item.id for item in items] == [POST]
    assert entry.state == "partial"
    assert entry.note.startswith("1 row left out: " + SPOILT)


def test_a_rounded_id_is_recovered_from_the_address(tmp_path: Path) -> None:
    rows = [["1.89E+18", ADDRESS], ["1893000000000000000", ADDRESS[:-1] + "2"]]
    items, [entry] = brought(written(tmp_path, "a.csv", table("tweet_id,url", *rows)))
    assert [item.id for item in items] == [POST, POST[:-1] + "2"]
    assert entry.state == "read"


def test_an_id_that_happens_to_end_in_noughts_is_believed_among_others(tmp_path: Path) -> None:
    ids = ["1893000000000000000", POST, POST[:-1] + "2", POST[:-1] + "3"]
    items, [entry] = brought(written(tmp_path, "a.csv", table("tweet_id,text", *([id, "x"] for id in ids))))
    assert {item.id for item in items} == set(ids)
    assert entry.state == "read"


def test_a_table_of_unknown_make_is_read_by_its_addresses(tmp_path: Path) -> None:
    rows = [["1", "see", f"https://x.com/i/web/status/{POST}?s=20"], ["2", "this", "https://example.org/"]]
    items, [entry] = brought(written(tmp_path, "a.csv", table("Nr,Words,Where", *rows)))
    assert [item.id for item in items] == [POST]
    assert "author" not in detail(items[0])
    assert (entry.state, entry.note.partition(";")[0]) == ("partial", "1 row left out: no id and no address of a post")


def test_a_table_of_unknown_make_is_read_by_its_only_long_number(tmp_path: Path) -> None:
    rows = [{"Nummer": POST, "user": "1500000000000000001"}, {"Nummer": POST, "andere": "1500000000000000002"}]
    items, [entry] = brought(written(tmp_path, "a.json", rows))
    assert [item.id for item in items] == [POST]
    assert "1 row left out" in entry.note


def test_posts_that_say_they_are_not_bookmarked_are_left_out(tmp_path: Path) -> None:
    likes = table("id,full_text,bookmarked", [POST, "x", "false"])
    items, [entry] = brought(written(tmp_path, "a.csv", likes))
    assert items == []
    assert (entry.state, entry.note.partition(";")[0]) == ("unreadable", "1 row left out: marked as not bookmarked")


def test_a_zip_is_looked_through_for_tables(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as made:
        made.writestr("x/bookmarks.json", json.dumps([FLAT]))
        made.writestr("x/more.csv", table("url", [ADDRESS[:-1] + "2"]))
        made.writestr("x/picture.jpg", b"x")
        made.writestr("README.txt", "hello")
    items, entries = brought(tmp_path / "all.zip")
    assert [item.id for item in items] == [POST, POST[:-1] + "2"]
    assert {entry.path: entry.state for entry in entries} == {
        "all.zip/": "ignored",
        "all.zip/x/bookmarks.json": "read",
        "all.zip/x/more.csv": "read",
    }


@pytest.mark.parametrize(
    ("content", "state", "note"),
    [
        (b"<!doctype html><table>", "unreadable", "a web page"),
        (b"", "unreadable", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "unreadable", "not a spreadsheet"),
        (b'{"formatName":"tables","data":{"data":[{"tableName":"t","rows":[]}]}}', "unreadable", "left out"),
        (b'{"a": 1}', "unreadable", "1 row left out"),
        (b'[{"id": "1893000000000000001"}, {"id": "18930', "partial", "middle of a record"),
        (b"[" * 100_000, "unreadable", "deeper than"),
        (b"[]", "empty", ""),
    ],
)
def test_what_is_no_export_of_bookmarks_says_so(tmp_path: Path, content: bytes, state: str, note: str) -> None:
    _, [entry] = brought(written(tmp_path, "a.json", content))
    assert entry.state == state
    assert note in entry.note


def test_an_export_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    rows = [{"id": str(int(POST) + n), "text": "x" * 100} for n in range(50)]
    whole = json.dumps(rows)
    items, [entry] = brought(written(tmp_path, "a.json", whole[:-40]))
    assert len(items) == entry.records == 49
    assert (entry.state, entry.note.partition(";")[0]) == ("partial", "it ends in the middle of a record")


def test_two_files_of_one_name_are_told_apart_and_one_that_is_given_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "older").mkdir()
    paths = [written(tmp_path, "a.json", [FLAT]), written(tmp_path / "older", "a.json", [FOLDERED])]
    _, entries = brought(*paths, paths[0])
    assert [entry.path for entry in entries] == ["a.json", "a.json (2)"]


def test_a_file_that_is_not_there_is_an_error_of_the_person_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file at"):
        brought(tmp_path / "nothing.json")
    broken = written(tmp_path, "broken.zip", b"PK\3\4 and no more")
    with pytest.raises(UsageError, match="Unpack it"):
        brought(broken)


@pytest.mark.parametrize("name", ["bookmark", "bookmarks", "bookmark-part1"])
def test_should_an_archive_hold_bookmarks_they_are_read_and_flagged(tmp_path: Path, name: str) -> None:
    records = [{"bookmark": {"tweetId": POST, "fullText": "tea &amp; cake"}}, {"tweetId": OLD}]
    (tmp_path / "data").mkdir()
    written(tmp_path / "data", "account.js", 'window.YTD.account.part0 = [ {"account" : {"accountId" : "7"}} ]')
    written(tmp_path / "data", f"{name}.js", f"window.YTD.bookmark.part0 = {json.dumps(records)}")
    container = open_container(tmp_path)
    [layout] = survey(container)
    [file] = [file for file in layout.data_files if file.kind == "bookmark"]
    *batches, entry = read(container, file, "7")
    items = [item for batch in batches if isinstance(batch, Batch) for item in batch.items]
    assert isinstance(entry, ReceiptEntry)
    assert [(item.id, item.text, item.kind) for item in items] == [
        (POST, "tea & cake", BOOKMARKS),
        (OLD, None, BOOKMARKS),
    ]
    assert (entry.state, entry.note) == ("read", "X's archive is not known to hold this")
