"""One item as evidence: what the archive holds and what X's words say of it, as plain text with every date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item, Trait
from auditor.archive.kinds import kinds
from auditor.archive.text import visible
from auditor.i18n import gettext as _
from auditor.policy.cases import Judgement
from auditor.policy.pack import Pack
from auditor.policy.reasoning import reasoning
from auditor.policy.records import Category
from auditor.policy.situation import Situation

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_BAR = "  | "
"""In front of every line of the item's own text, so that none of it can be taken for a line of ours."""


def evidence(
    pack: Pack,
    situation: Situation,
    facts: ArchiveFacts,
    item: Item,
    category: Category,
    judgements: Sequence[Judgement],
    *,
    time: Iterable[str],
    titles: Mapping[str, str],
) -> str:
    """Plain text: the archive, the item with its whole text, then the reasoning behind its verdicts.

    time    which rules were in force when it was made, and now (`auditor.policy.rules`)
    titles  control id -> its title
    """
    one = _(category.one)
    subject = _("{one} {id}").format(one=one[:1].upper() + one[1:], id=visible(item.id))
    lanes = [(judgement, None) for judgement in judgements]
    told = reasoning(pack, situation, category, lanes, subject=_("What X’s words say of it"), time=time, titles=titles)
    parts = [[subject, *_about(facts, item)], _quoted(item.text)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n\n" + told


def _about(facts: ArchiveFacts, item: Item) -> Iterator[str]:
    handed_out = _moment(facts.generated_at)
    yield _("Archive made by X: {when}").format(when=handed_out or _("not said in the archive"))
    for file in facts.files:
        line = _("Read from: {name}, {bytes} bytes").format(name=visible(file.name), bytes=f"{file.bytes:,}")
        yield f"{line}, SHA-256 {file.sha256}" if file.sha256 else line
    kind = kinds().get(item.kind)
    yield _("Data file: {file}").format(file=kind.file if kind and kind.file else item.kind)
    yield _("Made: {when}").format(when=_moment(item.made_at) or _("the archive holds no date for it"))
    if item.traits & Trait.FROM_OTHERS:
        yield _("Written by someone else and received.")
    if item.traits & Trait.NOT_MINE:
        yield _("Someone else’s picture or film.")


def _quoted(text: str | None) -> list[str]:
    if not text:
        return [_("The archive holds no text for it.")]
    shown = visible(text)
    head = _("Text, as the archive holds it:")
    if shown != text:
        head = _("Text, as the archive holds it; characters that cannot be seen are written as [U+ and their number]:")
    return [head, *(_BAR + line for line in shown.split("\n"))]


def _moment(milliseconds: int | None) -> str:
    """As in "2026-05-19 06:41:07 UTC"; "" where there is none."""
    if milliseconds is None:
        return ""
    try:
        return f"{_EPOCH + dt.timedelta(milliseconds=milliseconds):%Y-%m-%d %H:%M:%S} UTC"
    except OverflowError:
        return ""
