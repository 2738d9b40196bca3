"""What every page has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from auditor.settings import Settings
from gui.session import Session
from gui.theme import Theme
from gui.widgets.focus_ring import OWN_RING


class Page(QWidget):
    """A page asks the window for what lies outside it through these signals.

    go_to         the id of another page
    show_items    the items behind a figure, in the words of the search
    open_link     an address for the browser; the window allows only those of the controls and sources
    announce      a sentence for the screen reader, said politely
    """

    go_to = Signal(str)
    show_items = Signal(str)
    open_link = Signal(str)
    announce = Signal(str)

    id = ""
    """The page's name in the window: welcome, reading, situation, overview, explore, optout, report, receipt, ..."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.theme = theme
        self.setProperty(OWN_RING, True)  # the keyboard may rest on a page, but there is no ring around all of it

    def title(self) -> str:
        """The page's name for the person, also its accessible name."""
        raise NotImplementedError

    def shown(self) -> None:
        """Called each time the page comes to the front: put the focus where work begins, refresh what is stale."""

    def show_part(self, part: str) -> None:
        """Show the part that another page named, such as a step of the guide; pages without parts ignore it."""

    def search_for(self, text: str) -> None:
        """Show the items of a query, given in the words of the search; only Explore does."""

    def show_settings(self, settings: Settings) -> None:
        """Preferences have changed; only pages that show one of them care."""

    def leave(self) -> bool:
        """Called before another page comes to the front; False keeps this one."""
        return True
