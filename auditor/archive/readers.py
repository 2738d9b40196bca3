"""From records to items: one function per reader named in the table of kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from auditor.archive import dates, records
from auditor.archive.items import Item, Trait
from auditor.archive.kinds import Kind
from auditor.archive.text import unescape, with_links


class Source(msgspec.Struct, frozen=True):
    """Where a record comes from. `number` is its place in the file, counted from 0."""

    kind: Kind
    part: int
    account_id: str | None
    number: int = 0

    def item(self, category: str, id: str = "", *, traits: int = 0, **values: Any) -> Item:
        return Item(category, self.kind.name, id or f"{self.part}:{self.number}", traits=int(traits), **values)


Read = Callable[[Any, Source], Iterable[Item]]


def _detail(**values: object) -> str | None:
    """A small JSON object of what has a value, None where nothing has."""
    filled = {key: value for key, value in values.items() if value}
    return msgspec.json.encode(filled).decode() if filled else None


# --- posts -----------------------------------------------------------------------------------------------------------

_REPOST = re.compile(r"RT @(\w+)")
_POST_LINK = re.compile(r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d+)", re.IGNORECASE)


def is_repost(post: records.Post) -> bool:
    """A native repost, told from a hand-typed one by the rule that holds in every archive measured: the name after
    "RT @" and a colon, which is also the first mention, at code point 3, and no likes or reposts of its own."""
    match = _REPOST.match(post.full_text)
    if match is None or not post.full_text.startswith(": ", match.end()) or not post.entities.user_mentions:
        return False
    first = post.entities.user_mentions[0]
    return (
        first.screen_name.lower() == match[1].lower()
        and first.indices[:1] == ("3",)
        and post.favorite_count == "0"
        and post.retweet_count == "0"
    )


def quoted_post(post: records.Post) -> str | None:
    """The id of the post it links to: the only sign of a quote that an archive holds."""
    links = (_POST_LINK.match(url.expanded_url) for url in post.entities.urls)
    return next((link[1] for link in links if link), None)


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
    post = row.tweet
    id = post.id_str or post.id
    main = source.kind.categories[0] == "posts"
    category = post_category(post) if main else source.kind.categories[0]
    reposted = category == "reposts"
    made_at = dates.snowflake(id) or dates.parse(post.created_at)
    place = post.coordinates or post.geo
    media = post.extended_entities.media
    traits = Trait.NONE
    if media:
        traits |= Trait.HAS_MEDIA
    if place:
        traits |= Trait.HAS_PLACE
    if post.in_reply_to_user_id_str and post.in_reply_to_user_id_str == source.account_id and category == "replies":
        traits |= Trait.SELF_THREAD
    if not reposted and _REPOST.match(post.full_text):
        traits |= Trait.HAND_TYPED_REPOST
    yield source.item(
        category,
        id,
        made_at=made_at,
        text=_post_text(post),
        traits=traits,
        lang=post.lang or None,
        thread=post.in_reply_to_status_id_str or None,
        detail=_detail(quotes=quoted_post(post), media=[picture.type for picture in media], deleted_at=post.deleted_at),
    )
    if not main:
        return
    for number, picture in enumerate(media):
        taken_over = reposted or bool(picture.source_status_id_str)
        yield source.item(
            "media",
            f"{id}/{picture.id_str or number}",
            made_at=made_at,
            text=picture.type,
            traits=Trait.NOT_MINE if taken_over else Trait.NONE,
            thread=id,
        )
    if place:
        yield source.item("geo", id, made_at=made_at, text=", ".join(map(str, place.coordinates)), thread=id)


def _post_text(post: records.Post) -> str:
    text = post.full_text or post.text
    links = [(u.indices, u.expanded_url or u.url) for u in post.entities.urls]
    links += [(m.indices, "") for m in post.extended_entities.media[:1]]
    spans = [(int(i[0]), int(i[1]), to) for i, to in links if len(i) == 2 and i[0].isdigit() and i[1].isdigit()]
    return with_links(text, spans)


def long_posts(row: records.LongPostRow, source: Source) -> Iterator[Item]:
    """The whole text of a long post, under an id of its own; the store joins it to its post."""
    note = row.note_tweet
    yield source.item(
        source.kind.categories[0] if source.kind.categories else "posts",
        note.note_tweet_id,
        made_at=dates.parse(note.created_at),
        text=note.core.text,
        traits=Trait.LONG,
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
    mine = message.sender.name.lower() == "user"
    yield source.item(
        "grok_in" if mine else "grok_out",
        made_at=dates.parse(message.created_at),
        text=message.message,
        traits=Trait.HAS_MEDIA if message.attachments else 0,
        thread=message.chat_id,
        detail=_detail(attachments=[a.mime_type for a in message.attachments], cites=len(set(message.post_ids))),
    )


# --- account, inferences, apps ---------------------------------------------------------------------------------------


def account(row: records.AccountRow, source: Source) -> Iterator[Item]:
    owner = row.account
    made_at = dates.parse(owner.created_at)
    yield source.item("profile", made_at=made_at, text=f"{owner.account_display_name} @{owner.username}".strip())
    if owner.email:
        yield source.item("contactpts", text=owner.email)


def profile(row: records.ProfileRow, source: Source) -> Iterator[Item]:
    about = row.profile.description
    parts = [unescape(part) for part in (about.bio, about.location, about.website) if part]
    yield source.item("profile", text="\n".join(parts) or None)


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


def key_registry(row: dict[str, Any], source: Source) -> Iterator[Item]:
    """Devices registered for encrypted messages; two shapes, one with and one without an outer key."""
    registry = row.get("keyRegistryData") or row
    devices = (registry.get("registeredDevices") or {}).get("deviceMetadataList") or []
    for number, device in enumerate(devices):
        made_at = dates.parse(str(device.get("createdAt", "")))
        yield source.item("devices", f"device:{number}", made_at=made_at, text=device.get("userAgent"))


# --- advertising -----------------------------------------------------------------------------------------------------


def ads(row: dict[str, Any], source: Source) -> Iterator[Item]:
    """One record groups several impressions, engagements or conversions; each is an item."""
    for number, event in enumerate(_first_list(row)):
        seen = event.get("impressionAttributes") or event
        advertiser = (seen.get("advertiserInfo") or {}).get("advertiserName") or seen.get("applicationName") or ""
        words = (seen.get("promotedTweetInfo") or {}).get("tweetText") or seen.get("conversionUrl") or ""
        time = seen.get("impressionTime") or seen.get("conversionTime") or ""
        yield source.item(
            "ads",
            f"{source.part}:{source.number}:{number}",
            made_at=dates.parse(time),
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


# --- everything else -------------------------------------------------------------------------------------------------


def plain(row: dict[str, Any], source: Source) -> Iterator[Item]:
    """One item per record, from the fields the table of kinds names."""
    fields = source.kind.fields
    record = row
    for wrapper in source.kind.wrappers:
        if isinstance(row.get(wrapper), dict):
            record = row[wrapper]
    if not record or (len(row) == 1 and not next(iter(row.values()))):
        return
    yield source.item(
        source.kind.categories[0],
        _value(record, fields.id) or "",
        made_at=dates.parse(_value(record, fields.time) or ""),
        text=_value(record, fields.text),
    )


def _value(record: Mapping[str, Any], paths: Iterable[str]) -> str | None:
    for path in paths:
        node: Any = record
        for step in path.split("."):
            node = node.get(step) if isinstance(node, dict) else None
        if isinstance(node, list):
            node = ", ".join(str(entry) for entry in node)
        if node:
            return str(node)
    return None


def nothing(_row: dict[str, Any], _source: Source) -> Iterator[Item]:
    """Records that are no items of their own are counted for the receipt and no more."""
    return iter(())


READERS: dict[str, tuple[type[Any], Read]] = {
    "posts": (records.PostRow, posts),
    "long_posts": (records.LongPostRow, long_posts),
    "likes": (records.LikeRow, likes),
    "messages": (records.ConversationRow, messages),
    "xchat": (records.EncryptedEventRow, xchat),
    "grok": (records.GrokRow, grok),
    "account": (records.AccountRow, account),
    "profile": (records.ProfileRow, profile),
    "apps": (records.ConnectedApplicationRow, apps),
    "inferences": (records.PersonalizationRow, inferences),
    "age": (records.AgeRow, age),
    "key_registry": (dict[str, Any], key_registry),
    "ads": (dict[str, Any], ads),
    "records": (dict[str, Any], plain),
    "": (msgspec.Raw, nothing),
}
