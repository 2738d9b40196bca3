"""Writes the records of one kind, in as many parts as their size asks for."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from auditor.demo.containers import Container
from auditor.demo.pretty import pretty
from auditor.demo.setting import Record

RECORDS_AT_A_TIME = 64


class Part(msgspec.Struct, frozen=True):
    """A file that was written: its path in the archive, the name of its variable, its number of elements, its bytes."""

    path: str
    variable: str
    elements: int
    size: int


def write_parts(
    container: Container,
    kind: str,
    records: Iterator[Record],
    *,
    spread: bool,
    part_bytes: int,
    folder: str = "data/",
) -> list[Part]:
    """The first part has the plain name, the next ones `-part1`, `-part2`; a part ends once it passes `part_bytes`."""
    found: list[Part] = []
    record = next(records, None)
    while record is not None or not found:
        number = len(found)
        name = kind.replace("_", "-") + (f"-part{number}" if number else "")
        path, variable = f"{folder}{name}.js", f"YTD.{kind}.part{number}"
        head = f"window.{variable} = ["
        with container.member(path) as file:
            elements = size = 0
            waiting: list[bytes] = []
            while record is not None and size <= part_bytes:
                gap = head if not elements else ","
                text = gap + ("\n  " if spread else " ") + pretty(record, int(spread), spread=spread)
                waiting.append(text.encode())
                size += len(waiting[-1])
                elements += 1
                if len(waiting) == RECORDS_AT_A_TIME:
                    file.write(b"".join(waiting))
                    waiting.clear()
                record = next(records, None)
            end = ("\n]" if spread else " ]") if elements else head + " ]"
            file.write(b"".join(waiting) + end.encode())
        found.append(Part(path, variable, elements, size))
    return found
