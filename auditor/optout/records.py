"""What the controls are made of. They are read by `auditor.optout.controls`."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import msgspec

from auditor.policy.vocabulary import Certainty, Region

Plane = Literal["x", "grok.com"]
Action = Literal["switch", "button", "review", "advice"]
ControlAudience = Literal["grok", "partners", "x", "apps", "people"]
"""Whose use or sight of the data a control is about; `load_audiences` says it in words."""
Level = Literal["essential", "thorough", "everything"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the shortest form of the guide up."""
Habit = Literal["grok", "grok_com"]
"""Something a person may never have used: Grok on X, or Grok outside X."""
Trait = Literal["x", "grok.com", "link", "path", "label", "switch", "off"]
"""What a general trouble asks of a control: its plane, a link, a path, a label, that it is a switch, one to be off."""


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A leg of the guide; every control belongs to one."""

    id: str
    title: str


class LabelSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a label or a statement about a control was read, and when. `url` is empty where none is citable."""

    key: str
    title: str
    seen_on: dt.date
    grade: Literal["P", "R", "A", "N", "G"]
    url: str = ""


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence for some people only: of `regions` (empty = all), of an age, with posts protected or not."""

    text: str
    regions: tuple[Region, ...] = ()
    under_18: bool | None = None
    protected: bool | None = None


class Former(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that X used before. `seen_from` is when they were first reported, `gone_by` the first day on which the
    newer ones were seen; None = not known."""

    text: str
    what: Literal["label", "page"]
    seen_from: dt.date | None = None
    gone_by: dt.date | None = None


class Trouble(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page says something else: what the person may see, and what to do then."""

    sees: str
    do: str


class GeneralTrouble(Trouble, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One that can be met at many controls: at those that have every trait of `when`."""

    when: tuple[Trait, ...]


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One switch, button or page, and what is known about it.

    priority     1 AI training and collaborators, 2 sharing and ads, 3 upkeep, 0 outside this ranking
    label        the exact label; empty where there is no control to name
    formerly     older labels and page names
    path         menu names from `menu_root` down, the page last; empty where there is none
    link         https on an allowed host (`auditor.optout.links`); empty where there is none
    audiences    whose use or sight of the data it is about; empty where it is about none in particular
    governs      categories whose items the control is stated to reach, so they are counted
    bears_on     categories it is named for without being counted: X's words do not settle it, or the control only
                 shows them or reaches new items
    counted      categories whose number `why_one/many` gives, where that is not what it governs
    needs        categories; with nothing in any of them the step means nothing, and `left_out` says so
    habit        what a person must have used for the step to mean anything; "" = nothing
    regions      where the step means something (empty = everywhere); `elsewhere` says why not in the others
    after        controls that come first, for the reason given in `precondition`
    phone        wording for the phone apps; empty = use a browser
    under_18     why a person under 18 may find it disabled; empty = no such report
    why_one/many `why` with the person's own number in place of {n}
    why_held     `why` once there is an archive
    clauses      ids of the policy pack: X's and xAI's words that it rests on
    troubles     what may be otherwise on this very page
    seen_on      the day the label was last seen on the web, None where its sighting is not dated
    text_as_of   the date of the text of X or xAI behind `does` and `does_not`, None where none was read
    """

    id: str
    plane: Plane
    stage: str
    priority: Literal[0, 1, 2, 3]
    title: str
    hint: str
    page: str
    label: str
    set_to: str
    action: Action
    why: str
    does: tuple[str, ...]
    does_not: tuple[str, ...]
    cost: str
    sources: tuple[str, ...]
    certainty: Certainty
    checked_on: dt.date
    link: str = ""
    further_links: tuple[str, ...] = ()
    menu_root: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    section: str = ""
    further_labels: tuple[str, ...] = ()
    formerly: tuple[Former, ...] = ()
    why_one: str = ""
    why_many: str = ""
    why_held: str = ""
    audiences: tuple[ControlAudience, ...] = ()
    governs: tuple[str, ...] = ()
    bears_on: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    left_out: str = ""
    habit: Habit | Literal[""] = ""
    regions: tuple[Region, ...] = ()
    elsewhere: str = ""
    after: tuple[str, ...] = ()
    precondition: str = ""
    notes: tuple[Note, ...] = ()
    phone: str = ""
    under_18: str = ""
    clauses: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    seen_on: dt.date | None = None
    text_as_of: dt.date | None = None

    @property
    def level(self) -> Level:
        """The shortest form of the guide that has it."""
        if self.priority == 1 or self.stage == "archive":
            return "essential"
        return "thorough" if self.priority == 2 else "everything"

    @property
    def essential(self) -> bool:
        """Whether it belongs to the shortest form of the guide."""
        return self.level == "essential"

    @property
    def rechecked(self) -> bool:
        """Whether there is something to look at again: advice and what is done once have nothing."""
        return self.action != "advice" and self.priority != 0

    @property
    def older_labels(self) -> tuple[str, ...]:
        return tuple(former.text for former in self.formerly if former.what == "label")

    @property
    def older_pages(self) -> tuple[str, ...]:
        return tuple(former.text for former in self.formerly if former.what == "page")
