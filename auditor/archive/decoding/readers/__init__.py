"""From records to items: one function per reader named in the table of kinds."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.archive.decoding import records
from auditor.archive.decoding.readers import person, plain, posts, talks
from auditor.archive.decoding.readers.source import Read, Source
from auditor.archive.imports import bookmarks, grok_export

__all__ = ["READERS", "Source"]

READERS: dict[str, tuple[type[Any], Read]] = {
    "posts": (records.PostRow, posts.posts),
    "older_posts": (records.PostRow, posts.older_posts),
    "long_posts": (dict[str, records.LongPost], posts.long_posts),
    "articles": (dict[str, records.Article], posts.articles),
    "likes": (records.LikeRow, posts.likes),
    "messages": (records.ConversationRow, talks.messages),
    "xchat": (records.EncryptedEventRow, talks.xchat),
    "grok": (records.GrokRow, talks.grok),
    "account": (records.AccountRow, person.account),
    "profile": (records.ProfileRow, person.profile),
    "older_profile": (records.UserDetails, person.older_profile),
    "apps": (records.ConnectedApplicationRow, person.apps),
    "inferences": (records.PersonalizationRow, person.inferences),
    "age": (records.AgeRow, person.age),
    "key_registry": (records.KeyRegistryRow, person.key_registry),
    "ads": (records.AdRow, plain.ads),
    "lists": (records.UserListRow, plain.lists),
    "bookmarks": (bookmarks.Bookmark, plain.kept),
    "grok_export": (grok_export.Conversation, talks.grok_com),
    "records": (dict[str, Any], plain.plain),
    "": (msgspec.Raw, plain.nothing),
}
