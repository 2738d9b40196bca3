"""The items themselves: searched, filtered, listed, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.policy.cases import Ruling
from auditor.policy.situation import Situation
from auditor.search.finder import Found
from auditor.search.query import Known, Query, parse
from auditor.store import Rows
from gui import formats
from gui.models.item_list import ItemList
from gui.models.searching import Answer, Question, Searching
from gui.pages.explore_detail import ItemDetail
from gui.pages.explore_head import ExploreHead, KeptSearches
from gui.pages.explore_item import ItemDesk
from gui.pages.page import Page
from gui.session import Session
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty, Hairline
from gui.widgets.filter_rail import FilterRail
from gui.widgets.item_table import ItemTable

BESIDE, WITH_RAIL = 840, 980
"""Widths at 100 % from which the detail stands beside the list, and the filters before it."""
PATIENCE = 400
"""Milliseconds after which the page says what it is doing."""
KEPT = "searches"


class ExplorePage(Page):
    """`search_for` is what other pages lead to; without it, all items are listed."""

    id = "explore"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._stale = True  # what nobody looks at is not looked up
        self._oldest_first = False
        self._found: Found | None = None
        self._offered: Situation | None = None
        self.items = ItemList(session.pack, self._label)
        self.table = ItemTable(theme, self.items)
        self.detail = ItemDetail(theme)
        self._desk = ItemDesk(session, self.items, self.detail, self)
        self.head = ExploreHead(theme)
        self.search = self.head.search
        self.rail = FilterRail(theme)
        self._searching = Searching(session.runner, self)
        self._waited = QTimer(self)
        self._waited.setSingleShot(True)
        self._waited.setInterval(PATIENCE)
        self._fill()
        self._connect()
        self._renew()

    def title(self) -> str:
        return _("Explore")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look_up()
        self._count_listed()

    def shown(self) -> None:
        self.search.focus_search()

    def _fill(self) -> None:
        space, theme = self.theme.tokens.space, self.theme
        way_out = Button(theme, _("Show all items"))
        way_out.clicked.connect(self.show_all)
        self._nothing = Empty(theme, _("No item is here."), _("What was asked for matches none of them."), way_out)
        open_one = Button(theme, _("Open an archive"))
        open_one.clicked.connect(self._to_welcome)
        self._no_audit = Empty(theme, _("No archive is open."), _("The list shows the items of an archive."), open_one)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(space.card, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        for empty in (self._nothing, self._no_audit):
            column.addWidget(empty, 1, Qt.AlignmentFlag.AlignTop)
        self._rail_edge, self._edge = _edge(), _edge()
        panes = QHBoxLayout()
        panes.setSpacing(0)
        for widget in (self.rail, self._rail_edge):
            panes.addWidget(widget)
        panes.addWidget(self._list, 1)
        for widget in (self._edge, self.detail):
            panes.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Hairline())
        layout.addLayout(panes, 1)
        self.detail.hide()

    def _connect(self) -> None:
        self.session.audit_changed.connect(self._renew)
        self.session.situation_changed.connect(self._look_up)
        self.session.indexing.connect(self._indexed)
        self.theme.changed.connect(self._arrange)
        self._searching.first.connect(self._first)
        self._searching.found.connect(self._answered)
        self._searching.failed.connect(self._not_found)
        self._waited.timeout.connect(self._still_looking)
        self.search.announce.connect(self.announce)
        self.head.changed.connect(self._asked)
        self.head.rail_wanted.connect(self._arrange)
        self.head.clean_up_wanted.connect(self._to_clean_up)
        self.head.kept_changed.connect(self._keep)
        self.rail.changed.connect(self._filtered)
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(self._row_opened)
        self.table.sort_wanted.connect(self._turn)
        self.detail.closed.connect(self._close_detail)
        self.detail.step_wanted.connect(self._to_step)
        self.detail.open_link.connect(self.open_link)
        self.detail.previous_wanted.connect(self._previous)
        self.detail.next_wanted.connect(self._next)
        self._desk.opened.connect(self._arrange)
        self._desk.listed.connect(self._count_listed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.focus_search)

    def _label(self, ruling: Ruling) -> tuple[str, str]:
        look = self.theme.tokens.verdict
        grok, other = ruling.grok, ruling.collaborators
        return _(look("grok", grok.verdict).label), _(look("collaborators", other.verdict).label)

    # What is asked

    def search_for(self, text: str) -> None:
        """List the items of a query, given in the words of the search."""
        self.search.show_query(parse(text))
        self._look_up()

    @Slot()
    def show_all(self) -> None:
        self.search_for("")

    @Slot(object)
    def _asked(self, _query: object) -> None:
        self._look_up()

    @Slot(object)
    def _filtered(self, query: object) -> None:
        assert isinstance(query, Query)
        self.search.show_query(query)
        self._look_up()

    @Slot()
    def _turn(self) -> None:
        self._oldest_first = not self._oldest_first
        self.table.show_order(oldest_first=self._oldest_first)
        self._look_up()

    @Slot(object)
    def _keep(self, kept: object) -> None:
        assert isinstance(kept, KeptSearches)
        self.session.remember(KEPT, kept)

    @Slot()
    def _renew(self) -> None:
        """Another archive, or none. Its store is the only one that may be asked from now on."""
        self._searching.forget()
        self._waited.stop()
        self._found = self._offered = None
        self.items.show_rows(np.zeros(0, np.int32), None, self.session.situation)
        self.detail.hide()
        self.search.set_known(self._known(()))
        self.head.show_kept(self.session.recall(KEPT, KeptSearches) or KeptSearches())
        self._desk.renew()
        self.show_all()

    def _known(self, languages: Iterable[str]) -> Known:
        categories = self.session.pack.categories.items()
        words = {id: (_(category.title), _(category.one), _(category.many)) for id, category in categories}
        return Known(words, tuple(sorted(languages)))

    def _look_up(self) -> None:
        audit = self.session.audit
        self._stale = not self.isVisible()
        if audit is None or self._stale:
            self._show_state()
            return
        self._waited.start()
        situation = self.session.situation
        new = situation != self._offered  # what the filters offer depends on it
        self._searching.ask(Question(audit.finder, self.search.query(), situation, self._oldest_first, everything=new))

    # What was found

    def _is_about(self, question: Question) -> bool:
        return self.session.audit is not None and self.session.audit.finder is question.finder

    @Slot(object, object)
    def _first(self, question: Question, rows: Rows) -> None:
        if self._is_about(question):
            self._list_rows(question, rows)
            self.head.figure.set_text(_("Counting the items"))

    @Slot(object, object)
    def _answered(self, question: Question, answer: Answer) -> None:
        if not self._is_about(question):
            return
        self._waited.stop()
        if answer.everything is not None:
            self._offered = question.situation
            self.search.set_known(self._known(answer.everything.facets.get("lang", ())))
            titles = {id: _(category.title) for id, category in self.session.pack.categories.items()}
            self.rail.offer(answer.everything, titles)
        found = answer.found
        self._found = found
        self._list_rows(question, found.rows)
        self.rail.show_found(found.counts, question.query)
        self.search.set_counts(found.counts.facets)
        self._show_state()
        self.announce.emit(self._figure())

    def _list_rows(self, question: Question, rows: Rows) -> None:
        assert self.session.audit is not None
        had_focus = self.table.hasFocus()
        self.items.show_rows(rows, self.session.audit.store.fetch, question.situation, question.query)
        self.table.setVisible(len(rows) > 0)
        place = self.items.place_of(self._desk.number) if not self.detail.isHidden() else None
        if place is None:
            self._close_detail()
        else:
            self.table.selectRow(place)
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _not_found(self) -> None:
        self._waited.stop()
        self.head.figure.set_text(_("The list could not be read. Ask again."))

    @Slot()
    def _still_looking(self) -> None:
        self.head.figure.set_text(_("Looking up the items"))

    @Slot(float)
    def _indexed(self, share: float) -> None:
        """Words can be searched as far as they are indexed; what was asked meanwhile is asked again at the end."""
        if share >= 1 and self._found is not None and not self._found.whole and self.search.query().words:
            self._look_up()
        elif self._found is not None and share < 1:
            self._show_figure()

    def _figure(self) -> str:
        if self._found is None or self.session.audit is None:
            return ""
        number, everything = self._found.counts.items, sum(row.items for row in self.session.cases())
        order = _("oldest first") if self._oldest_first else _("newest first")
        if number == everything:
            words = ngettext("{n} item, {order}", "{n} items, {order}", number)
        else:
            words = ngettext("{n} of {all} items, {order}", "{n} of {all} items, {order}", number)
        said = words.format(n=formats.count(number), all=formats.count(everything), order=order)
        if not self._found.whole and self.search.query().words:
            said = _("{figure}. The texts are still being indexed.").format(figure=said)
        return said

    def _show_figure(self) -> None:
        self.head.figure.set_text(self._figure())

    def _show_state(self) -> None:
        number, is_open = self.items.rowCount(), self.session.audit is not None
        known = is_open and not self._stale and self._found is not None
        self._show_figure()
        self.rail.setEnabled(is_open)
        self.table.setVisible(number > 0)
        self._nothing.setVisible(known and number == 0)
        self._no_audit.setVisible(not is_open)
        self._arrange()

    # One item

    @Slot(int)
    def _row_chosen(self, row: int) -> None:
        if self._beside and self.items.number(row) != self._desk.number:
            self._show_row(row)

    @Slot(int)
    def _row_opened(self, row: int) -> None:
        self._show_row(row)
        if self.detail.isVisible():
            (self.detail.close_button if self._beside else self.detail.back).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _previous(self) -> None:
        self._go_by(-1)

    @Slot()
    def _next(self) -> None:
        self._go_by(1)

    def _go_by(self, rows: int) -> None:
        place = self.items.place_of(self._desk.number)
        if place is not None and 0 <= place + rows < self.items.rowCount():
            self._show_row(place + rows)
            self.table.selectRow(place + rows)

    def _show_row(self, row: int) -> None:
        item = self.items.item(row)
        if item is not None:
            self._desk.show(self.items.number(row), item)

    @Slot()
    def _count_listed(self) -> None:
        audit = self.session.audit
        self.head.show_listed(len(audit.store.clean_up()) if audit else 0)

    @Slot()
    def _close_detail(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        had_focus = focused is not None and self.detail.isAncestorOf(focused)
        self._desk.forget()
        self.detail.hide()
        self.table.clearSelection()
        self._arrange()
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Arranging

    @property
    def _beside(self) -> bool:
        return self.width() >= self.theme.px(BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """The detail, and then the filters, give way where there is no room for all three columns."""
        alone = not self._beside and not self.detail.isHidden()
        with_rail = self.width() >= self.theme.px(WITH_RAIL)
        self.head.show_rail_button(wanted=not with_rail)
        rail = with_rail or (self.head.filters.isChecked() and not alone)
        only_rail = rail and not self._beside
        for widget in (self.rail, self._rail_edge):
            widget.setVisible(rail)
        self.detail.set_own_page(own=not self._beside)
        self._edge.setVisible(self._beside and not self.detail.isHidden())
        self._list.setVisible(not alone and not only_rail)
        self.head.setVisible(not alone)

    # Elsewhere

    @Slot()
    def _to_welcome(self) -> None:
        self.go_to.emit("welcome")

    @Slot()
    def _to_clean_up(self) -> None:
        self.go_to.emit("cleanup")

    @Slot(str)
    def _to_step(self, control: str) -> None:
        self.go_to.emit(f"optout:{control}")


def _edge() -> QFrame:
    edge = QFrame()
    set_role(edge, "hairline")
    edge.setFixedWidth(1)
    return edge
