"""The chapter of a report on what X's words say, told for where the person lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from auditor.i18n import gettext as _
from auditor.policy.records import Pack
from auditor.policy.telling import Wanted, at_home, history
from auditor.policy.vocabulary import Region
from auditor.policy.wording import CERTAINTY_NAMES

Refs = Callable[[Iterable[str]], tuple[int, ...]]
"""Clause ids -> the numbers under which the page cites them."""


def rules_told(pack: Pack, region: Region | None, refs: Refs) -> dict[str, Any]:
    """The template's variables. Without a region the rules of every region are told, each with its name."""
    wanted: Wanted = region or "all"
    place = pack.jurisdictions[region] if region else None
    return {
        "region": _(place.name) if place else "",
        "home": at_home(pack, place) if place else (),
        "home_refs": refs(pack.cited(place.clauses, region)) if place else (),
        "events": [
            {
                "when": entry.when,
                "regions": entry.regions,
                "text": entry.text,
                "sources": "; ".join(f"{title} ({grade})" for title, grade in entry.sources),
                "certainty": _(CERTAINTY_NAMES[entry.certainty]),
                "refs": refs(entry.clauses),
            }
            for entry in history(pack, wanted)
        ],
    }
