"""What the filter rail offers: the options of each group; and what checking one does to a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from auditor.design import Presentation, Tokens
from auditor.i18n import gettext as _
from auditor.search.query import CHOICES, UNDATED, Filter, Query
from gui.models.item_words import language

AT_FIRST = 6
"""Options of a long group that are shown at once: those with the most items."""
YEARS_AT_FIRST, SPAN = 6, 3
"""More years than this are offered in spans of so many."""
ONLY_IF_ANY = frozenset({"opted-out", "not-applicable"})
"""Verdicts that are offered only where items have them."""
TITLES = {
    "verdict": "Verdict, Grok / xAI",
    "collaborators": "Verdict, collaborators",
    "category": "Category",
    "year": "Year",
    "lang": "Language",
    "has": "Has",
    "is": "Kind of post",
}
"""The groups by key of the search, in the order in which they stand."""
LABELS = {
    "media": "Photo or video",
    "place": "Place",
    "mine": "My own",
    "others": "By others",
    "thread": "Part of my thread",
    "long": "Long post",
    "edited": "Before an edit",
    "written": "Any kind of post",
}
"""The values of the groups whose values are always the same."""


class Option(NamedTuple):
    """values  of the filter, any of which an item may have
    icon    in the colour `token`; "" for none
    items   in the whole audit
    more    whether it is shown only once more of the group is asked for
    inside  whether it is a part of the option before it that is not
    """

    values: tuple[str, ...]
    label: str
    icon: str = ""
    token: str = "text.secondary"
    items: int = 0
    more: bool = False
    inside: bool = False


def options(key: str, seen: Mapping[str, int], tokens: Tokens, categories: Mapping[str, str]) -> list[Option]:
    """The options of a group in their order.

    seen        the values that the audit holds, each with its items
    categories  id -> title, in the order in which they are always shown
    """
    if key == "verdict":
        return list(_verdicts(tokens.grok, seen))
    if key == "collaborators":
        return list(_verdicts(tokens.collaborators, seen))
    if key == "category":
        icons = tokens.icons.category
        held = [id for id in categories if id in seen] + [id for id in seen if id not in categories]
        return _largest([Option((id,), categories.get(id, id), icons.get(id, ""), items=seen[id]) for id in held])
    if key == "year":
        return list(_years(seen))
    if key == "lang":
        spoken = [Option((code,), language(code), items=items) for code, items in seen.items()]
        return _largest(sorted(spoken, key=lambda option: (-option.items, option.label)))
    return [Option((value,), _(LABELS.get(value, value)), items=seen[value]) for value in CHOICES[key] if value in seen]


def more_label(key: str, offered: Sequence[Option]) -> str:
    """The words of the button that shows the rest; "" where all is shown."""
    hidden = sum(option.more for option in offered)
    if not hidden:
        return ""
    return _("Single years") if key == "year" else _("{n} more").format(n=hidden)


def chosen(query: Query, key: str) -> set[str]:
    """The values of a key that a query asks for."""
    return {value for filter in _asking(query, key) for value in filter.values}


def with_choice(query: Query, key: str, values: Sequence[str], *, checked: bool) -> Query:
    """The query as it is once an option is checked or no longer checked; what it excludes stays excluded."""
    asking = list(_asking(query, key))
    if not checked:
        changed = {filter: tuple(value for value in filter.values if value not in values) for filter in asking}
    elif asking:
        changed = {asking[-1]: tuple(dict.fromkeys((*asking[-1].values, *values)))}
    else:
        return replace(query, filters=(*query.filters, Filter(key, tuple(values))))
    filters = (replace(one, values=changed.get(one, one.values)) for one in query.filters)
    return replace(query, filters=tuple(filter for filter in filters if filter.values))


def _asking(query: Query, key: str) -> Iterator[Filter]:
    return (filter for filter in query.filters if filter.key == key and not filter.excluded)


def _verdicts(lane: Sequence[Presentation], seen: Mapping[str, int]) -> Iterator[Option]:
    for one in lane:
        if one.id in seen or one.id not in ONLY_IF_ANY:
            yield Option((one.id,), _(one.label), one.icon, one.token, seen.get(one.id, 0))


def _largest(offered: Sequence[Option]) -> list[Option]:
    """The largest at once, the others on demand; a single other one is no reason for a button."""
    if len(offered) <= AT_FIRST + 1:
        return list(offered)
    ranks = sorted(offered, key=lambda option: -option.items)[:AT_FIRST]
    return [option if option in ranks else option._replace(more=True) for option in offered]


def _years(seen: Mapping[str, int]) -> Iterator[Option]:
    """The newest first; where there are many, spans that hold them."""
    years = sorted((year for year in seen if year != UNDATED), reverse=True)
    for start in range(0, len(years), SPAN if len(years) > YEARS_AT_FIRST else 1):
        span = years[start : start + SPAN] if len(years) > YEARS_AT_FIRST else years[start : start + 1]
        items = sum(seen[year] for year in span)
        if len(span) == 1:
            yield Option((span[0],), span[0], items=items)
            continue
        label = _("{first} to {last}").format(first=span[-1], last=span[0])
        yield Option(tuple(span), label, items=items)
        for year in span:
            yield Option((year,), year, items=seen[year], more=True, inside=True)
    if UNDATED in seen:
        yield Option((UNDATED,), _("No date"), items=seen[UNDATED])
