"""Someone keeps audits, comes back to them, moves them to another computer, and wipes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from auditor.archive.facts import Account, ArchiveFacts
from auditor.archive.items import Item
from auditor.archive.packed import pack
from auditor.store import AuditStore
from auditor.store.shelf import Shelf
from gui.keeper import Keeper
from gui.models.audit_cards import ACCOUNT, ITEMS, LABEL, AuditCards
from gui.opening import OpenAudit
from gui.pages.audits import AuditsPage
from gui.pages.audits_form import AuditForm
from gui.session import Session
from gui.theme import Theme
from gui.widgets.text import Text
from tests.auditor.test_secrets import Good, Locked, Plaintext
from tests.gui.helpers import spoken_name, without_a_name

ARCHIVE_DAY = int(dt.datetime(2026, 3, 14, tzinfo=dt.UTC).timestamp() * 1000)


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.secrets.SCRYPT", {"n": 2**4, "r": 8, "p": 1, "dklen": 32})


@pytest.fixture(autouse=True)
def system() -> Iterator[Good]:
    """A computer with a keyring that encrypts."""
    before, good = keyring.get_keyring(), Good()
    keyring.set_keyring(good)
    yield good
    keyring.set_keyring(before)


@pytest.fixture
def keeper(session: Session, tmp_path: Path) -> Iterator[Keeper]:
    keeper = Keeper(session.runner, tmp_path / "audits")
    yield keeper
    keeper.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, session: Session, keeper: Keeper) -> AuditsPage:
    page = AuditsPage(session, theme, keeper)
    qtbot.addWidget(page)
    page.resize(1064, 788)
    with qtbot.waitExposed(page):
        page.show()
    return page


def read_into(store: AuditStore, username: str, items: int) -> None:
    store.put_facts(
        ArchiveFacts((), username * 4, "2026-03", ARCHIVE_DAY, Account("12", username=username, display_name="Ada"))
    )
    store.add(pack([Item("posts", "tweets", str(n), text=f"post {n}") for n in range(items)]))
    store.finish()


def open_audit(session: Session) -> None:
    """One that was just read and is kept nowhere."""
    store = AuditStore.temporary()
    read_into(store, "ada", 7)
    session.audit = OpenAudit.of(store, session.pack)
    session.audit_changed.emit()


def keep_some(qtbot: QtBot, keeper: Keeper, *names: str, label: str = "") -> None:
    """Audits that were kept some other day."""
    for number, name in enumerate(names):
        with AuditStore.temporary() as store:
            read_into(store, name, 10 + number)
            with qtbot.waitSignal(keeper.opened) as said:
                keeper.keep(store, [Path(f"/nowhere/{name}.zip")], label)
        assert said.args is not None
        said.args[0].close()


def settled(qtbot: QtBot, keeper: Keeper) -> None:
    qtbot.waitUntil(lambda: not keeper.busy)


def words(page: AuditsPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def fill(form: AuditForm | None, **fields: str) -> None:
    assert form is not None
    for name, text in fields.items():
        field = getattr(form, name)
        line = field if isinstance(field, QLineEdit) else field.line
        line.setText(text)
    form.deed.click()


def no_form(page: AuditsPage) -> bool:
    return page.form is None


def column(page: AuditsPage, number: int) -> list[str]:
    return [page.rows.index(row, number).data() for row in range(page.rows.rowCount())]


# --- the list --------------------------------------------------------------------------------------------------------


def test_at_first_nothing_is_kept_and_nothing_is_asked(page: AuditsPage, keeper: Keeper, system: Good) -> None:
    page.shown()
    assert keeper.state == "nothing"
    assert "No audit is kept on this computer." in words(page)
    assert not page.wipe.isVisible()
    assert not system.held
    assert not keeper.folder.exists()


def test_an_open_audit_is_kept_when_the_person_says_so(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, session: Session, system: Good
) -> None:
    open_audit(session)
    assert "The open audit is not kept." in words(page)
    assert "a lost keyring is a lost audit" in words(page)
    with qtbot.waitSignal(keeper.opened) as opened:
        page.notes.keep.click()
    assert opened.args is not None
    store, card = opened.args
    assert store.count() == card.items == session.audit.store.count()  # type: ignore[union-attr]
    store.close()
    assert len(system.held) == 1
    assert column(page, ACCOUNT) == ["@ada"]
    assert "The audit is kept." in words(page)


def test_what_was_kept_is_listed_the_next_day(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada", "grace")
    keeper.close()
    tomorrow = Keeper(page.session.runner, keeper.folder)
    other = AuditsPage(page.session, page.theme, tomorrow)
    qtbot.addWidget(other)
    other.shown()
    settled(qtbot, tomorrow)
    assert column(other, ACCOUNT) == ["@grace", "@ada"]
    assert column(other, ITEMS) == ["11", "10"]
    tomorrow.close()


def test_a_row_opens_by_double_click_and_by_enter(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada", "grace")
    with qtbot.waitSignal(keeper.opened) as opened:
        page.table.opened.emit(1)
    assert opened.args is not None
    opened.args[0].close()
    assert opened.args[1].username == "ada"
    page.table.selectRow(0)
    page.table.setFocus()
    with qtbot.waitSignal(keeper.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args is not None
    opened.args[0].close()
    assert opened.args[1].username == "grace"


def test_a_label_is_given_and_may_hold_anything(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada")
    page.deeds.rename.click()
    fill(page.form, label="Client \u202e7 <b>bold</b>")
    settled(qtbot, keeper)
    assert column(page, LABEL) == ["Client [U+202E]7 <b>bold</b>"]
    assert no_form(page)


def test_an_audit_is_read_again_from_where_its_archive_lay(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, tmp_path: Path
) -> None:
    keep_some(qtbot, keeper, "ada")
    with qtbot.waitSignal(page.go_to) as went:
        page.deeds.again.click()
    assert went.args == ["welcome"]
    archive = tmp_path / "ada.zip"
    archive.touch()
    with AuditStore.temporary() as store:
        read_into(store, "ada", 3)
        with qtbot.waitSignal(keeper.opened) as opened:
            keeper.keep(store, [archive])
    assert opened.args is not None
    opened.args[0].close()
    page.table.selectRow(0)
    with qtbot.waitSignal(page.read_again) as again:
        page.deeds.again.click()
    assert again.args == [[archive]]


def test_deleting_asks_first_and_then_wipes(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada", "grace")
    page.table.selectRow(0)
    page.deeds.delete.click()
    asked = page.form
    assert asked is not None
    assert asked.back.hasFocus()  # Enter on what comes by does not delete
    QTest.keyClick(asked.back, Qt.Key.Key_Escape)
    assert no_form(page)
    assert len(keeper.cards) == 2
    page.deeds.delete.click()
    with qtbot.waitSignal(keeper.closing_wanted):
        fill(page.form)
    settled(qtbot, keeper)
    assert column(page, ACCOUNT) == ["@ada"]
    assert len(list(keeper.folder.glob("*.outtake"))) == 1


# --- passphrases -----------------------------------------------------------------------------------------------------


def test_an_audit_gets_a_passphrase_and_then_asks_for_it(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada")
    page.deeds.protect.click()
    fill(page.form, new="short")
    assert "at least 8 characters" in words(page)
    fill(page.form, new="correct horse", again="correct house")
    assert "do not match" in words(page)
    fill(page.form, new="correct horse", again="correct horse")
    settled(qtbot, keeper)
    assert keeper.cards[0].own_passphrase

    page.deeds.open.click()
    fill(page.form, old="wrong horse")
    settled(qtbot, keeper)
    assert "This key does not open the audit." in words(page)
    with qtbot.waitSignal(keeper.opened) as opened:
        fill(page.form, old="correct horse")
    assert opened.args is not None
    opened.args[0].close()
    page.deeds.unprotect.click()
    fill(page.form, old="correct horse")
    settled(qtbot, keeper)
    [card] = keeper.cards
    assert not card.own_passphrase
    assert not page.deeds.unprotect.isVisible()


def test_a_passphrase_is_hidden_until_the_person_wants_to_see_it(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper
) -> None:
    keep_some(qtbot, keeper, "ada")
    page.deeds.protect.click()
    assert page.form is not None
    field = page.form.new
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    assert spoken_name(field.line) == "New passphrase"
    field.reveal.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field.reveal.text() == "Hide"


def test_an_audit_moves_to_another_computer(qtbot: QtBot, page: AuditsPage, keeper: Keeper, tmp_path: Path) -> None:
    keep_some(qtbot, keeper, "ada", label="hers")
    page.deeds.export.click()
    assert page.form is not None
    for field in (page.form.new, page.form.again):
        QTest.keyClicks(field.line, "to the new one")
    page.export_to(str(tmp_path / "ada.outtake"))
    settled(qtbot, keeper)
    assert "Only this passphrase opens it." in words(page)

    elsewhere = Keeper(page.session.runner, tmp_path / "elsewhere")
    there = AuditsPage(page.session, page.theme, elsewhere)
    qtbot.addWidget(there)
    keyring.set_keyring(Good())
    there.import_from(str(tmp_path / "ada.outtake"))
    fill(there.form, old="to the old one")
    qtbot.waitUntil(lambda: there.form is not None and not elsewhere.busy)
    assert elsewhere.cards == []
    fill(there.form, old="to the new one")
    qtbot.waitUntil(lambda: bool(elsewhere.cards))
    assert (elsewhere.cards[0].username, elsewhere.cards[0].label) == ("ada", "hers")
    settled(qtbot, elsewhere)
    elsewhere.close()


# --- no keyring ------------------------------------------------------------------------------------------------------


def test_without_a_keyring_the_person_chooses_a_passphrase(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, session: Session
) -> None:
    keyring.set_keyring(Plaintext())
    open_audit(session)
    page.notes.keep.click()
    qtbot.waitUntil(lambda: page.form is not None)
    assert "may write secrets as plain text" in words(page)
    with qtbot.waitSignal(keeper.opened) as opened:
        fill(page.form, new="correct horse", again="correct horse")
    assert opened.args is not None
    opened.args[0].close()
    settled(qtbot, keeper)
    keeper.close()

    tomorrow = Keeper(session.runner, keeper.folder)
    other = AuditsPage(session, page.theme, tomorrow)
    qtbot.addWidget(other)
    other.show()
    other.shown()
    assert "Your audits are locked" in words(other)
    fill(other.form, old="wrong horse")
    settled(qtbot, tomorrow)
    assert "does not open" in words(other)
    fill(other.form, old="correct horse")
    settled(qtbot, tomorrow)
    assert len(tomorrow.cards) == 1
    tomorrow.close()


def test_who_chooses_no_passphrase_keeps_nothing(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, session: Session
) -> None:
    keyring.set_keyring(Plaintext())
    open_audit(session)
    page.notes.keep.click()
    qtbot.waitUntil(lambda: page.form is not None)
    assert page.form is not None
    page.form.back.click()
    assert keeper.state == "nothing"
    assert no_form(page)
    assert "plain text" not in words(page)
    assert not keeper.folder.exists()
    assert session.audit is not None


def test_a_locked_keyring_can_be_tried_again(qtbot: QtBot, page: AuditsPage, keeper: Keeper, system: Good) -> None:
    keep_some(qtbot, keeper, "ada")
    keeper.close()
    keyring.set_keyring(Locked())
    tomorrow = Keeper(page.session.runner, keeper.folder)
    other = AuditsPage(page.session, page.theme, tomorrow)
    qtbot.addWidget(other)
    other.show()
    other.shown()
    settled(qtbot, tomorrow)
    assert "The keyring of this computer is locked." in words(other)
    assert other.form is None
    keyring.set_keyring(system)
    other.notes.again.click()
    qtbot.waitUntil(lambda: bool(tomorrow.cards))
    settled(qtbot, tomorrow)
    assert "locked" not in words(other)
    tomorrow.close()


def test_a_second_window_says_that_the_first_has_the_list(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada")
    second = Keeper(page.session.runner, keeper.folder)
    other = AuditsPage(page.session, page.theme, second)
    qtbot.addWidget(other)
    other.show()
    other.shown()
    settled(qtbot, second)
    assert "Another window of Outtake" in words(other)
    assert column(page, ACCOUNT) == ["@ada"]


def test_a_reading_that_was_cut_off_is_told(qtbot: QtBot, page: AuditsPage, keeper: Keeper, system: Good) -> None:
    keep_some(qtbot, keeper, "ada")
    keeper.close()
    [key] = system.held.values()
    killed = Shelf.open(keeper.folder, bytes.fromhex(key))
    killed.begin().store.close()
    killed.close()
    page.shown()
    settled(qtbot, keeper)
    assert "A reading was cut off. Nothing of it was kept. Read the archive again." in words(page)


# --- wiping ----------------------------------------------------------------------------------------------------------


def test_wiping_everything_asks_and_then_says_what_went(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, system: Good
) -> None:
    keep_some(qtbot, keeper, "ada", "grace")
    page.wipe.click()
    assert "2 audits go for good." in words(page)
    with qtbot.waitSignal(keeper.wiped):
        fill(page.form)
    assert "Gone: 2 audits," in words(page)
    assert "The key is gone from the keyring." in words(page)
    assert not system.held
    assert not keeper.folder.exists()
    assert not page.table.isVisible()


# --- for everybody ---------------------------------------------------------------------------------------------------


def test_every_control_has_a_name_and_the_page_survives_large_text(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, theme: Theme
) -> None:
    keep_some(qtbot, keeper, "ada", "grace", label="A label that is rather long for the room that there is for it")
    for deed in (page.deeds.rename, page.deeds.protect, page.deeds.export, page.deeds.delete, page.wipe):
        deed.click()
        assert not without_a_name(page)
    theme.set_percent(200)
    page.resize(760, 600)
    assert page.table.stacked
    assert page.table.height() > 0
    theme.set_percent(100)


def test_where_room_is_short_what_is_said_of_an_audit_takes_another_line(
    qtbot: QtBot, page: AuditsPage, keeper: Keeper, theme: Theme
) -> None:
    keep_some(qtbot, keeper, "ada")
    page.resize(700, 600)
    qtbot.waitUntil(lambda: page.table.stacked)
    two_lines = page.table.rowHeight(0)
    page.resize(400, 600)
    qtbot.waitUntil(lambda: page.table.rowHeight(0) == two_lines + theme.line("body"))
    assert page.table.height() == page.table.rowHeight(0)


def test_a_row_is_one_sentence_for_a_screen_reader(qtbot: QtBot, page: AuditsPage, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada", label="hers")
    spoken = page.rows.index(0, ACCOUNT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("@ada, hers, archive of 14 Mar 2026, 10 items, ")


def test_the_model_is_a_good_one(qtmodeltester: ModelTester, qtbot: QtBot, keeper: Keeper) -> None:
    keep_some(qtbot, keeper, "ada", "grace")
    rows = AuditCards()
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call]
    rows.set_cards(keeper.cards)
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call]
