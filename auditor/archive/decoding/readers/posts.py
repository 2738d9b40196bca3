"""Posts of every kind, long texts, articles and likes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import msgspec

from auditor.archive import dates
from auditor.archive.decoding import records
from auditor.archive.decoding.readers.source import (
    HAND_TYPED_REPOST,
    HAS_MEDIA,
    HAS_PLACE,
    LONG,
    NOT_MINE,
    SELF_THREAD,
    SUPERSEDED,
    Source,
    written,
)
from auditor.archive.items import Item
from auditor.archive.kinds import kinds
from auditor.archive.text import unescape, with_links

_REPOST = re.compile(r"RT @(\w+)")
_SPAN = re.compile(r"(\d{1,9}) (\d{1,9})")
_POST_LINK = re.compile(r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d+)", re.IGNORECASE)


def _names_an_author(wording: str) -> re.Match[str] | None:
    """The beginning of a repost in words. Nearly all posts lack it, so the quick way to see that comes first."""
    return _REPOST.match(wording) if wording.startswith("RT @") else None


def is_repost(post: records.Post) -> bool:
    """A native repost. Until 2018 the archive holds its original; since then it is told from a hand-typed one by the
    rule that holds in every archive measured: the name after "RT @" and a colon, which is also the first mention, at
    code point 3, and no likes or reposts of its own."""
    if post.retweeted_status is not None or (post.share is not None and post.share.source_status_id):
        return True
    wording = post.wording
    match = _names_an_author(wording)
    if match is None or not wording.startswith(": ", match.end()) or not post.entities.user_mentions:
        return False
    first = post.entities.user_mentions[0]
    return (
        first.screen_name.lower() == match[1].lower()
        and str(first.indices[0] if first.indices else "") == "3"
        and str(post.favorite_count) == "0"
        and str(post.retweet_count) == "0"
    )


def quoted_post(post: records.Post) -> str | None:
    """The id of the post it links to: the only sign of a quote that an archive holds."""
    for url in post.entities.urls:
        if link := _POST_LINK.match(url.expanded_url):
            return link[1]
    return None


def reposted_post(post: records.Post) -> str | None:
    """The id of the original of a repost, where the archive holds it."""
    if post.retweeted_status is not None:
        return post.retweeted_status.id_str or None
    if post.share is not None:
        return post.share.source_status_id or None
    return next((m.source_status_id_str for m in post.pictures if m.source_status_id_str), None)


def is_superseded(post: records.Post, id: str) -> bool:
    """An earlier version of a post that was edited: the newest of a chain has the highest id."""
    chain = post.edit_info.edit.edit_control_initial.edit_tweet_ids or post.edit_info.initial.edit_tweet_ids
    return chain != (id,) and any(_age(version) > _age(id) for version in chain)


def _age(id: str) -> tuple[int, str]:
    """Sorts ids as numbers, also those that are none."""
    return len(id), id


class _PostDetail(msgspec.Struct, omit_defaults=True, gc=False):
    quotes: str | None = None
    reposts: str | None = None
    media: list[str] = []
    deleted_at: str = ""
    liked: int = 0
    reposted: int = 0


def posts(row: records.PostRow, source: Source) -> Iterable[Item]:
    """A post and, for the main posts file, each picture and the place in it.

    The other posts files (communities, circles, deleted) have a category of their own and give one item a record.
    """
    post = row.tweet or row
    id, wording, pictures = post.id_str or str(post.id), post.wording, post.pictures
    if not id and not wording:
        return ()  # nothing was left in it: a record, but no post
    answered = post.in_reply_to_status_id_str
    reposted = is_repost(post)
    quoted = None if reposted else quoted_post(post)
    category = source.kind.categories[0]
    main = category == "posts"
    if main:
        category = "reposts" if reposted else "replies" if answered else "quotes" if quoted else "posts"
    made_at = dates.snowflake(id) or dates.parse(post.created_at)
    place = _place(post)
    traits = HAS_MEDIA if pictures or post.media else 0
    if place:
        traits |= HAS_PLACE
    if category == "replies" and post.in_reply_to_user_id_str and post.in_reply_to_user_id_str == source.account_id:
        traits |= SELF_THREAD
    if not reposted and _names_an_author(wording):
        traits |= HAND_TYPED_REPOST
    if is_superseded(post, id):
        traits |= SUPERSEDED
    more = _PostDetail(
        quotes=quoted,
        reposts=reposted_post(post) if reposted else None,
        media=[picture.type or "photo" for picture in pictures] if pictures else [],
        deleted_at=post.deleted_at,
        liked=_times(post.favorite_count),
        reposted=_times(post.retweet_count),
    )
    text, lang, thread = _post_text(post, wording, pictures), post.lang or None, answered or None
    items = [source.item(category, id, made_at, text, traits, lang, thread, written(more))]
    if not main:
        return items
    for number, picture in enumerate(pictures):
        items.append(
            source.item(
                "media",
                f"{id}/{picture.id_str or number}",
                made_at,
                picture.type or "photo",
                NOT_MINE if reposted or picture.source_status_id_str else 0,
                thread=id,
            )
        )
    if place:
        items.append(source.item("geo", id, made_at, ", ".join(map(str, place)), thread=id))
    return items


def older_posts(row: records.PostRow, source: Source) -> Iterable[Item]:
    """The posts of the archives of 2012 to 2018. They are the same posts as in tweets.js of any later archive."""
    return posts(row, msgspec.structs.replace(source, kind=kinds()["tweets"]))


@functools.lru_cache(maxsize=10_000)  # most are few
def _times(count: records.Number) -> int:
    """How often, as the archive counts it; 0 for what is no count."""
    digits = str(count)
    return int(digits) if digits.isdigit() and digits.isascii() and len(digits) < 16 else 0


def _place(post: records.Post) -> tuple[str | float, ...]:
    point = post.coordinates if post.coordinates and post.coordinates.coordinates else post.geo
    return point.coordinates if point else ()


def _post_text(post: records.Post, wording: str, pictures: tuple[records.MediaEntity, ...]) -> str:
    original = post.retweeted_status
    if original is not None and original.text and original.user.screen_name:
        return unescape(f"RT @{original.user.screen_name}: {original.text}")
    urls = post.entities.urls
    if not urls and not pictures:
        return unescape(wording).rstrip()
    links = [(*_span(url.indices), url.expanded_url or url.url) for url in urls]
    if pictures:
        links.append((*_span(pictures[0].indices), ""))
    return with_links(wording, links)


def _span(indices: tuple[records.Number, ...]) -> tuple[int, int]:
    """Where a link starts and ends; (0, 0), which is nowhere, for what are not two figures."""
    found = _SPAN.fullmatch(f"{indices[0]} {indices[1]}") if len(indices) == 2 else None
    return (int(found[1]), int(found[2])) if found else (0, 0)


def long_posts(row: dict[str, records.LongPost], source: Source) -> Iterable[Item]:
    """The whole text of a long post, under an id of its own; the store joins it to its post.

    The key around a deleted one was never seen, so any is taken.
    """
    for note in row.values():
        yield source.item(
            source.kind.categories[0] if source.kind.categories else "posts",
            note.note_tweet_id,
            made_at=dates.parse(note.created_at),
            text=note.core.text,
            traits=LONG,
        )


def articles(row: dict[str, records.Article], source: Source) -> Iterable[Item]:
    """Title and text. Drafts are among them: X does not say here which they are."""
    for article in row.values():
        text = "\n\n".join(part for part in (article.title, *(section.text for section in article.content)) if part)
        yield source.item(
            "articles",
            article.id,
            made_at=dates.snowflake(article.id),
            text=text or None,
            traits=HAS_MEDIA if article.media or article.cover_media else 0,
        )


def likes(row: records.LikeRow, source: Source) -> Iterable[Item]:
    text = row.like.full_text
    return [source.item("likes", row.like.tweet_id, text=None if text is None else unescape(text))]
