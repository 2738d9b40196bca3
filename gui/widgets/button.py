"""Buttons with icons that follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme

GAP, GAP_NAV = 4, 6
"""Pixels in addition to those that the style leaves between icon and text."""
ICON_TOKENS = {"primary": "accent.on", "quiet": "accent.text", "link": "accent.text", "nav": "text.secondary"}


class Button(QPushButton):
    """A button in one of the roles "primary", "quiet", "link", "nav" or the outlined default.

    An icon alone needs a `name`, which a screen reader says and the tooltip shows.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "",
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self._icon = icon
        set_role(self, role)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._restyle()

    @Slot()
    def _restyle(self) -> None:
        if self._icon:
            gap = self._gap()
            self.setIcon(self._theme.icon(self._icon, ICON_TOKENS.get(self._role, "text.primary"), 16, gap))
            side = self._theme.px(16)
            self.setIconSize(QSize(side, side).grownBy(gap))

    def _gap(self) -> QMargins:
        """Between the icon and the words, on whichever side they stand."""
        room = (GAP_NAV if self._role == "nav" else GAP) if self.text() else 0
        after = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        return QMargins(0 if after else room, 0, room if after else 0, 0)
