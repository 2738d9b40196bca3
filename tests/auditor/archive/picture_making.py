"""Pictures and films with and without a place, as cameras and phones write them. Only their headers are true."""

from __future__ import annotations

import struct
import zlib

LATITUDE, LONGITUDE = 2, 4


def directory(order: str, entries: list[tuple[int, int, int, int]]) -> bytes:
    """An Exif directory of (tag, type, count, value)."""
    packed = b"".join(struct.pack(order + "HHLL", *entry) for entry in sorted(entries))
    return struct.pack(order + "H", len(entries)) + packed + bytes(4)


def exif(*, place: bool, order: str = "<", gap: int = 0) -> bytes:
    """A block with the camera's make, and its place or an empty directory for it, `gap` bytes further on."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "L", 8)
    where = 8 + 2 + 2 * 12 + 4 + gap
    main = directory(order, [(0x010F, 2, 3, 0x61626300), (0x8825, 4, 1, where)])
    coordinates = [(tag, 5, 3, 8) for tag in (LATITUDE, LONGITUDE)] if place else [(0, 1, 4, 0x2030000)]
    return head + main + bytes(gap) + directory(order, coordinates)


def jpeg(block: bytes | None = None, *, before: bytes = b"") -> bytes:
    """`before` is the content of a segment that stands in front of the Exif block."""
    segments = [b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"]
    if before:
        segments.append(b"\xff\xe2" + struct.pack(">H", len(before) + 2) + before)
    if block is not None:
        content = b"Exif\0\0" + block
        segments.append(b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content)
    return b"\xff\xd8" + b"".join(segments) + b"\xff\xda\0\x08" + b"\x55" * 500 + b"\xff\xd9"


def png(block: bytes | None = None) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return head + (chunk(b"eXIf", block) if block else b"") + chunk(b"IDAT", b"x" * 300) + chunk(b"IEND", b"")


def webp(block: bytes | None = None) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<L", len(body)) + body + b"\0" * (len(body) % 2)

    body = (
        chunk(b"VP8X", bytes(10)) + chunk(b"VP8 ", b"x" * 301) + (chunk(b"EXIF", b"Exif\0\0" + block) if block else b"")
    )
    return b"RIFF" + struct.pack("<L", len(body) + 4) + b"WEBP" + body


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">L", len(body) + 8) + name + body


def film(*described: bytes, brand: bytes = b"isom", size: int = 2000, wide: bool = False) -> bytes:
    """A film whose description follows its pictures, as phones write it; `described` are boxes inside it."""
    pictures = struct.pack(">L4sQ", 1, b"mdat", size + 16) + bytes(size) if wide else box(b"mdat", bytes(size))
    return box(b"ftyp", brand, bytes(4)) + pictures + box(b"moov", box(b"mvhd", bytes(100)), *described)


def by_xyz() -> bytes:
    """As Android writes the place."""
    return box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+47.3769+008.5417/"))


def by_key() -> bytes:
    """As iPhones write it."""
    key = b"com.apple.quicktime.location.ISO6709"
    return box(b"meta", box(b"hdlr", bytes(24)), box(b"keys", bytes(8), struct.pack(">L", len(key) + 8), b"mdta", key))


def by_loci() -> bytes:
    return box(b"udta", box(b"loci", bytes(30)))
