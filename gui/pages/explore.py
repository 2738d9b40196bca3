"""The items behind the figures: a list, and one of them in full."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.overview import Selection, select
from auditor.policy.cases import Ruling
from gui import formats
from gui.models.explained import explain
from gui.models.item_list import ItemList
from gui.models.listing import Listing, Request
from gui.pages.explore_detail import ItemDetail
from gui.pages.explore_head import ExploreHead
from gui.pages.page import Page
from gui.session import Session
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty, Hairline
from gui.widgets.item_table import ItemTable

BESIDE = 840
"""Width at 100 % from which the detail stands beside the list."""
PATIENCE = 400
"""Milliseconds after which the page says what it is doing."""


class ExplorePage(Page):
    """`show_selection` is what other pages lead to; without it, all items are listed."""

    id = "explore"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._selection_title = ""
        self._selections: tuple[Selection, ...] | None = None
        self._stale = True  # what nobody looks at is not looked up
        self.items = ItemList(session.pack, self._label)
        self.table = ItemTable(theme, self.items)
        self.detail = ItemDetail(theme)
        self.head = ExploreHead(theme)
        self.category = self.head.category
        self._listing = Listing(session.runner, self)
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

    def shown(self) -> None:
        if self.session.audit is not None:  # the rows may still be on their way
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.category.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._edge = QFrame()
        set_role(self._edge, "hairline")
        self._edge.setFixedWidth(1)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self._list, 1)
        panes.addWidget(self._edge)
        panes.addWidget(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Hairline())
        layout.addLayout(panes, 1)
        self.detail.hide()

    def _connect(self) -> None:
        self.session.audit_changed.connect(self._renew)
        self.session.situation_changed.connect(self._rejudge)
        self.theme.changed.connect(self._arrange)
        self._listing.found.connect(self._found)
        self._listing.failed.connect(self._not_found)
        self._waited.timeout.connect(self._still_looking)
        self.head.category_wanted.connect(self._category_chosen)
        self.head.all_wanted.connect(self.show_all)
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(self._row_opened)
        self.detail.closed.connect(self._close_detail)
        self.detail.step_wanted.connect(self._to_step)
        self.detail.open_link.connect(self.open_link)

    def _label(self, ruling: Ruling) -> tuple[str, str]:
        look = self.theme.tokens.verdict
        grok, other = ruling.grok, ruling.collaborators
        return _(look("grok", grok.verdict).label), _(look("collaborators", other.verdict).label)

    # What is listed

    def show_selection(self, title: str, selections: object) -> None:
        """List the items of a figure; `title` says which figure."""
        assert isinstance(selections, Sequence)
        self._selection_title, self._selections = title, tuple(selections)
        self.category.setCurrentIndex(-1)
        self._look_up()

    @Slot()
    def show_all(self) -> None:
        self._selection_title, self._selections = "", None
        self.category.setCurrentIndex(0)
        self._look_up()

    @Slot(str)
    def _category_chosen(self, row: str) -> None:
        assert self.session.audit is not None
        self._selection_title = _(self.session.pack.categories[row].title)
        self._selections = select(self.session.pack, self.session.situation, self.session.audit.tally, row=row)
        self._look_up()

    @Slot()
    def _renew(self) -> None:
        """Another archive, or none. Its store is the only one that may be asked from now on."""
        self._listing.forget()
        self.items.show_rows(array("q"), None, self.session.situation)
        self.detail.hide()
        self._list_categories()
        self.show_all()

    @Slot()
    def _rejudge(self) -> None:
        """Verdicts may have moved: a list of one verdict would be wrong, so the list is of all items again."""
        self._list_categories()
        self.detail.hide()
        self.show_all()

    def _list_categories(self) -> None:
        seen = self.session.overview()
        titles = self.session.pack.categories
        self.head.list_categories(
            (row.id, _(titles[row.id].title)) for row in (seen.categories if seen else ()) if row.items
        )

    def _look_up(self) -> None:
        audit = self.session.audit
        self._stale = not self.isVisible()
        if audit is None or self._stale:
            self._show_state()
            return
        self.items.busy = True
        self._waited.start()
        self._listing.look_up(Request(audit.store, self._selections))

    @Slot(object, object)
    def _found(self, request: Request, rows: array[int]) -> None:
        audit = self.session.audit
        if audit is None or audit.store is not request.store:
            return
        self._waited.stop()
        self._close_detail()
        self.items.show_rows(rows, audit.store.fetch, self.session.situation)
        self._show_state()
        self.announce.emit(f"{self.head.what.text()}: {self.head.count.text()}")

    @Slot()
    def _not_found(self) -> None:
        self._waited.stop()
        self.items.busy = False
        self.head.count.set_text(_("The list could not be read. Choose it again."))

    @Slot()
    def _still_looking(self) -> None:
        self.head.count.set_text(_("Looking up the items"))

    def _show_state(self) -> None:
        number, is_open = self.items.rowCount(), self.session.audit is not None
        self.head.what.set_text(self._selection_title or _("All items"))
        words = ngettext("{n} item, newest first", "{n} items, newest first", number).format(n=formats.count(number))
        known = is_open and not self._stale
        self.head.count.set_text(words if known else "")
        self.head.all_items.setVisible(is_open and self._selections is not None)
        self.table.setVisible(number > 0)
        self._nothing.setVisible(known and number == 0)
        self._no_audit.setVisible(not is_open)
        self._arrange()

    # One item

    @Slot(int)
    def _row_chosen(self, row: int) -> None:
        if self._beside:
            self._show_item(row)

    @Slot(int)
    def _row_opened(self, row: int) -> None:
        self._show_item(row)
        if self.detail.isVisible():
            (self.detail.close_button if self._beside else self.detail.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_item(self, row: int) -> None:
        item = self.items.item(row)
        if item is None:
            return
        pack, situation = self.session.pack, self.session.situation
        ruling = self.items.ruling(item)
        lanes = [explain(pack, situation, judged) for judged in (ruling.grok, ruling.collaborators)]
        named = dict.fromkeys(id for lane in lanes for id in lane.controls)
        controls = [self.session.controls[id] for id in named if id in self.session.controls]
        self.detail.show_item(item, pack.categories[item.category], lanes, controls)
        self.detail.show()
        self._arrange()

    @Slot()
    def _close_detail(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        had_focus = focused is not None and self.detail.isAncestorOf(focused)
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
        alone = not self._beside and not self.detail.isHidden()
        self.detail.set_own_page(own=not self._beside)
        self._edge.setVisible(self._beside and not self.detail.isHidden())
        self._list.setVisible(not alone)
        self.head.setVisible(not alone)

    # Elsewhere

    @Slot()
    def _to_welcome(self) -> None:
        self.go_to.emit("welcome")

    @Slot(str)
    def _to_step(self, control: str) -> None:
        self.go_to.emit(f"optout:{control}")
