"""Opt out: the controls one after the other, by effect for this person."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from auditor.archive.items import Trait
from auditor.i18n import gettext as _
from auditor.optout import Step, left_out
from auditor.overview import Overview, Selection, overview, select
from auditor.policy.situation import ReportedControl
from gui.pages import optout_words
from gui.pages.optout_step import StepPlace, StepView
from gui.pages.optout_steps import LARGE_TEXT, StepsPane
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.scrolled import Scrolled

NARROW = 904
"""Below this width in pixels, or with large text, the steps go above the page."""
WIDEST = 800


class OptOutPage(Page):
    """Works with and without an archive. `show_part` comes from anywhere a control is named."""

    id = "optout"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._all = False
        self._current = ""
        self._skipped: set[str] = set()
        self._view: StepView | None = None
        self._own: tuple[Overview, Overview] | None = None
        self._pane = StepsPane(theme)
        self._pane.chosen.connect(self.show_part)
        self._pane.all_wanted.connect(self._show_all)
        self._scroll = Scrolled(theme, widest=WIDEST, top=theme.tokens.space.section, bottom=theme.tokens.space.section)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._pane)
        self._layout.addWidget(self._scroll, 1)
        self.setAccessibleName(self.title())
        session.audit_changed.connect(self._refresh)
        session.situation_changed.connect(self._refresh)
        theme.changed.connect(self._fit)
        self._refresh()
        self._fit()

    def title(self) -> str:
        return _("Opt out")

    def shown(self) -> None:
        self._pane.focus_steps()

    @Slot(str)
    def show_part(self, control_id: str) -> None:
        """Go to a step, also to one that the short list does not have."""
        self._current = control_id
        if control_id not in {step.control.id for step in self._steps()}:
            self._all = True
        self._refresh()

    def _steps(self) -> list[Step]:
        return [step for step in self.session.steps() if self._all or step.control.essential]

    # Showing

    @Slot()
    def _refresh(self) -> None:
        steps = self._steps()
        ids = [step.control.id for step in steps]
        if self._current not in ids:
            undone = (step.control.id for step in steps if not step.done_on and step.available)
            self._current = next(undone, ids[0])
        number = ids.index(self._current)
        rows = tuple(optout_words.row_of(step, skipped=step.control.id in self._skipped) for step in steps)
        self._pane.show_steps(rows, number, whole=self._all)
        self._pane.show_facts(
            done=sum(step.done_on is not None for step in steps),
            whom=optout_words.for_whom(self.session.pack, self.session.situation),
            has_audit=self.session.audit is not None,
        )
        self._show(self._place(steps, number))

    def _place(self, steps: list[Step], number: int) -> StepPlace:
        step, own = steps[number], self._overview_of_own()
        after = steps[number + 1] if number + 1 < len(steps) else None
        return StepPlace(
            step=step,
            number=number + 1,
            steps=len(steps),
            counts=optout_words.governed(step.control, own) if own else {},
            first=tuple(_(self.session.controls[id].title) for id in step.first),
            next=_(after.control.title) if after else "",
            has_audit=own is not None,
            left_out=() if after else self._left_out(),
        )

    def _overview_of_own(self) -> Overview | None:
        """The figures without what is someone else's: no control of this person reaches that."""
        audit, seen = self.session.audit, self.session.overview()
        if audit is None or seen is None:
            return None
        if self._own is None or self._own[0] is not seen:
            mine = [group for group in audit.tally if not group.traits & Trait.NOT_MINE]
            self._own = seen, overview(self.session.pack, self.session.situation, mine, audit.present)
        return self._own[1]

    def _left_out(self) -> tuple[tuple[str, str], ...]:
        seen = self.session.overview()
        counts = seen.mine() if seen else {}
        entries = left_out(self.session.controls, self.session.situation, counts, seen.absent if seen else ())
        return tuple((_(entry.control.title), entry.reason) for entry in entries)

    def _show(self, place: StepPlace) -> None:
        if self._view is not None and self._view.place == place:
            return
        same = self._view is not None and self._view.place.step.control.id == place.step.control.id
        if self._view is not None:
            self._scroll.body.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()  # not at once: one of its buttons may be what was pressed
        view = self._view = StepView(self.theme, place)
        view.done.connect(self._done)
        view.withdrawn.connect(self._withdraw)
        view.back.connect(self._back)
        view.skipped.connect(self._skip)
        view.went_on.connect(self._go_on)
        view.open_link.connect(self.open_link)
        view.copied.connect(self.announce)
        view.show_items.connect(self._show_items)
        self._scroll.body.addWidget(view)
        view.show()  # at once, so that it can take the focus
        if not same:
            self._scroll.verticalScrollBar().setValue(0)

    # What the person does

    @Slot(object)
    def _done(self, day: object) -> None:
        assert isinstance(day, dt.date)
        assert self._view is not None
        self._skipped.discard(self._current)
        self.session.report_control(ReportedControl(self._current, "off", day))
        self._view.focus_next()
        self.announce.emit(optout_words.told(day))

    @Slot()
    def _withdraw(self) -> None:
        assert self._view is not None
        self.session.withdraw_control(self._current)
        self._view.record.focus_action()
        self.announce.emit(_("Taken back."))

    @Slot()
    def _back(self) -> None:
        self._go(-1)

    @Slot()
    def _skip(self) -> None:
        self._skipped.add(self._current)
        self._go(1)

    @Slot()
    def _go_on(self) -> None:
        assert self._view is not None
        if self._view.place.next:
            self._go(1)
        elif self._view.place.has_audit:
            self.go_to.emit("report")
        else:
            self.show_part(self._steps()[0].control.id)

    def _go(self, by: int) -> None:
        ids = [step.control.id for step in self._steps()]
        self.show_part(ids[ids.index(self._current) + by])
        assert self._view is not None
        self._view.focus_next()
        self.announce.emit(self._view.title.text())

    @Slot(bool)
    def _show_all(self, whole: bool) -> None:
        self._all = whole
        self._refresh()

    @Slot()
    def _show_items(self) -> None:
        audit, control = self.session.audit, self.session.controls[self._current]
        if audit is None:
            return
        wanted: list[Selection] = []
        for row in control.governs:
            found = select(self.session.pack, self.session.situation, audit.tally, row=row)
            wanted += [selection for selection in found if not selection.traits & Trait.NOT_MINE]
        self.show_items.emit(_(control.title), tuple(wanted))

    # Room

    @property
    def _narrow(self) -> bool:
        return self.width() < NARROW or self.theme.percent > LARGE_TEXT

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        narrow = self._narrow
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if narrow else sideways)
        self._pane.set_narrow(narrow=narrow)
