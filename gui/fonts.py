"""The bundled typeface, with its optical sizes, tracking and tabular figures."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from auditor.design import Tokens

OPTICAL_SIZE = QFont.Tag("opsz")
TABULAR_FIGURES = QFont.Tag("tnum")


class Fonts:
    """Makes the fonts of the type scale. Needs a QGuiApplication."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        data = (files("resources") / "fonts" / tokens.font.file).read_bytes()
        number = QFontDatabase.addApplicationFontFromData(QByteArray(data))
        families = QFontDatabase.applicationFontFamilies(number)
        self.family = families[0] if families else QFont().defaultFamily()

    def font(self, style: str, scale: float = 1.0, *, tabular: bool = False) -> QFont:
        """A font for a style of the type scale; `tabular` figures have one width, for columns and axes."""
        type_style = self._tokens.type[style]
        size = type_style.size * scale
        font = QFont(self.family)
        font.setPixelSize(max(1, round(size)))
        font.setWeight(QFont.Weight(type_style.weight))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, type_style.tracking)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        smallest, largest = self._tokens.font.optical_size
        font.setVariableAxis(OPTICAL_SIZE, min(largest, max(smallest, size)))
        if tabular:
            font.setFeature(TABULAR_FIGURES, 1)
        return font
