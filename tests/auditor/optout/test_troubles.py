"""The page says something else: there is always a next thing to try."""

from __future__ import annotations

import pytest

from auditor.optout.controls import load_controls, load_general_troubles
from auditor.optout.records import Control
from auditor.optout.troubles import troubles

CONTROLS = load_controls()


def sees(control: str) -> list[str]:
    return [one.sees for one in troubles(CONTROLS[control])]


def test_the_old_label_comes_first_and_says_that_it_is_the_same_control() -> None:
    first = troubles(CONTROLS["x.grok.training"])[0]
    assert first.sees.startswith("The label is “Allow your posts as well as")
    assert first.do == (
        "That is the older label of the same control. Set it the same way. It was first reported on 26 July 2024. "
        "By 10 December 2024 the newer words were seen."
    )


def test_an_old_page_name_without_a_date_claims_none() -> None:
    first = troubles(CONTROLS["x.protect"])[0]
    assert first.sees == "The page is called “Audience and tagging”."
    assert first.do == "That is an older name of the page “Audience, media and tagging”. Go on there."


def test_a_row_that_is_not_shown_can_be_set_aside() -> None:
    assert "There is no such row." in sees("x.grok.memory")
    assert "The switch is not shown." in sees("g.usex")


def test_only_a_switch_can_be_off_already() -> None:
    assert "It is off already." in sees("x.ads")
    assert "It is off already." not in sees("x.protect")
    assert "It is off already." not in sees("x.apps")


def test_a_login_to_x_is_no_trouble_of_grok_com() -> None:
    assert not any("X asks you to log in" in one for one in sees("g.improve"))
    assert any("X asks you to log in" in one for one in sees("x.ads"))


@pytest.mark.parametrize("control", CONTROLS.values(), ids=lambda control: control.id)
def test_every_step_with_a_page_has_a_way_on(control: Control) -> None:
    found = troubles(control)
    assert bool(found) == (control.action != "advice")
    assert all(one.sees and one.do for one in found)
    if control.link and control.path:
        assert any("menu path" in one.do for one in found)


def test_each_general_trouble_belongs_to_some_step() -> None:
    met = {one.sees for control in CONTROLS.values() for one in troubles(control)}
    assert {one.sees for one in load_general_troubles()} <= met
