"""Advertising, bookmarks, and everything that needs no more than its row in the table of kinds."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from auditor.archive import dates
from auditor.archive.decoding import records
from auditor.archive.decoding.readers.source import Source, detail
from auditor.archive.imports import bookmarks
from auditor.archive.items import Item
from auditor.archive.kinds import Kind, kinds
from auditor.archive.text import unescape


def ads(row: records.AdRow, source: Source) -> Iterable[Item]:
    """One record groups several impressions, engagements or conversions; each is an item."""
    events = [event for group in row.ad.ads_user_data.values() for found in group.values() for event in found]
    for number, event in enumerate(events):
        seen = event.impression_attributes or event
        advertiser = seen.advertiser_info.advertiser_name or seen.application_name
        words = seen.promoted_tweet_info.tweet_text or seen.promoted_trend_info.name or seen.conversion_url
        yield source.item(
            "ads",
            f"{source.place}:{number}",
            dates.parse(seen.impression_time or seen.conversion_time),
            unescape(f"{advertiser}: {words}" if advertiser and words else advertiser or words) or None,
        )


def kept(bookmark: bookmarks.Bookmark, source: Source) -> Iterable[Item]:
    """The post is someone else's, and undated as an item: its own time is that of the post, not of the bookmark.

    The same whether an archive or an export holds it, so that each counts once.
    """
    same = msgspec.structs.replace(source, kind=kinds()["bookmarks_export"])
    yield same.item(
        "bookmarks",
        bookmark.id,
        text=bookmark.text or None,
        detail=detail(
            author=bookmark.author,
            posted_at=None if bookmark.posted_at is None else dates.iso(bookmark.posted_at),
            folder=bookmark.folder,
            tags=list(bookmark.tags),
        ),
    )


def lists(row: records.UserListRow, source: Source) -> Iterable[Item]:
    """One item per list: X gives nothing but its address."""
    found = row.user_list_info
    for number, url in enumerate((found.url,) if found.url else found.urls):
        yield source.item("lists", f"{source.place}:{number}", text=url)


def plain(row: dict[str, Any], source: Source) -> Iterable[Item]:
    """One item per record, from the fields the table of kinds names."""
    kind = source.kind
    record = _unwrapped(row, kind)
    if not record:
        return ()
    paths = _paths(kind.name)
    return [
        source.item(
            kind.categories[0],
            _value(record, paths.id) or "",
            dates.parse(_value(record, paths.time) or ""),
            _value(record, paths.text),
            thread=_value(record, paths.thread),
            detail=detail(**{name: _value(record, path) for name, path in paths.detail}) if paths.detail else None,
        )
    ]


class _Paths(NamedTuple):
    """The fields of a kind, their paths taken apart."""

    id: list[list[str]]
    time: list[list[str]]
    text: list[list[str]]
    thread: list[list[str]]
    detail: list[tuple[str, list[list[str]]]]


@functools.cache
def _paths(kind: str) -> _Paths:
    fields = kinds()[kind].fields
    return _Paths(
        _apart(fields.id),
        _apart(fields.time),
        _apart(fields.text),
        _apart(fields.thread),
        [(name, _apart((path,))) for name, path in fields.detail.items()],
    )


def _apart(paths: Iterable[str]) -> list[list[str]]:
    return [path.split(".") for path in paths]


def _unwrapped(row: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """What stands under the record's key; where that key was never seen, under its only one; else the row itself."""
    for wrapper in kind.wrappers:
        if isinstance(found := row.get(wrapper), dict):
            return found
    only = next(iter(row.values())) if len(row) == 1 else None
    return only if isinstance(only, dict) else row


def _value(record: dict[str, Any], paths: Iterable[list[str]]) -> str | None:
    """What stands under the first of the paths under which anything stands."""
    for path in paths:
        found = record.get(path[0]) if len(path) == 1 else None
        if not isinstance(found, str):  # mostly it is one
            found = ", ".join(_values(record, path))
        if found:
            return found
    return None


def _values(node: object, path: list[str]) -> list[str]:
    """Everything under a path; a list on the way is followed into each of its elements."""
    for number, step in enumerate(path):
        if isinstance(node, list):
            return [value for entry in node for value in _values(entry, path[number:])]
        if not isinstance(node, dict):
            return []
        node = node.get(step)
    if isinstance(node, list):
        return [value for entry in node for value in _values(entry, [])]
    return [] if node in (None, "", False) or isinstance(node, dict) else [str(node)]


def nothing(_row: msgspec.Raw, _source: Source) -> Iterable[Item]:
    """Records that are no items of their own are counted for the receipt and no more."""
    return ()
