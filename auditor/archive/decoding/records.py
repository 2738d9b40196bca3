"""The records of an archive, as far as their fields are used. X leaves out what has no value."""

from __future__ import annotations

from typing import Any

import msgspec


class Record(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """Fields that are not named here are skipped while decoding."""


class LegacyRecord(msgspec.Struct, frozen=True, gc=False):
    """The older names with underscores, as in the posts files."""


Number = str | int
"""X writes numbers as strings; until 2018 as numbers."""


# --- posts -----------------------------------------------------------------------------------------------------------


class UrlEntity(LegacyRecord, frozen=True):
    expanded_url: str = ""
    url: str = ""
    indices: tuple[Number, ...] = ()


class MentionEntity(LegacyRecord, frozen=True):
    screen_name: str = ""
    indices: tuple[Number, ...] = ()


class MediaEntity(LegacyRecord, frozen=True):
    id_str: str = ""
    type: str = ""
    media_url_https: str = ""
    source_status_id_str: str = ""
    indices: tuple[Number, ...] = ()


class Entities(LegacyRecord, frozen=True):
    """`media` holds only the first, always as a photo, where there are `extended_entities`."""

    urls: tuple[UrlEntity, ...] = ()
    user_mentions: tuple[MentionEntity, ...] = ()
    media: tuple[MediaEntity, ...] = ()


class ExtendedEntities(LegacyRecord, frozen=True):
    media: tuple[MediaEntity, ...] = ()


class Point(LegacyRecord, frozen=True):
    """Without coordinates where a post of 2012 to 2018 has no place."""

    coordinates: tuple[str | float, ...] = ()
    type: str = ""


class EditControl(Record, frozen=True):
    """`edit_tweet_ids` are all versions of the post, this one among them."""

    edit_tweet_ids: tuple[str, ...] = ()


class Edit(Record, frozen=True):
    edit_control_initial: EditControl = EditControl()


class EditInfo(LegacyRecord, frozen=True):
    """`initial` in the first version of a post, `edit` in every later one."""

    initial: EditControl = EditControl()
    edit: Edit = Edit()


class Share(LegacyRecord, frozen=True):
    """What the first form of deleted posts (2022-05) has where the post was a repost."""

    source_status_id: str = ""


class User(LegacyRecord, frozen=True):
    screen_name: str = ""


class RepostedPost(LegacyRecord, frozen=True):
    """The original of a repost: whole, with its author, until 2018; since then no archive has it."""

    id_str: str = ""
    text: str = ""
    user: User = User()


class Post(LegacyRecord, frozen=True):
    """tweets.js and its kin, and the months of 2012 to 2018, which have numbers where later files have strings.

    text                                  instead of `full_text` until 2018 and in the first form of deleted posts
    share, media                          only in the first form of deleted posts
    retweeted_status                      only until 2018
    """

    id_str: str = ""
    id: Number = ""
    full_text: str = ""
    text: str = ""
    created_at: str = ""
    deleted_at: str = ""
    lang: str = ""
    favorite_count: Number = ""
    retweet_count: Number = ""
    in_reply_to_status_id_str: str = ""
    in_reply_to_user_id_str: str = ""
    entities: Entities = Entities()
    extended_entities: ExtendedEntities = ExtendedEntities()
    edit_info: EditInfo = EditInfo()
    geo: Point | None = None
    coordinates: Point | None = None
    retweeted_status: RepostedPost | None = None
    share: Share | None = None
    media: tuple[dict[str, Any], ...] = ()

    @property
    def wording(self) -> str:
        return self.full_text or self.text

    @property
    def pictures(self) -> tuple[MediaEntity, ...]:
        return self.extended_entities.media or self.entities.media


class PostRow(Post, frozen=True):
    """Until January 2020 a post stands in the array as it is, since then under the key `tweet`."""

    tweet: Post | None = None


class LongPostCore(Record, frozen=True):
    text: str = ""


class LongPost(Record, frozen=True):
    note_tweet_id: str = ""
    created_at: str = ""
    core: LongPostCore = LongPostCore()


class Like(Record, frozen=True):
    tweet_id: str = ""
    full_text: str | None = None


class LikeRow(Record, frozen=True):
    like: Like


class Section(Record, frozen=True):
    text: str = ""


class Article(Record, frozen=True):
    """Never seen with content: the fields are those of X's README."""

    id: str = ""
    title: str = ""
    content: tuple[Section, ...] = ()
    cover_media: dict[str, Any] = {}
    media: tuple[Any, ...] = ()


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


class RegisteredDevice(Record, frozen=True):
    created_at: str = ""
    user_agent: str = ""


class RegisteredDevices(Record, frozen=True):
    device_metadata_list: tuple[RegisteredDevice, ...] = ()


class KeyRegistry(Record, frozen=True):
    registered_devices: RegisteredDevices = RegisteredDevices()


class KeyRegistryRow(KeyRegistry, frozen=True):
    """The registry stands under a key since 2024-07, before that as it is."""

    key_registry_data: KeyRegistry | None = None


# --- Grok ------------------------------------------------------------------------------------------------------------


class NamedValue(Record, frozen=True):
    """`name` is "User" or "Agent" for a sender, `value` "1" or "2"."""

    name: str = ""
    value: str = ""


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


class UserList(Record, frozen=True):
    """`url` since 2020; one record with all `urls` before."""

    url: str = ""
    urls: tuple[str, ...] = ()


class UserListRow(Record, frozen=True):
    user_list_info: UserList


# --- account, inferences, apps ---------------------------------------------------------------------------------------


class AccountRecord(Record, frozen=True):
    account_id: str = ""
    username: str = ""
    account_display_name: str = ""
    created_at: str = ""
    email: str | None = None


class UserDetails(LegacyRecord, frozen=True):
    """user_details.js, the account of the archives of 2012 to 2018."""

    id: Number = ""
    screen_name: str = ""
    full_name: str = ""
    bio: str = ""
    location: str = ""
    created_at: str = ""


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


# --- advertising -----------------------------------------------------------------------------------------------------


class Advertiser(Record, frozen=True):
    advertiser_name: str = ""


class PromotedPost(Record, frozen=True):
    tweet_text: str = ""


class PromotedTrend(Record, frozen=True):
    name: str = ""


class Advertisement(Record, frozen=True):
    """Shown (`impression_time`), or led to something (`conversion_time`)."""

    advertiser_info: Advertiser = Advertiser()
    application_name: str = ""
    promoted_tweet_info: PromotedPost = PromotedPost()
    promoted_trend_info: PromotedTrend = PromotedTrend()
    conversion_url: str = ""
    impression_time: str = ""
    conversion_time: str = ""


class AdEvent(Advertisement, frozen=True):
    """An engagement holds the advertisement under a key of its own."""

    impression_attributes: Advertisement | None = None


class AdGroups(Record, frozen=True):
    """As in `adImpressions`: `impressions`; each kind of file has its two names."""

    ads_user_data: dict[str, dict[str, tuple[AdEvent, ...]]] = {}


class AdRow(Record, frozen=True):
    ad: AdGroups
