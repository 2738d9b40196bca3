"""What an audit keeps: whole, once, and readable to nobody else."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from auditor.archive.items import Item, Trait
from auditor.archive.packed import pack
from auditor.archive.receipt import ReceiptEntry
from auditor.store import AuditStore, Rank

DAY = 86_400_000


def test_an_item_that_stands_in_two_files_is_counted_once() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("likes", "like", "1", text="first"), Item("likes", "like", "2")]))
        store.add(pack([Item("likes", "like", "1", text="second")]))
        store.finish()
        assert store.count() == 2
        assert store.fetch(store.rows())[0].text == "first"


def test_which_of_two_equal_items_stays_does_not_depend_on_which_was_read_first() -> None:
    files = {
        Rank(0, 1): Item("posts", "tweets", "1", text="the first part"),
        Rank(0, 2): Item("posts", "tweets", "1", text="the second part"),
    }
    for order in (list(files), list(reversed(files))):
        with AuditStore.temporary() as store:
            for rank in order:
                store.add(pack([files[rank]]), rank)
            store.finish()
            assert [item.text for item in store.fetch(store.rows())] == ["the first part"]


def test_a_post_that_changed_its_category_between_two_downloads_is_one_post() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "tweets", "1"), Item("media", "tweets", "1/5")]), Rank(1, 9))
        store.add(pack([Item("deleted", "deleted_tweets", "1")]), Rank(0, 0))
        store.add(pack([Item("geo", "tweets", "1")]), Rank(0, 1))
        store.finish()
        assert sorted(item.category for item in store.fetch(store.rows())) == ["deleted", "geo", "media"]


def test_what_has_no_id_is_matched_by_its_content_as_often_as_it_stands_there() -> None:
    def login(place: str, ip: str) -> Item:
        return Item("devices", "ip_audit", place, made_at=DAY, text=ip)

    with AuditStore.temporary() as store:
        store.add(pack([login("0:0", "a"), login("0:1", "b"), login("0:2", "b")]), Rank(0, 0))
        older = [login(f"1/0:{number}", ip) for number, ip in enumerate("bcbb")]
        store.add(pack(older), Rank(1, 1))
        store.finish()
        items = store.fetch(store.rows())
        assert sorted(item.text or "" for item in items) == ["a", "b", "b", "b", "c"]
        assert len({item.id for item in items}) == 5


def test_followers_and_following_are_different_items_even_with_the_same_id() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("followers", "follower", "9"), Item("followers", "following", "9")]))
        store.finish()
        assert store.count() == 2


def test_more_languages_than_there_are_codes_for_cost_no_item() -> None:
    with AuditStore.temporary() as store:
        for first in range(0, 70_000, 5_000):
            items = [Item("posts", "tweets", str(n), lang=f"x{n}") for n in range(first, first + 5_000)]
            store.add(pack(items), Rank(0, first))
        store.add(pack([Item("likes", "like", "1", lang="x3")]))
        store.finish()
        assert store.count() == 70_001
        assert store.fetch(store.rows("likes"))[0].lang == "x3"
        assert store.fetch([70_000])[0].lang == "x69999"


def test_the_tally_tells_apart_only_what_a_rule_may_need() -> None:
    with AuditStore.temporary() as store:
        store.add(
            pack(
                [
                    Item("posts", "tweets", "1", made_at=10 * DAY + 5),
                    Item("posts", "tweets", "2", made_at=10 * DAY + 9, traits=int(Trait.HAS_MEDIA)),
                    Item("posts", "tweets", "3", made_at=11 * DAY),
                    Item("media", "tweets", "3/1", made_at=11 * DAY, traits=int(Trait.NOT_MINE)),
                    Item("likes", "like", "4"),
                    Item("posts", "tweets", "5", made_at=-1),
                ]
            )
        )
        store.finish()
        assert {tuple(row) for row in store.tally()} == {
            ("posts", 0, 10, 2, 10 * DAY + 5, 10 * DAY + 9),
            ("posts", 0, 11, 1, 11 * DAY, 11 * DAY),
            ("media", 1, 11, 1, 11 * DAY, 11 * DAY),
            ("likes", 0, None, 1, None, None),
            ("posts", 0, -1, 1, -1, -1),
        }


def test_pages_come_newest_first_and_undated_last() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "tweets", str(n), made_at=n * DAY) for n in range(5)]))
        store.add(pack([Item("likes", "like", "undated")]))
        store.finish()
        rows = store.rows()
        assert [item.id for item in store.fetch(rows[:2])] == ["4", "3"]
        assert [item.id for item in store.fetch(rows[4:])] == ["0", "undated"]
        assert [item.id for item in store.fetch(store.rows("likes"))] == ["undated"]


def test_a_long_text_whose_post_is_gone_stays_an_item_of_its_own() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "note_tweet", "1752850000000000000", text="long", traits=int(Trait.LONG))]))
        store.add(pack([Item("posts", "tweets", "1752990000000000000", text="another post")]))
        store.finish()
        assert store.count() == 2


def test_a_category_is_present_when_its_file_is_even_if_it_is_empty() -> None:
    with AuditStore.temporary() as store:
        store.add_receipt(
            [
                ReceiptEntry("data/like.js", "empty", "like", records=0),
                ReceiptEntry("data/contact.js", "missing", "contact", expected=3),
            ]
        )
        assert store.present() == {"likes"}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the open file through /proc")
def test_nothing_readable_is_on_the_disk_while_the_store_is_open_and_nothing_after() -> None:
    def open_files() -> dict[str, str]:
        folder = Path("/proc/self/fd")
        found = {}
        for link in folder.iterdir():
            with contextlib.suppress(OSError):  # the listing's own handle is gone by now
                found[link.name] = str(link.readlink())
        return {name: target for name, target in found.items() if "/outtake-" in target}

    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "tweets", str(n), text="a very private sentence") for n in range(5000)]))
        store.finish()
        [name] = open_files()
        content = Path(f"/proc/self/fd/{name}").read_bytes()
        assert len(content) > 100_000
        assert b"private" not in content
        assert b"SQLite format 3" not in content
    assert open_files() == {}
