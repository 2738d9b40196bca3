"""Six people walk the guide. What each is shown, and told is left out, is what the documented controls support."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item
from auditor.optout.apps import table
from auditor.optout.controls import load_controls
from auditor.optout.record import GuideRecord, mark_done, set_aside, tell_use
from auditor.optout.shown import Shown, shown
from auditor.overview import Tally, day_of, overview
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from tests.auditor.optout.aloud import Guide

PACK = load_pack()
TODAY = dt.date(2026, 11, 21)
MADE_ON = dt.date(2026, 11, 14)
EVERY_STEP = """
    x.archive x.grok.training x.grok.personalise x.grok.memory x.partners x.grok.delete
    g.improve g.usex g.memory g.chatlink g.links g.delete g.xshare g.private g.nologin
    x.ads x.inferred x.offx x.loc.personalise x.loc.places x.loc.posts x.interests
    x.discover x.contacts x.apps x.protect x.blockgrokedit
    x.tagging x.sessions x.linked x.yourdata x.dm x.spaces x.about x.cookies x.deactivate
""".split()


def without(*ids: str) -> list[str]:
    assert set(ids) <= set(EVERY_STEP)
    return [id for id in EVERY_STEP if id not in ids]


def walk(
    situation: Situation,
    items: Mapping[str, int],
    *,
    day: dt.date = dt.date(2026, 6, 1),
    record: GuideRecord | None = None,
    archive: Shown | None = None,
) -> Guide:
    """The guide of someone whose archive has just these categories, all of one day; the others are not in it."""
    tally = [Tally(category, 0, day_of(day), n, None, None) for category, n in items.items() if n]
    seen = overview(PACK, situation, tally, set(items))
    archive = archive or Shown(made_on=MADE_ON)
    return Guide(situation, seen.mine(), absent=seen.absent, record=record, archive=archive)


# --- in the EU, a public account, political posts --------------------------------------------------------------------


@pytest.fixture(scope="module")
def politics() -> Guide:
    items = {"posts": 6_200, "replies": 3_100, "quotes": 410, "grok_in": 16, "grok_out": 16, "apps": 3, "contacts": 0}
    return walk(Situation(region="eu", protected="never", under_18=False), items)


def test_in_the_eu_every_step_is_there_but_those_that_mean_nothing(politics: Guide) -> None:
    assert politics.ids() == without("x.offx", "x.contacts")
    assert politics.reasons() == {
        "x.offx": "X says it does not store this history for people in the EU, Iceland, Liechtenstein, Norway and "
        "Switzerland.",
        "x.contacts": "Your archive lists no uploaded contacts.",
    }


def test_in_the_eu_the_switch_for_training_leads_with_the_numbers_and_the_right_to_object(politics: Guide) -> None:
    step = politics.step("x.grok.training")
    assert step.governs == 6_200 + 3_100 + 410 + 16 + 16
    assert step.why.startswith("It governs 9,742 of your items, among them posts, replies and quote posts.")
    notes = " ".join(step.notes)
    assert "Article 21(1)" in notes
    assert "On by default holds in the EU and in Switzerland too." in notes
    assert "It is no standing opt-out for people in the EU" in notes
    assert "Brazil" not in notes
    assert "Swiss" not in notes


def test_in_the_eu_consent_is_named_where_x_names_it(politics: Guide) -> None:
    for id in ("x.partners", "x.ads", "x.inferred", "x.loc.personalise", "x.apps"):
        assert any("rest" in note and "consent" in note for note in politics.step(id).notes), id
    assert not any("consent" in note for note in politics.step("x.grok.training").notes)


def test_in_the_eu_grok_com_is_reported_off_by_default(politics: Guide) -> None:
    for id in ("g.improve", "g.usex", "g.memory"):
        assert any("off by default" in note and "Look once all the same" in note for note in politics.step(id).notes)


def test_protecting_is_offered_to_a_public_account_with_its_cost(politics: Guide) -> None:
    step = politics.step("x.protect")
    assert step.why.startswith("It governs 9,710 of your items: posts, replies and quote posts.")
    assert step.control.cost.startswith("Reach.")


# --- in Switzerland, protected posts ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def swiss() -> Guide:
    situation = Situation(region="ch", protected=dt.date(2026, 4, 1), under_18=False)
    return walk(situation, {"posts": 500, "replies": 40, "profile": 2, "grok_in": 4, "grok_out": 4})


def test_in_switzerland_posts_that_are_protected_need_no_step_for_it(swiss: Guide) -> None:
    assert swiss.ids() == without("x.offx", "x.protect")
    assert swiss.reasons()["x.protect"] == "You told us that your posts are protected already."


def test_in_switzerland_the_switch_still_governs_what_is_not_protected(swiss: Guide) -> None:
    step = swiss.step("x.grok.training")
    assert step.governs == 2 + 4 + 4
    assert any("X's words take protected posts out of training." in note for note in step.notes)
    assert any("20 March 2025" in note and "responsible for making use of it" in note for note in step.notes)


def test_in_switzerland_grok_com_is_reported_on_by_default(swiss: Guide) -> None:
    for id in ("g.improve", "g.usex", "g.memory"):
        notes = " ".join(swiss.step(id).notes)
        assert "on by default in Switzerland, unlike in the EU" in notes
        assert "off by default" not in notes


def test_an_archive_that_lists_the_posts_as_public_again_brings_the_step_back() -> None:
    facts = ArchiveFacts(
        (), "", "2026", protected_changes=((1_764_547_200_000, "Protect"), (1_782_864_000_000, "Unprotect"))
    )
    guide = walk(Situation(region="ch", protected=dt.date(2026, 4, 1)), {"posts": 500}, archive=shown(facts))
    step = guide.step("x.protect")
    assert step.notes[0] == (
        "You told us that your posts are protected. Your archive lists them as public again on 1 July 2026."
    )
    assert step.shown == (
        "Your archive lists for its last six months: protected on 1 December 2025 and public again on 1 July 2026.",
    )


# --- in California, 60 connected apps --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def california() -> Guide:
    granted = [["read", "write"]] * 20 + [["read", "write", "directmessages"]] * 5 + [["read"]] * 34
    apps = [
        Item(
            "apps",
            "connected_application",
            str(n),
            text=f"App {n}",
            detail=f'{{"permissions":{words}}}'.replace("'", '"'),
        )
        for n, words in enumerate(granted)
    ]
    apps.append(Item("apps", "connected_application", "600", text="Grok", detail='{"permissions":["read"]}'))
    archive = shown(ArchiveFacts((), "", "2026"), apps=table(apps))
    items = {"posts": 900, "apps": 60, "contacts": 212, "grok_in": 0, "grok_out": 0}
    return walk(Situation(region="us-ca", protected="never", under_18=False), items, archive=archive)


def test_in_california_sixty_apps_are_counted_by_what_they_may_do(california: Guide) -> None:
    step = california.step("x.apps")
    assert step.why.startswith("Your archive lists 60 connected apps.")
    assert step.shown == ("Of these, 25 can post as you and 5 can read your direct messages.",)
    assert step.governs == 60


def test_in_california_an_app_named_grok_is_pointed_out_and_no_more_than_that(california: Guide) -> None:
    assert california.step("g.usex").shown == (
        "Your archive lists a connected app whose name or maker reads like Grok or xAI. "
        "It may be the link between X and grok.com.",
    )


def test_in_california_nothing_of_europe_is_said(california: Guide) -> None:
    assert california.ids() == without("x.grok.delete", "g.xshare")
    told = california.aloud()
    for word in ("Article 21", "consent", "Swiss", "undertaking"):
        assert word not in told, word
    assert "It is reported to be on by default outside the EU" in told
    assert california.step("x.contacts").why == (
        "Your archive lists 212 uploaded contacts. They are other people's data too."
    )


# --- in Brazil, under 18 ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def brazil() -> Guide:
    items = {"posts": 300, "grok_in": 9, "grok_out": 9, "apps": 0, "contacts": 0}
    return walk(Situation(region="br", protected="never", under_18=True), items)


def test_under_18_the_grok_switches_are_shown_as_reported_disabled(brazil: Guide) -> None:
    closed = [step for step in brazil.steps if not step.available]
    assert [step.control.id for step in closed] == ["x.grok.training", "x.grok.personalise", "x.grok.memory"]
    for step in closed:
        assert step.reason_unavailable == "X's web client is reported to disable this switch for accounts under 18."
        assert not step.open


def test_in_brazil_the_order_for_people_under_18_is_told(brazil: Guide) -> None:
    assert any("17 December 2024" in note and "under 18" in note for note in brazil.step("x.grok.training").notes)
    assert brazil.ids() == without("x.contacts", "x.apps")
    assert brazil.step("x.grok.delete").available


# --- in Japan, thousands of images -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def japan() -> Guide:
    items = {"posts": 5_000, "media": 7_300, "geo": 1_200, "grok_in": 0, "grok_out": 0, "inferred": 90}
    archive = Shown(made_on=MADE_ON, interests_on=0, interests_off=48)
    return walk(Situation(region="other", protected="never", under_18=False), items, archive=archive)


def test_in_japan_thousands_of_images_are_governed_by_training_and_protecting_only(japan: Guide) -> None:
    assert "7,300" in japan.step("x.blockgrokedit").why
    assert japan.step("x.blockgrokedit").governs == 0
    assert "This does not reach them" in japan.step("x.blockgrokedit").why
    assert [step.control.id for step in japan.steps if "media" in step.control.governs] == [
        "x.grok.training",
        "x.protect",
    ]
    assert japan.step("x.grok.training").governs == 5_000 + 7_300 + 1_200
    assert japan.step("x.loc.posts").why == "1,200 places in your archive are attached to posts."


def test_in_japan_interests_that_are_all_off_need_no_step(japan: Guide) -> None:
    assert japan.ids() == without("x.grok.delete", "g.xshare", "x.interests")
    assert japan.reasons()["x.interests"] == "Your archive marks every inferred interest as switched off."


# --- in Canada, Grok never used --------------------------------------------------------------------------------------


def test_in_canada_someone_who_never_used_grok_has_no_history_to_delete() -> None:
    record = tell_use(GuideRecord(), "grok", TODAY, used=False)
    record = tell_use(record, "grok_com", TODAY, used=False)
    guide = walk(Situation(region="ca", protected="never", under_18=False), {"posts": 2_000}, record=record)
    grok_com = [id for id in EVERY_STEP if id.startswith("g.")]
    assert guide.ids() == without("x.grok.delete", *grok_com)
    reasons = guide.reasons()
    assert reasons["x.grok.delete"] == "You told us on 21 November 2026 that you have never used Grok on X."
    assert reasons["g.improve"] == "You told us on 21 November 2026 that you have never used Grok outside X."
    assert guide.ids("essential") == [
        "x.archive",
        "x.grok.training",
        "x.grok.personalise",
        "x.grok.memory",
        "x.partners",
        "x.protect",
    ]
    assert guide.step("x.grok.training").governs == 2_000


def test_what_the_archive_holds_speaks_louder_than_never() -> None:
    record = tell_use(GuideRecord(), "grok", TODAY, used=False)
    guide = walk(Situation(region="ca"), {"grok_in": 3, "grok_out": 3}, record=record)
    assert "x.grok.delete" in guide.ids()
    assert "g.xshare" in guide.ids()


def test_a_file_that_is_not_there_says_nothing_of_never() -> None:
    assert "x.grok.delete" in walk(Situation(region="ca"), {"posts": 2_000}).ids()


# --- and all of them -------------------------------------------------------------------------------------------------


def test_what_is_told_of_a_step_keeps_it_in_sight(politics: Guide) -> None:
    controls = load_controls()
    record = mark_done(GuideRecord(), controls["x.offx"], TODAY, PACK, TODAY)
    record = set_aside(record, controls["x.contacts"], PACK, TODAY)
    guide = walk(Situation(region="eu"), {"contacts": 0}, record=record)
    assert not guide.left_out
    assert guide.step("x.offx").done_on == TODAY
    assert guide.step("x.contacts").set_aside_on == TODAY
    assert "x.offx" in guide.ids("essential")


def test_whoever_waits_for_the_archive_is_told_to_wait_before_deleting() -> None:
    record = GuideRecord(archive_requested_on=TODAY)
    guide = Guide(Situation(), {}, record=record)
    sentence = (
        "You told us that you asked X for your archive on 21 November 2026. "
        "Wait until it has come and you have kept it."
    )
    assert guide.step("x.archive").notes[0] == sentence
    assert guide.step("x.grok.delete").notes[0] == sentence
    assert guide.step("x.grok.delete").first == ("x.archive",)
    assert sentence not in guide.step("x.ads").notes


def test_chats_after_the_archive_are_pointed_out_before_deleting(politics: Guide) -> None:
    assert politics.step("x.grok.delete").shown == (
        "Chats after 14 November 2026 are not in this archive. If they matter to you, request a newer one first.",
    )
