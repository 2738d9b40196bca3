"""The connected apps as a table, the riskiest first; last those that only an earlier archive lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from auditor.optout.apps import App, Risk
from gui import formats
from gui.models.table_model import Index, TableModel
from gui.widgets.plain_tip import plain_tip

NAME, MAKER, MAY, APPROVED = range(4)
HEADS = ("App", "Organisation", "It may", "Approved on")
LETTERS = 120
"""Of a name in the table; the rest stands below it."""


class AppRows(TableModel):
    heads = HEADS

    def __init__(self, apps: Sequence[App], gone: Sequence[App] = ()) -> None:
        super().__init__()
        self.apps = [*apps, *gone]
        self._listed = len(apps)

    def is_gone(self, row: int) -> bool:
        """Whether an earlier archive lists the app and this one no longer does."""
        return row >= self._listed

    def length(self) -> int:
        return len(self.apps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            return self.spoken(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.words(index.row(), index.column()))
        return None

    def words(self, row: int, column: int) -> str:
        app = self.apps[row]
        if column == NAME:
            return name(app)
        if column == MAKER:
            return excerpt(app.organization, LETTERS)
        if column == APPROVED:
            return formats.date(app.approved_on) if app.approved_on else _("Not said")
        if self.is_gone(row):
            return _("No longer in this archive")
        return may(app)

    def spoken(self, row: int) -> str:
        """The row as one sentence."""
        parts = [self.words(row, NAME), self.words(row, MAKER), self.words(row, MAY)]
        if self.apps[row].approved_on:
            parts.append(_("approved on {date}").format(date=self.words(row, APPROVED)))
        return ", ".join(part for part in parts if part) + "."


def name(app: App) -> str:
    return excerpt(app.name, LETTERS) or _("Without a name")


def may(app: App) -> str:
    """Everything that it may do in a few words, the weightiest first."""
    short: dict[Risk, str] = {
        "posts": _("Post as you"),
        "messages": _("read messages"),
        "email": _("see your e-mail address"),
        "reads": _("read"),
        "unknown": _("not said"),
    }
    words = ", ".join(short[risk] for risk in app.may)
    return words[:1].upper() + words[1:]
