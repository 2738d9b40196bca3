"""The outline of the search field, and how chips and text share it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.stylesheet import set_role
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.icon import Icon
from gui.widgets.search_line import SearchLine
from gui.widgets.search_pill import Chip


class SearchFrame(QFrame):
    """The outline around the magnifier, the chips, the line and the button that clears; it grows by rows of chips."""

    def __init__(self, theme: Theme, line: SearchLine, clear_button: Button) -> None:
        super().__init__()
        self._theme = theme
        self._line, self._clear_button = line, clear_button
        set_role(self, "field")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        space = theme.tokens.space
        self._flow = _ChipFlow(space.unit, 0)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(space.unit)
        top = Qt.AlignmentFlag.AlignTop
        self._icon = Icon(theme, theme.tokens.icons.page["explore"])
        self._icon_box = QVBoxLayout()
        self._icon_box.addWidget(self._icon, 0, top)
        self._row.addLayout(self._icon_box)
        self._row.addLayout(self._flow, 1)
        kept = clear_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the field is as high with it as without
        clear_button.setSizePolicy(kept)
        self._row.addWidget(clear_button, 0, top)
        self._flow.addWidget(line)
        theme.changed.connect(self._arrange)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        theme = self._theme
        tallest = max(self._line.sizeHint().height(), self._clear_button.sizeHint().height())
        room = (theme.px(theme.tokens.size.field_search) - 2 - tallest) // 2
        self._row.setContentsMargins(10, max(0, room), 2, max(0, room))
        self._icon_box.setContentsMargins(0, (self._line.sizeHint().height() - theme.px(16)) // 2, 0, 0)

    def show_chips(self, chips: Iterable[Chip]) -> None:
        """All of the chips, then the line; the keyboard goes through them in this order, and on to the button."""
        self._flow.removeWidget(self._line)
        before: QWidget = self
        for chip in chips:
            if self._flow.indexOf(chip) < 0:
                self._flow.addWidget(chip)
                chip.show()
            QWidget.setTabOrder(before, chip)
            before = chip
        self._flow.addWidget(self._line)
        self._flow.invalidate()  # the line is no new child, so that nothing else would lay it out again
        QWidget.setTabOrder(before, self._line)
        QWidget.setTabOrder(self._line, self._clear_button)

    def drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Everywhere between the chips is the line."""
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


class _ChipFlow(FlowLayout):
    """The last widget takes what is left of its row."""

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        last = self.itemAt(self.count() - 1)
        if last is not None:
            box = last.geometry()
            box.setRight(rect.right())
            last.setGeometry(box)
