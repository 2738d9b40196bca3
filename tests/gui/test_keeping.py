"""Someone closes the window and comes back another day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from auditor.demo import write_archive
from auditor.policy.situation import Situation
from auditor.settings import Settings
from gui.app import Outtake
from gui.widgets.question import Question
from gui.widgets.text import Text
from tests.auditor.test_secrets import Good, Locked

Open = Callable[[Settings], Outtake]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "mine.zip"
    write_archive(path, scale=400)
    return path


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("newer") / "newer.zip"
    write_archive(path, scale=450, generation="2026-07")
    return path


@pytest.fixture(autouse=True)
def system() -> Iterator[Good]:
    """A computer with a keyring that encrypts."""
    before, good = keyring.get_keyring(), Good()
    keyring.set_keyring(good)
    yield good
    keyring.set_keyring(before)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    """The program, on a computer whose kept audits lie in a folder of the test; only one runs at a time."""
    running: list[Outtake] = []

    def begin(settings: Settings) -> Outtake:
        for outtake in running:
            outtake.end()
        outtake = Outtake(qapp, settings, keep=False, folder=tmp_path / "audits")
        outtake.window.show()
        qtbot.waitUntil(lambda: not outtake.keeper.busy)
        running[:] = [outtake]
        return outtake

    yield begin
    for outtake in running:
        outtake.end()


def read(qtbot: QtBot, outtake: Outtake, path: Path) -> None:
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=30_000):
        outtake.session.read([path])


def answer(qtbot: QtBot, outtake: Outtake, verb: str) -> None:
    """Press a button of the question that is asked."""

    def button() -> QPushButton | None:
        boxes = [box for box in outtake.window.findChildren(Question) if box.isVisible()]
        return next((b for box in boxes for b in box.findChildren(QPushButton) if b.text() == verb), None)

    qtbot.waitUntil(lambda: button() is not None)
    pressed = button()
    assert pressed is not None
    pressed.click()


def kept_files(outtake: Outtake) -> list[Path]:
    return list(outtake.keeper.folder.glob("*.outtake"))


def page(outtake: Outtake) -> str:
    current = outtake.window.navigator.current
    assert current is not None
    return current.id


def test_what_is_kept_on_closing_is_there_the_next_day_with_what_was_told(
    qtbot: QtBot, start: Open, archive: Path
) -> None:
    first = start(Settings())
    read(qtbot, first, archive)
    first.session.tell(Situation(region="eu", under_18=False))
    first.window.close()
    answer(qtbot, first, "Keep it")
    qtbot.waitUntil(lambda: not first.window.isVisible(), timeout=10_000)
    assert len(kept_files(first)) == 1

    second = start(Settings())
    qtbot.waitUntil(lambda: len(second.keeper.cards) == 1)
    welcome = second.window.navigator.page("welcome")
    assert "1 earlier audit" in [button.text() for button in welcome.findChildren(QPushButton)]
    with qtbot.waitSignal(second.session.audit_changed, timeout=10_000):
        second.keeper.open_audit(second.keeper.cards[0].id)
    assert page(second) == "overview"
    assert second.session.situation == Situation(region="eu", under_18=False)
    second.window.close()
    assert not second.window.isVisible()  # it is kept: nothing to ask


def test_what_is_forgotten_leaves_nothing(qtbot: QtBot, start: Open, archive: Path) -> None:
    outtake = start(Settings())
    read(qtbot, outtake, archive)
    outtake.window.close()
    answer(qtbot, outtake, "Forget it")
    qtbot.waitUntil(lambda: not outtake.window.isVisible())
    assert not outtake.keeper.folder.exists()


def test_who_goes_back_loses_nothing(qtbot: QtBot, start: Open, archive: Path) -> None:
    outtake = start(Settings())
    read(qtbot, outtake, archive)
    outtake.window.close()
    answer(qtbot, outtake, "Go back")
    assert outtake.window.isVisible()
    assert outtake.session.audit is not None


def test_whoever_keeps_audits_always_is_not_asked_and_loses_none(qtbot: QtBot, start: Open, archive: Path) -> None:
    outtake = start(Settings(retention="keep"))
    qtbot.waitUntil(lambda: outtake.keeper.shelf is not None)
    read(qtbot, outtake, archive)
    assert outtake.session.audit is not None
    assert outtake.session.audit.card is not None
    outtake.session.tell(Situation(region="ch"))
    outtake.window.close()
    assert not outtake.window.isVisible()
    again = start(Settings())
    qtbot.waitUntil(lambda: len(again.keeper.cards) == 1)


def test_the_same_archive_again_leads_to_the_audit_that_there_is(qtbot: QtBot, start: Open, archive: Path) -> None:
    outtake = start(Settings(retention="keep"))
    qtbot.waitUntil(lambda: outtake.keeper.shelf is not None)
    read(qtbot, outtake, archive)
    outtake.session.tell(Situation(region="us"))
    outtake.session.close_audit()
    outtake.session.read([archive])
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=10_000):
        answer(qtbot, outtake, "Open the audit")
    assert outtake.session.situation.region == "us"
    outtake.session.close_audit()
    outtake.session.read([archive])
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=30_000):
        answer(qtbot, outtake, "Read it again")
    assert len(kept_files(outtake)) == 2


def test_a_newer_archive_of_the_account_goes_on_with_what_was_told(
    qtbot: QtBot, start: Open, archive: Path, newer: Path
) -> None:
    outtake = start(Settings(retention="keep"))
    qtbot.waitUntil(lambda: outtake.keeper.shelf is not None)
    read(qtbot, outtake, archive)
    outtake.session.tell(Situation(region="br"))
    outtake.session.close_audit()
    assert outtake.session.situation == Situation()
    read(qtbot, outtake, newer)
    assert outtake.session.situation.region == "br"


def test_where_the_keyring_stays_locked_the_audit_stays_open_and_the_page_says_why(
    qtbot: QtBot, start: Open, archive: Path
) -> None:
    keyring.set_keyring(Locked())
    outtake = start(Settings())
    read(qtbot, outtake, archive)
    outtake.window.close()
    answer(qtbot, outtake, "Keep it")
    qtbot.waitUntil(lambda: page(outtake) == "audits")
    assert outtake.window.isVisible()
    assert outtake.session.audit is not None
    said = " ".join(text.text() for text in outtake.window.navigator.page("audits").findChildren(Text))
    assert "locked" in said


def test_the_demo_is_never_kept_and_never_asked_about(qtbot: QtBot, start: Open) -> None:
    outtake = start(Settings())
    with qtbot.waitSignal(outtake.session.audit_changed, timeout=30_000):
        outtake.session.read_demo()
    outtake.window.close()
    assert not outtake.window.isVisible()


def test_where_a_passphrase_opens_the_list_it_is_asked_for_before_leaving(
    qtbot: QtBot, start: Open, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.secrets.SCRYPT", {"n": 2**4, "r": 8, "p": 1, "dklen": 32})
    first = start(Settings())
    with qtbot.waitSignal(first.keeper.changed):
        first.keeper.unlock("a long passphrase")
    qtbot.waitUntil(lambda: first.keeper.shelf is not None)
    second = start(Settings())
    read(qtbot, second, archive)
    second.window.close()
    answer(qtbot, second, "Keep it")
    qtbot.waitUntil(lambda: page(second) == "audits")
    assert second.window.isVisible()
    second.keeper.unlock("a long passphrase")
    qtbot.waitUntil(lambda: not second.window.isVisible(), timeout=10_000)
    assert len(kept_files(second)) == 1


def test_what_is_told_in_the_last_moment_is_not_lost(qtbot: QtBot, start: Open, archive: Path) -> None:
    first = start(Settings(retention="keep"))
    qtbot.waitUntil(lambda: first.keeper.shelf is not None)
    read(qtbot, first, archive)
    first.session.tell(Situation(region="ca"))
    second = start(Settings())  # the first one ends without another turn of its loop
    qtbot.waitUntil(lambda: len(second.keeper.cards) == 1)
    with qtbot.waitSignal(second.session.audit_changed, timeout=10_000):
        second.keeper.open_audit(second.keeper.cards[0].id)
    assert second.session.situation.region == "ca"


def test_a_damaged_earlier_audit_does_not_stand_in_the_way_of_a_newer_archive(
    qtbot: QtBot, start: Open, archive: Path, newer: Path
) -> None:
    outtake = start(Settings(retention="keep"))
    qtbot.waitUntil(lambda: outtake.keeper.shelf is not None)
    read(qtbot, outtake, archive)
    outtake.session.close_audit()
    [file] = kept_files(outtake)
    file.write_bytes(file.read_bytes()[:5000])
    read(qtbot, outtake, newer)
    assert outtake.session.audit is not None
