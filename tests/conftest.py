"""Every test runs offline, without a screen, in the C locale, and in a home of its own that is thrown away."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import pytest

HOME = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows instead of drawing them off screen")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Settle the surroundings before anything imports Qt; worker processes inherit them."""
    home = Path(tempfile.mkdtemp(prefix="outtake-tests-"))
    config.stash[HOME] = home
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ |= {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "LC_ALL": "C.UTF-8",
        "TZ": "TEST-12:45",  # far from UTC, so that a report which used local time would show it
        "QT_SCALE_FACTOR": "1",
    }
    os.environ.pop("LANGUAGE", None)
    if hasattr(time, "tzset"):
        time.tzset()
    if not config.getoption("--onscreen"):
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(runtime)}
    _shut_the_network()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


def _shut_the_network() -> None:
    """Let no socket of this process leave the machine, or even ask for a name; pipes between processes stay open."""

    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a test tried to reach the network")

    def guarded(name: str) -> None:
        allowed = getattr(socket.socket, name)

        def method(self: socket.socket, *arguments: object) -> object:
            return allowed(self, *arguments) if self.family == socket.AF_UNIX else refused()

        setattr(socket.socket, name, method)

    for name in ("bind", "connect", "connect_ex", "sendto"):
        guarded(name)
    for name in ("getaddrinfo", "gethostbyname"):
        setattr(socket, name, refused)
