"""Reports reach the disk whole or not at all, and never over something else."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from auditor.errors import CannotWrite
from auditor.i18n import gettext as _


def save_set(directory: Path, name: str, documents: Mapping[str, bytes]) -> Path:
    """Write `documents` (file name -> content) into a new folder `name` of `directory` and return that folder.

    An existing folder is left alone: the new one is then called `name`-2, `name`-3 and so on. `directory` is made
    if it is missing. Raises CannotWrite, and then nothing is left behind.
    """
    with _one_sentence(directory):
        made = _make(directory)
        try:
            return _write_set(directory, name, documents)
        except BaseException:
            for folder in reversed(made):
                folder.rmdir()
            raise


def write_one(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write one file whole. Raises CannotWrite, also where `path` exists and `overwrite` was not asked for."""
    if path.exists() and not overwrite:
        raise CannotWrite(
            _("There is already a file at {place}.").format(place=path), _("It was left as it is. Choose another name.")
        )
    with _one_sentence(path.parent):
        descriptor, beside = tempfile.mkstemp(prefix=".outtake-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _write(file.fileno(), content)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def _make(directory: Path) -> list[Path]:
    """Make the folders that are missing, outermost first, and say which."""
    missing = [folder for folder in (directory, *directory.parents) if not folder.exists()]
    directory.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _write_set(directory: Path, name: str, documents: Mapping[str, bytes]) -> Path:
    beside = Path(tempfile.mkdtemp(prefix=".outtake-", dir=directory))
    try:
        for file_name, content in documents.items():
            with (beside / file_name).open("xb") as file:
                _write(file.fileno(), content)
        for folder in _free_names(directory, name):
            try:
                return beside.rename(folder)
            except FileExistsError:
                continue  # someone was quicker
            except OSError as error:
                if error.errno != errno.ENOTEMPTY:
                    raise
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    raise AssertionError("names never run out")


def _free_names(directory: Path, name: str) -> Iterator[Path]:
    number = 1
    while True:
        folder = directory / (name if number == 1 else f"{name}-{number}")
        if not os.path.lexists(folder):
            yield folder
        number += 1


def _write(descriptor: int, content: bytes) -> None:
    """Write all of it and wait for the disk, so that a full one is noticed here and not later."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


@contextmanager
def _one_sentence(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        title, advice = _explain(error)
        raise CannotWrite(title.format(place=place), advice) from error


def _explain(error: OSError) -> tuple[str, str]:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return (
                _("Nothing was saved: there is no room left in {place}."),
                _("Free some space or choose another folder. Nothing was left behind."),
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return (
                _("Nothing was saved: {place} cannot be written to."),
                _("Choose a folder of your own, for example Documents. Nothing was left behind."),
            )
        case errno.ENOTDIR | errno.EEXIST:
            return (
                _("Nothing was saved: {place} is a file, not a folder."),
                _("Choose a folder. Nothing was left behind."),
            )
        case _:
            return (
                _("Nothing was saved: the system refused to write in {place}."),
                _("Choose another folder. Nothing was left behind."),
            )
