"""Report: a preview of what will be saved, for whom, in which formats, and where."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.report.formats import FORMATS, Edition, documents, folder_name, prepare
from auditor.report.saving import save_set
from gui import formats
from gui.pages.page import Page
from gui.pages.report_desk import Desk
from gui.pages.report_options import Options
from gui.pages.report_preview import preview
from gui.session import Session
from gui.tasks import Report
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty

OPTIONS, NARROW, LARGE_TEXT, LEAST_DESK = 376, 904, 130, 480


class ReportPage(Page):
    """The editions are made here, where the store may be asked; documents are written in the background from them."""

    id = "report"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._full: Edition | None = None
        self._edition: Edition | None = None
        self._asked = 0
        self.setAccessibleName(self.title())
        self.desk = Desk(theme)
        self.desk.setMinimumHeight(LEAST_DESK)
        self.options = Options(theme)
        self.options.audience_chosen.connect(self._show_edition)
        self.options.save_wanted.connect(self._save)
        self._side = _upright()
        self._side.setWidget(self.options)
        self._work = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._work)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0)
        self._both.addWidget(self.desk, 1)
        self._both.addWidget(self._side)
        self._whole = _upright()
        self._whole.setWidget(self._work)
        self._empty = self._make_empty()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)
        layout.addWidget(self._empty)
        session.audit_changed.connect(self._renew)
        session.situation_changed.connect(self._renew)
        theme.changed.connect(self._fit)
        self._renew()
        self._fit()

    def title(self) -> str:
        return _("Report")

    def shown(self) -> None:
        if self.session.audit is None:
            self._way_out.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._renew()
        self.options.focus_audience()

    def _make_empty(self) -> QWidget:
        space = self.theme.tokens.space
        self._way_out = Button(self.theme, _("Open an archive"), role="link")
        self._way_out.clicked.connect(self._go_to_welcome)
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(space.margin, space.margin, space.margin, space.margin)
        title = _("There is nothing to report yet.")
        layout.addWidget(Empty(self.theme, title, _("A report is made from an archive that was read."), self._way_out))
        layout.addStretch(1)
        return ground

    # The preview

    @Slot()
    def _renew(self) -> None:
        """The figures may be new; what was saved is then no longer what is shown."""
        audit = self.session.audit
        self._full = self._edition = None
        self._asked += 1  # what is still being worked out is old by now
        self._whole.setVisible(audit is not None)
        self._empty.setVisible(audit is None)
        self.options.clear_outcome()
        if audit is not None and self.isVisible():
            self._full = self._prepare(redacted=False)
            self.options.show_left_out(_left_out(self._full))
            self._show_edition()

    def _prepare(self, *, redacted: bool) -> Edition:
        audit = self.session.audit
        assert audit is not None
        now = dt.datetime.now(dt.UTC)
        return prepare(audit.store, self.session.pack, self.session.situation, made_at=now, redacted=redacted)

    @Slot()
    def _show_edition(self) -> None:
        if self._full is None:
            return
        self.options.clear_outcome()
        self._edition = self._prepare(redacted=True) if self.options.is_redacted() else self._full
        self._work_out(self._edition)

    def _work_out(self, edition: Edition) -> None:
        """The preview, and then every document, to say how large it is."""
        self._asked += 1
        number = self._asked

        def work(report: Report, _cancel: threading.Event) -> object:
            report((number, preview(edition)))
            return number, _sizes(edition)

        task = self.session.runner.prepare(work)
        task.progressed.connect(self._previewed)
        task.succeeded.connect(self._measured)
        self.session.runner.start(task)

    @Slot(object)
    def _previewed(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        number, document = answer
        if number == self._asked:
            self.desk.paper.show_document(document)

    @Slot(object)
    def _measured(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        number, sizes = answer
        if number == self._asked:
            self.options.show_sizes(sizes)

    # Saving

    @Slot()
    def _save(self) -> None:
        audit, edition, names = self.session.audit, self._edition, self.options.formats.chosen()
        if audit is None or edition is None:
            return
        folder, name = self.options.folder, folder_name(audit.facts)
        self.options.clear_outcome()
        self.options.show_busy(busy=True)
        task = self.session.runner.prepare(
            lambda _report, _cancel: (edition, save_set(folder, name, documents(edition, names)), names)
        )
        task.succeeded.connect(self._saved)
        task.failed.connect(self._failed)
        task.finished.connect(self._rest)
        self.session.runner.start(task)

    @Slot(object)
    def _saved(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        edition, folder, names = answer
        assert isinstance(folder, Path)
        if edition is self._edition:
            self.session.mark_saved()
        report = folder / FORMATS["html"].file_name if "html" in names else None
        self.options.show_saved(folder, len(names), report)
        said = ngettext("Saved {n} file.", "Saved {n} files.", len(names)).format(n=formats.count(len(names)))
        self.announce.emit(said)

    @Slot(object)
    def _failed(self, error: object) -> None:
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("The report was not saved."), _("Nothing was left behind. Try again."))
        self.options.show_error(error)
        self.announce.emit(str(error))

    @Slot()
    def _rest(self) -> None:
        self.options.show_busy(busy=False)

    @Slot()
    def _go_to_welcome(self) -> None:
        self.go_to.emit("welcome")

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Beside each other where there is room, each with its own scroll bar; otherwise the options below the desk."""
        narrow = self.width() < NARROW or self.theme.percent > LARGE_TEXT
        self._side.setFixedWidth(self.theme.px(OPTIONS))
        if narrow == (self._side.widget() is None):
            return
        if narrow:
            self._side.takeWidget()
            self._both.setDirection(QBoxLayout.Direction.TopToBottom)
            self._both.addWidget(self.options)
            self.options.show()
        else:
            self._both.removeWidget(self.options)
            self._both.setDirection(QBoxLayout.Direction.LeftToRight)
            self._side.setWidget(self.options)
        self._side.setVisible(not narrow)


def _upright() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _sizes(edition: Edition) -> dict[str, int]:
    return {name: len(FORMATS[name].make(edition)) for name in FORMATS}


def _left_out(full: Edition) -> tuple[tuple[str, str], ...]:
    """What a redacted copy leaves out of this report, with its figures."""
    files = len(full.report.receipt) + len(full.report.archive.files or ())
    return (
        (_("Account name and number"), _("all")),
        (_("File names"), formats.count(files)),
        (_("Connected apps"), formats.count(len(full.particulars.apps))),
        (_("Profile entries"), formats.count(len(full.particulars.profile))),
    )
