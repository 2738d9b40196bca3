"""The rules, told: what happened when, its source, and how sure it is; the same for the window, a report and print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

from auditor.i18n import gettext as _
from auditor.policy.records import Correction, Event, Jurisdiction, Pack, Source, Statement, holding_in
from auditor.policy.vocabulary import Certainty, Region
from auditor.policy.wording import day_of_event, regions_in_words

Wanted = Region | Literal["all"]
"""One region, or what holds in any of them, each said with its regions."""


class Told(msgspec.Struct, frozen=True):
    """One entry. `regions` is empty where it concerns everybody, or only the region that was asked for.

    sources  titles with the grade in which each was read
    clauses  ids, those of another region left out
    """

    when: str
    text: str
    regions: str
    sources: tuple[tuple[str, str], ...]
    certainty: Certainty
    clauses: tuple[str, ...]


S = TypeVar("S", Statement, Correction, Event)


def history(pack: Pack, wanted: Wanted) -> tuple[Told, ...]:
    """In the order in which it happened."""
    return tuple(
        Told(
            when=day_of_event(pack, event),
            text=_(event.text),
            regions=regions_in_words(pack, event.regions) if event.regions and wanted == "all" else "",
            sources=tuple((pack.sources[key].title, pack.sources[key].grade) for key in event.sources),
            certainty=event.certainty,
            clauses=pack.cited(event.clauses, None if wanted == "all" else wanted),
        )
        for event in concerning(pack.history, wanted)
    )


def concerning(entries: Iterable[S], wanted: Wanted) -> tuple[S, ...]:
    """Those that concern a region: what holds everywhere, and what holds there."""
    return tuple(entries) if wanted == "all" else holding_in(entries, wanted)


def at_home(pack: Pack, place: Jurisdiction) -> tuple[tuple[str, str], ...]:
    """What holds in a region, as pairs of a name and a sentence or two."""
    document: Source = pack.sources[place.document]
    pairs = [
        (_("Version of X's Terms"), document.title),
        (_("Controller"), place.controller),
        (_("Legal basis"), _(place.legal_basis)),
        (_("Rights"), " ".join(_(right) for right in place.rights)),
        (_("Regulator"), _(place.regulator)),
    ]
    if place.note:
        pairs.append((_("Note"), _(place.note)))
    return tuple(pairs)
