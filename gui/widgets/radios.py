"""One answer of a few: radio buttons by name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton


class Radios(QButtonGroup):
    """`labels` by name, in the order in which they are shown; `question` is said with each. The page places them.

    Listen to `buttonClicked`, which only the person causes.
    """

    def __init__(self, question: str, labels: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self.by_name = {name: QRadioButton(label) for name, label in labels.items()}
        for button in self.by_name.values():
            button.setAccessibleDescription(question)
            self.addButton(button)

    @property
    def name(self) -> str:
        """Of the answer that is given."""
        return next(name for name, button in self.by_name.items() if button.isChecked())

    def check(self, name: str) -> None:
        self.by_name[name].setChecked(True)
        for button in self.by_name.values():
            # Qt lets Tab stop at the answer that is given only once the keyboard has been there.
            stops = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stops)
