"""Pictures tell where they were taken, and the reader says that they do without reading what they show."""

from __future__ import annotations

import pytest

from auditor.archive.media.places import Headers, headers
from auditor.archive.media.windows import Window
from tests.auditor.archive.picture_making import box, by_key, by_loci, by_xyz, exif, film, jpeg, png, webp


class Glass:
    """A window that remembers how much was looked at."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.bytes = self.looks = 0

    def __call__(self, at: int, length: int) -> bytes:
        found = self._content[at : at + length]
        self.bytes += len(found)
        self.looks += 1
        return found


def seen(content: bytes) -> Headers:
    window: Window = Glass(content)
    return headers(window)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("picture", [jpeg, png, webp])
def test_a_photo_with_coordinates_holds_a_place(picture: type, order: str) -> None:
    assert seen(picture(exif(place=True, order=order))) == Headers("photo", place=True, details=True)


@pytest.mark.parametrize("picture", [jpeg, png, webp])
def test_a_photo_of_a_camera_that_did_not_know_where_it_was_holds_none(picture: type) -> None:
    assert seen(picture(exif(place=False))) == Headers("photo", details=True)


@pytest.mark.parametrize("picture", [jpeg(), png(), webp(), b"GIF89a" + bytes(50)])
def test_a_photo_as_x_stores_it_holds_nothing(picture: bytes) -> None:
    assert seen(picture) == Headers("photo")


def test_a_place_behind_a_large_preview_or_colour_profile_is_found() -> None:
    assert seen(jpeg(exif(place=True, gap=40_000))).place
    assert seen(jpeg(exif(place=True), before=bytes(60_000))).place


@pytest.mark.parametrize("described", [by_xyz(), by_key(), by_loci(), box(b"udta", by_key())])
def test_a_film_of_a_phone_holds_a_place(described: bytes) -> None:
    assert seen(film(described)) == Headers("film", place=True)
    assert seen(film(described, wide=True)).place
    assert seen(film(described, brand=b"qt  ")).place


def test_a_film_as_x_stores_it_holds_none() -> None:
    assert seen(film(box(b"trak", bytes(5000)))) == Headers("film")


def test_a_long_film_is_not_read() -> None:
    glass = Glass(film(by_xyz(), size=20_000_000))
    assert headers(glass).place
    assert glass.bytes < 10_000


def test_something_else_is_something_else() -> None:
    for content in (b"", b"%PDF-1.7", b"\xff", b"RIFF\0\0\0\0WAVE", bytes(100)):
        assert seen(content) == Headers("other")


@pytest.mark.parametrize(
    "whole", [jpeg(exif(place=True)), png(exif(place=True)), webp(exif(place=True)), film(by_key())]
)
def test_a_file_that_was_cut_or_tampered_with_is_looked_at_in_a_few_steps(whole: bytes) -> None:
    for length in range(len(whole)):
        seen(whole[:length])
    for at in range(len(whole)):
        for value in (0, 1, 0xFF):
            glass = Glass(whole[:at] + bytes([value]) + whole[at + 1 :])
            headers(glass)
            assert glass.looks < 2000


def test_boxes_that_go_round_in_circles_end() -> None:
    film_of_nothing = box(b"ftyp", b"isom", bytes(4)) + bytes.fromhex("00000001") + b"free" + bytes(8)
    assert seen(film_of_nothing * 1000) == Headers("film")
    assert seen(box(b"ftyp", b"isom", bytes(4)) + box(b"free") * 100_000) == Headers("film")
