"""Every figure of the overview is a sum of items, and leads to exactly those items."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.overview import Overview, overview
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import AUDIENCES
from auditor.search.finder import Finder
from auditor.search.query import parse
from auditor.store import AuditStore

CATEGORIES = ("posts", "replies", "reposts", "media", "likes", "dms", "community", "circle", "deleted", "grok_in")
DAY = 86_400_000
FIRST, LAST = dt.datetime(2009, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 12, 31, tzinfo=dt.UTC)
NEW_YEAR = int(dt.datetime(2024, 1, 1, tzinfo=dt.UTC).timestamp() * 1000)

moments = st.one_of(
    st.none(),
    st.sampled_from([NEW_YEAR - 1, NEW_YEAR, NEW_YEAR + DAY - 1, NEW_YEAR + DAY]),
    st.integers(int(FIRST.timestamp() * 1000), int(LAST.timestamp() * 1000)),
)
made = st.lists(st.tuples(st.sampled_from(CATEGORIES), moments, st.integers(0, 127)), max_size=40)
situations = st.builds(
    Situation,
    region=st.sampled_from([None, "eu", "us", "br"]),
    protected=st.one_of(st.none(), st.just("never"), st.dates(dt.date(2010, 1, 1), dt.date(2026, 12, 31))),
    under_18=st.sampled_from([None, False, True]),
    controls=st.sampled_from([(), (ReportedControl("x.grok.training", "off", dt.date(2026, 5, 3)),)]),
)


def store_of(items: list[tuple[str, int | None, int]]) -> AuditStore:
    store = AuditStore.temporary()
    store.add(
        pack(
            [
                Item(category, "tweets", str(n), made_at=at, traits=traits)
                for n, (category, at, traits) in enumerate(items)
            ]
        )
    )
    store.finish()
    return store


KEYS = {"grok": "verdict", "collaborators": "collaborators"}


def figures(seen: Overview) -> dict[str, int]:
    """Every figure that is shown, by the query that asks for its items."""
    found = {"": seen.items}
    for lane, counts in (("grok", seen.grok), ("collaborators", seen.collaborators)):
        found |= {f"{KEYS[lane]}:{verdict}": items for verdict, items in counts.items()}
    for row in seen.categories:
        found[f"category:{row.id}"] = row.items
        for lane, counts in (("grok", row.grok), ("collaborators", row.collaborators)):
            found |= {f"category:{row.id} {KEYS[lane]}:{verdict}": items for verdict, items in counts.items()}
    for entry in seen.timeline:
        found[f"category:{entry.category} year:{entry.year}"] = entry.items
        found |= {f"category:{entry.category} year:{entry.year} verdict:{v}": n for v, n in entry.grok.items()}
    for year, counts in seen.written.items():
        found[f"is:written year:{year}"] = sum(counts.values())
        found |= {f"is:written year:{year} verdict:{verdict}": items for verdict, items in counts.items()}
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made, situations)
def test_every_figure_leads_to_exactly_its_items(
    items: list[tuple[str, int | None, int]], situation: Situation
) -> None:
    with store_of(items) as store:
        tally = store.tally()
        finder = Finder(store, load_pack(), tally)
        for asked, expected in figures(overview(load_pack(), situation, tally, set(CATEGORIES))).items():
            found = finder.find(parse(asked), situation)
            assert len(found.rows) == len(set(found.rows.tolist())) == found.counts.items == expected, asked


@settings(max_examples=60, deadline=None)
@given(made, situations)
def test_the_figures_add_up(items: list[tuple[str, int | None, int]], situation: Situation) -> None:
    with store_of(items) as store:
        seen = overview(load_pack(), situation, store.tally(), set(CATEGORIES))
    assert seen.items == len(items) == sum(row.items for row in seen.categories)
    for lane in AUDIENCES:
        whole: Counter[str] = Counter()
        for row in seen.categories:
            verdicts = getattr(row, lane)
            assert sum(verdicts.values()) == row.items
            whole.update(verdicts)
        assert whole == Counter(getattr(seen, lane))
    dated = sum(1 for _, at, _ in items if at is not None)
    assert sum(entry.items for entry in seen.timeline) == dated
    assert all(sum(entry.grok.values()) == entry.items for entry in seen.timeline)


@given(made, situations)
@settings(max_examples=30, deadline=None)
def test_every_verdict_leads_to_items_that_no_other_verdict_leads_to(
    items: list[tuple[str, int | None, int]], situation: Situation
) -> None:
    with store_of(items) as store:
        finder = Finder(store, load_pack(), store.tally())
        seen = overview(load_pack(), situation, store.tally(), set(CATEGORIES))
        for lane in AUDIENCES:
            asked = [parse(f"{KEYS[lane]}:{verdict}") for verdict in getattr(seen, lane)]
            shown = [row for query in asked for row in finder.find(query, situation).rows]
            assert sorted(shown) == sorted(store.rows())


def test_the_timeline_draws_only_what_was_written() -> None:
    with store_of([("posts", NEW_YEAR, 0), ("likes", NEW_YEAR, 0), ("reposts", NEW_YEAR - 1, 0)]) as store:
        seen = overview(load_pack(), Situation(), store.tally(), {"posts", "likes", "reposts"})
    assert seen.written == {2023: {"implied": 1}, 2024: {"stated": 1}}


@pytest.mark.parametrize("id", ["lists", "geo"])
def test_what_the_archive_has_no_file_for_is_absent_and_what_it_has_a_file_for_may_be_none(id: str) -> None:
    seen = overview(load_pack(), Situation(), [], {id})
    assert [row.id for row in seen.categories] == [id]
    assert id not in seen.absent
    assert {*seen.absent, id} == set(load_pack().categories)
