"""Where the files go: a zip or a folder, written member by member, the same bytes for the same seed and size."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Protocol, Self

LONG_AGO = (2000, 1, 1, 0, 0, 0)
"""The one time every zip entry carries."""
ALREADY_PACKED = {".jpg", ".png", ".mp4"}


class Container(Protocol):
    """Something members can be written into, one at a time, by their path inside the archive."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def member(self, path: str) -> contextlib.AbstractContextManager[IO[bytes]]: ...


class ZipContainer:
    """A zip; text is deflated, media stored."""

    def __init__(self, destination: Path, top_folder: str) -> None:
        self._zip = zipfile.ZipFile(destination, "w", zipfile.ZIP_DEFLATED)
        self._top = PurePosixPath(top_folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def member(self, path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        entry = zipfile.ZipInfo(str(self._top / path), LONG_AGO)
        entry.create_system = 0
        packed = PurePosixPath(path).suffix in ALREADY_PACKED
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        return self._zip.open(entry, "w")


class FolderContainer:
    """A folder, as it stands after unpacking."""

    def __init__(self, destination: Path, top_folder: str) -> None:
        self._root = destination / top_folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    @contextlib.contextmanager
    def member(self, path: str) -> Iterator[IO[bytes]]:
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            yield file
