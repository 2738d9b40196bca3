"""The one style sheet of the application, written from the tokens.

Widgets ask for a look with the dynamic property `role`; see `set_role`.

QPushButton, QToolButton  "primary", "quiet", "nav"; none is the outlined default
QFrame                    "card", "notice", "error", "hairline", "header", "sidebar", "statusbar", "pane"
QLineEdit                 "bare" (inside a frame that has the outline)
any field                 property `invalid` true: 2 px in the colour of errors
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from auditor.design import Tokens

SHEET = Template("""
* { outline: 0; }
QToolTip {
    color: $text_primary; background: $bg_raised; border: 1px solid $border_control; padding: 4px 8px;
    font-size: ${t_caption}px;
}

QPushButton, QToolButton {
    color: $text_primary; background: $bg_surface; border: 1px solid $border_control; border-radius: ${r_control}px;
    padding: 0 12px; min-height: ${h_inner}px; min-width: ${target}px; font-weight: ${w_label};
}
QPushButton:hover, QToolButton:hover { background: $bg_hover; }
QPushButton:pressed, QToolButton:pressed { background: $bg_hover; border-color: $border_pressed; }
QPushButton:disabled, QToolButton:disabled {
    color: $text_disabled; background: transparent; border-color: $text_disabled;
}
QPushButton:checked, QToolButton:checked {
    color: $accent_text; background: $bg_selected; border-color: $border_control;
}
QPushButton[role="primary"] { color: $accent_on; background: $accent_fill; border-color: $accent_fill; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_hover; border-color: $text_primary; }
QPushButton[role="primary"]:disabled { color: $text_disabled; background: transparent; border-color: $text_disabled; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
    color: $accent_text; background: transparent; border-color: transparent;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $bg_hover; }
QPushButton[role="quiet"]:pressed, QToolButton[role="quiet"]:pressed { border-color: $border_control; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled { color: $text_disabled; }
QPushButton[role="link"] {
    color: $accent_text; background: transparent; border-color: transparent; padding: 0 2px; text-align: left;
    min-height: ${target}px;
}
QPushButton[role="link"]:hover { background: $bg_hover; }
QPushButton[role="link"]:disabled { color: $text_disabled; }
QPushButton[role="nav"], QToolButton[role="nav"] {
    color: $text_secondary; background: transparent; border-color: transparent; text-align: left; padding: 0 8px;
    min-height: ${nav_inner}px;
}
QPushButton[role="nav"]:hover, QToolButton[role="nav"]:hover { background: $bg_hover; }
QPushButton[role="nav"]:checked, QToolButton[role="nav"]:checked {
    color: $accent_text; background: $bg_selected; border-color: transparent;
    border-left: ${edge}px solid $accent_fill; padding-left: ${nav_checked}px;
}
QPushButton[large="true"] { min-height: ${h_large_inner}px; }
QPushButton[joined="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: 0; }
QPushButton[joined="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; }

QLineEdit, QDateEdit, QComboBox, QSpinBox, QPlainTextEdit {
    color: $text_primary; background: $bg_surface; border: 1px solid $border_control; border-radius: ${r_control}px;
    selection-background-color: $bg_selected; selection-color: $text_primary;
}
QLineEdit, QDateEdit, QComboBox, QSpinBox { padding: 0 11px; min-height: ${h_inner}px; }
QPlainTextEdit { padding: 8px 11px; }
QLineEdit[role="bare"] { border: 0; padding: 0; background: transparent; }
QLineEdit[invalid="true"], QDateEdit[invalid="true"], QComboBox[invalid="true"], QSpinBox[invalid="true"] {
    border: 2px solid $error_text; padding: 0 10px; min-height: ${h_invalid_inner}px;
}
QLineEdit:disabled, QDateEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QPlainTextEdit:disabled {
    color: $text_disabled; background: transparent; border-color: $text_disabled;
}
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: ${arrow_box}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($down); width: ${arrow}px; height: ${arrow}px; }
QComboBox:hover, QDateEdit:hover { background: $bg_hover; }
QComboBox QAbstractItemView {
    color: $text_primary; background: $bg_raised; border: 1px solid $border_control; padding: 4px;
    selection-background-color: $bg_selected; selection-color: $text_primary;
}
QComboBox QAbstractItemView::item { min-height: ${h_inner}px; padding: 0 8px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: ${arrow_box}px; background: transparent; }
QSpinBox::up-arrow { image: url($up); width: ${arrow}px; height: ${arrow}px; }
QSpinBox::down-arrow { image: url($down); width: ${arrow}px; height: ${arrow}px; }

QCheckBox, QRadioButton { color: $text_primary; spacing: 8px; min-height: ${target}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }
QCheckBox::indicator, QRadioButton::indicator {
    width: ${tick}px; height: ${tick}px; background: $bg_surface; border: 1px solid $border_control;
}
QCheckBox::indicator { border-radius: ${r_checkbox}px; }
QRadioButton::indicator { border-radius: ${r_radio}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $bg_hover; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked {
    background: $accent_fill; border-color: $accent_fill;
}
QCheckBox::indicator:checked { image: url($check); }
QCheckBox::indicator:indeterminate { image: url($dash); }
QRadioButton::indicator:checked { image: url($dot); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: transparent; border-color: $text_disabled;
}
QCheckBox::indicator:checked:disabled { image: url($check_off); }

QFrame[role="card"] { background: $bg_raised; border: 1px solid $border_subtle; border-radius: ${r_card}px; }
QFrame[role="notice"] { background: $bg_raised; border: 1px solid $border_control; border-radius: ${r_card}px; }
QFrame[role="error"] { background: $bg_raised; border: 1px solid $error_text; border-radius: ${r_card}px; }
QFrame[role="tile"] { background: $bg_surface; border: 1px solid $border_subtle; border-radius: ${r_card}px; }
QFrame[role="tile"][chosen="true"] { background: $bg_selected; border-color: $accent_fill; }
QFrame[role="field"] { background: $bg_surface; border: 1px solid $border_control; border-radius: ${r_control}px; }
QFrame[role="chip"] { background: $bg_window; border: 1px solid $border_control; border-radius: ${r_chip}px; }
QFrame[role="hairline"] { background: $border_subtle; border: 0; }
QFrame[role="header"] { background: $bg_window; border: 0; border-bottom: 1px solid $border_subtle; }
QFrame[role="statusbar"] { background: $bg_window; border: 0; border-top: 1px solid $border_subtle; }
QFrame[role="sidebar"] { background: $bg_window; border: 0; border-right: 1px solid $border_subtle; }
QFrame[role="pane"] { background: $bg_surface; border: 0; border-right: 1px solid $border_subtle; }
QFrame[role="desk"] { background: $bg_sunken; border: 0; }

QProgressBar {
    background: $trough; border: 0; border-radius: ${r_progress}px;
    min-height: ${progress}px; max-height: ${progress}px;
}
QProgressBar::chunk { background: $accent_fill; border-radius: ${r_progress}px; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[role="page"] { background: $bg_surface; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: $border_control; border: 3px solid transparent; border-radius: 5px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; border-width: 0; border-radius: 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; border-width: 0; border-radius: 3px; }
QScrollBar::handle:hover { background: $text_tertiary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QTreeView, QListView {
    color: $text_primary; background: $bg_surface; border: 0; gridline-color: $border_subtle;
    selection-background-color: $bg_selected; selection-color: $text_primary;
}
QHeaderView { background: $bg_surface; border: 0; }
QHeaderView::section {
    color: $text_secondary; background: $bg_surface; border: 0; border-bottom: 1px solid $border_subtle; padding: 0 8px;
    min-height: ${h_inner}px; font-size: ${t_caption}px; font-weight: ${w_label};
}
QTableCornerButton::section { background: $bg_surface; border: 0; }
QMenu { color: $text_primary; background: $bg_raised; border: 1px solid $border_control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${r_chip}px; }
QMenu::item:selected { background: $bg_selected; }
QMenu::item:disabled { color: $text_disabled; }
QMenu::separator { height: 1px; background: $border_subtle; margin: 4px 8px; }
""")


def stylesheet(
    tokens: Tokens, colour: Callable[[str], QColor], px: Callable[[float], int], pictures: Mapping[str, str]
) -> str:
    """The sheet for one scheme and text size.

    colour    gives the colour of a token
    px        scales a length with the text
    pictures  names of the sheet's own pictures and their files
    """
    values: dict[str, object] = {name.replace(".", "_"): colour(name).name() for name in tokens.colour}
    values |= {name.replace("-", "_"): file for name, file in pictures.items()}
    tick = px(14)
    return SHEET.substitute(
        values,
        border_pressed=colour("border.control").darker(125).name(),
        trough=colour("bg.sunken").name(),
        r_control=tokens.radius.control,
        r_card=tokens.radius.card,
        r_chip=tokens.radius.chip,
        r_checkbox=tokens.radius.checkbox,
        r_radio=tick // 2 + 1,
        r_progress=px(tokens.size.progress) // 2,
        h_inner=px(tokens.size.control) - 2,
        h_invalid_inner=px(tokens.size.control) - 4,
        h_large_inner=px(tokens.size.control_large) - 2,
        nav_inner=px(tokens.size.row_nav) - 2,
        nav_checked=9 - tokens.stroke.selected_edge,
        target=tokens.size.target_min,
        edge=tokens.stroke.selected_edge,
        arrow=px(16),
        arrow_box=px(32),
        tick=tick,
        t_caption=px(tokens.type["caption"].size),
        w_label=tokens.type["label"].weight,
        progress=px(tokens.size.progress),
    )


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the looks named above; works before and after it is shown."""
    set_look(widget, "role", role)


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the sheet asks for, and have the widget drawn anew."""
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
