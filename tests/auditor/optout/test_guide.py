"""The guide is ordered by effect for one person, and never shows a step that means nothing for them."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.optout import GuideRecord, Progress, Step, at_level, left_out, load_controls, plan, progress
from auditor.optout.record import set_aside
from auditor.optout.records import LEVELS
from auditor.policy.pack import load_pack
from auditor.policy.situation import ReportedControl, Situation

controls = load_controls()
NAMES = {
    "posts": "posts",
    "replies": "replies",
    "quotes": "quote posts",
    "grok_in": "Grok prompts",
    "grok_out": "Grok answers",
}
ARCHIVE = {
    "posts": 8_588,
    "replies": 4_012,
    "likes": 30_000,
    "grok_in": 12,
    "grok_out": 13,
    "apps": 34,
    "contacts": 212,
}


def ids(steps: list[Step]) -> list[str]:
    return [step.control.id for step in steps]


def find(steps: list[Step], control: str) -> Step:
    return next(step for step in steps if step.control.id == control)


def told(*names: str) -> Situation:
    return Situation(controls=tuple(ReportedControl(name, "off", dt.date(2026, 11, 18)) for name in names))


def test_before_any_archive_the_guide_starts_with_asking_for_it_and_every_step_is_there() -> None:
    steps = plan(controls, Situation(), {})
    assert len(steps) == len(controls)
    assert not left_out(controls, Situation(), {})
    assert ids(steps)[0] == "x.archive"
    assert all(step.available for step in steps)
    assert all(step.governs == 0 for step in steps)
    assert "Ask for it before you delete" in steps[0].why


def test_the_order_is_by_effect() -> None:
    steps = plan(controls, Situation(region="eu"), ARCHIVE)
    assert ids(steps)[:6] == [
        "x.archive",
        "x.grok.training",
        "x.grok.personalise",
        "x.grok.memory",
        "x.partners",
        "x.grok.delete",
    ]
    milestones = ["g.improve", "x.ads", "x.inferred", "x.loc.personalise", "x.discover", "x.contacts", "x.apps"]
    assert [name for name in ids(steps) if name in milestones] == milestones
    assert ids(steps).index("x.apps") < ids(steps).index("x.protect") < ids(steps).index("x.sessions")
    assert ids(steps)[-1] == "x.deactivate"


@pytest.mark.parametrize("situation", [Situation(region="eu"), Situation(region="us"), Situation(under_18=True)])
def test_region_and_age_change_words_but_not_the_order(situation: Situation) -> None:
    everyone, here = ids(plan(controls, Situation(), ARCHIVE)), ids(plan(controls, situation, ARCHIVE))
    assert [id for id in everyone if id in here] == here


@pytest.mark.parametrize("region", ["eu", "ch"])
def test_a_history_that_x_says_it_does_not_store_there_needs_no_switch(region: str) -> None:
    there = Situation(region=region)  # type: ignore[arg-type]
    assert "x.offx" not in ids(plan(controls, there, ARCHIVE))
    assert [out.control.id for out in left_out(controls, there, ARCHIVE)] == ["x.offx"]
    assert "x.offx" in ids(plan(controls, Situation(region="uk"), ARCHIVE))
    assert "x.offx" in ids(plan(controls, Situation(), ARCHIVE))


def test_each_level_holds_the_one_below_it() -> None:
    steps = plan(controls, Situation(), {})
    essential, thorough, everything = (ids(at_level(steps, level)) for level in LEVELS)
    assert set(essential) < set(thorough) < set(everything)
    assert everything == ids(steps)
    assert "x.apps" in thorough
    assert "x.sessions" not in thorough


def test_the_ring_counts_what_is_theirs_to_do() -> None:
    record = set_aside(GuideRecord(), controls["x.protect"], load_pack(), dt.date(2026, 11, 20))
    situation = Situation(under_18=True, controls=told("x.archive").controls)
    essential = at_level(plan(controls, situation, {}, record=record), "essential")
    assert progress(essential) == Progress(done=1, steps=6, set_aside=1, next="x.partners")
    assert progress([]) == Progress(done=0, steps=0, set_aside=0, next="")


def test_the_essential_steps_come_to_a_short_list() -> None:
    essential = [step.control.id for step in plan(controls, Situation(), {}) if step.control.essential]
    assert essential == [
        "x.archive",
        "x.grok.training",
        "x.grok.personalise",
        "x.grok.memory",
        "x.partners",
        "x.grok.delete",
        "g.improve",
        "g.usex",
        "g.memory",
        "x.protect",
    ]


def test_the_training_switch_counts_what_it_governs_and_not_the_likes() -> None:
    step = find(plan(controls, Situation(), ARCHIVE, names=NAMES), "x.grok.training")
    assert step.governs == 8_588 + 4_012 + 12 + 13
    assert step.why.startswith(
        "It governs 12,625 of your items, among them posts, replies and Grok answers. X says it may"
    )


def test_few_kinds_are_all_named() -> None:
    step = find(plan(controls, Situation(), {"posts": 2, "replies": 1}, names=NAMES), "x.protect")
    assert step.why.startswith("It governs 3 of your items: posts and replies.")


def test_without_names_the_number_stands_alone() -> None:
    step = find(plan(controls, Situation(), {"posts": 2}), "x.protect")
    assert step.why.startswith("It governs 2 of your items. ")


def test_apps_contacts_and_chats_are_spoken_of_in_their_own_words() -> None:
    steps = plan(controls, Situation(), ARCHIVE)
    assert "34 connected apps" in find(steps, "x.apps").why
    assert "212 uploaded contacts" in find(steps, "x.contacts").why
    assert find(steps, "x.grok.delete").why == "Your archive holds 25 Grok prompts and answers."
    assert "1 connected app." in find(plan(controls, Situation(), {"apps": 1}), "x.apps").why


def test_a_step_without_anything_to_act_on_is_left_out_and_the_reason_is_kept() -> None:
    counts = ARCHIVE | {"apps": 0, "contacts": 0, "grok_in": 0, "grok_out": 0}
    steps, gone = plan(controls, Situation(), counts), left_out(controls, Situation(), counts)
    assert {out.control.id: out.reason for out in gone} == {
        "x.grok.delete": "Your archive holds no Grok chats.",
        "g.xshare": "Your archive holds no Grok chats.",
        "x.contacts": "Your archive lists no uploaded contacts.",
        "x.apps": "Your archive lists no connected apps.",
    }
    assert set(ids(steps)) | {out.control.id for out in gone} == set(controls)


def test_what_the_archive_does_not_hold_is_unknown_and_leaves_nothing_out() -> None:
    assert not left_out(controls, Situation(), {"posts": 5})
    assert not left_out(controls, Situation(), {"posts": 5, "apps": 0}, absent=["apps"])


def test_one_answer_is_enough_to_keep_the_grok_history_step() -> None:
    assert "x.grok.delete" in ids(plan(controls, Situation(), {"grok_in": 0, "grok_out": 1}))


def test_what_the_person_told_us_is_shown_with_its_date_even_where_nothing_is_left() -> None:
    steps = plan(controls, told("x.grok.training", "x.apps"), ARCHIVE | {"apps": 0})
    assert find(steps, "x.grok.training").done_on == dt.date(2026, 11, 18)
    assert find(steps, "x.apps").done_on == dt.date(2026, 11, 18)
    assert find(steps, "x.partners").done_on is None


def test_posts_that_are_protected_already_need_no_step() -> None:
    since_spring = Situation(protected=dt.date(2026, 4, 1))
    assert "x.protect" not in ids(plan(controls, since_spring, ARCHIVE))
    assert [out.reason for out in left_out(controls, since_spring, ARCHIVE)] == [
        "You told us that your posts are protected already."
    ]
    assert "x.protect" in ids(plan(controls, Situation(protected="never"), ARCHIVE))


def test_under_18_the_three_grok_switches_are_reported_disabled() -> None:
    steps = plan(controls, Situation(under_18=True), ARCHIVE)
    closed = [step.control.id for step in steps if not step.available]
    assert closed == ["x.grok.training", "x.grok.personalise", "x.grok.memory"]
    assert all("under 18" in step.reason_unavailable for step in steps if not step.available)
    assert all(step.available and not step.reason_unavailable for step in plan(controls, Situation(), ARCHIVE))


def test_under_18_in_brazil_learns_of_the_order_of_2024() -> None:
    def brazil(under_18: bool | None) -> str:
        steps = plan(controls, Situation(region="br", under_18=under_18), {})
        return " ".join(find(steps, "x.grok.training").notes)

    assert "17 December 2024" in brazil(True)
    assert "17 December 2024" not in brazil(False)
    assert "17 December 2024" not in brazil(None)


def test_the_grok_history_waits_for_the_archive() -> None:
    assert find(plan(controls, Situation(), {}), "x.grok.delete").first == ("x.archive",)
    assert find(plan(controls, told("x.archive"), {}), "x.grok.delete").first == ()
    assert find(plan(controls, Situation(), ARCHIVE), "x.grok.delete").first == ()


def test_with_an_archive_the_first_step_is_to_keep_it() -> None:
    first = plan(controls, Situation(), ARCHIVE)[0]
    assert first.control.id == "x.archive"
    assert first.why.startswith("You have an archive. Keep the file")


@pytest.mark.parametrize("region", ["eu", "uk", "ch"])
def test_consent_is_mentioned_in_europe_only(region: str) -> None:
    def notes(where: Situation) -> str:
        return " ".join(find(plan(controls, where, {}), "x.partners").notes)

    assert "consent" in notes(Situation(region=region))  # type: ignore[arg-type]
    assert "consent" not in notes(Situation(region="us-ca"))


def test_grok_com_is_reported_off_in_the_eu_and_on_in_switzerland() -> None:
    def notes(where: Situation) -> str:
        return " ".join(find(plan(controls, where, {}), "g.improve").notes)

    assert "off by default" in notes(Situation(region="eu"))
    assert "on by default in Switzerland" in notes(Situation(region="ch"))
    assert "off by default" not in notes(Situation(region="ch"))
    assert "on by default outside" in notes(Situation(region="other"))


def test_an_unknown_region_hears_every_regional_note() -> None:
    notes = find(plan(controls, Situation(), {}), "g.improve").notes
    assert len(notes) == len(controls["g.improve"].notes)
