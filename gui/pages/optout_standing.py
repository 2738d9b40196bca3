"""Where a step stands for this person: everything that its page shows, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from auditor.i18n import gettext as _
from auditor.optout import Control, Step, StepRecord
from auditor.optout.apps import App
from auditor.optout.reasons import ARCHIVE, TRACES
from auditor.optout.recheck import due_words, stale_words
from auditor.optout.records import Habit
from auditor.overview import Overview
from gui import formats
from gui.pages import optout_words
from gui.pages.optout_rows import Walk
from gui.session import Session
from gui.widgets.date_field import today

APPS = "x.apps"
Keeping = Literal["", "passing", "kept"]
"""Whether a picture can be kept: not without an audit, as long as it is open, or for good."""


class StepPlace(msgspec.Struct, frozen=True):
    """number   its place among `steps`; 0 for one that is left out, for the reason `left_out`
    counts   items that it governs by Grok verdict, empty without an archive
    first    id and title of what should be done before it
    next     title of what comes after it
    said     what the person told us, without the note, which has an editor of its own
    due      why to look at it again; "" while it is not due
    others_due  how many other steps are
    stale    that it was last checked long ago; "" while it is fresh
    habit    what they may say they never used, where nothing in the archive shows that they did
    asks     whether it is about the archive and none has come yet
    """

    step: Step
    number: int
    steps: int
    counts: Mapping[str, int]
    first: tuple[tuple[str, str], ...]
    next: str
    said: StepRecord
    usual: int
    keeping: Keeping
    due: str = ""
    others_due: int = 0
    stale: str = ""
    left_out: str = ""
    habit: Habit | Literal[""] = ""
    asks: bool = False
    apps: tuple[App, ...] = ()
    apps_gone: tuple[App, ...] = ()

    @property
    def control(self) -> Control:
        return self.step.control


def place_of(session: Session, walk: Walk, id: str, own: Overview | None) -> StepPlace:
    """`own`: the figures without what is someone else's, None without an archive."""
    record, controls, audit = session.record, session.controls, session.audit
    control = controls[id]
    step = walk.step(id) or Step(control, _(control.why), 0, None)
    order = walk.order
    after = order[order.index(id) + 1] if id in order else walk.first
    due = walk.due.get(id)
    is_apps = id == APPS and audit is not None
    return StepPlace(
        step=step,
        number=walk.number(id),
        steps=len(walk.steps),
        counts=optout_words.governed(control, own) if own else {},
        first=tuple((one, _(controls[one].title)) for one in step.first),
        next=_(controls[after].title) if after in controls else _("Letters"),
        said=msgspec.structs.replace(record.step(id), note=""),
        usual=record.recheck_after,
        keeping="" if audit is None else "passing" if audit.card is None else "kept",
        due=due_words(due, record, session.pack, formats.date) if due else "",
        others_due=len(walk.due) - (due is not None),
        stale=stale_words(control, today(), formats.date),
        left_out=walk.why_left_out(id),
        habit=control.habit if control.habit and _never_shown(session, control.habit) else "",
        asks=id == ARCHIVE and audit is None and record.archive_requested_on is None,
        apps=(audit.shown.apps or ()) if is_apps and audit else (),
        apps_gone=audit.shown.apps_gone if is_apps and audit else (),
    )


def _never_shown(session: Session, habit: Habit) -> bool:
    """Whether nothing says that the person uses it, and they have not said anything either."""
    said = session.record.uses.grok if habit == "grok" else session.record.uses.grok_com
    seen = session.overview()
    counts = seen.mine() if seen else {}
    return said is None and not any(counts.get(category) for category in TRACES[habit])
