"""How long does the window stand still while an archive is read?

    PYTHONPATH=. .venv/bin/python bench/window_blocking.py [--items 200000] [--runs 3]

Opens the real window (offscreen unless QT_QPA_PLATFORM says otherwise), reads an archive of the project's own
generator, and lets a timer beat every 5 ms on the window's thread. The longest gap between two beats is how long the
window could not answer. Printed beside it, from the same run: the same beat while nothing happens, and the whole
reading time, so that a loaded machine shows.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from auditor.demo import write_archive
from auditor.settings import Settings
from gui.app import Outtake


class Heart(QObject):
    """Beats and keeps every gap, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def take(self) -> list[float]:
        gaps, self.gaps = self.gaps, []
        return gaps


def read_once(app: QApplication, archive: Path) -> tuple[float, float, float, float]:
    """Longest gap at rest, from the drop to the next page, and between the two changes of page; seconds of reading."""
    outtake = Outtake(app, Settings(), keep=False)
    outtake.window.show()
    heart = Heart()
    wait(1000)
    heart.take()
    wait(1000)
    rest = max(heart.take())
    done = QEventLoop()
    between: list[float] = []
    outtake.session.audit_changed.connect(done.quit)
    outtake.session.refused.connect(done.quit)
    begun = time.perf_counter()
    outtake.window.read([archive])
    wait(500)  # until Reading is in front
    first = heart.take()
    outtake.session.audit_changed.connect(lambda: between.extend(heart.take()), Qt.ConnectionType.DirectConnection)
    done.exec()
    seconds = time.perf_counter() - begun
    wait(300)
    reading = max(*first, *between, *heart.take())
    outtake.window.close()
    outtake.end()
    return rest, reading, max(between, default=0.0), seconds


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.zip"
        ledger = write_archive(archive, scale=options.items)
        runs = [read_once(app, archive) for _ in range(options.runs)]
    print(f"{sum(ledger.items.values()):,} items, {options.runs} runs; median (worst)")
    for name, unit, column in (
        ("longest gap at rest", "ms", 0),
        ("longest gap while reading", "ms", 1),
        ("... between the page changes", "ms", 2),
        ("reading", "s", 3),
    ):
        values = [run[column] for run in runs]
        print(f"{name:28} {statistics.median(values):8.1f} {unit} ({max(values):.1f})")


if __name__ == "__main__":
    main()
