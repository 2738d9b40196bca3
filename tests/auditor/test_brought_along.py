"""What people bring along beside their archive, and the pictures in it: through a whole audit, into the report."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from auditor.archive.imports.exports import chosen, opened_exports
from auditor.archive.receipt import ReceiptEntry
from auditor.audit import Progress, audit, opened
from auditor.errors import ArchiveChanged, Cancelled
from auditor.store import AuditStore
from tests.auditor.archive.picture_making import exif, film, jpeg
from tests.auditor.archive.reading_back import data_file, lay_out, manifest, post
from tests.auditor.test_cli import outtake, refusal, report

POST = "1893000000000000001"
SECRET = "the words of somebody else"
PICTURE = {"extended_entities": {"media": [{"id_str": "5", "type": "photo", "source_status_id_str": "99"}]}}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = lay_out(
        tmp_path / "archive",
        {
            "data/manifest.js": manifest([("account", 1), ("tweets", 2)]),
            "data/account.js": data_file("account", [{"account": {"accountId": "7", "username": "someone"}}]),
            "data/tweets.js": data_file(
                "tweets", [post(int(POST), "mine"), post(int(POST) + 1, "taken over", **PICTURE)]
            ),
        },
    )
    for name, content in {
        f"tweets_media/{POST}-a.jpg": jpeg(),
        f"tweets_media/{int(POST) + 1}-b.jpg": jpeg(),
        "grok_chat_media/5-5.jpg": jpeg(exif(place=True)),
        "grok_chat_media/6-6.jpg": film(),
        "direct_messages_media/1-x.jpg": jpeg(exif(place=True)),
    }.items():
        (folder / "data" / name).parent.mkdir(exist_ok=True)
        (folder / "data" / name).write_bytes(content)
    return folder


@pytest.fixture
def bookmarks(tmp_path: Path) -> list[Path]:
    """Two exports with one post in both, and one row that a spreadsheet has spoilt."""
    table, rows = tmp_path / "bookmarks.csv", tmp_path / "bookmarks.json"
    table.write_text(f"tweet_id,full_text\n{POST},{SECRET}\n1.9E+18,{SECRET}\n", "utf-8")
    rows.write_text(json.dumps([{"id": str(int(POST) + n), "text": SECRET} for n in range(3)]), "utf-8")
    return [table, rows]


@pytest.fixture
def chats(tmp_path: Path) -> Path:
    path = tmp_path / "prod-grok-backend.json"
    messages = [{"response": {"_id": sender, "sender": sender, "message": SECRET}} for sender in ("human", "assistant")]
    path.write_text(json.dumps({"conversations": [{"conversation": {"id": "c"}, "responses": messages}]}), "utf-8")
    return path


def test_bookmarks_count_once_under_their_own_category_and_nobody_is_quoted(
    archive: Path, bookmarks: list[Path], tmp_path: Path
) -> None:
    run = outtake("audit", archive, *(f"--bookmarks={path}" for path in bookmarks), "--out", tmp_path / "out")
    made = report(tmp_path / "out")
    [row] = [row for row in made["categories"] if row["id"] == "bookmarks"]
    assert row == {
        "id": "bookmarks",
        "items": 3,
        "verdicts": {"grok": {"not-listed": 3}, "collaborators": {"open": 3}},
    }
    entries = {entry["path"]: entry for entry in made["receipt"] if entry.get("kind") == "bookmarks_export"}
    assert {path: (e["state"], e["records"], e["items"]) for path, e in entries.items()} == {
        "bookmarks.csv": ("partial", 1, 1),
        "bookmarks.json": ("read", 3, 3),
    }
    assert "a spreadsheet has rounded" in entries["bookmarks.csv"]["note"]
    assert made["timeline"] == [year for year in made["timeline"] if year["category"] != "bookmarks"]
    assert run.returncode == 1, "one row could not be used"
    assert not any(SECRET in path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.*"))


def test_chats_on_grok_com_are_not_among_those_on_x_and_no_switch_of_x_governs_them(
    archive: Path, chats: Path, tmp_path: Path
) -> None:
    off = "x.grok.training=2026-01-02"
    run = outtake("audit", archive, "--grok", chats, "--off", off, "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    made = report(tmp_path / "out")
    rows = {row["id"]: row for row in made["categories"]}
    assert rows["grok_com"]["verdicts"] == {"grok": {"unclear": 2}, "collaborators": {"not-applicable": 2}}
    assert not {"grok_in", "grok_out"} & set(rows)
    governs = {step["id"]: step["governs"] for step in made["steps"]}
    assert (governs["g.improve"], governs["x.grok.training"]) == (2, 3)
    [entry] = [entry for entry in made["receipt"] if entry.get("kind") == "grok_export"]
    assert (entry["state"], entry["records"], entry["items"]) == ("read", 1, 2)
    assert "X's switch does not reach them" in entry["note"]


def test_without_them_the_report_says_that_no_archive_holds_them(archive: Path, tmp_path: Path) -> None:
    outtake("audit", archive, "--out", tmp_path)
    html = next(tmp_path.rglob("report.html")).read_text("utf-8")
    assert "No archive seen holds them" in html
    assert "No archive of X holds them" in html


def test_exports_belong_to_one_account(archive: Path, bookmarks: list[Path], tmp_path: Path) -> None:
    other = lay_out(
        tmp_path / "other",
        {"data/account.js": data_file("account", [{"account": {"accountId": "8", "username": "another"}}])},
    )
    words = refusal(outtake("audit", archive, other, "--bookmarks", bookmarks[0], "--out", tmp_path / "out"), 2)
    assert "belong to one account" in words
    assert not (tmp_path / "out").exists()


def test_an_export_that_is_not_there_is_named_before_anything_is_read(archive: Path, tmp_path: Path) -> None:
    words = refusal(outtake("audit", archive, "--bookmarks", tmp_path / "none.csv", "--out", tmp_path / "out"), 2)
    assert "There is no file at" in words
    assert not (tmp_path / "out").exists()


# --- pictures --------------------------------------------------------------------------------------------------------


def audited(archive: Path) -> tuple[AuditStore, dict[str, ReceiptEntry]]:
    store = AuditStore.temporary()
    with opened([archive]) as [download]:
        audit(download, store)
    return store, {entry.path: entry for entry in store.receipt() if entry.kind == "media"}


def test_the_receipt_says_whose_pictures_there_are_and_how_many_hold_a_place(archive: Path) -> None:
    store, entries = audited(archive)
    with store:
        assert {path: entry.note for path, entry in entries.items()} == {
            "data/direct_messages_media/": "1 photo, not looked into",
            "data/grok_chat_media/": "1 photo, 1 video, 1 holds a place",
            "data/tweets_media/": "2 photos, 1 of them first posted by others, 0 hold a place",
        }
        by_path = {folder.path: folder for folder in store.facts().media}
        assert by_path["data/grok_chat_media/"].with_place == 1
        assert by_path["data/tweets_media/"].borrowed == 1
        assert {path: folder.files for path, folder in by_path.items()} == {p: e.members for p, e in entries.items()}
        assert {path: folder.bytes for path, folder in by_path.items()} == {p: e.bytes for p, e in entries.items()}


def test_in_several_archives_every_folder_is_told_of_once(archive: Path, tmp_path: Path) -> None:
    older = lay_out(
        tmp_path / "older",
        {
            "data/account.js": data_file("account", [{"account": {"accountId": "7"}}]),
            "data/grok_chat_media/9-9.jpg": "x",
        },
    )
    with opened([archive, older]) as [download], AuditStore.temporary() as store:
        audit(download, store)
        notes = {entry.path: entry.note for entry in store.receipt() if entry.kind == "media"}
    assert notes["1: data/grok_chat_media/"] == "1 photo, 1 video, 1 holds a place"
    assert notes["2: data/grok_chat_media/"] == "1 other file, 0 hold a place"
    assert len(notes) == 4


def test_it_can_be_stopped_while_pictures_are_looked_into(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.audit.BETWEEN_REPORTS", 0)
    cancel = threading.Event()

    def stop(progress: Progress) -> None:
        if progress.path.endswith("_media/"):
            cancel.set()

    with opened([archive]) as [download], AuditStore.temporary() as store, pytest.raises(Cancelled):
        audit(download, store, progress=stop, cancel=cancel)


def test_what_was_brought_along_counts_in_the_progress(archive: Path, bookmarks: list[Path]) -> None:
    seen: list[Progress] = []
    with (
        opened_exports(chosen(bookmarks=bookmarks)) as exports,
        opened([archive]) as [download],
        AuditStore.temporary() as store,
    ):
        audit(download, store, progress=seen.append, exports=exports)
        assert len(store.facts().files) == 1, "an export is no part of the archive"
    assert (seen[0].done, seen[-1].done) == (0, seen[-1].total)
    assert seen[-1].kinds["bookmarks_export"].items == 4


def test_an_archive_of_which_only_the_exports_can_be_read_is_refused(bookmarks: list[Path], tmp_path: Path) -> None:
    broken = lay_out(tmp_path / "broken", {"data/account.js": "window.YTD.account.part0 = nothing"})
    run = outtake("audit", broken, "--bookmarks", bookmarks[1], "--out", tmp_path / "out")
    assert "None of the data files" in refusal(run, 3)


def test_an_archive_that_goes_away_at_the_end_is_one_sentence(archive: Path, tmp_path: Path) -> None:
    def take_away(progress: Progress) -> None:
        if archive.exists() and progress.done:
            archive.rename(tmp_path / "elsewhere")

    with (
        opened([archive]) as [download],
        AuditStore.temporary() as store,
        pytest.raises(ArchiveChanged, match="archive changed or went away"),
    ):
        audit(download, store, progress=take_away)
