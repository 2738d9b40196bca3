"""Killed at any moment, an audit is whole or gone and said to be; and nothing readable is left on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.auditor.store.killing import ACTS, kill_readings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes as Unix does")


def test_a_reading_that_is_killed_leaves_a_whole_audit_or_none_and_no_readable_byte(tmp_path: Path) -> None:
    times = int(os.environ.get("OUTTAKE_KILLS", "12"))
    outcomes = kill_readings(tmp_path, times)
    assert outcomes["whole"] + outcomes["gone, and told"] + outcomes["not begun"] == times
    assert outcomes["killed at work"]


def test_whatever_a_shelf_does_may_be_cut_off_at_any_line_of_it() -> None:
    """In a process of its own: a copy of one with threads, as this may be, could hang."""
    script = Path(__file__).with_name("killing.py")
    said = subprocess.run(
        [sys.executable, str(script), "0", "11"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    found = {act: set(states) for line in said.stdout.splitlines() for act, states in json.loads(line).items()}
    assert found.keys() == ACTS.keys()
    assert found["keep"] == {"none", "none; told of: reading", "whole"}
    assert found["delete"] == {"whole", "none", "none; told of: deleting"}
    assert found["set passphrase"] <= {
        "whole",
        "whole; told of: changing",
        "own passphrase; told of: replaced",
        "own passphrase",
    }
    assert found["import"] <= {"whole", "whole; told of: importing", "whole, whole"}
    assert found["rename"] == {"whole", "new"}
    assert found["export"] == {"whole"}
    assert found["wipe"] <= {"whole", "none", "none; told of: deleting"}
