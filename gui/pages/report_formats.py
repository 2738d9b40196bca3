"""The formats a report can be saved in, with the size of each file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from auditor.i18n import gettext as _
from auditor.report.formats import FORMATS
from gui.theme import Theme
from gui.widgets.text import Text

WORDS = {"html": "One file, works offline", "json": "Published schema"}


class FormatList(QWidget):
    """`changed` says that the person chose otherwise."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.boxes: dict[str, QCheckBox] = {}
        self._sizes: dict[str, Text] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.tokens.space.card)
        grid.setVerticalSpacing(theme.tokens.space.half)
        grid.setColumnStretch(1, 1)
        for row, id in enumerate(FORMATS):
            words = _(WORDS.get(id, ""))
            box = self.boxes[id] = QCheckBox(id.upper())
            box.setAccessibleDescription(words)
            box.setChecked(True)
            box.toggled.connect(self.changed)
            size = self._sizes[id] = Text(theme, "", token="text.secondary", wrap=False, tabular=True)
            grid.addWidget(box, row, 0)
            grid.addWidget(Text(theme, words, token="text.secondary"), row, 1)
            grid.addWidget(size, row, 2, Qt.AlignmentFlag.AlignRight)
        self._restyle()
        theme.changed.connect(self._restyle)

    def chosen(self) -> tuple[str, ...]:
        return tuple(id for id, box in self.boxes.items() if box.isChecked())

    def show_sizes(self, sizes: Mapping[str, int]) -> None:
        """Bytes by format; one that is missing is not known yet."""
        for id, text in self._sizes.items():
            text.set_text(_rounded(sizes[id]) if id in sizes else "")
            words = _(WORDS.get(id, ""))
            self.boxes[id].setAccessibleDescription(f"{words}. {text.text()}" if text.text() else words)

    @Slot()
    def _restyle(self) -> None:
        for box in self.boxes.values():
            box.setFont(self._theme.font("label"))


def _rounded(length: int) -> str:
    return QLocale().formattedDataSize(length, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
