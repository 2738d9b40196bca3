"""The controls are what was documented: all of them, in X's own words, with honest sentences and harmless links."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from auditor.optout.controls import (
    HOSTS,
    Control,
    check,
    is_allowed,
    load_controls,
    load_sentences,
    load_sources,
    load_stages,
)

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

NEVER_SAID = re.compile(
    r"\b(sold|sells?|stolen|leaked|safe|safely|secure[ds]?|verif\w+|guarantee\w*|protected from ai"
    r"|remov\w+ your data|not used after|no longer used|erases?|un-?train\w*|stops? (?:the |all )?training"
    r"|your dms train|please|oops)\b|!|%",
    re.IGNORECASE,
)

controls = load_controls()


def own_words(control: Control) -> list[str]:
    """Everything Outtake says itself; X's labels and menu names are X's."""
    return [
        control.title,
        control.hint,
        control.why,
        control.why_one,
        control.why_many,
        control.why_held,
        *control.does,
        *control.does_not,
        control.cost,
        control.left_out,
        control.precondition,
        control.phone,
        control.under_18,
        *(note.text for note in control.notes),
    ]


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
    assert {*control.governs, *control.bears_on, *control.needs} <= CATEGORIES
    assert not {*control.governs} & {*control.bears_on}


@pytest.mark.parametrize("control", controls.values(), ids=lambda c: c.id)
def test_every_step_is_dated(control: Control) -> None:
    assert control.checked_on == dt.date(2026, 11, 21)
    for seen in (control.seen_on, control.text_as_of):
        assert seen is None or seen < control.checked_on
    assert {load_sources()[key].grade for key in control.sources} <= set("PRANG")


@pytest.mark.parametrize("control", controls.values(), ids=lambda c: c.id)
def test_no_step_claims_what_no_text_supports(control: Control) -> None:
    for sentence in own_words(control):
        assert not NEVER_SAID.search(sentence), sentence


def test_the_general_sentences_are_as_careful() -> None:
    sentences = load_sentences()
    assert "Outtake cannot see the switch." in sentences["unseen"]
    for key, sentence in sentences.items():
        assert key == "no_untraining" or not NEVER_SAID.search(sentence), sentence


def test_explanations_are_whole_sentences() -> None:
    for control in controls.values():
        for sentence in filter(None, [control.why, *control.does, *control.does_not, control.cost, control.phone]):
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
