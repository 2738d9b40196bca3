"""The whole reasoning behind a verdict as plain text, to be copied: nothing is left behind that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.design import load_tokens
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.policy.cases import Judgement
from auditor.policy.records import Category, Clause, Correction, Pack
from auditor.policy.situation import Situation
from auditor.policy.vocabulary import TRAINING_SWITCH, Region
from auditor.policy.wording import (
    CERTAINTY_NAMES,
    LANES,
    controls_in_words,
    day_in_words,
    provenance,
    say,
    scopes,
    situation_in_words,
)


def reasoning(
    pack: Pack,
    situation: Situation,
    category: Category,
    lanes: Sequence[tuple[Judgement, int | None]],
    *,
    subject: str,
    time: Iterable[str],
    titles: Mapping[str, str],
) -> str:
    """Plain text with a heading per part.

    lanes    what was judged, with the number of items where it is about many
    subject  what it is about, one line
    time     which rules were in force when it was made, and now (`auditor.policy.rules`)
    titles   control id -> its title
    """
    parts = [
        [subject],
        [_("What you told us"), *_bullets(situation_in_words(pack, situation, titles))],
    ]
    parts += [_lane(pack, situation, category, judgement, items, titles) for judgement, items in lanes]
    parts.append([_("Rules in force when it was made, and now"), *_bullets(time)])
    believed = common_beliefs(pack, category, [judgement for judgement, _items in lanes], situation.region)
    if believed:
        parts.append(
            [_("Often believed, and what the texts say"), *_bullets(_(correction.text) for correction in believed)]
        )
    about = _("Policy pack {version}. Newest copy of X's texts: {as_of}. Last compared: {checked}.").format(
        version=pack.version,
        as_of=day_in_words(pack, pack.text_as_of),
        checked=day_in_words(pack, pack.checked_on),
    )
    parts.append([about, _(pack.sentences["about.source"])])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def common_beliefs(
    pack: Pack, category: Category, judgements: Iterable[Judgement], region: Region | None
) -> tuple[Correction, ...]:
    """What is commonly believed about what these verdicts are about: the kind, the lane, the switch."""
    places = {category.id}
    for judgement in judgements:
        if judgement.audience == "collaborators" and judgement.verdict != "not-applicable":
            places.add("collaborators")
        elif TRAINING_SWITCH in judgement.controls:
            places.add("opting-out")
    return pack.corrections_at(places, region)


def _lane(
    pack: Pack,
    situation: Situation,
    category: Category,
    judgement: Judgement,
    items: int | None,
    titles: Mapping[str, str],
) -> list[str]:
    label = load_tokens().verdict(judgement.audience, judgement.verdict).label
    head = f"{_(LANES[judgement.audience])}: {_(label)}"
    if items is not None:
        head = ngettext("{head}, {n} item", "{head}, {n} items", items).format(head=head, n=f"{items:,}")
    lines = [head, say(pack, situation, judgement)]
    if _(judgement.reason) not in lines[1]:
        lines.append(_(judgement.reason))
    both = scopes(pack, category, judgement)
    if both:
        lines.append(_("Broad scope: {sentence}").format(sentence=both.broad))
        lines.append(_("Narrow scope, which the verdict follows: {sentence}").format(sentence=both.narrow))
    lines.append(_("Certainty: {certainty}.").format(certainty=_(CERTAINTY_NAMES[judgement.certainty])))
    lines.append(controls_in_words(judgement, titles))
    wanted = dict.fromkeys((*judgement.clauses, *(both.clauses if both else ())))
    for id in pack.cited(wanted, situation.region):
        lines += _clause(pack, pack.clauses[id], situation.region)
    return lines


def _clause(pack: Pack, clause: Clause, region: Region | None) -> Iterator[str]:
    source = pack.sources[clause.source]
    yield f"- “{clause.quote}”" if clause.quote else f"- {_(clause.says)}"
    if clause.quote and clause.says:
        yield f"  {_(clause.says)}"
    yield f"  {source.title}, {clause.section}."
    yield f"  {' '.join(provenance(pack, clause, region))}"
    yield "  " + _("Certainty of the clause: {certainty}.").format(certainty=_(CERTAINTY_NAMES[clause.certainty]))
    if source.url:
        yield f"  {source.url}"


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    return (f"- {line}" for line in lines)
