"""Letters in the window: a person finds what fits, fills it in, picks reasons, takes it out and records the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from auditor.archive.items import Item
from auditor.letters.grounds import quotes
from auditor.letters.library import fitting, load_letters
from auditor.letters.tracking import LETTERS, LetterRecord, LettersRecord, sent
from auditor.policy.situation import Situation
from gui.pages.letters import LettersPage
from gui.pages.letters_desk import LetterDesk
from gui.pages.letters_sent import SentLetter
from gui.session import Session
from gui.theme import Mode, Theme
from gui.widgets.button import Button
from gui.widgets.card import Notice
from gui.widgets.date_field import DateField, today
from tests.gui.helpers import spoken_description, spoken_name, without_a_name
from tests.gui.sessions import ITEMS, open_audit

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


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


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


def put(page: LettersPage, *records: LetterRecord) -> list[SentLetter]:
    """Letters as the person told us of them earlier; the page as it then stands."""
    page.show_told(LettersRecord(sent=records))
    return page.list.sent


def ago(id: str, days: int) -> LetterRecord:
    return sent(load_letters()[id], "X Internet Unlimited Company", today() - dt.timedelta(days=days))


def test_an_answer_and_a_later_day_are_recorded_and_taken_back(qtbot: QtBot, page: LettersPage) -> None:
    letter = load_letters()["gdpr-access-x"]
    (one,) = put(page, sent(letter, "X Internet Unlimited Company", dt.date(2026, 1, 5)))
    assert one.days["extend"].day == dt.date(2026, 4, 5)  # as far as Article 12(3) goes
    with qtbot.waitSignal(page.told) as told:
        one.deeds["extend"].click()
    assert told.args[0].sent[0].extended_to == dt.date(2026, 4, 5)
    assert "they named 5 Apr 2026" in page.list.sent[0].standing.text()
    with qtbot.waitSignal(page.told) as told:
        page.list.sent[0].deeds["shorten"].click()
    assert told.args[0].sent[0].extended_to is None
    page.list.sent[0].days["answer"].show_day(today())
    with qtbot.waitSignal(page.told):
        page.list.sent[0].deeds["answer"].click()
    assert "answered" in page.list.sent[0].standing.text()
    with qtbot.waitSignal(page.told) as told:
        page.list.sent[0].deeds["reopen"].click()
    assert told.args[0].sent[0].answered_on is None


def test_an_answer_has_a_day_between_the_letter_and_today(page: LettersPage) -> None:
    (one,) = put(page, ago("gdpr-access-x", 5))
    day = one.days["answer"]
    day.show_day(today() + dt.timedelta(days=9))
    assert day.day == today()
    day.show_day(today() - dt.timedelta(days=9))
    assert day.day == today() - dt.timedelta(days=5)


def test_no_sourced_time_no_day_for_more_time(page: LettersPage) -> None:
    (one,) = put(page, ago("gdpr-consent-x", 90))
    assert "none is tracked" in one.standing.text()
    assert "extend" not in one.deeds
    assert "complain" not in one.deeds
    assert page.list.days is None


def test_what_is_overdue_stands_first_and_leads_to_the_complaint(page: LettersPage) -> None:
    records = ago("gdpr-access-xai", 3), ago("gdpr-objection-x", 60), ago("gdpr-consent-x", 1)
    first, second, third = put(page, *records)
    assert [one.number for one in (first, second, third)] == [1, 0, 2]
    assert first.standing.text().startswith("Overdue: a reply was due on ")
    assert second.standing.text().startswith("A reply is due on ")
    assert "complain" not in second.deeds
    QTest.keyClick(first.deeds["complain"], Qt.Key.Key_Space)
    assert page.desk is not None
    assert page.desk.draft.letter == "complaint-x"
    assert page.desk.draft.fields.asked_on == records[1].sent_on


def test_a_letter_that_was_removed_can_be_put_back(qtbot: QtBot, page: LettersPage) -> None:
    records = ago("gdpr-access-x", 3), ago("gdpr-objection-x", 60)
    one = put(page, *records)[0]
    with qtbot.waitSignal(page.announce) as spoken:
        one.deeds["remove"].click()
    assert spoken.args == ["The letter is off the list."]
    assert [left.number for left in page.list.sent] == [0]
    undo = focused()
    assert isinstance(undo, Button)
    assert undo.text() == "Undo"
    with qtbot.waitSignal(page.told) as told:
        QTest.keyClick(undo, Qt.Key.Key_Space)
    assert told.args[0].sent == records
    assert page.list.sent[0].isAncestorOf(focused())
    assert said(page.list) == []


def test_a_note_is_kept_while_it_is_written(qtbot: QtBot, page: LettersPage) -> None:
    (one,) = put(page, ago("gdpr-access-x", 3))
    QTest.keyClick(one.note.add, Qt.Key.Key_Space)
    assert one.note.lines.hasFocus()
    QTest.keyClicks(one.note.lines, "Registered post")
    with qtbot.waitSignal(page.told) as told:
        one.note.tell()
    assert told.args[0].sent[0].note == "Registered post"
    assert one.note.lines.hasFocus()
    with qtbot.waitSignal(page.told) as told:
        one.deeds["answer"].click()
    assert told.args[0].sent[0].note == "Registered post"
    assert page.list.sent[0].note.lines.toPlainText() == "Registered post"


def test_the_days_are_saved_for_any_calendar(qtbot: QtBot, page: LettersPage, tmp_path: Path) -> None:
    put(page, ago("gdpr-access-x", 3))
    assert page.list.days is not None
    with qtbot.waitSignal(page.announce) as spoken:
        page.list.days.save.write(str(tmp_path / "days.ics"))
    assert spoken.args == ["Saved."]
    assert (tmp_path / "days.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    with qtbot.waitSignal(page.announce):
        page.list.days.save.write(str(tmp_path / "nowhere" / "days.ics"))
    assert said(page.list) != ["Saved."]


def test_a_day_that_nobody_gave_stays_a_gap(page: LettersPage) -> None:
    on = desk(page, "gdpr-erasure-x")
    type_into(on, "name", "Ada")
    assert "[day of your earlier letter]" in on.preview.plain()
    asked_on = on.form.by_name["asked_on"]
    assert isinstance(asked_on, DateField)
    asked_on.setDate(QDate(2026, 3, 1))
    assert "By my letter of 1 March 2026" in on.preview.plain()


def test_what_was_written_before_the_archive_joins_its_audit(page: LettersPage, session: Session) -> None:
    assert any("No archive is open." in words for words in texts(page.list))
    type_into(desk(page), "name", "Ada Example")
    put(page, ago("gdpr-access-x", 3))
    type_into(desk(page), "name", "Ada Example")
    open_audit(session, ITEMS)
    assert [one.number for one in page.list.sent] == [0]
    recalled = session.recall(LETTERS, LettersRecord)
    assert recalled is not None
    assert recalled.fields.name == "Ada Example"
    assert not any("No archive is open." in words for words in texts(page.list))
    session.close_audit()
    assert page.list.sent == []


def test_items_chosen_elsewhere_wait_where_reasons_are_picked(page: LettersPage, session: Session) -> None:
    open_audit(session, ITEMS)
    session.tell(EUROPE)
    session.remember(LETTERS, LettersRecord().quoting(quotes([Item("posts", "tweets", "9", None, "No sleep.")])))
    page.shown()
    page.show_part("quotes")
    assert said(page.list) == ["1 item of yours can be picked as a reason."]
    assert page.list.buttons["gdpr-objection-x"].hasFocus()
    on = desk(page)
    assert on.grounds is not None
    assert on.grounds.drop is not None
    on.grounds.boxes[-1][1].click()
    assert "“No sleep.”" in on.preview.plain()
    on.grounds.drop.click()
    assert page.desk is not None
    assert "“No sleep.”" not in page.desk.preview.plain()
    recalled = session.recall(LETTERS, LettersRecord)
    assert recalled is not None
    assert recalled.quoted == ()


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


def test_a_letter_that_is_come_to_by_its_address_has_the_keyboard_in_sight(
    page: LettersPage, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_percent(200)
    page.resize(700, 500)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.show_part("gdpr-objection-x")
    assert page.desk is not None
    name = page.desk.form.by_name["name"]
    assert name.hasFocus()
    qtbot.waitUntil(lambda: not name.visibleRegion().isEmpty())
    theme.set_percent(100)


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


def test_an_agents_fields_come_where_they_stand(page: LettersPage) -> None:
    on = desk(page)
    on.agent.click()
    on.agent.setFocus()
    names = []
    for _step in range(4):
        QTest.keyClick(page.window(), Qt.Key.Key_Tab)
        names.append(spoken_name(focused()))
    assert names == ["Date of the letter", "Name of the agent", "Postal and e-mail address of the agent", "Your name"]


def test_a_screen_reader_tells_letters_and_days_apart(page: LettersPage) -> None:
    first, second = put(page, ago("gdpr-access-x", 60), ago("gdpr-access-xai", 3))
    assert without_a_name(page) == []
    for one in (first, second):
        for button in one.deeds.values():
            assert "You told us that you sent it" in spoken_description(button)
        assert len({spoken_name(day) for day in one.days.values()}) == 2
    first.focus()
    order = []
    for _step in range(6):
        order.append(spoken_name(focused()))
        QTest.keyClick(page.window(), Qt.Key.Key_Tab)
    assert order == [
        "Day on which they answered: Ask who received your data", "They answered that day",
        "Later day that they named: Ask who received your data", "They need until that day",
        "Write the complaint", "Remove",
    ]  # fmt: skip
    assert spoken_name(focused()) == "Add a note"


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways(page: LettersPage, theme: Theme, percent: int) -> None:
    put(page, ago("gdpr-access-x", 60), ago("gdpr-consent-x", 3))
    theme.set_percent(percent)
    for widget in (page.list, desk(page)):
        page.resize(528, 600)
        QTest.qWait(0)
        assert widget.minimumSizeHint().width() <= 528
        for area in widget.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0
    theme.set_percent(100)


@pytest.mark.parametrize("percent", [80, 200])
def test_it_survives_every_size_and_theme(page: LettersPage, theme: Theme, percent: int) -> None:
    on = desk(page)
    theme.set_mode(Mode.DARK)
    theme.set_percent(percent)
    page.resize(700, 500)
    assert on.preview.minimumHeight() > 200
    theme.set_percent(100)
    assert on.preview.plain()
