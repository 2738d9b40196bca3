"""One group of the filter rail: its title, its rows, and a way to those that are not shown at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from gui import formats
from gui.models.filter_options import Option, more_label
from gui.painting import paint_icon
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.filter_row import FilterRow


class GroupHead(QPushButton):
    """The title with an arrow: opens the group and closes it."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._theme = theme
        self.marked = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def mark(self, number: int) -> None:
        """How many of its options are checked."""
        self.marked = number
        words = _("{n} checked").format(n=formats.count(number)) if number else ""
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(self._theme.tokens.size.target_min))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, room = self._theme, QPainter(self), QRectF(self.rect())
        token = "text.primary" if self.underMouse() else "text.secondary"
        side = theme.px(12)
        arrow = QRectF(room.right() - side, room.center().y() - side / 2, side, side)
        icons = theme.tokens.icons.action
        paint_icon(painter, theme, arrow, icons["collapse" if self.isChecked() else "expand"], token)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour(token))
        marked = f" · {formats.count(self.marked)}" if self.marked and not self.isChecked() else ""
        words = painter.fontMetrics().elidedText(
            self.text() + marked, Qt.TextElideMode.ElideRight, int(arrow.left()) - theme.px(4)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class FilterGroup(QWidget):
    """`chosen` with the values of an option and whether it is checked now. `key` is the group's in the search."""

    chosen = Signal(str, object, bool)

    def __init__(self, theme: Theme, key: str, title: str, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = key
        self._options: Sequence[Option] = ()
        self._all = False
        self.rows: dict[tuple[str, ...], FilterRow] = {}
        self.setAccessibleName(title)
        self.head = GroupHead(theme, title)
        self.head.setChecked(is_open)
        self.head.toggled.connect(self._arrange)
        self.more = Button(theme, role="link")
        self.more.clicked.connect(self._more_pressed)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self._lines)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, options: Sequence[Option]) -> None:
        """Rows for these, in their order; what was there before keeps its row."""
        self._options = options
        for values in [values for values in self.rows if values not in {option.values for option in options}]:
            gone = self.rows.pop(values)
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, option in enumerate(options):
            row = self.rows.get(option.values)
            if row is None:
                row = self.rows[option.values] = FilterRow(self._theme, self.accessibleName(), option)
                row.chosen.connect(self._row_chosen)
            elif row.option != option:
                row.offer(option)
            if self._lines.indexOf(row) != place:
                self._lines.insertWidget(place, row)
        self._order_by_keyboard()
        self.setVisible(bool(options))

    def show_state(self, counted: Mapping[str, int], chosen: set[str]) -> None:
        """How many items each option would leave, and what is asked for."""
        for option in self._options:
            asked = sum(value in chosen for value in option.values)
            state = Qt.CheckState.Unchecked
            if asked:
                whole = asked == len(option.values)
                state = Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked
            self.rows[option.values].show_state(sum(counted.get(value, 0) for value in option.values), state)
        self.head.mark(len(chosen & {value for option in self._options for value in option.values}))
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """An option that is checked is never out of sight while the group is open."""
        is_open, whole = self.head.isChecked(), False
        for option in self._options:
            row = self.rows[option.values]
            checked = row.checkState() is Qt.CheckState.Checked
            if not option.inside:
                whole = checked
            asked = checked and not (option.inside and whole)
            shown = is_open and (not option.more or self._all or asked or row.hasFocus())
            if shown == row.isHidden():
                row.setVisible(shown)
        words = more_label(self.key, self._options)
        self.more.setVisible(is_open and bool(words))
        self.more.setText(_("Fewer") if self._all else words)
        self.more.setAccessibleDescription(self.accessibleName())

    def _order_by_keyboard(self) -> None:
        before: QWidget = self.head
        for option in self._options:
            QWidget.setTabOrder(before, self.rows[option.values])
            before = self.rows[option.values]
        QWidget.setTabOrder(before, self.more)

    @Slot()
    def _more_pressed(self) -> None:
        self._all = not self._all
        self._arrange()

    @Slot(bool)
    def _row_chosen(self, checked: bool) -> None:
        row = self.sender()
        assert isinstance(row, FilterRow)
        self.chosen.emit(self.key, row.option.values, checked)
