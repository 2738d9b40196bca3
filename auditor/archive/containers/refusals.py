"""Why something is no archive, in one sentence, and what to do next."""

from __future__ import annotations

import contextlib
from pathlib import Path

from auditor.archive import limits
from auditor.errors import NotAnArchive


def no_permission(path: Path) -> NotAnArchive:
    return NotAnArchive(
        f"You do not have permission to read {path.name}.", "Change its permissions, or copy it to your own folder."
    )


def cannot_be_read(path: Path) -> NotAnArchive:
    return NotAnArchive(f"{path.name} cannot be read from this disk.", "Copy it elsewhere and try again.")


def not_a_file(path: Path) -> NotAnArchive:
    return NotAnArchive(
        f"{path.name} is neither a file nor a folder.",
        "Choose the .zip file that X gave you, or the folder it was unpacked into.",
    )


def too_many_files(path: Path) -> NotAnArchive:
    return NotAnArchive(
        f"{path.name} holds more than {limits.MEMBERS:,} files, more than any archive of X.",
        "Choose the archive's own folder, or the .zip file that X gave you.",
    )


def oversized_directory(path: Path) -> NotAnArchive:
    return NotAnArchive(
        f"{path.name} has a table of contents far larger than that of any archive of X.",
        "Choose the .zip file that X gave you.",
    )


def locked(path: Path) -> NotAnArchive:
    return NotAnArchive(
        f"{path.name} is protected with a password.", "Unpack it with the password and choose the folder."
    )


def not_a_whole_zip(path: Path) -> NotAnArchive:
    """For a file without any part that can be used as a zip: what it seems to be instead."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(b"PK\x03\x04"):
            return NotAnArchive(
                f"{path.name} is only part of a zip file: its end is missing, as after a download that was cut off.",
                "Download it from X again and wait until it is complete.",
            )
        if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
            return NotAnArchive(
                f"{path.name} is a saved web page, not an archive.",
                "Ask X for your archive under Settings, Your account, Download an archive of your data.",
            )
    return NotAnArchive(
        f"{path.name} is not a zip file or a folder.",
        "Choose the .zip file that X gave you, or the folder it was unpacked into.",
    )
