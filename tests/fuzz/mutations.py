"""What can happen to an archive, by chance that can be repeated: to its text, to its zip, to its bytes."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

from tests.fuzz.bases import Files

# --- text ------------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+|\s+')
VALUES = (
    b"null", b"true", b"-1", b"0", b"1e999", b"1.9E+18", b"-99999999999999999999999", b"NaN", b"undefined", b"''",
    b'""', b'"-1"', b'"\\ud800"', b'"\\u0000"', b'"\xff\xfe"', b'"\xe2\x80\xa8"', b'"99999999999999999999"',
    b'"Wed Foo 99 99:99:99 +9999 0000"', b'"9999-99-99T99:99:99Z"', b'"2024-01-31T23:59:59.000+99:99"', b"[ ]", b"{ }",
    b'[[1,"x",{}]]', b'{"a":{"b":[]}}', b'"/*"', b"/* x */", b"// y\n", b"=", b";", b"\0", b'"\xc2\x85"',
)  # fmt: skip


def _tokens(text: bytes, chance: random.Random) -> bytes:
    """Some tokens go, come twice, change places or become something else."""
    tokens = _TOKEN.findall(text)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not tokens:
            break
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        what = chance.randrange(6)
        if what == 0:
            del tokens[at]
        elif what == 1:
            tokens.insert(at, tokens[other])
        elif what == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif what == 3:
            tokens[at] = tokens[other]
        else:
            tokens[at] = chance.choice(VALUES)
    return b"".join(tokens)


def _edited(text: bytes, chance: random.Random) -> bytes:
    """As by hand, or by an editor or a tool that meant well."""
    edits: list[Callable[[bytes], bytes]] = [
        lambda t: b"\xef\xbb\xbf" + t,
        lambda t: t.decode("utf-8", "replace").encode("utf-16"),
        lambda t: t.decode("utf-8", "replace").encode("latin-1", "replace"),
        lambda t: t.replace(b"\n", b"\r\n"),
        lambda t: t.replace(b"\n", b""),
        lambda t: re.sub(rb'"(\w+)" ?:', rb"\1:", t),
        lambda t: re.sub(rb"([}\]])", rb",\1", t),
        lambda t: t.replace(b'"', b"'"),
        lambda t: re.sub(rb'"(\d+)"', rb"\1", t),
        lambda t: re.sub(rb': "[^"]*"', b": ", t, count=chance.randrange(1, 9)),
        lambda t: t.partition(b"=")[2],
        lambda t: t + b";",
        lambda t: t + t,
        lambda t: t.replace(b"part0", b"part1"),
        lambda t: t[: chance.randrange(len(t) + 1)],
        lambda t: t.replace(b"[", b"[" * chance.choice((2, 300, 30_000)), 1),
        lambda t: t.replace(b'"', b'"' + b"x" * 200_000, 1),
        lambda t: t.replace(b"{", b'{"a":' * chance.choice((2, 150, 3_000)), 1),
        lambda t: b"",
        lambda t: b" " * 5_000 + t,
        lambda t: b"<html>" + t,
    ]
    return chance.choice(edits)(text)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 2, 4, 30, 500))
        what = chance.randrange(7)
        if what == 0:
            del changed[at : at + length]
        elif what == 1:
            changed[at:at] = chance.randbytes(length)
        elif what == 2:
            changed[at:at] = changed[at : at + length]
        elif what == 3:
            changed[at : at + length] = bytes(min(length, len(changed) - at))
        elif what == 4 and len(changed) > at:
            changed[at] = chance.choice((0, 1, 0x22, 0x2C, 0x5C, 0x7B, 0x7D, 0x7F, 0x80, 0xFF))
        elif what == 5 and len(changed) > at:
            changed[at] ^= 1 << chance.randrange(8)
        elif chance.random() < 0.3:
            del changed[at:]
    return bytes(changed)


def text(content: bytes, chance: random.Random) -> bytes:
    """A data file, or an export, that is not what it was."""
    return chance.choice((_tokens, _tokens, _edited, _bytes))(content, chance)


# --- files -----------------------------------------------------------------------------------------------------------

_NAMES = (
    "../{}", "/{}", "C:\\{}", "x/{}", "data\\{}", "{}/", "{}\0.js", "{} (1).js", "__MACOSX/{}", "d/" * 300 + "{}",
    "\u202e{}", "caf\u00e9/{}",
)  # fmt: skip


def some_of(files: Files, chance: random.Random) -> Files:
    """A dozen of the files, in any order; the table of contents and the account are mostly there."""
    names = list(files)
    kept = chance.sample(names, min(len(names), chance.choice((1, 3, 8, 12, 20))))
    kept += [name for name in names if name.endswith(("manifest.js", "/account.js", "tweet_index.js"))] * (
        chance.random() < 0.85
    )
    return {name: files[name] for name in dict.fromkeys(kept)}


def names(files: Files, chance: random.Random) -> Files:
    """Some files under other names."""
    known = list(files)

    def name(old: str) -> str:
        how = chance.randrange(12)
        if how == 0:
            return chance.choice(_NAMES).format(old)
        if how == 1:
            return chance.choice(known)
        if how == 2:
            return old.replace(".js", f"-part{chance.choice((0, 1, 2, 99, 10**9))}.js")
        return old

    return {name(old): content for old, content in files.items()}


def zipped(files: Files, chance: random.Random) -> bytes:
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


# --- zip -------------------------------------------------------------------------------------------------------------

_ENTRY, _LOCAL, _END = b"PK\1\2", b"PK\3\4", b"PK\5\6"
_FIELDS = {
    _ENTRY: (
        (8, "H"),
        (10, "H"),
        (16, "L"),
        (20, "L"),
        (24, "L"),
        (28, "H"),
        (30, "H"),
        (32, "H"),
        (38, "L"),
        (42, "L"),
    ),
    _LOCAL: ((6, "H"), (8, "H"), (14, "L"), (18, "L"), (22, "L"), (26, "H"), (28, "H")),
    _END: ((4, "H"), (8, "H"), (10, "H"), (12, "L"), (16, "L"), (20, "H")),
}
"""Where the figures of a zip stand: flags, method, checksum, sizes, lengths of names, offsets, counts."""


def structure(data: bytes, chance: random.Random) -> bytes:
    """Figures of the zip that lie, parts of it that are gone, in another place or twice."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        mark = chance.choice((_ENTRY, _ENTRY, _LOCAL, _END))
        places = [match.start() for match in re.finditer(re.escape(mark), changed)]
        if not places:
            continue
        at = chance.choice(places)
        what = chance.randrange(10)
        if what < 7:
            _lie(changed, at, mark, chance)
        elif what == 7:
            del changed[at : at + chance.choice((4, 46, 200, len(changed)))]
        elif what == 8:
            other = chance.choice(places)
            changed[at : at + 46] = changed[other : other + 46]
        else:
            changed[:0] = chance.randbytes(chance.choice((1, 100, 5_000)))
    if chance.random() < 0.1:
        changed += chance.choice((b"x", bytes(100), bytes(70_000), _END + bytes(18), b"PK\6\7" + bytes(16)))
    return bytes(changed)


def _lie(data: bytearray, at: int, mark: bytes, chance: random.Random) -> None:
    offset, form = chance.choice(_FIELDS[mark])
    width = struct.calcsize("<" + form)
    if at + offset + width > len(data):
        return
    (truth,) = struct.unpack_from("<" + form, data, at + offset)
    top = (1 << 8 * width) - 1
    lies = (
        0,
        1,
        8,
        9,
        12,
        99,
        top,
        top - 1,
        top // 2,
        truth + 1,
        truth - 1,
        truth * 2,
        chance.randrange(top + 1),
        len(data),
    )
    struct.pack_into("<" + form, data, at + offset, chance.choice(lies) & top)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A zip after an accident on the disk or on the way."""
    return _bytes(data, chance)
