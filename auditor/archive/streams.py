"""From bytes to batches of records, without ever holding a whole file.

X prints its JSON one field a line. A raw line break cannot stand inside a JSON string, so a closing brace at an
element's own indent is a true boundary between two elements; cutting there is fast. Files in any other layout
(retyped, minified) are cut by counting braces outside strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

BATCH = 512 * 1024
LARGEST_ELEMENT = 512 * 1024 * 1024
_PREFIX_LIMIT = 4096


class NotUnderstood(Exception):
    """The file is not what X writes. Carries one short reason without any content."""


class CutOff(NotUnderstood):
    """The file ends inside an element: what came before is whole."""


def batches(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """JSON arrays of about BATCH bytes each that together hold every element of the file's array, in order.

    Raises NotUnderstood (no array found), CutOff (after the last whole element).
    """
    source = iter(chunks)
    buffer = _skip_prefix(source)
    boundary = _boundary(buffer, source)
    if boundary is None:
        yield from _scan(buffer, source)
        return
    cut = boundary.index(b",")
    searched = 0
    for chunk in source:
        buffer += chunk
        if len(buffer) < BATCH:
            continue
        at = buffer.rfind(boundary, searched)
        if at < 0:
            searched = max(0, len(buffer) - len(boundary))
            _check_size(buffer)
            continue
        yield b"[" + buffer[: at + cut] + b"]"
        del buffer[: at + cut + 1]
        searched = 0
    yield from _scan(buffer, source)  # what is left shows whether the file was closed properly


def _skip_prefix(source: Iterator[bytes]) -> bytearray:
    """Everything after the opening bracket; the assignment before it ("window.YTD.tweets.part0 = ") is dropped."""
    buffer = bytearray()
    for chunk in source:
        buffer += chunk
        head = bytes(buffer[:_PREFIX_LIMIT]).removeprefix(b"\xef\xbb\xbf")
        skipped = len(buffer[:_PREFIX_LIMIT]) - len(head)
        match = re.match(rb"\s*(?:[\w.$ ]+=\s*)?\[", head)
        if match:
            return buffer[skipped + match.end() :]
        if len(buffer) >= _PREFIX_LIMIT:
            break
    raise NotUnderstood("it does not hold a list of records" if buffer.strip() else "it is empty (0 bytes)")


def _boundary(buffer: bytearray, source: Iterator[bytes]) -> bytes | None:
    """How this file separates elements, or None for a layout that is not X's."""
    while len(buffer) < 64:
        chunk = next(source, b"")
        if not chunk:
            break
        buffer += chunk
    if buffer.startswith(b" {\n"):
        return b"\n}, {"
    if buffer.startswith((b"\n  {\n", b"\r\n  {\r\n")):
        return b"\n  },\r\n" if buffer.startswith(b"\r") else b"\n  },\n"
    return None


_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def _scan(buffer: bytearray, source: Iterator[bytes]) -> Iterator[bytes]:
    """The slow way: walk over strings and braces. An element is what stands at depth 1."""
    depth, position = 1, 0
    while True:
        position, depth, whole, closed = _walk(buffer, position, depth)
        elements = bytes(buffer[:whole]).strip().removeprefix(b",").strip()
        if elements:
            yield b"[" + elements + b"]"
        if closed:
            return
        del buffer[:whole]
        position -= whole
        _check_size(buffer)
        chunk = next(source, b"")
        if not chunk:
            raise CutOff("it ends in the middle of a record")
        buffer += chunk


def _walk(buffer: bytearray, position: int, depth: int) -> tuple[int, int, int, bool]:
    """Go on from `position`: where to go on next time, the depth there, the end of what is whole, the array closed."""
    whole = 0
    for token in _TOKEN.finditer(buffer, position):
        first = buffer[token.start()]
        # An unfinished string would make its closing quote look like an opening one: stop before it.
        if buffer.find(b'"', position, token.start()) >= 0:
            break
        position = token.end()
        if first in b"{[":
            depth += 1
        elif first in b"}]":
            depth -= 1
            if depth == 0:
                return position, depth, token.start(), True
            if depth == 1:
                whole = position
    return position, depth, whole, False


def _check_size(buffer: bytearray) -> None:
    if len(buffer) > LARGEST_ELEMENT:
        raise NotUnderstood("a single record is larger than any that X writes")
