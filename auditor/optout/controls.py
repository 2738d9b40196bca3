"""The controls a person can set, as data: `resources/steps/x.toml` and `grok.toml`, framed by `guide.toml`.

Everything here is English source text; whoever shows it passes it through `gettext`, except `label`,
`further_labels`, `formerly`, `page` and `path`, which are X's own words and are never translated.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from auditor.optout.links import HOSTS, is_allowed
from auditor.optout.records import (
    Control,
    ControlAudience,
    Former,
    GeneralTrouble,
    LabelSource,
    Level,
    Note,
    Stage,
    Trouble,
)

__all__ = [
    "HOSTS",
    "Control",
    "Former",
    "GeneralTrouble",
    "LabelSource",
    "Note",
    "Stage",
    "Trouble",
    "check",
    "is_allowed",
    "load_audiences",
    "load_controls",
    "load_general_troubles",
    "load_levels",
    "load_sentences",
    "load_sources",
    "load_stages",
]

PLANE_FILES = ("x.toml", "grok.toml")

_Record = TypeVar("_Record", bound=msgspec.Struct)


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
def load_audiences() -> dict[ControlAudience, str]:
    """Whose use or sight of the data a control is about, in words."""
    return msgspec.convert(_read("guide.toml")["audiences"], dict[ControlAudience, str])


@cache
def load_levels() -> dict[Level, str]:
    """The names of the levels, from the shortest up."""
    return msgspec.convert(_read("guide.toml")["levels"], dict[Level, str])


@cache
def load_general_troubles() -> tuple[GeneralTrouble, ...]:
    """What can be otherwise on any page, in the order in which it is shown."""
    return tuple(_records("troubles", GeneralTrouble))


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
    """ValueError, naming the control, for a double or dangling id, a link to elsewhere, or a reason that is missing."""
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
        if (control.needs and not control.left_out) or (control.regions and not control.elsewhere):
            raise ValueError(f"{control.id}: may be left out without a reason")
        for link in filter(None, (control.link, *control.further_links)):
            if not is_allowed(link):
                raise ValueError(f"{control.id}: link is not https on an allowed host: {link}")


def _records(table: str, record: type[_Record]) -> list[_Record]:
    return [msgspec.convert(row, record) for row in _read("guide.toml")[table]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "steps" / name).read_text("utf-8"))
