"""Gather the licences of everything in the bundle."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import Distribution, PackagePath, distribution, packages_distributions
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
IN_QT = {"PySide6_Essentials", "shiboken6"}
"""Qt.txt is theirs."""
LICENCE = re.compile("LICEN[SC]E|COPYING|NOTICE", re.IGNORECASE)
PARTS = """What is built into this package, by its own list. Where there are licences to choose from, the choice is the
first whose text is in the folder texts.

"""


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
    """All licences of a package in one file, and in another what is built into it, if it says so."""
    own = [file for file in package.files or () if file.parts[0].endswith(".dist-info")]
    texts = {file: _read(file) for file in own if LICENCE.search(file.name) and "sboms" not in file.parts}
    if not texts and package.name not in IN_QT:
        raise SystemExit(f"{package.name} brings no licence: put one into {WITHIN}")
    if texts:
        named = [f"==== {file.relative_to(file.parts[0])}\n\n{text}" for file, text in sorted(texts.items())]
        whole = "\n\n\n".join(named if len(texts) > 1 else texts.values())
        (folder / f"{package.name}.txt").write_text(whole, encoding="utf-8")
    bills = [file for file in own if "sboms" in file.parts and file.suffix == ".json"]
    if parts := sorted({part for file in bills for part in _parts(_read(file))}):
        (folder / f"{package.name}-parts.txt").write_text(PARTS + "\n".join(parts) + "\n", encoding="utf-8")


def _read(file: PackagePath) -> str:
    return Path(str(file.locate())).read_text(encoding="utf-8")


def _parts(bill: str) -> Iterator[str]:
    """A line for each part that is built into a package, from its bill of materials (CycloneDX)."""
    for part in json.loads(bill)["components"]:
        licence = " AND ".join(each["expression"] for each in part.get("licenses", ()))
        if part.get("scope") != "excluded" and licence:
            if not _is_covered(licence):
                raise SystemExit(f"{part['name']} is under {licence}: put that text into {WITHIN / 'texts'}")
            authors = f", by {part['author']}" if "author" in part else ""
            sources = [each["url"] for each in part.get("externalReferences", ()) if each["type"] == "vcs"]
            yield f"{part['name']} {part['version']}{authors}: {licence}. {' '.join(sources)}".rstrip()


def _is_covered(licence: str) -> bool:
    """Whether one of the licences to choose from is among the texts, with everything that goes along with it."""
    texts = {file.stem for file in (WITHIN / "texts").iterdir()}
    together = [re.split(r"\s+OR\s+", each.strip("() ")) for each in licence.split(" AND ")]
    return all(any(set(one.split(" WITH ")) <= texts for one in choices) for choices in together)


def _of_library(library: Path, folder: Path) -> None:
    """A library of the system belongs to a package of Debian, which keeps its licence beside it."""
    real = library.resolve()
    for name in (library, real, Path("/", *real.parts[2:])):  # /usr/lib or, in packages from before the merge, /lib
        asked = subprocess.run(["dpkg-query", "--search", str(name)], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            package = asked.stdout.split(":")[0]
            shutil.copyfile(Path("/usr/share/doc") / package / "copyright", folder / f"{package}.txt")
            return
