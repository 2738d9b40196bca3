"""Files that hold no JSON array of records, given as one: spreadsheets, single objects, exports of other programs."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator

import msgspec

from auditor.archive.decoding.streams import NotUnderstood
from auditor.archive.imports import bookmarks, grok_export

_ONE_OBJECT = ("grailbird_user_details", "grailbird_payload_details")
_LARGEST_OBJECT = 1024 * 1024
_LONGEST_LINE = 1024 * 1024
_ROWS_AT_A_TIME = 500
_OWN_PICTURE = re.compile(r"/(?:photo|video)/\d+$")
"""The spreadsheet names the pictures of a post among its links; only the files by month say more of them."""


def as_array(kind: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a JSON array of records of that kind. Raises NotUnderstood, also after some of them."""
    if kind == "grailbird_tweets_csv":
        return _rows(chunks)
    if kind in _ONE_OBJECT:
        return _single(chunks)
    if kind == "bookmark":
        return bookmarks.from_archive(chunks)
    if kind == "bookmarks_export":
        return bookmarks.as_array(chunks)
    if kind == "grok_export":
        return grok_export.as_array(chunks)
    return iter(chunks)


def _single(chunks: Iterable[bytes]) -> Iterator[bytes]:
    text = b""
    for chunk in chunks:
        text += chunk
        if len(text) > _LARGEST_OBJECT:
            raise NotUnderstood("it is far larger than X writes it")
    yield b"[" + text.partition(b"=")[2].strip().removesuffix(b";") + b"]"


def _rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rows = csv.DictReader(_lines(chunks), restval="")
    waiting: list[bytes] = []
    yield b"["
    gap = b""
    try:
        for row in rows:
            if not row.get("tweet_id"):
                raise NotUnderstood("a row of the spreadsheet has no id")
            waiting.append(msgspec.json.encode(_post(row)))
            if len(waiting) == _ROWS_AT_A_TIME:
                yield gap + b",".join(waiting)
                gap = b","
                waiting.clear()
    except csv.Error as reason:
        raise NotUnderstood("it is not a spreadsheet as X writes it") from reason
    yield (gap if waiting else b"") + b",".join(waiting) + b"]"


def _post(row: dict[str, str]) -> dict[str, object]:
    """A row in the shape of the posts in the files by month."""
    links = [url for url in row.get("expanded_urls", "").split(",") if url and not _OWN_PICTURE.search(url)]
    post: dict[str, object] = {
        "id_str": row["tweet_id"],
        "text": row.get("text", ""),
        "created_at": row.get("timestamp", ""),
        "in_reply_to_status_id_str": row.get("in_reply_to_status_id", ""),
        "in_reply_to_user_id_str": row.get("in_reply_to_user_id", ""),
        "entities": {"urls": [{"expanded_url": url} for url in links]},
    }
    if original := row.get("retweeted_status_id"):
        post["retweeted_status"] = {"id_str": original}
    return post


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines with their ends, which may stand inside a quoted field."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    rest = ""
    for chunk in chunks:
        *whole, rest = (rest + decoder.decode(chunk)).split("\n")
        yield from (line + "\n" for line in whole)
        if len(rest) > _LONGEST_LINE:
            raise NotUnderstood("it is not a spreadsheet as X writes it")
    yield rest + decoder.decode(b"", final=True)
