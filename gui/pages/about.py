"""About Outtake: what it is, how it treats data, and whose work is in it."""

from __future__ import annotations

import importlib.metadata
import platform
from typing import NamedTuple

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from auditor import __version__
from auditor.i18n import gettext as _
from gui.theme import Theme
from gui.widgets.card import Hairline
from gui.widgets.text import Text


class Work(NamedTuple):
    """Somebody else's work. `package` is its name among the installed ones; "" for what comes with Outtake."""

    name: str
    licence: str
    package: str = ""


WORKS = (
    Work("Inter", "SIL Open Font License 1.1"),
    Work("Lucide", "ISC"),
    Work("Qt", "LGPL-3.0-only"),
    Work("PySide6", "LGPL-3.0-only", "PySide6-Essentials"),
    Work("Python", "PSF-2.0"),
    Work("msgspec", "BSD-3-Clause", "msgspec"),
    Work("APSW, SQLite, SQLite3 Multiple Ciphers", "any OSI-approved, public domain, MIT", "apsw-sqlite3mc"),
    Work("isal", "PSF-2.0", "isal"),
    Work("Jinja", "BSD-3-Clause", "jinja2"),
    Work("MarkupSafe", "BSD-3-Clause", "MarkupSafe"),
    Work("keyring", "MIT", "keyring"),
    Work("platformdirs", "MIT", "platformdirs"),
    Work("Requests", "Apache-2.0", "requests"),
)


def version_of(work: Work) -> str:
    """The version that runs here; "" where there is none."""
    if work.name in {"Qt", "Python"}:
        return qVersion() if work.name == "Qt" else platform.python_version()
    try:
        return importlib.metadata.version(work.package) if work.package else ""
    except importlib.metadata.PackageNotFoundError:
        return ""


class About(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.unit)
        column.addWidget(Text(theme, _("Outtake {version}").format(version=__version__), "strong"))
        for words in (
            _("Free software under the GNU General Public License, version 3 or later. It comes without warranty."),
            _(
                "Everything happens on this computer. Outtake makes no network request; a link opens in your own "
                "browser, and only when you press it."
            ),
            _(
                "An archive is opened read-only. What was read from it is held encrypted under a key in memory, and "
                "is gone when you close it. Reports are written only where you say."
            ),
            _("Outtake is not made, endorsed or checked by X or xAI. It is no legal advice."),
        ):
            column.addWidget(Text(theme, words, token="text.secondary"))
        column.addSpacing(space.card)
        column.addWidget(Text(theme, _("The work of others in it"), "strong"))
        column.addLayout(self._works())

    def _works(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.tokens.space.section)
        grid.setVerticalSpacing(self._theme.tokens.space.half)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 3)
        for number, work in enumerate(WORKS):
            grid.addWidget(Hairline(), 2 * number, 0, 1, 3)
            grid.addWidget(Text(self._theme, work.name), 2 * number + 1, 0)
            grid.addWidget(Text(self._theme, version_of(work), token="text.secondary", tabular=True), 2 * number + 1, 1)
            grid.addWidget(Text(self._theme, work.licence, token="text.secondary"), 2 * number + 1, 2)
        return grid
