"""What a command costs: time, processor and memory, of itself and all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

BETWEEN_LOOKS = 0.02
STARTED_AT = "OUTTAKE_BENCH_STARTED_AT"
"""Name of the variable in which a job is told when it was started, in seconds of `time.time()`."""


class Cost(msgspec.Struct):
    """Seconds. `moments` is what the job itself printed as a JSON object."""

    wall: float
    cpu: float
    moments: dict[str, float]


def cost(module: str, *arguments: str) -> Cost:
    """Run `python -m module arguments` to its end. Raises CalledProcessError."""
    begun = time.time()
    process = _started(module, arguments)
    assert process.stdout is not None
    said = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.time() - begun
    if status:
        raise subprocess.CalledProcessError(status, module)
    moments = msgspec.json.decode(said or b"{}", type=dict[str, float])
    return Cost(wall, usage.ru_utime + usage.ru_stime, moments)


def memory(module: str, *arguments: str) -> float | None:
    """The largest sum of the processes' resident memory in MB; pages that they share count once. None where the system
    does not tell. A run of its own: to look again and again costs a tenth of the time."""
    process = _started(module, arguments)
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(BETWEEN_LOOKS)
    return most / 1e6 if most else None


def _started(module: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        env=os.environ | {STARTED_AT: str(time.time())},
    )


def since_start() -> float:
    """Seconds since the process that asks was started by `cost`."""
    return time.time() - float(os.environ[STARTED_AT])


def _memory(pid: int) -> int:
    """Of a process and its descendants, in bytes."""
    place = Path("/proc") / str(pid)
    try:
        own = 1024 * int((place / "smaps_rollup").read_text().partition("\nPss:")[2].split()[0])
        children = (place / "task" / str(pid) / "children").read_text().split()
        tasks = [task for task in (place / "task").iterdir() if task.name != str(pid)]
        for task in tasks:  # a thread may have started them
            children += (task / "children").read_text().split()
    except OSError:
        return 0
    return own + sum(_memory(int(child)) for child in children)
