"""The report's drawings as inline SVG. Lengths come from `auditor.charts`; colours are classes of the style sheet.

A verdict's colour is the class `v-<lane>-<verdict>` (it sets `color`), its fill the pattern of the same name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from auditor import charts
from auditor.design import Presentation, icon_svg, load_tokens
from auditor.policy.vocabulary import AUDIENCES, Audience

_SVG = re.compile(r"<svg[^>]*stroke-width=\"(?P<line>[0-9.]+)\"[^>]*>(?P<inside>.*)</svg>", re.DOTALL)


def class_of(audience: Audience, verdict: str) -> str:
    return f"v-{audience}-{verdict}"


def pattern_id(audience: Audience, verdict: str) -> str:
    return f"p-{audience}-{verdict}"


def definitions(icons: Iterable[str]) -> Markup:
    """The symbols of `icons` and the pattern of every verdict, to be put once at the top of the document."""
    symbols = [_symbol(name) for name in sorted(set(icons))]
    patterns = [
        _pattern(audience, presentation) for audience in AUDIENCES for presentation in load_tokens().lane(audience)
    ]
    return Markup("").join([_MARK, *symbols, *patterns])


_MARK = Markup(
    '<symbol id="i-mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3.4"'
    ' stroke-linecap="round"><path d="M4 5.6h10M4 18.4h13"/><path class="accent" d="M11 12h10"/></symbol>'
)
"""Outtake's own sign, in the colours of the page."""


def _symbol(name: str) -> Markup:
    match = _SVG.search(icon_svg(name))
    assert match is not None
    return Markup(
        '<symbol id="i-{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="{}"'
        ' stroke-linecap="round" stroke-linejoin="round">{}</symbol>'
    ).format(name, match["line"], Markup(match["inside"]))  # noqa: S704 - our own file


def _pattern(audience: Audience, presentation: Presentation) -> Markup:
    pattern = presentation.pattern
    pitch, line = pattern.pitch, pattern.line
    turn = Markup("")
    match pattern.kind:
        case "diagonal":
            turn = Markup(' patternTransform="rotate(45)"')
            drawing = Markup('<path d="M{0} 0V{1}" stroke="currentColor" stroke-width="{2}"/>').format(
                pitch / 2, pitch, line
            )
        case "vertical":
            drawing = Markup('<path d="M{0} 0V{1}" stroke="currentColor" stroke-width="{2}"/>').format(
                pitch / 2, pitch, line
            )
        case "cross-hatch":
            drawing = Markup('<path d="M{0} 0V{1}M0 {0}H{1}" stroke="currentColor" stroke-width="{2}"/>').format(
                pitch / 2, pitch, line
            )
        case "dots":
            drawing = Markup('<circle cx="{0}" cy="{0}" r="{1}" fill="currentColor"/>').format(
                pitch / 2, pattern.radius
            )
        case _:
            return Markup("")
    return Markup(
        '<pattern id="{}" class="{}" width="{}" height="{}" patternUnits="userSpaceOnUse"{}>{}</pattern>'
    ).format(pattern_id(audience, presentation.id), class_of(audience, presentation.id), pitch, pitch, turn, drawing)


def block(audience: Audience, verdict: str, x: float | str, y: float, width: float | str, height: float) -> Markup:
    """One bar or segment in the fill, outline and colour of its verdict. x and width: pixels, or percent as text."""
    pattern = load_tokens().verdict(audience, verdict).pattern
    if pattern.kind == "none":
        return Markup("")
    inset = pattern.outline / 2
    if isinstance(x, float | int) and isinstance(width, float | int):  # the outline stays inside its pixels
        x, width = f"{x + inset:.2f}", f"{max(0.5, width - 2 * inset):.2f}"
    fill = {"solid": "currentColor", "empty": "none", "centre-line": "none"}.get(
        pattern.kind, f"url(#{pattern_id(audience, verdict)})"
    )
    dash = Markup(' stroke-dasharray="{}"').format(" ".join(f"{n:g}" for n in pattern.dash)) if pattern.dash else ""
    stroke = (
        Markup(' stroke="currentColor" stroke-width="{:g}"{}').format(pattern.outline, dash) if pattern.outline else ""
    )
    shape = Markup('<rect x="{}" y="{:.2f}" width="{}" height="{:.2f}" rx="2" fill="{}"{}/>').format(
        x, y + inset, width, max(0.5, height - 2 * inset), fill, stroke
    )
    if pattern.kind == "centre-line":
        shape += Markup('<rect x="{}" y="{:.2f}" width="{}" height="{:g}" fill="currentColor"/>').format(
            x, y + (height - pattern.line) / 2, width, pattern.line
        )
    return Markup('<g class="{}">{}</g>').format(class_of(audience, verdict), shape)


def bar(audience: Audience, verdict: str, items: int, longest: int, *, width: float, height: float) -> Markup:
    """A bar on the table's one scale. The figure beside it says the same, so it is hidden from screen readers."""
    length = charts.bar_length(items, longest, width)
    return Markup(
        '<svg class="bar" width="{0:g}" height="{1:g}" viewBox="0 0 {0:g} {1:g}" aria-hidden="true">{2}</svg>'
    ).format(width, height, block(audience, verdict, 0, 0, length, height) if length else "")


def total_bar(counts: Mapping[str, int], title: str, description: str) -> Markup:
    """All items of the Grok lane in one bar as wide as its place; patterns keep their size."""
    order = [presentation.id for presentation in load_tokens().grok]
    height = float(load_tokens().size.bar_total)
    segments = Markup("").join(
        block("grok", s.verdict, f"{s.x / TOTAL_WIDTH:.3%}", 0, f"{s.width / TOTAL_WIDTH:.3%}", height)
        for s in charts.total_bar(counts, order, TOTAL_WIDTH)
    )
    return _image("total", title, description, segments, Markup('height="{:g}"').format(height))


TOTAL_WIDTH = 832.0


def timeline(
    years: Mapping[int, Mapping[str, int]],
    changes: Sequence[tuple[dt.date, str]],
    totals: Mapping[int, str],
    *,
    width: float,
    name: str,
    title: str,
    description: str,
) -> Markup:
    """Stacked bars by year with lettered rule changes. A verdict named `PLAIN` is drawn without a pattern.

    totals  each year's items as they are written
    """
    order = [*(presentation.id for presentation in load_tokens().grok), PLAIN]
    chart = charts.timeline(years, order, changes, width=width, height=TIMELINE_HEIGHT)
    parts: list[Markup] = [
        Markup('<path class="axis" d="M0 {0:.1f}H{1:g}"/>').format(chart.baseline + 0.5, chart.width),
        *(
            Markup('<path class="rule" d="M{0:.1f} {1:.1f}V{2:.1f}"/>').format(m.x, m.y + LETTER_RADIUS, chart.baseline)
            for m in chart.markers
        ),
    ]
    for bar in chart.bars:
        for part in bar.parts:
            if part.verdict == PLAIN:
                parts.append(
                    Markup('<rect class="plain" x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" rx="2"/>').format(
                        bar.x, part.y, bar.width, part.height
                    )
                )
            else:
                parts.append(block("grok", part.verdict, bar.x, part.y, bar.width, part.height))
        if bar.labelled:
            parts.append(_text(bar.x + bar.width / 2, chart.height - 4, str(bar.year)))
    if chart.tallest is not None:
        tallest = chart.tallest
        parts.append(_text(tallest.x + tallest.width / 2, tallest.top - 6, totals[tallest.year]))
    for m in chart.markers:
        parts.append(
            Markup('<circle class="letter" cx="{:.1f}" cy="{:.1f}" r="{:g}"/>').format(m.x, m.y, LETTER_RADIUS)
        )
        parts.append(_text(m.x, m.y + 3.5, m.letter))
    return _image(
        name,
        title,
        description,
        Markup("").join(parts),
        Markup('width="{0:g}" height="{1:g}" viewBox="0 0 {0:g} {1:g}"').format(chart.width, chart.height),
    )


PLAIN = "plain"
TIMELINE_HEIGHT = 180.0
LETTER_RADIUS = 8.0


def _text(x: float, y: float, text: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(x, y, text)


def _image(name: str, title: str, description: str, inside: Markup, frame: Markup) -> Markup:
    return Markup(
        '<svg role="img" aria-labelledby="{0}-title {0}-description" {4}>'
        '<title id="{0}-title">{1}</title><desc id="{0}-description">{2}</desc>{3}</svg>'
    ).format(name, title, description, inside, frame)
