"""What is looked up and done for the one item that Explore shows in full."""

from __future__ import annotations

import threading

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from auditor.archive.items import Item
from auditor.archive.media.pictures import Pictures
from auditor.errors import OuttakeError
from auditor.search.marks import marks
from gui.models.explained import explain
from gui.models.item_list import ItemList
from gui.pages.explore_body import InFull
from gui.pages.explore_detail import ItemDetail
from gui.pages.explore_pictures import PictureDesk
from gui.session import Session
from gui.tasks import Report

NOTHING = -1


class Around(msgspec.Struct, frozen=True):
    """The conversation of an item: the store's numbers, and what stands there."""

    number: int
    numbers: list[int]
    items: list[Item]


class ItemDesk(QObject):
    """opened  an item is shown
    listed  something was put on the clean-up list, or taken off it

    number  the store's own number of the item that is shown
    """

    opened = Signal()
    listed = Signal()

    def __init__(self, session: Session, items: ItemList, detail: ItemDetail, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._items, self._detail = session, items, detail
        self.number = NOTHING
        self._around: Around | None = None
        detail.neighbour_wanted.connect(self._show_neighbour)
        detail.list_wanted.connect(self._put_on_list)

    def renew(self) -> None:
        """Another archive, with pictures of its own, or none."""
        self.forget()
        audit = self._session.audit
        desk = None
        if audit is not None and audit.sources:
            desk = PictureDesk(self._session.runner, Pictures(audit.sources, audit.facts.fingerprint))
        self._detail.set_pictures(desk)

    def forget(self) -> None:
        """No item is shown any more."""
        self.number, self._around = NOTHING, None

    def show(self, number: int, item: Item) -> None:
        audit = self._session.audit
        assert audit is not None
        self.number, self._around = number, None
        pack, situation = self._session.pack, self._session.situation
        ruling = self._items.ruling(item)
        lanes = [explain(pack, situation, judged) for judged in (ruling.grok, ruling.collaborators)]
        named = dict.fromkeys(id for lane in lanes for id in lane.controls)
        in_full = InFull(
            item=item,
            category=pack.categories[item.category],
            lanes=lanes,
            controls=[self._session.controls[id] for id in named if id in self._session.controls],
            facts=audit.facts,
            marks=marks(self._items.query, item.text or ""),
            steps=[step.control.id for step in self._session.steps()],
            on_list=number in audit.store.clean_up(),
        )
        self._detail.show_item(in_full)
        self._detail.show()
        self.opened.emit()
        self._look_around(number)

    def _look_around(self, number: int) -> None:
        assert self._session.audit is not None
        store = self._session.audit.store

        def look(_report: Report, _cancel: threading.Event) -> Around:
            numbers = store.around(number)
            return Around(number, numbers, store.fetch(numbers))

        task = self._session.runner.prepare(look)
        task.succeeded.connect(self._seen_around)
        self._session.runner.start(task)

    @Slot(object)
    def _seen_around(self, around: object) -> None:
        assert isinstance(around, Around)
        if around.number == self.number and len(around.numbers) > 1 and not self._detail.isHidden():
            self._around = around
            here = around.numbers.index(around.number)
            self._detail.show_around(around.items, here)

    @Slot(int)
    def _show_neighbour(self, place: int) -> None:
        if self._around is not None:
            self.show(self._around.numbers[place], self._around.items[place])

    @Slot(bool)
    def _put_on_list(self, on_list: bool) -> None:
        audit = self._session.audit
        if audit is None:
            return
        try:
            if on_list:
                audit.store.put_on_clean_up([self.number])
            else:
                audit.store.take_off_clean_up([self.number])
        except OuttakeError as error:
            self._session.not_remembered.emit(error)
            return
        self._detail.set_on_list(on_list)
        self.listed.emit()
