"""Zips put together byte by byte, so that each of their figures can be a lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.archive.containers import Container, open_container
from auditor.archive.decoding.reading import Batch, read
from auditor.archive.layout import survey
from auditor.archive.receipt import ReceiptEntry

ACCOUNT = b'window.YTD.account.part0 = [ {"account" : {"accountId" : "1", "username" : "x"} } ]'


def likes(numbers: Iterable[int]) -> bytes:
    """like.js as X prints it now."""
    records = ",\n".join(
        f'  {{\n    "like" : {{\n      "tweetId" : "{n}",\n      "fullText" : "about {n} {{"\n    }}\n  }}'
        for n in numbers
    )
    return f"window.YTD.like.part0 = [\n{records}\n]".encode()


class File:
    """One file of a zip and what is said about it; what is not given is the truth.

    `descriptor` is the form of the figures behind the data; with "-" in front without a mark of their own.
    """

    def __init__(
        self,
        name: str | bytes,
        content: bytes = b"",
        *,
        method: int = 8,
        flags: int = 0,
        crc: int | None = None,
        size: int | None = None,
        packed_size: int | None = None,
        offset: int | None = None,
        attributes: int = 0,
        descriptor: str = "",
    ) -> None:
        self.name = name.encode() if isinstance(name, str) else name
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.packed = packer.compress(content) + packer.flush() if method == 8 else content
        self.method, self.attributes, self.offset = method, attributes, offset
        self.flags = flags | (8 if descriptor else 0)
        self.crc = zlib.crc32(content) if crc is None else crc
        self.size = len(content) if size is None else size
        self.packed_size = len(self.packed) if packed_size is None else packed_size
        self.descriptor = descriptor

    def _figures(self, *, later: bool) -> bytes:
        return struct.pack("<LLL", *((0, 0, 0) if later else (self.crc, self.packed_size, self.size)))

    def header(self) -> bytes:
        start = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, self.flags, self.method, 0, 33)
        return start + self._figures(later=bool(self.descriptor)) + struct.pack("<HH", len(self.name), 0) + self.name

    def body(self) -> bytes:
        if not self.descriptor:
            return self.packed
        mark = b"" if self.descriptor.startswith("-") else b"PK\x07\x08"
        return self.packed + mark + struct.pack(self.descriptor.lstrip("-"), self.crc, self.packed_size, self.size)

    def entry(self, offset: int) -> bytes:
        start = struct.pack("<4sBBHHHHH", b"PK\x01\x02", 20, 3, 20, self.flags, self.method, 0, 33)
        at = offset if self.offset is None else self.offset
        rest = struct.pack("<HHHHHLL", len(self.name), 0, 0, 0, 0, self.attributes << 16, at)
        return start + self._figures(later=False) + rest + self.name


def zip_bytes(files: Sequence[File], *, in_front: bytes = b"", behind: bytes = b"") -> bytes:
    body, directory = bytearray(), bytearray()
    for file in files:
        directory += file.entry(len(body))
        body += file.header() + file.body()
    end = struct.pack("<4s4xHHLLH", b"PK\x05\x06", len(files), len(files), len(directory), len(body), 0)
    return in_front + bytes(body + directory) + end + behind


def directory_at(data: bytes) -> int:
    return data.index(b"PK\x01\x02")


def made(path: Path, files: Sequence[File], *, in_front: bytes = b"", behind: bytes = b"") -> Path:
    path.write_bytes(zip_bytes(files, in_front=in_front, behind=behind))
    return path


def content(container: Container, path: str) -> bytes:
    [member] = [m for m in container.members if m.path == path]
    return b"".join(piece for piece, _ in container.chunks(member))


def receipt(path: Path) -> dict[str, ReceiptEntry]:
    """Everything the receipt says of an archive, by path, as a whole audit would find it."""
    container = open_container(path)
    entries: dict[str, ReceiptEntry] = {}
    try:
        for layout in survey(container):
            entries |= {entry.path: entry for entry in layout.entries}
            for file in layout.data_files:
                for step in read(container, file, "1"):
                    if not isinstance(step, Batch):
                        entries[step.path] = step
    finally:
        container.close()
    return entries
