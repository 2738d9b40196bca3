"""The way from page to page. Pages are made when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from gui.pages.page import Page
from gui.session import Session

NEEDS_AUDIT = ("overview", "explore", "report", "receipt")
"""Without an audit these lead to Welcome."""

MakePage = Callable[[], Page]


class Navigator(QObject):
    """arrived (page id): another page is in front; link and sentence pass on what a page wants opened or announced."""

    arrived = Signal(str)
    link = Signal(str)
    sentence = Signal(str)

    def __init__(self, session: Session, makers: Mapping[str, MakePage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._makers = makers
        self._pages: dict[str, Page] = {}
        self.stack = QStackedWidget()

    @property
    def current(self) -> Page | None:
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def made(self) -> Iterable[Page]:
        """The pages that were needed so far."""
        return self._pages.values()

    def page(self, id: str) -> Page:
        """The page of that id, made now if it was not needed before. KeyError for an id that is no page."""
        if id not in self._pages:
            page = self._pages[id] = self._makers[id]()
            page.setAccessibleName(page.title())
            page.go_to.connect(self.go)
            page.show_items.connect(self.show_items)
            page.open_link.connect(self.link)
            page.announce.connect(self.sentence)
            self.stack.addWidget(page)
        return self._pages[id]

    @Slot(str)
    def go(self, address: str) -> None:
        """Bring a page to the front; "optout:x.grok.training" also says what it should show."""
        id, _colon, part = address.partition(":")
        if id in NEEDS_AUDIT and self._session.audit is None:
            id = "welcome"
        if self.current is not None and not self.current.leave():
            return
        page = self.page(id)
        self.stack.setCurrentWidget(page)
        self.arrived.emit(id)
        page.shown()
        if part:
            page.show_part(part)

    @Slot(str)
    def show_items(self, text: str) -> None:
        """The items behind a figure, on Explore."""
        self.page("explore").search_for(text)
        self.go("explore")
