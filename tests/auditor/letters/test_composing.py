"""A person writes a letter: what they filled in is in it, what is missing is seen, and nobody's text breaks it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.archive.facts import Account, ArchiveFacts
from auditor.letters.composing import Draft, asked, compose
from auditor.letters.fields import Fields, from_archive
from auditor.letters.grounds import Ground
from auditor.letters.library import Letter, fitting, load_letters, load_places
from auditor.letters.paper import to_pdf, to_text, to_text_file
from auditor.policy.vocabulary import REGIONS, Region

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)
ADA = Fields(
    name="Ada Example",
    address="1 Sample Street\nDublin",
    email="ada@example.org",
    account="@ada",
    account_id="42",
    date=TODAY,
)
FIGURES = Ground("written", "My archive holds 7 posts that I wrote.")
QUOTE = Ground("quote:posts:1", "On 3 March 2019 I wrote: “No sleep.”", quoted=True)
EVERY_LETTER = [(region, letter) for region in REGIONS for letter in fitting(region)]


def objection(fields: Fields = ADA, *grounds: Ground) -> Draft:
    return Draft("gdpr-objection-x", "eu", fields=fields, grounds=grounds)


def test_a_letter_opens_and_closes_as_letters_do() -> None:
    written = compose(objection(ADA, FIGURES))
    assert written.sender == ("Ada Example", "1 Sample Street", "Dublin", "ada@example.org")
    assert written.addressee[0] == written.to == "X Internet Unlimited Company"
    assert written.date == "21 November 2026"
    assert written.subject == "Objection under Article 21(1) of the GDPR: AI training"
    assert written.body[0] == "I hold the X account @ada, account number 42."
    assert written.signature == ("Ada Example",)
    assert written.gaps == ()


def test_a_british_letter_names_the_british_law() -> None:
    written = to_text(compose(Draft("gdpr-objection-x", "uk", fields=ADA)))
    assert "Article 21(1) of the UK GDPR" in written
    assert "the GDPR" not in written


def test_what_is_not_filled_in_is_seen_in_the_letter_and_named() -> None:
    written = compose(objection(Fields()))
    assert written.sender[0] == "[your name]"
    assert written.date == "[date]"
    assert "[your X account]" in str(written.body[0])
    assert {"name", "date", "account", "reasons"} <= set(written.gaps)


def test_own_words_come_before_figures_as_they_were_paragraphed() -> None:
    fields = msgspec.structs.replace(ADA, reasons="I am ill.\n\nMy clients read along.")
    body = compose(objection(fields, FIGURES)).body
    start = body.index("My reasons against this use arise from my own situation:")
    assert body[start + 1 : start + 4] == ("I am ill.", "My clients read along.", FIGURES.sentence)


def test_a_blanket_objection_is_warned_of_and_still_written() -> None:
    written = compose(objection())
    assert "blanket" in written.warnings[0]
    assert "[the reasons that arise from your own situation]" in written.body


def test_figures_alone_are_asked_to_be_explained() -> None:
    assert "in your own words" in compose(objection(ADA, FIGURES)).warnings[0]
    assert compose(objection(ADA, QUOTE)).warnings == ()
    assert compose(objection(msgspec.structs.replace(ADA, reasons="I am ill."))).warnings == ()


def test_a_letter_that_does_not_need_grounds_says_nothing_of_them_without() -> None:
    draft = Draft("fadp-objection-x", "ch", fields=ADA)
    assert "reasons" not in to_text(compose(draft))
    assert compose(draft).warnings == ()
    assert FIGURES.sentence in compose(msgspec.structs.replace(draft, grounds=(FIGURES,))).body


def test_an_agent_signs_for_the_person_and_encloses_the_mandate() -> None:
    fields = msgspec.structs.replace(ADA, as_agent=True, agent_name="Rights Office", agent_address="2 Side Road")
    written = compose(objection(fields, FIGURES))
    assert written.sender == ("Rights Office", "2 Side Road")
    assert "agent of Ada Example, with written authority" in str(written.body[0])
    assert written.signature == ("Rights Office, for Ada Example",)
    assert written.enclosures == ("Enclosure: mandate signed by Ada Example",)
    assert any("mandate" in note for note in written.notes)


def test_a_complaint_goes_to_the_authority_and_tells_the_story() -> None:
    fields = msgspec.structs.replace(
        ADA, asked_on=dt.date(2026, 9, 1), asked_for="to stop training on my posts", outcome="I have had no answer."
    )
    written = compose(Draft("complaint-x", "uk", fields=fields))
    assert written.addressee == ("Information Commissioner’s Office", "[address of the authority]")
    assert written.body[0].startswith("Under Article 77 of the UK GDPR I lodge a complaint against X Internet")  # type: ignore[union-attr]
    assert "On 1 September 2026 I wrote to X Internet Unlimited Company." in str(written.body[1])
    assert written.body[2] == "I have had no answer."
    assert written.enclosures == ("Enclosure: copy of the letter of 1 September 2026 and of any reply to it",)


def test_a_complaint_of_an_agent_encloses_the_mandate_too() -> None:
    fields = msgspec.structs.replace(ADA, as_agent=True, agent_name="Rights Office")
    first, second = compose(Draft("complaint-xai", "ch", fields=fields)).enclosures
    assert first.startswith("Enclosure: copy of the letter of [")
    assert second == "Enclosure: mandate signed by Ada Example"


def test_a_name_with_a_full_stop_ends_a_sentence_once() -> None:
    written = to_text(compose(Draft("complaint-x", "ca", fields=msgspec.structs.replace(ADA, asked_for="To stop."))))
    assert "I submit a complaint about X Corp. I hold" in written
    assert "My request: To stop.\n" in written
    assert ".." not in written


def test_only_what_the_letter_says_is_asked_for() -> None:
    plain = ("date", "name", "address", "email", "account", "account_id")
    assert asked(Draft("gdpr-access-x", "eu")) == plain
    assert asked(Draft("gdpr-objection-x", "eu", fields=ADA)) == (*plain, "reasons")
    assert "state" in asked(Draft("state-request-x", "us"))
    assert {"agent_name", "agent_address"} <= set(asked(Draft("gdpr-access-x", "eu", fields=Fields(as_agent=True))))
    assert {"authority", "outcome", "asked_on"} <= set(asked(Draft("complaint-x", "uk")))


def test_the_archive_fills_in_the_account_but_no_name() -> None:
    account = Account(id="42", username="ada", display_name="Ada 🌻")
    fields = from_archive(ArchiveFacts(files=(), fingerprint="", generation="flat", account=account), TODAY)
    assert (fields.account, fields.account_id, fields.name, fields.date) == ("@ada", "42", "", TODAY)


def test_words_of_the_person_are_not_retouched() -> None:
    fields = msgspec.structs.replace(ADA, reasons='They said "never" and {name} @check', name="O'Hara")
    written = compose(objection(fields))
    assert 'They said "never" and {name} @check' in written.body
    assert written.signature == ("O'Hara",)


@pytest.mark.parametrize(("region", "letter"), EVERY_LETTER, ids=lambda value: getattr(value, "id", value))
def test_every_letter_of_every_place_reads_through(region: Region, letter: Letter) -> None:
    for addressee in load_places()[region].addressees(letter.party):
        written = compose(Draft(letter.id, region, addressee, ADA, (FIGURES,) if letter.grounds else ()))
        text = to_text(written)
        assert "{" not in text
        assert "@identity" not in text
        assert '"' not in text
        assert written.notes[0] == "A template, not legal advice. You are the sender."
        limits = [note for note in written.notes if "Time limit" in note]
        assert bool(limits) == (letter.reply is not None)
        assert any("none is tracked" in note for note in written.notes) == (letter.reply is None)
        assert to_pdf(written, NOW).startswith(b"%PDF-")


def test_the_text_file_keeps_the_notes_apart_from_the_letter() -> None:
    written = compose(objection(ADA, FIGURES))
    letter, notes = to_text_file(written).decode().split("-" * 40)
    assert "A template, not legal advice" not in letter
    assert letter.rstrip() == to_text(written).rstrip()
    assert "A template, not legal advice" in notes
    assert "1. stop this processing" in letter


def test_a_megabyte_in_a_field_is_cut() -> None:
    fields = msgspec.structs.replace(ADA, name="N" * 1_000_000, reasons="R" * 1_000_000, address="\n".join("A" * 9_000))
    written = compose(objection(fields))
    assert len(to_text(written)) < 30_000
    assert to_pdf(written, NOW).startswith(b"%PDF-")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40), st.sampled_from(list(load_letters())))
def test_no_name_and_no_text_makes_a_letter_fail(text: str, id: str) -> None:
    texts = {name: text for name, value in msgspec.structs.asdict(Fields()).items() if value == ""}
    for as_agent in (False, True):
        fields = msgspec.structs.replace(Fields(date=TODAY, as_agent=as_agent), **texts)
        written = compose(Draft(id, load_letters()[id].regions[0], "", fields, (Ground("own", text),)))
        assert to_pdf(written, NOW).startswith(b"%PDF-")
        assert to_text_file(written)
