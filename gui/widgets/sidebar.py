"""The way around: the account, the pages, and below them what is needed less often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from auditor.i18n import gettext as _
from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.icon import Mark
from gui.widgets.text import Text


class Place(NamedTuple):
    """An entry: the page's id, its icon and its title; `below` stands at the bottom."""

    id: str
    icon: str
    title: str
    below: bool = False


class NavButton(Button):
    """An entry with, at its right, a figure that belongs to it."""

    def __init__(self, theme: Theme, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(theme, place.title, role="nav", icon=place.icon, parent=parent)
        self._place = place
        self._figure = ""
        self.setCheckable(True)

    def show_figure(self, figure: str) -> None:
        self._figure = figure
        self.setAccessibleDescription(figure)
        self.update()

    def set_compact(self, compact: bool) -> None:
        self.setText("" if compact else self._place.title)
        self._restyle()
        self.setAccessibleName(self._place.title)
        self.setToolTip(self._place.title if compact else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._figure and self.text():
            painter = QPainter(self)
            painter.setFont(self._theme.font("caption", tabular=True))
            painter.setPen(self._theme.colour("text.secondary"))
            right = self.rect().adjusted(0, 0, -10, 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._figure)


class AccountButton(Button):
    """Two lines, whose archive and of when, with a menu behind."""

    def __init__(self, theme: Theme, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._lines = ("", "")
        self.setMenu(menu)

    def show_lines(self, name: str, caption: str) -> None:
        self._lines = (name, caption)
        self.setAccessibleName(name)
        self.setAccessibleDescription(caption)
        self.setToolTip(f"{name}, {caption}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self._theme, QPainter(self)
        side = theme.px(16)
        theme.icons.paint(
            painter,
            QRectF(self.width() - side - 10, (self.height() - side) / 2, side, side),
            "chevron-down",
            theme.colour("text.secondary"),
        )
        room = self.rect().adjusted(9, 8, -side - 14, -8)
        for words, style, token, side_of in (
            (self._lines[0], "strong", "text.primary", Qt.AlignmentFlag.AlignTop),
            (self._lines[1], "caption", "text.secondary", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(theme.font(style))
            painter.setPen(theme.colour(token))
            cut = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | side_of, cut)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.line("body") + self._theme.line("caption") + 18)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Sidebar(QFrame):
    """chosen (page id); the account's menu has its own actions: another, situation, close."""

    chosen = Signal(str)
    another = Signal()
    close_audit = Signal()

    def __init__(self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        set_role(self, "sidebar")
        self.setAccessibleName(_("Pages"))
        self._mark = Mark(theme)
        self._name = Text(theme, "Outtake", "card", wrap=False)
        self._menu = QMenu(self)
        self.account = AccountButton(theme, self._menu)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        head = QHBoxLayout()
        head.setContentsMargins(11, 0, 0, 0)
        head.setSpacing(9)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 20, 12, 12)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addSpacing(18)
        layout.addWidget(self.account)
        layout.addSpacing(14)
        self._scroll = self._list(places)
        layout.addWidget(self._scroll, 1)
        self._group.buttonClicked.connect(self._clicked)
        # Made here and not by the menu: PySide lets go of an action that a menu made itself.
        situation, another = QAction(_("Your situation…"), self), QAction(_("Open another archive…"), self)
        self._close = QAction(_("Close this audit"), self)
        situation.triggered.connect(self._situation)
        another.triggered.connect(self.another)
        self._close.triggered.connect(self.close_audit)
        self._menu.addActions([situation, another])
        self._menu.addSeparator()
        self._menu.addAction(self._close)
        self._resize()
        theme.changed.connect(self._resize)

    def _list(self, places: Sequence[Place]) -> QScrollArea:
        """The entries; they scroll where the window is low and the text large."""
        entries = QWidget()
        column = QVBoxLayout(entries)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place in places:
            if place.below and not any(p.below for p in places[: places.index(place)]):
                column.addStretch(1)
            button = self._buttons[place.id] = NavButton(self._theme, place)
            button.setProperty("place", place.id)
            self._group.addButton(button)
            column.addWidget(button)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(entries)
        entries.setAutoFillBackground(False)
        return scroll

    def show_account(self, name: str, caption: str, *, open: bool) -> None:
        """Whose archive is open, and what is said of it; the pages about an archive are only there with one."""
        self.account.show_lines(name, caption)
        self._close.setEnabled(open)

    def show_place(self, id: str) -> None:
        """Mark the page that is in front; none is marked for a page without an entry."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == id)
        self._group.setExclusive(True)

    def show_figure(self, id: str, figure: str) -> None:
        self._buttons[id].show_figure(figure)

    def enable(self, id: str, *, enabled: bool, why_not: str = "") -> None:
        self._buttons[id].setEnabled(enabled)
        self._buttons[id].setToolTip("" if enabled else why_not)

    def focus_current(self) -> None:
        button = self._group.checkedButton() or next(iter(self._buttons.values()))
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        for button in self._buttons.values():
            button.set_compact(compact)
        # Beside icons alone there is no room for a bar; keys and wheel scroll as ever.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if compact else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(policy)
        self._name.setVisible(not compact)
        self.account.setVisible(not compact)
        self._resize()

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.property("place"))

    @Slot()
    def _situation(self) -> None:
        self.chosen.emit("situation")

    @Slot()
    def _resize(self) -> None:
        size = self._theme.tokens.size
        self.account.setMinimumHeight(self.account.sizeHint().height())
        self.setFixedWidth(size.sidebar_compact if self._compact else self._theme.px(size.sidebar))
