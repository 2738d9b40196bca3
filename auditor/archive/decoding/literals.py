"""Records that people have edited: JavaScript as it is typed by hand, turned into JSON. Nothing is ever executed.

A library for JSON5 would refuse a record whose value was blanked out, a comma that was forgotten or half an emoji;
all three are what people's archives hold.
"""

from __future__ import annotations

import re

from auditor.archive.decoding.streams import NotUnderstood

_TOKEN = re.compile(
    rb"""
      "(?P<double>[^"\\\n\r]*+ (?: \\[\s\S] [^"\\\n\r]*+ )*)"
    | '(?P<single>[^'\\\n\r]*+ (?: \\[\s\S] [^'\\\n\r]*+ )*)'
    | (?P<skip> \s++ | //[^\n]*+ | /\*[\s\S]*?\*/ | \xc2\xa0 | \xe2\x80[\xa8\xa9] )
    | (?P<mark> [\[\]{}:,] )
    | (?P<word> [^\s"'\[\]{}:,/]++ )
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?n?")
_BLANK = {b"null", b"undefined", b"NaN"}


def mended(literal: bytes) -> bytes:
    """A JavaScript object as JSON. A value that was blanked out is left out with its name; numbers become strings,
    which is how X writes them. Raises NotUnderstood."""
    return _Mender(readable(literal)).json()


def readable(text: bytes) -> bytes:
    """The same where it is UTF-8; bytes that are not become U+FFFD."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace").encode()
    return text


class _Mender:
    def __init__(self, text: bytes) -> None:
        self._text = text
        self._out = bytearray()
        self._open = bytearray()
        self._name: bytes | None = None
        self._after_colon = False

    def json(self) -> bytes:
        position = 0
        while position < len(self._text):
            token = _TOKEN.match(self._text, position)
            if token is None:
                raise NotUnderstood("it is not valid JSON")
            position = token.end()
            kind = token.lastgroup
            if kind == "mark":
                self._mark(token[0])
            elif kind in ("double", "single"):
                self._string(_quoted(token[kind]))
            elif kind == "word":
                self._word(token[0])
        if self._open or not self._out:
            raise NotUnderstood("it is not valid JSON")
        return bytes(self._out)

    @property
    def _in_object(self) -> bool:
        return self._open.endswith(b"{")

    def _mark(self, mark: bytes) -> None:
        if mark == b":":
            if self._name is None or self._after_colon:
                raise NotUnderstood("it is not valid JSON")
            self._after_colon = True
        elif mark in b"[{":
            self._value(mark)
            self._open += mark
        else:
            if self._name is not None and not self._after_colon:
                raise NotUnderstood("it is not valid JSON")
            self._name, self._after_colon = None, False  # a value that was blanked out
            if mark != b",":
                self._close(mark)

    def _close(self, bracket: bytes) -> None:
        if not self._open.endswith(b"{" if bracket == b"}" else b"["):
            raise NotUnderstood("it is not valid JSON")
        del self._open[-1]
        self._out += bracket

    def _string(self, text: bytes) -> None:
        if self._in_object and not self._after_colon:
            self._named(text)
        else:
            self._value(text)

    def _word(self, word: bytes) -> None:
        if self._in_object and not self._after_colon:
            self._named(_quoted(word))
        elif word in _BLANK and self._in_object:
            self._name, self._after_colon = None, False
        elif word in (b"true", b"false", b"null"):
            self._value(word)
        elif _NUMBER.fullmatch(word):
            self._value(b'"' + word.removesuffix(b"n") + b'"')
        else:
            raise NotUnderstood("it is not valid JSON")

    def _named(self, name: bytes) -> None:
        if self._name is not None:
            raise NotUnderstood("it is not valid JSON")
        self._name = name

    def _value(self, text: bytes) -> None:
        if not self._open and self._out:
            raise NotUnderstood("it is not valid JSON")
        if self._in_object and not self._after_colon:
            raise NotUnderstood("it is not valid JSON")
        if self._out and not self._out.endswith((b"[", b"{")):
            self._out += b","
        if self._name is not None:
            self._out += self._name + b":"
        self._name, self._after_colon = None, False
        self._out += text


_ESCAPE = re.compile(
    rb"""
      (?P<pair> \\u[dD][89abAB][\da-fA-F]{2} \\u[dD][c-fC-F][\da-fA-F]{2} )
    | (?P<half> \\u[dD][89a-fA-F][\da-fA-F]{2} )
    | (?P<four> \\u[\da-fA-F]{4} )
    | \\u\{ (?P<code> [\da-fA-F]{1,6} ) \}
    | \\x(?P<two> [\da-fA-F]{2} )
    | (?P<same> \\[bfnrt"\\/] )
    | (?P<gone> \\\r?\n )
    | (?P<bad> \\u | \\x )
    | \\(?P<any> [\s\S] )
    | (?P<raw> ["\x00-\x1f] )
    """,
    re.VERBOSE,
)


def _quoted(text: bytes) -> bytes:
    """The inside of a JavaScript string as a JSON string."""
    return b'"' + (_ESCAPE.sub(_escape, text) if _NEEDS.search(text) else text) + b'"'


_NEEDS = re.compile(rb'[\\"\x00-\x1f]')
_UNKNOWN = b"\\ufffd"


def _escape(match: re.Match[bytes]) -> bytes:
    kind = match.lastgroup or ""
    found = match[kind]
    if kind in ("pair", "four", "same"):
        return found
    if kind == "code":
        code = int(found, 16)
        return _UNKNOWN if code > 0x10FFFF or 0xD800 <= code < 0xE000 else _plain(chr(code).encode())
    if kind == "two":
        return b"\\u00" + found
    if kind == "any":
        return {b"v": b"\\u000b", b"0": b"\\u0000"}.get(found) or _plain(found)
    if kind == "raw":
        return _plain(found)
    return b"" if kind == "gone" else _UNKNOWN


def _plain(character: bytes) -> bytes:
    if character in (b'"', b"\\"):
        return b"\\" + character
    return b"\\u%04x" % character[0] if character < b" " else character
