"""What tests of the window share: the application with its theme, and a look for what was left behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication
from shiboken6 import ownedByPython

from auditor.design import Tokens, load_tokens
from auditor.optout.controls import load_controls
from auditor.optout.record import begin
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from gui import formats
from gui.session import Session
from gui.tasks import TaskRunner
from gui.theme import Mode, Theme


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    return load_tokens()


@pytest.fixture
def theme(qapp: QApplication, tokens: Tokens) -> Iterator[Theme]:
    theme = Theme(qapp, tokens)
    theme.set_mode(Mode.LIGHT)
    yield theme
    theme.deleteLater()


@pytest.fixture(autouse=True)
def english_figures() -> Iterator[None]:
    before = QLocale()
    formats.use_locale("en_GB")
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Every window that a test opened is gone after it, and so is what it copied. No widget is left without a parent:
    Python would free it at a moment of its own, which may be one at which Qt is at work on it."""
    gc.disable()
    yield
    qapp.clipboard().clear()  # Qt frees it after Python has ended, which crashes if Python made it
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if ownedByPython(widget) or widget.isVisible()]
    gc.enable()
    assert not left, left


@pytest.fixture
def session() -> Iterator[Session]:
    """A session without an archive."""
    runner = TaskRunner()
    session = Session(runner, load_pack(), load_controls())
    yield session
    session.close_audit()
    runner.shutdown()


@pytest.fixture(scope="session")
def demo_session(qapp: QApplication) -> Iterator[Session]:
    """A session with the demo archive open, read once for all tests; use `demo`."""
    runner = TaskRunner()
    session = Session(runner, load_pack(), load_controls())
    session.read_demo()
    while session.reading:
        qapp.processEvents()
    assert session.audit is not None
    yield session
    session.close_audit()
    runner.shutdown()


@pytest.fixture
def demo(demo_session: Session) -> Session:
    """The demo archive, of whose owner nothing is known yet."""
    demo_session.tell(Situation())
    demo_session.tell_guide(begin())
    demo_session.mark_saved()
    return demo_session
