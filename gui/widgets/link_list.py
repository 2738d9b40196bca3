"""The links in a text: where each really leads, and a way there that is only taken on a press."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.archive.text import visible
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.controls import is_allowed
from gui import formats
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.text import Text

MOST = 20
"""Links of one text that are listed."""
LONGEST = 2000
"""Letters of an address; what is longer stays text."""
SEARCHED = 100_000
"""Letters of a text in which links are looked for."""
SHOWN = 300
"""Letters of an address that a tooltip holds."""

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BEHIND = ".,;:!?…)]}'’”"


class Link(msgspec.Struct, frozen=True):
    """An address in a text. `host` as the browser would ask for it, "" where it could not."""

    start: int
    end: int
    address: str
    host: str

    @property
    def leads_to(self) -> str:
        """Where it really leads, in one line."""
        if not self.host:
            return _("No browser could open this address.")
        if self.host == "t.co":
            return _("Leads to t.co, which does not show where it leads next.")
        cut = visible(self.address[:SHOWN]) + ("…" if len(self.address) > SHOWN else "")
        return _("Leads to {host}: {address}").format(host=self.host, address=cut)

    def moved(self, by: int) -> Link:
        return msgspec.structs.replace(self, start=self.start + by, end=self.end + by)


def links_in(text: str) -> list[Link]:
    """Those at the beginning of a text, in its order."""
    found = []
    for match in _ADDRESS.finditer(text, 0, SEARCHED):
        address = match[0].rstrip(_BEHIND)
        if len(address) <= LONGEST:
            host = QUrl(address, QUrl.ParsingMode.StrictMode).host(QUrl.ComponentFormattingOption.FullyEncoded)
            found.append(Link(match.start(), match.start() + len(address), address, host))
    return found


class LinkList(QWidget):
    """`open_link` gives an address, and only one that the window may open; any other can be copied."""

    open_link = Signal(str)

    def __init__(self, theme: Theme, links: Sequence[Link], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        listed = list({link.address: link for link in links}.values())
        title = ngettext("{n} link in the text", "{n} links in the text", len(listed))
        layout.addWidget(Text(theme, title.format(n=formats.count(len(listed))), "caption", "text.secondary"))
        for link in listed[:MOST]:
            self._add(theme, layout, link)
        if len(listed) > MOST:
            rest = _("The others stand in the text.")
            layout.addWidget(Text(theme, rest, "caption", "text.tertiary"))

    def _add(self, theme: Theme, layout: QVBoxLayout, link: Link) -> None:
        icons = theme.tokens.icons
        middle = Qt.TextElideMode.ElideMiddle
        layout.addSpacing(theme.tokens.space.half)
        layout.addWidget(Text(theme, visible(link.address), "caption", "text.tertiary", wrap=False, elide=middle))
        if link.host in {"", "t.co"}:
            layout.addWidget(Text(theme, link.leads_to, "caption", "text.secondary"))
        if is_allowed(link.address):
            button = Button(
                theme, _("Open {host}").format(host=link.host), role="link", icon=icons.state["open_outside"]
            )
            button.clicked.connect(self._open)
        else:
            host = link.host if len(link.host) <= 40 else f"{link.host[:12]}…{link.host[-24:]}"
            words = _("Copy the address at {host}").format(host=host) if host else _("Copy the address")
            button = Button(theme, words, role="link", icon=icons.action["copy"])
            button.clicked.connect(self._copy)
        button.setProperty("address", link.address)
        button.setAccessibleDescription(link.leads_to)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _open(self) -> None:
        self.open_link.emit(str(self.sender().property("address")))

    @Slot()
    def _copy(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        QGuiApplication.clipboard().setText(str(button.property("address")))
        button.setText(_("Copied"))
