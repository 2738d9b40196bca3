"""Bookmarks from an export that a person made with some other program. X's own archives hold none.

Every such program names its columns differently, and none documents them: what a row says is found by all the names
that were ever seen for it. What counts is the post's id, which is best taken from its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from auditor.archive import dates
from auditor.archive.decoding.streams import NotUnderstood
from auditor.archive.imports.tables import Row, array_rows, rows
from auditor.archive.text import unescape

LISTS = ("bookmarks", "tweets", "data")
"""Names under which some exports, and X's interface for programs, put the list of posts."""

ADDRESS = ("tweeturl", "posturl", "statusurl", "url", "link", "permalink", "expandedurl")
ID = ("tweetid", "postid", "statusid", "idstr", "restid", "id")
TEXT = ("notetweettext", "fulltext", "content", "text", "tweettext", "body")
AUTHOR = ("screenname", "twitterhandle", "authorhandle", "authorusername", "handle", "username")
DATE = ("createdat", "tweetedat", "tweetdate", "postedat", "time", "date", "timestamp")
FOLDER = ("folder", "foldername", "categoryname")
_NO_FOLDER = "unsorted"

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:(?P<name>\w{1,20})|i/web)/status(?:es)?/(?P<id>\d{1,20})\b",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
"""As in 1.9E+18: what a spreadsheet makes of a long number."""
_OTHERS_IDS = ("user", "author", "owner", "conversation", "reply", "quote", "retweet", "media")
_MOST_DOUBTFUL = 1000
_AT_A_TIME = 200
_FILLED = b"]" + b" " * 64
"""The end of the list, with room for a reader that looks ahead before it uses what it has."""


class Bookmark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A post that was kept. `posted_at`, in milliseconds since 1970 UTC, is the post's own time: nobody writes down
    when it was kept."""

    id: str
    text: str = ""
    author: str = ""
    posted_at: int | None = None
    folder: str = ""
    tags: tuple[str, ...] = ()


class _NoPost(Exception):
    """A row does not say which post it is."""


class _RoundedId(_NoPost):
    """It did once, but its id has lost its last digits."""


def as_array(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bookmarks of an export as the bytes of a JSON array of `Bookmark`. Raises NotUnderstood after the last."""
    return _array(rows(chunks, LISTS))


def from_archive(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same for a file of an archive: records as they stand, or each under a key of its own."""
    return _array(_unwrapped(row) for row in array_rows(chunks))


def _unwrapped(row: Row) -> Row:
    only = next(iter(row.values())) if len(row) == 1 else None
    return only if isinstance(only, dict) else row


def _array(found: Iterable[Row]) -> Iterator[bytes]:
    sieve = _Sieve()
    gap = b"["
    waiting: list[bytes] = []
    for bookmark in sieve.over(found):
        waiting.append(msgspec.json.encode(bookmark))
        if len(waiting) == _AT_A_TIME:
            yield gap + b",".join(waiting)
            gap = b","
            waiting.clear()
    if waiting or gap == b"[":
        yield gap + b",".join(waiting)
    yield _FILLED
    if sieve.problem:
        raise NotUnderstood(sieve.problem) from sieve.broken


class _Sieve:
    """Keeps what is a bookmark, and counts what is none by its reason."""

    def __init__(self) -> None:
        self._kept = self._rounded = self._without = self._not_bookmarked = 0
        self._doubtful: list[Bookmark] = []
        self._spoiled = False
        self.broken: NotUnderstood | None = None

    def over(self, found: Iterable[Row]) -> Iterator[Bookmark]:
        """To the end, or to where nothing more can be understood; `problem` says so."""
        for row in self._understood(found):
            fields = _fields(row)
            if _says_no(fields.get("bookmarked")):
                self._not_bookmarked += 1
                continue
            try:
                bookmark, certain = _bookmark(row, fields)
            except _RoundedId:
                self._rounded += 1
            except _NoPost:
                self._without += 1
            else:
                if certain:
                    self._kept += 1
                    yield bookmark
                else:
                    self._doubt(bookmark)
        if self._doubtful and len(self._doubtful) * 2 < self._kept + len(self._doubtful):  # chance, not a spreadsheet
            self._kept += len(self._doubtful)
            yield from self._doubtful
        else:
            self._rounded += len(self._doubtful)

    def _understood(self, found: Iterable[Row]) -> Iterator[Row]:
        try:
            yield from found
        except NotUnderstood as reason:
            self.broken = reason

    def _doubt(self, bookmark: Bookmark) -> None:
        """An id that ends in as many noughts as a spreadsheet leaves: the whole file shows whether it is one."""
        if self._spoiled or len(self._doubtful) == _MOST_DOUBTFUL:
            self._spoiled = True
            self._rounded += 1 + len(self._doubtful)
            self._doubtful.clear()
        else:
            self._doubtful.append(bookmark)

    @property
    def problem(self) -> str:
        """What was left out and why, "" if nothing."""
        reasons = [str(self.broken)] if self.broken else []
        if self._rounded:
            reasons.append(
                f"{_rows(self._rounded)} left out: a spreadsheet has rounded the long numbers of the posts (as in"
                " 1.9E+18); export them again and choose that file without opening it first"
            )
        if self._without:
            reasons.append(f"{_rows(self._without)} left out: no id and no address of a post")
        if self._not_bookmarked:
            reasons.append(f"{_rows(self._not_bookmarked)} left out: marked as not bookmarked")
        return "; ".join(reasons)


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _says_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower() == "false")


# --- one row ---------------------------------------------------------------------------------------------------------


def _fields(row: Row) -> dict[str, Any]:
    """By name without case and punctuation: Tweet URL, tweet_url and tweetUrl are one."""
    fields: dict[str, Any] = {}
    for name, value in row.items():
        if value not in (None, ""):
            fields.setdefault("".join(filter(str.isalnum, name)).lower(), value)
    return fields


def _bookmark(row: Row, fields: dict[str, Any]) -> tuple[Bookmark, bool]:
    """And whether its id is beyond doubt. Raises _NoPost."""
    address = _address(fields)
    id, certain = (address["id"], True) if address else _id(fields)
    at = dates.snowflake(id)
    author = _text(fields, AUTHOR) or _nested(fields.get("author"), "username") or _handle(address)
    folder = _text(fields, FOLDER)
    bookmark = Bookmark(
        id=id,
        text=_wording(row, fields),
        author=author.removeprefix("@"),
        posted_at=_time(_first(fields, DATE)) if at is None else at,
        folder="" if folder.lower() == _NO_FOLDER else folder,
        tags=_tags(fields.get("tags")),
    )
    return bookmark, certain


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if name in fields), None)


def _text(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if isinstance(fields.get(name), str)), "")


def _nested(value: object, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _address(fields: dict[str, Any]) -> re.Match[str] | None:
    """The post's own address; in a table of unknown make any address of a post that fills a cell."""
    named = (_STATUS.match(fields[name].strip()) for name in ADDRESS if isinstance(fields.get(name), str))
    if match := next(filter(None, named), None):
        return match
    if any(name in fields for name in ID):
        return None
    cells = (_STATUS.match(value.strip()) for value in fields.values() if isinstance(value, str))
    return next(filter(None, cells), None)


def _handle(address: re.Match[str] | None) -> str:
    name = (address["name"] or "") if address else ""
    return "" if name.lower() == "i" else name


def _id(fields: dict[str, Any]) -> tuple[str, bool]:
    rounded = False
    for name in ID:
        id = _digits(fields.get(name))
        if id:
            return id, not _looks_rounded(id)
        rounded = rounded or _is_rounded(fields.get(name))
    if rounded:
        raise _RoundedId
    others = {
        id
        for name, value in fields.items()
        if not any(word in name for word in _OTHERS_IDS) and len(id := _digits(value)) >= 15
    }
    if len(others) != 1:
        raise _RoundedId if any(map(_is_rounded, fields.values())) else _NoPost
    id = others.pop()
    return id, not _looks_rounded(id)


def _digits(value: object) -> str:
    """A post's id; "" for anything else."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        return ""
    text = text.strip().strip("'\"=")  # some programs quote ids so that a spreadsheet leaves them alone
    return text if text.isascii() and text.isdigit() and len(text) <= 19 and int(text) > 0 else ""


def _is_rounded(value: object) -> bool:
    if isinstance(value, float):
        return value >= 1e14
    return isinstance(value, str) and _ROUNDED.fullmatch(value.strip()) is not None


def _looks_rounded(id: str) -> bool:
    """Spreadsheets keep fifteen digits and write noughts for the rest."""
    return len(id) >= 17 and id.endswith("0" * (len(id) - 15))


def _wording(row: Row, fields: dict[str, Any]) -> str:
    note = _nested(fields.get("notetweet"), "text")
    text = unescape(note or _text(fields, TEXT))
    if "media_tags" in row and "\n" not in text:  # such tables write the end of a line as two letters
        text = text.replace("\\n", "\n")
    return text


def _tags(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(part.strip() for part in parts if isinstance(part, str) and part.strip())


# --- times -----------------------------------------------------------------------------------------------------------

_TWELVE_HOURS = re.compile(r"(\d\d?):(\d\d) ([AP])M, ([A-Z][a-z]{2})[a-z]* (\d\d?), (\d{4})", re.ASCII)


def _time(value: object) -> int | None:
    """Any of X's own forms, numbers since 1970, and 02:51 PM, May 01, 2024; None for what a person made up."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return dates.parse(str(int(value))) if abs(value) < 1e15 else None
    if not isinstance(value, str):
        return None
    match = _TWELVE_HOURS.fullmatch(value.strip())
    if match is None:
        return dates.parse(value.strip())
    hour, minute, half, month, day, year = match.groups()
    if month not in dates.MONTHS:
        return None
    clock = f"{int(hour) % 12 + (12 if half == 'P' else 0):02}:{minute}"
    return dates.parse(f"{year}-{dates.MONTHS[month]:02}-{int(day):02} {clock}:00")
