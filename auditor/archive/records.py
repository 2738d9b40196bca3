"""The records of an archive, as far as their fields are used. X leaves out what has no value."""

from __future__ import annotations

from typing import Any

import msgspec


class Record(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """Fields that are not named here are skipped while decoding."""


class LegacyRecord(msgspec.Struct, frozen=True, gc=False):
    """The older names with underscores, as in the posts files."""


# --- posts -----------------------------------------------------------------------------------------------------------


class UrlEntity(LegacyRecord, frozen=True):
    expanded_url: str = ""
    url: str = ""
    indices: tuple[str, ...] = ()


class MentionEntity(LegacyRecord, frozen=True):
    screen_name: str = ""
    indices: tuple[str, ...] = ()


class MediaEntity(LegacyRecord, frozen=True):
    id_str: str = ""
    type: str = ""
    media_url_https: str = ""
    source_status_id_str: str = ""
    indices: tuple[str, ...] = ()


class Entities(LegacyRecord, frozen=True):
    urls: tuple[UrlEntity, ...] = ()
    user_mentions: tuple[MentionEntity, ...] = ()


class ExtendedEntities(LegacyRecord, frozen=True):
    media: tuple[MediaEntity, ...] = ()


class Point(LegacyRecord, frozen=True):
    coordinates: tuple[str | float, ...] = ()
    type: str = ""


class Post(LegacyRecord, frozen=True):
    """tweets.js and its kin; `text` and `share` only in the first form of deleted posts (2022-05)."""

    id_str: str = ""
    id: str = ""
    full_text: str = ""
    text: str = ""
    created_at: str = ""
    deleted_at: str = ""
    lang: str = ""
    favorite_count: str = ""
    retweet_count: str = ""
    in_reply_to_status_id_str: str = ""
    in_reply_to_user_id_str: str = ""
    entities: Entities = Entities()
    extended_entities: ExtendedEntities = ExtendedEntities()
    geo: Point | None = None
    coordinates: Point | None = None
    community_id_str: str = ""


class PostRow(LegacyRecord, frozen=True):
    tweet: Post


class LongPostCore(Record, frozen=True):
    text: str = ""


class LongPost(Record, frozen=True):
    note_tweet_id: str = ""
    created_at: str = ""
    core: LongPostCore = LongPostCore()


class LongPostRow(Record, frozen=True):
    note_tweet: LongPost


class Like(Record, frozen=True):
    tweet_id: str = ""
    full_text: str | None = None


class LikeRow(Record, frozen=True):
    like: Like


# --- messages --------------------------------------------------------------------------------------------------------


class Message(Record, frozen=True):
    id: str = ""
    sender_id: str = ""
    created_at: str = ""
    text: str = ""
    media_urls: tuple[str, ...] = ()


class MessageEvent(Record, frozen=True):
    """One key names the event; those that carry no words of a person are not decoded."""

    message_create: Message | None = None
    welcome_message_create: Message | None = None


class Conversation(Record, frozen=True):
    conversation_id: str = ""
    messages: tuple[MessageEvent, ...] = ()


class ConversationRow(Record, frozen=True):
    dm_conversation: Conversation


class EncryptedDetail(Record, frozen=True):
    message_create_event: dict[str, Any] | None = None


class EncryptedEvent(Record, frozen=True):
    sequence_id: str = ""
    message_id: str = ""
    sender_id: str = ""
    conversation_id: str = ""
    created_at_msec: str = ""
    detail: EncryptedDetail = EncryptedDetail()


class EncryptedEventRow(Record, frozen=True):
    message_event: EncryptedEvent


# --- Grok ------------------------------------------------------------------------------------------------------------


class NamedValue(Record, frozen=True):
    name: str = ""


class Attachment(Record, frozen=True):
    file_name: str = ""
    mime_type: str = ""
    media_id: str = ""


class GrokMessage(Record, frozen=True):
    chat_id: str = ""
    created_at: str = ""
    message: str = ""
    sender: NamedValue = NamedValue()
    attachments: tuple[Attachment, ...] = ()
    post_ids: tuple[str, ...] = ()


class GrokRow(Record, frozen=True):
    grok_chat_item: GrokMessage


# --- account, inferences, apps ---------------------------------------------------------------------------------------


class AccountRecord(Record, frozen=True):
    account_id: str = ""
    username: str = ""
    account_display_name: str = ""
    created_at: str = ""
    email: str | None = None


class AccountRow(Record, frozen=True):
    account: AccountRecord


class ProfileDescription(Record, frozen=True):
    bio: str = ""
    location: str = ""
    website: str = ""


class ProfileRecord(Record, frozen=True):
    description: ProfileDescription = ProfileDescription()
    avatar_media_url: str = ""
    header_media_url: str = ""


class ProfileRow(Record, frozen=True):
    profile: ProfileRecord


class Organization(Record, frozen=True):
    name: str = ""
    url: str = ""
    privacy_policy_url: str = ""


class ConnectedApplication(Record, frozen=True):
    id: str = ""
    name: str = ""
    description: str = ""
    approved_at: str = ""
    approved_at_msec: str = ""
    permissions: tuple[str, ...] = ()
    organization: Organization = Organization()


class ConnectedApplicationRow(Record, frozen=True):
    connected_application: ConnectedApplication


class Interest(Record, frozen=True):
    name: str = ""
    language: str = ""
    is_disabled: bool = False


class Gender(Record, frozen=True):
    gender: str = ""
    gender_override: str = ""


class Demographics(Record, frozen=True):
    languages: tuple[Interest, ...] = ()
    gender_info: Gender = Gender()


class Audiences(Record, frozen=True):
    advertisers: tuple[str, ...] = ()
    lookalike_advertisers: tuple[str, ...] = ()
    do_not_reach_advertisers: tuple[str, ...] = ()
    catalog_audience_advertisers: tuple[str, ...] = ()


class Interests(Record, frozen=True):
    interests: tuple[Interest, ...] = ()
    partner_interests: tuple[Interest, ...] = ()
    audience_and_advertisers: Audiences = Audiences()
    shows: tuple[str, ...] = ()


class AgeInfo(Record, frozen=True):
    age: tuple[str, ...] = ()
    birth_date: str = ""


class Personalization(Record, frozen=True):
    demographics: Demographics = Demographics()
    interests: Interests = Interests()
    inferred_age_info: AgeInfo = AgeInfo()
    location_history: tuple[str, ...] = ()


class PersonalizationRow(msgspec.Struct, frozen=True):
    p13n_data: Personalization = msgspec.field(name="p13nData")


class AgeMeta(Record, frozen=True):
    age_info: AgeInfo = AgeInfo()
    inferred_age_info: AgeInfo = AgeInfo()


class AgeRow(Record, frozen=True):
    age_meta: AgeMeta


class ProtectedChange(Record, frozen=True):
    action: str = ""
    protected_at: str = ""


class ProtectedRow(Record, frozen=True):
    protected_history: ProtectedChange
