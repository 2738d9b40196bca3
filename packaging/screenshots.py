"""Pictures of every page, to be looked at by a person before a change is done.

    make screenshots            all of them, into build/screenshots/
    .venv/bin/python packaging/screenshots.py FOLDER [--only overview] [--quick]

Each page in light and dark, at 100 % and 200 % text, in English and in a pseudo-language whose words are a third
longer; the overview and the component sheet also as people with a colour-vision deficiency see them. --quick takes
light and dark at 100 % in English only. The audits shown are invented and kept in a temporary folder, under a
passphrase: no keyring is asked.
"""

from __future__ import annotations

import argparse
import gettext
import itertools
import os
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from auditor.demo import write_archive
from auditor.i18n import use_catalogue
from auditor.policy.situation import Situation
from auditor.search.query import parse
from auditor.settings import Settings
from auditor.store.keeping import open_with_passphrase
from gui import app as application
from gui import formats
from gui.app import Outtake
from gui.component_sheet import ComponentSheet
from gui.pages.explore import ExplorePage

PASSPHRASE = "shown on no picture"
WORDS = "category:posts,replies coffee"
PAGES = (
    *("situation", "overview", "explore", "explore-item", "cleanup", "optout", "letters", "letter", "report"),
    *("receipt", "audits", "policy", "settings"),
)
SEEN_THROUGH: dict[str, tuple[tuple[float, float, float], ...]] = {
    # Machado, Oliveira and Fernandes 2009, severity 1.0
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "greyscale": ((0.299, 0.587, 0.114),) * 3,
}


EYES = ("overview", "sheet")


class Longer(gettext.NullTranslations):
    """Every text with accents and a third longer, its {placeholders} untouched."""

    ACCENTS = str.maketrans("aeiounAEIOUN", "àéîöüñÀÉÎÖÜÑ")

    def gettext(self, message: str) -> str:
        parts = re.split(r"(\{[^}]*\})", message)
        marked = "".join(part if part.startswith("{") else part.translate(self.ACCENTS) for part in parts)
        return f"{marked} {'·' * (len(message) // 3)}".rstrip()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(done: Callable[[], bool]) -> None:
    while not done():
        wait(20)


def bring_to(name: str, outtake: Outtake) -> None:
    """The window to where that picture is taken."""
    navigator = outtake.window.navigator
    match name:
        case "explore":
            navigator.show_items(WORDS)
        case "explore-item":
            page = navigator.page("explore")
            assert isinstance(page, ExplorePage)
            page.table.opened.emit(0)
        case "optout":
            navigator.go("optout:x.grok.training")
        case "letter":
            navigator.go("letters:gdpr-objection-x")
        case _:
            navigator.go(name)


def keep_audits(app: QApplication, folder: Path) -> None:
    """Two audits of one account, read as a person would read them, the newer with a situation and a clean-up list."""
    open_with_passphrase(folder, PASSPHRASE).close()
    outtake = Outtake(app, Settings(retention="keep"), keep=False, folder=folder)
    unlock(outtake)
    for generation, name in (("2025-01", "twitter-2025-01-08.zip"), ("2026-03", "twitter-2026-03-14.zip")):
        write_archive(folder.parent / name, generation=generation)
        outtake.session.read([folder.parent / name])
        wait_until(lambda: not outtake.session.reading)
    outtake.session.tell(Situation(region="eu", protected="never", under_18=False))
    audit = outtake.session.audit
    assert audit is not None
    wait_until(audit.store.is_indexed)
    found = audit.finder.find(parse(WORDS), outtake.session.situation)
    audit.store.put_on_clean_up(found.rows[:9].tolist())
    outtake.session.flush()
    outtake.end()


def unlock(outtake: Outtake) -> None:
    outtake.keeper.unlock(PASSPHRASE)
    wait_until(lambda: not outtake.keeper.busy)


def each_page(outtake: Outtake, only: Collection[str]) -> Iterator[tuple[str, QWidget]]:
    """Every page with an audit that was kept, in the order in which a person meets them."""
    window = outtake.window
    window.resize(*outtake.theme.tokens.size.window_design)
    window.show()
    unlock(outtake)
    wait(200)
    if "welcome" in only:
        yield "welcome", window
    if "reading" in only:
        reading: list[object] = []
        outtake.session.progressed.connect(reading.append)
        outtake.session.read_demo()
        wait_until(lambda: bool(reading))
        yield "reading", window
        wait_until(lambda: not outtake.session.reading)
    outtake.keeper.open_audit(outtake.keeper.cards[0].id)
    wait_until(lambda: outtake.session.audit is not None and outtake.session.audit.card is not None)
    for name in PAGES:
        if name in only:
            bring_to(name, outtake)
            wait(500)
            yield name, window
    if "sheet" in only:
        sheet = ComponentSheet(outtake.theme)
        sheet.resize(1280, 1100)
        sheet.show()
        wait(100)
        yield "sheet", sheet
        sheet.close()


def seen_through(picture: QImage, matrix: tuple[tuple[float, float, float], ...]) -> QImage:
    """The picture with each colour moved to where that kind of eye sees it."""
    moved = picture.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(moved.bits(), np.uint8).reshape(moved.height(), moved.bytesPerLine())
    pixels = lines[:, : 3 * moved.width()].reshape(moved.height(), moved.width(), 3)
    pixels[:] = (pixels @ np.array(matrix).T).round().clip(0, 255)
    return moved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    only = options.only or ["welcome", "reading", *PAGES, "sheet"]
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="outtake-pictures-") as temporary:
        folder = Path(temporary, "audits")
        keep_audits(app, folder)
        for language in ("english",) if options.quick else ("english", "longer"):
            catalogue = gettext.NullTranslations() if language == "english" else Longer()
            # The window chooses its language while it is built: give it this one instead.
            application.use_language = lambda _code, catalogue=catalogue: use_catalogue(catalogue)
            for theme, percent in itertools.product(("light", "dark"), (100,) if options.quick else (100, 200)):
                outtake = Outtake(app, Settings(theme=theme, text_percent=percent), keep=False, folder=folder)
                formats.use_locale("en_GB")
                for name, widget in each_page(outtake, only):
                    stem = options.folder / f"{name}-{theme}-{percent}-{language}"
                    take(
                        widget,
                        stem,
                        eyes=name in EYES and percent == 100 and language == "english" and not options.quick,
                    )
                outtake.session.mark_saved()
                outtake.window.close()
                outtake.end()
                wait(50)
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}")


def take(widget: QWidget, stem: Path, *, eyes: bool) -> None:
    """Keep a picture of the widget, and with `eyes` as each kind of eye sees it."""
    picture = widget.grab().toImage()
    picture.save(f"{stem}.png")
    for eye, matrix in SEEN_THROUGH.items() if eyes else ():
        seen_through(picture, matrix).save(f"{stem}-{eye}.png")


if __name__ == "__main__":
    main()
