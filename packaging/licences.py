"""Gather the licences of everything in the bundle."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Iterable
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = {
    "Outtake.txt": ROOT / "LICENSE",
    "Inter.txt": ROOT / "resources" / "fonts" / "OFL.txt",
    "Noto Sans.txt": ROOT / "resources" / "fonts" / "OFL-noto.txt",
    "Lucide.txt": ROOT / "resources" / "icons" / "LICENSE-lucide.txt",
}
WITHIN = Path(__file__).parent / "licences"
"""Texts that the packages themselves leave out: Qt's, and those of libraries built into a package."""


def gather(folder: Path, *, modules: Collection[str], libraries: Iterable[Path]) -> None:
    """Put into folder the licences of this program, of the packages that hold the modules (top-level names), of
    Python, of PyInstaller's starter, and of the system libraries (paths on this machine)."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(WITHIN, folder)
    for name, text in OURS.items():
        shutil.copyfile(text, folder / name)
    shutil.copyfile(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", folder / "Python.txt")
    holders = packages_distributions()
    for package in {name for module in modules for name in holders.get(module, ())} | {"pyinstaller"}:
        _of_package(distribution(package), folder)
    if sys.platform == "linux" and shutil.which("dpkg-query"):
        for library in libraries:
            _of_library(library, folder)


def _of_package(package: Distribution, folder: Path) -> None:
    for file in package.files or ():
        if "licenses" in file.parts and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE")):
            part = "" if file.stem.upper().startswith(("LIC", "COPYING")) else f"-{file.stem.lower()}"
            shutil.copyfile(str(file.locate()), folder / f"{package.name}{part}.txt")


def _of_library(library: Path, folder: Path) -> None:
    """A library of the system belongs to a package of Debian, which keeps its licence beside it."""
    real = library.resolve()
    for name in (library, real, Path("/", *real.parts[2:])):  # /usr/lib or, in packages from before the merge, /lib
        asked = subprocess.run(["dpkg-query", "--search", str(name)], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            package = asked.stdout.split(":")[0]
            shutil.copyfile(Path("/usr/share/doc") / package / "copyright", folder / f"{package}.txt")
            return
