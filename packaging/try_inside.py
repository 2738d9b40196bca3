"""Use the program as a person would, from within a bundle: the window, a search, a letter, the keyring.

check_bundle.py has the bundle's own Python carry it out, so nothing is in reach but what the bundle brings. Each part
says in a line what came of it; whatever fails ends it with a traceback.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from keyring.compat.py312 import metadata
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from auditor.letters.composing import Draft, compose
from auditor.letters.library import load_letters
from auditor.letters.paper import to_pdf
from auditor.policy.situation import Situation
from auditor.search.query import parse
from auditor.secrets import ACCEPTED
from auditor.settings import Settings
from gui.app import Outtake
from gui.page_makers import PageMakers


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def read_demo(outtake: Outtake) -> None:
    session = outtake.session
    session.tell(Situation(region="eu"))
    session.refused.connect(_raise)
    session.read_demo()
    while session.reading:
        wait(20)
    assert session.audit is not None, "the demo archive could not be read"


def _raise(error: Exception) -> None:
    raise error


def go_through_the_pages(outtake: Outtake) -> None:
    for id in PageMakers(outtake.session, outtake.keeper, outtake.theme, outtake).by_id():
        outtake.window.navigator.go(id)
        wait(100)


def search(outtake: Outtake) -> int:
    session = outtake.session
    assert session.audit is not None
    while not session.audit.store.is_indexed():
        wait(20)
    found = session.audit.finder.find(parse("coffee"), session.situation)
    assert found.whole
    assert found.counts.items > 0
    assert len(session.audit.store.fetch(found.rows)) == found.counts.items
    return found.counts.items


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
    """The keyrings that the program would use where a system has them, found as it finds them: by entry points."""
    for point in metadata.entry_points(group="keyring.backends"):
        point.load()
    if sys.platform == "linux":
        importlib.import_module("secretstorage.dhcrypto")  # what that backend needs to speak to a keyring
    return sorted(name for name in ACCEPTED if name.rpartition(".")[0] in sys.modules)


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


if __name__ == "__main__":
    main()
