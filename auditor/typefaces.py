"""The fonts we ship for pages, and which characters each of them can draw."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

FACES: dict[str, str] = {
    "Inter": "InterVariable.ttf",
    "Noto Sans Arabic": "NotoSansArabic-Regular.ttf",
    "Noto Sans Hebrew": "NotoSansHebrew-Regular.ttf",
    "Noto Sans Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Noto Sans Thai": "NotoSansThai-Regular.ttf",
    "Noto Sans JP": "NotoSansJP-Regular.ttf",
    "Noto Sans KR": "NotoSansKR-Regular.ttf",
    "Noto Sans SC": "NotoSansSC-Regular.ttf",
    "Noto Sans TC": "NotoSansTC-Regular.ttf",
}
"""Family -> file in resources/fonts, in the order in which they are tried for a character."""


@cache
def faces_with(letter: str) -> frozenset[str]:
    """The families that can draw this one character."""
    return frozenset(family for family in FACES if ord(letter) in _characters(family))


@cache
def _characters(family: str) -> frozenset[int]:
    return frozenset(_mapped((files("resources") / "fonts" / FACES[family]).read_bytes()))


def _mapped(font: bytes) -> Iterator[int]:
    """The code points in a TrueType font's `cmap`: its table of groups (12) where it has one, else of segments (4)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = [start + struct.unpack_from(">HHI", font, start + 4 + 8 * number)[2] for number in range(count)]
    by_format = {struct.unpack_from(">H", font, offset)[0]: offset for offset in offsets}
    if 12 in by_format:
        yield from _of_groups(font, by_format[12])
    else:
        yield from _of_segments(font, by_format[4])


def _of_groups(font: bytes, table: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, table + 12)
    for number in range(groups):
        first, last, _glyph = struct.unpack_from(">III", font, table + 16 + 12 * number)
        yield from range(first, last + 1)


def _of_segments(font: bytes, table: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, table + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", font, table + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, table + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
