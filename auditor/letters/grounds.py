"""Reasons from the person's own situation: sentences with their own numbers and words, for them to pick from.

An objection under Article 21(1) needs such reasons. What is sensitive is never looked for here: it gets into a letter
only where the person writes it or picks an item of theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item, Trait
from auditor.archive.text import excerpt
from auditor.letters.fields import day
from auditor.letters.library import Party, Wording, load_frame
from auditor.overview import Tally, day_of
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import TRAINING_SWITCH
from auditor.report.wording import number

FIRST_CLAUSE = dt.date(2023, 9, 29)
"""Since then X's privacy policy speaks of training."""

QUOTED = 400
"""Letters of an own item that a letter quotes."""

COUNTED = ("replies", "media", "geo", "grok_in", "deleted")


class Ground(msgspec.Struct, frozen=True):
    """One sentence that can be picked. It quotes an own item if `quoted`."""

    id: str
    sentence: str
    quoted: bool = False


def grounds(tally: Sequence[Tally], facts: ArchiveFacts, situation: Situation, party: Party) -> list[Ground]:
    """What can be said of this person with their figures, in the order in which a letter would say it.

    `tally` is that of the store, by day: an overview moves protected posts to a row of their own.
    """
    return [*_of_figures(tally, facts), *_of_situation(situation, party)]


def quotes(items: Iterable[Item]) -> list[Ground]:
    """Own items as grounds, word for word; what they did not write themselves, and what has no text, is left out."""
    texts = load_frame().grounds
    found = []
    for item in items:
        theirs = item.traits & (Trait.NOT_MINE | Trait.FROM_OTHERS)
        if not item.text or theirs or item.category not in texts["quote"].categories:
            continue
        text = excerpt(item.text, QUOTED)
        if item.made_at is None:
            sentence = texts["quote_undated"].many.format(text=text)
        else:
            sentence = texts["quote"].many.format(text=text, date=day(_date_of(item.made_at)))
        found.append(Ground(f"quote:{item.category}:{item.id}", sentence, quoted=True))
    return found


def _of_figures(tally: Sequence[Tally], facts: ArchiveFacts) -> Iterable[Ground]:
    texts, words = load_frame().grounds, load_frame().words
    archive = words["archive"]
    if facts.generated_at is not None:
        archive = words["archive_of"].format(date=day(_date_of(facts.generated_at)))
    written = _mine(tally, texts["written"])
    yield from _counted("written", texts["written"], written, archive=archive, span=_span(written))
    for id in COUNTED:
        yield from _counted(id, texts[id], _mine(tally, texts[id]))
    before = day_of(FIRST_CLAUSE)
    earlier = [group for group in _mine(tally, texts["earlier"]) if group.day is not None and group.day < before]
    yield from _counted("earlier", texts["earlier"], earlier)


def _of_situation(situation: Situation, party: Party) -> Iterable[Ground]:
    texts = load_frame().grounds
    if situation.under_18:
        id = "under_18"
        if party == "x" and situation.region == "br":
            id = "under_18_br"
        elif party == "xai" and situation.region in {"eu", "uk", "ch"}:
            id = "under_18_xai_europe"
        yield Ground(id, texts[id].many)
    if isinstance(situation.protected, dt.date):
        yield Ground("protected", texts["protected"].many.format(date=day(situation.protected)))
    if (reported := situation.reported(TRAINING_SWITCH)) is not None:
        yield Ground("switch", texts["switch"].many.format(date=day(reported)))


def _counted(id: str, wording: Wording, groups: Sequence[Tally], **words: str) -> Iterable[Ground]:
    if count := sum(group.items for group in groups):
        yield Ground(id, (wording.one if count == 1 else wording.many).format(n=number(count), **words))


def _mine(tally: Sequence[Tally], wording: Wording) -> list[Tally]:
    theirs = Trait.NOT_MINE | Trait.FROM_OTHERS
    return [group for group in tally if group.category in wording.categories and not group.traits & theirs]


def _span(groups: Sequence[Tally]) -> str:
    first = min((group.first for group in groups if group.first is not None), default=None)
    last = max((group.last for group in groups if group.last is not None), default=None)
    if first is None or last is None:
        return ""
    years = {"first": _date_of(first).year, "last": _date_of(last).year}
    return load_frame().words["year" if years["first"] == years["last"] else "span"].format(**years)


def _date_of(milliseconds: int) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).date()
