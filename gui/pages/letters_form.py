"""The fields of a letter and the reasons that can be picked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from auditor.i18n import gettext as _
from auditor.letters.fields import Fields
from auditor.letters.grounds import Ground
from auditor.letters.library import load_frame
from gui.pages.letters_words import shown
from gui.theme import Theme
from gui.widgets.button import Button
from gui.widgets.date_field import DateField
from gui.widgets.text import Text

LONGEST = 4_000
"""Letters a field takes: as many as reach the letter."""

Field = QLineEdit | QPlainTextEdit | DateField


class FieldsForm(QWidget):
    """changed: the person typed; `filled` is what they gave"""

    changed = Signal()

    def __init__(self, theme: Theme, names: Iterable[str], fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields = fields
        self._unknown: set[str] = set()
        """Names of the days that nobody has given yet: their fields show today."""
        self.by_name: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        for name in names:
            self._add(name)

    @property
    def filled(self) -> Fields:
        """The fields as they stand; those that are not asked for keep what was given before."""
        given = {name: _value(field) for name, field in self.by_name.items() if name not in self._unknown}
        return msgspec.structs.replace(self._fields, **given)

    def _add(self, name: str) -> None:
        words = load_frame().fields[name]
        label, hint = shown(words.label), shown(words.hint)
        value = getattr(self._fields, name)
        heading = Text(self._theme, label, "strong")
        field = self._field(name, label, value, many_lines=words.many_lines)
        field.setAccessibleDescription(hint)
        heading.setBuddy(field)
        self.by_name[name] = field
        self._column.addWidget(heading)
        if hint:
            self._column.addWidget(Text(self._theme, hint, "caption", "text.secondary"))
        self._column.addWidget(field)
        self._column.addSpacing(self._theme.tokens.space.unit)
        if name == "agent_address":
            about = _("From here on it is about the person you write for: “your” means theirs.")
            self._column.addWidget(Text(self._theme, about, token="text.secondary"))
            self._column.addSpacing(self._theme.tokens.space.unit)

    def _field(self, name: str, label: str, value: str | dt.date | None, *, many_lines: bool) -> Field:
        if isinstance(getattr(Fields(), name), str):
            assert isinstance(value, str)
            return self._lines(label, value) if many_lines else self._line(label, value)
        day = DateField(self._theme, label)
        day.setObjectName(name)
        if isinstance(value, dt.date):
            day.show_day(value)
        else:
            self._unknown.add(name)
        day.dateChanged.connect(self._day_given)
        return day

    @Slot()
    def _day_given(self) -> None:
        self._unknown.discard(self.sender().objectName())
        self.changed.emit()

    def _line(self, label: str, value: str) -> QLineEdit:
        line = QLineEdit(value[:LONGEST])
        line.setMaxLength(LONGEST)
        line.setAccessibleName(label)
        line.textChanged.connect(self.changed)
        return line

    def _lines(self, label: str, value: str) -> QPlainTextEdit:
        lines = _Lines(self._theme, label, value[:LONGEST])
        lines.textChanged.connect(self.changed)
        return lines


class _Lines(QPlainTextEdit):
    """A few lines of text; Tab leaves them."""

    def __init__(self, theme: Theme, label: str, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._restyle()
        theme.changed.connect(self._restyle)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted may be endless, and a line without breaks stops a text field for minutes."""
        room = LONGEST - self.document().characterCount()
        self.insertPlainText(source.text()[: max(0, room)])

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px(96))


class GroundsPicker(QWidget):
    """changed: a reason was picked or dropped; forget: quoted items are to be offered no more"""

    changed = Signal()
    forget = Signal()

    def __init__(
        self, theme: Theme, offered: Sequence[Ground], picked: Sequence[Ground], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.boxes: list[tuple[Ground, QCheckBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(theme, _("Reasons from your archive"), "strong"))
        advice = _("Pick what supports your own words. Nothing is picked for you.")
        if not offered:
            advice = _("With an archive open, your own figures can be picked here.")
        column.addWidget(Text(theme, advice, "caption", "text.secondary"))
        ids = {ground.id for ground in picked}
        for ground in offered:
            box = QCheckBox()
            box.setChecked(ground.id in ids)
            box.toggled.connect(self.changed)
            self.boxes.append((ground, box))
            column.addWidget(CheckLine(theme, box, ground.sentence))
        self.drop: Button | None = None
        if any(ground.quoted for ground in offered):
            self.drop = Button(theme, _("Do not offer the quoted items any more"), role="link")
            self.drop.clicked.connect(self.forget)
            column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def picked(self) -> tuple[Ground, ...]:
        return tuple(ground for ground, box in self.boxes if box.isChecked())


class CheckLine(QWidget):
    """A check box whose sentence wraps; a click on the sentence counts as one on the box."""

    def __init__(self, theme: Theme, box: QCheckBox, sentence: str) -> None:
        super().__init__()
        self._box = box
        box.setAccessibleName(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.tokens.space.half, 0, 0)
        row.setSpacing(theme.tokens.space.unit)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(theme, sentence), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self._box.click()


def _value(field: Field) -> str | dt.date:
    if isinstance(field, DateField):
        return field.day
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
