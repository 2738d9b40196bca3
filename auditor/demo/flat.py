"""The archive of 2018 to January 2020: every file in the root, no manifest, all times in milliseconds."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

from auditor.demo import advertising, devices, identity, inferences, likes, messages, people_files, posts, writings
from auditor.demo.containers import Container
from auditor.demo.media import FILES
from auditor.demo.parts import write_parts
from auditor.demo.setting import MediaWriter, Record, Setting, Writer

WRAPPED_SINCE = "2020-01"
"""From then on each post stands under a key of its own."""
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{3}Z)?")


def direct_message(setting: Setting) -> Iterator[Record]:
    """One-to-one and in groups together, without links and reactions."""
    for record in itertools.chain(messages.direct_messages(setting), messages.direct_messages_group(setting)):
        conversation = record["dmConversation"]
        assert isinstance(conversation, dict)
        events = [
            {name: {k: v for k, v in fields.items() if k not in ("urls", "reactions")}}
            for event in conversation["messages"]
            for name, fields in event.items()
        ]
        yield {"dmConversation": {"conversationId": conversation["conversationId"], "messages": events}}


def like(setting: Setting) -> Iterator[Record]:
    """Nothing but the id."""
    for record in likes.like(setting):
        inner = record["like"]
        assert isinstance(inner, dict)
        yield {"like": {"tweetId": inner["tweetId"]}}


def tweet(setting: Setting) -> Iterator[Record]:
    for record in posts.tweets(setting):
        inner = record["tweet"]
        assert isinstance(inner, dict)
        yield record if setting.generation.month >= WRAPPED_SINCE else inner


def one_record(writer: Writer) -> Writer:
    """All lists in one record."""

    def lists(setting: Setting) -> Iterator[Record]:
        urls = [info["url"] for record in writer(setting) if isinstance(info := record["userListInfo"], dict)]
        yield {"userListInfo": {"urls": list[object](urls)}}

    return lists


def connected_application(setting: Setting) -> Iterator[Record]:
    for record in devices.connected_application(setting):
        app = record["connectedApplication"]
        assert isinstance(app, dict)
        yield {"connectedApplication": {("approvedAtMsec" if k == "approvedAt" else k): v for k, v in app.items()}}


def nobody(_: Setting) -> Iterator[Record]:
    return iter(())


KINDS: dict[str, Writer] = {
    "account": identity.account,
    "account_creation_ip": identity.account_creation_ip,
    "account_suspension": identity.account_suspension,
    "ad_engagements": advertising.ad_engagements,
    "ad_impressions": advertising.ad_impressions,
    "block": people_files.block,
    "connected_application": connected_application,
    "contact": people_files.contact,
    "device_token": devices.device_token,
    "direct_message": direct_message,
    "email_address_change": identity.email_address_change,
    "facebook_connection": nobody,
    "follower": people_files.follower,
    "following": people_files.following,
    "ip_audit": devices.ip_audit,
    "like": like,
    "lists_created": one_record(people_files.lists_created),
    "lists_member": one_record(people_files.lists_member),
    "lists_subscribed": one_record(people_files.lists_subscribed),
    "moment": writings.moment,
    "mute": people_files.mute,
    "ni_devices": devices.ni_devices,
    "personalization": inferences.personalization,
    "phone_number": identity.phone_number,
    "profile": identity.profile,
    "protected_history": identity.protected_history,
    "saved_search": people_files.saved_search,
    "screen_name_change": identity.screen_name_change,
    "tweet": tweet,
    "verified": identity.verified,
}
MEDIA: dict[str, MediaWriter] = {
    "direct_message_media": messages.direct_messages_media,
    "profile_media": identity.profile_media,
    "tweet_media": posts.tweets_media,
}


def fill(container: Container, setting: Setting, part_bytes: int) -> None:
    ledger = setting.ledger
    for kind, writer in KINDS.items():
        records = (in_milliseconds(record) for record in writer(setting))
        parts = write_parts(container, kind, records, spread=False, part_bytes=part_bytes, folder="")
        ledger.records[kind] = sum(part.elements for part in parts)
        ledger.parts[kind] = len(parts)
    for folder, names in MEDIA.items():
        for name in names(setting):
            with container.member(f"{folder}/{name}") as file:
                file.write(FILES[name.rsplit(".", 1)[1]])
            ledger.media[folder] = ledger.media.get(folder, 0) + 1
    with container.member("README.txt") as file:
        file.write(b"This archive was made up for a demonstration.\n")


def in_milliseconds(record: Record) -> Record:
    """The same record with every time as X wrote it then."""
    return {name: older(value) for name, value in record.items()}


def older(value: object) -> object:
    if isinstance(value, dict):
        return {name: older(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [older(inner) for inner in value]
    if isinstance(value, str) and _TIME.fullmatch(value):
        moment = datetime.datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=datetime.UTC)
        return str(round(moment.timestamp() * 1000))
    return value
