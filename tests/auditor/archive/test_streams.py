"""Whatever the layout and wherever the pieces of a file happen to end, the same elements come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.archive.decoding import streams
from auditor.archive.decoding.streams import CutOff, NotUnderstood, batches

PREFIX = "window.YTD.tweets.part0 = "

records = st.lists(
    st.dictionaries(
        st.text(max_size=5),
        st.recursive(
            st.text() | st.booleans() | st.integers(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=6,
        ),
        min_size=1,
        max_size=3,
    ),
    max_size=8,
)


def as_x_prints_now(value: list[object]) -> str:
    return json.dumps(value, indent=2, separators=(",", " : "), ensure_ascii=False)


def as_x_printed_until_2021(value: list[object]) -> str:
    elements = [json.dumps(element, indent=2, separators=(",", " : "), ensure_ascii=False) for element in value]
    return "[ " + ", ".join(elements) + " ]"


def on_one_line(value: list[object]) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def retyped_with_tabs(value: list[object]) -> str:
    return json.dumps(value, indent="\t", ensure_ascii=False) + ";\n"


LAYOUTS = [as_x_prints_now, as_x_printed_until_2021, on_one_line, retyped_with_tabs]


def pieces(text: str, size: int) -> Iterator[bytes]:
    data = text.encode("utf-8", "surrogatepass")
    return (data[at : at + size] for at in range(0, len(data), size))


def elements(text: str, size: int = 1 << 20) -> list[object]:
    return [element for batch in batches(pieces(text, size)) for element in json.loads(batch)]


@pytest.mark.parametrize("layout", LAYOUTS)
@given(value=records, size=st.integers(1, 200))
def test_any_records_in_any_layout(layout: Callable[[list[object]], str], value: list[object], size: int) -> None:
    before, streams.BATCH = streams.BATCH, 50  # small batches, so that boundaries fall everywhere
    try:
        assert elements(PREFIX + layout(value), size) == value
    finally:
        streams.BATCH = before


@pytest.mark.parametrize("empty", ["[ ]", "[]", "[ ]\n", "[];\n", "[\n]"])
def test_every_form_of_nothing(empty: str) -> None:
    assert elements(PREFIX + empty) == []


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    text = "\ufeff" + PREFIX + as_x_prints_now([{"a": "1"}, {"b": "2"}])
    assert elements(text.replace("\n", "\r\n"), 7) == [{"a": "1"}, {"b": "2"}]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_cut_off_anywhere_gives_what_is_whole_and_says_so(layout: Callable[[list[object]], str]) -> None:
    value: list[object] = [{"text": f'braces {{ }} and "quotes" {n}', "list": [1, {"x": n}]} for n in range(5)]
    whole = PREFIX + layout(value)
    for length in range(len(PREFIX) + 1, len(whole.rstrip(";\n ")) - 1):
        got: list[object] = []
        with pytest.raises(CutOff):
            got.extend(element for batch in batches(pieces(whole[:length], 16)) for element in json.loads(batch))
        assert got == value[: len(got)]


@pytest.mark.parametrize("text", ["", "   ", "hello", PREFIX, PREFIX + "{}", "<!doctype html><html>", "x" * 10_000])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        elements(text)
