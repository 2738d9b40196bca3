"""Python's search for objects that only hold each other, kept to moments at which Qt stands still.

Left to itself it runs wherever memory is asked for: on a background thread, or in the middle of Qt's walk over all
widgets. A widget that it frees there takes the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_EVERY = 5_000
"""Milliseconds between two looks at how much has come together."""


class Collector(QObject):
    """Collects on the thread of the window, between two events, as often as Python itself would at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and with it those younger."""
        due = [n for n, (has, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if has > most]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
