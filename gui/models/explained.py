"""A verdict with everything it rests on, in words that can be shown as they are."""

from __future__ import annotations

import msgspec

from auditor.i18n import gettext as _
from auditor.policy.cases import Judgement, say
from auditor.policy.pack import Clause, Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import Audience, Certainty
from auditor.report.wording import curly
from gui import formats

LANES: dict[Audience, str] = {"grok": "Grok / xAI", "collaborators": "Collaborators"}

CERTAINTIES: dict[Certainty, str] = {
    "high": "Certainty: high",
    "medium-high": "Certainty: medium to high",
    "medium": "Certainty: medium",
    "low-medium": "Certainty: low to medium",
    "low": "Certainty: low",
}


class Quoted(msgspec.Struct, frozen=True):
    """A clause. `words` is a quotation, or what the source says in our words where `verbatim` is False."""

    words: str
    verbatim: bool
    source: str
    dates: str
    url: str


class Explained(msgspec.Struct, frozen=True):
    """One lane. The clauses that apply, the best to quote first."""

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
        audience=judgement.audience,
        verdict=judgement.verdict,
        certainty=_(CERTAINTIES[judgement.certainty]),
        sentences=curly(said if reason in said else f"{said} {reason}"),
        clauses=tuple(quoted(pack, pack.clauses[id]) for id in judgement.clauses),
        controls=judgement.controls,
    )


def quoted(pack: Pack, clause: Clause) -> Quoted:
    source = pack.sources[clause.source]
    dates = []
    if clause.in_force_from:
        dates.append(_("In force or first recorded {date}.").format(date=formats.date(clause.in_force_from)))
    if clause.in_force_until:
        dates.append(_("Until {date}.").format(date=formats.date(clause.in_force_until)))
    dates.append(
        _("Copy of {copied}, compared {compared}.").format(
            copied=formats.date(clause.text_as_of), compared=formats.date(clause.checked_on)
        )
    )
    if clause.grade != "P":
        dates.append(_(pack.grades[clause.grade]))
    return Quoted(
        words=clause.quote or curly(_(clause.says)),
        verbatim=bool(clause.quote),
        source=f"{source.title}, {clause.section}." if clause.section else f"{source.title}.",
        dates=" ".join(dates),
        url=source.url,
    )
