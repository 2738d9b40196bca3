"""While a search is typed, only what is finished becomes a filter, and nothing half-typed is searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.search.query import Filter, Known, Query, Words, parse
from auditor.search.typed import asked, doubtful, settle

KNOWN = Known({"posts": ("Posts", "post"), "grok_in": ("Grok prompts",)}, ("de", "en"))
GERMAN = Filter("lang", ("de",))


@pytest.mark.parametrize(
    ("text", "filters", "left"),
    [
        ("lang:de |", (GERMAN,), "|"),
        ("lang:de|", (), "lang:de|"),
        ("clinic lang:de |", (GERMAN,), "clinic |"),
        ("lang:de clinic|", (GERMAN,), "clinic|"),
        ("lang:de| clinic", (), "lang:de| clinic"),
        ("la|ng:de clinic", (), "la|ng:de clinic"),
        ('category:"grok prompts" x|', (Filter("category", ("grok_in",)),), "x|"),
        ("from:2019..2020 |", (Filter("since", ("2019-01-01",)), Filter("until", ("2020-12-31",))), "|"),
        ("finding:health |", (), "finding:health |"),
        ('"say lang:de |', (), '"say lang:de |'),
        ("-lang:de -clinic |", (Filter("lang", ("de",), excluded=True),), "-clinic |"),
    ],
)
def test_a_filter_is_finished_when_the_cursor_has_left_it(text: str, filters: tuple[Filter, ...], left: str) -> None:
    settled = settle(text.replace("|", ""), text.index("|"), KNOWN)
    assert settled.filters == filters
    assert f"{settled.text[: settled.cursor]}|{settled.text[settled.cursor :]}" == left


def test_nothing_is_unfinished_when_nobody_types() -> None:
    assert settle("clinic lang:de", None, KNOWN).filters == (GERMAN,)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("clinic lang:", Query((Words("clinic"),))),
        ("clinic lang:d", Query((Words("clinic"),))),
        ("clinic lang:de", Query((Words("clinic"),), (GERMAN,))),
        ("from:20", Query()),
        ("note:x", Query((Words("note:x"),))),
    ],
)
def test_a_filter_on_its_way_asks_nothing_yet(text: str, query: Query) -> None:
    assert asked(text, len(text), KNOWN) == query


def test_what_is_no_filter_is_named_when_the_cursor_has_left_it() -> None:
    assert doubtful("finding:health", 14, KNOWN) == []
    assert doubtful("finding:health ", 15, KNOWN) == ["finding:health"]
    assert doubtful("lang:xx", None, KNOWN) == ["lang:xx"]


@given(st.text(max_size=40), st.integers(0, 40))
def test_settling_loses_nothing(text: str, cursor: int) -> None:
    settled = settle(text, min(cursor, len(text)), KNOWN)
    assert 0 <= settled.cursor <= len(settled.text)
    before, after = parse(text, KNOWN), parse(settled.text, KNOWN)
    assert sorted([*settled.filters, *after.filters], key=repr) == sorted(before.filters, key=repr)
