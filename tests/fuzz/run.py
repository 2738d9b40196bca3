"""make fuzz: many damaged archives, in two processes, each watched for time and memory.

python -m tests.fuzz.run [--cases 200000] [--seed 1] [--first 0]
python -m tests.fuzz.run --only NUMBER        one case in this process, with its traceback
"""

# ruff: noqa: T201 (a script that says what it found)

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.fuzz.cases import Outcome, run_case

SECONDS = 5
MEGABYTES = 300
PROCESSES = 2
AT_A_TIME = 200


class Hang(Exception):
    """A case takes longer than anyone waits."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    if options.only is not None:
        with tempfile.TemporaryDirectory() as folder, watched():
            print(dict(run_case(options.seed, options.only, Path(folder))))
        return 0
    return run(options.seed, range(options.first, options.first + options.cases))


def run(seed: int, numbers: range) -> int:
    """0 if every case ended as it should."""
    began = time.monotonic()
    outcome: Outcome = Counter()
    failures: list[str] = []
    slowest, largest, done = 0.0, 0, 0
    context = multiprocessing.get_context("spawn")
    pipes: list[Connection] = []
    for offset in range(PROCESSES):
        mine, theirs = context.Pipe()
        context.Process(target=_serve, args=(theirs, seed, numbers[offset::PROCESSES]), daemon=True).start()
        theirs.close()
        pipes.append(mine)
    while pipes:
        ready = wait(pipes, timeout=SECONDS * 10)
        if not ready:
            failures.append(f"{len(pipes)} processes are silent: a hang that no signal can end")
            break
        for pipe in ready:
            assert isinstance(pipe, Connection)
            try:
                part = pipe.recv()
            except EOFError:
                pipes.remove(pipe)
                continue
            outcome += part.outcome
            failures += part.failures
            done += part.cases
            slowest, largest = max(slowest, part.slowest), max(largest, part.megabytes)
        print(f"\r{done:,} of {len(numbers):,} cases, {len(failures)} failures", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    if done != len(numbers) and not failures:
        failures.append(f"only {done:,} of {len(numbers):,} cases were done: a process died")
    if largest > MEGABYTES:
        failures.append(f"{largest} MB of memory were used; {MEGABYTES} are allowed")
    for failure in failures[:20]:
        print(failure)
    print(f"{done:,} archives in {time.monotonic() - began:.0f} s, seed {seed}: {len(failures)} failures")
    print(f"the slowest took {slowest:.2f} s; at most {largest} MB were used")
    print(", ".join(f"{state} {number:,}" for state, number in outcome.most_common()))
    return 1 if failures else 0


class Part:
    """What one process did since it last spoke."""

    def __init__(self) -> None:
        self.outcome: Outcome = Counter()
        self.failures: list[str] = []
        self.cases = self.megabytes = 0
        self.slowest = 0.0


def _serve(pipe: Connection, seed: int, numbers: range) -> None:
    part = Part()
    with tempfile.TemporaryDirectory() as folder, watched():
        for number in numbers:
            began = time.monotonic()
            try:
                with at_most(SECONDS):
                    part.outcome += run_case(seed, number, Path(folder))
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                where = traceback.extract_tb(error.__traceback__)[-1]
                part.failures.append(
                    f"case {number}: {type(error).__name__} in {Path(where.filename).name}:{where.lineno}"
                    f" ({str(error)[:80]})"
                )
            part.slowest = max(part.slowest, time.monotonic() - began)
            part.cases += 1
            if part.cases == AT_A_TIME:
                part.megabytes = _megabytes()
                pipe.send(part)
                part = Part()
        part.megabytes = _megabytes()
        pipe.send(part)


def _megabytes() -> int:
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Memory beyond what is allowed cannot even be asked for."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (2 * MEGABYTES * 1024 * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


@contextlib.contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    sys.exit(main())
