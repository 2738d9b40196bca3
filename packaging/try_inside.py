"""Use the program as a person would, from within a bundle: the window, a search, a letter, the keyring.

check_bundle.py reads this file and has the bundle's own Python carry it out, with nothing in reach but the bundle. Every
figure is printed, and whatever fails ends it with a traceback.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from auditor.letters.composing import Draft, compose
from auditor.letters.library import load_letters
from auditor.letters.paper import to_pdf
from auditor.policy.situation import Situation
from auditor.search.query import parse
from auditor.settings import Settings
from gui.app import Outtake


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def read_demo(outtake: Outtake) -> None:
    session = outtake.session
    session.tell(Situation(region="eu"))
    session.read_demo()
    while session.reading:
        wait(20)
    assert session.audit is not None, "the demo archive could not be read"


def go_through_the_pages(outtake: Outtake) -> None:
    for id in outtake.window.navigator.makers:
        if id not in {"welcome", "reading"}:
            outtake.window.navigator.go(id)
            wait(100)


def search(outtake: Outtake) -> int:
    session = outtake.session
    assert session.audit is not None
    while session.audit.store.indexed() < 1:
        wait(20)
    found = session.audit.finder.find(parse("today"), session.situation)
    assert found.whole
    assert len(session.audit.store.fetch(found.rows[:5])) == min(5, len(found.rows))
    return len(found.rows)


def keep(outtake: Outtake) -> int:
    """Under a passphrase: the keyring of whoever builds is not to be touched."""
    keeper, audit = outtake.keeper, outtake.session.audit
    assert audit is not None
    keeper.unlock("a passphrase for an hour")
    while keeper.busy:
        wait(20)
    keeper.keep(audit.store)
    while keeper.busy:
        wait(20)
    return len(keeper.cards)


def write_letters() -> int:
    """The PDF of each kind of letter, for the first place where it fits."""
    for id, letter in load_letters().items():
        paper = to_pdf(compose(Draft(id, letter.regions[0])), dt.datetime.now(dt.UTC))
        assert paper.startswith(b"%PDF-"), id
    return len(load_letters())


def keyrings() -> list[str]:
    """The keyrings for which the bundle has everything but the keyring itself."""
    import keyring.backend

    from auditor.secrets import ACCEPTED

    keyring.backend.get_all_keyring()  # finds them by their entry points
    known = {f"{one.__module__}.{one.__qualname__}" for one in keyring.backend._classes}  # noqa: SLF001
    if sys.platform == "linux":
        importlib.import_module("secretstorage.dhcrypto")
        importlib.import_module("jeepney.io.blocking")
    return sorted(ACCEPTED & known)


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="outtake-inside-") as folder:
        outtake = Outtake(app, Settings(), keep=False, folder=Path(folder, "audits"))
        outtake.window.show()
        read_demo(outtake)
        print("found:", search(outtake))
        go_through_the_pages(outtake)
        print("kept:", keep(outtake))
        print("letters:", write_letters())
        print("keyrings:", ", ".join(keyrings()))
        outtake.session.mark_saved()
        outtake.window.close()
        outtake.end()


main()
