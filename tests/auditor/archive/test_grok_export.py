"""Chats with Grok outside X: read from grok.com's own export, and never mistaken for those on X."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from auditor.archive.decoding.reading import Batch, read
from auditor.archive.imports.exports import GROK, chosen, opened_exports
from auditor.archive.items import Item, Trait
from auditor.archive.receipt import ReceiptEntry

NOTE = "chats on grok.com, outside X: X's switch does not reach them"


def chat(id: str, *messages: tuple[str, str, object]) -> dict[str, object]:
    responses = [
        {"response": {"_id": f"{id}-{number}", "sender": sender, "message": text, "create_time": time, "model": "m"}}
        for number, (sender, text, time) in enumerate(messages)
    ]
    return {"conversation": {"id": id, "title": "x", "create_time": "2025-10-09T08:53:20Z"}, "responses": responses}


CHATS = {
    "conversations": [
        chat(
            "a",
            ("human", "why?", {"$date": {"$numberLong": "1760000000000"}}),
            ("assistant", "so.", "2025-10-09T08:53:20Z"),
        ),
        chat("b", ("human", "and?", {"$date": "2025-10-09T08:53:20.000Z"}), ("ASSISTANT", "yes", None)),
        chat("c"),
    ],
    "projects": [],
    "tasks": [{"conversations": [1]}],
}


def brought(path: Path) -> tuple[list[Item], list[ReceiptEntry]]:
    items: list[Item] = []
    entries: list[ReceiptEntry] = []
    with opened_exports(chosen(grok=[path])) as exports:
        for export in exports:
            entries += export.entries
            for file in export.data_files:
                *batches, entry = read(export.container, file, "7")
                items += [item for batch in batches if isinstance(batch, Batch) for item in batch.items]
                assert isinstance(entry, ReceiptEntry)
                entries.append(entry)
    return items, entries


def test_questions_and_answers_become_items_of_a_category_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(CHATS))
    items, [entry] = brought(path)
    assert [(item.id, item.text, item.thread) for item in items] == [
        ("a-0", "why?", "a"),
        ("a-1", "so.", "a"),
        ("b-0", "and?", "b"),
        ("b-1", "yes", "b"),
    ]
    assert {(item.category, item.kind) for item in items} == {("grok_com", GROK)}
    assert [item.made_at for item in items] == [1760000000000, 1760000000000, 1760000000000, None]
    assert [bool(item.traits & Trait.FROM_OTHERS) for item in items] == [False, True, False, True]
    assert (entry.path, entry.state, entry.records, entry.items, entry.note) == ("export.json", "read", 3, 4, NOTE)


def test_the_zip_it_comes_in_is_searched_for_the_one_file_with_chats(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as made:
        made.writestr("ttl/30d/export_data/u/prod-grok-backend.json", json.dumps(CHATS))
        made.writestr("ttl/30d/export_data/u/prod-mc-auth-mgmt-api.json", '{"email": "x"}')
        made.writestr("ttl/30d/export_data/u/assets/4d2c/content", b"picture")
    items, entries = brought(tmp_path / "data.zip")
    assert len(items) == 4
    assert {(entry.path, entry.state) for entry in entries} == {
        ("data.zip/ttl/30d/export_data/u/prod-grok-backend.json", "read"),
        ("data.zip/", "ignored"),
    }


def test_a_zip_without_chats_and_a_file_of_something_else_say_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as made:
        made.writestr("a.json", "{}")
    items, entries = brought(tmp_path / "other.zip")
    assert (items, entries[0].state) == ([], "unreadable")
    (tmp_path / "other.json").write_text('{"chats": []}')
    items, [entry] = brought(tmp_path / "other.json")
    assert (items, entry.state) == ([], "unreadable")
    assert entry.note.startswith("it holds no list that Outtake knows")


def test_an_export_that_was_cut_off_gives_the_chats_before_the_cut(tmp_path: Path) -> None:
    text = json.dumps(CHATS)
    (tmp_path / "cut.json").write_text(text[: text.index('"b-1"')])
    items, [entry] = brought(tmp_path / "cut.json")
    assert [item.id for item in items] == ["a-0", "a-1"]
    assert entry.state == "partial"


def test_nothing_in_it_is_nothing_and_not_an_error(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text('{"conversations": []}')
    items, [entry] = brought(tmp_path / "none.json")
    assert (items, entry.state) == ([], "empty")
