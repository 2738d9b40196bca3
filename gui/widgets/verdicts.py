"""The verdicts in both lanes with what they rest on, and the controls that X's words connect with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.optout.controls import Control
from auditor.policy.records import Category
from auditor.report.wording import curly
from gui import formats
from gui.models.explained import Explained
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.judgement import JudgementView
from gui.widgets.text import Text


class Verdicts(QWidget):
    """`step_wanted` gives the id of a control, `open_link` the address of a source.

    lanes     what was judged, with its number of items where it is about many; at least one
    controls  those that X's words connect with it
    remarks   paragraphs between the lanes and the controls
    steps     ids of controls in the order in which the guide leads to them
    """

    step_wanted = Signal(str)
    open_link = Signal(str)

    def __init__(
        self,
        theme: Theme,
        category: Category,
        lanes: Sequence[tuple[Explained, int | None]],
        controls: Sequence[Control],
        *,
        remarks: Sequence[str] = (),
        steps: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.tokens.space.inner)
        for explained, items in lanes:
            column.addWidget(Hairline())
            view = JudgementView(theme, explained, category, items)
            view.open_link.connect(self.open_link)
            column.addWidget(view)
        for words in remarks:
            column.addWidget(Text(theme, words, token="text.secondary"))
        if controls:
            column.addWidget(Hairline())
            column.addWidget(Text(theme, _("Related controls"), "caption", "text.secondary"))
            unconfirmed = curly(_(lanes[0][0].pack.sentences["about.controls"]))
            column.addWidget(Text(theme, unconfirmed, "caption", "text.tertiary"))
            column.addLayout(self._links(controls, steps))

    def _links(self, controls: Sequence[Control], steps: Sequence[str]) -> QVBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(0)
        for control in controls:
            link = Button(self._theme, _(control.title), role="link")
            link.setProperty("control", control.id)
            link.clicked.connect(self._step_clicked)
            row = QHBoxLayout()
            row.setSpacing(self._theme.tokens.space.unit)
            row.addWidget(link)
            if control.id in steps:
                place = _("step {n} of {total}").format(
                    n=formats.count(steps.index(control.id) + 1), total=formats.count(len(steps))
                )
                link.setAccessibleDescription(place)
                row.addWidget(Text(self._theme, place, "caption", "text.tertiary"), 1)
            row.addStretch(0)
            row.setAlignment(link, Qt.AlignmentFlag.AlignLeft)
            links.addLayout(row)
        return links

    @Slot()
    def _step_clicked(self) -> None:
        self.step_wanted.emit(str(self.sender().property("control")))
