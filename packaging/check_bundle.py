"""Try a built bundle: python packaging/check_bundle.py FOLDER.

Prints the sizes, then one line for each thing wrong: something in it that does not belong, something missing, a trace
of the machine it was built on, a program that does not work.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import contents
from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]

ROOT = Path(__file__).parent.parent
PROGRAMS = ("outtake", "outtake-window")
SUFFIX = ".exe" if sys.platform == "win32" else ""
OURS = {"auditor", "gui", "main", "resources", "outtake_window"}
INSIDE = Path(__file__).parent / "try_inside.py"
DOOR = (
    "-B",
    "-S",
    "-I",
    "-c",
    "from multiprocessing.resource_tracker import main; import runpy; "
    f"runpy.run_path({str(INSIDE)!r}, run_name='__main__')",
)
"""How PyInstaller's programs start the helpers of multiprocessing: text that begins like this is carried out."""
NEVER = re.compile(
    r"onnxruntime|huggingface|httpx|QtNetwork|Qt6Network|WebEngine|Qml|Quick|sqlite3\.cpython|(^|/)tests?/",
    re.IGNORECASE,
)


def modules(bundle: Path) -> set[str]:
    """The names of all Python modules in the bundle."""
    found: set[str] = set()
    for program in PROGRAMS:
        archive = CArchiveReader(str(bundle / f"{program}{SUFFIX}"))
        for name in archive.toc:
            found |= set(archive.open_embedded_archive(name).toc) if name.endswith(".pyz") else {name}
    return found


def foreign(names: set[str], files: list[str]) -> Iterator[str]:
    """What does not belong into the bundle."""
    yield from (f"does not belong: {name}" for name in files if NEVER.search(name) or not contents.is_wanted(name))
    yield from (f"does not belong: {name}" for name in sorted(names) if contents.is_excluded(name))
    known = OURS | contents.PACKAGES | set(sys.stdlib_module_names)
    tops = {name.split(".")[0] for name in names}
    yield from (
        f"unknown package: {top}"
        for top in sorted(tops - known)
        if not top.startswith(("pyi", "_pyi", "_sysconfigdata"))
    )


def missing(bundle: Path, names: set[str]) -> Iterator[str]:
    """What the program needs and would not find."""
    for path in (ROOT / "resources").rglob("*"):
        inside = path.relative_to(ROOT)
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not (bundle / "_internal" / inside).is_file():
            yield f"missing: {inside}"
    for package in ("auditor", "gui"):
        for path in (ROOT / package).rglob("*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            if name not in names and name not in NOT_SHIPPED:
                yield f"missing: {name} (no import leads to it)"
    for name in ("Outtake.txt", "LGPL-3.0.txt", "Qt.txt", "Inter.txt", "Lucide.txt", "Python.txt", "msgspec.txt"):
        if not (bundle / "licences" / name).is_file():
            yield f"missing: licences/{name}"
    if sys.platform == "linux":
        yield from _unresolved(bundle)


NOT_SHIPPED = {"gui.component_sheet", "gui.widgets.fields", "auditor.policy.proof", "auditor.policy.schema"}
"""For those who change the program: the component sheet, what only it shows, and the checker of the policy pack."""


def _unresolved(bundle: Path) -> Iterator[str]:
    """Libraries that neither the bundle nor a desktop has, and libraries that nothing in the bundle needs."""
    needed: dict[str, str] = {}
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            shown = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
            needed |= dict.fromkeys(re.findall(r"^ +NEEDED +(\S+)", shown, re.MULTILINE), path.name)
    carried = {path.name for path in bundle.rglob("lib*.so*") if "plugins" not in path.parts}
    for name in needed.keys() - carried:
        if not contents.FROM_THE_DESKTOP.fullmatch(name):
            yield f"missing: {name}, for {needed[name]}"
    # The starter loads Python by itself.
    yield from (f"nothing needs {name}" for name in carried - needed.keys() if not name.startswith("libpython"))


def traces(bundle: Path) -> Iterator[str]:
    """Files that name the folder this was built in, or, where it is text, the home of who built it."""
    home = str(Path.home()).encode()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            is_text = b"\0" not in data
            if str(ROOT).encode() in data or (is_text and re.search(re.escape(home) + rb"/", data)):
                yield f"names the machine it was built on: {path.relative_to(bundle)}"


def broken(bundle: Path) -> Iterator[str]:
    """Programs that do not do what they should, with nothing of this machine's Python in reach."""
    with tempfile.TemporaryDirectory(prefix="outtake-bundle-") as folder:
        surroundings = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL", "QT_"))
        }
        surroundings |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        program = str(bundle / f"outtake{SUFFIX}")
        for command in (["check"], ["demo", "--quiet", "--out", folder]):
            yield from _fails([program, *command], folder, surroundings)
        yield from _fails([program, *DOOR], folder, surroundings, show=True)
        yield from _does_not_stay([str(bundle / f"outtake-window{SUFFIX}")], folder, surroundings)


def _fails(command: list[str], folder: str, surroundings: dict[str, str], *, show: bool = False) -> Iterator[str]:
    done = subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False, timeout=300
    )
    errors = "\n".join(_complaints(done.stderr))
    if done.returncode != 0 or errors:
        yield f"fails: {' '.join(command)} (exit {done.returncode})\n{errors}"
    elif show:
        print(done.stdout, end="")


def _complaints(said: str) -> list[str]:
    return [line for line in said.splitlines() if line and "propagateSizeHints" not in line]


def _does_not_stay(command: list[str], folder: str, surroundings: dict[str, str]) -> Iterator[str]:
    """The window stays open until it is closed, and has nothing to complain of."""
    with subprocess.Popen(command, cwd=folder, env=surroundings, stderr=subprocess.PIPE, text=True) as started:
        try:
            started.wait(8)
        except subprocess.TimeoutExpired:
            started.terminate()
        else:
            yield f"ends by itself: {' '.join(command)} (exit {started.returncode})"
        yield from _complaints(started.communicate()[1])


def sizes(bundle: Path) -> Iterator[str]:
    """How large it is, and which parts make it so."""
    parts: dict[str, int] = {}
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(bundle)
            part = inside.parts[1] if inside.parts[0] == "_internal" else inside.parts[0]
            parts[part] = parts.get(part, 0) + path.stat().st_size
    yield f"{bundle}: {sum(parts.values()) / 1e6:.0f} MB"
    for part, size in sorted(parts.items(), key=lambda each: -each[1])[:6]:
        yield f"    {size / 1e6:6.1f} MB  {part}"


def main(bundle: Path) -> int:
    """Print the sizes and what is wrong; 0 if nothing is."""
    names = modules(bundle)
    files = [
        path.relative_to(bundle).as_posix().removeprefix("_internal/") for path in bundle.rglob("*") if path.is_file()
    ]
    problems = [*foreign(names, files), *missing(bundle, names), *traces(bundle), *broken(bundle)]
    for line in (*sizes(bundle), *problems):
        print(line)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
