"""What a person installs, and what the papers beside the code say about it."""

from __future__ import annotations

import configparser
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])


def test_the_wheel_holds_the_program_with_all_its_resources_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in held} == {"main.py", "auditor", "gui", "resources"}
    resources = {path for path in (ROOT / "resources").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT).as_posix() for path in resources} <= held


def test_both_commands_lead_to_something_that_can_be_called() -> None:
    entries = PROJECT["project"]["scripts"] | PROJECT["project"]["gui-scripts"]
    targets = [entry.partition(":")[2] for entry in entries.values()]
    script = f"import main; print(all(callable(getattr(main, name)) for name in {targets!r}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "True"


def test_every_dependency_has_its_reason_written_down() -> None:
    groups = PROJECT["dependency-groups"]
    wanted = [*PROJECT["project"]["dependencies"], *(name for group in groups.values() for name in group)]
    names = {re.split(r"[ ;<>=!]", requirement)[0] for requirement in wanted}
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert {name for name in names if not re.search(rf"^\|[^|]*\b{re.escape(name)}\b", reasons, re.MULTILINE)} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_between_the_papers_leads_somewhere(paper: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_make_command_in_the_papers_exists(paper: Path) -> None:
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)(?: +#|$)", paper.read_text(encoding="utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {first or second for first, second in named} <= targets


def test_the_launcher_opens_zips_and_folders_in_the_window() -> None:
    launcher = configparser.ConfigParser(interpolation=None)
    launcher.optionxform = str  # type: ignore[assignment, method-assign]
    launcher.read(ROOT / "packaging" / "linux" / "outtake.desktop", encoding="utf-8")
    entry = launcher["Desktop Entry"]
    command, _space, arguments = entry["Exec"].partition(" ")
    assert command in PROJECT["project"]["gui-scripts"]
    assert arguments == "%F"
    assert {"application/zip", "inode/directory"} <= set(entry["MimeType"].split(";"))
    assert entry["Icon"] == "outtake"


def test_the_icon_is_drawn_in_every_size_and_format_without_a_screen(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "packaging" / "icons.py", tmp_path], check=True)
    drawn = {path.parent.parent.name: QImage(str(path)) for path in tmp_path.glob("hicolor/*/apps/outtake.png")}
    assert set(drawn) >= {"16x16", "32x32", "48x48", "128x128", "256x256", "512x512"}
    assert all(f"{image.width()}x{image.height()}" == name for name, image in drawn.items())
    for image in [*drawn.values(), QImage(str(tmp_path / "outtake.ico")), QImage(str(tmp_path / "outtake.icns"))]:
        assert image.pixelColor(0, 0).alpha() == 0, "the corners are round"
        middle = image.pixelColor(image.width() // 2, image.height() // 2)
        assert middle.alpha() == 255 and middle.green() > middle.red(), "the bar in the middle is teal"


@pytest.mark.skipif(sys.platform != "linux", reason="the bundle's installer for Linux desktops")
def test_installing_the_bundle_touches_only_the_own_account_and_can_be_undone(tmp_path: Path) -> None:
    home, bundle = tmp_path / "home", tmp_path / 'it\'s 100 % "mine" & $5'
    shutil.copytree(ROOT / "packaging" / "linux", bundle)
    icon = bundle / "icons" / "hicolor" / "16x16" / "apps" / "outtake.png"
    icon.parent.mkdir(parents=True)
    icon.touch()
    home.mkdir()
    tools = os.environ["PATH"]

    def run(*arguments: str) -> None:
        surroundings = {"PATH": tools, "HOME": str(home)}
        subprocess.run([bundle / "install.sh", *arguments], env=surroundings, check=True, capture_output=True)

    run()
    share = home / ".local" / "share"
    launcher = (share / "applications" / "outtake.desktop").read_text(encoding="utf-8")
    (command,) = re.findall(r"^Exec=(.*) %F$", launcher, re.MULTILINE)
    # A desktop undoes three layers: the file's own backslashes, quotes as a shell reads them, doubled per cent signs.
    undone = ["sh", "-c", "printf %s " + command.replace("\\\\", "\\")]
    program = subprocess.run(undone, check=True, capture_output=True, text=True).stdout.replace("%%", "%")
    assert program == str(bundle / "outtake-window")
    assert (share / "icons" / "hicolor" / "16x16" / "apps" / "outtake.png").is_file()
    assert (home / ".local" / "bin" / "outtake").readlink() == bundle / "outtake"

    run("--uninstall")
    left = {path.name for path in home.rglob("*") if not path.is_dir() or path.is_symlink()}
    assert {name for name in left if "outtake" in name} == set()


def test_the_bundle_leaves_out_what_could_reach_the_network_and_what_is_not_used() -> None:
    contents = runpy.run_path(str(ROOT / "packaging" / "contents.py"))
    wanted = contents["is_wanted"]
    qt = "PySide6/Qt"
    assert all(map(wanted, [f"{qt}/lib/libQt6Core.so.6", f"{qt}/plugins/platforms/libqxcb.so", "libxcb-cursor.so.0"]))
    assert all(map(wanted, ["auditor.py", "resources/kinds.toml", "msgspec/_core.cpython-311-x86_64-linux-gnu.so"]))
    refused = [
        *(
            f"{qt}/lib/libQt6Network.so.6",
            "PySide6/QtNetwork.abi3.so",
            "PySide6/Qt6WebEngineCore.dll",
            "libQt6Qml.so.6",
        ),
        *(f"{qt}/plugins/tls/libqopensslbackend.so", f"{qt}/plugins/platformthemes/libqgtk3.so"),
        *(f"{qt}/translations/qtbase_de.qm", "libgtk-3.so.0", "libstdc++.so.6"),
    ]
    assert [name for name in refused if wanted(name)] == []


def test_of_the_large_libraries_only_what_is_used_goes_into_the_bundle() -> None:
    contents = runpy.run_path(str(ROOT / "packaging" / "contents.py"))
    is_excluded = contents["is_excluded"]
    assert all(map(is_excluded, ["numpy.random", "numpy.random.mtrand", "numpy.f2py.rules", "ssl", "test.support"]))
    used = [
        "numpy",
        "numpy._core.multiarray",
        "numpy.ma.core",
        "numpy.typing",
        "typst",
        "keyring.backends.SecretService",
    ]
    assert [name for name in used if is_excluded(name)] == []


def test_the_bundle_carries_every_licence_of_a_package_and_of_what_is_built_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    gather = runpy.run_path(str(ROOT / "packaging" / "licences.py"))["gather"]
    gather(tmp_path, modules={"numpy", "typst", "keyring", "jaraco", "cryptography"}, libraries=[])
    numpy = (tmp_path / "numpy.txt").read_text(encoding="utf-8")
    assert [name for name in ("OpenBLAS", "libgfortran", "dragon4_LICENSE.txt") if name not in numpy] == []
    parts = (tmp_path / "typst-parts.txt").read_text(encoding="utf-8")
    assert re.search("^hayagriva .*: MIT OR Apache-2.0", parts, re.MULTILINE)
    assert re.search("^option-ext .*: MPL-2.0", parts, re.MULTILINE)
    assert (tmp_path / "texts" / "MPL-2.0.txt").is_file()
    assert {"keyring.txt", "jaraco.classes.txt", "cryptography-parts.txt"} <= {path.name for path in tmp_path.iterdir()}
