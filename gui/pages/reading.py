"""An archive while it is being read: how far, what was found, and a way to stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from auditor.audit import Progress
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.models import reading_model
from gui.pages.page import Page
from gui.pages.reading_figures import FirstFigures
from gui.session import Session
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.emphasis import emphasised
from gui.widgets.found_table import FoundTable
from gui.widgets.progress import ByteBar
from gui.widgets.scrolled import Scrolled
from gui.widgets.text import Run, Text
from gui.widgets.two_columns import TwoColumns


class ReadingPage(Page):
    id = "reading"

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._time_left = reading_model.TimeLeft()
        self._milestones = reading_model.Milestones()
        self._running = False
        middle, right = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        cut = Qt.TextElideMode.ElideMiddle
        self._names = Text(theme, token="text.secondary", wrap=False, elide=cut)
        self.cancel = Button(theme, _("Cancel"), icon=theme.tokens.icons.action["cancel"])
        self._bar = ByteBar(_("Read so far"))
        self._read = Text(theme, token="text.secondary", wrap=False, tabular=True)
        self._now = Text(theme, token="text.secondary", wrap=False, elide=cut, align=middle)
        self._left = Text(theme, token="text.secondary", wrap=False, align=right)
        self._table = FoundTable(theme)
        self._figures = FirstFigures(theme)
        self._scrolled = Scrolled(theme, widest=1088, side=48, top=48, centred=True)
        self._set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scrolled)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._cancel)
        self.cancel.clicked.connect(self._cancel)
        self._table.selectionModel().currentRowChanged.connect(self._keep_row_in_sight)
        session.reading_started.connect(self._started)
        session.progressed.connect(self._progressed)
        session.audit_changed.connect(self._finished)
        session.reading_cancelled.connect(self._ended)
        session.refused.connect(self._ended)

    def title(self) -> str:
        return _("Reading your archive")

    def shown(self) -> None:
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self) -> None:
        theme, space = self.theme, self.theme.tokens.space
        head = QGridLayout()
        head.setHorizontalSpacing(space.section)
        head.setVerticalSpacing(6)
        head.setColumnStretch(0, 1)
        promise = Text(theme, _("Stops at once and leaves nothing behind"), "caption", "text.tertiary", wrap=False)
        self.cancel.setAccessibleDescription(promise.text())
        head.addWidget(Text(theme, self.title(), "display"), 0, 0)
        head.addWidget(self.cancel, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._names, 1, 0)
        head.addWidget(promise, 1, 1)
        line = QHBoxLayout()
        line.setSpacing(space.card)
        line.addWidget(self._read)
        line.addWidget(self._now, 1)
        line.addWidget(self._left)
        columns = TwoColumns(theme, (704, 320), gap=64)
        columns.main.addWidget(Text(theme, _("Found so far"), "heading"))
        columns.main.addSpacing(space.half)
        columns.main.addWidget(self._table)
        columns.main.addStretch(1)
        columns.side.addWidget(self._figures)
        body = self._scrolled.body
        body.addLayout(head)
        body.addSpacing(space.section)
        body.addWidget(self._bar)
        body.addSpacing(space.inner)
        body.addLayout(line)
        body.addSpacing(space.gutter + space.unit)
        body.addWidget(columns, 1)

    # What happens

    @Slot(object)
    def _started(self, names: list[str]) -> None:
        self._running = True
        self._time_left = reading_model.TimeLeft()
        self._milestones = reading_model.Milestones()
        files = ", ".join(names)
        self._names.set_text(_("{files}, opened read-only").format(files=files))
        self._bar.show_bytes(0, 0)
        self._read.set_text(_("Opening it"))
        self._now.set_text("")
        self._left.set_text("")
        self._table.show_rows([])
        self._figures.show_figures({}, [])
        self.cancel.setEnabled(True)
        self.cancel.setText(_("Cancel"))
        self.announce.emit(_("Reading {files}.").format(files=files))

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        pack, situation = self.session.pack, self.session.situation
        self._bar.show_bytes(progress.done, progress.total)
        self._read.set_text(self._how_far(progress))
        self._now.set_text(self._doing(progress))
        self._left.set_text(self._time(progress))
        self._table.show_rows(reading_model.rows(progress, pack))
        self._figures.show_figures(
            reading_model.first_figures(progress, pack, situation), reading_model.coverage(progress)
        )
        quarter = self._milestones.passed(progress.done, progress.total)
        if quarter is not None:
            self.announce.emit(_("{percent} read.").format(percent=formats.percent(quarter / 100)))

    @staticmethod
    def _how_far(progress: Progress) -> str | list[Run]:
        if not progress.total:  # only X's own counts are known yet
            return _("Opening it")
        return emphasised(
            _("{done} of {total} read, {percent}"),
            {"done": formats.size(progress.done)},
            token="text.primary",
            total=formats.size(progress.total),
            percent=formats.percent(progress.done / progress.total),
        )

    def _doing(self, progress: Progress) -> list[Run]:
        if not progress.path:
            return []
        kind = reading_model.doing(progress, self.session.pack)
        words = _("Now: {kind}, {path}") if kind else _("Now: {path}")
        return emphasised(words, {"path": progress.path}, style="body", token="text.tertiary", kind=kind)

    def _time(self, progress: Progress) -> list[Run]:
        seconds = self._time_left.update(time.monotonic(), progress.done, progress.total)
        if seconds is None:
            return []
        return emphasised(_("{time} left"), {"time": formats.time_left(seconds)}, token="text.primary")

    @Slot()
    def _finished(self) -> None:
        seen = self.session.overview()
        if self._running and seen is not None:
            self._ended()
            words = ngettext("Reading is done: {n} item found.", "Reading is done: {n} items found.", seen.items)
            self.announce.emit(words.format(n=formats.count(seen.items)))

    @Slot()
    def _ended(self) -> None:
        self._running = False

    @Slot()
    def _cancel(self) -> None:
        if self._running and self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self.cancel.setText(_("Stopping"))
            self.session.cancel()

    @Slot()
    def _keep_row_in_sight(self) -> None:
        row = self._table.current_rect()
        page = self._scrolled.widget()
        assert page is not None
        place = self._table.viewport().mapTo(page, QPoint(row.x(), row.center().y()))
        self._scrolled.ensureVisible(place.x(), place.y(), 0, self.theme.px(48))
