"""What a command costs: time, processor and memory, of itself and all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec

BETWEEN_LOOKS = 0.05
STARTED_AT = "OUTTAKE_BENCH_STARTED_AT"
"""Name of the variable in which a job is told when it was started, in seconds of `time.time()`."""


class Cost(msgspec.Struct):
    """Seconds, and the largest sum of the processes' resident memory in MB; pages that they share count once.

    moments  what the job itself printed as a JSON object
    """

    wall: float
    cpu: float
    memory: float | None
    moments: dict[str, float]


def cost(module: str, *arguments: str) -> Cost:
    """Run `python -m module arguments` to its end. Raises CalledProcessError."""
    begun = time.time()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        env=os.environ | {STARTED_AT: str(begun)},
    )
    watch = _Watch(process.pid)
    watch.start()
    assert process.stdout is not None
    said = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.time() - begun
    watch.ended.set()
    watch.join()
    if status:
        raise subprocess.CalledProcessError(status, module)
    moments = msgspec.json.decode(said or b"{}", type=dict[str, float])
    return Cost(wall, usage.ru_utime + usage.ru_stime, watch.most / 1e6 if watch.most else None, moments)


def since_start() -> float:
    """Seconds since the process that asks was started by `cost`."""
    return time.time() - float(os.environ[STARTED_AT])


class _Watch(threading.Thread):
    """Adds up the memory of a process and its descendants again and again. Linux only."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.ended = threading.Event()
        self.most = 0

    def run(self) -> None:
        while not self.ended.wait(BETWEEN_LOOKS):
            self.most = max(self.most, _memory(self._pid))


def _memory(pid: int) -> int:
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
