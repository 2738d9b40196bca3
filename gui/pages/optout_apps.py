"""The connected apps of the person's archive, and what stops working when one is revoked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from auditor.archive.text import excerpt
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.apps import App, breaks, in_words
from auditor.report.wording import curly
from gui import formats
from gui.models.app_rows import AppRows, name
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.app_table import AppTable
from gui.widgets.replace import replace
from gui.widgets.text import Run, Text

LETTERS = 600
"""Of a description."""


class AppsView(QWidget):
    def __init__(self, theme: Theme, apps: Sequence[App], gone: Sequence[App], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = AppRows(apps, gone)
        self.table = AppTable(theme, self.rows)
        self._about: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.tokens.space.unit)
        self._column.addWidget(Text(theme, _("The apps in your archive"), "strong"))
        words = _(
            "The riskiest first, by the permissions in the archive. Which you still use, only you know."
            " Choose one to see what stops."
        )
        self._column.addWidget(Text(theme, words, "caption", "text.tertiary"))
        self._column.addWidget(self.table)
        if gone:
            words = ngettext(
                "{n} app of your earlier archive is not in this one. It does not say who ended its access.",
                "{n} apps of your earlier archive are not in this one. It does not say who ended their access.",
                len(gone),
            )
            said = words.format(n=formats.count(len(gone)))
            self._column.addWidget(Text(theme, said, "caption", "text.tertiary"))
        self.table.chosen.connect(self._tell)
        self.table.selectRow(0)

    @Slot(int)
    def _tell(self, row: int) -> None:
        about = AppCard(self._theme, self.rows.apps[row], gone=self.rows.is_gone(row))
        replace(self._column, self._about, about)
        self._about = about


class AppCard(QFrame):
    """One app: who made it, X's words for its permissions, and what stops."""

    def __init__(self, theme: Theme, app: App, *, gone: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        space = theme.tokens.space
        self.setAccessibleName(name(app))
        column = QVBoxLayout(self)
        column.setContentsMargins(space.card, space.inner, space.card, space.inner)
        column.setSpacing(space.half)
        column.addWidget(Text(theme, name(app), "strong"))
        if made := excerpt(app.organization, LETTERS):
            column.addWidget(Text(theme, _("By {maker}").format(maker=made), token="text.secondary"))
        if described := excerpt(app.description, LETTERS):
            column.addWidget(Text(theme, described, token="text.secondary"))
        said = "; ".join(in_words(risk) for risk in app.may)
        column.addWidget(Text(theme, _("{said}.").format(said=said)))
        rights = ", ".join(excerpt(word, 40) for word in app.permissions[:10]) or _("none listed")
        words = _("Permissions in X’s words: {permissions}").format(permissions=rights)
        column.addWidget(Text(theme, words, "caption", "text.tertiary"))
        if gone:
            column.addWidget(Text(theme, _("This archive no longer lists it.")))
            return
        column.addWidget(Text(theme, [Run(_("When you revoke it"), "strong")]))
        for sentence in breaks(app):
            column.addWidget(Text(theme, curly(sentence), token="text.secondary"))
