"""What a person types is understood as they meant it, and never refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.search.query import Filter, Known, Query, Words, not_understood, parse, written

KNOWN = Known(
    {"posts": ("Posts", "post"), "replies": ("Replies", "reply"), "grok_in": ("Prompts to Grok",)}, ("de", "en")
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("clinic", [Words("clinic")]),
        ("new clinic", [Words("new"), Words("clinic")]),
        ('"new clinic" -dentist', [Words("new clinic", phrase=True), Words("dentist", excluded=True)]),
        ("„neue Praxis“", [Words("neue Praxis", phrase=True)]),
        ('-"old clinic"', [Words("old clinic", phrase=True, excluded=True)]),
        ("東京", [Words("東京")]),
        ("http://example.org/a", [Words("http://example.org/a")]),
        ("note: this", [Words("note:"), Words("this")]),
        ('lone " quote', [Words("lone"), Words("quote")]),
        ('""', []),
        ("- -", [Words("-"), Words("-")]),
    ],
)
def test_words_and_phrases(text: str, words: list[Words]) -> None:
    assert parse(text, KNOWN) == Query(tuple(words))


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("kind:reply", [Filter("category", ("replies",))]),
        ("category:posts,replies", [Filter("category", ("posts", "replies"))]),
        ('category:"prompts to grok"', [Filter("category", ("grok_in",))]),
        ("Verdict:Stated", [Filter("verdict", ("stated",))]),
        ("verdict：stated", [Filter("verdict", ("stated",))]),
        ("-verdict:excluded", [Filter("verdict", ("stated-excluded",), excluded=True)]),
        ("collaborators:not-applicable", [Filter("collaborators", ("not-applicable",))]),
        ("from:2019..2021", [Filter("since", ("2019-01-01",)), Filter("until", ("2021-12-31",))]),
        ("from:2019", [Filter("since", ("2019-01-01",))]),
        ("until:2024-02", [Filter("until", ("2024-02-29",))]),
        ("from:..2019-03-05", [Filter("until", ("2019-03-05",))]),
        ("year:2019..2021", [Filter("year", ("2019", "2020", "2021"))]),
        ("year:none", [Filter("year", ("none",))]),
        ("lang:de", [Filter("lang", ("de",))]),
        ("has:media", [Filter("has", ("media",))]),
        ("is:mine,thread", [Filter("is", ("mine", "thread"))]),
        ("mention:@Some_One", [Filter("mention", ("some_one",))]),
        ("weekday:mon hour:7", [Filter("weekday", ("mon",)), Filter("hour", ("7",))]),
    ],
)
def test_filters(text: str, filters: list[Filter]) -> None:
    assert parse(text, KNOWN) == Query(filters=tuple(filters))
    assert not_understood(text, KNOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        "kind:nonsense",
        "finding:health",
        "lang:xx",
        "from:2019-13",
        "from:last_week",
        "-from:2019..2020",
        "has:",
        "year:1",
    ],
)
def test_what_is_no_filter_is_looked_for_as_words_and_said(text: str) -> None:
    query = parse(text, KNOWN)
    assert not query.filters
    assert query.words == (Words(text.removeprefix("-"), excluded=text.startswith("-")),)


def test_a_filter_that_is_none_is_named() -> None:
    assert not_understood("clinic finding:health http://a.example lang:de", KNOWN) == ["finding:health"]


@given(st.text(max_size=60))
@example('-"a" -b "c')
@example("kind:posts,reply -year:2019..2020 -x")
def test_a_query_can_be_written_down_and_read_again(text: str) -> None:
    query = parse(text, KNOWN)
    assert parse(written(query), KNOWN) == query


tokens = st.sampled_from(
    [
        "kind:",
        "from:",
        "2019",
        "..",
        "posts",
        ",",
        '"',
        "-",
        " ",
        "“",
        "lang:de",
        "year:",
        "is:mine",
        "x",
        "@",
        ":",
        "東",
    ]
)


@given(st.lists(tokens, max_size=14).map("".join))
def test_so_can_one_of_pieces_of_the_language(text: str) -> None:
    query = parse(text, KNOWN)
    assert parse(written(query), KNOWN) == query
