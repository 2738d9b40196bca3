"""The double-click: without arguments the window opens; a command name makes it the command line."""

from __future__ import annotations

import multiprocessing
import sys

# Imports stand inside the functions: every reading process loads this file again and needs none of them.


def main() -> int:
    """`outtake`: the command line if its first word is a command or an option, else the window."""
    arguments = sys.argv[1:]
    try:
        from auditor.cli import COMMANDS, run

        if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
            return run(arguments)
        return _open_window(arguments)
    except KeyboardInterrupt:  # while it was still loading: nothing was begun
        return 130


def window() -> int:
    """`outtake-window`: always the window; arguments are archives to open."""
    return _open_window(sys.argv[1:])


def _open_window(archives: list[str]) -> int:
    from gui.app import start

    return start(archives)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
