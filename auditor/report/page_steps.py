"""The section of the steps."""

from __future__ import annotations

from typing import Any

from auditor.i18n import gettext as _
from auditor.optout.controls import Control, load_controls, load_sentences, load_sources, load_stages
from auditor.optout.guide import left_out, plan
from auditor.policy.records import Pack
from auditor.policy.situation import Situation
from auditor.policy.wording import CERTAINTY_NAMES
from auditor.report import wording
from auditor.report.counts import sum_of
from auditor.report.model import Report


def steps(report: Report, pack: Pack, situation: Situation) -> dict[str, Any]:
    """What the person can do, stage by stage; what was left out for them, and why."""
    controls = load_controls()
    counts = {row.id: int(sum_of([row.items])) for row in report.categories}
    absent = [id for id in pack.categories if id not in counts]
    rows = {row.id: row for row in report.steps}
    told = {control.id: control.reported_on for control in report.situation.controls}
    stages: dict[str, list[dict[str, Any]]] = {}
    planned = [step for step in plan(controls, situation, counts, absent) if step.control.id in rows]
    for number, step in enumerate(planned, start=1):
        control, row = step.control, rows[step.control.id]
        notes = [*step.notes, *([step.reason_unavailable] if not step.available else [])]
        if step.first and control.precondition:
            notes.insert(0, _(control.precondition))
        stages.setdefault(control.stage, []).append(
            {
                "id": control.id,
                "number": number,
                "title": _(control.title),
                "told": _("You told us this is done, {date}.").format(date=wording.date(told[control.id]))
                if control.id in told
                else "",
                "why": _(control.why_held or control.why),
                "governs": _("It governs {items} of this archive.").format(items=wording.items(row.governs))
                if row.governs
                else "",
                "does": [_(text) for text in control.does],
                "does_not": [_(text) for text in control.does_not],
                "label": control.label,
                "set_to": control.set_to,
                "path": " → ".join((*control.menu_root, *control.path)),
                "link": control.link,
                "cost": _(control.cost),
                "notes": notes,
                "seen": _seen(control),
            }
        )
    return {
        "guide": {key: _(text) for key, text in load_sentences().items()},
        "stages": [{"title": _(load_stages()[id].title), "steps": listed} for id, listed in stages.items()],
        "left_out": [(_(entry.control.title), entry.reason) for entry in left_out(controls, situation, counts, absent)],
    }


def _seen(control: Control) -> str:
    sources = ", ".join(dict.fromkeys(_(load_sources()[key].title) for key in control.sources))
    seen = (
        _("Date of the sighting unknown.")
        if control.seen_on is None
        else _("Label last seen on the web on {date}.").format(date=wording.date(control.seen_on))
    )
    return " ".join(
        [
            seen,
            _("Certainty: {certainty}.").format(certainty=_(CERTAINTY_NAMES[control.certainty])),
            _("Read in: {sources}.").format(sources=sources),
        ]
    )
