"""Tokens become a palette, a style sheet, fonts and icons. One object, made at the start and passed down."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMargins, QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from auditor.design import Scheme, Tokens
from gui.fonts import Fonts
from gui.icons import IconSet, recoloured
from gui.stylesheet import stylesheet

SMALLEST_SCALE, LARGEST_SCALE = 80, 200
SHEET_ICONS = {
    "check": ("check", "accent.on", 3.0),
    "dash": ("minus", "accent.on", 3.0),
    "check-off": ("check", "text.disabled", 3.0),
    "dot": ("dot", "accent.on", 2.0),
    "down": ("chevron-down", "text.secondary", 2.0),
    "up": ("chevron-up", "text.secondary", 2.0),
    "right": ("chevron-right", "text.secondary", 2.0),
}
"""Pictures that the style sheet refers to by file: name: (icon, colour, stroke)."""


class Mode(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of the application: follows the system or the person's choice, at a text size in percent.

    Everything painted asks this object for colours and fonts and repaints on `changed`. Where the system asks for
    high contrast, every colour comes from the system's own palette.
    """

    changed = Signal()

    def __init__(self, app: QApplication, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._mode = Mode.SYSTEM
        self._percent = 100
        self._fonts = Fonts(tokens)
        self._folder = QTemporaryDir()
        self.tokens = tokens
        self.icons = IconSet(tokens.stroke)
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if hasattr(hints, "accessibility"):  # Qt 6.10 and later
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._apply()

    # What the person chose

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        if mode is not self._mode:
            self._mode = mode
            self._apply()

    @property
    def percent(self) -> int:
        """Text size in percent."""
        return self._percent

    def set_percent(self, percent: int) -> None:
        percent = min(LARGEST_SCALE, max(SMALLEST_SCALE, percent))
        if percent != self._percent:
            self._percent = percent
            self._apply()

    # What a widget asks

    @property
    def scheme(self) -> Scheme:
        if self._mode is Mode.SYSTEM:
            return "dark" if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
        return "light" if self._mode is Mode.LIGHT else "dark"

    @property
    def high_contrast(self) -> bool:
        hints = self._app.styleHints()
        if not hasattr(hints, "accessibility"):
            return False
        return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    @property
    def duration(self) -> int:
        """Length of a transition in milliseconds; 0 where the system asks for less motion."""
        moves = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        return self.tokens.motion.duration_ms if moves else 0

    def colour(self, token: str) -> QColor:
        if self.high_contrast:
            return self._app.palette().color(system_role(token))
        return QColor(self.tokens.colour[token].of(self.scheme))

    def font(self, style: str, *, tabular: bool = False) -> QFont:
        return self._fonts.font(style, self._percent / 100, tabular=tabular)

    def line(self, style: str) -> int:
        """Line height of a type style in pixels, at the chosen text size."""
        return self.px(self.tokens.type[style].line)

    def px(self, length: float) -> int:
        """A length that grows and shrinks with the text: rows, controls, icons."""
        return round(length * self._percent / 100)

    def icon(self, name: str, token: str = "text.primary", size: int = 16, gap: QMargins | None = None) -> QIcon:
        return self.icons.icon(name, self.colour(token), self.colour("text.disabled"), self.px(size), gap)

    # How it reaches Qt

    def palette(self) -> QPalette:
        """An empty palette leaves the system's own in force."""
        return QPalette() if self.high_contrast else make_palette(self)

    @Slot()
    def _system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        self._app.setPalette(self.palette())
        pictures = {}
        for name, (icon, token, line) in SHEET_ICONS.items():
            colour = self.colour(token).name()
            file = Path(self._folder.filePath(f"{name}-{colour[1:]}.svg"))
            file.write_text(recoloured(icon, colour, line), "utf-8")
            pictures[name] = file.as_posix()
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(stylesheet(self.tokens, self.colour, self.px, pictures))
        self.changed.emit()


def system_role(token: str) -> QPalette.ColorRole:
    """Which colour of a high-contrast system stands for a token."""
    if token in {"accent.fill", "accent.hover"}:
        return QPalette.ColorRole.Highlight
    if token == "accent.on":
        return QPalette.ColorRole.HighlightedText
    if token == "text.disabled":
        return QPalette.ColorRole.PlaceholderText
    if token.startswith("bg.") or token in {"accent.soft", "find.ground", "error.soft", "paper"}:
        return QPalette.ColorRole.Window
    return QPalette.ColorRole.WindowText


def make_palette(theme: Theme) -> QPalette:
    """All roles of all groups, from the tokens of the current scheme."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    roles = {
        role.Window: "bg.surface",
        role.WindowText: "text.primary",
        role.Base: "bg.surface",
        role.AlternateBase: "bg.raised",
        role.Text: "text.primary",
        role.PlaceholderText: "text.tertiary",
        role.Button: "bg.surface",
        role.ButtonText: "text.primary",
        role.BrightText: "error.text",
        role.Light: "bg.raised",
        role.Midlight: "bg.hover",
        role.Mid: "border.subtle",
        role.Dark: "border.control",
        role.Shadow: "text.primary",
        role.Highlight: "bg.selected",
        role.HighlightedText: "text.primary",
        role.Link: "accent.text",
        role.LinkVisited: "accent.text",
        role.ToolTipBase: "bg.raised",
        role.ToolTipText: "text.primary",
        role.Accent: "accent.fill",
    }
    palette = QPalette()
    for one, token in roles.items():
        for each in (group.Active, group.Inactive, group.Disabled):
            palette.setColor(each, one, theme.colour(token))
    disabled = theme.colour("text.disabled")
    for one in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.HighlightedText, role.Link):
        palette.setColor(group.Disabled, one, disabled)
    palette.setColor(group.Disabled, role.Highlight, theme.colour("bg.hover"))
    palette.setColor(group.Disabled, role.Accent, disabled)
    return palette
