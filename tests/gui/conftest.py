"""What tests of the window share: the application with its theme, and a look for what was left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from auditor.design import Tokens, load_tokens
from gui import formats
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
    """Every window that a test opened is gone after it, and so is what it copied."""
    yield
    qapp.clipboard().clear()  # Qt frees it after Python has ended, which crashes if Python made it
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not left, left
