"""Every icon that the tokens name is there, takes its colour, and is sharp on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from auditor.design import Tokens, icon_svg
from gui.icons import IconSet
from gui.theme import SHEET_ICONS, Theme
from tests.gui.helpers import colours

ICONS = Path("resources/icons")


def test_the_set_holds_what_is_named_and_nothing_else(tokens: Tokens) -> None:
    named = tokens.icons.names() | {one.icon for one in (*tokens.grok, *tokens.collaborators)}
    named |= {icon for icon, _token, _line in SHEET_ICONS.values()}
    held = {file.stem for file in ICONS.glob("*.svg")} - {"outtake"}
    assert held == named


def test_every_icon_can_be_drawn_and_has_no_colour_of_its_own(qapp: QApplication) -> None:
    for file in ICONS.glob("*.svg"):
        assert QSvgRenderer(str(file)).isValid(), file.name
        if file.stem != "outtake":
            assert "#" not in icon_svg(file.stem), file.name


def test_an_icon_takes_the_colour_of_its_token(theme: Theme) -> None:
    red = QColor("#9b1c1c")
    assert colours(theme.icons.pixmap("disc", red, 16).toImage()) == {red.name()}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_finer_screen_gets_more_pixels_for_the_same_size(tokens: Tokens, qapp: QApplication, ratio: float) -> None:
    pixmap = IconSet(tokens.stroke).pixmap("heart", QColor("black"), 20, ratio)
    assert pixmap.deviceIndependentSize().toSize().width() == 20
    assert pixmap.width() == 20 * ratio


def test_a_button_that_cannot_be_pressed_shows_a_paler_icon(theme: Theme) -> None:
    icon = theme.icon("disc", "accent.fill")
    assert colours(icon.pixmap(16, QIcon.Mode.Normal).toImage()) == {theme.colour("accent.fill").name()}
    assert colours(icon.pixmap(16, QIcon.Mode.Disabled).toImage()) == {theme.colour("text.disabled").name()}


def test_the_licence_of_the_icons_and_of_the_typeface_travel_along() -> None:
    assert "ISC License" in (ICONS / "LICENSE-lucide.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in Path("resources/fonts/OFL.txt").read_text("utf-8")
