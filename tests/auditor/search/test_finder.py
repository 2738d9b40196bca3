"""What is found is what a patient reader would have picked out by hand, and so is every count beside a filter."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.archive.items import Item, Trait
from auditor.archive.packed import pack
from auditor.errors import Cancelled
from auditor.overview import WRITTEN
from auditor.policy.cases import Case, judge
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from auditor.search.finder import Finder
from auditor.search.query import Filter, Query, Words, parse
from auditor.store import AuditStore, Rows

PACK = load_pack()
DAY = 86_400_000
SITUATIONS = [
    Situation(),
    Situation(protected=dt.date(2020, 1, 1)),
    Situation(region="eu", protected="never", under_18=True),
]
WORD_LIST = ["clinic", "Clinics", "knee", "東京", "café", "@some_one"]

items = st.lists(
    st.builds(
        lambda n, category, day, words, traits, lang: Item(
            category, "tweets", str(n), None if day is None else day * DAY, " ".join(words), traits, lang
        ),
        n=st.uuids(),
        category=st.sampled_from(["posts", "replies", "likes", "dms", "media"]),
        day=st.none() | st.integers(14_000, 20_500),
        words=st.lists(st.sampled_from(WORD_LIST), max_size=3),
        traits=st.sampled_from([0, *(int(trait) for trait in Trait if trait)]),
        lang=st.sampled_from([None, "de", "en"]),
    ),
    max_size=25,
)
filters = st.sampled_from(
    [
        Filter("category", ("posts",)),
        Filter("category", ("protected", "likes")),
        Filter("verdict", ("stated",)),
        Filter("verdict", ("unclear", "implied"), excluded=True),
        Filter("collaborators", ("open",)),
        Filter("since", ("2019-06-01",)),
        Filter("until", ("2020-02-29",)),
        Filter("year", ("2019", "none")),
        Filter("lang", ("de",)),
        Filter("lang", ("de",), excluded=True),
        Filter("has", ("media", "place")),
        Filter("is", ("mine",)),
        Filter("is", ("written", "long"), excluded=True),
        Filter("mention", ("some_one",)),
        Filter("mention", ("some_one", "nobody"), excluded=True),
    ]
)
words = st.sampled_from(
    [
        Words("clinic"),
        Words("clinic", excluded=True),
        Words("knee"),
        Words("cafe"),
        Words("京"),
        Words("clin", phrase=True),
    ]
)
queries = st.builds(
    lambda w, f: Query(tuple(w), tuple(f)),
    st.lists(words, max_size=2, unique=True),
    st.lists(filters, max_size=3, unique=True),
)


def by_hand(item: Item, filter: Filter, situation: Situation) -> bool:
    day = None if item.made_at is None else dt.datetime.fromtimestamp(item.made_at / 1000, dt.UTC).date()
    case = Case(item.category, item.traits, None if item.made_at is None else item.made_at // DAY)
    ruling = judge(PACK, situation, case)
    traits = Trait(item.traits)
    others = bool(traits & (Trait.NOT_MINE | Trait.FROM_OTHERS))
    has: dict[str, bool] = {
        "media": bool(traits & Trait.HAS_MEDIA),
        "place": bool(traits & Trait.HAS_PLACE),
        "mine": not others,
        "written": item.category in WRITTEN,
        "long": bool(traits & Trait.LONG),
    }
    value = {
        "category": lambda: ruling.category in filter.values,
        "verdict": lambda: ruling.grok.verdict in filter.values,
        "collaborators": lambda: ruling.collaborators.verdict in filter.values,
        "since": lambda: day is not None and day.isoformat() >= filter.values[0],
        "until": lambda: day is not None and day.isoformat() <= filter.values[0],
        "year": lambda: ("none" if day is None else str(day.year)) in filter.values,
        "lang": lambda: item.lang in filter.values,
        "has": lambda: any(has[value] for value in filter.values),
        "is": lambda: any(has[value] for value in filter.values),
        "mention": lambda: any(f"@{name}" in (item.text or "") for name in filter.values),
    }[filter.key]()
    return value != filter.excluded


def holds(item: Item, asked: Words, *, last: bool) -> bool:
    tokens = (item.text or "").lower().replace("é", "e").split()
    if asked.text == "京":
        found = any("京" in token for token in tokens)
    elif last and not asked.phrase and not asked.excluded:
        found = any(token.startswith(asked.text) for token in tokens)
    else:
        found = asked.text in tokens
    return found != asked.excluded


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items, queries, st.sampled_from(SITUATIONS))
def test_a_query_finds_what_a_patient_reader_would(made: list[Item], query: Query, situation: Situation) -> None:
    with AuditStore.temporary() as store:
        store.add(pack(made))
        store.finish()
        store.index()
        found = Finder(store, PACK, store.tally()).find(query, situation)
        expected = {
            item.id
            for item in made
            if all(by_hand(item, filter, situation) for filter in query.filters)
            and all(holds(item, asked, last=asked is query.words[-1]) for asked in query.words)
        }
        shown = store.fetch(found.rows)
        assert {item.id for item in shown} == expected
        moments = [-(10**15) if item.made_at is None else item.made_at for item in shown]
        assert moments == sorted(moments, reverse=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items, st.lists(words, max_size=1), st.lists(filters, max_size=2, unique=True))
def test_the_count_beside_a_filter_is_what_pressing_it_gives(
    made: list[Item], asked: list[Words], pressed: list[Filter]
) -> None:
    with AuditStore.temporary() as store:
        store.add(pack(made))
        store.finish()
        store.index()
        finder = Finder(store, PACK, store.tally())
        query = Query(tuple(asked), tuple(pressed))
        for key, counts in finder.find(query, Situation()).counts.facets.items():
            others = tuple(filter for filter in pressed if filter.key != key)
            for value, items in counts.items():
                narrowed = Query(query.words, (*others, Filter(key, (value,))))
                assert len(finder.find(narrowed, Situation()).rows) == items, (key, value)


@pytest.fixture
def finder() -> Iterator[Finder]:
    with AuditStore.passing() as store:
        store.add(pack(Item("posts", "tweets", str(n), n * DAY, f"the same words {n % 7}") for n in range(20_000)))
        store.add(pack([Item("likes", "like", "undated", text="the same words")]))
        store.finish()
        store.make_durable()
        store.index()
        yield Finder(store, PACK, store.tally())


def test_the_oldest_first_leaves_the_undated_last(finder: Finder) -> None:
    rows = finder.find(parse("same"), Situation(), oldest_first=True).rows.tolist()
    assert rows == list(range(1, 20_002))


def test_a_question_that_nobody_waits_for_is_dropped(finder: Finder) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        finder.find(parse("same words"), Situation(), cancel=cancel)
    assert len(finder.find(parse("same words"), Situation()).rows) == 20_001


def test_where_it_takes_a_while_some_rows_are_told_first(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.search.finder.SOON", 0)
    told: list[Rows] = []
    found = finder.find(parse("words 3 category:posts"), Situation(), first=told.append)
    assert len(told) == 1
    assert 0 < len(told[0]) <= 200
    assert set(told[0].tolist()) <= set(found.rows.tolist())


def test_before_every_text_is_indexed_the_answer_says_that_it_is_not_whole() -> None:
    with AuditStore.temporary() as store:
        store.add(pack([Item("posts", "tweets", "1", 0, "words")]))
        store.finish()
        finder = Finder(store, PACK, store.tally())
        assert finder.find(parse("words"), Situation()).whole is False
        store.index()
        assert finder.find(parse("words"), Situation()).whole is True


def test_hours_are_those_of_the_computer_also_on_the_day_the_clocks_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        moments = [dt.datetime(2026, 3, 29, hour, 30, tzinfo=dt.UTC) for hour in (0, 1, 23)]
        with AuditStore.temporary() as store:
            store.add(pack(Item("posts", "tweets", str(n), int(at.timestamp() * 1000)) for n, at in enumerate(moments)))
            store.finish()
            counts = Finder(store, PACK, store.tally()).activity(parse("")).counts
        assert {(day, hour) for day in range(7) for hour in range(24) if counts[day][hour]} == {(6, 1), (6, 3), (0, 1)}
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_hours_of_the_week_count_every_dated_item_once(finder: Finder) -> None:
    activity = finder.activity(parse(""))
    assert sum(sum(day) for day in activity.counts) == 20_000
    assert activity.undated == 1
    for weekday, name in enumerate(("mon", "sun")):
        hours = activity.counts[6 * weekday]
        assert len(finder.find(parse(f"weekday:{name}"), Situation()).rows) == sum(hours)
