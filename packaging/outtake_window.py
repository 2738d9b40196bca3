"""The bundle's second program, for a double-click: always the window."""

from __future__ import annotations

import multiprocessing
import sys

from main import window

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(window())
