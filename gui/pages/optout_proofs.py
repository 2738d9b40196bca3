"""Pictures that a person keeps as proof: looked at before they are kept, and kept in the audit, in the background."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QMimeData, QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.optout.record import Proof
from auditor.store import AuditStore
from gui.session import Session
from gui.tasks import Report
from gui.widgets.date_field import today
from gui.widgets.drop_zone import paths_from
from gui.widgets.thumbnail import MOST_PIXELS, NotShown, Shown, thumbnail

MOST_BYTES = 20_000_000
"""A screenshot is a few megabytes."""
KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
"""What a file begins with, and its media type."""
ROOM = QSize(576, 432)
"""Of a thumbnail in real pixels, enough for the finest screens."""
Source = Path | bytes | QImage


class Kept(msgspec.Struct, frozen=True):
    """A picture that was kept with a step."""

    control: str
    proof: Proof
    shown: Shown


class ProofDesk(QObject):
    """kept      a Kept
    refused   an OuttakeError: nothing was kept
    pictured  (SHA-256, Shown)
    """

    kept = Signal(object)
    refused = Signal(object)
    pictured = Signal(str, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures: dict[str, Shown] = {}
        self._asked: set[str] = set()
        session.audit_changed.connect(self._forget)

    def keep(self, control: str, source: Source) -> None:
        """Look at a picture and, if it is one, keep it in the open audit."""
        store = self._store()

        def work(_report: Report, _cancel: threading.Event) -> tuple[AuditStore, Kept]:
            data, media_type, shown = looked_at(source)
            day = today()
            proof = Proof(store.put_proof(data, media_type, day), media_type, day)
            return store, Kept(control, proof, shown)

        task = self._session.runner.prepare(work)
        task.succeeded.connect(self._was_kept)
        task.failed.connect(self._failed)
        self._session.runner.start(task)

    def picture(self, sha256: str) -> Shown | None:
        """What is known of a kept picture now; `pictured` brings what has to be read first."""
        if sha256 in self._pictures or self._session.audit is None:
            return self._pictures.get(sha256)
        if sha256 not in self._asked:
            self._asked.add(sha256)
            store = self._store()
            task = self._session.runner.prepare(lambda _report, _cancel: (store, sha256, _seen(store.proof(sha256))))
            task.succeeded.connect(self._was_read)
            self._session.runner.start(task)
        return None

    def drop(self, sha256: str) -> None:
        """Part with the picture itself."""
        store = self._store()
        self._pictures.pop(sha256, None)
        self._asked.discard(sha256)
        task = self._session.runner.prepare(lambda _report, _cancel: store.drop_proof(sha256))
        task.failed.connect(self._failed)
        self._session.runner.start(task)

    def _store(self) -> AuditStore:
        assert self._session.audit is not None, "proofs are kept in an audit"
        return self._session.audit.store

    @Slot(object)
    def _was_kept(self, result: object) -> None:
        assert isinstance(result, tuple)
        store, kept = result
        if self._is_open(store):
            self._pictures[kept.proof.sha256] = kept.shown
            self.kept.emit(kept)

    @Slot(object)
    def _was_read(self, result: object) -> None:
        assert isinstance(result, tuple)
        store, sha256, shown = result
        if self._is_open(store):
            self._pictures[sha256] = shown
            self.pictured.emit(sha256, shown)

    def _is_open(self, store: AuditStore) -> bool:
        return self._session.audit is not None and self._session.audit.store is store

    @Slot(object)
    def _failed(self, error: object) -> None:
        if not isinstance(error, OuttakeError):
            error = OuttakeError(_("The picture could not be kept."), _("Nothing was kept. Try again."))
        self.refused.emit(error)

    @Slot()
    def _forget(self) -> None:
        self._pictures.clear()
        self._asked.clear()


def offered(mime: QMimeData) -> list[Source]:
    """The pictures, or the files that may be some, in what was pasted or dropped."""
    if paths := paths_from([url.toString() for url in mime.urls()], ""):
        return list(paths)
    for _start, media_type in KINDS:
        if mime.hasFormat(media_type):
            return [bytes(mime.data(media_type).data())]
    image = mime.imageData() if mime.hasImage() else None
    return [image] if isinstance(image, QImage) else []


def looked_at(source: Source) -> tuple[bytes, str, Shown]:
    """The bytes to keep, their media type, and a small picture. Any thread. Raises OuttakeError: it is none."""
    data = _read(source)
    media_type = next((name for start, name in KINDS if data.startswith(start)), None)
    if media_type is None:
        raise _refusal(_("This is not a PNG or JPEG picture."))
    shown = _seen(data)
    if shown.image is None:
        raise _refusal(_("This picture cannot be used: {reason}.").format(reason=shown.trouble))
    return data, media_type, shown


def _read(source: Source) -> bytes:
    if isinstance(source, QImage):
        return _as_png(source)
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                source = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise _refusal(_("This file cannot be read.")) from error
    if len(source) > MOST_BYTES:
        raise _refusal(_("This file is larger than {n} MB.").format(n=MOST_BYTES // 1_000_000))
    return source


def _as_png(image: QImage) -> bytes:
    if image.isNull() or image.width() * image.height() > MOST_PIXELS:
        raise _refusal(_("This picture cannot be used: {reason}.").format(reason=_("it is too large")))
    buffer = QBuffer()
    buffer.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _seen(data: bytes | None) -> Shown:
    words = _("The picture you keep as proof")
    if data is None:
        return Shown(words, trouble=_("it is not in this audit"))
    try:
        return Shown(words, thumbnail(data, ROOM))
    except NotShown as reason:
        return Shown(words, trouble=str(reason))


def _refusal(title: str) -> OuttakeError:
    return OuttakeError(title, _("Nothing was kept. Take a screenshot as PNG or JPEG."))
