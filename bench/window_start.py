"""How long the window takes to its first paint, and what it costs while nobody touches it.

    python -m bench.window_start       (offscreen unless QT_QPA_PLATFORM says otherwise)

Prints a JSON object: seconds to the first paint, and seconds of processor in ten idle seconds.
"""

from __future__ import annotations

import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

IDLE = 10_000


def main() -> None:
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from auditor.settings import Settings
    from bench.processes import since_start
    from gui.app import Outtake

    app = QApplication([])

    class Painted(QObject):
        at = 0.0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint and not self.at:
                self.at = since_start()
            return False

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    outtake = Outtake(app, Settings(), keep=False)
    painted = Painted()
    outtake.window.installEventFilter(painted)
    outtake.window.show()
    wait(2_000)
    before = time.process_time()
    wait(IDLE)
    idle = time.process_time() - before
    outtake.window.close()
    outtake.end()
    sys.stdout.write(json.dumps({"first paint": painted.at, "idle": idle}))


if __name__ == "__main__":
    main()
