"""An archive laid out by hand, file by file, reads as a person would read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.archive.items import Item, Trait
from auditor.archive.receipt import ReceiptEntry
from auditor.audit import audit, opened
from auditor.store import AuditStore

BY_HAND = Path(__file__).parents[2] / "fixtures" / "by_hand"


@pytest.fixture(scope="module")
def store() -> Iterator[AuditStore]:
    with opened([BY_HAND]) as [download], AuditStore.temporary() as store:
        audit(download, store)
        yield store


@pytest.fixture(scope="module")
def items(store: AuditStore) -> dict[tuple[str, str], Item]:
    return {(item.category, item.id): item for item in store.fetch(store.rows())}


@pytest.fixture(scope="module")
def receipt(store: AuditStore) -> dict[str, ReceiptEntry]:
    return {entry.path: entry for entry in store.receipt()}


def test_every_item_is_counted_once_in_its_category(store: AuditStore) -> None:
    counted = Counter({tally.category: 0 for tally in store.tally()})
    for tally in store.tally():
        counted[tally.category] += tally.items
    assert counted == {
        "posts": 4,  # one of them stands in two parts
        "replies": 2,
        "quotes": 1,
        "reposts": 1,
        "media": 3,
        "geo": 1,
        "likes": 3,
        "grok_in": 1,
        "grok_out": 1,
        "dms": 3,
        "deleted": 1,
        "apps": 1,
        "profile": 1,
        "contactpts": 1,
    }


def test_the_account_and_the_dates_are_known(store: AuditStore) -> None:
    facts = store.facts()
    assert (facts.account.id, facts.account.username, facts.account.display_name) == (
        "4100001",
        "hand_made",
        "Hand Made",
    )
    assert facts.account.created_at == 1_241_593_689_000
    assert facts.generated_at == 1_766_218_150_000
    assert facts.generation == "2024-2025"
    assert facts.protected_changes == ((1_761_955_200_000, "Protect"),)


def test_a_link_is_shown_by_its_target_and_entities_are_undone_once(items: dict[tuple[str, str], Item]) -> None:
    # Part 1 has this post too, with another text: part 0 stands first, whichever was read first.
    assert items["posts", "1752840000000000001"].text == "🌿 Tea & bread, 1 < 2: see https://example.com/page?a=1&b=2"
    assert items["dms", "1600000000000000003"].text == "See you <there>"
    assert items["grok_in", "0:0"].text == "what does <this> & that mean?"
    assert items["likes", "1700000000000000001"].text == "A liked post with a line\u2028separator & an entity"


def test_a_typed_repost_is_the_owners_own_post_and_a_real_one_is_not(items: dict[tuple[str, str], Item]) -> None:
    assert items["posts", "20000000001"].traits & Trait.HAND_TYPED_REPOST
    assert ("reposts", "1752841000000000001") in items
    assert items["media", "1752841000000000001/1751999999999999999"].traits & Trait.NOT_MINE
    assert not items["media", "1752861000000000001/1752860000000000000"].traits & Trait.NOT_MINE


def test_a_thread_is_told_from_an_answer_to_someone_else(items: dict[tuple[str, str], Item]) -> None:
    assert items["replies", "1752843000000000001"].traits & Trait.SELF_THREAD
    assert not items["replies", "1752842000000000001"].traits & Trait.SELF_THREAD


def test_a_long_post_has_its_whole_text_and_is_one_item(items: dict[tuple[str, str], Item]) -> None:
    long = items["posts", "1752850000100000000"]
    assert long.text == "This is the beginning of something long & whole: 1 < 2, and here it ends."
    assert long.traits & Trait.LONG
    assert ("posts", "1752850000000000000") not in items


def test_old_ids_take_their_time_from_the_date_and_new_ones_from_the_id(items: dict[tuple[str, str], Item]) -> None:
    assert items["posts", "20000000001"].made_at == 1_280_232_000_000
    assert items["replies", "1752842000000000001"].made_at == 1_706_745_073_686


def test_likes_are_undated(items: dict[tuple[str, str], Item]) -> None:
    assert {item.made_at for (category, _), item in items.items() if category == "likes"} == {None}


def test_messages_from_others_are_marked_and_reactions_are_no_messages(items: dict[tuple[str, str], Item]) -> None:
    received = {id for (category, id), item in items.items() if category == "dms" and item.traits & Trait.FROM_OTHERS}
    assert received == {"1600000000000000002", "1500000000000000001"}


def test_an_app_keeps_its_permissions(items: dict[tuple[str, str], Item]) -> None:
    detail = items["apps", "555"].detail
    assert detail is not None
    assert '"permissions":["read","write","directmessages"]' in detail


@pytest.mark.parametrize(
    ("path", "state", "records", "expected"),
    [
        ("data/manifest.js", "read", None, None),
        ("data/tweets.js", "read", 7, 7),
        ("data/tweets-part1.js", "read", 2, 2),
        ("data/block.js", "empty", 0, 0),
        ("data/ageinfo.js", "empty", 1, 1),
        ("data/ip-audit.js", "missing", None, 4),
        ("data/something-new.js", "unknown", 1, None),
        ("data/tweets_media/", "ignored", None, None),
        ("assets/", "ignored", None, None),
        ("Your archive.html", "ignored", None, None),
        ("data/README.txt", "ignored", None, None),
    ],
)
def test_the_receipt_says_what_became_of_every_file(
    receipt: dict[str, ReceiptEntry], path: str, state: str, records: int | None, expected: int | None
) -> None:
    entry = receipt[path]
    assert (entry.state, entry.records, entry.expected) == (state, records, expected)


def test_no_file_of_the_archive_is_absent_from_the_receipt(receipt: dict[str, ReceiptEntry]) -> None:
    files = [file.relative_to(BY_HAND).as_posix() for file in BY_HAND.rglob("*") if file.is_file()]
    unaccounted = [f for f in files if not any(f == path or f.startswith(path) for path in receipt)]
    assert unaccounted == []
