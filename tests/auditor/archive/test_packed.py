"""Items on their way into the store: what their numbers say is what the items say."""

from __future__ import annotations

from array import array
from itertools import chain

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from auditor.archive.items import Item, Trait
from auditor.archive.packed import A_BATCH, NONE, id_of, numbers_of, pack

IDS = st.one_of(st.integers(0, 2**70).map(str), st.text(max_size=12), st.from_regex(r"\A[0-9]{1,4}[:/][0-9]{1,4}\Z"))


def test_every_item_is_in_there_in_its_order() -> None:
    items = [Item("posts", "tweets", str(n), text=f"text {n}") for n in range(2 * A_BATCH + 1)]
    packed = pack(items)
    batches = [msgspec.msgpack.decode(batch, type=list[Item]) for batch in packed.batches]
    assert [len(batch) for batch in batches] == [A_BATCH, A_BATCH, 1]
    assert list(chain.from_iterable(batches)) == items
    assert packed.items == len(items)


def test_what_lists_and_counts_need_stands_beside_them() -> None:
    packed = pack(
        [
            Item("posts", "tweets", "20", made_at=5, traits=int(Trait.HAS_MEDIA), lang="de", thread="7"),
            Item("media", "tweets", "20/1", traits=int(Trait.NOT_MINE)),
            Item("posts", "tweets", "21", made_at=-5, lang="en"),
        ]
    )
    assert [packed.sorts[figure] for figure in array("H", packed.sort)] == [
        ("posts", "tweets"),
        ("media", "tweets"),
        ("posts", "tweets"),
    ]
    assert [packed.langs[figure] for figure in array("H", packed.lang)] == ["de", "", "en"]
    assert array("q", packed.made_at).tolist() == [5, NONE, -5]
    assert array("q", packed.thread).tolist() == [7, NONE, NONE]
    assert array("H", packed.traits).tolist() == [int(Trait.HAS_MEDIA), int(Trait.NOT_MINE), 0]
    assert packed.counts() == {("media", int(Trait.NOT_MINE)): 1, ("posts", 0): 2}


def test_the_whole_text_of_a_long_post_is_not_counted_beside_its_post() -> None:
    assert pack([Item("posts", "note_tweet", "1", traits=int(Trait.LONG))]).counts() == {}


@given(IDS)
def test_a_number_leads_back_to_the_id_or_to_nothing(id: str) -> None:
    [number] = numbers_of([id])
    assert NONE < number < 2**62
    assert id_of(number) in (id, None)
    assert (id_of(number) is None) == (number < 0)


@given(st.integers(0, 2**61))
def test_ids_of_x_are_their_own_numbers(id: int) -> None:
    assert numbers_of([str(id)]) == [id]


@given(st.lists(IDS, min_size=1) | st.lists(st.integers(0, 2**63).map(str), min_size=1))
def test_the_ids_of_many_items_have_the_same_numbers_as_each_alone(ids: list[str]) -> None:
    packed = pack([Item("posts", "tweets", id, thread=id) for id in ids])
    assert array("q", packed.id).tolist() == [numbers_of([id])[0] for id in ids] == array("q", packed.thread).tolist()


def test_ids_that_look_alike_are_told_apart() -> None:
    alike = ["7", "07", "007", "٧", "7 ", "-7", "+7", "7:0", "0:7", "7,0", "7.0", "7e0"]
    alike += ["7:00", "7::0", "7:", ":7", ":", "", "9" * 19, "9" * 30, "9" * 30 + ":1", "7],[7"]
    assert len({*numbers_of(alike)}) == len(alike)
    assert len({numbers_of([id])[0] for id in alike}) == len(alike)
