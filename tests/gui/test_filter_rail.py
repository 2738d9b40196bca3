"""Someone narrows a search by checking boxes: each says beforehand how many items it would leave."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from auditor.search.finder import Counts
from auditor.search.query import Filter, Query, parse, written
from gui.models.filter_options import with_choice
from gui.theme import Mode, Theme
from gui.widgets.filter_rail import WIDTH, FilterRail
from gui.widgets.filter_row import FilterRow
from tests.gui.helpers import spoken_description, spoken_name, without_a_name

CATEGORIES = {
    "posts": "Posts",
    "replies": "Replies",
    "grok_in": "Grok prompts",
    "likes": "Likes",
    "dms": "Direct messages",
    "ads": "Ads",
    "followers": "Followers and following",
    "blocks": "Blocks, mutes and saved searches",
    "devices": "Devices and addresses",
}
EVERYTHING = Counts(
    1_000,
    {
        "verdict": {"stated": 400, "implied": 300, "unclear": 250, "not-listed": 50},
        "collaborators": {"open-public": 700, "open": 300},
        "category": {
            "likes": 250,
            "posts": 400,
            "replies": 200,
            "dms": 60,
            "grok_in": 40,
            "ads": 30,
            "followers": 12,
            "blocks": 5,
            "devices": 3,
        },
        "year": {str(year): year - 2000 for year in range(2014, 2027)} | {"none": 250},
        "lang": {"en": 500, "de": 100, "und": 7},
        "has": {"media": 90},
        "is": {"mine": 750, "others": 250, "long": 4},
    },
)
CLINIC = Counts(
    58,
    {
        "verdict": {"stated": 30, "implied": 28},
        "category": {"posts": 41, "replies": 17},
        "year": {"2026": 50, "2019": 8},
        "lang": {"en": 58},
        "is": {"mine": 58},
    },
)


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> FilterRail:
    rail = FilterRail(theme)
    qtbot.addWidget(rail)
    rail.resize(WIDTH, 1600)
    rail.offer(EVERYTHING, CATEGORIES)
    with qtbot.waitActive(rail):
        rail.show()
        rail.activateWindow()
    return rail


def row(rail: FilterRail, key: str, *values: str) -> FilterRow:
    return rail.groups[key].rows[values]


def labels(rail: FilterRail, key: str) -> list[str]:
    """The options of a group that can be seen, from above."""
    shown = [one for one in rail.groups[key].rows.values() if one.isVisible()]
    return [one.option.label for one in sorted(shown, key=FilterRow.y)]


def press(qtbot: QtBot, rail: FilterRail, key: str, *values: str) -> Query:
    """Click on the count, at the far end of the row; the query that is wanted then."""
    one = row(rail, key, *values)
    with qtbot.waitSignal(rail.changed) as emitted:
        QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=one.rect().bottomRight())
    assert emitted.args is not None
    query = emitted.args[0]
    assert isinstance(query, Query)
    return query


def test_every_group_shows_what_the_audit_holds(rail: FilterRail) -> None:
    assert labels(rail, "verdict") == ["Stated", "Implied", "Unclear", "Not listed", "Excluded"]
    assert labels(rail, "lang") == ["English (en)", "German (de)", "X knew none (und)"]
    assert labels(rail, "has") == ["Photo or video"]
    assert labels(rail, "is") == ["My own", "By others", "Long post"]
    assert spoken_name(row(rail, "verdict", "stated")) == "Stated"
    assert spoken_description(row(rail, "verdict", "stated")) == "Verdict, Grok / xAI. 400 items."
    assert spoken_description(row(rail, "verdict", "stated-excluded")) == "Verdict, Grok / xAI. 0 items."


def test_nothing_is_checked_at_first(rail: FilterRail) -> None:
    assert not [one for group in rail.groups.values() for one in group.rows.values() if one.isChecked()]


def test_what_would_leave_nothing_is_there_and_cannot_be_checked(rail: FilterRail) -> None:
    excluded = row(rail, "verdict", "stated-excluded")
    assert excluded.isVisible()
    assert not excluded.isEnabled()
    rail.show_found(CLINIC, parse("clinic"))
    assert row(rail, "lang", "de").isVisible()
    assert not row(rail, "lang", "de").isEnabled()
    assert row(rail, "lang", "en").isEnabled()


def test_counts_follow_the_search(rail: FilterRail) -> None:
    rail.show_found(CLINIC, parse("clinic"))
    assert spoken_description(row(rail, "category", "posts")) == "Category. 41 items."
    assert spoken_description(row(rail, "year", "2026", "2025", "2024")) == "Year. 50 items."
    assert spoken_description(row(rail, "category", "likes")) == "Category. 0 items."


def test_a_check_asks_for_it_and_a_second_for_either(rail: FilterRail, qtbot: QtBot) -> None:
    rail.show_found(CLINIC, parse("clinic"))
    assert written(press(qtbot, rail, "category", "posts")) == "category:posts clinic"
    assert written(press(qtbot, rail, "category", "replies")) == "category:posts,replies clinic"
    assert written(press(qtbot, rail, "lang", "en")) == "category:posts,replies lang:en clinic"
    assert written(press(qtbot, rail, "category", "posts")) == "category:replies lang:en clinic"
    assert written(press(qtbot, rail, "category", "replies")) == "lang:en clinic"


def test_the_keyboard_does_the_same_and_stays_where_it_is(rail: FilterRail, qtbot: QtBot) -> None:
    one = row(rail, "category", "posts")
    one.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(rail.changed):
        QTest.keyClick(one, Qt.Key.Key_Space)
    rail.show_found(Counts(0, {}), parse("category:posts nothing-like-it"))
    assert one.hasFocus()
    with qtbot.waitSignal(rail.changed):
        QTest.keyClick(one, Qt.Key.Key_Space)
    rail.show_found(Counts(0, {}), parse("nothing-like-it"))
    assert one.hasFocus()
    rail.groups["category"].head.setFocus(Qt.FocusReason.TabFocusReason)
    assert not one.isEnabled()  # once the keyboard has gone on, it is as any other


def test_a_box_that_was_checked_by_typing_can_be_unchecked_although_it_leaves_nothing(
    rail: FilterRail, qtbot: QtBot
) -> None:
    rail.show_found(CLINIC, parse("clinic lang:de"))
    german = row(rail, "lang", "de")
    assert german.isChecked()
    assert german.isEnabled()
    assert press(qtbot, rail, "lang", "de") == parse("clinic")


def test_what_a_query_excludes_is_neither_checked_nor_touched(rail: FilterRail, qtbot: QtBot) -> None:
    rail.show_found(EVERYTHING, parse("-category:likes"))
    assert not row(rail, "category", "likes").isChecked()
    assert written(press(qtbot, rail, "category", "posts")) == "-category:likes category:posts"


def test_of_two_filters_that_must_both_hold_none_is_lost() -> None:
    both = parse("is:mine is:thread")
    assert with_choice(both, "is", ("long",), checked=True).filters == (
        Filter("is", ("mine",)),
        Filter("is", ("thread", "long")),
    )
    assert with_choice(both, "is", ("mine",), checked=False) == parse("is:thread")


def test_a_long_group_shows_the_largest_and_the_rest_on_demand(rail: FilterRail) -> None:
    group = rail.groups["category"]
    largest = ["Posts", "Replies", "Grok prompts", "Likes", "Direct messages", "Ads"]
    assert labels(rail, "category") == largest
    assert group.more.text() == "3 more"
    group.more.click()
    assert labels(rail, "category") == list(CATEGORIES.values())
    group.more.click()
    assert labels(rail, "category") == largest


def test_what_is_asked_for_is_in_sight_even_among_the_rest(rail: FilterRail) -> None:
    rail.show_found(EVERYTHING, parse("category:blocks"))
    assert "Blocks, mutes and saved searches" in labels(rail, "category")
    rail.show_found(EVERYTHING, parse(""))
    assert "Blocks, mutes and saved searches" not in labels(rail, "category")


def test_many_years_are_offered_in_spans(rail: FilterRail, qtbot: QtBot) -> None:
    assert labels(rail, "year") == [
        "2024 to 2026",
        "2021 to 2023",
        "2018 to 2020",
        "2015 to 2017",
        "2014",
        "No date",
    ]
    assert press(qtbot, rail, "year", "2020", "2019", "2018") == Query(
        filters=(Filter("year", ("2020", "2019", "2018")),)
    )


def test_a_single_year_stands_below_its_span(rail: FilterRail, qtbot: QtBot) -> None:
    rail.show_found(EVERYTHING, parse("year:2019"))
    assert row(rail, "year", "2020", "2019", "2018").checkState() is Qt.CheckState.PartiallyChecked
    assert labels(rail, "year")[2:4] == ["2018 to 2020", "2019"]
    whole = press(qtbot, rail, "year", "2020", "2019", "2018")
    rail.show_found(EVERYTHING, whole)
    assert row(rail, "year", "2020", "2019", "2018").checkState() is Qt.CheckState.Checked
    rail.groups["year"].more.click()
    assert labels(rail, "year")[:5] == ["2024 to 2026", "2026", "2025", "2024", "2021 to 2023"]


def test_few_years_are_offered_one_by_one(rail: FilterRail) -> None:
    rail.offer(Counts(9, {"year": {"2024": 4, "2026": 5}}), CATEGORIES)
    assert labels(rail, "year") == ["2026", "2024"]
    assert rail.groups["year"].more.isHidden()


def test_a_year_that_the_audit_does_not_hold_gets_no_row(rail: FilterRail) -> None:
    before = len(rail.groups["year"].rows)
    rail.show_found(Counts(0, {}), parse("year:2030..2190"))
    assert len(rail.groups["year"].rows) == before


def test_the_lane_of_collaborators_waits_closed_and_says_what_is_checked_in_it(rail: FilterRail) -> None:
    head = rail.groups["collaborators"].head
    assert labels(rail, "collaborators") == []
    rail.show_found(EVERYTHING, parse("collaborators:open"))
    assert spoken_description(head) == "1 checked"
    head.click()
    assert (
        labels(rail, "collaborators") == ["Open, public", "Open", "Open, narrower"]
        or len(labels(rail, "collaborators")) == 3
    )
    assert row(rail, "collaborators", "open").isChecked()


def test_another_audit_brings_its_own_rows_and_keeps_those_that_both_have(rail: FilterRail) -> None:
    posts = row(rail, "category", "posts")
    rail.offer(Counts(3, {"category": {"posts": 2, "devices": 1}}), CATEGORIES)
    assert labels(rail, "category") == ["Posts", "Devices and addresses"]
    assert row(rail, "category", "posts") is posts
    assert rail.groups["lang"].isHidden()
    assert rail.groups["verdict"].isHidden()


def test_verdicts_that_nobody_has_yet_appear_with_their_first_item(rail: FilterRail) -> None:
    told = Counts(1_000, {"verdict": {"opted-out": 700, "unclear": 250, "not-listed": 50}})
    rail.show_found(told, Query())
    assert "You opted out" in labels(rail, "verdict")
    assert spoken_description(row(rail, "verdict", "opted-out")) == "Verdict, Grok / xAI. 700 items."


def test_nothing_is_cut_however_long_the_words_and_large_the_text(rail: FilterRail, theme: Theme) -> None:
    rail.groups["category"].more.click()
    for percent in (100, 200):
        theme.set_percent(percent)
        rail.resize(theme.px(WIDTH), 3000)
        QTest.qWait(0)
        long, short = row(rail, "category", "blocks"), row(rail, "category", "posts")
        assert QFontMetrics(theme.font("body")).horizontalAdvance(long.option.label) > long.width() / 2
        assert long.height() >= short.height() + theme.line("body")
        page = rail.widget()
        assert page is not None
        assert page.width() <= rail.viewport().width()
    theme.set_percent(100)


def test_rows_are_reached_from_above_to_below_and_named(rail: FilterRail) -> None:
    assert without_a_name(rail) == []
    rail.groups["verdict"].head.setFocus()
    seen = []
    for _step in range(8):
        QTest.keyClick(rail.window(), Qt.Key.Key_Tab)
        focused = rail.window().focusWidget()
        seen.append(spoken_name(focused))
    assert seen == [
        "Stated",
        "Implied",
        "Unclear",
        "Not listed",
        "Verdict, collaborators",
        "Category",
        "Posts",
        "Replies",
    ]


def test_it_is_painted_in_both_themes(rail: FilterRail, theme: Theme) -> None:
    assert isinstance(rail, QScrollArea)
    theme.set_mode(Mode.DARK)
    dark = rail.grab().toImage()
    theme.set_mode(Mode.LIGHT)
    assert rail.grab().toImage() != dark
