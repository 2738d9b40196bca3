"""Pages from data: no text of a person makes one fail, and none is taken for markup."""

from __future__ import annotations

import datetime as dt
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.typefaces import FACES, faces_with
from auditor.typeset import MOST, showable, typeset

MOMENT = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
PLACES = 14
"""How often `letter` says its text."""


def letter(text: str) -> dict[str, object]:
    return {
        "sender": [text],
        "addressee": [text],
        "date": text,
        "subject": f"Subject {text}",
        "salutation": text,
        "body": [text, [text, text], text],
        "closing": text,
        "signature": [text],
        "enclosures": [text],
        "notes": [text],
        "notes_title": f"Notes {text}",
        "paper": "a4",
        "language": "en",
    }


def page(text: str) -> bytes:
    return typeset("letter", letter(text), made_at=MOMENT)


def words(pdf: bytes) -> str:
    """The text of a PDF as its fonts' own tables spell it, without spaces: what a reader would copy."""
    objects: dict[int, bytes] = {
        int(number): body for number, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)
    }

    def referred(body: bytes, name: str) -> bytes:
        found = re.search(rf"/{name} (\d+) 0 R".encode(), body)
        assert found is not None
        return objects[int(found[1])]

    def content(body: bytes) -> bytes:
        return zlib.decompress(body.split(b"stream\n", 1)[1])

    spelt = []
    for page_object in (body for body in objects.values() if b"/Type/Page/" in body):
        fonts = {}
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", referred(page_object, "Resources")):
            table = content(referred(objects[int(number)], "ToUnicode"))
            fonts[name] = {
                int(glyph, 16): bytes.fromhex(code.decode()).decode("utf-16-be")
                for glyph, code in re.findall(rb"<(\w{4})> <(\w+)>\n", table)
            }
        for font, shown in re.findall(
            rb"/(f\d+) [\d.]+ Tf.*?Tm(.*?)TJ?j?\nET", content(referred(page_object, "Contents")), re.DOTALL
        ):
            for text in re.findall(rb"\(((?:\\.|[^\\)])*)\)", shown, re.DOTALL):
                glyphs = unescaped(text)
                spelt += [fonts[font][int.from_bytes(glyphs[at : at + 2])] for at in range(0, len(glyphs), 2)]
    return re.sub(r"\s", "", "".join(spelt))


def unescaped(text: bytes) -> bytes:
    """A literal string of a PDF: \\ddd is a byte, the rest as in C."""
    named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return re.sub(
        rb"\\([0-7]{3}|.)",
        lambda m: bytes([int(m[1], 8)]) if len(m[1]) == 3 else named.get(m[1], m[1]),
        text,
        flags=re.DOTALL,
    )


@pytest.mark.parametrize(
    "text",
    ['#import "@preview/x:1.0.0": *', "$x^2$", "*bold* _slanted_ `code`", r"\ \\ \u{41}", "= Heading", "@name <label>"],
)
def test_markup_of_a_person_is_only_text(text: str) -> None:
    assert words(page(text)).count(re.sub(r"\s", "", text)) == PLACES


def test_names_of_many_writings_are_shown_and_not_spelt_out() -> None:
    text = "Žofie Łukasz Ngân Дарья Ελένη 田中花子 李小龍 张伟 김민준 محمد שרה अनन्या สมชาย"
    assert showable(text) == text
    assert page(text).startswith(b"%PDF-")


def test_what_no_font_has_is_shown_by_its_code_point() -> None:
    assert showable("Ada 😀") == "Ada [U+1F600]"
    assert "Ada[U+1F600]" in words(page("Ada 😀"))


def test_controls_and_half_characters_are_left_out_while_lines_stay() -> None:
    assert showable("a\x00b\x1b\u202ec\ud800d\ne\tf") == "abcd\ne\tf"


def test_a_mark_needs_a_font_that_has_its_letter_too() -> None:
    assert showable("e\u0301") == "é"
    assert showable("田\u0301") == "田[U+0301]"


def test_the_page_is_a_tagged_pdf_for_accessibility_with_our_fonts_only() -> None:
    made = page("Letter")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made
    assert set(re.findall(rb"/BaseFont/\w+\+(\w+)", made)) == {b"InterVariable"}


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert page("Twice") == page("Twice")


def test_a_million_letters_without_a_break_are_cut() -> None:
    assert len(showable("é" * 1_000_000)) == MOST + 1
    assert page("W" * 1_000_000).startswith(b"%PDF-")


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_makes_a_page(text: str) -> None:
    assert page(text).startswith(b"%PDF-")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_what_is_shown_has_a_picture_and_shows_the_same_again(text: str) -> None:
    shown = showable(text)
    assert all(faces_with(letter) for letter in shown if letter not in "\n\t\u200c\u200d\ufe0e\ufe0f")
    assert showable(shown) == shown


def test_every_font_draws_what_it_is_for() -> None:
    samples = dict(zip(FACES, "aمשअท田김张嗎", strict=True))
    assert all(family in faces_with(letter) for family, letter in samples.items())
