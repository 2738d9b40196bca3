"""The pictures of an item: read from the archive and made small in the background, one item after the other."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.archive.containers import Damaged
from auditor.archive.items import Item, Trait
from auditor.archive.media.pictures import Medium, Pictures, Unavailable
from auditor.errors import Cancelled
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from gui import formats
from gui.tasks import Report, Task, TaskRunner, Work
from gui.theme import Theme
from gui.widgets.flow import FlowLayout
from gui.widgets.text import Text
from gui.widgets.thumbnail import NotShown, Shown, Thumbnail, thumbnail

ALONE, BESIDE_OTHERS = (288, 216), (140, 106)
"""The room of a picture in pixels at 100 %, alone and with others."""


class PictureDesk(QObject):
    """`found` gives the pictures of the item that was asked for last, as list[Shown]; `unavailable` one sentence."""

    found = Signal(object)
    unavailable = Signal(str)

    def __init__(self, runner: TaskRunner, archive: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._archive = runner, archive
        self._task: Task | None = None
        self._next: tuple[Item, QSize] | None = None

    def ask(self, item: Item, room: QSize) -> None:
        """`room` in real pixels, for one picture alone."""
        self._next = (item, room)
        if self._task is None:
            self._start()
        else:
            self._task.cancel()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._next = None
        if self._task is not None:
            self._task.cancel()

    def _start(self) -> None:
        if self._next is None:
            return
        (item, room), self._next = self._next, None
        self._task = self._runner.prepare(_work(self._archive, item, room))
        self._task.succeeded.connect(self.found)
        self._task.failed.connect(self._failed)
        self._task.finished.connect(self._finished)
        self._runner.start(self._task)

    @Slot(object)
    def _failed(self, error: object) -> None:
        known = isinstance(error, Unavailable)
        self.unavailable.emit(str(error) if known else _("The pictures could not be read from the archive."))

    @Slot()
    def _finished(self) -> None:
        self._task = None
        self._start()


def may_have_pictures(item: Item) -> bool:
    return item.category in {"media", "profile"} or bool(item.traits & Trait.HAS_MEDIA)


def _work(archive: Pictures, item: Item, room: QSize) -> Work:
    def work(_report: Report, cancel: threading.Event) -> list[Shown]:
        media = archive.of(item)
        shown = []
        for number, medium in enumerate(media):
            if cancel.is_set():
                raise Cancelled
            shown.append(_shown(archive, medium, _words(media, number), room))
        return shown

    return work


def _shown(archive: Pictures, medium: Medium, words: str, room: QSize) -> Shown:
    if medium.sort == "film":
        return Shown(words)
    try:
        return Shown(words, thumbnail(archive.content(medium), room))
    except NotShown as reason:
        return Shown(words, trouble=str(reason))
    except Damaged as reason:
        return Shown(words, trouble=_(str(reason)))


def _words(media: Sequence[Medium], number: int) -> str:
    """As in "Photo 1 of 2, from the archive"; of a film also how large it is."""
    medium, several = media[number], {"n": formats.count(number + 1), "total": formats.count(len(media))}
    if medium.sort == "film":
        return _("Video {n} of {total}, from the archive: {format}, {size}. It is not played here.").format(
            format=medium.format, size=formats.size(medium.member.size), **several
        )
    if medium.sort == "photo":
        return _("Photo {n} of {total}, from the archive").format(**several)
    return _("File {n} of {total}, from the archive: {format}, {size}").format(
        format=medium.format, size=formats.size(medium.member.size), **several
    )


class PicturesView(QWidget):
    """The pictures of one item, or why there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = Text(theme, _("Reading the pictures from the archive"), "caption", "text.secondary")
        several = QWidget()
        self._flow = FlowLayout(theme.tokens.space.unit, theme.tokens.space.unit)
        several.setLayout(self._flow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.tokens.space.half)
        layout.addWidget(several)
        layout.addWidget(self._words)

    def room(self) -> QSize:
        """For one picture alone, in real pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(*(round(self._theme.px(length) * ratio) for length in ALONE))

    @Slot(object)
    def show_pictures(self, pictures: object) -> None:
        assert isinstance(pictures, list)
        room = ALONE if len(pictures) == 1 else BESIDE_OTHERS
        for shown in pictures:
            self._flow.addWidget(Thumbnail(self._theme, shown, *room))
        self._words.set_text("\n".join(_captions(pictures)))

    @Slot(str)
    def say(self, sentence: str) -> None:
        self._words.set_text(sentence)


def _captions(pictures: Sequence[Shown]) -> list[str]:
    """Each that is not simply a picture by itself, the others together."""
    if not pictures:
        return [_("The archive holds no file for its pictures.")]
    if len(pictures) == 1 and not pictures[0].trouble:
        return [pictures[0].words]
    seen = sum(one.image is not None for one in pictures)
    words = ngettext("{n} photo, from the archive", "{n} photos, from the archive", seen)
    said = [words.format(n=formats.count(seen))] if seen else []
    for one in pictures:
        if one.trouble:
            said.append(_("{which}. It cannot be shown: {reason}.").format(which=one.words, reason=one.trouble))
        elif one.image is None:
            said.append(one.words)
    return said
