"""The section by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from auditor.design import load_tokens
from auditor.i18n import gettext as _
from auditor.overview import WRITTEN
from auditor.policy.records import Pack
from auditor.policy.situation import Situation
from auditor.report import figures, wording
from auditor.report.counts import sum_of
from auditor.report.model import Count, Report

Refs = Callable[[Iterable[str]], Any]

WIDE, NARROW = 832.0, 328.0
"""Widths of the timeline's two drawings, in pixels."""


def years(
    report: Report, pack: Pack, situation: Situation, by_year: Mapping[int, Mapping[str, int]], refs: Refs
) -> dict[str, Any] | None:
    """The timeline with the rule changes; None where nothing is dated.

    by_year  year -> items by verdict; empty in a redacted report, which then has one colour
    refs     numbers the clauses
    """
    items: dict[int, list[Count]] = {year: list(counts.values()) for year, counts in by_year.items()}
    for row in () if by_year else report.timeline:
        if row.category in WRITTEN:
            items.setdefault(row.year, []).append(row.items)
    if not items:
        return None
    drawn: Mapping[int, Mapping[str, int]] = by_year or {
        year: {figures.PLAIN: int(sum_of(counts))} for year, counts in items.items()
    }
    shown = [p for p in load_tokens().grok if any(p.id in counts for counts in drawn.values())]
    written = {row.category for row in report.timeline}
    title = _("{kinds} by year, and the rules in force").format(
        kinds=_listed([_(pack.categories[id].title) for id in WRITTEN if id in written])
    )
    changes = sorted(pack.changes(situation.region), key=lambda change: change.day)
    markers = [(change.day, _(change.title)) for change in changes if change.kind == "marker"]
    totals = {year: wording.sum_of(counts) for year, counts in sorted(items.items())}
    numbers = "; ".join(f"{year}: {n}" for year, n in totals.items())

    def draw(width: float, name: str) -> Markup:
        return figures.timeline(drawn, markers, totals, width=width, name=name, title=title, description=numbers)

    return {
        "title": title,
        "wide": draw(WIDE, "years-wide"),
        "narrow": draw(NARROW, "years-narrow"),
        "changes": [
            {
                "letter": change.letter,
                "days": wording.date(change.day)
                if change.until is None
                else _("{first} to {last}").format(first=wording.date(change.day), last=wording.date(change.until)),
                "title": _(change.title),
                "text": _(change.text),
                "refs": refs([change.clause] if change.clause else []),
            }
            for change in changes
        ],
        "columns": [*(_(presentation.label) for presentation in shown), _("Items")],
        "table": [
            (
                year,
                [*(wording.number(drawn[year].get(presentation.id, 0)) for presentation in shown), total],
            )
            for year, total in totals.items()
        ],
    }


def _listed(words: list[str]) -> str:
    lower = [words[0], *(word[:1].lower() + word[1:] for word in words[1:])]
    if len(lower) == 1:
        return lower[0]
    return _("{some} and {last}").format(some=", ".join(lower[:-1]), last=lower[-1])
