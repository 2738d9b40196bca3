"""Rows of an export that another program wrote: JSON, JSON lines or CSV, told by what the file begins with."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from auditor.archive import limits
from auditor.archive.decoding.streams import NotUnderstood, batches, elements, utf8

Row = dict[str, Any]

_HEAD = 64 * 1024
_LONGEST_CELL = 4 * 1024 * 1024
_DELIMITERS = (",", ";", "\t")
"""Spreadsheets write what their country uses."""


def rows(chunks: Iterable[bytes], lists: tuple[str, ...]) -> Iterator[Row]:
    """Every row, in order; an empty one for what is no object. Raises NotUnderstood, also after some of them.

    lists  names under which an object holds the rows, where the file is no plain array of them
    """
    source = utf8(chunks)
    head = b""
    while len(head.lstrip()) < _HEAD and (chunk := next(source, b"")):
        head += chunk
    whole = itertools.chain((head,), source)
    start = head.lstrip()[:1]
    if start == b"[":
        found = array_rows(whole)
    elif start == b"{":
        found = _object_rows(head, whole, lists)
    elif start == b"<":
        raise NotUnderstood("it is a web page; the same export as JSON or CSV can be read")
    elif not start:
        raise NotUnderstood("it is empty")
    else:
        found = _csv_rows(whole)
    for row in found:
        yield from _unfolded(row, lists)


def array_rows(chunks: Iterable[bytes], *, more_may_follow: bool = False) -> Iterator[Row]:
    """The elements of a JSON array, also behind an assignment as X writes it."""
    for batch in batches(chunks, more_may_follow=more_may_follow):
        try:
            yield from msgspec.json.decode(batch, type=list[Row])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield from map(_row, elements(batch))


def list_under(chunks: Iterable[bytes], names: tuple[str, ...]) -> Iterator[bytes]:
    """The bytes from the opening bracket of the first list with one of these names; to the end of the file.

    Raises NotUnderstood if there is none. A name cannot be mistaken for text: quotes inside a text are escaped.
    """
    mark = re.compile(rb'"(?:' + b"|".join(name.encode() for name in names) + rb')"\s{0,100}:\s{0,100}(?=\[)')
    source = iter(chunks)
    seen = b""
    for chunk in source:
        seen += chunk
        if match := mark.search(seen):
            yield seen[match.end() :]
            yield from source
            return
        seen = seen[-_LONGEST_MARK:]
    raise NotUnderstood("it holds no list that Outtake knows")


_LONGEST_MARK = 256


def _object_rows(head: bytes, chunks: Iterable[bytes], lists: tuple[str, ...]) -> Iterator[Row]:
    """JSON lines where the first line is an object by itself; else one object with the list in it."""
    first, line_end, _ = head.lstrip().partition(b"\n")
    if line_end and _row(first):
        return map(_row, _lines(chunks))
    return array_rows(list_under(chunks, lists), more_may_follow=True) if lists_in(head, lists) else _single(chunks)


def lists_in(head: bytes, lists: tuple[str, ...]) -> bool:
    return len(head) >= _HEAD or any(f'"{name}"'.encode() in head for name in lists)


def _single(chunks: Iterable[bytes]) -> Iterator[Row]:
    """One small object, which is a row itself."""
    return iter((_row(b"".join(chunks)),))


def _row(text: bytes) -> Row:
    try:
        return msgspec.json.decode(text, type=Row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines that hold something."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line for line in whole if line.strip())
        if len(rest) > limits.RECORD_BYTES:
            raise NotUnderstood("a single row is larger than any post")
    if rest.strip():
        yield rest


def _csv_rows(chunks: Iterable[bytes]) -> Iterator[Row]:
    lines = _text_lines(chunks)
    header = next(lines)
    delimiter = max(_DELIMITERS, key=header.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.DictReader(itertools.chain((header,), lines), delimiter=delimiter, restkey="", restval=""):
            yield {name: value for name, value in row.items() if name and value}
    except csv.Error as reason:
        raise NotUnderstood("it is not a spreadsheet that Outtake can read") from reason


def _text_lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines with their ends, which may stand inside a quoted cell."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode("utf-8", "replace") + "\n" for line in whole)
        if len(rest) > _LONGEST_CELL:
            raise NotUnderstood("it is not a spreadsheet that Outtake can read")
    yield rest.decode("utf-8", "replace")


def _unfolded(row: Row, lists: tuple[str, ...]) -> Iterator[Row]:
    """The rows inside a page of rows; else the row itself."""
    pages = [row[name] for name in lists if isinstance(row.get(name), list)] if "id" not in row else []
    if not pages:
        yield row
        return
    for entry in pages[0]:
        yield entry if isinstance(entry, dict) else {}
