"""Every part on one page, in all its states: for screenshots and for the eye. Its figures are invented."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from auditor.design import Presentation
from gui import formats
from gui.painting import paint_glyph, paint_row_ground
from gui.stylesheet import set_look
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.card import Empty, Hairline, Notice
from gui.widgets.drop_zone import DropZone, State
from gui.widgets.fields import FieldError, IconField
from gui.widgets.focus_ring import FocusFrame
from gui.widgets.icon import Glyph, Swatch
from gui.widgets.painted import Painted
from gui.widgets.progress import ByteBar, ProgressRing
from gui.widgets.switch import Switch
from gui.widgets.text import Run, Text
from gui.widgets.timeline_chart import TimelineChart, TimelineKey
from gui.widgets.verdict_bar import VerdictBar

COUNTS = {"stated": 8_588, "implied": 15_931, "unclear": 20_264, "not-listed": 18_100, "stated-excluded": 37}
YEARS = (160, 520, 900, 1100, 1130, 1340, 1540, 1540, 1630, 2421, 1930, 1760, 1260, 760, 520, 330)
CHANGES = (
    (dt.date(2023, 9, 29), "AI training clause"),
    (dt.date(2024, 7, 25), "Training summary"),
    (dt.date(2024, 11, 15), "Collaborators clause"),
    (dt.date(2026, 1, 15), "Prompts are Content"),
)
DAYS = (dt.date(2026, 8, 2), dt.date(2026, 5, 19), dt.date(2026, 5, 11), dt.date(2026, 3, 30))


class ComponentSheet(QWidget):
    """Verdicts and type, controls and tables, drop zone and notices, side by side; the charts below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown_focused: list[QWidget] = []
        self._frames: list[FocusFrame] = []
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for fill, width in ((self._words, 400), (self._controls, 376), (self._notices, 344)):
            ground = QWidget()
            ground.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column = QVBoxLayout(ground)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.tokens.space.unit)
            fill(column)
            column.addStretch(1)
            columns.addWidget(ground, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 32, 40, 32)
        layout.setSpacing(theme.tokens.space.section)
        layout.addLayout(columns)
        layout.addLayout(self._charts())
        layout.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._frames:
            for widget in self._shown_focused:
                self._frames.append(FocusFrame(self._theme))
                self._frames[-1].surround(widget)

    # First column

    def _words(self, column: QVBoxLayout) -> None:
        tokens = self._theme.tokens
        for title, lane in (
            ("Verdicts, Grok / xAI", tokens.grok),
            ("Collaborators, without hue on purpose", tokens.collaborators),
        ):
            column.addWidget(Text(self._theme, title, "card"))
            column.addLayout(self._lane(lane))
            column.addSpacing(tokens.space.unit)
        column.addWidget(Text(self._theme, "Type, Inter", "card"))
        column.addWidget(Hairline())
        column.addLayout(self._type())
        column.addLayout(self._rings())

    def _lane(self, lane: tuple[Presentation, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.tokens.space.unit)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(2, self._theme.px(112))
        grid.setColumnStretch(3, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, one in enumerate(lane):
            row = 2 * number
            grid.addWidget(Hairline(), row, 0, 1, 4)
            grid.addLayout(_line_of(self._theme, Swatch(self._theme, one)), row + 1, 0, top)
            grid.addLayout(_line_of(self._theme, Glyph(self._theme, one)), row + 1, 1, top)
            grid.addWidget(Text(self._theme, one.label, "strong", wrap=False), row + 1, 2, top)
            sentence = one.sentence.format(date=formats.date(DAYS[0]))
            grid.addWidget(Text(self._theme, sentence, token="text.secondary"), row + 1, 3, top)
        return grid

    def _type(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for line in (
            (("Display 28 / 36", "display"),),
            (("Title 24", "title"), ("Heading 18", "heading"), ("Item 16", "item")),
            (("Card 15", "card"), ("Body 13 / 20", "body"), ("Strong 13", "strong"), ("Caption 12 / 16", "caption")),
        ):
            row = QHBoxLayout()
            row.setSpacing(self._theme.tokens.space.card)
            for words, style in line:
                token = "text.tertiary" if style == "caption" else "text.primary"
                row.addWidget(Text(self._theme, words, style, token, wrap=False))
            row.addStretch(1)
            column.addLayout(row)
        return column

    def _rings(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.tokens.space.card)
        for done in (1, 4, 10):
            row.addWidget(ProgressRing(self._theme, 10, done))
        row.addWidget(Text(self._theme, "Segments, not degrees: one step, one segment.", "caption", "text.tertiary"), 1)
        return row

    # Second column

    def _controls(self, column: QVBoxLayout) -> None:
        column.addWidget(Text(self._theme, "Buttons", "card"))
        column.addLayout(self._buttons())
        column.addSpacing(self._theme.tokens.space.unit)
        column.addWidget(Text(self._theme, "Fields and choices", "card"))
        column.addLayout(self._fields())
        column.addSpacing(self._theme.tokens.space.unit)
        column.addWidget(Text(self._theme, "Table rows", "card"))
        column.addWidget(SampleRows(self._theme))
        column.addSpacing(self._theme.tokens.space.unit)
        column.addWidget(Text(self._theme, "Empty", "card"))
        column.addWidget(
            Empty(
                self._theme,
                "No item matches “clinic” and verdict: excluded",
                "Remove a chip, or clear the search.",
                Button(self._theme, "Clear the search", role="link"),
            )
        )
        column.addSpacing(self._theme.tokens.space.unit)
        column.addWidget(Text(self._theme, "Two-way switch", "card"))
        switch = Switch(self._theme, "As it is", "Switched off", "Grok training")
        switch.set_on(True)
        column.addWidget(switch)

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.tokens.space.unit)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self._theme.px(68))
        grid.setColumnStretch(4, 1)
        for row, state in enumerate(("Rest", "Hover", "Focus", "Disabled")):
            grid.addWidget(Text(self._theme, state, "caption", "text.secondary", wrap=False), row, 0)
            for place, role in enumerate(("primary", "", "quiet"), start=1):
                make = HoveredButton if state == "Hover" else Button
                button = make(self._theme, role.capitalize() or "Default", role=role)
                button.setEnabled(state != "Disabled")
                if state == "Focus":
                    self._shown_focused.append(button)
                grid.addWidget(button, row, place)
        return grid

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.tokens.space.unit)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self._theme.px(68))
        grid.setColumnStretch(1, 1)
        search, typed = (IconField(self._theme, "search", "Search", "Search every item") for _field in range(2))
        typed.line.setText("clinic")
        wrong = QLineEdit("2O Nov 2026")
        wrong.setAccessibleName("Date")
        set_look(wrong, "invalid", value=True)
        self._shown_focused.append(typed)
        error = QVBoxLayout()
        error.setSpacing(self._theme.tokens.space.half)
        error.addWidget(wrong)
        error.addWidget(FieldError(self._theme, "Not a date. Example: 20 Nov 2026."))
        for row, (state, field) in enumerate((("Rest", search), ("Focus", typed))):
            grid.addWidget(Text(self._theme, state, "caption", "text.secondary", wrap=False), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(Text(self._theme, "Error", "caption", "text.secondary", wrap=False), 2, 0)
        grid.addLayout(error, 2, 1)
        grid.addWidget(Text(self._theme, "Choices", "caption", "text.secondary", wrap=False), 3, 0)
        grid.addLayout(_choices(), 3, 1)
        return grid

    # Third column

    def _notices(self, column: QVBoxLayout) -> None:
        theme = self._theme
        column.addWidget(Text(theme, "Drop zone", "card"))
        zones = [DropZone(theme, compact=True) for _state in range(4)]
        zones[2].show_state(State.DRAG_OVER, "Let go to read it", "x-2026-11-18-demo.zip")
        zones[3].refuse("This is not an X archive", "No data file of X inside. Nothing was kept.")
        self._shown_focused.append(zones[1])
        for zone in zones:
            column.addWidget(zone)
        column.addSpacing(theme.tokens.space.unit)
        column.addWidget(Text(theme, "Notices", "card"))
        column.addWidget(
            Notice(
                theme,
                "X’s texts were last checked 91 days ago.",
                "They may have changed since 22 Aug 2026.",
                icon=theme.tokens.icons.state["stale"],
            )
        )
        column.addWidget(
            Notice(
                theme,
                "One part is missing.",
                "manifest.js lists tweets-part2.js, but it is not here. The figures count only what is.",
                error=True,
                action=Button(theme, "Add the other part", role="link"),
            )
        )
        column.addWidget(
            Notice(
                theme,
                "Bookmarks are not in this archive.",
                "X’s policy says it collects them. Nothing can be counted here.",
            )
        )
        column.addSpacing(theme.tokens.space.unit)
        column.addWidget(Text(theme, "Progress", "card"))
        bar = ByteBar("Reading")
        bar.show_bytes(1_630_000_000, 2_840_000_000)
        column.addWidget(bar)
        words = QHBoxLayout()
        done = [
            Run(formats.size(1_630_000_000), "strong"),
            Run(f" of {formats.size(2_840_000_000)}", "", "text.secondary"),
        ]
        words.addWidget(Text(theme, done, wrap=False))
        words.addStretch(1)
        words.addWidget(Text(theme, f"{formats.time_left(20)} left", token="text.secondary", wrap=False))
        column.addLayout(words)

    # Below

    def _charts(self) -> QBoxLayout:
        theme = self._theme
        bar = VerdictBar(theme)
        bar.set_counts(COUNTS)
        chart = TimelineChart(theme, "Posts, replies, quotes and reposts by year, and the rules in force")
        years = {
            2011 + n: {"stated": round(items * 0.3), "implied": items - round(items * 0.3)}
            for n, items in enumerate(YEARS)
        }
        chart.set_years(years, CHANGES)
        row = QHBoxLayout()
        row.setSpacing(theme.tokens.space.card)
        row.addWidget(chart, 416)
        row.addWidget(TimelineKey(theme, CHANGES), 264, Qt.AlignmentFlag.AlignTop)
        row.addStretch(480)
        column = QVBoxLayout()
        column.setSpacing(theme.tokens.space.unit)
        column.addWidget(bar)
        column.addSpacing(theme.tokens.space.card)
        column.addWidget(Text(theme, chart.accessibleName(), "strong"))
        column.addLayout(row)
        return column


class HoveredButton(Button):
    """A button drawn as if the pointer were over it."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.state |= QStyle.StateFlag.State_MouseOver


class SampleRows(Painted):
    """Rows of a table at rest, under the pointer, selected and with the keyboard on them."""

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(376), 4 * self.theme.px(self.theme.tokens.size.row_table))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, height = self.theme, self.theme.px(self.theme.tokens.size.row_table)
        side = theme.px(16)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, (day, state) in enumerate(zip(DAYS, ("Rest", "Hover", "Selected", "Keyboard focus"), strict=True)):
            rect = QRectF(0, row * height, self.width(), height)
            paint_row_ground(
                painter, theme, rect, hover=state == "Hover", selected=state == "Selected", focus=row == len(DAYS) - 1
            )
            one = theme.tokens.grok[row]
            label = self.width() - theme.px(76)
            painter.setPen(theme.colour("text.primary"))
            painter.setFont(theme.font("body", tabular=True))
            painter.drawText(rect.adjusted(theme.px(12), 0, 0, 0), middle, formats.date(day))
            painter.setFont(theme.font("body"))
            painter.drawText(rect.adjusted(theme.px(116), 0, 0, 0), middle, state)
            painter.drawText(rect.adjusted(label, 0, 0, 0), middle, one.label)
            glyph = QRectF(label - side - 8, rect.center().y() - side / 2, side, side)
            paint_glyph(painter, theme, glyph, one)


def _choices() -> QHBoxLayout:
    on, off, some, one = QCheckBox("On"), QCheckBox("Off"), QCheckBox("Some"), QRadioButton("One")
    on.setChecked(True)
    some.setTristate(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    one.setChecked(True)
    row = QHBoxLayout()
    row.setSpacing(14)
    for choice in (on, off, some, one):
        row.addWidget(choice)
    row.addStretch(1)
    return row


def _line_of(theme: Theme, sign: QWidget) -> QVBoxLayout:
    """A sign in the middle of the first line of the text beside it."""
    column = QVBoxLayout()
    column.addSpacing(max(0, (theme.line("body") - sign.sizeHint().height()) // 2))
    column.addWidget(sign)
    column.addStretch(1)
    return column
