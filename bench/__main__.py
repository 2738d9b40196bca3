"""Everything that is promised about speed, measured side by side in one run.

    python -m bench [--sizes S M] [--runs 3] [--no-search] [--no-window]

L is a size as well, but making its archive takes minutes. Prints a table, and writes build/bench/figures.json and
build/bench/figures.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import msgspec

from bench.archives import SIZES, archive
from bench.peer import PEER, under_older_names
from bench.processes import Cost, cost, memory

JOBS = {
    "audit": "the whole audit: read, judged, encrypted, indexed",
    "plain": "... neither encrypted nor indexed",
    "inflate": "unpacking alone, one process",
    "naive": "zipfile and json.loads, all kept",
}
if shutil.which(PEER):
    JOBS["peer"] = f"{PEER}, tables only"
OUT = Path("build") / "bench"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["S", "M"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--no-window", action="store_true")
    options = parser.parse_args()
    figures: dict[str, object] = {"machine": machine()}
    lines = [machine(), ""]
    for size in options.sizes:
        costs = interleaved(size, options.runs)
        needed = {job: memory("bench.jobs", job, str(archive(size))) for job in JOBS}
        figures[size] = {
            job: {"memory": needed[job], "runs": [msgspec.structs.asdict(one) for one in runs]}
            for job, runs in costs.items()
        }
        lines += table(size, costs, needed)
    if not options.no_search:
        searched = cost("bench.searching", str(archive("million"))).moments
        figures["searching"] = searched
        lines += searching(searched)
    if not options.no_window:
        starts = [cost("bench.window_start").moments for _ in range(options.runs)]
        figures["window"] = starts
        lines += ["## The window", ""]
        lines += [f"- start to first paint: {statistics.median(s['first paint'] for s in starts):.2f} s"]
        lines += [f"- processor in 10 idle seconds: {statistics.median(s['idle'] for s in starts):.3f} s", ""]
    if "peer" not in JOBS:
        lines += [f"{PEER} is not installed, so it was not measured."]
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "figures.json").write_text(json.dumps(figures, indent=1))
    (OUT / "figures.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def interleaved(size: str, runs: int) -> dict[str, list[Cost]]:
    """One after the other, again and again, so that a machine that is busy for a while is so for all."""
    path = str(archive(size))
    if "peer" in JOBS:
        under_older_names(archive(size))
    costs: dict[str, list[Cost]] = {job: [] for job in JOBS}
    for run in range(runs):
        for job, done in costs.items():
            print(f"{size} {job} {run + 1}/{runs} ...", file=sys.stderr, flush=True)
            done.append(cost("bench.jobs", job, path))
    return costs


def table(size: str, costs: dict[str, list[Cost]], needed: dict[str, float | None]) -> list[str]:
    wall = {job: statistics.median(one.wall for one in runs) for job, runs in costs.items()}
    items = costs["audit"][0].moments["items"]
    lines = [f"## {size}: {items:,.0f} items", ""]
    lines += [
        "| | wall s (least) | CPU s | memory MB | wall / json.loads | wall / unpacking |",
        "|---|---|---|---|---|---|",
    ]
    for job, runs in costs.items():
        cpu = statistics.median(one.cpu for one in runs)
        paired = [
            statistics.median(a.wall / b.wall for a, b in zip(runs, costs[to], strict=True))
            for to in ("naive", "inflate")
        ]
        least = min(one.wall for one in runs)
        timed = f"{wall[job]:.2f} ({least:.2f}) | {cpu:.2f} | {needed[job] or 0:.0f}"
        lines.append(f"| {JOBS[job]} | {timed} | {paired[0]:.2f} | {paired[1]:.1f} |")
    if "peer" in costs:
        kept = costs["peer"][0].moments["items"]
        ratio = statistics.median(a.wall / b.wall for a, b in zip(costs["audit"], costs["peer"], strict=True))
        lines += ["", f"The whole audit takes {ratio:.2f} of {PEER}'s time, which keeps {kept:,.0f} rows."]
    extra = statistics.median(a.wall / b.wall for a, b in zip(costs["audit"], costs["plain"], strict=True))
    lines += ["", f"Encryption and index together: {extra:.2f} times the run without them.", ""]
    lines += ["| from the drop, with the program running, to | s |", "|---|---|"]
    for name in ("first figures", "small kinds", "all counts", "searchable"):
        after = statistics.median(one.moments[name] - one.moments["dropped"] for one in costs["audit"])
        lines.append(f"| {name} | {after:.2f} |")
    return [*lines, ""]


def searching(found: dict[str, float]) -> list[str]:
    lines = [f"## Searching {found['items']:,.0f} items", ""]
    lines += [f"Opening a kept audit, with all its figures: {found['opening with all figures']:.0f} ms.", ""]
    lines += ["| ms | first page | all counts and order | plain SQLite | grep |", "|---|---|---|---|---|"]
    for name in [key.removesuffix(": first page") for key in found if key.endswith(": first page")]:
        values = [found.get(f"{name}: {what}") for what in ("first page", "all counts", "plain SQLite", "grep")]
        lines.append(f"| {name} | {' | '.join('' if value is None else f'{value:.1f}' for value in values)} |")
    return [*lines, ""]


def machine() -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load"
        f" {load:.1f} at the start, Python {platform.python_version()}, after commit {commit.strip() or 'unknown'}"
    )


if __name__ == "__main__":
    main()
