"""A letter that is overdue is seen from every page of the window, and is not lost without a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from auditor.letters.library import load_letters
from auditor.letters.tracking import LETTERS, LettersRecord, sent
from auditor.policy.situation import Situation
from auditor.settings import Settings
from gui.app import Outtake
from gui.pages.cleanup import CleanUpPage
from gui.pages.letters import LettersPage
from gui.widgets.date_field import today
from gui.widgets.sidebar import NavButton
from tests.gui.helpers import spoken_description
from tests.gui.sessions import ITEMS, open_audit


@pytest.fixture
def outtake(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Outtake]:
    outtake = Outtake(qapp, Settings(theme="light"), keep=False, folder=tmp_path / "audits")
    outtake.window.show()
    qtbot.waitExposed(outtake.window)
    open_audit(outtake.session, ITEMS)
    outtake.session.tell(Situation(region="eu"))
    outtake.session.mark_saved()
    yield outtake
    outtake.session.mark_saved()
    outtake.window.close()
    outtake.end()


def beside_letters(outtake: Outtake) -> str:
    buttons = outtake.window.findChildren(NavButton)
    return spoken_description(next(button for button in buttons if button.property("place") == "letters"))


def test_an_overdue_letter_is_told_beside_its_page(outtake: Outtake) -> None:
    assert beside_letters(outtake) == ""
    letter = sent(load_letters()["gdpr-access-x"], "X Internet Unlimited Company", today() - dt.timedelta(days=40))
    outtake.session.remember(LETTERS, LettersRecord(sent=(letter,)))
    assert beside_letters(outtake) == "1 overdue"
    assert outtake.session.unsaved
    outtake.window.navigator.go("letters")
    page = outtake.window.navigator.current
    assert isinstance(page, LettersPage)
    page.list.sent[0].deeds["answer"].click()
    assert beside_letters(outtake) == ""


def test_words_on_the_clean_up_list_become_reasons(outtake: Outtake, qtbot: QtBot) -> None:
    assert outtake.session.audit is not None
    store = outtake.session.audit.store
    store.put_on_clean_up(
        [row for row, item in enumerate(store.fetch(range(1, len(ITEMS) + 1)), 1) if item.id == "103"]
    )
    outtake.window.navigator.go("cleanup")
    cleanup = outtake.window.navigator.current
    assert isinstance(cleanup, CleanUpPage)
    qtbot.waitUntil(lambda: cleanup.items.rowCount() == 1)
    cleanup.table.selectRow(0)
    cleanup.head.quote.click()
    page = outtake.window.navigator.current
    assert isinstance(page, LettersPage)
    page.write("gdpr-objection-x")
    assert page.desk is not None
    assert page.desk.grounds is not None
    assert "“post number 3”" in page.desk.grounds.boxes[-1][0].sentence
