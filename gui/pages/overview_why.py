"""Why a category has its verdicts: a card beside the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.controls import Control
from auditor.policy import rules
from auditor.policy.records import Category
from auditor.report.wording import curly
from gui import formats
from gui.models.explained import Explained, facets
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.grounds import Grounds
from gui.widgets.replace import replace
from gui.widgets.text import Text
from gui.widgets.verdicts import Verdicts


class WhyCard(QFrame):
    """`closed` when the person is done, `step_wanted` with the id of a control, `open_link` with an address."""

    closed = Signal()
    step_wanted = Signal(str)
    open_link = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.space
        set_role(self, "card")
        self._title = Text(theme, "", "card")
        self.close_button = Button(
            theme, role="quiet", icon=theme.tokens.icons.action["cancel"], name=_("Close the explanation")
        )
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(space.card, space.inner, space.card, space.card)
        self._layout.setSpacing(space.unit)
        self._layout.addLayout(head)
        self._body: QWidget | None = None
        self.hide()

    def explain(
        self,
        category: Category,
        lanes: Sequence[tuple[Explained, int]],
        controls: Sequence[Control],
    ) -> None:
        """Lanes     what was judged, each with its number of items
        controls  those that X's words connect with it
        """
        title = _("Why: {category}").format(category=_(category.title))
        self._title.set_text(title)
        self.setAccessibleName(title)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.tokens.space.inner)
        seen_by = _("Visible to: {whom}").format(whom=_(category.visible_to))
        for words in filter(None, (_(category.description), seen_by, category.note and _(category.note))):
            column.addWidget(Text(self._theme, curly(words), token="text.secondary"))
        if lanes:
            remarks = facets(self._theme.tokens, lanes[0][0], category)
            verdicts = Verdicts(self._theme, category, lanes, controls, remarks=remarks)
            verdicts.step_wanted.connect(self.step_wanted)
            verdicts.open_link.connect(self.open_link)
            column.addWidget(verdicts)
            column.addWidget(Hairline())
            column.addWidget(self._grounds(category, lanes))
        replace(self._layout, self._body, body)
        self._body = body
        self.show()

    def _grounds(self, category: Category, lanes: Sequence[tuple[Explained, int]]) -> Grounds:
        pack, region = lanes[0][0].pack, lanes[0][0].situation.region
        items = sum(number for explained, number in lanes if explained.audience == "grok")
        subject = ngettext("{category}: {n} item", "{category}: {n} items", items).format(
            category=_(category.title), n=formats.count(items)
        )
        return Grounds(self._theme, category, list(lanes), subject=subject, time=rules.bands(pack, region, category))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
