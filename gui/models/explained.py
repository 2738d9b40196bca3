"""A verdict with everything it rests on, in words that can be shown as they are."""

from __future__ import annotations

import msgspec

from auditor.design import Tokens
from auditor.i18n import gettext as _
from auditor.policy.cases import Judgement, say
from auditor.policy.records import Category, Clause, Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import Audience, Certainty, Region
from auditor.policy.wording import LANES, provenance, scopes
from auditor.report.wording import curly
from gui import formats

__all__ = ["CERTAINTIES", "LANES", "Explained", "Quoted", "Scoped", "explain", "facets", "quoted", "scoped"]

CERTAINTIES: dict[Certainty, str] = {
    "high": "Certainty: high",
    "medium-high": "Certainty: medium to high",
    "medium": "Certainty: medium",
    "low-medium": "Certainty: low to medium",
    "low": "Certainty: low",
}


class Quoted(msgspec.Struct, frozen=True):
    """A clause. `words` is a quotation, or what the source says in our words where `verbatim` is False; `remark` places
    a quotation."""

    words: str
    verbatim: bool
    source: str
    dates: str
    url: str
    remark: str
    certainty: str


class Explained(msgspec.Struct, frozen=True):
    """One lane. The clauses that apply, the best to quote first; and what was judged, by which pack, for whom."""

    pack: Pack
    situation: Situation
    judgement: Judgement
    audience: Audience
    verdict: str
    certainty: str
    sentences: str
    clauses: tuple[Quoted, ...]
    controls: tuple[str, ...]


def explain(pack: Pack, situation: Situation, judgement: Judgement) -> Explained:
    said = say(pack, situation, judgement)
    reason = _(judgement.reason)
    return Explained(
        pack=pack,
        situation=situation,
        judgement=judgement,
        audience=judgement.audience,
        verdict=judgement.verdict,
        certainty=_(CERTAINTIES[judgement.certainty]),
        sentences=curly(said if reason in said else f"{said} {reason}"),
        clauses=tuple(quoted(pack, pack.clauses[id], situation.region) for id in judgement.clauses),
        controls=judgement.controls,
    )


class Scoped(msgspec.Struct, frozen=True):
    """The two scopes in words, and the clauses of the broad one that the verdict does not cite anyway."""

    broad: str
    narrow: str
    clauses: tuple[Quoted, ...]


def scoped(explained: Explained, category: Category) -> Scoped | None:
    """None in the lane of collaborators, whose clause has one scope."""
    pack, region = explained.pack, explained.situation.region
    both = scopes(pack, category, explained.judgement)
    if both is None:
        return None
    further = [id for id in pack.cited(both.clauses, region) if id not in explained.judgement.clauses]
    return Scoped(
        _("Broad scope: {sentence}").format(sentence=curly(both.broad)),
        _("Narrow scope, which the verdict follows: {sentence}").format(sentence=curly(both.narrow)),
        tuple(quoted(pack, pack.clauses[id], region) for id in further),
    )


def facets(tokens: Tokens, explained: Explained, category: Category) -> tuple[str, ...]:
    """The parts of a kind of data that X's words treat differently, a paragraph each; they are never counted."""
    pack, region = explained.pack, explained.situation.region
    return tuple(
        _("{lane}, {facet}: {verdict}. {reason}").format(
            lane=_(LANES[cell.audience]),
            facet=_(cell.facet),
            verdict=_(tokens.verdict(cell.audience, cell.verdict).label).lower(),
            reason=curly(_(cell.reason)),
        )
        for cell in category.facets
        if pack.cited(cell.clauses, region)  # else it speaks of another region
    )


def quoted(pack: Pack, clause: Clause, region: Region | None) -> Quoted:
    source = pack.sources[clause.source]
    return Quoted(
        words=clause.quote or curly(_(clause.says)),
        verbatim=bool(clause.quote),
        source=curly(f"{source.title}, {clause.section}."),
        dates=curly(" ".join(provenance(pack, clause, region, formats.date))),
        url=source.url,
        remark=curly(_(clause.says)) if clause.quote else "",
        certainty=_(CERTAINTIES[clause.certainty]),
    )
