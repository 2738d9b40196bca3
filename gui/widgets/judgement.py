"""A verdict with its reason, the clause it rests on, and how certain that is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.models.explained import LANES, Explained
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.icon import Glyph
from gui.widgets.quote import Quote
from gui.widgets.text import Text


class JudgementView(QWidget):
    """One lane. The first clause is quoted; the others wait behind a button. `open_link` gives a source's address."""

    open_link = Signal(str)

    def __init__(
        self, theme: Theme, explained: Explained, items: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        look = theme.tokens.verdict(explained.audience, explained.verdict)
        self._token = look.token
        self._waiting = explained.clauses[1:]
        space = theme.tokens.space
        name = _("{lane}: {verdict}").format(lane=_(LANES[explained.audience]), verdict=_(look.label).lower())
        if items is not None:
            name = ngettext("{name}, {n} item", "{name}, {n} items", items).format(name=name, n=formats.count(items))
        self.setAccessibleName(name)
        self.setAccessibleDescription(explained.sentences)
        head = QHBoxLayout()
        head.setSpacing(space.unit)
        head.addWidget(Glyph(theme, look), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(theme, name, "strong"), 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space.half)
        self._layout.addLayout(head)
        self._layout.addWidget(Text(theme, explained.sentences))
        for clause in explained.clauses[:1]:
            self._layout.addSpacing(space.half)
            self._add_quote(Quote(theme, clause, self._token))
        self._layout.addWidget(Text(theme, explained.certainty, "caption", "text.tertiary"))
        if self._waiting:
            number = len(self._waiting)
            words = ngettext("{n} more clause", "{n} more clauses", number).format(n=formats.count(number))
            self._more = Button(theme, words, role="link", icon=theme.tokens.icons.action["expand"])
            self._more.setAccessibleDescription(name)
            self._more.clicked.connect(self._show_more)
            row = QHBoxLayout()
            row.addWidget(self._more)
            row.addStretch(1)
            self._layout.addLayout(row)

    @Slot()
    def _show_more(self) -> None:
        """Once shown, the clauses stay: the button has done its work, and the focus goes to the next thing."""
        self._more.focusNextChild() if self._more.hasFocus() else None
        self._more.hide()
        for clause in self._waiting:
            self._layout.addSpacing(self._theme.tokens.space.half)
            self._add_quote(Quote(self._theme, clause, self._token))
        self._waiting = ()

    def _add_quote(self, quote: Quote) -> None:
        quote.open_link.connect(self.open_link)
        self._layout.addWidget(quote)
