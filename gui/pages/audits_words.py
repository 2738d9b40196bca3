"""What the page of earlier audits says."""

from __future__ import annotations

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.store.keeping import Gone
from gui import formats


def where(folder: str) -> tuple[str, ...]:
    """What is kept where, in paragraphs."""
    return (
        _(
            "Each audit is one encrypted file in {folder}. It holds what was read from the archive, what you told"
            " Outtake, and the pictures you added as proof. Outtake keeps nothing of it anywhere else."
        ).format(folder=folder),
        _(
            "The key to the list lies in your system’s keyring, or is made from the passphrase that you chose. The keys"
            " to the audits lie in the list. An audit with a passphrase of its own has no key anywhere."
        ),
        lost(),
        _("Photos and films are not copied: they stay in your archive."),
    )


def lost() -> str:
    return _(
        "Without an exported copy, a lost keyring is a lost audit, and so is a lost passphrase. Nobody can open it"
        " again. The archive itself can always be read anew."
    )


def lost_passphrase() -> str:
    return _("A lost passphrase cannot be recovered by anybody: what it locks is lost with it.")


def wiping() -> str:
    return _(
        "Removes every audit, the list, the folder and the key in the keyring, if one is there. Your archives are"
        " not touched."
    )


def receipt(gone: Gone) -> str:
    """What wiping everything removed, as one paragraph."""
    audits = ngettext("{n} audit", "{n} audits", gone.wiped.audits).format(n=formats.count(gone.wiped.audits))
    files = ngettext("{n} file", "{n} files", gone.wiped.files).format(n=formats.count(gone.wiped.files))
    said = _("Gone: {audits}, {files}, {size}.").format(audits=audits, files=files, size=formats.size(gone.wiped.bytes))
    keys = {
        "removed": _("The key is gone from the keyring."),
        "none": _("There was no key in the keyring."),
        "left": _("The keyring is locked: its entry “Outtake” is still there. It opens nothing now; remove it there."),
    }
    return f"{said} {keys[gone.key]}"
