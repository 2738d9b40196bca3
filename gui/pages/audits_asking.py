"""The forms of the page of earlier audits: what each deed asks before it is done."""

from __future__ import annotations

from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.store.cards import Card
from gui import formats
from gui.models.audit_cards import account
from gui.pages.audits_form import AuditForm
from gui.pages.audits_words import lost_passphrase, wiping
from gui.theme import Theme


def to_unlock(theme: Theme) -> AuditForm:
    title, sentence = _("Your audits are locked"), _("Enter the passphrase that you chose for the list.")
    return AuditForm(theme, title, sentence, _("Unlock"), old=_("Passphrase"))


def to_begin(theme: Theme) -> AuditForm:
    """Where there is no keyring."""
    title = _("Choose a passphrase for your audits")
    sentence = _("It opens the list at each start of Outtake and is stored nowhere. {lost}").format(
        lost=lost_passphrase()
    )
    return AuditForm(theme, title, sentence, _("Keep under this passphrase"), new=_("Passphrase"))


def to_open(theme: Theme, card: Card) -> AuditForm:
    title = _("Open the audit of {account}").format(account=account(card))
    return AuditForm(theme, title, _("It has a passphrase of its own."), _("Open"), old=_of_this_audit())


def to_rename(theme: Theme, card: Card) -> AuditForm:
    title = _("Label of the audit of {account}").format(account=account(card))
    sentence = _("For yourself: a name, a case, a client. It is kept in the encrypted list.")
    return AuditForm(theme, title, sentence, _("Save label"), label=card.label)


def to_protect(theme: Theme, card: Card) -> AuditForm:
    title = _("A passphrase for the audit of {account}").format(account=account(card))
    if not card.own_passphrase:
        return AuditForm(theme, title, lost_passphrase(), _("Set passphrase"), new=_("New passphrase"))
    old, new = _("Passphrase until now"), _("New passphrase")
    return AuditForm(theme, title, lost_passphrase(), _("Change passphrase"), old=old, new=new)


def to_unprotect(theme: Theme, card: Card) -> AuditForm:
    title = _("Take the passphrase of {account} away").format(account=account(card))
    sentence = _("The list will open this audit from then on, without being asked.")
    return AuditForm(theme, title, sentence, _("Take passphrase away"), old=_of_this_audit())


def to_export(theme: Theme, card: Card) -> AuditForm:
    title = _("Export the audit of {account}").format(account=account(card))
    sentence = _("One encrypted file, for another computer or for safety. {lost}").format(lost=lost_passphrase())
    old, new = _of_this_audit() if card.own_passphrase else "", _("Passphrase for the file")
    return AuditForm(theme, title, sentence, _("Choose where to save it"), old=old, new=new)


def to_import(theme: Theme) -> AuditForm:
    sentence = _("Enter the passphrase under which it was exported.")
    return AuditForm(theme, _("Import an audit"), sentence, _("Import"), old=_("Passphrase of the file"))


def to_delete(theme: Theme, card: Card) -> AuditForm:
    title = _("Delete the audit of {account}?").format(account=account(card))
    sentence = _("Its file and its key are wiped, with what you told Outtake in it. Your archive is not touched.")
    return AuditForm(theme, title, sentence, _("Delete for good"))


def to_wipe(theme: Theme, audits: int) -> AuditForm:
    counted = ngettext("{n} audit goes for good.", "{n} audits go for good.", audits)
    sentence = f"{counted.format(n=formats.count(audits))} {wiping()}"
    return AuditForm(theme, _("Wipe everything that Outtake keeps?"), sentence, _("Wipe everything for good"))


def _of_this_audit() -> str:
    return _("Passphrase of this audit")
