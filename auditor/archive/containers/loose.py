"""Data files that someone chose one by one, without the archive around them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditor.archive.containers.folders import Folder
from auditor.archive.containers.members import Member


class LooseFiles(Folder):
    """Files of one folder as an archive of their own; what else lies in that folder is never looked at."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__(files[0].parent, listed=False)
        sizes = {file.name: file.stat().st_size for file in files}
        self.members = [Member(name, size, size) for name, size in sorted(sizes.items())]


def is_loose(path: Path) -> bool:
    """A data file by itself: no zip and no folder."""
    return path.suffix.lower() == ".js" and path.is_file()
