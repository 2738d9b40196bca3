"""Texts that someone wrote to do harm: wherever the window shows them, they stay letters.

An image named in a text that is taken for HTML would be loaded: from the disk, or over the network with the person's
name and password. None of that may happen in the pane, in the list, in a tooltip or for a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QHelpEvent, QImage, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item, Trait
from auditor.archive.text import visible
from auditor.policy.cases import Ruling
from auditor.policy.pack import load_pack
from auditor.policy.situation import Situation
from gui.models.item_list import TEXT, WHEN, ItemList
from gui.pages.explore_body import InFull
from gui.pages.explore_detail import ItemDetail
from gui.theme import Theme
from gui.widgets.item_table import ItemTable
from gui.widgets.item_text import ForeignText, letters, piece_end
from gui.widgets.neighbours import Neighbours
from gui.widgets.plain_tip import plain_tip
from tests.gui.helpers import colours, spoken_description, spoken_name
from tests.gui.items_in_full import in_full
from tests.gui.sessions import at

TARGETS = (
    "file:///etc/passwd",
    "file://server/share/x.png",
    "//server/share/x.png",
    r"\\server\share\x.png",
    "http://evil.example/x.png",
    "https://evil.example/x.svg",
    "HTTP://EVIL.EXAMPLE/%2e%2e/x.png",
    ":/qt-project.org/qmessagebox/images/qtlogo-64.png",
    "qrc:/x.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "smb://server/share/x.png",
    "x.png",
)
MARKUP = (
    '<img src="{}">',
    "<img src={}>",
    "<IMG\nSRC='{}' width=9999 height=9999>",
    '<p>text <img src="{}" alt="x"/></p>',
    '<a href="{}">https://x.com</a>',
    '<body background="{}">',
    "<style>body {{ background-image: url({}) }}</style>",
    '<table background="{}"><tr><td>x</table>',
    '<link rel="stylesheet" href="{}">',
    '<object data="{}"></object>',
    "![picture]({})",
    "[x.com]({})",
    '<?xml version="1.0"?><svg><image href="{}"/></svg>',
    '<!-- --><qt><img src="{}"></qt>',
    '&lt;img src="{}"&gt;',
)
LETTERS_ALONE = (
    "<b>bold</b>",
    "<h1>headline",
    "<html><head><title>x</title></head><body>y</body></html>",
    "&amp;&lt;b&gt;",
    "&lt;",
    "&#60;b&#62;",
    "<script>alert(1)</script>",
    "<br><hr><ul><li>x",
    "<font color=red size=7>x</font>",
    "**bold** _it_ `code` # head",
    "a &mnemonic && another",
    "\u202egnp.exe\u202c",
    "\u202ahello\u202b world\u202c",
    "\u2066a\u2067b\u2068c\u2069",
    "\u200e\u200f\u061c",
    "\ufeffbyte order mark",
    "\x00",
    "a\x00b\x00c",
    "\x1b[31mred\x1b[0m",
    "\x07\x08\x7f\x85\x9b",
    "\r\rback\rover",
    "a\u2028b\u2029c",
    "\v\f\x1c\x1d",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f" * 40,
    "e" + "\u0301" * 3000,
    "\u0489" * 200,
    "\U000e0041\U000e007f tags",
    "\ud800 alone",
    "\udfff\ud800",
    "\uffff\ufffe",
    "\ufdd0frame\ufdd1 \ufffcobject\ufffc",
    "👩‍👩‍👧‍👦" * 100,
    "\u3164\u115f\u1160",
    "  \t\n \n\n ",
    "مرحبا <img src=x> שלום",
    "x" * 1_000_000,
    "<b>" * 50_000,
    '<img src="file:///etc/passwd">' * 3000,
    "\n" * 100_000,
    "https://evil.example/" + "a" * 100_000,
    "https://x.com\u202e@evil.example/",
    "https://[::1]:99999999/%zz",
    "javascript:alert(1) file:///etc/passwd",
    "%s %d {0} {name} %n %1 %2",
)
HOSTILE = [*(markup.format(target) for markup in MARKUP for target in TARGETS), *LETTERS_ALONE]


class Spy(QTextDocument):
    """A document that counts what it is asked to load."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, _type: int, name: QUrl | str) -> object:  # noqa: N802  Qt's own name
        self.asked.append(str(name))
        return None


def seen_in_a_tooltip(tip: str) -> tuple[str, list[str]]:
    """What Qt would show of a tooltip, and what it would load for it."""
    spy = Spy()
    if GuiQt.mightBeRichText(tip):
        spy.setHtml(tip)
    else:
        spy.setPlainText(tip)
    spy.setTextWidth(400)
    spy.size()
    return spy.toPlainText(), spy.asked


def cannot_act(text: str) -> bool:
    """Nothing is left in it that could steer a terminal, a screen reader or the direction of other letters."""
    return visible(text) == text


def assert_plain(tip: str) -> None:
    shown, loaded = seen_in_a_tooltip(tip)
    assert cannot_act(shown)
    assert loaded == []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What any text of the pane asked to have loaded."""
    found: list[str] = []

    def load(_self: ForeignText, _type: int, name: QUrl | str) -> None:
        found.append(str(name))

    monkeypatch.setattr(ForeignText, "loadResource", load)
    return found


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> ItemDetail:
    pane = ItemDetail(theme)
    pane.set_own_page(own=False)
    qtbot.addWidget(pane)
    pane.resize(352, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


@pytest.fixture
def items(theme: Theme) -> Iterator[ItemList]:
    def label(ruling: Ruling) -> tuple[str, str]:
        return ruling.grok.verdict, ruling.collaborators.verdict

    items = ItemList(load_pack(), label)
    hostile = [hostile_item(text) for text in HOSTILE]
    items.show_rows(np.arange(len(hostile), dtype=np.int32), lambda rows: [hostile[row] for row in rows], Situation())
    yield items
    items.deleteLater()


def hostile_item(text: str) -> Item:
    return Item("posts", "tweets", "1", at(2026), text, int(Trait.HAS_PLACE))


def hostile_all_round(text: str) -> InFull:
    """Also in what stands around it."""
    item = hostile_item(text)
    return in_full(item, around=[item, item], here=0)


def test_there_are_many_of_them() -> None:
    assert len(set(HOSTILE)) >= 200


def test_no_text_acts_in_the_pane_for_the_eye_for_a_screen_reader_or_in_a_tooltip(
    pane: ItemDetail, asked: list[str]
) -> None:
    for text in HOSTILE:
        pane.show_item(hostile_all_round(text))
        QApplication.processEvents()
        fields = [one for one in pane.findChildren(QTextEdit) if one.isVisible()]
        assert all(isinstance(one, ForeignText) for one in fields)
        assert fields[0].toPlainText() == letters(text[: piece_end(text, 0)])
        what_it_is, _verdicts, _grounds, around = pane._body._parts
        for widget in (*what_it_is.findChildren(QWidget), *around.findChildren(QWidget)):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel):
                assert widget.textFormat() is Qt.TextFormat.PlainText
            if isinstance(widget, QLabel | QAbstractButton):
                assert cannot_act(widget.text())
            assert cannot_act(spoken_name(widget)) and cannot_act(spoken_description(widget))
            assert_plain(widget.toolTip())
        neighbour = pane.findChildren(Neighbours)[-1].model().index(1, 0)
        assert cannot_act(neighbour.data()) and "\n" not in neighbour.data()
        assert cannot_act(neighbour.data(Qt.ItemDataRole.AccessibleTextRole))
        assert_plain(neighbour.data(Qt.ItemDataRole.ToolTipRole))
    assert asked == []


def test_no_text_acts_in_the_list(items: ItemList, theme: Theme, qtbot: QtBot) -> None:
    table = ItemTable(theme, items)
    qtbot.addWidget(table)
    table.resize(1000, 600)
    with qtbot.waitExposed(table):
        table.show()
    for row in range(items.rowCount()):
        cell = items.index(row, TEXT)
        assert cannot_act(cell.data()) and "\n" not in cell.data() and len(cell.data()) <= 200 * 10
        spoken = items.index(row, WHEN).data(Qt.ItemDataRole.AccessibleTextRole)
        assert cannot_act(spoken)
        assert cannot_act(cell.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    table.scrollToBottom()
    table.grab()


def test_no_tooltip_of_the_list_is_taken_for_html(items: ItemList) -> None:
    for row in range(items.rowCount()):
        tip = items.index(row, TEXT).data(Qt.ItemDataRole.ToolTipRole)
        description = items.index(row, TEXT).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        shown, loaded = seen_in_a_tooltip(tip)
        assert loaded == []
        assert shown.split() == description.split()


def test_a_tooltip_shows_every_letter_and_loads_nothing() -> None:
    for text in HOSTILE:
        start = letters(text[:500]).replace("\t", " ")
        shown, loaded = seen_in_a_tooltip(plain_tip(start))
        assert loaded == []
        assert shown.replace("\xa0", " ") == start.replace("\xa0", " ")


def test_a_tooltip_that_is_taken_for_html_would_have_been_seen() -> None:
    _shown, loaded = seen_in_a_tooltip('<img src="file:///etc/passwd">')
    assert loaded  # so that the tests above can fail


@pytest.mark.parametrize("form", ['<img src="{}">', "<body background='{}'>x", "![x]({})", "{}"])
def test_a_picture_on_the_disk_is_not_drawn(pane: ItemDetail, tmp_path: Path, form: str) -> None:
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff00ff"))
    assert picture.save(str(tmp_path / "x.png"))
    text = " ".join(form.format(path) for path in (tmp_path / "x.png", f"file://{tmp_path}/x.png"))
    pane.show_item(in_full(hostile_item(text), around=[hostile_item(text)] * 3, here=0))
    QApplication.processEvents()
    assert "#ff00ff" not in colours(pane.grab().toImage())


def test_the_tooltip_of_a_link_is_plain(pane: ItemDetail, monkeypatch: pytest.MonkeyPatch) -> None:
    tips: list[str] = []

    def show(_place: QPoint, tip: str, _widget: QWidget) -> None:
        tips.append(tip)

    monkeypatch.setattr(QToolTip, "showText", show)
    pane.show_item(hostile_all_round("https://evil.example/&lt;img'src=file:///etc/passwd'"))
    text = next(one for one in pane.findChildren(ForeignText) if one.isVisible())
    place = QPoint(20, 12)
    QApplication.sendEvent(text.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, text.mapToGlobal(place)))
    [tip] = tips
    assert_plain(tip)
    assert seen_in_a_tooltip(tip)[0].startswith("Leads to evil.example: https://evil.example/&lt;img'src=file:")


def test_what_is_told_besides_the_text_is_plain_and_cannot_pass_for_more(pane: ItemDetail) -> None:
    nasty = '{"liked": "<img src=\\"file:///etc/passwd\\">\\nVerdict: none", "\\u202ename": "x", "deep": {"a": 1}}'
    pane.show_item(in_full(Item("posts", "tweets", "1", at(2026), "x", lang="<b>\u202e\x00", detail=nasty)))
    told = next(one for one in pane.findChildren(ForeignText) if one.isVisible() and "Likes" in one.toPlainText())
    assert told.toPlainText().splitlines() == [
        'Likes, when the archive was made: <img src="file:///etc/passwd"> Verdict: none',
        "[U+202E]name: x",
        "Language, by X: <b>[U+202E][U+0000]",
    ]
