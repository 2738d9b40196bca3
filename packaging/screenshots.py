"""Pictures of every page, to be looked at by a person before a change is done.

    make screenshots            all of them, into build/screenshots/
    .venv/bin/python packaging/screenshots.py FOLDER [--only overview] [--quick]

Each page in light and dark, at 100 % and 200 % text, in English and in a pseudo-language whose words are a third
longer; the overview and the component sheet also at twice the pixels and as people with a colour-vision deficiency
see them. --quick takes light and dark at 100 % in English only.
"""

from __future__ import annotations

import argparse
import gettext
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, qBlue, qGreen, qRed, qRgb
from PySide6.QtWidgets import QApplication, QWidget

from auditor.i18n import use_catalogue
from auditor.settings import Settings
from gui import app as application
from gui import formats
from gui.app import Outtake
from gui.component_sheet import ComponentSheet

PAGES = ("situation", "overview", "explore", "optout", "report", "receipt", "policy", "settings")
SEEN_THROUGH: dict[str, tuple[tuple[float, float, float], ...]] = {
    # Machado, Oliveira and Fernandes 2009, severity 1.0
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "greyscale": ((0.299, 0.587, 0.114),) * 3,
}


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


def read_demo(outtake: Outtake) -> None:
    loop = QEventLoop()
    outtake.session.audit_changed.connect(loop.quit)
    outtake.session.refused.connect(loop.quit)
    outtake.session.read_demo()
    loop.exec()


def each_page(outtake: Outtake, only: Sequence[str]) -> Iterator[tuple[str, QWidget]]:
    """Every page with the demo archive, in the order in which a person meets them."""
    window = outtake.window
    window.resize(*outtake.theme.tokens.size.window_design)
    window.show()
    wait(200)
    if "welcome" in only:
        yield "welcome", window
    reading: list[bool] = []
    outtake.session.progressed.connect(reading.append)
    if "reading" in only:
        outtake.session.read_demo()
        while not reading:
            wait(10)
        yield "reading", window
        while outtake.session.reading:
            wait(20)
    else:
        read_demo(outtake)
    for page in PAGES:
        if page in only:
            window.navigator.go(page)
            wait(500)
            yield page, window
    if "sheet" in only:
        sheet = ComponentSheet(outtake.theme)
        sheet.resize(1280, 1100)
        sheet.show()
        wait(100)
        yield "sheet", sheet
        sheet.close()


def seen_through(picture: QImage, matrix: tuple[tuple[float, float, float], ...]) -> QImage:
    """The picture in 256 colours, each moved to where that kind of eye sees it."""
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    indexed = picture.convertToFormat(QImage.Format.Format_Indexed8, flags)
    table = []
    for colour in indexed.colorTable():
        rgb = (qRed(colour), qGreen(colour), qBlue(colour))
        moved = (sum(share * part for share, part in zip(row, rgb, strict=True)) for row in matrix)
        table.append(qRgb(*(min(255, max(0, round(value))) for value in moved)))
    indexed.setColorTable(table)
    return indexed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    only = options.only or ["welcome", "reading", *PAGES, "sheet"]
    app = QApplication([])
    for language in ("english",) if options.quick else ("english", "longer"):
        catalogue = gettext.NullTranslations() if language == "english" else Longer()
        # The window chooses its language while it is built: give it this one instead.
        application.use_language = lambda _code, catalogue=catalogue: use_catalogue(catalogue)
        for theme in ("light", "dark"):
            for percent in (100,) if options.quick else (100, 200):
                outtake = Outtake(app, Settings(theme=theme, text_percent=percent), keep=False)
                formats.use_locale("en_GB")
                for name, widget in each_page(outtake, only):
                    picture = widget.grab().toImage()
                    stem = f"{name}-{theme}-{percent}-{language}"
                    picture.save(str(options.folder / f"{stem}.png"))
                    if name in ("overview", "sheet") and percent == 100 and language == "english" and not options.quick:
                        for eye, matrix in SEEN_THROUGH.items():
                            seen_through(picture, matrix).save(str(options.folder / f"{stem}-{eye}.png"))
                outtake.session.mark_saved()
                outtake.window.close()
                outtake.end()
                wait(50)
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}")


if __name__ == "__main__":
    main()
