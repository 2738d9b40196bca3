"""What a person tells of a step: done, not for them, still so, with a note, a proof, and files to take along."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from auditor.optout.record import Proof, add_proof, mark_done
from auditor.policy.situation import Situation
from gui.pages.optout import OptOutPage
from gui.pages.optout_proofs import MOST_BYTES, looked_at
from gui.session import Session
from gui.theme import Theme
from gui.widgets.choice import Choice
from gui.widgets.date_field import DateField, today
from gui.widgets.save_button import SaveButton
from gui.widgets.thumbnail import Thumbnail
from tests.gui.helpers import drag_over, drop, files, spoken_name, without_a_name, words
from tests.gui.optout_walk import button, buttons, opened, press, row, rows, said, step
from tests.gui.sessions import open_audit

TRAINING, PARTNERS, ADS = "x.grok.training", "x.partners", "x.ads"
DAY = dt.date(2026, 11, 18)


@pytest.fixture
def bare(session: Session, theme: Theme, qtbot: QtBot) -> OptOutPage:
    """Before any archive."""
    return opened(session, theme, qtbot)


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot) -> OptOutPage:
    """With a small audit, at the switch for training."""
    open_audit(session)
    page = opened(session, theme, qtbot)
    page.show_part(TRAINING)
    return page


def tell_long_ago(session: Session, *ids: str) -> None:
    """Steps that were done half a year ago, so that they are due."""
    record, then = session.record, today() - dt.timedelta(days=180)
    for id in ids:
        record = mark_done(record, session.controls[id], then, session.pack, then)
    session.tell_guide(record)


# --- done, not for me, taken back ------------------------------------------------------------------------------------


def test_done_is_what_the_person_says_with_the_day_and_can_be_taken_back(page: OptOutPage) -> None:
    before = page.session.overview()
    page.findChildren(DateField)[-1].show_day(DAY)
    press(page, "I have done this")
    assert page.session.situation.reported(TRAINING) == DAY
    assert "done on 18 Nov 2026." in said(page)
    assert "Outtake cannot see the switch." in said(page)
    assert row(page, TRAINING).caption == "You told us, 18 Nov 2026"
    after = page.session.overview()
    assert before is not None
    assert after is not None
    assert "opted-out" not in before.grok
    assert "opted-out" in after.grok
    assert button(page, "Next").hasFocus()
    press(page, "Take it back")
    assert page.session.situation.reported(TRAINING) is None
    assert row(page, TRAINING).state == "open"
    assert button(page, "I have done this").hasFocus()


def test_no_day_of_the_future_can_be_given(page: OptOutPage) -> None:
    field = page.findChildren(DateField)[-1]
    field.setDate(field.date().addDays(40))
    assert field.day == today()


def test_a_step_that_is_not_for_me_stays_in_sight_and_no_longer_counts(bare: OptOutPage) -> None:
    bare.show_part(PARTNERS)
    press(bare, "Not for me")
    assert "0 of 9 done" in said(bare)
    assert "As you told us; 1 is not for you." in said(bare)
    assert "that this is not for you." in said(bare)
    assert row(bare, PARTNERS).state == "aside"
    press(bare, "Take it back")
    assert "0 of 10 done" in said(bare)


def test_a_switch_that_someone_under_18_may_find_disabled_says_so(bare: OptOutPage) -> None:
    bare.session.tell(Situation(under_18=True))
    bare.show_part(TRAINING)
    assert not button(bare, "I have done this").isEnabled()
    assert "X’s web client is reported to disable this switch for accounts under 18." in said(bare)
    assert "You may find it disabled" in said(bare)
    assert row(bare, TRAINING).state == "unavailable"
    assert "0 of 7 done" in said(bare)


# --- looking again ---------------------------------------------------------------------------------------------------


def test_when_to_look_again_is_chosen_with_the_step_and_can_be_changed(page: OptOutPage) -> None:
    remind = step(page).record.remind
    assert remind is not None
    assert remind.currentText() == "In 3 months"
    remind.setFocus()
    QTest.keyClick(remind, Qt.Key.Key_Down)
    press(page, "I have done this")
    assert page.session.record.step(TRAINING).remind_on == today() + dt.timedelta(days=180)
    remind = step(page).record.remind
    assert remind is not None
    remind.setFocus()
    QTest.keyClick(remind, Qt.Key.Key_Up)
    assert page.session.record.step(TRAINING).remind_on is None
    assert step(page).record.remind is QApplication.focusWidget()


def test_steps_that_are_due_stand_first_and_each_has_three_answers(bare: OptOutPage) -> None:
    tell_long_ago(bare.session, TRAINING, PARTNERS, ADS)
    assert rows(bare)[0].title == "3 steps to look at again"
    assert "3 steps to look at again" in said(step(bare))
    press(bare, "Look at them")
    assert not without_a_name(bare)
    assert len(buttons(bare, "Still so")) == 3
    focus = QApplication.focusWidget()
    assert focus is buttons(bare, "Still so")[0]
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert bare.session.record.step(TRAINING).told_on == today()
    assert rows(bare)[0].title == "2 steps to look at again"
    QTest.mouseClick(buttons(bare, "Later")[-1], Qt.MouseButton.LeftButton)
    assert rows(bare)[0].title == "1 step to look at again"
    press(bare, "It has changed")
    assert rows(bare)[0].id != "again"
    assert len([step for step in bare.session.record.steps.values() if step.state == "done"]) == 2
    assert buttons(bare, "I have done this")


def test_a_step_that_is_due_asks_on_its_own_page(bare: OptOutPage) -> None:
    tell_long_ago(bare.session, TRAINING)
    bare.show_part(TRAINING)
    assert "After 90 days it is worth a look whether it is still so." in said(bare)
    assert row(bare, TRAINING).caption == "Look again"
    press(bare, "Still so")
    assert row(bare, TRAINING).state == "done"
    assert "Is it still so?" not in said(bare)


def test_the_list_of_what_is_due_ends_where_the_walk_goes_on(bare: OptOutPage) -> None:
    tell_long_ago(bare.session, TRAINING)
    bare.show_part("again")
    press(bare, "Still so")
    assert "Step 1 of 10" in said(bare)


# --- notes -----------------------------------------------------------------------------------------------------------


def test_a_note_is_kept_once_the_keyboard_leaves_it(bare: OptOutPage) -> None:
    bare.show_part(PARTNERS)
    press(bare, "Add a note")
    lines = QApplication.focusWidget()
    assert isinstance(lines, QPlainTextEdit)
    QTest.keyClicks(lines, "They call it something else")
    QTest.keyClick(lines, Qt.Key.Key_Tab)
    assert bare.session.record.step(PARTNERS).note == "They call it something else"
    bare.show_part(ADS)
    bare.show_part(PARTNERS)
    assert step(bare).record.note.lines.toPlainText() == "They call it something else"


def test_a_note_that_is_being_written_is_not_lost_on_the_way_elsewhere(bare: OptOutPage) -> None:
    bare.show_part(PARTNERS)
    press(bare, "Add a note")
    QTest.keyClicks(step(bare).record.note.lines, "half a")
    bare.show_part(ADS)
    assert bare.session.record.step(PARTNERS).note == "half a"
    assert bare.session.record.step(ADS).note == ""


def test_a_note_does_not_pass_to_the_next_account(page: OptOutPage) -> None:
    press(page, "Add a note")
    QTest.keyClicks(step(page).record.note.lines, "mine alone")
    page.session.close_audit()
    assert page.session.record.steps == {}


def test_a_pasted_megabyte_is_cut(bare: OptOutPage) -> None:
    bare.show_part(PARTNERS)
    press(bare, "Add a note")
    lines = step(bare).record.note.lines
    lines.insertFromMimeData(words("x" * 1_000_000))
    assert len(lines.toPlainText()) == 4_000


# --- proofs ----------------------------------------------------------------------------------------------------------


def picture(colour: str = "steelblue") -> QImage:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def screenshot(tmp_path: Path) -> Path:
    path = tmp_path / "screenshot.png"
    assert picture().save(str(path))
    return path


def proofs(page: OptOutPage, id: str = TRAINING) -> tuple[Proof, ...]:
    return page.session.record.step(id).proofs


def test_without_an_archive_proofs_wait_and_say_why(bare: OptOutPage) -> None:
    bare.show_part(TRAINING)
    assert not button(bare, "Paste a screenshot").isEnabled()
    assert not button(bare, "Choose a file").isEnabled()
    assert "A picture is kept in an audit. Open an archive first." in said(bare)
    assert not drag_over(step(bare).record.proof, files(Path("/tmp/a.png")))


def test_a_screenshot_is_pasted_with_two_keys_and_kept_with_its_hash(page: OptOutPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(picture())
    button(page, "Open in browser").setFocus()
    QTest.keyClick(button(page, "Open in browser"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(proofs(page)))
    [proof] = proofs(page)
    audit = page.session.audit
    assert audit is not None
    kept = audit.store.proof(proof.sha256)
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == proof.sha256
    assert QImage.fromData(kept).size() == picture().size()
    assert f"SHA-256 {proof.sha256}" in said(page).replace("\u200b", "")
    assert [one for one in page.findChildren(Thumbnail) if one.isVisible()]
    assert button(page, "Paste a screenshot").hasFocus()
    assert not without_a_name(page)


def test_a_file_is_kept_as_it_is_when_it_is_dropped(page: OptOutPage, qtbot: QtBot, screenshot: Path) -> None:
    field = step(page).record.proof
    assert drag_over(field, files(screenshot))
    assert "Let go to keep it." in said(page)
    drop(field, files(screenshot))
    qtbot.waitUntil(lambda: bool(proofs(page)))
    [proof] = proofs(page)
    assert proof == Proof(hashlib.sha256(screenshot.read_bytes()).hexdigest(), "image/png", today())


def test_a_file_can_be_chosen(page: OptOutPage, qtbot: QtBot, screenshot: Path) -> None:
    press(page, "Choose a file")
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(screenshot))
    dialog.close()
    qtbot.waitUntil(lambda: bool(proofs(page)))


@pytest.mark.parametrize("content", [b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", b"", b"<svg xmlns='x'/>"])
def test_what_is_no_picture_is_refused_in_place(page: OptOutPage, qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "holiday.png"
    path.write_bytes(content)
    drop(step(page).record.proof, files(path))
    qtbot.waitUntil(lambda: "Nothing was kept." in said(page))
    assert not proofs(page)
    assert "holiday" not in said(page)


def test_what_is_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES))
    with pytest.raises(Exception, match="larger than 20 MB"):
        looked_at(path)
    with pytest.raises(Exception, match="cannot be read"):
        looked_at(tmp_path / "nothing.png")
    bomb = QImage(1, 1, QImage.Format.Format_Mono).scaled(9_000, 9_000)
    with pytest.raises(Exception, match="too large"):
        looked_at(bomb)


def test_an_empty_clipboard_says_so(page: OptOutPage) -> None:
    QGuiApplication.clipboard().setText("only words")
    press(page, "Paste a screenshot")
    assert "There is no picture on the clipboard." in said(page)


def test_a_picture_is_removed_only_when_it_is_said_twice(page: OptOutPage, qtbot: QtBot, screenshot: Path) -> None:
    step(page).record.proof.keep_file(str(screenshot))
    qtbot.waitUntil(lambda: bool(proofs(page)))
    sha256 = proofs(page)[0].sha256
    press(page, "Remove")
    assert "It cannot be brought back." in said(page)
    assert button(page, "Keep it").hasFocus()
    press(page, "Keep it")
    assert proofs(page)
    press(page, "Remove")
    press(page, "Remove for good")
    assert not proofs(page)
    audit = page.session.audit
    assert audit is not None
    qtbot.waitUntil(lambda: audit.store.proof(sha256) is None)


def test_a_picture_of_two_steps_stays_with_the_other(page: OptOutPage, qtbot: QtBot, screenshot: Path) -> None:
    for id in (PARTNERS, TRAINING):
        page.show_part(id)
        step(page).record.proof.keep_file(str(screenshot))
        qtbot.waitUntil(functools.partial(_has_proof, page, id))
    press(page, "Remove")
    press(page, "Remove for good")
    qtbot.waitUntil(lambda: not page.session.runner.busy)
    audit = page.session.audit
    assert audit is not None
    assert audit.store.proof(proofs(page, PARTNERS)[0].sha256) is not None


def test_a_kept_picture_is_read_again_with_its_step(page: OptOutPage, qtbot: QtBot) -> None:
    data, _media_type, _shown = looked_at(picture("darkgreen"))
    audit = page.session.audit
    assert audit is not None
    proof = Proof(audit.store.put_proof(data, "image/png", DAY), "image/png", DAY)
    lost = Proof("0" * 64, "image/png", DAY)
    record = add_proof(add_proof(page.session.record, TRAINING, proof), TRAINING, lost)
    page.session.tell_guide(record)
    qtbot.waitUntil(lambda: bool([one for one in page.findChildren(Thumbnail) if one.isVisible()]))
    qtbot.waitUntil(lambda: "It cannot be shown: it is not in this audit." in said(page))
    assert "Kept on 18 Nov 2026" in said(page)
    [thumbnail] = [one for one in page.findChildren(Thumbnail) if one.isVisible()]
    assert spoken_name(thumbnail) == "The picture you keep as proof"


def _has_proof(page: OptOutPage, id: str) -> bool:
    return bool(proofs(page, id))


# --- files -----------------------------------------------------------------------------------------------------------


def test_the_files_are_offered_once_there_is_something_in_them(bare: OptOutPage) -> None:
    bare.show_part("keep")
    assert not button(bare, "Save the calendar file").isEnabled()
    assert not button(bare, "Save the preference record").isEnabled()
    assert "There is no day yet" in said(bare)


def test_the_calendar_and_the_record_are_saved(page: OptOutPage, qtbot: QtBot, tmp_path: Path) -> None:
    press(page, "I have done this")
    page.show_part("keep")
    calendar, record = (button(page, label) for label in ("Save the calendar file", "Save the preference record"))
    assert isinstance(calendar, SaveButton)
    assert isinstance(record, SaveButton)
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton)
    [dialog] = page.findChildren(QFileDialog)
    with qtbot.waitSignal(calendar.saved):
        dialog.fileSelected.emit(str(tmp_path / "days.ics"))
    dialog.close()
    assert b"BEGIN:VCALENDAR" in (tmp_path / "days.ics").read_bytes()
    assert "Saved." in said(page)
    with qtbot.waitSignal(record.saved):
        record.write(str(tmp_path / "optouts.json"))
    saved = json.loads((tmp_path / "optouts.json").read_bytes())
    assert saved["record_type"] == "preference record"
    assert [one["id"] for one in saved["preferences"]] == [TRAINING]
    assert saved["pii_principal_id"] == "1"


def test_a_place_that_cannot_be_written_is_said(page: OptOutPage, qtbot: QtBot, tmp_path: Path) -> None:
    press(page, "I have done this")
    page.show_part("keep")
    record = button(page, "Save the preference record")
    assert isinstance(record, SaveButton)
    with qtbot.waitSignal(record.failed):
        record.write(str(tmp_path / "nowhere" / "optouts.json"))
    assert "Saved." not in said(page)


def test_the_usual_time_is_chosen_for_all_steps(bare: OptOutPage) -> None:
    tell_long_ago(bare.session, TRAINING)
    bare.show_part("keep")
    assert bare._view is not None
    [usual] = [one for one in bare._view.findChildren(Choice) if one.isVisible()]
    usual.setFocus()
    QTest.keyClick(usual, Qt.Key.Key_End)
    assert bare.session.record.recheck_after == 365
    assert rows(bare)[0].id != "again"
