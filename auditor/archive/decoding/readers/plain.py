"""Advertising, bookmarks, and everything that needs no more than its row in the table of kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from auditor.archive import dates
from auditor.archive.decoding import records
from auditor.archive.decoding.readers.source import Source, detail
from auditor.archive.imports import bookmarks
from auditor.archive.items import Item
from auditor.archive.kinds import Kind, kinds
from auditor.archive.text import unescape


def ads(row: dict[str, Any], source: Source) -> Iterator[Item]:
    """One record groups several impressions, engagements or conversions; each is an item."""
    for number, event in enumerate(_first_list(row)):
        seen = event.get("impressionAttributes", event)
        advertiser = _value(seen, ("advertiserInfo.advertiserName", "applicationName")) or ""
        words = _value(seen, ("promotedTweetInfo.tweetText", "promotedTrendInfo.name", "conversionUrl")) or ""
        yield source.item(
            "ads",
            f"{source.part}:{source.number}:{number}",
            made_at=dates.parse(_value(seen, ("impressionTime", "conversionTime")) or ""),
            text=unescape(f"{advertiser}: {words}" if advertiser and words else advertiser or words) or None,
        )


def _first_list(node: object) -> list[dict[str, Any]]:
    """The list at the bottom of nested single-key objects (ad > adsUserData > adImpressions > impressions)."""
    if isinstance(node, list):
        return [entry for entry in node if isinstance(entry, dict)]
    if isinstance(node, dict):
        for value in node.values():
            if found := _first_list(value):
                return found
    return []


def kept(bookmark: bookmarks.Bookmark, source: Source) -> Iterator[Item]:
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


def lists(row: records.UserListRow, source: Source) -> Iterator[Item]:
    """One item per list: X gives nothing but its address."""
    found = row.user_list_info
    for number, url in enumerate((found.url,) if found.url else found.urls):
        yield source.item("lists", f"{source.place}:{number}", text=url)


def plain(row: dict[str, Any], source: Source) -> Iterator[Item]:
    """One item per record, from the fields the table of kinds names."""
    fields = source.kind.fields
    record = _unwrapped(row, source.kind)
    if not record:
        return
    yield source.item(
        source.kind.categories[0],
        _value(record, fields.id) or "",
        made_at=dates.parse(_value(record, fields.time) or ""),
        text=_value(record, fields.text),
        thread=_value(record, fields.thread),
        detail=detail(**{name: _value(record, (path,)) for name, path in fields.detail.items()}),
    )


def _unwrapped(row: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """What stands under the record's key; where that key was never seen, under its only one; else the row itself."""
    for wrapper in kind.wrappers:
        if isinstance(found := row.get(wrapper), dict):
            return found
    only = next(iter(row.values())) if len(row) == 1 else None
    return only if isinstance(only, dict) else row


def _value(record: object, paths: Iterable[str]) -> str | None:
    return next((found for path in paths if (found := ", ".join(_values(record, path.split("."))))), None)


def _values(node: object, steps: list[str]) -> list[str]:
    """Everything under a path; a list on the way is followed into each of its elements."""
    if isinstance(node, list):
        return [value for entry in node for value in _values(entry, steps)]
    if steps:
        return _values(node.get(steps[0]), steps[1:]) if isinstance(node, dict) else []
    return [] if node in (None, "", False) or isinstance(node, dict) else [str(node)]


def nothing(_row: dict[str, Any], _source: Source) -> Iterator[Item]:
    """Records that are no items of their own are counted for the receipt and no more."""
    return iter(())
