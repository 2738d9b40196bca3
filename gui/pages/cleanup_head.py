"""The head of the clean-up list: how many items are on it, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.text import Text

FORMATS = {"csv": "Table for a spreadsheet (CSV)", "json": "Data for programs (JSON)", "txt": "Ids and links as text"}
"""The files a list can be saved as, by the keys of `auditor.cleanup.EXPORTS`."""


class CleanUpHead(QWidget):
    """save_wanted  a key of FORMATS"""

    save_wanted = Signal(str)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space, icons = theme.tokens.space, theme.tokens.icons
        self.count = Text(theme, "", token="text.secondary")
        self.hint = Text(theme, "", "caption", "text.tertiary")
        self.open = Button(theme, _("Open on X"), icon=icons.state["open_outside"])
        self.remove = Button(theme, _("Take off the list"), icon=icons.state["not_done"])
        self.quote = Button(theme, _("Use as grounds in a letter"), icon=icons.action["letters"])
        self.clear = Button(theme, _("Clear the list"), icon=icons.action["cancel"])
        self.save = Button(theme, _("Save the list"), role="primary", icon=icons.action["save"])
        self.save.clicked.connect(self._show_formats)
        self.formats = QMenu(self)
        for key, label in FORMATS.items():
            action = QAction(_(label), self)
            action.setData(key)
            action.triggered.connect(self._format_chosen)
            self.formats.addAction(action)
        buttons = FlowLayout(space.unit, space.unit)
        for button in (self.save, self.open, self.quote, self.remove, self.clear):
            buttons.addWidget(button)
        self._buttons = QWidget()
        self._buttons.setLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.unit)
        layout.addWidget(Text(theme, title, "title"))
        layout.addWidget(self.count)
        layout.addWidget(self._buttons)
        layout.addWidget(self.hint)

    def show_state(self, items: int, chosen: int, *, on_x: bool, busy: bool) -> None:
        """Chosen  how many items are selected
        on_x    whether the only one selected has an address on X
        """
        counted = ngettext("{n} item.", "{n} items, in the order you added them.", items)
        nothing_deleted = _("Outtake deletes nothing on X: you do.")
        self.count.setVisible(items > 0)
        self.count.set_text(f"{counted.format(n=formats.count(items))} {nothing_deleted}")
        self._buttons.setVisible(items > 0)
        self.hint.setVisible(items > 0)
        self.hint.set_text(_hint(chosen, on_x=on_x))
        self.save.setEnabled(not busy)
        self.clear.setEnabled(not busy)
        self.remove.setEnabled(chosen > 0 and not busy)
        self.open.setEnabled(on_x)
        self.quote.setEnabled(chosen > 0 and not busy)

    @Slot()
    def _show_formats(self) -> None:
        self.formats.popup(self.save.mapToGlobal(QPoint(0, self.save.height())))

    @Slot()
    def _format_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.save_wanted.emit(action.data())


def _hint(chosen: int, *, on_x: bool) -> str:
    if not chosen:
        return _(
            "Choose items in the table to open them on X, to quote them in a letter or to take them off. Shift and Ctrl"
            " choose several."
        )
    words = ngettext("{n} item chosen.", "{n} items chosen.", chosen).format(n=formats.count(chosen))
    if on_x:
        return words
    why = _("X gives it no address of its own.") if chosen == 1 else _("Open them on X one at a time.")
    return f"{words} {why}"
