"""The controls are what was documented: all of them, in X's own words, with honest sentences and harmless links."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from auditor.optout.controls import (
    HOSTS,
    Control,
    check,
    is_allowed,
    load_audiences,
    load_controls,
    load_levels,
    load_sentences,
    load_sources,
    load_stages,
)
from auditor.optout.records import LEVELS
from auditor.policy.pack import load_pack

ON_X = """
    x.archive x.grok.training x.grok.personalise x.grok.memory x.grok.delete x.partners x.protect x.blockgrokedit
    x.ads x.inferred x.offx x.loc.personalise x.loc.places x.loc.posts x.tagging x.discover x.contacts x.apps
    x.sessions x.linked x.interests x.yourdata x.dm x.spaces x.about x.cookies x.deactivate
""".split()
OUTSIDE_X = "g.improve g.usex g.memory g.chatlink g.links g.delete g.private g.xshare g.nologin".split()

CATEGORIES = set(
    """
    posts replies quotes reposts likes bookmarks media alttext geo lochist grok_in grok_out grok_fb profile followers
    lists dms ads inferred devices contactpts contacts spaces spaces_listen notes articles deleted community circle
    protected apps blocks xchat broadcasts idv payment grok_com
    """.split()
)

controls = load_controls()


def changed(control: Control, **fields: object) -> Control:
    return msgspec.structs.replace(control, **fields)


def test_every_documented_control_is_there_and_no_other() -> None:
    assert sorted(controls) == sorted([*ON_X, *OUTSIDE_X])
    assert all(controls[name].plane == "x" for name in ON_X)
    assert all(controls[name].plane == "grok.com" for name in OUTSIDE_X)


@pytest.mark.parametrize(
    ("control", "page", "label"),
    [
        (
            "x.grok.training",
            "Grok & Third-party Collaborators",
            (
                "Allow your public data as well as your interactions, inputs, and results with Grok and xAI "
                "to be used for training and fine-tuning"
            ),
        ),
        (
            "x.grok.personalise",
            "Grok & Third-party Collaborators",
            "Allow X to personalize your experience with Grok",
        ),
        ("x.grok.memory", "Grok & Third-party Collaborators", "Allow Grok to remember your conversation history"),
        ("x.grok.delete", "Grok & Third-party Collaborators", "Delete conversation history"),
        (
            "x.partners",
            "Data sharing with business partners",
            "Allow additional information sharing with business partners",
        ),
        ("x.protect", "Audience, media and tagging", "Protect your posts"),
        ("x.blockgrokedit", "Composer", "Block modifications by Grok"),
        ("x.ads", "Ads preferences", "Personalized ads"),
        ("g.improve", "Data Controls", "Improve the Model"),
        ("g.usex", "Data Controls", "Personalize Grok using \N{MATHEMATICAL DOUBLE-STRUCK CAPITAL X}"),
        ("g.memory", "Data Controls", "Personalize Grok with your conversation history"),
        ("g.chatlink", "Data Controls", "Allow chat link sharing"),
    ],
)
def test_labels_are_copied_letter_for_letter(control: str, page: str, label: str) -> None:
    assert (controls[control].page, controls[control].label) == (page, label)


def test_the_label_of_2024_is_kept_for_people_with_an_old_guide() -> None:
    training = controls["x.grok.training"]
    assert [(old.seen_from, old.gone_by) for old in training.formerly] == 2 * [
        (dt.date(2024, 7, 26), dt.date(2024, 12, 10))
    ]
    assert training.older_pages == ("Grok",)
    assert training.older_labels == (
        (
            "Allow your posts as well as your interactions, inputs, and results with Grok to be used for "
            "training and fine-tuning"
        ),
    )
    assert "Audience and tagging" in controls["x.protect"].older_pages


def test_the_three_grok_switches_and_the_history_button_are_one_page() -> None:
    pages = {controls[f"x.grok.{name}"].link for name in ("training", "personalise", "memory", "delete")}
    assert pages == {"https://x.com/settings/grok_settings"}


def test_every_link_is_https_on_an_allowed_host() -> None:
    links = [link for c in controls.values() for link in (c.link, *c.further_links) if link]
    assert len(links) > 30
    assert all(is_allowed(link) for link in links)
    assert all(is_allowed(source.url) for source in load_sources().values() if source.url)


@pytest.mark.parametrize(
    "link",
    [
        "http://x.com/settings",
        "https://x.com.example.org/settings",
        "https://x.com@example.org/",
        "https://example.org/https://x.com/",
        "https://x.com:8443/settings",
        "javascript:alert(1)",
        "//x.com/settings",
        "",
    ],
)
def test_no_other_link_is_ever_allowed(link: str) -> None:
    assert "x.com" in HOSTS
    assert not is_allowed(link)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"link": "http://x.com/settings"}, "not https"),
        ({"further_links": ("https://example.org/",)}, "not https"),
        ({"stage": "nowhere"}, "no stage"),
        ({"after": ("x.nothing",)}, "unknown"),
        ({"sources": ("A-BLOG",)}, "unknown sources"),
        ({"needs": ("apps",), "left_out": ""}, "without a reason"),
        ({"regions": ("eu",)}, "without a reason"),
    ],
)
def test_data_that_contradicts_itself_does_not_load(fields: dict[str, object], complaint: str) -> None:
    others = [c for name, c in controls.items() if name != "x.apps"]
    with pytest.raises(ValueError, match=complaint):
        check([*others, changed(controls["x.apps"], **fields)])


def test_a_control_listed_twice_does_not_load() -> None:
    with pytest.raises(ValueError, match="share an id"):
        check([controls["x.ads"], controls["x.ads"]])


@pytest.mark.parametrize("control", controls.values(), ids=lambda c: c.id)
def test_every_step_can_be_shown_in_full(control: Control) -> None:
    for name in ("title", "hint", "page", "set_to", "why", "does", "does_not", "cost", "sources"):
        assert getattr(control, name), name
    assert control.label or control.action == "advice"
    assert control.link or control.action == "advice" or control.id in {"x.blockgrokedit", "g.private"}
    assert bool(control.why_one) == bool(control.why_many)
    assert not control.after or control.precondition
    assert {*control.governs, *control.bears_on, *control.needs, *control.counted} <= CATEGORIES
    assert not {*control.governs} & {*control.bears_on}


@pytest.mark.parametrize("control", controls.values(), ids=lambda c: c.id)
def test_every_step_is_dated(control: Control) -> None:
    assert control.checked_on == dt.date(2026, 11, 21)
    for seen in (control.seen_on, control.text_as_of):
        assert seen is None or seen < control.checked_on
    assert {load_sources()[key].grade for key in control.sources} <= set("PRANG")


def test_explanations_are_whole_sentences() -> None:
    for control in controls.values():
        troubles = [sentence for one in control.troubles for sentence in (one.sees, one.do)]
        said = [
            control.why,
            *control.does,
            *control.does_not,
            control.cost,
            control.phone,
            control.elsewhere,
            *troubles,
        ]
        for sentence in filter(None, said):
            assert sentence[0].isupper() or sentence.startswith("x"), sentence
            assert sentence.rstrip('"').endswith("."), sentence


def test_the_training_switch_says_where_it_ends() -> None:
    limits = " ".join(controls["x.grok.training"].does_not)
    for limit in ("trained models", "public posts", "other than xAI", "thumbs", "recommendations", "likes"):
        assert limit in limits


def test_likes_and_old_images_are_not_counted_as_governed() -> None:
    assert "likes" not in controls["x.grok.training"].governs
    assert "likes" in controls["x.grok.training"].bears_on
    assert not controls["x.blockgrokedit"].governs
    assert not any({"likes", "grok_fb", "dms"} & {*control.governs} for control in controls.values())


def test_phone_wording_is_given_only_where_something_is_known() -> None:
    with_wording = {control.id for control in controls.values() if control.phone}
    assert with_wording == {"x.grok.training", "x.grok.personalise", "x.grok.memory", "x.blockgrokedit"}
    assert "browser" in load_sentences()["phone"]


def test_every_stage_has_steps_and_each_file_keeps_its_order() -> None:
    assert {control.stage for control in controls.values()} == set(load_stages())
    assert next(iter(controls)) == "x.archive"


@pytest.mark.parametrize("control", controls.values(), ids=lambda c: c.id)
def test_every_step_rests_on_clauses_that_the_policy_pack_has(control: Control) -> None:
    assert set(control.clauses) <= set(load_pack().clauses)
    assert len(set(control.clauses)) == len(control.clauses)


def test_every_audience_has_a_name_and_none_of_them_is_a_collaborator() -> None:
    assert set(load_audiences()) == {audience for control in controls.values() for audience in control.audiences}
    assert not any("ollaborator" in name for name in load_audiences().values())
    assert tuple(load_levels()) == LEVELS


def test_the_three_switches_for_grok_on_x_and_those_on_grok_com_are_about_grok() -> None:
    about_grok = {control.id for control in controls.values() if "grok" in control.audiences}
    assert {"x.grok.training", "x.grok.personalise", "x.grok.memory", "g.improve", "g.usex", "g.memory"} <= about_grok
    assert controls["x.partners"].audiences == ("partners",)


def test_what_is_done_once_and_mere_advice_are_not_looked_at_again() -> None:
    assert {control.id for control in controls.values() if not control.rechecked} == {
        "x.archive",
        "x.deactivate",
        "g.xshare",
        "g.nologin",
    }


def test_steps_about_grok_know_which_grok_they_are_about() -> None:
    by_habit = {habit: {c.id for c in controls.values() if c.habit == habit} for habit in ("grok", "grok_com")}
    assert by_habit["grok"] == {"x.grok.delete", "g.xshare"}
    assert by_habit["grok_com"] == set(OUTSIDE_X) - {"g.xshare"}
