"""When Python looks for objects that only hold each other, in a program of Qt."""

from __future__ import annotations

import gc
import threading

from PySide6.QtWidgets import QApplication

from gui.collecting import Collector


class Pair:
    """Two of them hold each other; the thread that frees one is noted."""

    def __init__(self, freed_on: list[threading.Thread]) -> None:
        self.other: Pair | None = None
        self._freed_on = freed_on

    def __del__(self) -> None:
        self._freed_on.append(threading.current_thread())


def leave_behind(many: int, freed_on: list[threading.Thread]) -> None:
    for _ in range(many):
        one, two = Pair(freed_on), Pair(freed_on)
        one.other, two.other = two, one


def test_a_thread_frees_nothing_and_the_window_does(qapp: QApplication) -> None:
    gc.collect()
    freed_on: list[threading.Thread] = []
    collector = Collector(qapp)
    try:
        thread = threading.Thread(target=leave_behind, args=(gc.get_threshold()[0], freed_on))
        thread.start()
        thread.join()
        assert not freed_on
        collector.look()
        assert set(freed_on) == {threading.current_thread()}
    finally:
        collector.stop()
        collector.deleteLater()
    assert gc.isenabled()


def test_where_little_has_come_together_nothing_is_looked_for(qapp: QApplication) -> None:
    gc.collect()
    freed_on: list[threading.Thread] = []
    collector = Collector(qapp)
    try:
        leave_behind(3, freed_on)
        collector.look()
        assert not freed_on
    finally:
        collector.stop()
        collector.deleteLater()
    gc.collect()
