"""One table of tokens makes the look: readable in both schemes, at every text size, and never against the system."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from auditor.design import Scheme, Tokens, contrast
from auditor.policy.vocabulary import COLLABORATOR_VERDICTS, GROK_VERDICTS
from gui.theme import Mode, Theme, system_role
from gui.widgets.button import Button
from tests.gui.helpers import colours


def test_black_on_white_has_the_contrast_that_the_standard_gives() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_that_must_be_readable_is(tokens: Tokens, scheme: Scheme) -> None:
    too_faint = [
        (ink, ground)
        for pair in tokens.contrast
        for ink in pair.ink
        for ground in pair.on
        if contrast(tokens.colour[ink].of(scheme), tokens.colour[ground].of(scheme)) < pair.at_least
    ]
    assert not too_faint


def test_all_ink_is_held_to_a_contrast(tokens: Tokens) -> None:
    measured = {ink for pair in tokens.contrast for ink in pair.ink}
    ink = {name for name in tokens.colour if name.startswith(("text.", "verdict.", "lane.")) or name.endswith(".text")}
    assert ink - measured == {"text.disabled"}


def test_each_verdict_has_a_look_of_its_own_without_its_colour(tokens: Tokens) -> None:
    for lane, vocabulary in ((tokens.grok, GROK_VERDICTS), (tokens.collaborators, COLLABORATOR_VERDICTS)):
        assert tuple(one.id for one in lane) == vocabulary
        assert len({one.icon for one in lane}) == len(lane)
        assert len({one.label for one in lane}) == len(lane)
        assert len({one.pattern for one in lane}) == len(lane)
    assert not {one.icon for one in tokens.grok} & {one.icon for one in tokens.collaborators}


def test_the_person_chooses_the_scheme_and_widgets_hear_of_it(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.colour("bg.surface")
    assert theme.colour("bg.surface").lightness() < theme.colour("text.primary").lightness()
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(Mode.DARK)


def test_the_palette_leaves_no_role_to_chance(theme: Theme) -> None:
    light = theme.palette()
    theme.set_mode(Mode.DARK)
    dark = theme.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        same = [
            role
            for role in QPalette.ColorRole
            if role not in {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}
            and light.color(group, role) == dark.color(group, role)
        ]
        assert not same, group
    disabled = dark.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert disabled == theme.colour("text.disabled")


def test_text_grows_to_twice_its_size_and_no_further(theme: Theme) -> None:
    theme.set_percent(200)
    assert theme.font("body").pixelSize() == 2 * theme.tokens.type["body"].size
    assert theme.line("body") == 2 * theme.tokens.type["body"].line
    theme.set_percent(1000)
    assert theme.percent == 200
    theme.set_percent(10)
    assert theme.percent == 80


def test_the_bundled_typeface_is_the_one_that_is_used(theme: Theme) -> None:
    assert QFontInfo(theme.font("body")).family() == theme.tokens.font.family


def test_controls_grow_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    field, button = QLineEdit(), Button(theme, "Save", role="primary")
    for widget in (field, button):
        qtbot.addWidget(widget)
        widget.show()
    assert field.sizeHint().height() == button.sizeHint().height() == theme.tokens.size.control
    theme.set_percent(200)
    assert field.sizeHint().height() == button.sizeHint().height() == 2 * theme.tokens.size.control


def test_buttons_look_like_what_they_do(qtbot: QtBot, theme: Theme) -> None:
    primary, plain = Button(theme, "Save", role="primary"), Button(theme, "Save")
    for button in (primary, plain):
        qtbot.addWidget(button)
        button.show()
    accent = theme.colour("accent.fill").name()
    assert accent in colours(primary.grab().toImage())
    assert accent not in colours(plain.grab().toImage())
    primary.setEnabled(False)
    assert accent not in colours(primary.grab().toImage())


def test_a_ticked_box_is_filled_with_the_accent_and_a_tick(qtbot: QtBot, theme: Theme) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.show()
    seen = colours(box.grab().toImage())
    assert {theme.colour("accent.fill").name(), theme.colour("accent.on").name()} <= seen


class HighContrastTheme(Theme):
    @property
    def high_contrast(self) -> bool:
        return True


def test_a_high_contrast_system_keeps_its_own_colours(qapp: QApplication, tokens: Tokens) -> None:
    theme = HighContrastTheme(qapp, tokens)
    assert theme.colour("verdict.stated") == qapp.palette().color(QPalette.ColorRole.WindowText)
    assert theme.colour("accent.fill") == qapp.palette().color(QPalette.ColorRole.Highlight)
    ours = {QColor(tokens.colour[name].light).name() for name in ("accent.fill", "verdict.stated", "bg.selected")}
    assert not ours & {theme.colour(name).name() for name in tokens.colour}
    theme.deleteLater()


def test_in_high_contrast_ink_and_ground_never_share_a_colour(tokens: Tokens) -> None:
    for pair in tokens.contrast:
        for ink in pair.ink:
            for ground in pair.on:
                assert system_role(ink) is not system_role(ground), (ink, ground)
