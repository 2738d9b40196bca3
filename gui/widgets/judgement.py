"""A verdict with its reason, the clause it rests on, and how certain that is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.policy.records import Category
from gui import formats
from gui.models.explained import LANES, Explained, scoped
from gui.theme import Theme
from gui.widgets.clauses import Clauses
from gui.widgets.icon import Glyph
from gui.widgets.icon_line import IconLine
from gui.widgets.text import Text


class JudgementView(QWidget):
    """One lane. `open_link` gives a source's address."""

    open_link = Signal(str)

    def __init__(
        self,
        theme: Theme,
        explained: Explained,
        category: Category,
        items: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme.tokens.verdict(explained.audience, explained.verdict)
        name = _("{lane}: {verdict}").format(lane=_(LANES[explained.audience]), verdict=_(look.label).lower())
        if items is not None:
            name = ngettext("{name}, {n} item", "{name}, {n} items", items).format(name=name, n=formats.count(items))
        self.setAccessibleName(name)
        self.setAccessibleDescription(explained.sentences)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.half)
        layout.addWidget(IconLine(Glyph(theme, look), Text(theme, name, "strong")))
        layout.addWidget(Text(theme, explained.sentences))
        layout.addWidget(Text(theme, explained.certainty, "caption", "text.tertiary"))
        quotes = explained.clauses
        both = scoped(explained, category)
        if both:
            layout.addWidget(Text(theme, both.narrow, "caption", "text.secondary"))
            layout.addWidget(Text(theme, both.broad, "caption", "text.secondary"))
            quotes = (*quotes, *both.clauses)
        if quotes:
            clauses = Clauses(theme, quotes, token=look.token, about=name)
            clauses.open_link.connect(self.open_link)
            layout.addWidget(clauses)
