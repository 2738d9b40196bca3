"""Work goes on behind the window: it reports, it ends, it fails with a reason, and it stops when told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from auditor.errors import Cancelled, NotAnArchive
from gui.tasks import Report, Task, TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()
    qtbot.waitUntil(lambda: not runner.busy)


class Diary:
    """Writes down what a task says, and on which thread."""

    def __init__(self, task: Task) -> None:
        self.said: list[tuple[str, object]] = []
        self.threads: set[object] = set()
        task.progressed.connect(self._progressed)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        task.finished.connect(self._finished)

    def names(self) -> list[str]:
        return [name for name, _value in self.said]

    def _note(self, name: str, value: object = None) -> None:
        self.said.append((name, value))
        self.threads.add(QThread.currentThread())

    def _progressed(self, value: object) -> None:
        self._note("progressed", value)

    def _succeeded(self, value: object) -> None:
        self._note("succeeded", value)

    def _failed(self, value: object) -> None:
        self._note("failed", value)

    def _cancelled(self) -> None:
        self._note("cancelled")

    def _finished(self) -> None:
        self._note("finished")


def test_an_answer_arrives_whole_on_the_thread_of_the_window(qtbot: QtBot, runner: TaskRunner) -> None:
    bytes_read = 5_000_000_000

    def work(report: Report, cancel: threading.Event) -> object:
        report(bytes_read)
        return {"bytes": bytes_read, "thread": threading.get_ident()}

    task = runner.prepare(work)
    diary = Diary(task)
    with qtbot.waitSignal(task.finished):
        runner.start(task)
    assert diary.names() == ["progressed", "succeeded", "finished"]
    assert diary.said[0][1] == bytes_read
    answer = diary.said[1][1]
    assert isinstance(answer, dict)
    assert answer["thread"] != threading.get_ident()
    assert diary.threads == {QThread.currentThread()}


def test_a_failure_arrives_as_the_error_that_it_is(qtbot: QtBot, runner: TaskRunner) -> None:
    error = NotAnArchive("This is not an X archive.", "Choose the .zip that X gave you.")

    def work(report: Report, cancel: threading.Event) -> object:
        raise error

    task = runner.prepare(work)
    diary = Diary(task)
    with qtbot.waitSignal(task.finished):
        runner.start(task)
    assert diary.said == [("failed", error), ("finished", None)]


@pytest.mark.parametrize("returns", [True, False])
def test_cancel_ends_the_work_and_drops_its_answer(qtbot: QtBot, runner: TaskRunner, returns: bool) -> None:
    def work(report: Report, cancel: threading.Event) -> object:
        report("reading")
        cancel.wait()
        if returns:
            return "too late"
        raise Cancelled

    task = runner.prepare(work)
    diary = Diary(task)
    with qtbot.waitSignal(task.progressed):
        runner.start(task)
    assert runner.busy
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert diary.names() == ["progressed", "cancelled", "finished"]


def test_a_task_cancelled_before_its_turn_does_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    done: list[str] = []

    def work(report: Report, cancel: threading.Event) -> object:
        done.append("worked")
        return None

    task = runner.prepare(work)
    task.cancel()
    with qtbot.waitSignal(task.cancelled):
        runner.start(task)
    assert not done


def test_ten_thousand_reports_do_not_flood_the_window_and_the_last_one_arrives(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    def work(report: Report, cancel: threading.Event) -> object:
        for number in range(10_000):
            report(number)
        return None

    task = runner.prepare(work)
    diary = Diary(task)
    with qtbot.waitSignal(task.finished):
        runner.start(task)
    heard = [value for name, value in diary.said if name == "progressed"]
    assert heard[-1] == 9_999
    assert len(heard) < 1_000


def test_closing_the_window_stops_everything_that_runs_or_waits(qtbot: QtBot) -> None:
    runner = TaskRunner(threads=1)
    begun: list[int] = []

    def work(report: Report, cancel: threading.Event) -> object:
        begun.append(1)
        cancel.wait()
        return None

    tasks = [runner.prepare(work) for _number in range(5)]
    for task in tasks:
        runner.start(task)
    qtbot.waitUntil(lambda: bool(begun))
    runner.shutdown()
    qtbot.waitUntil(lambda: not runner.busy)
    assert len(begun) == 1


def test_many_tasks_leave_nothing_behind(qtbot: QtBot, runner: TaskRunner) -> None:
    def work(report: Report, cancel: threading.Event) -> object:
        report("one")
        return None

    for _number in range(100):
        runner.start(runner.prepare(work))
    qtbot.waitUntil(lambda: not runner.busy)
    qtbot.waitUntil(lambda: not runner.findChildren(QObject))
