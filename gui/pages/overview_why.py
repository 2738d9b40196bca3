"""Why a category has its verdicts: a card beside the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.policy.pack import Category
from gui.models.explained import Explained
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.judgement import JudgementView
from gui.widgets.replace import replace
from gui.widgets.text import Text


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
        column.addWidget(Text(self._theme, _(category.description), token="text.secondary"))
        for explained, items in lanes:
            column.addWidget(Hairline())
            view = JudgementView(self._theme, explained, items)
            view.open_link.connect(self.open_link)
            column.addWidget(view)
        if controls:
            column.addWidget(Hairline())
            column.addWidget(Text(self._theme, _("Controls named for it"), "caption", "text.secondary"))
            column.addLayout(self._links(controls))
        replace(self._layout, self._body, body)
        self._body = body
        self.show()

    def _links(self, controls: Sequence[Control]) -> QVBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(0)
        for control in controls:
            link = Button(self._theme, _(control.title), role="link")
            link.setProperty("control", control.id)
            link.clicked.connect(self._step_clicked)
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return links

    @Slot()
    def _step_clicked(self) -> None:
        self.step_wanted.emit(str(self.sender().property("control")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
