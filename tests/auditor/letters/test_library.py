"""The letters say what the sources support, to the right address, and every place has what its law offers."""

from __future__ import annotations

import re

import msgspec
import pytest

from auditor.letters.composing import Draft, compose
from auditor.letters.library import (
    PARTIES,
    Letter,
    check,
    fitting,
    load_addressees,
    load_frame,
    load_letters,
    load_places,
)
from auditor.policy.pack import load_pack
from auditor.policy.vocabulary import REGIONS, Region

EUROPE = "objection access erasure restriction consent complaint".split()
NEVER_SAID = re.compile(r"\b(stolen|verif\w+|guarantee\w*|illegal\w*|unlawful\w*|percent)\b|!|%", re.IGNORECASE)

letters = load_letters()


def own_words(letter: Letter) -> list[str]:
    points = [part for block in letter.body for part in ([block] if isinstance(block, str) else block)]
    return [letter.title, letter.hint, letter.subject, *points]


@pytest.mark.parametrize(
    ("region", "kinds"),
    [
        ("eu", EUROPE),
        ("uk", EUROPE),
        ("ch", ["objection", "access", "complaint"]),
        ("us-ca", ["access", "erasure", "opt-out", "complaint"]),
        ("us", ["request", "complaint"]),
        ("br", ["objection", "access", "complaint"]),
        ("ca", ["access", "consent", "complaint"]),
        ("other", ["request", "complaint"]),
    ],
)
def test_each_place_has_the_letters_of_its_law(region: Region, kinds: list[str]) -> None:
    assert list(dict.fromkeys(letter.kind for letter in fitting(region, "x"))) == kinds
    assert fitting(region, "xai")


def test_nothing_fits_while_the_place_is_unknown() -> None:
    assert fitting(None) == []


def test_letters_to_x_go_to_the_controller_of_the_place() -> None:
    controller = {region: load_addressees()[load_places()[region].x[0]].lines[0] for region in REGIONS}
    ireland, texas = "X Internet Unlimited Company", "X Corp."
    assert controller == dict.fromkeys(("eu", "uk", "ch"), ireland) | dict.fromkeys(
        ("us", "us-ca", "br", "ca", "other"), texas
    )


def test_the_addresses_are_those_that_the_policy_pack_gives() -> None:
    for region in REGIONS:
        usual = load_addressees()[load_places()[region].x[0]]
        assert usual.lines[2] in load_pack().jurisdictions[region].controller


def test_a_swiss_letter_may_go_to_the_representative_in_bern() -> None:
    written = compose(Draft("fadp-access-x", "ch", addressee="x-switzerland"))
    assert written.addressee[1] == "through X Switzerland GmbH"
    assert "3018 Bern" in written.addressee


@pytest.mark.parametrize(
    ("id", "length", "unit", "further"),
    [
        ("gdpr-objection-x", 1, "month", 2),
        ("gdpr-access-xai", 1, "month", 2),
        ("fadp-access-x", 30, "day", 0),
        ("ccpa-know-x", 45, "day", 45),
        ("ccpa-opt-out-x", 15, "business-day", 0),
        ("lgpd-access-x", 15, "day", 0),
        ("pipeda-access-x", 30, "day", 30),
    ],
)
def test_sourced_times(id: str, length: int, unit: str, further: int) -> None:
    reply = letters[id].reply
    assert reply is not None
    assert (reply.length, reply.unit, reply.further) == (length, unit, further)


def test_where_no_time_is_sourced_there_is_none() -> None:
    untimed = {letter.id for letter in letters.values() if letter.reply is None}
    assert untimed == {
        "fadp-objection-x", "fadp-objection-xai", "gdpr-consent-x", "lgpd-objection-x", "pipeda-consent-x",
        "state-request-x", "request-x", "request-xai", "complaint-x", "complaint-xai",
    }  # fmt: skip


def test_a_time_that_a_letter_names_is_the_one_it_is_tracked_by() -> None:
    for letter in letters.values():
        said = re.findall(r"within (one month|\d+ (?:business )?days)", " ".join(own_words(letter)))
        reply = letter.reply
        expected = {
            None: set(),
            "month": {"one month"},
            "day": {f"{reply.length} days"} if reply else set(),
            "business-day": {f"{reply.length} business days"} if reply else set(),
        }[reply.unit if reply else None]
        assert set(said) == expected, letter.id


def test_every_letter_fits_some_place_and_says_which_article_or_none() -> None:
    for letter in letters.values():
        assert letter.regions
        assert letter.basis or letter.kind in {"request", "complaint"}, letter.id


@pytest.mark.parametrize("letter", letters.values(), ids=letters)
def test_no_letter_says_more_than_is_known(letter: Letter) -> None:
    for words in own_words(letter):
        assert not NEVER_SAID.search(words), words
        assert words == words.strip()


def test_every_name_in_a_letter_is_a_field_or_is_filled_by_the_place() -> None:
    known = load_frame().fields.keys() | {"law", "company", "complaint", "grounds"}
    for letter in letters.values():
        for words in own_words(letter):
            assert set(re.findall(r"\{(\w+)\}", words)) <= known
            assert set(re.findall(r"@(\w+)", words)) <= load_frame().shared.keys()


def test_grounds_count_categories_of_the_pack() -> None:
    for wording in load_frame().grounds.values():
        assert set(wording.categories) <= load_pack().categories.keys()


def test_only_the_objection_of_the_gdpr_needs_grounds() -> None:
    needing = {letter.id for letter in letters.values() if letter.grounds == "needed"}
    assert needing == {"gdpr-objection-x", "gdpr-objection-xai"}


def test_data_that_contradicts_itself_is_refused() -> None:
    letter = letters["gdpr-objection-x"]
    for broken in (
        {"after": ("no-such-letter",)},
        {"sources": ("NO-SUCH-SOURCE",)},
        {"grounds": ""},
    ):
        with pytest.raises(ValueError, match="gdpr-objection-x"):
            check([msgspec.structs.replace(letter, **broken)])
    with pytest.raises(ValueError, match="share an id"):
        check([letter, letter])


def test_each_party_has_an_address_everywhere() -> None:
    assert all(load_places()[region].addressees(party) for region in REGIONS for party in PARTIES)
