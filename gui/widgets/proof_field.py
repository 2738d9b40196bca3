"""Proof of a step: a screenshot that is pasted, dropped or chosen, and those that are kept already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui.stylesheet import set_look, set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.replace import replace
from gui.widgets.selectable import SelectableText
from gui.widgets.text import Text
from gui.widgets.thumbnail import Shown, Thumbnail

WIDEST, HIGHEST = 176, 110
"""Of a picture, in pixels at 100 %."""


class KeptPicture(NamedTuple):
    """`caption` says since when it is kept."""

    sha256: str
    caption: str


class ProofField(QFrame):
    """offered         the QMimeData that was pasted or dropped
    choose_wanted   the person wants to choose a file
    removed         the SHA-256 of a picture, once the person has said so twice

    where    where a picture is kept, as one sentence
    why_not  why none can be kept now, "" if one can
    """

    offered = Signal(object)
    choose_wanted = Signal()
    removed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        pictures: Sequence[KeptPicture],
        where: str,
        *,
        why_not: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptDrops(not why_not)
        self.setAccessibleName(_("Proof, if you want it"))
        self.paste_button = Button(theme, _("Paste a screenshot"), icon=theme.tokens.icons.action["paste"])
        self.choose_button = Button(theme, _("Choose a file…"), role="quiet")
        self.paste_button.setAccessibleDescription(why_not or where)
        self.choose_button.setAccessibleDescription(why_not or where)
        self.paste_button.clicked.connect(self.paste)
        self.choose_button.clicked.connect(self.choose_wanted)
        for button in (self.paste_button, self.choose_button):
            button.setEnabled(not why_not)
        self._where = why_not or where
        self.words = Text(theme, self._where, "caption", "text.tertiary")
        self.kept: dict[str, KeptRow] = {}
        self._lay_out(pictures)

    def _lay_out(self, pictures: Sequence[KeptPicture]) -> None:
        theme, space = self._theme, self._theme.tokens.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.unit)
        column.addWidget(Text(theme, self.accessibleName(), "strong"))
        row = FlowLayout(space.unit, space.unit)
        row.addWidget(self.paste_button)
        row.addWidget(self.choose_button)
        column.addLayout(row)
        column.addWidget(self.words)
        for picture in pictures:
            kept = self.kept[picture.sha256] = KeptRow(theme, picture)
            kept.removed.connect(self.removed)
            column.addWidget(kept)

    @Slot(str, object)
    def show_picture(self, sha256: str, shown: Shown) -> None:
        if sha256 in self.kept:
            self.kept[sha256].show_picture(shown)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """What is being done, or what was wrong; "" goes back to where pictures are kept."""
        self.words.set_token("error.text" if error else "text.tertiary")
        self.words.set_text(sentence or self._where)

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard."""
        if self.paste_button.isEnabled():
            self.offered.emit(QGuiApplication.clipboard().mimeData())

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if not (mime.hasUrls() or mime.hasImage()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._look(over=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._look(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._look(over=False)
        mime: QMimeData = event.mimeData()
        self.offered.emit(mime)

    def _look(self, *, over: bool) -> None:
        set_look(self, "chosen", over)
        set_role(self, "tile" if over else "")
        self.say(_("Let go to keep it.") if over else "")


class KeptRow(QWidget):
    """One picture with its hash. `removed` gives the hash once the person has said so twice."""

    removed = Signal(str)

    def __init__(self, theme: Theme, picture: KeptPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sha256 = picture.sha256
        space = theme.tokens.space
        self._picture: QWidget = Text(theme, _("Reading the picture"), "caption", "text.tertiary")
        self._said = Text(theme, picture.caption, "strong")
        self.remove = Button(theme, _("Remove"), role="link", icon=theme.tokens.icons.action["remove"])
        self.sure = Button(theme, _("Remove for good"), role="link")
        self.rather_not = Button(theme, _("Keep it"), role="link")
        flow = FlowLayout(space.card, 0)
        for button in (self.remove, self.sure, self.rather_not):
            button.setAccessibleDescription(picture.caption)
            flow.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._said)
        words.addLayout(flow)
        words.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(space.inner)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        hashed = _("SHA-256 {hash}").format(hash=picture.sha256)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.half)
        column.addLayout(self._row)
        column.addWidget(SelectableText(theme, hashed, _("SHA-256 of the picture"), "caption", "text.tertiary"))
        self._caption = picture.caption
        self.remove.clicked.connect(self._ask)
        self.sure.clicked.connect(self._sure)
        self.rather_not.clicked.connect(self._keep)
        self._asking(asking=False)

    def show_picture(self, shown: Shown) -> None:
        if shown.image is None:
            words = _("It cannot be shown: {reason}.").format(reason=shown.trouble)
            new: QWidget = Text(self._theme, words, "caption", "text.tertiary")
        else:
            new = Thumbnail(self._theme, shown, WIDEST, HIGHEST)
        replace(self._row, self._picture, new)
        self._row.setAlignment(new, Qt.AlignmentFlag.AlignTop)
        self._picture = new

    def _asking(self, *, asking: bool) -> None:
        self.remove.setVisible(not asking)
        self.sure.setVisible(asking)
        self.rather_not.setVisible(asking)
        self._said.set_text(_("Remove this picture? It cannot be brought back.") if asking else self._caption)

    @Slot()
    def _ask(self) -> None:
        self._asking(asking=True)
        self.rather_not.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep(self) -> None:
        self._asking(asking=False)
        self.remove.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _sure(self) -> None:
        self.removed.emit(self._sha256)
