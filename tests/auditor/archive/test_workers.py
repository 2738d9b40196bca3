"""Reading happens elsewhere: it can be stopped at once, and a reader that dies loses one file, not the archive."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from auditor.archive import limits
from auditor.archive.containers import open_container
from auditor.archive.decoding.workers import Result, Task, read_all
from auditor.archive.layout import survey
from auditor.demo import write_archive
from auditor.errors import Cancelled
from auditor.processes import Workers


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> list[Task]:
    path = tmp_path_factory.mktemp("archive") / "demo.zip"
    write_archive(path)
    container = open_container(path)
    [layout] = survey(container)
    container.close()
    return [Task(str(path), file) for file in layout.data_files]


def results(tasks: list[Task], workers: int, cancel: threading.Event | None = None) -> list[Result]:
    with Workers(workers, first=Task) as processes:
        return [result for _task, result in read_all(tasks, processes, cancel)]


def summary(results: list[Result]) -> dict[str, tuple[str, int | None, int | None]]:
    return {r.entry.path: (r.entry.state, r.entry.records, r.entry.items) for r in results if r.entry}


def test_one_worker_and_three_read_the_same(tasks: list[Task]) -> None:
    alone, together = results(tasks, 1), results(tasks, 3)
    assert summary(alone) == summary(together)
    assert len(summary(alone)) == len(tasks)
    assert not multiprocessing.active_children()


def test_all_stored_bytes_are_accounted_for(tasks: list[Task]) -> None:
    used = sum(r.used for r in results(tasks, 2))
    assert used == sum(task.file.member.stored_size for task in tasks)


def test_cancelling_leaves_no_process_behind(tasks: list[Task]) -> None:
    cancel = threading.Event()
    stream = read_all(tasks, Workers(2), cancel)
    next(stream)
    cancel.set()
    with pytest.raises(Cancelled):
        list(stream)
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="no masks of signals there")
def test_ctrl_c_is_the_parents_to_answer_from_the_first_moment(
    tasks: list[Task], capfd: pytest.CaptureFixture[str]
) -> None:
    with Workers(3, first=Task) as workers:
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGINT)
        read = [result for _task, result in read_all(tasks, workers)]
    assert len(summary(read)) == len(tasks)
    assert "stopped unexpectedly" not in str(read)
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_reader_costs_one_file_and_the_receipt_says_so(tasks: list[Task]) -> None:
    workers = Workers(1)
    stream = (result for _task, result in read_all(tasks, workers))
    got = [next(stream)]
    [child] = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    got += list(stream)
    workers.close()
    states = [state for state, _, _ in summary(got).values()]
    assert len(states) == len(tasks)
    assert 1 <= states.count("unreadable") <= 2
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP there")
def test_a_reader_that_hangs_costs_one_file_and_the_receipt_says_so(
    tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = Workers(1)
    stream = (result for _task, result in read_all(tasks, workers))
    got = [next(stream)]
    [child] = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)
    monkeypatch.setattr(limits, "SILENCE", 0.5)
    for result in stream:
        got.append(result)
        if result.entry is not None and "standstill" in result.entry.note:
            monkeypatch.undo()
    workers.close()
    assert [state for state, _, _ in summary(got).values()].count("unreadable") == 1
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP there")
def test_cancelling_does_not_wait_for_a_reader_that_hangs(tasks: list[Task]) -> None:
    cancel = threading.Event()
    stream = read_all(tasks, Workers(1), cancel)
    next(stream)
    [child] = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)
    cancel.set()
    with pytest.raises(Cancelled):
        list(stream)
    assert not multiprocessing.active_children()


def test_an_archive_that_vanishes_is_not_waited_for(tasks: list[Task], tmp_path: Path) -> None:
    gone = [Task(str(tmp_path / "gone.zip"), task.file) for task in tasks[:2]]
    entries = [r.entry for r in results(gone, 1) if r.entry]
    assert {(entry.state, entry.note) for entry in entries} == {
        ("unreadable", "the archive went away while it was read")
    }
