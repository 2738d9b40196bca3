"""Clean-up list: what the person wants to take off X, as a list for their own use."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import platformdirs
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QVBoxLayout, QWidget

from auditor.cleanup import EXPORTS, address, in_pieces
from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.letters.grounds import quotes
from auditor.letters.tracking import LETTERS, LettersRecord
from auditor.policy.cases import Ruling
from auditor.report.saving import write_one
from gui import formats
from gui.models.cleanup_list import CleanUpList
from gui.models.item_list import ItemList
from gui.pages.cleanup_head import CleanUpHead
from gui.pages.cleanup_note import CleanUpNote
from gui.pages.cleanup_told import Told
from gui.pages.page import Page
from gui.session import Session
from gui.tasks import Report
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty, Notice
from gui.widgets.item_table import ItemTable
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled

WIDEST, MOST_ROWS = 1080, 12
"""Pixels at 100 %, and the rows that the table shows before it scrolls."""
MOST_QUOTED = 20
"""Items that are offered to letters in one go: nobody reads a letter with more."""


class CleanUpPage(Page):
    """Items come onto the list in Explore; here they are looked through, saved as a file, and taken off again."""

    id = "cleanup"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._format = ""
        self._told: QWidget | None = None
        self._arriving = False
        self.setAccessibleName(self.title())
        self.list = CleanUpList(session.runner, self)
        self.items = ItemList(session.pack, self._label)
        self.table = ItemTable(theme, self.items)
        self.table.setAccessibleName(self.title())
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.head = CleanUpHead(theme, self.title())
        self.note = CleanUpNote(theme)
        self._fill()
        self._connect()
        self._renew()

    def title(self) -> str:
        return _("Clean-up list")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.look_up()

    def shown(self) -> None:
        """The page itself has the keyboard until the list is known; nothing else is there yet."""
        self._arriving = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrive()

    def _arrive(self) -> None:
        """Take the keyboard to where work begins, unless the person was quicker."""
        store = self.list.store
        if not self._arriving or self.list.busy or (store is not None and self.list.listed is None):
            return
        self._arriving = False
        if self.window().focusWidget() is self:
            first = self._open_one if store is None else self.table if self._rows else self._to_explore
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        theme, space = self.theme, self.theme.tokens.space
        self._open_one = Button(theme, _("Open an archive"))
        self._to_explore = Button(theme, _("Look through your items"))
        words = _("The list is made of the items of an archive.")
        self._no_audit = Empty(theme, _("No archive is open."), words, self._open_one)
        words = _("Open an item in Explore and choose “Add to clean-up list”. It stays here until you take it off.")
        self._nothing = Empty(theme, _("Nothing is on the list."), words, self._to_explore)
        scrolled = Scrolled(theme, widest=WIDEST)
        scrolled.body.setSpacing(space.card)
        for part in (self.head, self.note, self.table, self._nothing, self._no_audit):
            scrolled.body.addWidget(part)
        self._below = QVBoxLayout()
        scrolled.body.addLayout(self._below)
        scrolled.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled)

    def _connect(self) -> None:
        self.session.audit_changed.connect(self._renew)
        self.session.situation_changed.connect(self._show_list)
        self.theme.changed.connect(self._fit)
        self.list.changed.connect(self._show_list)
        self.list.taken_off.connect(self._taken_off)
        self.list.failed.connect(self._failed)
        self.list.rested.connect(self._show_state)
        self.head.open.clicked.connect(self._open_on_x)
        self.head.remove.clicked.connect(self._remove)
        self.head.quote.clicked.connect(self._quote)
        self.head.clear.clicked.connect(self._ask_to_clear)
        self.head.save_wanted.connect(self._ask_where)
        self.table.opened.connect(self._open_on_x)
        self.table.selectionModel().selectionChanged.connect(self._show_state)
        self._open_one.clicked.connect(self._go_to_welcome)
        self._to_explore.clicked.connect(self._go_to_explore)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._remove)

    def _label(self, ruling: Ruling) -> tuple[str, str]:
        look = self.theme.tokens.verdict
        grok, other = ruling.grok, ruling.collaborators
        return _(look("grok", grok.verdict).label), _(look("collaborators", other.verdict).label)

    # --- what is on it -----------------------------------------------------------------------------------------------

    @property
    def _rows(self) -> list[int]:
        return self.list.listed.rows if self.list.listed else []

    @Slot()
    def _renew(self) -> None:
        """Another audit, or none: nothing of the one before may be asked for."""
        audit = self.session.audit
        self.note.clear()
        self.list.use(audit.store if audit else None)
        if self.isVisible():
            self.list.look_up()

    @Slot()
    def _show_list(self) -> None:
        listed, store, situation = self.list.listed, self.list.store, self.session.situation
        fetch = store.fetch if store else None
        self.items.show_rows(np.array(self._rows, np.int32), fetch, situation)
        told = QWidget()
        if listed and listed.rows:
            told = Told(self.theme, self.session.pack, situation, self.session.controls, listed.kinds)
            told.step_wanted.connect(self._to_step)
            told.open_link.connect(self.open_link)
        replace(self._below, self._told, told)
        self._told = told
        self._fit()
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        chosen = self._chosen()
        on_x = len(chosen) == 1 and bool(self._address(chosen[0]))
        self.head.show_state(len(self._rows), len(chosen), on_x=on_x, busy=self.list.busy)
        self.table.setVisible(bool(self._rows))
        self._no_audit.setVisible(self.session.audit is None)
        self._nothing.setVisible(self.list.listed is not None and not self._rows)
        self._arrive()

    @Slot()
    def _fit(self) -> None:
        """As high as its rows, up to a point: below it there is something to read."""
        row = self.theme.px(self.theme.tokens.size.row_table)
        self.table.setFixedHeight(row * (1 + min(len(self._rows), MOST_ROWS)))

    def _chosen(self) -> list[int]:
        """The rows of the table that are selected, from above."""
        selected = self.table.selectionModel().selectedRows(self.table.first_column())
        return sorted(index.row() for index in selected)

    def _address(self, row: int) -> str:
        item = self.items.item(row)
        return address(item) if item else ""

    # --- taking off --------------------------------------------------------------------------------------------------

    @Slot()
    def _remove(self) -> None:
        self.list.take_off([self.items.number(row) for row in self._chosen()])

    @Slot()
    def _ask_to_clear(self) -> None:
        number = len(self._rows)
        title = ngettext("Take {n} item off the list?", "Take all {n} items off the list?", number)
        words = _("Nothing changes on X or in your archive.")
        yes, no = Button(self.theme, _("Take all off")), Button(self.theme, _("Keep the list"))
        yes.clicked.connect(self._clear)
        no.clicked.connect(self._keep)
        self._say(Notice(self.theme, title.format(n=formats.count(number)), words), yes, no)
        no.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _clear(self) -> None:
        self.list.take_off(list(self._rows))

    @Slot()
    def _keep(self) -> None:
        self.note.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _taken_off(self, number: int) -> None:
        words = ngettext("{n} item is off the list.", "{n} items are off the list.", number)
        undo = Button(self.theme, _("Undo"))
        undo.clicked.connect(self._undo)
        self._say(Notice(self.theme, words.format(n=formats.count(number)), icon=self._done), undo)
        (self.table if self._rows else undo).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _undo(self) -> None:
        self.note.clear()
        self.list.undo()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce.emit(_("The items are on the list again."))

    # --- a file of it ------------------------------------------------------------------------------------------------

    @Slot(str)
    def _ask_where(self, format: str) -> None:
        self._format = format
        name = platformdirs.user_documents_path() / EXPORTS[format].file_name
        dialog = QFileDialog(self, _("Save the clean-up list"), str(name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(format)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, name: str) -> None:
        """Write the list to this file in the format that was asked for; the person agreed to write over it."""
        store, rows, make, path = self.list.store, list(self._rows), EXPORTS[self._format].make, Path(name)
        if store is None:
            return

        def work(_report: Report, _cancel: threading.Event) -> object:
            write_one(path, make(in_pieces(rows, store.fetch)), overwrite=True)
            return path, len(rows)

        task = self.session.runner.prepare(work)
        task.succeeded.connect(self._saved)
        task.failed.connect(self._failed)
        self.session.runner.start(task)

    @Slot(object)
    def _saved(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        path, number = answer
        said = ngettext("Saved {n} item.", "Saved {n} items.", number).format(n=formats.count(number))
        words = _("{file}. Texts that other people wrote are left out.").format(file=path.name)
        self._say(Notice(self.theme, said, words, icon=self._done))

    # --- what came of it ---------------------------------------------------------------------------------------------

    @property
    def _done(self) -> str:
        return self.theme.tokens.icons.state["done"]

    @Slot(object)
    def _failed(self, error: object) -> None:
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("That did not work."), _("The list is as it was. Try again."))
        self._say(Notice(self.theme, error.title, error.advice, error=True))

    def _say(self, notice: Notice, *buttons: Button) -> None:
        self.note.say(notice, *buttons)
        self.announce.emit(f"{notice.accessibleName()} {notice.accessibleDescription()}".strip())

    # --- words for a letter ------------------------------------------------------------------------------------------

    @Slot()
    def _quote(self) -> None:
        """Offer the chosen items as reasons in letters, word for word; the person picks there whether one is said."""
        chosen, store = self._chosen(), self.list.store
        if store is None:
            return
        if len(chosen) > MOST_QUOTED:
            words = _("Choose at most {n} items for a letter.").format(n=formats.count(MOST_QUOTED))
            self._say(Notice(self.theme, words))
            return
        found = quotes(store.fetch([self.items.number(row) for row in chosen]))
        if not found:
            words = _("A letter quotes only what you wrote yourself.")
            self._say(Notice(self.theme, _("None of these can be quoted."), words))
            return
        record = self.session.recall(LETTERS, LettersRecord) or LettersRecord()
        self.session.remember(LETTERS, record.quoting(found))
        self.go_to.emit("letters:quotes")

    # --- elsewhere ---------------------------------------------------------------------------------------------------

    @Slot()
    def _open_on_x(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and (where := self._address(chosen[0])):
            self.open_link.emit(where)

    @Slot(str)
    def _to_step(self, control: str) -> None:
        self.go_to.emit(f"optout:{control}")

    @Slot()
    def _go_to_welcome(self) -> None:
        self.go_to.emit("welcome")

    @Slot()
    def _go_to_explore(self) -> None:
        self.go_to.emit("explore")
