"""Earlier audits: what this computer keeps, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from auditor.errors import OuttakeError, WrongKey
from auditor.i18n import gettext as _
from auditor.store.cards import Card
from auditor.store.keeping import Gone
from gui import formats
from gui.keeper import Keeper
from gui.models.audit_cards import AuditCards
from gui.pages import audits_asking as asking
from gui.pages.audits_deeds import Deeds
from gui.pages.audits_form import AuditForm
from gui.pages.audits_notes import Notes
from gui.pages.audits_table import AuditTable
from gui.pages.audits_words import receipt, where, wiping
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Hairline
from gui.widgets.disclosure import Disclosure
from gui.widgets.progress import ByteBar
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text

FILTER = "*.outtake"


class AuditsPage(Page):
    """read_again  the paths of the archive that an audit was made from, still there: read them anew"""

    read_again = Signal(object)
    id = "audits"

    def __init__(self, session: Session, theme: Theme, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.keeper = keeper
        icons = theme.tokens.icons
        self.rows = AuditCards()
        self.table = AuditTable(theme, self.rows)
        self.deeds = Deeds(theme)
        self.notes = Notes(theme)
        self.empty = Text(theme, _("No audit is kept on this computer."), "lead", "text.secondary")
        self.bring = Button(theme, _("Import an audit"), icon=icons.action["choose_folder"])
        self.wipe = Button(theme, _("Wipe everything"), icon=icons.action["remove"])
        self.bar = ByteBar(_("Progress"))
        self.cancel = Button(theme, _("Cancel"), icon=icons.action["cancel"])
        self.form: AuditForm | None = None
        self._deed: Callable[[AuditForm], object] | None = None
        self._chosen = ""
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open_row)
        self.table.selectionModel().currentRowChanged.connect(self._keep_in_sight)
        for button, deed in (
            (self.deeds.open, self._open),
            (self.deeds.rename, self._rename),
            (self.deeds.again, self._read_again),
            (self.deeds.protect, self._protect),
            (self.deeds.unprotect, self._unprotect),
            (self.deeds.export, self._export),
            (self.deeds.delete, self._delete),
            (self.bring, self._import),
            (self.wipe, self._wipe),
            (self.notes.keep, self._keep),
            (self.notes.again, keeper.retry),
            (self.cancel, keeper.cancel),
        ):
            button.clicked.connect(deed)
        keeper.changed.connect(self._renew)
        keeper.busy_changed.connect(self._renew)
        keeper.progressed.connect(self._progress)
        keeper.done.connect(self._done)
        keeper.failed.connect(self._failed)
        keeper.wiped.connect(self._wiped)
        session.audit_changed.connect(self._renew)
        self._renew()

    def title(self) -> str:
        return _("Earlier audits")

    def shown(self) -> None:
        self.keeper.wake()
        if self.form is not None:
            self.form.take_focus()
        else:
            first = self.table if self.rows.cards else self.bring
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        space = self.theme.tokens.space
        self._scroll = Scrolled(self.theme, widest=960)
        self._form_place = QVBoxLayout()
        self._progress_row = QWidget()
        progress = QHBoxLayout(self._progress_row)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(space.inner)
        progress.addWidget(self.bar, 1)
        progress.addWidget(self.cancel)
        self._line = Hairline()
        self._wipe_words = Text(self.theme, wiping(), token="text.secondary")
        body = self._scroll.body
        body.setSpacing(space.inner)
        body.addWidget(Text(self.theme, self.title(), "title"))
        body.addWidget(self.notes)
        body.addWidget(self.empty)
        body.addWidget(self.table)
        body.addWidget(self.deeds)
        body.addLayout(self._form_place)
        body.addWidget(self._progress_row)
        body.addSpacing(space.unit)
        body.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(Disclosure(self.theme, _("What is kept, and where"), where(str(self.keeper.folder))))
        body.addSpacing(space.unit)
        body.addWidget(self._line)
        body.addWidget(self.wipe, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._wipe_words)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    # --- what is shown -----------------------------------------------------------------------------------------------

    @Slot()
    def _renew(self) -> None:
        keeper, audit = self.keeper, self.session.audit
        self.rows.set_cards(keeper.cards)
        row = self.rows.row_of(self._chosen)
        if row is None and keeper.cards:
            row = 0
        if row is not None:
            self.table.selectRow(row)
        self._chosen = keeper.cards[row].id if row is not None else ""
        self.table.setVisible(bool(keeper.cards))
        self.empty.setVisible(keeper.state in {"nothing", "open"} and not keeper.cards)
        self.notes.show_state(keeper, unkept=audit is not None and audit.card is None)
        for widget in (self.deeds, self.bring, self.wipe, self.notes):
            widget.setEnabled(not keeper.busy)
        for part in (self._line, self.wipe, self._wipe_words):
            part.setVisible(keeper.folder.exists())
        if not keeper.busy:
            self._progress_row.hide()
        self._show_deeds()
        if keeper.state in {"locked", "refused"} and keeper.needs_passphrase and self.form is None and not keeper.busy:
            self._ask_for_the_lists_passphrase()

    def _show_deeds(self) -> None:
        card = self.card
        self.deeds.setVisible(card is not None and self.form is None)
        if card is not None:
            self.deeds.show_card(card, is_open=self._is_open(card))

    @property
    def card(self) -> Card | None:
        return self.keeper.card(self._chosen)

    def _is_open(self, card: Card) -> bool:
        audit = self.session.audit
        return audit is not None and audit.card is not None and audit.card.id == card.id

    @Slot(int)
    def _choose(self, row: int) -> None:
        if row < len(self.rows.cards) and self.rows.cards[row].id != self._chosen:
            self._drop_form()
            self._chosen = self.rows.cards[row].id
            self._show_deeds()

    @Slot()
    def _keep_in_sight(self) -> None:
        self.table.keep_in_sight(self._scroll)

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        self._progress_row.show()
        self.bar.setValue(1000 * done // max(1, total))
        self.bar.setAccessibleDescription(formats.percent(done / max(1, total)))
        self.cancel.setEnabled(done < total)

    # --- forms -------------------------------------------------------------------------------------------------------

    def _ask(self, form: AuditForm, deed: Callable[[AuditForm], object]) -> None:
        self._drop_form()
        self.notes.clear()
        self._form_place.addWidget(form)
        form.show()
        self.form = form
        self._deed = deed
        form.submitted.connect(self._submitted)
        form.dropped.connect(self._give_up)
        self._show_deeds()
        if self.isVisible():
            form.take_focus()
            self._scroll.ensureWidgetVisible(form)

    @Slot()
    def _submitted(self) -> None:
        if self.form is not None and self._deed is not None:
            self._deed(self.form)

    def _drop_form(self) -> None:
        if self.form is not None:
            form, self.form, self._deed = self.form, None, None
            self._form_place.removeWidget(form)
            form.hide()
            form.deleteLater()

    @Slot()
    def _give_up(self) -> None:
        self._drop_form()
        if self.keeper.shelf is None:
            self.keeper.give_up()
        self._show_deeds()
        (self.deeds.open if self.card else self.bring).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_the_lists_passphrase(self) -> None:
        if self.keeper.state == "locked" or self.keeper.refusal is None:
            self._ask(asking.to_unlock(self.theme), lambda form: self.keeper.unlock(form.old.text))
        else:
            self._ask(asking.to_begin(self.theme), lambda form: self.keeper.unlock(form.new.text))

    # --- deeds -------------------------------------------------------------------------------------------------------

    @Slot()
    def _keep(self) -> None:
        audit = self.session.audit
        if audit is not None:
            self.keeper.keep(audit.store, audit.sources)

    @Slot(int)
    def _open_row(self, row: int) -> None:
        self._choose(row)
        if self.deeds.open.isEnabled():
            self._open()

    @Slot()
    def _open(self) -> None:
        card = self.card
        if card is not None and card.own_passphrase:
            self._ask(asking.to_open(self.theme, card), lambda form: self.keeper.open_audit(card.id, form.old.text))
        elif card is not None:
            self.keeper.open_audit(card.id)

    @Slot()
    def _rename(self) -> None:
        if (card := self.card) is not None:
            form = asking.to_rename(self.theme, card)
            self._ask(form, lambda form: self.keeper.rename(card.id, form.label.text().strip()))

    @Slot()
    def _read_again(self) -> None:
        if (card := self.card) is None:
            return
        paths = [Path(source) for source in card.sources]
        if paths and all(path.exists() for path in paths):
            self.read_again.emit(paths)
        else:
            self.announce.emit(_("The archive is not where it was. Choose it."))
            self.go_to.emit("welcome")

    @Slot()
    def _protect(self) -> None:
        if (card := self.card) is not None:
            form = asking.to_protect(self.theme, card)
            self._ask(form, lambda form: self._set_passphrase(card, form.new.text, form.old.text))

    @Slot()
    def _unprotect(self) -> None:
        if (card := self.card) is not None:
            form = asking.to_unprotect(self.theme, card)
            self._ask(form, lambda form: self._set_passphrase(card, None, form.old.text))

    def _set_passphrase(self, card: Card, new: str | None, old: str) -> None:
        self.keeper.set_passphrase(card.id, new, old or None, reopen=self._is_open(card))

    @Slot()
    def _export(self) -> None:
        if (card := self.card) is not None:
            self._ask(asking.to_export(self.theme, card), self._choose_place)

    def _choose_place(self, _form: AuditForm) -> None:
        dialog = QFileDialog(self, _("Export the audit"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Audits ({pattern})").format(pattern=FILTER)])
        dialog.setDefaultSuffix("outtake")
        self._show_dialog(dialog, self.export_to)

    @Slot(str)
    def export_to(self, name: str) -> None:
        """Write the audit that is chosen to this file, under the passphrase in the form."""
        if self.card is not None and self.form is not None:
            self.keeper.export(self.card.id, Path(name), self.form.new.text, self.form.old.text or None)

    def _show_dialog(self, dialog: QFileDialog, then: Callable[[str], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    @Slot()
    def _delete(self) -> None:
        if (card := self.card) is not None:
            self._ask(asking.to_delete(self.theme, card), lambda _form: self.keeper.delete(card.id))

    @Slot()
    def _import(self) -> None:
        dialog = QFileDialog(self, _("Choose an exported audit"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Audits ({pattern})").format(pattern=FILTER), _("All files (*)")])
        self._show_dialog(dialog, self.import_from)

    @Slot(str)
    def import_from(self, name: str) -> None:
        """Ask for the passphrase of this file, then take it in."""
        form = asking.to_import(self.theme)
        self._ask(form, lambda form: self.keeper.import_audit(Path(name), form.old.text))

    @Slot()
    def _wipe(self) -> None:
        self._ask(asking.to_wipe(self.theme, len(self.keeper.cards)), lambda _form: self.keeper.wipe())

    # --- what came of it ---------------------------------------------------------------------------------------------

    @Slot(str)
    def _done(self, sentence: str) -> None:
        self._drop_form()
        self._say(sentence)

    def _say(self, sentence: str, advice: str = "", *, error: bool = False) -> None:
        self.notes.say(sentence, advice, error=error)
        self.announce.emit(f"{sentence} {advice}".strip())
        self._show_deeds()

    @Slot(object)
    def _failed(self, error: OuttakeError) -> None:
        if isinstance(error, WrongKey) and self.form is not None:
            self.form.refuse(f"{error.title} {error.advice}")
            self.form.take_focus()
            self.announce.emit(str(error))
        elif self.keeper.refusal is not error:  # that one is shown as the state of the list
            self._say(error.title, error.advice, error=True)

    @Slot(object)
    def _wiped(self, gone: Gone) -> None:
        self._drop_form()
        self._say(receipt(gone))
