"""The rules of the house that import-linter and ruff cannot hold."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("auditor", "gui", "resources")


def modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from (ROOT / package).rglob("*.py")


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_nothing_imports_main() -> None:
    assert [path for path in modules(*PACKAGES) if "main" in imported(path)] == []


def test_the_auditor_and_the_command_line_need_no_qt() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules("auditor")]
    script = f"""
import importlib, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None  # any import of them fails
for name in {names!r} + ["main"]:
    importlib.import_module(name.removesuffix(".__init__"))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_window_leaves_json_to_the_auditor() -> None:
    assert [path for path in modules("gui") if "msgspec.json" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_versions_and_hashes_and_nothing_of_the_machine_it_was_made_on(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    requirement = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\/]+)? \\")
    digest = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
    assert lines[0].startswith('# Made by "make lock"')
    assert [line for line in lines[1:] if not requirement.fullmatch(line) and not digest.fullmatch(line)] == []


def test_the_tools_are_locked_on_top_of_exactly_what_the_app_is_locked_to() -> None:
    app = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    tools = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pins = re.compile(r"^([a-z0-9-]+)==([\w.]+)", re.MULTILINE)
    assert set(pins.findall(app)) < set(pins.findall(tools))


def test_no_test_can_reach_the_network() -> None:
    with socket.socket() as door, pytest.raises(AssertionError, match="network"):
        door.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("example.org", 80))
