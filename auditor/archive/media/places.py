"""Whether a picture or a film says where it was taken. Only its headers are read, never what it shows.

The libraries that read such headers want the whole file, take ten times as long, or bring far more than this needs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Literal

import msgspec

from auditor.archive.media.windows import BEGINNING, Window

Sort = Literal["photo", "film", "other"]

_LARGEST_BLOCK = 64 * 1024
_MOST_PARTS = 256
"""Segments, chunks or boxes of one file that are looked at."""


class Headers(msgspec.Struct, frozen=True):
    """What the beginning of a file shows. `details` are whatever else a camera writes: its make, the time."""

    sort: Sort
    place: bool = False
    details: bool = False


def headers(window: Window) -> Headers:
    """Told by the content, not by the name. Raises Damaged."""
    start = window(0, BEGINNING)  # most pictures tell all in it
    if start.startswith(b"\xff\xd8\xff"):
        return _picture(_exif_of_jpeg(start, window))
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(_exif_of_png(window))
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return _picture(_exif_of_webp(window))
    if start.startswith((b"GIF87a", b"GIF89a", b"BM")):
        return Headers("photo")
    if start[4:8] == b"ftyp":
        # Pictures of this family (HEIC, AVIF) keep their place where only a full reader finds it.
        return Headers("photo") if start[8:12] in _STILL else Headers("film", place=_film_has_place(window))
    return Headers("other")


_STILL = (b"heic", b"heix", b"mif1", b"msf1", b"avif")


def _picture(exif: bytes) -> Headers:
    return Headers("photo", place=_has_place(exif), details=bool(exif))


# --- finding the Exif block ------------------------------------------------------------------------------------------


def _exif_of_jpeg(start: bytes, window: Window) -> bytes:
    at = 2
    for _ in range(_MOST_PARTS):
        head = start[at : at + 10] if at + 10 <= len(start) else window(at, 10)
        if len(head) < 4 or head[0] != 0xFF or head[1] in (0xDA, 0xD9):  # the picture itself begins
            return b""
        length = int.from_bytes(head[2:4], "big")
        if head[1] == 0xE1 and head[4:10] == b"Exif\0\0":
            block = start[at + 10 : at + 2 + length]
            return block if at + 2 + length <= len(start) else window(at + 10, length - 8)
        at += 2 + max(2, length)
    return b""


def _exif_of_png(window: Window) -> bytes:
    at = 8
    for _ in range(_MOST_PARTS):
        head = window(at, 8)
        if len(head) < 8 or head[4:] == b"IEND":
            return b""
        length = int.from_bytes(head[:4], "big")
        if head[4:] == b"eXIf":
            return window(at + 8, min(length, _LARGEST_BLOCK))
        at += 12 + length
    return b""


def _exif_of_webp(window: Window) -> bytes:
    at = 12
    for _ in range(_MOST_PARTS):
        head = window(at, 8)
        if len(head) < 8:
            return b""
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"EXIF":
            return window(at + 8, min(length, _LARGEST_BLOCK)).removeprefix(b"Exif\0\0")
        at += 8 + length + length % 2
    return b""


# --- inside it -------------------------------------------------------------------------------------------------------

_GPS_DIRECTORY = 0x8825
_LATITUDE, _LONGITUDE = 2, 4


def _has_place(exif: bytes) -> bool:
    """Both coordinates are there; cameras that may not know write an empty directory."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return False
    (first,) = struct.unpack_from(order + "L", exif, 4)
    for tag, _, value in _entries(exif, order, first):
        if tag == _GPS_DIRECTORY:
            known = {tag for tag, count, _ in _entries(exif, order, value) if count == 3}
            return {_LATITUDE, _LONGITUDE} <= known
    return False


def _entries(exif: bytes, order: str, at: int) -> Iterator[tuple[int, int, int]]:
    """(tag, how many values, the value or where it stands) of one directory."""
    if not 8 <= at <= len(exif) - 2:
        return
    (number,) = struct.unpack_from(order + "H", exif, at)
    for entry in range(at + 2, min(at + 2 + number * 12, len(exif) - 11), 12):
        tag, _type, count, value = struct.unpack_from(order + "HHLL", exif, entry)
        yield tag, count, value


# --- films -----------------------------------------------------------------------------------------------------------

_KEY = b"com.apple.quicktime.location.ISO6709"


def _film_has_place(window: Window) -> bool:
    """Phones write the place into the film's own description: under udta as (c)xyz or loci, or under meta by a key."""
    for name, at, end in _boxes(window, 0, None):
        if name == b"moov":
            return any(_describes_place(window, *box) for box in _boxes(window, at, end))
    return False


def _describes_place(window: Window, name: bytes, at: int, end: int) -> bool:
    if name == b"meta":
        return any(
            inner == b"keys" and _KEY in window(start, min(stop - start, _LARGEST_BLOCK))
            for inner, start, stop in (*_boxes(window, at, end), *_boxes(window, at + 4, end))
        )
    if name != b"udta":
        return False
    return any(
        inner in (b"\xa9xyz", b"loci") or (inner == b"meta" and _describes_place(window, inner, start, stop))
        for inner, start, stop in _boxes(window, at, end)
    )


def _boxes(window: Window, at: int, end: int | None) -> Iterator[tuple[bytes, int, int]]:
    """(name, where its content starts, where it ends) of the boxes beside one another."""
    for _ in range(_MOST_PARTS):
        head = window(at, 16)
        if len(head) < 8 or (end is not None and at + 8 > end):
            return
        size, content = int.from_bytes(head[:4], "big"), at + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16], "big"), at + 16
        if size == 0:  # to the end of the file
            size = (end or 1 << 62) - at
        if size < content - at:
            return
        yield head[4:8], content, at + size
        at += size
