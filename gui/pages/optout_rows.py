"""The guide as it stands for this person just now: which steps are in it, and the rows of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Literal, get_args

import msgspec

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout import LeftOut, Progress, Step, at_level, progress
from auditor.optout.controls import load_stages
from auditor.optout.find import FoundStep, Where, find_steps
from auditor.optout.recheck import Due, due
from auditor.report.wording import curly
from gui import formats
from gui.pages import optout_words
from gui.session import Session
from gui.theme import Theme
from gui.widgets.step_list import State, StepRow

Kind = Literal["letters", "keep", "limits"]
AGAIN = "again"
AFTER: tuple[Kind, ...] = get_args(Kind)
"""Pages of the guide that are no steps; these come after the last one."""
FEW = 12
"""Up to so many steps the list needs no headings."""


class Walk(msgspec.Struct, frozen=True):
    """every     all steps of this person, at whatever level
    steps     those of the level that was chosen, with the one that is asked for
    left_out  controls that are no steps for them
    due       steps to look at again, by control
    """

    every: list[Step]
    steps: list[Step]
    left_out: list[LeftOut]
    due: dict[str, Due]
    progress: Progress

    @classmethod
    def of(cls, session: Session, current: str, today: dt.date) -> Walk:
        every, record = session.steps(), session.record
        chosen = at_level(every, record.level)
        ids = {step.control.id for step in chosen} | {current}
        return cls(
            every=every,
            steps=[step for step in every if step.control.id in ids],
            left_out=session.steps_left_out(),
            due={one.control: one for one in due(record, session.controls, session.pack, today)},
            progress=progress(chosen),
        )

    @property
    def order(self) -> list[str]:
        """What Back and Next go through."""
        return [*(step.control.id for step in self.steps), *AFTER]

    @property
    def first(self) -> str:
        """Where to begin, or to go on."""
        return self.progress.next or self.steps[0].control.id

    def step(self, id: str) -> Step | None:
        return next((step for step in self.every if step.control.id == id), None)

    def why_left_out(self, id: str) -> str:
        return next((one.reason for one in self.left_out if one.control.id == id), "")

    def number(self, id: str) -> int:
        """From 1; 0 for what is no step of the walk."""
        return next((n for n, step in enumerate(self.steps, 1) if step.control.id == id), 0)


def rows(theme: Theme, walk: Walk, skipped: Collection[str]) -> tuple[StepRow, ...]:
    """The list as it is without a search."""
    return (*_again(theme, walk), *_steps(walk, skipped), *_after(theme, walk))


def found_rows(text: str, session: Session, walk: Walk, skipped: Collection[str]) -> tuple[StepRow, ...]:
    """The steps that a search finds, also those that are left out for this person."""
    return tuple(_found(hit, walk, skipped) for hit in find_steps(text, session.controls))


def _again(theme: Theme, walk: Walk) -> Iterable[StepRow]:
    if walk.due:
        caption = _("Is it still so?")
        yield StepRow(AGAIN, again_title(len(walk.due)), caption, "page", icon=theme.tokens.icons.action["earlier"])


def again_title(number: int) -> str:
    words = ngettext("{n} step to look at again", "{n} steps to look at again", number)
    return words.format(n=formats.count(number))


def _steps(walk: Walk, skipped: Collection[str]) -> Iterable[StepRow]:
    before = ""
    for number, step in enumerate(walk.steps, 1):
        stage = step.control.stage
        heading = _(load_stages()[stage].title) if len(walk.steps) > FEW and stage != before else ""
        before = stage
        yield _row(step, number, walk, skipped, heading)


def _after(theme: Theme, walk: Walk) -> Iterable[StepRow]:
    icons = theme.tokens.icons
    yield StepRow("letters", _("Letters"), _("Object, ask, complain"), "page", icon=icons.page["report"])
    yield StepRow("keep", _("Reminders and record"), _("Two files to keep"), "page", icon=icons.action["calendar"])
    left = len(walk.left_out)
    caption = ngettext("{n} step left out for you", "{n} steps left out for you", left).format(n=formats.count(left))
    title = _("What no switch does")
    yield StepRow("limits", title, caption if left else _("The limits"), "page", icon=icons.state["note"])


def _row(step: Step, number: int, walk: Walk, skipped: Collection[str], heading: str = "") -> StepRow:
    id = step.control.id
    state, caption = _stands(step, again=id in walk.due, skipped=id in skipped)
    return StepRow(id, _(step.control.title), curly(caption), state, number, heading)


def _stands(step: Step, *, again: bool, skipped: bool) -> tuple[State, str]:
    if again:
        return "again", _("Look again")
    if step.done_on:
        return "done", _("You told us, {date}").format(date=formats.date(step.done_on))
    if step.set_aside_on:
        return "aside", _("Not for you, you told us")
    if not step.available:
        return "unavailable", _("Not available: {reason}").format(reason=step.reason_unavailable)
    if skipped:
        return "skipped", _("Skipped")
    if step.governs:
        words = ngettext("{n} item", "{n} items", step.governs)
        return "open", words.format(n=formats.count(step.governs))
    return "open", _(step.control.hint)


def _found(hit: FoundStep, walk: Walk, skipped: Collection[str]) -> StepRow:
    id, title = hit.control.id, _(hit.control.title)
    step = walk.step(id)
    if step is None:
        return StepRow(id, title, _("Left out for you"), "left-out")
    row = _row(step, walk.number(id), walk, skipped)
    place = _place(hit.where)
    return row._replace(caption=optout_words.cut(f"{place}: {hit.words}")) if place else row


def _place(where: Where) -> str:
    """What held the words that were searched for, where that is worth saying."""
    return {"label": _("Label"), "old": _("Older words"), "page": _("Page"), "link": _("Address")}.get(where, "")
