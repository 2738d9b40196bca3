"""Someone keeps a list of what they want to take off X: what they are told of deleting, and the list as a file."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.archive.items import Item, Trait
from auditor.cleanup import (
    EXPORTS,
    Entry,
    address,
    as_csv,
    as_json,
    as_links,
    entry,
    in_pieces,
    load_words,
    on_x,
    only_copies,
    what_deleting_does,
)
from auditor.optout.controls import load_controls
from auditor.policy.pack import Pack, load_pack
from auditor.policy.situation import Situation

POST = Item("posts", "tweets", "1234567890123456789", 1_600_000_000_000, "Hello,\n“world”")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


def rows(document: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.decode("utf-8-sig"), newline="")))


# --- what is said ----------------------------------------------------------------------------------------------------


def test_something_is_said_of_every_kind_of_data(pack: Pack) -> None:
    named = [category for one in load_words().on_x for category in one.categories]
    assert sorted(named) == sorted(pack.categories)
    assert all(on_x(category).text for category in pack.categories)


def test_every_sentence_rests_on_something_that_exists(pack: Pack) -> None:
    words, controls = load_words(), load_controls()
    told = {clause for one in (*words.does, *words.does_not) for clause in one.clauses}
    cited = told | {clause for one in words.on_x for clause in one.clauses}
    assert cited <= pack.clauses.keys()
    assert {one.control for one in words.on_x if one.control} <= controls.keys()
    assert {category for one in words.only_copy for category in one.categories} <= pack.categories.keys()
    for one in words.on_x:
        if one.basis == "texts":
            assert one.clauses or one.control, one.text
        if one.basis == "unknown":
            assert "unknown" in one.text, one.text


def test_deleting_is_told_with_what_it_does_not_do(pack: Pack) -> None:
    told = what_deleting_does(pack, Situation(region="eu"))
    does, does_not = (" ".join(one.text for one in part) for part in (told.does, told.does_not))
    assert "removes posts and their metadata from being used for training" in does
    for words in ("model already trained", "may keep copies", "licence", "unknown", "Other people's posts"):
        assert words in does_not
    assert all(one.clauses for one in told.does)


def test_no_sentence_promises_that_anything_is_taken_back(pack: Pack) -> None:
    told = what_deleting_does(pack, Situation())
    said = " ".join(one.text for one in (*told.does, *told.does_not)).lower()
    for promise in ("removes your data", "is safe", "no longer knows", "guarantee", "untrain"):
        assert promise not in said


def test_where_the_archive_is_the_only_copy_it_is_said() -> None:
    assert only_copies(()) == ()
    assert len(only_copies({"posts"})) == 1
    deleted = " ".join(only_copies({"posts", "deleted"}))
    assert "gone from X already" in deleted
    assert "This archive may be the only copy" in deleted
    grok = " ".join(only_copies({"grok_out"}))
    assert "a new archive can no longer show these chats" in grok
    assert "gone from X already" not in grok


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("likes", "taken back, not deleted"),
        ("dms", "out of your own view"),
        ("ads", "No way to delete these was found"),
        ("deleted", "deleted on X already"),
        ("spaces", "unknown"),
    ],
)
def test_what_cannot_simply_be_deleted_is_said(category: str, words: str) -> None:
    assert words in on_x(category).text


# --- the list as a file ----------------------------------------------------------------------------------------------


def test_a_post_with_its_place_on_x() -> None:
    one = entry(POST)
    assert one.url == "https://x.com/i/web/status/1234567890123456789"
    assert one.created_at == "2020-09-13T12:26:40Z"
    assert one.text == POST.text


def test_a_photo_and_a_place_lead_to_their_post_and_a_message_nowhere() -> None:
    assert address(Item("media", "tweets", "99/abc", text="photo")) == "https://x.com/i/web/status/99"
    assert address(Item("geo", "tweets", "99")) == "https://x.com/i/web/status/99"
    assert address(Item("dms", "direct_messages", "99")) == ""
    assert address(Item("deleted", "deleted_tweets", "99")) == ""
    assert address(Item("posts", "tweets", "0:17")) == ""
    assert address(Item("posts", "tweets", "javascript:1")) == ""


def test_texts_of_other_people_are_left_out() -> None:
    theirs = [
        Item("likes", "like", "1", text="their words"),
        Item("reposts", "tweets", "2", text="their words"),
        Item("dms", "direct_messages", "3", text="their words", traits=int(Trait.FROM_OTHERS)),
    ]
    for export in EXPORTS.values():
        assert b"their words" not in export.make(theirs)
    assert entry(Item("dms", "direct_messages", "4", text="my words")).text == "my words"


def test_csv_has_a_row_an_item_and_keeps_lines_together() -> None:
    document = as_csv([POST, Item("likes", "like", "7")])
    assert [row["id"] for row in rows(document)] == ["1234567890123456789", "7"]
    assert rows(document)[0]["text"] == POST.text
    assert rows(document)[1]["created_at"] == ""
    assert tuple(rows(document)[0]) == Entry.__struct_fields__


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\n=", " =", "\u00a0@", "＝", "＠"])
def test_no_cell_runs_in_a_spreadsheet(start: str) -> None:
    nasty = f'{start}HYPERLINK("http://evil.example","x")'
    cell = rows(as_csv([Item("posts", "tweets", "1", text=nasty)]))[0]["text"]
    assert cell == f"'{nasty}"


def test_characters_that_act_unseen_are_shown() -> None:
    cell = rows(as_csv([Item("posts", "tweets", "1", text="a\u202ebc\x00")]))[0]["text"]
    assert cell == "a[U+202E]bc[U+0000]"


@given(st.text(), st.text(alphabet=st.characters(codec="ascii")))
def test_whatever_a_text_holds_no_cell_begins_a_formula(text: str, id: str) -> None:
    for row in rows(as_csv([Item("posts", "tweets", id, text=text)])):
        assert not [cell for cell in row.values() if cell.lstrip(" \u00a0")[:1] in set("=+-@\t\r\n") - {""}]


def test_json_holds_texts_as_they_are_and_says_nothing_it_does_not_know() -> None:
    listed = json.loads(as_json([POST, Item("spaces", "spaces_metadata", "0:3")]))
    assert listed["schema"] == "outtake-clean-up/1"
    assert listed["items"][0]["text"] == POST.text
    assert set(listed["items"][1]) == {"id", "category", "on_x"}
    assert [msgspec.convert(one, Entry).id for one in listed["items"]] == [POST.id, "0:3"]


def test_plain_links_a_line_each() -> None:
    assert as_links([POST, Item("dms", "direct_messages", "5")]).decode() == (
        "1234567890123456789\thttps://x.com/i/web/status/1234567890123456789\n5\n"
    )


def test_an_empty_list_is_an_empty_file() -> None:
    assert as_links([]) == b""
    assert rows(as_csv([])) == []
    assert json.loads(as_json([]))["items"] == []


def test_a_long_list_is_fetched_in_pieces_and_in_its_order() -> None:
    asked: list[int] = []

    def fetch(numbers: object) -> list[Item]:
        assert isinstance(numbers, list)
        asked.append(len(numbers))
        return [Item("posts", "tweets", str(number)) for number in numbers]

    found = [item.id for item in in_pieces(list(range(1_200)), fetch)]
    assert found == [str(number) for number in range(1_200)]
    assert max(asked) <= 500


def test_a_moment_beyond_all_calendars_is_unknown() -> None:
    assert entry(Item("posts", "tweets", "1", 10**18)).created_at == ""
