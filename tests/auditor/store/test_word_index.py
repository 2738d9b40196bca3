"""Whoever searches finds what stands in the texts, in every script, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.errors import Cancelled
from auditor.store import AuditStore, Term

TEXTS = [
    "Third week at the new clinic",
    "The clinical view",
    "Café au lait, señor",
    "今日は東京に行きました",
    "京都と大阪",
    "東 京",
    "ภาษาไทยง่ายมาก",
    "नमस्ते दुनिया",
    "학교에서 공부했다",
    "so happy 😀👍🏽",
    "family 👩‍👩‍👧",
    "thanks @Some_One and @other",
    "mail me at someone@other.example",
    "ＦＵＬＬ ｗｉｄｔｈ",
    "a-b c_d #Hash",
    "",
    "a `clinical` ^sign, ©mark and accent´s",
    'nul \0 byte “quoted” "words"',
]


@pytest.fixture(scope="module")
def store() -> Iterator[AuditStore]:
    with AuditStore.temporary() as store:
        store.add(pack(Item("posts", "tweets", str(n), text=text) for n, text in enumerate(TEXTS)))
        store.finish()
        store.index()
        yield store


def found(store: AuditStore, *terms: Term, mentions: Sequence[str] = ()) -> set[str]:
    pieces = store.search(terms, mentions)
    assert pieces is not None
    return {TEXTS[row - 1] for piece in pieces for row in piece}


@pytest.mark.parametrize(
    ("text", "goes_on", "expected"),
    [
        ("clinic", False, {TEXTS[0]}),
        ("clinic", True, {TEXTS[0], TEXTS[1], TEXTS[16]}),
        ("new clinic", False, {TEXTS[0]}),
        ("clinic new", False, set()),
        ("CAFE", False, {TEXTS[2]}),
        ("senor", False, {TEXTS[2]}),
        ("東京", False, {TEXTS[3]}),
        ("京", False, {TEXTS[3], TEXTS[4], TEXTS[5]}),
        ("京大", False, set()),
        ("ไทย", False, {TEXTS[6]}),
        ("दुनिया", False, {TEXTS[7]}),
        ("दुनि", False, set()),
        ("학교", False, {TEXTS[8]}),
        ("😀", False, {TEXTS[9]}),
        ("👍", False, {TEXTS[9]}),
        ("👩‍👩‍👧", False, {TEXTS[10]}),
        ("full width", False, {TEXTS[13]}),
        ("hash", False, {TEXTS[14]}),
        ("clinical", False, {TEXTS[1], TEXTS[16]}),
        ("sign", False, {TEXTS[16]}),
        ("mark", False, {TEXTS[16]}),
        ("accent", False, {TEXTS[16]}),
        ("👍🏽", False, {TEXTS[9]}),
        ('"quoted"', False, {TEXTS[17]}),
    ],
)
def test_words_are_found_in_every_script(store: AuditStore, text: str, goes_on: bool, expected: set[str]) -> None:
    assert found(store, Term(text, goes_on)) == expected


def test_a_mention_is_not_an_address_and_not_a_word(store: AuditStore) -> None:
    assert found(store, mentions=["some_one"]) == {TEXTS[11]}
    assert found(store, mentions=["other"]) == {TEXTS[11]}
    assert found(store, mentions=["some"]) == set()


def test_all_that_is_asked_must_be_there(store: AuditStore) -> None:
    assert found(store, Term("the"), Term("clinic")) == {TEXTS[0]}
    assert found(store, Term("thanks"), mentions=["other"]) == {TEXTS[11]}


@pytest.mark.parametrize("nothing", ["", " ", "!?", '"""', "…", "\0", "* OR ()"])
def test_signs_alone_ask_nothing_and_break_nothing(store: AuditStore, nothing: str) -> None:
    pieces = store.search([Term(nothing)])
    assert pieces is None or not any(len(piece) for piece in pieces)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.booleans())
def test_no_question_whatever_is_an_error(text: str, goes_on: bool) -> None:
    with AuditStore.temporary() as store:
        store.finish()
        store.index()
        assert not any(len(piece) for piece in store.search([Term(text, goes_on)]) or ())


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30))
def test_every_text_is_found_by_itself(text: str) -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "tweets", "1", text=f"before {text} after")]))
        store.finish()
        store.index()
        pieces = store.search([Term(text)])
        assert pieces is None or [row for piece in pieces for row in piece] == [1]


def test_a_search_that_nobody_waits_for_any_more_stops() -> None:
    with AuditStore.passing() as store:
        store.add(pack(Item("posts", "tweets", str(n), text="the same words") for n in range(50_000)))
        store.finish()
        store.make_durable()
        store.index()
        cancel = threading.Event()
        pieces = store.search([Term("same")], cancel=cancel)
        assert pieces is not None
        next(pieces)
        cancel.set()
        with pytest.raises(Cancelled):
            list(pieces)
        again = {int(row) for piece in store.search([Term("same")]) or () for row in piece}
        assert again == set(range(1, 50_001))
