"""The person's preferences: a small JSON file of what is not the default. Nothing of an archive is ever in it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs


class Settings(msgspec.Struct, omit_defaults=True):
    """theme              follow the system, or always light or dark
    text_percent       80 to 200
    language           a code as in resources/locale, "" for the system's
    compact_sidebar    icons only
    retention          what becomes of an audit when it is closed: ask, keep it encrypted, or forget it
    requested_on       the day on which an archive was asked of X, while it is awaited
    window             place and size of the window, as Qt packs it, in base64
    """

    theme: Literal["system", "light", "dark"] = "system"
    text_percent: int = 100
    language: str = ""
    compact_sidebar: bool = False
    retention: Literal["ask", "keep", "forget"] = "ask"
    requested_on: dt.date | None = None
    window: str = ""


def settings_path() -> Path:
    return platformdirs.user_config_path("outtake", appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """What is missing or cannot be understood is as on the first day; a broken file stops nothing."""
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.decode((path or settings_path()).read_bytes(), type=Settings)
    return Settings()


def save_settings(settings: Settings, path: Path | None = None) -> bool:
    """Replace the file as a whole. False if it cannot be written: preferences are then forgotten, nothing else."""
    path = path or settings_path()
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings)))
        Path(beside).replace(path)
    except OSError:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        return False
    return True
