"""The proofs of one step: what is offered is looked at and kept, what is removed goes for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from auditor.errors import OuttakeError
from auditor.i18n import gettext as _
from auditor.optout import Proof
from gui import formats
from gui.pages.optout_deeds import Deeds
from gui.pages.optout_proofs import Source, offered
from gui.pages.optout_standing import Keeping, StepPlace
from gui.theme import Theme
from gui.widgets.proof_field import KeptPicture, ProofField


class StepProof(ProofField):
    def __init__(self, theme: Theme, place: StepPlace, deeds: Deeds, parent: QWidget | None = None) -> None:
        why_not = "" if place.keeping else _("A picture is kept in an audit. Open an archive first.")
        super().__init__(theme, [*map(_kept, place.said.proofs)], _where(place.keeping), why_not=why_not, parent=parent)
        self._id = place.control.id
        self._deeds = deeds
        self.offered.connect(self._offer)
        self.choose_wanted.connect(self._choose)
        self.removed.connect(self._drop)
        deeds.pictured.connect(self.show_picture)
        deeds.refused.connect(self._refused)
        for proof in place.said.proofs:
            if shown := deeds.picture(proof.sha256):
                self.show_picture(proof.sha256, shown)

    @Slot(str)
    def keep_file(self, path: str) -> None:
        """The person chose a picture."""
        self._keep([Path(path)])

    @Slot(object)
    def _offer(self, mime: QMimeData) -> None:
        self._keep(offered(mime))

    def _keep(self, pictures: Sequence[Source]) -> None:
        if pictures:
            self.say(_("Looking at the picture"))
            self._deeds.keep_proofs(self._id, pictures)
        else:
            self.say(_("There is no picture on the clipboard. Take a screenshot first."), error=True)

    @Slot(object)
    def _refused(self, error: OuttakeError) -> None:
        self.say(str(error), error=True)

    @Slot(str)
    def _drop(self, sha256: str) -> None:
        self._deeds.drop_proof(self._id, sha256)

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a screenshot"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Pictures ({pattern})").format(pattern="*.png *.jpg *.jpeg")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.keep_file)
        dialog.open()


def _kept(proof: Proof) -> KeptPicture:
    return KeptPicture(proof.sha256, _("Kept on {date}").format(date=formats.date(proof.added_on)))


def _where(keeping: Keeping) -> str:
    if keeping == "kept":
        return _("A screenshot stays encrypted in the audit, on this computer.")
    return _("A screenshot stays encrypted. This audit is not kept: closing it removes the picture too.")
