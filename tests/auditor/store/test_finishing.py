"""Each item once, and long posts whole: what the arrays do is what a patient reader would do item by item."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.archive.items import Item, Trait
from auditor.archive.packed import pack
from auditor.store import AuditStore, Rank
from auditor.store.finishing import LONG_POST_DISTANCE, SAME_MOMENT

POSTS = {"tweets", "deleted_tweets", "community_tweet"}
Placed = tuple[Rank, Item]

ITEMS = st.builds(
    lambda category, kind, id, made_at, text: Item(category, kind, str(id), made_at, text),
    st.sampled_from(["posts", "replies", "media", "likes"]),
    st.sampled_from(["tweets", "deleted_tweets", "like"]),
    st.integers(1, 5),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, "a", "b"]),
)
UNNAMED = st.builds(
    lambda place, made_at, text: Item("devices", "ip_audit", f"0:{place}", made_at, text),
    st.integers(0, 3),
    st.sampled_from([None, 1]),
    st.sampled_from(["a", "b"]),
)
FILES = st.lists(st.tuples(st.integers(0, 2), st.lists(ITEMS | UNNAMED, max_size=6)), max_size=6)


def item_by_item(placed: list[Placed]) -> list[Item]:
    """The items that stay."""
    left = sorted(placed, key=lambda one: one[0])  # stable: within a file in its order
    if len({rank.edition for rank, _item in left}) > 1:
        left = most_often(left)
        left = first_of(left, lambda item: item.id if is_post(item) else None)
    return [item for _rank, item in first_of(left, lambda item: (item.category, item.kind, item.id))]


def is_post(item: Item) -> bool:
    return item.kind in POSTS and item.category != "media"


def first_of(placed: list[Placed], identity: object) -> list[Placed]:
    seen: set[object] = set()
    kept = []
    for rank, item in placed:
        who = identity(item)  # type: ignore[operator]
        if who is None or who not in seen:
            kept.append((rank, item))
        seen.add(who)
    return kept


def most_often(placed: list[Placed]) -> list[Placed]:
    """Of what has no id, each content as often as the download has it that has it most often."""
    kept = []
    nth: Counter[object] = Counter()
    had: defaultdict[object, int] = defaultdict(int)
    for rank, item in placed:
        content = (item.category, item.kind, item.made_at, item.text)
        if ":" in item.id:
            nth[content, rank.edition] += 1
            if nth[content, rank.edition] <= had[content]:
                continue
            had[content] += 1
        kept.append((rank, item))
    return kept


@settings(max_examples=150, deadline=None)
@given(FILES, st.randoms(use_true_random=False))
def test_of_equal_items_the_right_one_stays(files: list[tuple[int, list[Item]]], chance: object) -> None:
    ranked = [
        (Rank(edition, number), [_placed(item, edition, number) for item in items])
        for number, (edition, items) in enumerate(files)
    ]
    expected = item_by_item([(rank, item) for rank, items in ranked for item in items])
    chance.shuffle(ranked)  # type: ignore[attr-defined]
    with AuditStore.temporary() as store:
        for rank, items in ranked:
            store.add(pack(items), rank)
        store.finish()
        found = store.fetch(store.rows())
        assert sorted(map(repr, found)) == sorted(map(repr, expected))
        assert store.count() == len(expected)


def _placed(item: Item, edition: int, file: int) -> Item:
    """A place that stands for an id is like none in another file."""
    if ":" not in item.id:
        return item
    return Item(item.category, item.kind, f"{edition}/{file}{item.id}", item.made_at, item.text)


def test_a_long_post_takes_the_text_nearest_below_it_that_is_of_the_same_moment() -> None:
    posts = [
        Item("posts", "tweets", "5000000000", 10_000, "the beginning of …"),
        Item("replies", "tweets", "9000000000", 20_000, "another …"),
        Item("posts", "tweets", "20000000000", 30_000, "too far …"),
    ]
    texts = [
        Item("posts", "note_tweet", str(5_000_000_000 - 7), 10_000 + SAME_MOMENT - 1, "all of it", int(Trait.LONG)),
        Item("posts", "note_tweet", str(9_000_000_000 - 7), 20_000 + SAME_MOMENT, "a moment later", int(Trait.LONG)),
        Item("posts", "note_tweet", str(20_000_000_000 - LONG_POST_DISTANCE), 30_000, "of no post", int(Trait.LONG)),
    ]
    with AuditStore.temporary() as store:
        store.add(pack(texts), Rank(0, 1))
        store.add(pack(posts), Rank(0, 0))
        store.finish()
        store.index()
        whole = {item.id: (item.text, item.traits) for item in store.fetch(store.rows())}
    assert whole.pop("5000000000") == ("all of it", int(Trait.LONG))
    assert {text for text, _traits in whole.values()} == {
        "another …",
        "too far …",
        "a moment later",
        "of no post",
    }


def test_one_post_takes_one_text() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "tweets", "1000", text="a"), Item("posts", "tweets", "1001", text="b")]))
        notes = [Item("posts", "note_tweet", str(n), text=f"long {n}", traits=int(Trait.LONG)) for n in (998, 999)]
        store.add(pack(notes))
        store.finish()
        assert {item.id: item.text for item in store.fetch(store.rows())} == {"1000": "long 998", "1001": "long 999"}
