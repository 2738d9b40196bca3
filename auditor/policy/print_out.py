"""The whole policy pack as plain text, to be read from begin to end."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.design import load_tokens
from auditor.i18n import gettext as _
from auditor.policy.cases import Case, Judgement, judge
from auditor.policy.records import Category, Cell, Pack, Statement
from auditor.policy.situation import Situation
from auditor.policy.telling import Wanted, at_home, concerning, history
from auditor.policy.vocabulary import Audience, Certainty, Region, Verdict
from auditor.policy.wording import (
    CERTAINTY_NAMES,
    LANES,
    controls_in_words,
    day_in_words,
    old_pack,
    provenance,
    regions_in_words,
    say,
    scopes,
)

WIDTH = 100


def print_out(pack: Pack, region: Region | None, titles: Mapping[str, str], today: dt.date) -> str:
    """For a person of whom only the region is known, or for all regions. `titles`: control id -> its title."""
    wanted: Wanted = region or "all"
    lines = [*_head(pack, today)]
    if region:
        lines += _section(_("What holds here: {region}").format(region=_(pack.regions[region])))
        for name, words in at_home(pack, pack.jurisdictions[region]):
            lines += _wrapped(f"{name}: {words}")
    else:
        for place in pack.jurisdictions.values():
            lines += _section(_("What holds here: {region}").format(region=_(place.name)))
            for name, words in at_home(pack, place):
                lines += _wrapped(f"{name}: {words}")
    lines += _section(_("What X's words say of each kind of data"))
    for category in pack.categories.values():
        lines += _category(pack, region, category, titles)
    lines += _section(_("The rules, told"))
    for entry in history(pack, wanted):
        where = f" [{entry.regions}]" if entry.regions else ""
        read_in = "; ".join(f"{title} ({grade})" for title, grade in entry.sources)
        lines += ["", *_wrapped(f"{entry.when}{where}: {entry.text}")]
        lines += _wrapped(f"{read_in}. {_certainty(entry.certainty)} {_ids(entry.clauses)}", "  ")
    lines += _statements(pack, wanted, _("What opting out does not do"), pack.limits)
    lines += _statements(pack, wanted, _("Often believed, and what the texts say"), pack.corrections)
    lines += _statements(pack, wanted, _("What nobody outside X knows"), pack.unknowns)
    lines += _clauses(pack, region)
    lines += _sources(pack)
    return "\n".join(lines) + "\n"


def _head(pack: Pack, today: dt.date) -> Iterator[str]:
    yield _("Policy pack {version}").format(version=pack.version)
    yield _("Newest stored copy of X's texts: {day}").format(day=day_in_words(pack, pack.text_as_of))
    yield _("Last compared with the stored copies: {day}").format(day=day_in_words(pack, pack.checked_on))
    old = old_pack(pack, today)
    if old:
        yield ""
        yield from _wrapped(" ".join(old))
    yield ""
    for key in ("about.source", "about.broad", "about.narrow"):
        yield from _wrapped(_(pack.sentences[key]))


def _category(pack: Pack, region: Region | None, category: Category, titles: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield f"{_(category.title)} ({category.id})"
    yield from _wrapped(f"{_(category.description)} {_(category.note)}".strip(), "  ")
    yield from _wrapped(_("Visible to: {whom}").format(whom=_(category.visible_to)), "  ")
    situation = Situation(region=region)
    ruling = judge(pack, situation, Case(category.id))
    for judgement in (ruling.grok, ruling.collaborators):
        yield from _lane(pack, situation, category, judgement, titles)
    for cell in category.facets:
        if pack.cited(cell.clauses, region):
            yield from _wrapped(_facet(pack, region, cell), "  ")


def _lane(
    pack: Pack, situation: Situation, category: Category, judgement: Judgement, titles: Mapping[str, str]
) -> Iterator[str]:
    yield from _wrapped(
        f"{_(LANES[judgement.audience])}: {_label(judgement.audience, judgement.verdict)}. "
        f"{say(pack, situation, judgement)}",
        "  ",
    )
    both = scopes(pack, category, judgement)
    if both:
        yield from _wrapped(
            _("Narrow scope, which the verdict follows: {sentence}").format(sentence=both.narrow), "    "
        )
        yield from _wrapped(_("Broad scope: {sentence}").format(sentence=both.broad), "    ")
    yield from _wrapped(f"{_certainty(judgement.certainty)} {controls_in_words(judgement, titles)}", "    ")
    yield from _wrapped(_ids(judgement.clauses), "    ")


def _facet(pack: Pack, region: Region | None, cell: Cell) -> str:
    head = f"{_(LANES[cell.audience])}, {_(cell.facet)}: {_label(cell.audience, cell.verdict)}. {_(cell.reason)}"
    return f"{head} {_ids(pack.cited(cell.clauses, region))}"


def _statements(pack: Pack, wanted: Wanted, title: str, statements: Sequence[Statement]) -> Iterator[str]:
    yield from _section(title)
    for one in concerning(statements, wanted):
        where = f"[{regions_in_words(pack, one.regions)}] " if one.regions and wanted == "all" else ""
        cited = _ids(pack.cited(one.clauses, None if wanted == "all" else wanted))
        yield from _wrapped(f"- {where}{_(one.text)} {_certainty(one.certainty)} {cited}".rstrip())


def _clauses(pack: Pack, region: Region | None) -> Iterator[str]:
    yield from _section(_("The words themselves"))
    for clause in pack.clauses.values():
        if clause.applies_in(region):
            yield ""
            yield f"[{clause.id}]"
            if clause.quote:
                yield from _wrapped(f"“{clause.quote}”", "  ")
            if clause.says:
                yield from _wrapped(_(clause.says), "  ")
            where = f"{pack.sources[clause.source].title}, {clause.section}."
            read = " ".join(provenance(pack, clause, region))
            yield from _wrapped(f"{where} {read} {_certainty(clause.certainty)}", "  ")


def _sources(pack: Pack) -> Iterator[str]:
    yield from _section(_("Sources"))
    for grade, meaning in pack.grades.items():
        yield from _wrapped(f"{grade}: {_(meaning)}")
    for source in pack.sources.values():
        yield ""
        day = day_in_words(pack, source.text_as_of)
        yield from _wrapped(
            _("{grade}: {title}, copy of {day}.").format(grade=source.grade, title=source.title, day=day)
        )
        if source.note:
            yield from _wrapped(_(source.note), "  ")
        if source.url:
            yield f"  {source.url}"


def _section(title: str) -> tuple[str, ...]:
    return "", "", title, "=" * len(title)


def _label(audience: Audience, verdict: Verdict) -> str:
    return _(load_tokens().verdict(audience, verdict).label)


def _certainty(certainty: Certainty) -> str:
    return _("Certainty: {certainty}.").format(certainty=_(CERTAINTY_NAMES[certainty]))


def _ids(clauses: Iterable[str]) -> str:
    return "".join(f"[{id}]" for id in clauses)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text.replace("][", "] ["), WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
