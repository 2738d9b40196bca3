"""The coverage receipt: what became of every member of the archive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from auditor.archive.receipt import INCOMPLETE
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.models.coverage import CoverageLine, coverage
from gui.models.receipt_rows import ReceiptRows, difference
from gui.pages.page import Page
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty
from gui.widgets.receipt_table import ReceiptTable
from gui.widgets.replace import replace
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Text


class ReceiptPage(Page):
    """A summary, then every entry, those with a problem first."""

    id = "receipt"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        space = theme.tokens.space
        self.rows = ReceiptRows()
        self.table = ReceiptTable(theme, self.rows)
        self.copy = Button(theme, _("Copy as text"), icon=theme.tokens.icons.action["copy"])
        self.outcome = Text(theme, "", "lead", "text.secondary")
        self._summary = QVBoxLayout()
        self._lines: QWidget | None = None
        self._scroll = Scrolled(theme, widest=1152)
        head = QHBoxLayout()
        head.addWidget(Text(theme, self.title(), "title"), 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.unit)
        column.addLayout(head)
        column.addWidget(self.outcome)
        column.addSpacing(space.unit)
        column.addLayout(self._summary)
        column.addSpacing(space.card)
        column.addWidget(self.table)
        column.addStretch(1)
        way_out = Button(theme, _("Open an archive"))
        way_out.clicked.connect(self._to_welcome)
        self._nothing = Empty(
            theme, _("No archive is open."), _("The receipt lists the members of an archive."), way_out
        )
        self._scroll.body.addWidget(self._content, 1)
        self._scroll.body.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.copy.clicked.connect(self._copy)
        self.table.selectionModel().currentRowChanged.connect(self._keep_in_sight)
        session.audit_changed.connect(self._renew)
        self._renew()

    def title(self) -> str:
        return _("Coverage receipt")

    def shown(self) -> None:
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _renew(self) -> None:
        audit = self.session.audit
        self._content.setVisible(audit is not None)
        self._nothing.setVisible(audit is None)
        entries = audit.receipt if audit else []
        self.rows.set_entries(entries)
        problems = sum(1 for entry in entries if entry.state in INCOMPLETE or difference(entry))
        if problems:
            words = ngettext(
                "{n} member is not whole or differs from X’s own count. It stands first.",
                "{n} members are not whole or differ from X’s own count. They stand first.",
                problems,
            ).format(n=formats.count(problems))
        else:
            words = _("Every file that was read agrees with X’s own count, wherever X gives one.")
        self.outcome.set_text(words)
        self._show_summary(coverage(entries))

    def _show_summary(self, lines: tuple[CoverageLine, ...]) -> None:
        summary = QWidget()
        grid = QGridLayout(summary)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.tokens.space.section)
        grid.setVerticalSpacing(2)
        total = sum(line.members for line in lines)
        for row, (label, members) in enumerate([*lines, CoverageLine(_("All members"), total)]):
            style = "strong" if row == len(lines) else "body"
            grid.addWidget(Text(self.theme, label, style, wrap=False), row, 0)
            figure = Text(self.theme, formats.count(members), "strong", wrap=False, tabular=True)
            grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(2, 1)
        replace(self._summary, self._lines, summary)
        self._lines = summary

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.rows.as_text())
        self.announce.emit(_("The receipt is on the clipboard."))

    @Slot()
    def _keep_in_sight(self) -> None:
        self.table.keep_in_sight(self._scroll)

    @Slot()
    def _to_welcome(self) -> None:
        self.go_to.emit("welcome")
