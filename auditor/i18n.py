"""The one translation function. English is the source; catalogues live in resources/locale."""

from __future__ import annotations

import gettext as _gettext
from importlib.resources import as_file, files

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(code: str) -> None:
    """Switch to a language ("de", "pt_BR"); text without a translation stays English."""
    with as_file(files("resources") / "locale") as folder:
        use_catalogue(_gettext.translation("outtake", folder, [code], fallback=True))


def use_catalogue(catalogue: _gettext.NullTranslations) -> None:
    """Take every text from this catalogue from now on."""
    global _catalogue
    _catalogue = catalogue


def gettext(message: str) -> str:
    return _catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    return _catalogue.ngettext(one, many, n)
