"""From bytes to batches of records, without ever holding a whole file.

X prints its JSON one field a line. A raw line break cannot stand inside a JSON string, so a closing brace at an
element's own indent is a true boundary between two elements; cutting there is fast. Files in any other layout
(retyped, minified) are cut by counting brackets outside strings and comments, as JavaScript has them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterable, Iterator

from auditor.archive import limits

BATCH = 256 * 1024
_MOST_RECORDS = 20_000
"""In one batch; X's have 45 bytes and more, a bomb's may have three."""
_PREFIX_LIMIT = 4096


class NotUnderstood(Exception):
    """The file is not what X writes. Carries one short reason without any content."""


class CutOff(NotUnderstood):
    """The file ends inside an element: what came before is whole."""


def batches(chunks: Iterable[bytes], *, more_may_follow: bool = False) -> Iterator[bytes]:
    """Arrays of about BATCH bytes each that together hold every element of the file's array, in order.

    UTF-8 JSON where the file is. Where it was edited by hand an array may hold other things: see `elements`.
    `more_may_follow` is for an array that is a part of something larger.
    Raises NotUnderstood (no array found, or it is not sane), CutOff (after the last whole element).
    """
    source = utf8(chunks)
    buffer = _skip_prefix(source)
    layout = _layout(buffer, source)
    if layout is not None:
        yield from _cut_at_boundaries(buffer, source, layout)
    rest = yield from _scan(buffer, source, layout)  # what is left shows whether the file was closed properly
    for chunk in source:  # to the end, so that a wrong checksum is noticed
        rest = rest if len(rest) > _PREFIX_LIMIT else rest + chunk
    if not more_may_follow and not _AFTER.fullmatch(rest):
        raise NotUnderstood("there is more text behind the end of its list")


def elements(array: bytes) -> Iterator[bytes]:
    """Every element of one batch by itself, also where it is no JSON. Raises NotUnderstood."""
    walk = _Walk(_layout_of(array[1:64]), start=1)
    yield from (array[start:end] for start, end in walk.over(array, final=True))


# --- the bytes -------------------------------------------------------------------------------------------------------

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same text in UTF-8, whatever an editor saved it as, without a byte order mark and without empty pieces."""
    source = iter(chunks)
    head = b""
    while len(head) < 4 and (chunk := next(source, None)) is not None:
        head += chunk
    mark, encoding = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", "utf-8"))
    if not mark and head[1:2] == b"\0" != head[:1]:
        encoding = "utf-16-le"
    elif not mark and head[:1] == b"\0" != head[1:2]:
        encoding = "utf-16-be"
    head = head[len(mark) :]
    if encoding == "utf-8":
        yield from filter(None, (head,))
        yield from filter(None, source)
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield from filter(None, (decoder.decode(head).encode(),))
    for chunk in source:
        yield from filter(None, (decoder.decode(chunk).encode(),))


# Only single characters are repeated possessively: before Python 3.11.5 a possessive group could match wrongly.
_COMMENT = rb"//[^\n]*+\n|/\*(?:[^*]++|\*(?!/))*\*/"
_BLANKS = rb"(?:\s++|" + _COMMENT + rb")*"
_OPENING = re.compile(_BLANKS + rb"(?:[^=\n;{}]{1,200}+=|export\s++default\b)?" + _BLANKS + rb"\[")
"""As in: window.YTD.tweets.part0 = ["""


def _skip_prefix(source: Iterator[bytes]) -> bytearray:
    """Everything after the opening bracket; the assignment before it is dropped."""
    buffer = bytearray()
    for chunk in source:
        buffer += chunk
        if match := _OPENING.match(buffer, 0, _PREFIX_LIMIT):
            return buffer[match.end() :]
        if len(buffer) >= _PREFIX_LIMIT:
            break
    raise NotUnderstood("it does not hold a list of records" if buffer.strip() else "it is empty (0 bytes)")


# --- the two layouts of X --------------------------------------------------------------------------------------------

_UNTIL_2021, _NOW, _NOW_WINDOWS = b"\n}, {", b"\n  },\n", b"\n  },\r\n"
_LIST_ENDS = {_UNTIL_2021: b"\n} ]", _NOW: b"\n]", _NOW_WINDOWS: b"\n]"}


def _layout(buffer: bytearray, source: Iterator[bytes]) -> bytes | None:
    while len(buffer) < 64 and (chunk := next(source, b"")):
        buffer += chunk
    return _layout_of(bytes(buffer[:64]))


def _layout_of(head: bytes) -> bytes | None:
    """How this file separates elements, or None for a layout that is not X's."""
    if head.startswith(b" {\n"):
        return _UNTIL_2021
    if head.startswith(b"\n  {\n"):
        return _NOW
    if head.startswith(b"\r\n  {\r\n"):
        return _NOW_WINDOWS
    return None


def _cut_at_boundaries(buffer: bytearray, source: Iterator[bytes], boundary: bytes) -> Iterator[bytes]:
    """Leaves the last element in the buffer, with what follows; more where the list ends before that."""
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
        yield _array(buffer, 0, at + cut)
        del buffer[: at + cut + 1]
        searched = 0
    at = buffer.rfind(boundary, searched)
    if at >= 0 and buffer.find(_LIST_ENDS[boundary], 0, at) < 0:
        yield _array(buffer, 0, at + cut)
        del buffer[: at + cut + 1]


# --- any layout ------------------------------------------------------------------------------------------------------

_SKIPPED = rb"""
      "[^"\\\n\r]*+ (?: \\[\s\S] [^"\\\n\r]*+ )* (?: " | (?=[\n\r]) )
    | '[^'\\\n\r]*+ (?: \\[\s\S] [^'\\\n\r]*+ )* (?: ' | (?=[\n\r]) )
    | //[^\n]*+(?=\n)
    | /\*(?: [^*]++ | \*(?!/) )*\*/
"""
"""Strings end at the end of the line at the latest, as in JavaScript: so a forgotten quote costs one line."""

_ENDS = {
    _UNTIL_2021: rb"\n\}(?=[ ,\r\n])",
    _NOW: rb"\n[ ]{2}\}(?=[ ,\r\n])",
    _NOW_WINDOWS: rb"\n[ ]{2}\}(?=[ ,\r\n])",
}
"""The end of an element in X's layouts, also where a bracket was forgotten inside."""


def _tokens(end: bytes | None) -> re.Pattern[bytes]:
    whole = b"(?P<whole>" + end + b")|" if end else b""
    return re.compile(whole + _SKIPPED + rb"""| (?P<bracket>[\[\]{}]) | (?P<unfinished>["'/])""", re.VERBOSE)


_TOKENS = {layout: _tokens(end) for layout, end in (*_ENDS.items(), (None, None))}

_NO_RECORD = re.compile(rb"(?:[\s,}]++|" + _COMMENT + rb")*(?://[^\n]*+)?")
_AFTER = re.compile(rb"(?:[\s;\0]++|" + _COMMENT + rb")*(?://[^\n]*+)?")


class _Walk:
    """Finds where elements start and end: what stands between the outermost brackets, whatever it is."""

    def __init__(self, layout: bytes | None, start: int = 0) -> None:
        self._pattern = _TOKENS[layout]
        self._open = bytearray()
        self._start = start
        self.position = start
        self.closed = False

    def over(self, text: bytes | bytearray, *, final: bool = False) -> Iterator[tuple[int, int]]:
        """Go on; stops at the outer closing bracket, or where more text is needed to go on."""
        for token in self._pattern.finditer(text, self.position):
            kind, at = token.lastgroup, token.start()
            if kind is None:
                continue
            if kind == "unfinished":
                if final or (text[at] == _SLASH and text[at + 1 : at + 2] not in b"/*"):
                    continue
                return  # the end of a string or comment would look like a beginning
            self.position = token.end()
            if not self._open and text[at] in b"{[]":
                yield from self._between(text, at)
                self._start = at
                if text[at] == _CLOSING:
                    self.closed = True
                    return
            if self._ends(text[at], whole=kind == "whole"):
                yield self._start, token.end()
                self._start = token.end()
        if final:
            yield from self._between(text, len(text))

    def _ends(self, bracket: int, *, whole: bool) -> bool:
        """Take in a bracket: whether the element ends here. One that closes an outer bracket closes what was
        forgotten inside."""
        if bracket in b"{[":
            self._open.append(bracket)
            if len(self._open) > limits.DEPTH:
                raise NotUnderstood("it nests brackets far deeper than X does")
            return False
        if not self._open:
            return False
        at = 0 if whole else self._open.rfind(b"[" if bracket == _CLOSING else b"{")
        if at >= 0:
            del self._open[at:]
        return not self._open

    def _between(self, text: bytes | bytearray, end: int) -> Iterator[tuple[int, int]]:
        """What stands between two elements is one as well, though not a record."""
        if not _NO_RECORD.fullmatch(text, self._start, end):
            yield self._start, end

    def moved(self, by: int) -> None:
        """The text before this was dropped."""
        self._start -= by
        self.position -= by


_SLASH, _CLOSING = ord("/"), ord("]")


def _scan(buffer: bytearray, source: Iterator[bytes], layout: bytes | None) -> Generator[bytes, None, bytes]:
    """The slow way: everything that is whole, each time more text has come. Returns what follows the array."""
    walk = _Walk(layout)
    while True:
        found = list(walk.over(buffer))
        done = 0
        for at in range(0, len(found), _MOST_RECORDS):
            some = found[at : at + _MOST_RECORDS]
            yield _array(buffer, _first(buffer, done, some[0][0]), some[-1][1])
            done = some[-1][1]
        if walk.closed:
            break
        del buffer[:done]
        walk.moved(done)
        _check_size(buffer)
        # Twice as much each time: what is unfinished is looked at again from its start.
        before = len(buffer)
        while len(buffer) <= 2 * before and (chunk := next(source, b"")):
            buffer += chunk
            _check_size(buffer)
        if len(buffer) == before:
            raise CutOff("it ends in the middle of a record")
    return bytes(buffer[walk.position :])


def _first(buffer: bytearray, after: int, start: int) -> int:
    """Right behind the comma before the first element, so that the layout can be seen."""
    before = bytes(buffer[after:start])
    return start if before.strip(b" \t\r\n,") else after + before.find(b",") + 1


def _array(buffer: bytearray, start: int, end: int) -> bytes:
    with memoryview(buffer) as view:
        return b"".join((b"[", view[start:end], b"]"))


def _check_size(buffer: bytearray) -> None:
    if len(buffer) > limits.RECORD_BYTES:
        raise NotUnderstood("a single record is larger than any that X writes")
