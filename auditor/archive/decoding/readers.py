"""From records to items: one function per reader named in the table of kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from auditor.archive import dates
from auditor.archive.decoding import records
from auditor.archive.imports import bookmarks, grok_export
from auditor.archive.items import Item, Trait
from auditor.archive.kinds import Kind, kinds
from auditor.archive.text import unescape, with_links


class Source(msgspec.Struct, frozen=True):
    """Where a record comes from. `number` is its place in the file, counted from 0."""

    kind: Kind
    part: int
    account_id: str | None
    number: int = 0

    def item(self, category: str, id: str = "", *, traits: int = 0, **values: Any) -> Item:
        return Item(category, self.kind.name, self.place if id in _NO_ID else id, traits=int(traits), **values)

    @property
    def place(self) -> str:
        """What stands for an id where X gives none."""
        return f"{self.part}:{self.number}"


_NO_ID = ("", "-1")
"""X writes -1 for an account that is gone."""


Read = Callable[[Any, Source], Iterable[Item]]


def _detail(**values: object) -> str | None:
    """A small JSON object of what has a value, None where nothing has."""
    filled = {key: value for key, value in values.items() if value}
    return msgspec.json.encode(filled).decode() if filled else None


# --- posts -----------------------------------------------------------------------------------------------------------

_REPOST = re.compile(r"RT @(\w+)")
_INDEX = re.compile(r"\d{1,9}")
_POST_LINK = re.compile(r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d+)", re.IGNORECASE)


def is_repost(post: records.Post) -> bool:
    """A native repost. Until 2018 the archive holds its original; since then it is told from a hand-typed one by the
    rule that holds in every archive measured: the name after "RT @" and a colon, which is also the first mention, at
    code point 3, and no likes or reposts of its own."""
    if post.retweeted_status is not None or (post.share is not None and post.share.source_status_id):
        return True
    match = _REPOST.match(post.wording)
    if match is None or not post.wording.startswith(": ", match.end()) or not post.entities.user_mentions:
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
    links = (_POST_LINK.match(url.expanded_url) for url in post.entities.urls)
    return next((link[1] for link in links if link), None)


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
    return any(_age(version) > _age(id) for version in chain)


def _age(id: str) -> tuple[int, str]:
    """Sorts ids as numbers, also those that are none."""
    return len(id), id


def post_category(post: records.Post) -> str:
    if is_repost(post):
        return "reposts"
    if post.in_reply_to_status_id_str:
        return "replies"
    return "quotes" if quoted_post(post) else "posts"


def posts(row: records.PostRow, source: Source) -> Iterator[Item]:
    """A post and, for the main posts file, each picture and the place in it.

    The other posts files (communities, circles, deleted) have a category of their own and give one item a record.
    """
    post = row.tweet or row
    id = post.id_str or str(post.id)
    if not id and not post.wording:
        return  # nothing was left in it: a record, but no post
    main = source.kind.categories[0] == "posts"
    reposted = is_repost(post)
    category = post_category(post) if main else source.kind.categories[0]
    made_at = dates.snowflake(id) or dates.parse(post.created_at)
    place = _place(post)
    traits = Trait.NONE
    if post.pictures or post.media:
        traits |= Trait.HAS_MEDIA
    if place:
        traits |= Trait.HAS_PLACE
    if post.in_reply_to_user_id_str and post.in_reply_to_user_id_str == source.account_id and category == "replies":
        traits |= Trait.SELF_THREAD
    if not reposted and _REPOST.match(post.wording):
        traits |= Trait.HAND_TYPED_REPOST
    if is_superseded(post, id):
        traits |= Trait.SUPERSEDED
    yield source.item(
        category,
        id,
        made_at=made_at,
        text=_post_text(post),
        traits=traits,
        lang=post.lang or None,
        thread=post.in_reply_to_status_id_str or None,
        detail=_detail(
            quotes=None if reposted else quoted_post(post),
            reposts=reposted_post(post) if reposted else None,
            media=[picture.type or "photo" for picture in post.pictures],
            deleted_at=post.deleted_at,
        ),
    )
    if not main:
        return
    for number, picture in enumerate(post.pictures):
        taken_over = reposted or bool(picture.source_status_id_str)
        yield source.item(
            "media",
            f"{id}/{picture.id_str or number}",
            made_at=made_at,
            text=picture.type or "photo",
            traits=Trait.NOT_MINE if taken_over else Trait.NONE,
            thread=id,
        )
    if place:
        yield source.item("geo", id, made_at=made_at, text=", ".join(map(str, place)), thread=id)


def older_posts(row: records.PostRow, source: Source) -> Iterator[Item]:
    """The posts of the archives of 2012 to 2018. They are the same posts as in tweets.js of any later archive."""
    return posts(row, msgspec.structs.replace(source, kind=kinds()["tweets"]))


def _place(post: records.Post) -> tuple[str | float, ...]:
    return next((point.coordinates for point in (post.coordinates, post.geo) if point and point.coordinates), ())


def _post_text(post: records.Post) -> str:
    original = post.retweeted_status
    if original is not None and original.text and original.user.screen_name:
        return unescape(f"RT @{original.user.screen_name}: {original.text}")
    links = [(u.indices, u.expanded_url or u.url) for u in post.entities.urls]
    links += [(m.indices, "") for m in post.pictures[:1]]
    spans = [(int(i[0]), int(i[1]), to) for i, to in links if len(i) == 2 and all(_INDEX.fullmatch(str(n)) for n in i)]
    return with_links(post.wording, spans)


def long_posts(row: dict[str, records.LongPost], source: Source) -> Iterator[Item]:
    """The whole text of a long post, under an id of its own; the store joins it to its post.

    The key around a deleted one was never seen, so any is taken.
    """
    for note in row.values():
        yield source.item(
            source.kind.categories[0] if source.kind.categories else "posts",
            note.note_tweet_id,
            made_at=dates.parse(note.created_at),
            text=note.core.text,
            traits=Trait.LONG,
        )


def articles(row: dict[str, records.Article], source: Source) -> Iterator[Item]:
    """Title and text. Drafts are among them: X does not say here which they are."""
    for article in row.values():
        text = "\n\n".join(part for part in (article.title, *(section.text for section in article.content)) if part)
        yield source.item(
            "articles",
            article.id,
            made_at=dates.snowflake(article.id),
            text=text or None,
            traits=Trait.HAS_MEDIA if article.media or article.cover_media else Trait.NONE,
        )


def likes(row: records.LikeRow, source: Source) -> Iterator[Item]:
    text = row.like.full_text
    yield source.item("likes", row.like.tweet_id, text=None if text is None else unescape(text))


# --- messages and chats ----------------------------------------------------------------------------------------------


def messages(row: records.ConversationRow, source: Source) -> Iterator[Item]:
    conversation = row.dm_conversation
    for number, event in enumerate(conversation.messages):
        message = event.message_create or event.welcome_message_create
        if message is None:
            continue
        received = source.account_id is not None and message.sender_id != source.account_id
        yield source.item(
            "dms",
            message.id or f"{source.part}:{source.number}:{number}",
            made_at=dates.parse(message.created_at) or dates.snowflake(message.id),
            text=unescape(message.text) or None,
            traits=(Trait.FROM_OTHERS if received else 0) | (Trait.HAS_MEDIA if message.media_urls else 0),
            thread=conversation.conversation_id,
        )


def xchat(row: records.EncryptedEventRow, source: Source) -> Iterator[Item]:
    """Encrypted messages: counted and dated only. Key changes and read marks are no messages."""
    event = row.message_event
    if event.detail.message_create_event is None:
        return
    received = source.account_id is not None and event.sender_id != source.account_id
    yield source.item(
        "xchat",
        event.message_id or event.sequence_id,
        made_at=dates.parse(event.created_at_msec),
        traits=Trait.FROM_OTHERS if received else 0,
        thread=event.conversation_id,
    )


def grok(row: records.GrokRow, source: Source) -> Iterator[Item]:
    message = row.grok_chat_item
    mine = message.sender.name.lower() == "user" or (not message.sender.name and message.sender.value == "1")
    yield source.item(
        "grok_in" if mine else "grok_out",
        made_at=dates.parse(message.created_at),
        text=message.message,
        traits=Trait.HAS_MEDIA if message.attachments else 0,
        thread=message.chat_id,
        detail=_detail(attachments=[a.mime_type for a in message.attachments], cites=len(set(message.post_ids))),
    )


def grok_com(chat: grok_export.Conversation, source: Source) -> Iterator[Item]:
    """Chats outside X. Grok's answers are marked as received: what is learnt from a person is what they wrote."""
    for number, row in enumerate(chat.responses):
        message = row.response
        yield source.item(
            "grok_com",
            message.id or f"{source.place}:{number}",
            made_at=message.made_at,
            text=message.message or None,
            traits=Trait.NONE if message.mine else Trait.FROM_OTHERS,
            thread=chat.conversation.id or None,
        )


# --- account, inferences, apps ---------------------------------------------------------------------------------------


def account(row: records.AccountRow, source: Source) -> Iterator[Item]:
    owner = row.account
    made_at = dates.parse(owner.created_at)
    name = f"{owner.account_display_name} @{owner.username}".strip()
    yield source.item("profile", owner.account_id, made_at=made_at, text=name)
    if owner.email:
        yield source.item("contactpts", text=owner.email)


def profile(row: records.ProfileRow, source: Source) -> Iterator[Item]:
    about = row.profile.description
    parts = [unescape(part) for part in (about.bio, about.location, about.website) if part]
    yield source.item("profile", source.account_id or "", text="\n".join(parts) or None)


def older_profile(owner: records.UserDetails, source: Source) -> Iterator[Item]:
    """Name, description and place in the archives of 2012 to 2018."""
    parts = [f"{owner.full_name} @{owner.screen_name}".strip(), unescape(owner.bio), unescape(owner.location)]
    made_at = dates.parse(owner.created_at)
    yield source.item("profile", str(owner.id), made_at=made_at, text="\n".join(part for part in parts if part))


def apps(row: records.ConnectedApplicationRow, source: Source) -> Iterator[Item]:
    app = row.connected_application
    yield source.item(
        "apps",
        app.id,
        made_at=dates.parse(app.approved_at or app.approved_at_msec),
        text=app.name,
        detail=_detail(
            permissions=list(app.permissions), organization=app.organization.name, description=app.description
        ),
    )


def inferences(row: records.PersonalizationRow, source: Source) -> Iterator[Item]:
    """Each thing X has inferred is an item of its own."""
    found = row.p13n_data
    interests, audiences = found.interests, found.interests.audience_and_advertisers
    gender = found.demographics.gender_info
    groups: list[tuple[str, Iterable[tuple[str, bool]]]] = [
        ("interest", ((i.name, i.is_disabled) for i in interests.interests)),
        ("partner interest", ((i.name, i.is_disabled) for i in interests.partner_interests)),
        ("show", ((show, False) for show in interests.shows)),
        ("language", ((i.language, i.is_disabled) for i in found.demographics.languages)),
        ("gender", ((gender.gender_override or gender.gender, False),) if gender.gender else ()),
        ("age", ((", ".join(found.inferred_age_info.age), False),) if found.inferred_age_info.age else ()),
        ("advertiser", ((name, False) for name in audiences.advertisers)),
        ("lookalike advertiser", ((name, False) for name in audiences.lookalike_advertisers)),
        ("excluding advertiser", ((name, False) for name in audiences.do_not_reach_advertisers)),
        ("catalog advertiser", ((name, False) for name in audiences.catalog_audience_advertisers)),
    ]
    for sort, entries in groups:
        for number, (text, off) in enumerate(entries):
            yield source.item("inferred", f"{sort}:{number}", text=text, detail=_detail(sort=sort, switched_off=off))
    for number, place in enumerate(found.location_history):
        yield source.item("lochist", f"place:{number}", text=place)


def age(row: records.AgeRow, source: Source) -> Iterator[Item]:
    for info in (row.age_meta.age_info, row.age_meta.inferred_age_info):
        if info.age or info.birth_date:
            yield source.item("inferred", text=", ".join(info.age) or info.birth_date, detail=_detail(sort="age"))
            return


def key_registry(row: records.KeyRegistryRow, source: Source) -> Iterator[Item]:
    """Devices registered for encrypted messages; in 2023 without an outer key."""
    registry = row.key_registry_data or row
    for number, device in enumerate(registry.registered_devices.device_metadata_list):
        made_at = dates.parse(device.created_at)
        yield source.item("devices", f"device:{number}", made_at=made_at, text=device.user_agent or None)


# --- advertising -----------------------------------------------------------------------------------------------------


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


# --- bookmarks -------------------------------------------------------------------------------------------------------


def kept(bookmark: bookmarks.Bookmark, source: Source) -> Iterator[Item]:
    """The post is someone else's, and undated as an item: its own time is that of the post, not of the bookmark.

    The same whether an archive or an export holds it, so that each counts once.
    """
    same = msgspec.structs.replace(source, kind=kinds()["bookmarks_export"])
    yield same.item(
        "bookmarks",
        bookmark.id,
        text=bookmark.text or None,
        detail=_detail(
            author=bookmark.author,
            posted_at=None if bookmark.posted_at is None else dates.iso(bookmark.posted_at),
            folder=bookmark.folder,
            tags=list(bookmark.tags),
        ),
    )


# --- everything else -------------------------------------------------------------------------------------------------


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
        detail=_detail(**{name: _value(record, (path,)) for name, path in fields.detail.items()}),
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


READERS: dict[str, tuple[type[Any], Read]] = {
    "posts": (records.PostRow, posts),
    "older_posts": (records.PostRow, older_posts),
    "long_posts": (dict[str, records.LongPost], long_posts),
    "articles": (dict[str, records.Article], articles),
    "likes": (records.LikeRow, likes),
    "messages": (records.ConversationRow, messages),
    "xchat": (records.EncryptedEventRow, xchat),
    "grok": (records.GrokRow, grok),
    "account": (records.AccountRow, account),
    "profile": (records.ProfileRow, profile),
    "older_profile": (records.UserDetails, older_profile),
    "apps": (records.ConnectedApplicationRow, apps),
    "inferences": (records.PersonalizationRow, inferences),
    "age": (records.AgeRow, age),
    "key_registry": (records.KeyRegistryRow, key_registry),
    "ads": (dict[str, Any], ads),
    "lists": (records.UserListRow, lists),
    "bookmarks": (bookmarks.Bookmark, kept),
    "grok_export": (grok_export.Conversation, grok_com),
    "records": (dict[str, Any], plain),
    "": (msgspec.Raw, nothing),
}
