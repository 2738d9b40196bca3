"""How Outtake looks, as data: the design tokens that the window and the report share. Knows no toolkit."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from auditor.policy.vocabulary import Audience

Scheme = Literal["light", "dark"]
PatternKind = Literal["solid", "diagonal", "dots", "empty", "centre-line", "cross-hatch", "vertical", "none"]


class Colour(msgspec.Struct, frozen=True):
    """`#RRGGBB` in either scheme."""

    light: str
    dark: str

    def of(self, scheme: Scheme) -> str:
        return self.light if scheme == "light" else self.dark


class Contrast(msgspec.Struct, frozen=True):
    """Every colour of `ink` is at least this far from every colour of `on`, in both schemes."""

    ink: tuple[str, ...]
    on: tuple[str, ...]
    at_least: float


class Font(msgspec.Struct, frozen=True):
    family: str
    file: str
    optical_size: tuple[float, float]


class TypeStyle(msgspec.Struct, frozen=True):
    """size and line in pixels at 100 %; tracking in percent of the natural letter widths."""

    size: int
    line: int
    weight: int
    tracking: float = 100.0


class Space(msgspec.Struct, frozen=True):
    half: int
    unit: int
    inner: int
    card: int
    section: int
    margin: int
    gutter: int
    wide: int


class Radius(msgspec.Struct, frozen=True):
    bar: int
    checkbox: int
    chip: int
    control: int
    card: int
    dropzone: int


class Stroke(msgspec.Struct, frozen=True):
    hairline: int
    control: int
    focus: int
    focus_offset: int
    focus_offset_dropzone: int
    selected_edge: int
    icon_16: float
    icon_20: float
    icon_24_up: float


class Size(msgspec.Struct, frozen=True):
    window_min: tuple[int, int]
    window_design: tuple[int, int]
    sidebar: int
    sidebar_compact: int
    header: int
    statusbar: int
    control: int
    control_large: int
    field_search: int
    row_table: int
    row_overview: int
    row_facet: int
    row_nav: int
    row_step: int
    bar: int
    bar_total: int
    progress: int
    progress_small: int
    target_min: int


class Motion(msgspec.Struct, frozen=True):
    duration_ms: int
    easing: str


class Pattern(msgspec.Struct, frozen=True):
    """How a bar is filled. `line`, `pitch` and `radius` are in pixels; `dash` breaks the outline."""

    kind: PatternKind
    line: float = 0.0
    pitch: float = 0.0
    radius: float = 0.0
    outline: float = 0.0
    dash: tuple[float, ...] = ()


class Presentation(msgspec.Struct, frozen=True):
    """How one verdict is shown. `label` and `sentence` are English and translated when shown; a sentence may
    hold `{date}`. `icon` names a file of resources/icons, `token` a colour."""

    id: str
    label: str
    sentence: str
    icon: str
    token: str
    pattern: Pattern


class Icons(msgspec.Struct, frozen=True):
    category: dict[str, str]
    page: dict[str, str]
    state: dict[str, str]
    action: dict[str, str]

    def names(self) -> set[str]:
        return {name for group in (self.category, self.page, self.state, self.action) for name in group.values()}


class Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    colour: dict[str, Colour]
    contrast: tuple[Contrast, ...]
    font: Font
    type: dict[str, TypeStyle]
    space: Space
    radius: Radius
    stroke: Stroke
    size: Size
    motion: Motion
    grok: tuple[Presentation, ...]
    collaborators: tuple[Presentation, ...]
    icons: Icons

    def lane(self, audience: Audience) -> tuple[Presentation, ...]:
        """The verdicts of an audience in the order in which they are always shown."""
        return self.grok if audience == "grok" else self.collaborators

    def verdict(self, audience: Audience, id: str) -> Presentation:
        """Raises KeyError for a word that the lane does not have."""
        for presentation in self.lane(audience):
            if presentation.id == id:
                return presentation
        raise KeyError(id)


@cache
def load_tokens() -> Tokens:
    text = (files("resources") / "tokens.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Tokens)


def icon_svg(name: str) -> str:
    """The SVG text of an icon; its strokes are `currentColor`."""
    return (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#RRGGBB`, from 0 for black to 1 for white."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Contrast ratio (WCAG 2.2) of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
