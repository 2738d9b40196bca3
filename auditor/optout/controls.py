"""The controls a person can set, as data: `resources/steps/x.toml` and `grok.toml`, framed by `guide.toml`.

Everything here is English source text; whoever shows it passes it through `gettext`, except `label`,
`further_labels`, `older_labels`, `page` and `path`, which are X's own words and are never translated.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec

from auditor.policy.vocabulary import Certainty, Region

HOSTS = frozenset({"x.com", "help.x.com", "privacy.x.com", "grok.com", "x.ai", "accounts.x.ai"})
"""The only hosts that a link of a step may name."""

PLANE_FILES = ("x.toml", "grok.toml")

Plane = Literal["x", "grok.com"]
Action = Literal["switch", "button", "review", "advice"]
_Record = TypeVar("_Record", bound=msgspec.Struct)


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
    """A sentence for some people only: those of `regions` (empty = all), and of an age where `under_18` is set."""

    text: str
    regions: tuple[Region, ...] = ()
    under_18: bool | None = None


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One switch, button or page, and what is known about it.

    priority     1 AI training and collaborators, 2 sharing and ads, 3 upkeep, 0 outside this ranking
    label        the exact label; empty where there is no control to name
    path         menu names from `menu_root` down, the page last; empty where there is none
    link         https on one of `HOSTS`; empty where there is none
    governs      categories whose items the control is stated to reach, so they are counted
    bears_on     categories it is named for without being counted: X's words do not settle it, or the control only
                 shows them or reaches new items
    needs        categories; with nothing in any of them the step means nothing, and `left_out` says so
    after        controls that come first, for the reason given in `precondition`
    phone        wording for the phone apps; empty = use a browser
    under_18     why a person under 18 may find it disabled; empty = no such report
    why_one/many `why` with the person's own number in place of {n}
    why_held     `why` once there is an archive
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
    older_labels: tuple[str, ...] = ()
    older_pages: tuple[str, ...] = ()
    why_one: str = ""
    why_many: str = ""
    why_held: str = ""
    governs: tuple[str, ...] = ()
    bears_on: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    left_out: str = ""
    after: tuple[str, ...] = ()
    precondition: str = ""
    notes: tuple[Note, ...] = ()
    phone: str = ""
    under_18: str = ""
    seen_on: dt.date | None = None
    text_as_of: dt.date | None = None

    @property
    def essential(self) -> bool:
        """Whether it belongs to the shortest form of the guide."""
        return self.priority == 1 or self.stage == "archive"


@cache
def load_stages() -> dict[str, Stage]:
    """The stages by id, in the order of the guide."""
    return {stage.id: stage for stage in _records("stages", Stage)}


@cache
def load_sources() -> dict[str, LabelSource]:
    """The sources that controls name, by key."""
    return {source.key: source for source in _records("sources", LabelSource)}


@cache
def load_sentences() -> dict[str, str]:
    """Sentences that hold for every step (`unseen`, `failing_link`, `login`, `phone`, `no_untraining`, ...)."""
    return msgspec.convert(_read("guide.toml")["sentences"], dict[str, str])


@cache
def load_controls() -> dict[str, Control]:
    """Every control by id, in the order of the files. ValueError where the data contradicts itself."""
    controls: list[Control] = []
    for name in PLANE_FILES:
        data = _read(name)
        controls += msgspec.convert([data["defaults"] | c for c in data["controls"]], list[Control])
    check(controls)
    return {control.id: control for control in controls}


def check(controls: list[Control]) -> None:
    """ValueError, naming the control, for a double or dangling id or a link outside `HOSTS`."""
    ids = {control.id for control in controls}
    if len(ids) < len(controls):
        raise ValueError("two controls share an id")
    for control in controls:
        if control.stage not in load_stages():
            raise ValueError(f"{control.id}: no stage {control.stage!r}")
        if unknown := set(control.after) - ids:
            raise ValueError(f"{control.id}: comes after unknown {sorted(unknown)}")
        if unknown := set(control.sources) - load_sources().keys():
            raise ValueError(f"{control.id}: unknown sources {sorted(unknown)}")
        if control.needs and not control.left_out:
            raise ValueError(f"{control.id}: may be left out without a reason")
        for link in filter(None, (control.link, *control.further_links)):
            if not is_allowed(link):
                raise ValueError(f"{control.id}: link is not https on an allowed host: {link}")


def is_allowed(link: str) -> bool:
    """Whether a link is plain https on one of `HOSTS`: no port, no user name, no other scheme."""
    parts = urlsplit(link)
    return parts.scheme == "https" and parts.netloc in HOSTS


def _records(table: str, record: type[_Record]) -> list[_Record]:
    return [msgspec.convert(row, record) for row in _read("guide.toml")[table]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "steps" / name).read_text("utf-8"))
