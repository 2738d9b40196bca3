"""Letters in the window: a person finds what fits, fills it in, picks reasons, takes it out and records the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item
from auditor.letters.library import fitting, load_letters
from auditor.letters.tracking import LettersRecord, sent
from auditor.policy.situation import Situation
from gui.pages.letters import LettersPage
from gui.pages.letters_desk import LetterDesk
from gui.session import Session
from gui.theme import Mode, Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.date_field import today

EUROPE = Situation(region="eu")


@pytest.fixture
def page(qtbot: QtBot, session: Session, theme: Theme) -> Iterator[LettersPage]:
    session.tell(EUROPE)
    page = LettersPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1140, 900)
    page.show()
    page.shown()
    yield page
    page.hide()


@pytest.fixture
def archived(qtbot: QtBot, demo: Session, theme: Theme) -> Iterator[LettersPage]:
    demo.tell(EUROPE)
    page = LettersPage(demo, theme)
    qtbot.addWidget(page)
    page.resize(1140, 900)
    page.show()
    page.shown()
    yield page
    page.hide()


def desk(page: LettersPage, letter: str = "gdpr-objection-x") -> LetterDesk:
    page.write(letter)
    assert page.desk is not None
    return page.desk


def type_into(on: LetterDesk, name: str, text: str) -> None:
    field = on.form.by_name[name]
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)


def said(widget: QWidget) -> list[str]:
    return [notice.accessibleName() for notice in widget.findChildren(Notice) if notice.isVisibleTo(widget)]


def test_the_letters_of_the_place_are_listed_with_what_they_rest_on(page: LettersPage) -> None:
    assert set(page.list.buttons) == {letter.id for letter in fitting("eu")}
    first = page.list.buttons["gdpr-objection-x"]
    assert first.hasFocus()
    assert first.accessibleName() == "Write: Object to AI training"
    assert "Article 21(1)" in first.accessibleDescription()


def test_without_a_place_the_page_asks_for_it(qtbot: QtBot, page: LettersPage, session: Session) -> None:
    session.tell(Situation())
    assert page.list.buttons == {}
    assert page.list.way_out is not None
    with qtbot.waitSignal(page.go_to) as asked:
        QTest.mouseClick(page.list.way_out, Qt.MouseButton.LeftButton)
    assert asked.args == ["situation"]


def test_the_preview_follows_every_key(page: LettersPage) -> None:
    QTest.keyClick(page.list.buttons["gdpr-access-x"], Qt.Key.Key_Space)
    assert page.desk is not None
    name = page.desk.form.by_name["name"]
    assert name.hasFocus()
    QTest.keyClicks(name, "Ada")
    assert page.desk.preview.toPlainText().startswith("Ada\n[your postal address]")
    assert "Your postal address" in page.desk.gaps.text()
    type_into(page.desk, "address", "1 Sample Street\nDublin")
    assert "1 Sample Street\nDublin" in page.desk.preview.toPlainText()


def test_a_blanket_objection_is_warned_of_until_there_is_a_reason(page: LettersPage) -> None:
    on = desk(page)
    assert any("blanket" in words for words in said(on))
    type_into(on, "reasons", "I am ill.")
    assert said(on) == []
    assert "I am ill." in on.preview.plain()


def test_reasons_of_the_archive_can_be_picked_and_none_is_picked_before(archived: LettersPage) -> None:
    on = desk(archived)
    assert on.grounds is not None
    assert on.grounds.picked == ()
    ground, box = on.grounds.boxes[0]
    box.click()
    assert ground.sentence in on.preview.plain()
    account = on.form.by_name["account"]
    assert isinstance(account, QLineEdit)
    assert account.text().startswith("@")


def test_an_own_post_can_be_offered_as_a_reason(page: LettersPage, archived: LettersPage) -> None:
    on = desk(archived)
    type_into(on, "name", "Ada")
    archived.quote([Item("posts", "tweets", "9", None, "Third week without sleep.")])
    on = desk(archived)
    assert on.grounds is not None
    ground, box = on.grounds.boxes[-1]
    assert ground.sentence == "I wrote: “Third week without sleep.”"
    box.click()
    assert ground.sentence in on.preview.plain()


def test_an_agent_is_asked_for_their_own_name(page: LettersPage) -> None:
    on = desk(page, "gdpr-access-x")
    type_into(on, "name", "Ada")
    on.agent.click()
    assert {"agent_name", "agent_address"} <= on.form.by_name.keys()
    type_into(on, "agent_name", "Rights Office")
    assert "Rights Office, for Ada" in on.preview.plain()
    assert "mandate signed by Ada" in on.preview.plain()


def test_a_swiss_letter_can_go_to_bern(page: LettersPage, session: Session) -> None:
    session.tell(Situation(region="ch"))
    on = desk(page, "fadp-access-x")
    assert on.addressee is not None
    on.addressee.show_value("x-switzerland")
    on.addressee.activated.emit(1)
    assert "3018 Bern" in on.preview.plain()


def test_the_text_is_copied_without_the_notes(qtbot: QtBot, page: LettersPage) -> None:
    on = desk(page)
    with qtbot.waitSignal(page.announce) as spoken:
        QTest.mouseClick(on.take_out.copy, Qt.MouseButton.LeftButton)
    assert spoken.args == ["Copied."]
    copied = QGuiApplication.clipboard().text()
    assert copied == on.preview.plain()
    assert "not legal advice" not in copied


def test_the_letter_is_saved_as_pdf_and_as_text(qtbot: QtBot, page: LettersPage, tmp_path: Path) -> None:
    on = desk(page)
    for name, write, start in (
        ("a.pdf", on.take_out.write_pdf, b"%PDF-"),
        ("a.txt", on.take_out.write_text, b"[your name]"),
    ):
        with qtbot.waitSignal(page.announce) as spoken:
            write(str(tmp_path / name))
        assert spoken.args == ["Saved."]
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_place_that_cannot_be_written_is_said(qtbot: QtBot, page: LettersPage, tmp_path: Path) -> None:
    on = desk(page)
    (tmp_path / "file").write_bytes(b"")
    with qtbot.waitSignal(page.announce):
        on.take_out.write_pdf(str(tmp_path / "file" / "a.pdf"))
    assert said(on)[-1] != "Saved."


def test_the_form_of_the_company_opens_in_the_browser(qtbot: QtBot, page: LettersPage) -> None:
    on = desk(page)
    with qtbot.waitSignal(page.open_link) as opened:
        QTest.mouseClick(on.take_out.form, Qt.MouseButton.LeftButton)
    assert opened.args == ["https://help.x.com/forms/privacy"]


def test_a_sent_letter_is_kept_with_its_day_and_what_is_due(qtbot: QtBot, page: LettersPage) -> None:
    on = desk(page)
    on.sent_on.show_day(dt.date(2026, 1, 31))
    with qtbot.waitSignal(page.told) as told:
        QTest.mouseClick(on.mark_sent, Qt.MouseButton.LeftButton)
    kept: LettersRecord = told.args[0]
    assert kept.sent[0].reply_due == dt.date(2026, 2, 28)
    assert page.desk is None
    (one,) = page.list.sent
    assert "You told us" in " ".join(widget.text() for widget in one.findChildren(type(one.standing)))
    assert "was due on 28 Feb 2026" in one.standing.text()


def test_an_answer_and_a_later_day_are_recorded_and_taken_back(qtbot: QtBot, page: LettersPage) -> None:
    letter = load_letters()["gdpr-access-x"]
    page.show_told(LettersRecord(sent=(sent(letter, "X Internet Unlimited Company", dt.date(2026, 1, 5)),)))
    one = page.list.sent[0]
    assert one.day.day == dt.date(2026, 4, 5)  # as far as Article 12(3) goes
    with qtbot.waitSignal(page.told) as told:
        one.longer.click()
    assert told.args[0].sent[0].extended_to == dt.date(2026, 4, 5)
    page.list.sent[0].day.show_day(today())
    with qtbot.waitSignal(page.told):
        page.list.sent[0].answered.click()
    assert "answered" in page.list.sent[0].standing.text()
    with qtbot.waitSignal(page.told) as told:
        page.list.sent[0].reopened.click()
    assert told.args[0].sent[0].answered_on is None
    with qtbot.waitSignal(page.told) as told:
        page.list.sent[0].removed.click()
    assert told.args[0].sent == ()


def test_no_sourced_time_no_day_for_more_time(page: LettersPage) -> None:
    letter = load_letters()["gdpr-consent-x"]
    page.show_told(LettersRecord(sent=(sent(letter, "X Internet Unlimited Company", dt.date(2026, 1, 5)),)))
    one = page.list.sent[0]
    assert "none is tracked" in one.standing.text()
    assert not one.longer.isVisible()


def test_what_was_filled_in_stands_in_the_next_letter(page: LettersPage) -> None:
    type_into(desk(page), "name", "Ada Example")
    page.desk.return_.click()  # type: ignore[union-attr]
    assert page.list.buttons["gdpr-objection-x"].hasFocus()
    assert "Ada Example" in desk(page, "gdpr-access-xai").preview.plain()


def test_another_account_gets_nothing_of_the_one_before(page: LettersPage, session: Session) -> None:
    type_into(desk(page), "name", "Ada Example")
    session.audit_changed.emit()
    assert page.desk is None
    assert "Ada Example" not in desk(page).preview.plain()


def test_other_answers_keep_the_letter_and_what_was_typed(page: LettersPage, session: Session) -> None:
    type_into(desk(page), "name", "Ada")
    session.tell(msgspec.structs.replace(session.situation, under_18=True))
    assert page.desk is not None
    assert "Ada" in page.desk.preview.plain()


def test_a_new_place_puts_the_letter_away(page: LettersPage, session: Session) -> None:
    desk(page)
    session.tell(Situation(region="br"))
    assert page.desk is None
    assert "lgpd-access-x" in page.list.buttons


def test_a_letter_that_does_not_fit_is_not_opened(page: LettersPage) -> None:
    page.show_part("ccpa-know-x")
    page.show_part("no such letter")
    assert page.desk is None


def test_a_million_letters_can_be_pasted_and_direction_marks_do_not_act(page: LettersPage) -> None:
    on = desk(page)
    field = on.form.by_name["reasons"]
    assert isinstance(field, QPlainTextEdit)
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    field.insertFromMimeData(pasted)
    assert len(field.toPlainText()) <= 4_000
    type_into(on, "name", "A\u202ed\u0007a")
    assert on.preview.toPlainText().startswith("A[U+202E]d[U+0007]a")


def test_every_control_has_a_name_and_the_keyboard_gets_everywhere(page: LettersPage) -> None:
    on = desk(page)
    for widget in (*on.findChildren(QLineEdit), *on.findChildren(QPlainTextEdit), *on.findChildren(Button)):
        if widget.isVisible() and not isinstance(widget.parent(), QPlainTextEdit):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    seen: set[QWidget] = set()
    widget = on.return_
    widget.setFocus()
    while (focused := QGuiApplication.focusObject()) not in seen:
        assert isinstance(focused, QWidget)
        seen.add(focused)
        page.focusNextChild()
    wanted = {
        *on.form.by_name.values(),
        on.preview,
        on.take_out.save_pdf,
        on.take_out.copy,
        on.take_out.save_text,
        on.take_out.form,
        on.mark_sent,
    }
    assert wanted <= seen


@pytest.mark.parametrize("percent", [80, 200])
def test_it_survives_every_size_and_theme(page: LettersPage, theme: Theme, percent: int) -> None:
    on = desk(page)
    theme.set_mode(Mode.DARK)
    theme.set_percent(percent)
    page.resize(700, 500)
    assert on.preview.minimumHeight() > 200
    theme.set_percent(100)
    assert on.preview.plain()
