"""Opt out: the guide through the controls, what the person tells of each, and what comes after them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout import at_level
from auditor.optout.records import LEVELS
from gui.models.questions import of_categories
from gui.pages import optout_words
from gui.pages.optout_after import AfterPlace, AfterView, after_place
from gui.pages.optout_again import AgainPlace, AgainView, again_place
from gui.pages.optout_deeds import Deeds, Focus
from gui.pages.optout_figures import OwnFigures
from gui.pages.optout_rows import AFTER, AGAIN, Walk, found_rows, rows
from gui.pages.optout_standing import StepPlace, place_of
from gui.pages.optout_step import StepView
from gui.pages.optout_steps import LARGE_TEXT, StepsPane
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.date_field import today
from gui.widgets.scrolled import Scrolled

NARROW = 904
"""Below this width in pixels, or with large text, the steps go above the page."""
WIDEST = 800
View = StepView | AgainView | AfterView
Place = StepPlace | AgainPlace | AfterPlace


class OptOutPage(Page):
    """Works with and without an archive. `show_part` comes from anywhere a control is named."""

    id = "optout"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._current = ""
        self._skipped: set[str] = set()
        self._view: View | None = None
        self._order: list[str] = []
        self._first = ""
        self._own = OwnFigures(session)
        self._deeds = Deeds(session, self)
        self._pane = StepsPane(theme)
        self._scroll = Scrolled(theme, widest=WIDEST)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._pane)
        self._layout.addWidget(self._scroll, 1)
        self.setAccessibleName(self.title())
        self._listen()
        self._begin()
        self._fit()

    def _listen(self) -> None:
        self._deeds.said.connect(self.announce)
        self._deeds.settled.connect(self._focus)
        self._pane.chosen.connect(self.show_part)
        self._pane.level_wanted.connect(self._deeds.take_level)
        self._pane.searched.connect(self._refresh)
        self.session.audit_changed.connect(self._begin)
        self.session.situation_changed.connect(self._refresh)
        self.session.record_changed.connect(self._refresh)
        self.theme.changed.connect(self._fit)

    def title(self) -> str:
        return _("Opt out")

    def shown(self) -> None:
        self._pane.focus_steps()

    def leave(self) -> bool:
        self._note_down()
        return True

    @Slot(str)
    def show_part(self, id: str) -> None:
        """Go to a step, also to one of another level or one that is left out, or to another page of the guide."""
        if id in self.session.controls or id in {AGAIN, *AFTER}:
            self._current = id
            self._refresh()

    # Showing

    @Slot()
    def _begin(self) -> None:
        """With another audit, at the first step that is open."""
        if isinstance(self._view, StepView):
            self._view.record.note.blockSignals(True)  # what was being written is not for the next account
        self._skipped.clear()
        self._current = ""
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self._note_down()
        session = self.session
        walk = Walk.of(session, self._current, today())
        if not self._current or (self._current == AGAIN and not walk.due):
            self._current = walk.first
        self._order, self._first = walk.order, walk.first
        words = self._pane.searching
        listed = found_rows(words, session, walk, self._skipped) if words else rows(self.theme, walk, self._skipped)
        self._pane.show_rows(listed, self._current)
        whom = optout_words.for_whom(session.pack, session.situation)
        self._pane.show_facts(walk.progress, whom=whom, has_audit=session.audit is not None)
        self._pane.show_levels({level: len(at_level(walk.every, level)) for level in LEVELS}, session.record.level)
        self._show(self._place(walk))

    def _note_down(self) -> None:
        """What is being written is told before anything else."""
        if isinstance(self._view, StepView):
            self._view.record.note.tell()

    def _place(self, walk: Walk) -> Place:
        if self._current == AGAIN:
            return again_place(self.session, walk)
        for kind in AFTER:
            if self._current == kind:
                return after_place(self.session, kind, walk)
        return place_of(self.session, walk, self._current, self._own.overview())

    def _show(self, place: Place) -> None:
        before = self._view
        if before is not None and before.place == place:
            return
        view = self._view = self._made(place)
        self._scroll.body.addWidget(view)
        if before is not None:
            self._scroll.body.removeWidget(before)
            before.hide()
            before.deleteLater()  # not at once: one of its buttons may be what was pressed
        view.show()  # at once, so that it can take the focus
        if before is None or _about(before.place) != _about(place):
            self._scroll.verticalScrollBar().setValue(0)

    def _made(self, place: Place) -> View:
        if isinstance(place, AgainPlace):
            again = AgainView(self.theme, place, self._deeds)
            again.went.connect(self._go_to)
            again.went_on.connect(self._go_on)
            return again
        if isinstance(place, AfterPlace):
            return self._made_after(place)
        return self._made_step(place)

    def _made_after(self, place: AfterPlace) -> AfterView:
        view = AfterView(self.theme, self.session, place, self._deeds)
        view.went.connect(self._go_to)
        view.letters.connect(self._go_to_letters)
        view.back.connect(self._back)
        view.went_on.connect(self._go_on)
        view.announce.connect(self.announce)
        return view

    def _made_step(self, place: StepPlace) -> StepView:
        view = StepView(self.theme, place, self.session.record.step(place.control.id).note, self._deeds)
        view.went.connect(self._go_to)
        view.back.connect(self._back)
        view.skipped.connect(self._skip)
        view.went_on.connect(self._go_on)
        view.open_link.connect(self.open_link)
        view.copied.connect(self.announce)
        view.show_items.connect(self._show_items)
        return view

    # Where the person goes

    @Slot(str)
    def _focus(self, focus: Focus) -> None:
        """The page shows what was told; the keyboard goes on from there."""
        if self._view is not None and self.isVisible():
            self._view.take_focus(focus)

    @Slot(str)
    def _go_to(self, id: str) -> None:
        self.show_part(id)
        assert self._view is not None
        self._view.take_focus("next")
        self.announce.emit(self._view.title.text())

    @Slot()
    def _back(self) -> None:
        self._walk(-1)

    @Slot()
    def _skip(self) -> None:
        self._skipped.add(self._current)
        self._walk(1)

    @Slot()
    def _go_on(self) -> None:
        if self._current != self._order[-1]:
            self._walk(1)
        elif self.session.audit is not None:
            self.go_to.emit("report")
        else:
            self._go_to(self._order[0])

    def _walk(self, by: int) -> None:
        """To the neighbour; from what stands outside the walk, to where it goes on."""
        if self._current in self._order:
            self._go_to(self._order[self._order.index(self._current) + by])
        else:
            self._go_to(self._first)

    @Slot()
    def _go_to_letters(self) -> None:
        self.go_to.emit("letters")

    @Slot()
    def _show_items(self) -> None:
        control = self.session.controls[self._current]
        self.show_items.emit(of_categories(control.governs, mine=True))

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


def _about(place: Place) -> str:
    """What a page of the guide is about, whatever it says of it."""
    if isinstance(place, StepPlace):
        return place.control.id
    return AGAIN if isinstance(place, AgainPlace) else place.kind
