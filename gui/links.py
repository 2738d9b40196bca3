"""The way out to the browser: only to addresses that the product itself names, and only on a press."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from auditor.optout.controls import is_allowed
from auditor.policy.pack import Pack


def open_in_browser(address: str, pack: Pack) -> bool:
    """Hand a page of X, of Grok or of a source of the policy pack to the browser. False for any other address."""
    if not is_allowed(address) and address not in {source.url for source in pack.sources.values()}:
        return False
    return QDesktopServices.openUrl(QUrl(address))
