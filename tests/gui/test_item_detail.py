"""Someone reads one item in full: its words and pictures, what stands around it, and what X's words say of it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODeviceBase, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.archive.containers import fingerprint, open_container
from auditor.archive.items import Item, Trait
from auditor.archive.media.pictures import Pictures
from gui.models.item_words import language, particulars
from gui.pages.explore_detail import ItemDetail
from gui.pages.explore_pictures import PictureDesk
from gui.tasks import TaskRunner
from gui.theme import Theme
from gui.widgets import item_text
from gui.widgets.item_text import LETTERS, ForeignText, piece_end
from gui.widgets.link_list import Link, links_in
from gui.widgets.neighbours import Neighbours
from gui.widgets.text import Text
from gui.widgets.thumbnail import NotShown, Thumbnail, thumbnail
from tests.gui.helpers import colours, spoken_description, spoken_name, without_a_name
from tests.gui.items_in_full import in_full
from tests.gui.sessions import at

Key = Qt.Key
MEDIA = int(Trait.HAS_MEDIA)


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> ItemDetail:
    pane = ItemDetail(theme)
    pane.set_own_page(own=False)
    qtbot.addWidget(pane)
    pane.resize(352, 700)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    return pane


def post(text: str | None, id: str = "1234567890", **values: object) -> Item:
    return Item("posts", "tweets", id, at(2026, 5, 19), text, **values)  # type: ignore[arg-type]


def words(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def texts(pane: ItemDetail) -> list[ForeignText]:
    return [text for text in pane.findChildren(ForeignText) if text.isVisible()]


def button(pane: QWidget, name: str) -> QPushButton:
    return next(
        one for one in pane.findChildren(QPushButton) if name in {one.text(), spoken_name(one)} and one.isVisible()
    )


# --- its text --------------------------------------------------------------------------------------------------------


def marked(text: ForeignText) -> list[str]:
    """What stands on the ground of a hit."""
    ground = text._theme.colour("find.ground")
    return [
        selection.cursor.selectedText()
        for selection in text.extraSelections()
        if selection.format.background().color() == ground
    ]


def test_the_whole_text_can_be_selected_and_is_copied_as_plain_text(pane: ItemDetail) -> None:
    pane.show_item(in_full(post("Third week at the <b>new</b> clinic.\nSecond line")))
    text = texts(pane)[0]
    text.setFocus()
    QTest.keyClick(text, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(text, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Third week at the <b>new</b> clinic.\nSecond line"
    assert not mime.hasHtml()


def test_hits_are_marked_where_they_stand_whatever_stands_before_them(pane: ItemDetail, theme: Theme) -> None:
    text = "\u202e\x00 😀 the clinic and the clinic"
    first = text.index("clinic")
    pane.show_item(in_full(post(text), marks=[(first, first + 6), (text.rindex("clinic"), len(text))]))
    shown = texts(pane)[0]
    assert marked(shown) == ["clinic", "clinic"]
    assert spoken_description(shown) == "2 hits are marked."
    assert theme.colour("find.ground").name() in colours(shown.grab().toImage())


def test_marks_keep_to_a_new_theme_and_wrong_ones_are_left_out(pane: ItemDetail, theme: Theme) -> None:
    from gui.theme import Mode

    pane.show_item(in_full(post("one two"), marks=[(4, 7), (-3, 2), (5, 99), (3, 3)]))
    theme.set_mode(Mode.DARK)
    assert marked(texts(pane)[0]) == ["two"]


def test_a_megabyte_without_a_break_is_shown_a_piece_at_a_time(pane: ItemDetail) -> None:
    pane.show_item(in_full(post("x" * 1_000_000), marks=[(LETTERS - 2, LETTERS + 3)]))
    assert [len(text.toPlainText()) for text in texts(pane)][:1] == [LETTERS]
    assert "Shown are the first 20,000 of 1,000,000 letters." in words(pane)
    button(pane, "Show more").click()
    assert "Shown are the first 40,000 of 1,000,000 letters." in words(pane)
    pieces = texts(pane)[:2]
    assert [len(text.toPlainText()) for text in pieces] == [LETTERS, LETTERS]
    assert [marked(text) for text in pieces] == [["xx"], ["xxx"]]


def test_the_last_piece_takes_the_keyboard_from_the_button_that_goes(pane: ItemDetail, qtbot: QtBot) -> None:
    pane.show_item(in_full(post("word " * 5000)))
    more = button(pane, "Show more")
    more.setFocus()
    QTest.keyClick(more, Key.Key_Space)
    qtbot.waitUntil(texts(pane)[1].hasFocus)
    assert not more.isVisible()
    assert "Shown are" not in words(pane)


def test_pieces_end_between_words_and_hold_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_text, "LETTERS", 100)
    monkeypatch.setattr(item_text, "BACK", 20)
    monkeypatch.setattr(item_text, "LINES", 3)
    assert piece_end("short", 0) == 5
    assert piece_end("a" * 95 + " " + "b" * 50, 0) == 96
    assert piece_end("a" * 500, 100) == 200
    assert piece_end("a" * 98 + "e\u0301\u0301\u0301" + "b" * 99, 0) in {98, 99}
    assert piece_end("1\n2\n3\n4\n5\n", 2) == 8


def test_all_pieces_together_are_the_text() -> None:
    text = "".join(f"line {n} with a \u0301 and {'y' * (n % 700)}\n" for n in range(900))
    found, start = [], 0
    while start < len(text):
        end = piece_end(text, start)
        assert 0 < end - start <= LETTERS
        found.append(text[start:end])
        start = end
    assert "".join(found) == text


# --- links -----------------------------------------------------------------------------------------------------------


def test_links_are_text_and_say_where_they_really_lead() -> None:
    text = (
        "See https://x.com/a/status/1, (http://example.org/a?b=1&c=2) https://x.com@evil.example/login "
        "https://xn--80ak6aa92e.com/ https://аpple.com/x https://t.co/AbC ftp://no javascript:no www.no.com https://"
    )
    found = links_in(text)
    assert [link.address for link in found] == [
        "https://x.com/a/status/1",
        "http://example.org/a?b=1&c=2",
        "https://x.com@evil.example/login",
        "https://xn--80ak6aa92e.com/",
        "https://аpple.com/x",
        "https://t.co/AbC",
    ]
    assert [link.host for link in found] == [
        "x.com",
        "example.org",
        "evil.example",
        "xn--80ak6aa92e.com",
        "xn--pple-43d.com",
        "t.co",
    ]
    assert found[2].leads_to == "Leads to evil.example: https://x.com@evil.example/login"
    assert found[5].leads_to == "Leads to t.co, which does not show where it leads next."
    assert [text[link.start : link.end] for link in found] == [link.address for link in found]


def test_a_link_is_opened_by_its_button_only_and_only_where_the_window_may(pane: ItemDetail, qtbot: QtBot) -> None:
    pane.show_item(in_full(post("Look: https://x.com/i/web/status/1 and https://x.com@evil.example/ here")))
    with qtbot.assertNotEmitted(pane.open_link):
        for x in range(4, 300, 12):
            QTest.mouseClick(texts(pane)[0].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
        button(pane, "Copy the address at evil.example").click()
    assert QGuiApplication.clipboard().text() == "https://x.com@evil.example/"
    with qtbot.waitSignal(pane.open_link) as opened:
        button(pane, "Open x.com").click()
    assert opened.args == ["https://x.com/i/web/status/1"]
    assert spoken_description(button(pane, "Open x.com")) == "Leads to x.com: https://x.com/i/web/status/1"


def test_the_pointer_on_a_link_is_told_its_target(pane: ItemDetail) -> None:
    pane.show_item(in_full(post("\u202eLook: https://example.org/x here")))
    text = texts(pane)[0]
    where = text.toPlainText().index("https")
    link = text.link_at(where)
    assert isinstance(link, Link) and link.leads_to == "Leads to example.org: https://example.org/x"
    assert text.link_at(where - 1) is None
    assert text.link_at(where + len("https://example.org/x")) is None


def test_many_links_are_listed_in_bounds(pane: ItemDetail) -> None:
    pane.show_item(in_full(post(" ".join(f"https://example.org/{n}" for n in range(500)))))
    assert "500 links in the text" in words(pane)
    assert "The others stand in the text." in words(pane)
    assert len([one for one in pane.findChildren(QPushButton) if "example.org" in one.text()]) == 20


# --- what the archive adds -------------------------------------------------------------------------------------------


def test_engagement_and_language_stand_where_the_archive_has_them(pane: ItemDetail) -> None:
    pane.show_item(in_full(post("hello", lang="de", detail='{"liked": 12, "reposted": 3, "files": ["9"]}')))
    told = texts(pane)[1].toPlainText()
    assert told.splitlines() == [
        "Likes, when the archive was made: 12",
        "Reposts, when the archive was made: 3",
        "Language, by X: German (de)",
    ]
    pane.show_item(in_full(post("hello")))
    assert len(texts(pane)) == 1


def test_languages_by_x_own_codes() -> None:
    assert language("iw") == "Hebrew (iw)"
    assert language("und") == "X knew none (und)"
    assert language("no such code") == "no such code"
    assert particulars(post("x", lang="\u202e" + "z" * 99))[0][1].startswith("[U+202E]zz")


def test_what_others_wrote_says_so(pane: ItemDetail) -> None:
    pane.show_item(in_full(Item("dms", "direct_messages", "9", at(2023), "hello", int(Trait.FROM_OTHERS))))
    assert "Not written by you: you received it." in words(pane)
    assert not pane.open_on_x.isVisible()
    pane.show_item(in_full(post("mine")))
    assert "Not written by you" not in words(pane)
    assert pane.open_on_x.isVisible()


# --- the verdict, the ways out ---------------------------------------------------------------------------------------


def test_the_verdict_its_clause_its_step_and_the_rules_of_its_day(pane: ItemDetail, qtbot: QtBot) -> None:
    pane.show_item(in_full(post("Third week at the new clinic.")))
    text = words(pane)
    assert "Grok / xAI: stated" in text and "Collaborators: open, public" in text
    assert "associated metadata of X users" in text
    assert "step 2 of 3" in text
    assert spoken_description(button(pane, "Grok training")) == "step 2 of 3"
    with qtbot.waitSignal(pane.step_wanted) as asked:
        button(pane, "Grok training").click()
    assert asked.args == ["x.grok.training"]
    button(pane, "Rules in force, then and now").click()
    assert "Made on 19 May 2026." in words(pane)


def test_it_is_taken_along_as_evidence_by_keyboard(pane: ItemDetail) -> None:
    pane.show_item(in_full(post("Third week")))
    copy = button(pane, "Copy as evidence")
    copy.setFocus()
    QTest.keyClick(copy, Key.Key_Space)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Post 1234567890\nArchive made by X: 2026-11-18 12:00:00 UTC\n")
    assert "  | Third week" in text
    assert "Grok / xAI: Stated" in text and "Collaborators: Open, public" in text
    assert spoken_name(copy) == "Copied as evidence"
    pane.show_item(in_full(post("another")))
    assert spoken_name(copy) == "Copy as evidence"


def test_onto_the_clean_up_list_and_off_it(pane: ItemDetail, qtbot: QtBot) -> None:
    pane.show_item(in_full(post("x")))
    with qtbot.waitSignal(pane.list_wanted) as wanted:
        button(pane, "Add to clean-up list").click()
    assert wanted.args == [True]
    pane.set_on_list(True)
    with qtbot.waitSignal(pane.list_wanted) as wanted:
        button(pane, "Take off the list").click()
    assert wanted.args == [False]
    pane.show_item(in_full(post("y")))
    assert button(pane, "Add to clean-up list").isVisible()
    pane.show_item(in_full(post("z"), on_list=True))
    assert button(pane, "Take off the list").isVisible()


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Key.Key_J, Qt.KeyboardModifier.NoModifier, "next_wanted"),
        (Key.Key_K, Qt.KeyboardModifier.NoModifier, "previous_wanted"),
        (Key.Key_Down, Qt.KeyboardModifier.AltModifier, "next_wanted"),
        (Key.Key_Up, Qt.KeyboardModifier.AltModifier, "previous_wanted"),
        (Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "closed"),
    ],
)
def test_on_and_back_by_keyboard_from_anywhere_in_the_pane(
    pane: ItemDetail, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    around = [post(f"number {n}", str(n)) for n in range(5)]
    pane.show_item(in_full(around[2], around=around, here=2))
    for widget in (texts(pane)[0], pane.findChildren(Neighbours)[0], pane.listed, pane.close_button):
        widget.setFocus()
        with qtbot.waitSignal(getattr(pane, signal)):
            QTest.keyClick(widget, key, modifier)


def test_the_keyboard_stays_in_the_pane_from_item_to_item(pane: ItemDetail) -> None:
    pane.show_item(in_full(post("one")))
    texts(pane)[0].setFocus()
    pane.show_item(in_full(post("two")))
    assert texts(pane)[0].hasFocus() and texts(pane)[0].toPlainText() == "two"
    pane.listed.setFocus()
    pane.show_item(in_full(post("three")))
    assert pane.listed.hasFocus()
    pane.close_button.setFocus()
    pane.show_item(in_full(Item("media", "tweets", "9/1", at(2026), None)))
    assert pane.close_button.hasFocus()


def test_on_a_page_of_its_own_there_are_ways_back_and_on(pane: ItemDetail, qtbot: QtBot) -> None:
    pane.set_own_page(own=True)
    pane.show_item(in_full(post("x")))
    assert not pane.close_button.isVisible()
    for name, signal in (
        ("Back to the list", pane.closed),
        ("Previous item", pane.previous_wanted),
        ("Next item", pane.next_wanted),
    ):
        with qtbot.waitSignal(signal):
            button(pane, name).click()


# --- what stands around it -------------------------------------------------------------------------------------------


def talk(number: int) -> list[Item]:
    return [
        Item(
            "dms", "direct_messages", str(n), at(2023, 3) + n * 60_000, f"message {n}", int(Trait.FROM_OTHERS) * (n % 2)
        )
        for n in range(number)
    ]


def test_the_conversation_is_listed_with_whose_it_is_and_leads_on(pane: ItemDetail, qtbot: QtBot) -> None:
    around = talk(9)
    pane.show_item(in_full(around[4], around=around, here=4))
    assert "The conversation around it" in words(pane) and "9 items, oldest first" in words(pane)
    [listed] = pane.findChildren(Neighbours)
    model = listed.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (3, 4)]
    assert spoken[0].startswith("Theirs, ") and spoken[0].endswith(". message 3")
    assert spoken[1].startswith("This item, ")
    assert listed.currentIndex().row() == 4
    listed.setFocus()
    with qtbot.assertNotEmitted(pane.neighbour_wanted):
        QTest.keyClick(listed, Key.Key_Return)
    QTest.keyClick(listed, Key.Key_Up)
    with qtbot.waitSignal(pane.neighbour_wanted) as wanted:
        QTest.keyClick(listed, Key.Key_Return)
    assert wanted.args == [3]


def test_a_neighbour_is_opened_by_a_click(pane: ItemDetail, qtbot: QtBot) -> None:
    around = talk(3)
    pane.show_item(in_full(around[0], around=around, here=0))
    [listed] = pane.findChildren(Neighbours)
    place = listed.visualRect(listed.model().index(2, 0)).center()
    with qtbot.waitSignal(pane.neighbour_wanted) as wanted:
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [2]


def test_two_hundred_neighbours_stand_in_a_list_that_scrolls(
    pane: ItemDetail, theme: Theme, qtmodeltester: ModelTester
) -> None:
    around = talk(200)
    pane.show_item(in_full(around[150], around=around, here=150))
    [listed] = pane.findChildren(Neighbours)
    qtmodeltester.check(listed.model())  # type: ignore[no-untyped-call]
    assert "The 200 nearest items, oldest first" in words(pane)
    assert listed.height() == theme.px(6 * 44)
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()).center())


def test_what_stands_around_may_follow_later_and_moves_nothing_else(pane: ItemDetail) -> None:
    around = talk(5)
    pane.show_item(in_full(around[2]))
    text = texts(pane)[0]
    text.setFocus()
    text.selectAll()
    pane.show_around(around, 2)
    [listed] = pane.findChildren(Neighbours)
    assert listed.currentIndex().row() == 2
    assert text.hasFocus() and text.textCursor().selectedText() == "message 2"


def test_what_stands_alone_has_no_list(pane: ItemDetail) -> None:
    alone = post("x")
    pane.show_item(in_full(alone, around=[alone]))
    assert not pane.findChildren(Neighbours)


# --- its pictures ----------------------------------------------------------------------------------------------------


def picture(width: int, height: int, format: str = "JPEG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    target = QBuffer()
    target.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    assert image.save(target, format)  # type: ignore[call-overload]
    return bytes(target.data().data())


def archive(path: Path, files: dict[str, bytes]) -> Pictures:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("data/account.js", 'window.YTD.account.part0 = [ {"account" : {"accountId" : "1"}} ]')
        for name, content in files.items():
            made.writestr(f"data/tweets_media/{name}", content)
    container = open_container(path)
    expected = fingerprint([container])
    container.close()
    return Pictures([path], expected)


def pictures(pane: ItemDetail) -> list[Thumbnail]:
    return [one for one in pane.findChildren(Thumbnail) if one.isVisible()]


def test_its_pictures_are_shown_from_the_archive(
    pane: ItemDetail, runner: TaskRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    found = archive(
        tmp_path / "x.zip",
        {"7-a.jpg": picture(900, 600), "7-b.png": picture(60, 40, "PNG"), "8-c.jpg": picture(9, 9)},
    )
    pane.set_pictures(PictureDesk(runner, found))
    pane.show_item(in_full(post("with pictures", "7", traits=MEDIA)))
    assert "Reading the pictures from the archive" in words(pane)
    qtbot.waitUntil(lambda: len(pictures(pane)) == 2)
    assert [spoken_name(one) for one in pictures(pane)] == [
        "Photo 1 of 2, from the archive",
        "Photo 2 of 2, from the archive",
    ]
    assert "2 photos, from the archive" in words(pane)
    assert all(
        "#fe0000" in colours(one.grab().toImage()) or "#ff0000" in colours(one.grab().toImage())
        for one in pictures(pane)
    )
    assert pictures(pane)[0].width() <= 140


def test_a_film_is_named_and_what_is_damaged_says_so(
    pane: ItemDetail, runner: TaskRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    files = {"7-a.mp4": b"\0\0\0\x18ftypisom" + bytes(2_000_000), "7-b.jpg": b"GIF89a", "7-c.jpg": b"<svg/>"}
    pane.set_pictures(PictureDesk(runner, archive(tmp_path / "x.zip", files)))
    pane.show_item(in_full(post("with a film", "7", traits=MEDIA)))
    qtbot.waitUntil(lambda: len(pictures(pane)) == 3)
    text = words(pane)
    assert "Video 1 of 3, from the archive: MP4, 2.00 MB. It is not played here." in text
    assert "Photo 2 of 3, from the archive. It cannot be shown: it is damaged." in text
    assert "It cannot be shown: its format is not one of JPEG, PNG, GIF and WebP." in text


def test_an_archive_that_moved_is_one_sentence_and_the_item_still_stands(
    pane: ItemDetail, runner: TaskRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    found = archive(tmp_path / "x.zip", {"7-a.jpg": picture(9, 9)})
    (tmp_path / "x.zip").unlink()
    pane.set_pictures(PictureDesk(runner, found))
    pane.show_item(in_full(post("with pictures", "7", traits=MEDIA)))
    qtbot.waitUntil(lambda: "not where it was, or it changed: its pictures cannot be shown." in words(pane))
    assert texts(pane)[0].toPlainText() == "with pictures"


def test_only_the_pictures_of_the_last_item_are_shown(
    pane: ItemDetail, runner: TaskRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    files = {f"{n}-{name}.jpg": picture(1200, 900) for n in range(6) for name in "abcd"[: n + 1]}
    pane.set_pictures(PictureDesk(runner, archive(tmp_path / "x.zip", files)))
    for n in range(3):
        pane.show_item(in_full(post("x", str(n), traits=MEDIA)))
    qtbot.waitUntil(lambda: len(pictures(pane)) == 3)
    pane.show_item(in_full(post("x", "3", traits=MEDIA)))
    pane.show_item(in_full(post("without any", "9")))
    qtbot.waitUntil(lambda: not runner.busy)
    assert not pictures(pane)
    pane.set_pictures(None)
    pane.show_item(in_full(post("x", "3", traits=MEDIA)))
    assert not runner.busy and "Reading the pictures" not in words(pane)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_large_pictures_are_made_small(qapp: QApplication, format: str) -> None:
    image = thumbnail(picture(800, 400, format), QSize(100, 100))
    assert (image.width(), image.height()) == (100, 50)
    assert thumbnail(picture(8, 4, format), QSize(100, 100)).size() == QSize(8, 4)


def bomb_png(width: int, height: int) -> bytes:
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.qt_log_level_fail("CRITICAL")  # the decoder of JPEG warns of what it refuses
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"BM" + bytes(100),
        b"RIFF\0\0\0\0WAVE" + bytes(50),
        b"\xff\xd8\xff",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        bomb_png(60_000, 60_000),
        bomb_png(1, 2**31 - 1),
    ],
)
def test_what_is_no_picture_or_claims_too_much_is_never_decoded(qapp: QApplication, data: bytes) -> None:
    with pytest.raises(NotShown):
        thumbnail(data, QSize(100, 100))


def test_a_picture_taken_upright_stands_upright(qapp: QApplication) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    plain = picture(400, 200)
    turned = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
    image = thumbnail(turned, QSize(100, 100))
    assert (image.width(), image.height()) == (50, 100)


# --- for everyone ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_has_a_name_and_nothing_scrolls_sideways(pane: ItemDetail, theme: Theme, percent: int) -> None:
    theme.set_percent(percent)
    around = talk(9)
    item = Item(
        "dms", "direct_messages", "4", at(2023), "W" * 300 + " https://example.org/" + "y" * 300, detail='{"liked": 1}'
    )
    pane.show_item(in_full(item, around=around, here=4))
    pane.set_own_page(own=percent > 100)
    pane.resize(528 if percent > 100 else 352, 640)
    QApplication.processEvents()
    assert not without_a_name(pane)
    page = pane._scroll.widget()
    assert page is not None
    assert page.width() <= pane._scroll.viewport().width()
    theme.set_percent(100)


def test_the_focus_goes_down_the_page(pane: ItemDetail) -> None:
    around = talk(3)
    pane.show_item(in_full(around[1], around=around, here=1))
    order: list[QWidget] = [pane.copy]
    while (widget := order[-1].nextInFocusChain()) is not pane.copy:
        assert widget is not None
        order.append(widget)
    shown = [one for one in order if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    names = [spoken_name(one) for one in shown]
    wanted = ["Copy as evidence", "Close the item", "Text", "Copy the reasoning", "The conversation around it"]
    places = [names.index(name) for name in [*wanted, "Add to clean-up list"]]
    assert places == sorted(places)
