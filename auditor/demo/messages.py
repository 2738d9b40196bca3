"""Direct messages, one-to-one and in groups, the encrypted chat, calls, and the devices that hold its keys.

A record holds one stretch of a conversation, newest message first; a longer conversation goes on in further records
with the same id. The last message of a stretch is repeated as the first of the next, as real files do at times.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from typing import NamedTuple

from auditor.demo import clock, words
from auditor.demo.media import key
from auditor.demo.people import BRANDS, OWNER, other
from auditor.demo.setting import LIFE_BEGINS, Record, Setting
from auditor.demo.text import escape, short_link

STRETCH = 1000
"""The most messages of one record. The longest conversation of a small archive is cut earlier, so that it has two."""
REACTIONS = ("like", "agree", "funny", "excited", "surprised", "sad", "disagree", "emoji")
XCHAT_SINCE = clock.at("2025-12-04")


class Conversation(NamedTuple):
    """A conversation's outline: its id, the people in it (the owner first), and how many messages it has."""

    number: int
    id: str
    people: tuple[str, ...]
    messages: int
    group: bool


def conversations(setting: Setting, *, group: bool) -> list[Conversation]:
    """The first has half of all messages, each next one half of what is left, down to a few."""
    left = setting.scale.group_messages if group else setting.scale.messages
    found: list[Conversation] = []
    while left > 0:
        number = len(found)
        count = min(left, max(8, left // 2))
        left -= count
        if group:
            people = (OWNER.id, *(other(number + step).id for step in range(4)))
            id_ = str(clock.snowflake(clock.at("2017-03-01") + number * clock.HOUR, "group"))
        else:
            partner = OWNER.id if number == 5 else other(number).id
            people = (OWNER.id, partner)
            id_ = "-".join(sorted(people, key=int))
        found.append(Conversation(number, id_, people, count, group))
    return found


def stretch(conversation: Conversation) -> int:
    """The most messages of one record of this conversation."""
    return STRETCH if conversation.number else min(STRETCH, max(20, conversation.messages * 2 // 3))


def message_time(setting: Setting, conversation: Conversation, index: int) -> int:
    """Rising with the index within a conversation."""
    start = clock.at("2017-03-02") if conversation.group else LIFE_BEGINS
    return clock.spread((index + 0.5) / conversation.messages, start, setting.now - 2 * clock.DAY) + index % 1000


def message(setting: Setting, conversation: Conversation, index: int) -> tuple[str, Record, str | None]:
    """The name of the event, its fields, and the name of its media file if it has one."""
    name = "group" if conversation.group else "dm"
    rng = setting.chance(name, conversation.number, index)
    time = message_time(setting, conversation, index)
    id_ = str(clock.snowflake(time, name, conversation.number, index))
    welcome = not conversation.group and conversation.number == 1 and index == 0
    sender = BRANDS[0].id if welcome else rng.choice(conversation.people)
    event: Record = {}
    if not conversation.group:
        event["recipientId"] = OWNER.id if sender != OWNER.id else conversation.people[1]
    reactions: list[object] = []
    if not welcome and rng.random() < 0.06 and not setting.generation.has("reaction as event"):
        reactions.append(reaction(rng, conversation, time))
    text = escape(words.sentence(rng, words.language(rng)))
    urls: list[object] = []
    media: list[object] = []
    file = None
    if rng.random() < 0.08:
        link = short_link(rng.getrandbits(40))
        page = f"example.com/pages/{rng.randint(1, 400)}"
        urls.append({"url": link, "expanded": f"https://{page}", "display": page})
        text += f" {link}"
    elif rng.random() < 0.05 and not welcome:
        medium, picture = str(int(id_) - 4_000_000), f"{key(rng)}.jpg"
        media.append(f"https://ton.twitter.com/dm/{id_}/{medium}/{picture}")
        file = f"{id_}-{picture}"
        text += f" {short_link(rng.getrandbits(40))}"
    if not welcome:
        event["reactions"] = reactions
    event |= {
        "urls": urls,
        "text": text,
        "mediaUrls": media,
        "senderId": sender,
        "id": id_,
        "createdAt": clock.iso(time),
    }
    if setting.generation.has("editHistory") and not welcome:
        event["editHistory"] = []
    return "welcomeMessageCreate" if welcome else "messageCreate", event, file


def reaction(rng: random.Random, conversation: Conversation, time: int) -> Record:
    later = time + rng.randint(1, 600) * 1000
    return {
        "senderId": rng.choice(conversation.people),
        "reactionKey": rng.choice(REACTIONS),
        "eventId": str(clock.snowflake(later, rng.getrandbits(20))),
        "createdAt": clock.iso(later),
    }


def stretches(conversation: Conversation) -> Iterator[list[int]]:
    """The message indices of each record, newest first."""
    size = stretch(conversation)
    newest = conversation.messages
    while newest > 0:
        oldest = max(0, newest - size + (newest < conversation.messages))
        again = [newest] if newest < conversation.messages else []
        yield [*again, *range(newest - 1, oldest - 1, -1)]
        newest = oldest


def around(
    setting: Setting, conversation: Conversation, *, newest: bool, oldest: bool
) -> tuple[list[Record], list[Record]]:
    """The events that are no messages: before the newest message and after the oldest."""
    late = clock.iso(message_time(setting, conversation, conversation.messages - 1) + 5000)
    early = clock.iso(message_time(setting, conversation, 0) - 5000)
    first: list[Record] = []
    last: list[Record] = []
    if conversation.group and newest:
        first.append({"participantsLeave": {"userIds": [conversation.people[-1]], "createdAt": late}})
        if setting.generation.has("conversation names"):
            name = {"initiatingUserId": conversation.people[1], "name": "Harbour group", "createdAt": late}
            first.append({"conversationNameUpdate": name})
        added = {"initiatingUserId": OWNER.id, "userIds": [conversation.people[2]], "createdAt": late}
        first.append({"participantsJoin": added})
    if conversation.group and oldest:
        joined: Record = {
            "initiatingUserId": conversation.people[1],
            "participantsSnapshot": list(conversation.people),
            "createdAt": early,
        }
        last.append({"joinConversation": joined})
    if not conversation.group and newest and setting.generation.has("reaction as event"):
        rng = setting.chance("reaction", conversation.number)
        time = message_time(setting, conversation, conversation.messages - 1)
        first.append({"reactionCreate": reaction(rng, conversation, time)})
    return first, last


def written(setting: Setting, *, group: bool, headers: bool) -> Iterator[Record]:
    """The records of a text file or of its headers file, which says the same without the words."""
    for conversation in conversations(setting, group=group):
        for indices in stretches(conversation):
            newest, oldest = indices[0] == conversation.messages - 1, indices[-1] == 0
            first, last = around(setting, conversation, newest=newest, oldest=oldest)
            events = first
            for index in indices:
                name, event, _ = message(setting, conversation, index)
                if headers:
                    kept = ("id", "senderId", "recipientId", "createdAt")
                    event = {field: event[field] for field in kept if field in event}
                elif not (index == indices[0] and not newest):
                    setting.ledger.item("dms")
                    if event["senderId"] != OWNER.id:
                        setting.ledger.trait("from_others")
                events.append({name: event})
            if headers and oldest and not group:
                events.append(lost(setting, conversation))
            yield {"dmConversation": {"conversationId": conversation.id, "messages": [*events, *last]}}


def lost(setting: Setting, conversation: Conversation) -> Record:
    """A message that only the headers still list."""
    time = message_time(setting, conversation, 0) - clock.HOUR
    id_ = str(clock.snowflake(time, "lost", conversation.number))
    event = {"id": id_, "senderId": OWNER.id, "recipientId": conversation.people[1], "createdAt": clock.iso(time)}
    return {"messageCreate": event}


def direct_messages(setting: Setting) -> Iterator[Record]:
    return written(setting, group=False, headers=False)


def direct_messages_group(setting: Setting) -> Iterator[Record]:
    return written(setting, group=True, headers=False)


def direct_message_headers(setting: Setting) -> Iterator[Record]:
    return written(setting, group=False, headers=True)


def direct_message_group_headers(setting: Setting) -> Iterator[Record]:
    return written(setting, group=True, headers=True)


def files(setting: Setting, *, group: bool) -> Iterator[str]:
    for conversation in conversations(setting, group=group):
        for index in range(conversation.messages):
            if file := message(setting, conversation, index)[2]:
                yield file


def direct_messages_media(setting: Setting) -> Iterator[str]:
    return files(setting, group=False)


def direct_messages_group_media(setting: Setting) -> Iterator[str]:
    return files(setting, group=True)


# The encrypted chat


def opaque(rng: random.Random, length: int = 48) -> str:
    """Bytes that mean nothing, in base64."""
    return base64.b64encode(rng.randbytes(length)).decode()


def message_event(setting: Setting) -> Iterator[Record]:
    """A key change, then messages and read marks; the content is ciphertext."""
    number = max(6, setting.scale.messages // 40)
    people = sorted((OWNER.id, other(0).id), key=int)
    for index in range(number):
        rng = setting.chance("xchat", index)
        time = clock.spread((index + 0.5) / number, XCHAT_SINCE, setting.now - clock.DAY) + index
        version = str(XCHAT_SINCE + 77)
        detail: Record
        if index == 0:
            keys = [
                {"userId": person, "publicKeyVersion": version, "encryptedConversationKey": opaque(rng)}
                for person in people
            ]
            detail = {
                "conversationKeyChangeEvent": {"conversationKeyVersion": version, "conversationParticipantKeys": keys}
            }
        elif index % 3 == 2:
            detail = {
                "markConversationReadEvent": {
                    "seenUntilSequenceId": str(clock.snowflake(time - 60_000, "xchat", index - 1)),
                    "seenAtMillis": str(time),
                }
            }
        else:
            setting.ledger.item("xchat")
            detail = {
                "messageCreateEvent": {
                    "contents": opaque(rng, 96),
                    "conversationKeyVersion": version,
                    "shouldNotify": True,
                    "isPendingPublicKey": False,
                    "priority": {"value": "1", "name": "Normal", "originalName": "NORMAL", "annotations": {}},
                }
            }
        yield {
            "messageEvent": {
                "sequenceId": str(clock.snowflake(time, "xchat", index)),
                "messageId": f"{rng.getrandbits(32):08x}-{rng.getrandbits(16):04x}-4{rng.getrandbits(12):03x}-"
                f"a{rng.getrandbits(12):03x}-{rng.getrandbits(48):012x}",
                "senderId": people[index % 2],
                "conversationId": ":".join(people),
                "conversationToken": opaque(rng, 24),
                "createdAtMsec": str(time),
                "detail": detail,
                "messageEventSignature": {
                    "signature": opaque(rng, 64),
                    "publicKeyVersion": version,
                    "signatureVersion": "2",
                    "signingPublicKey": opaque(rng, 64),
                    "messageSigningKeyInfoList": [
                        {"memberId": people[0], "publicKeyVersion": version, "signingPublicKey": opaque(rng, 64)}
                    ],
                },
            }
        }


def key_registry(setting: Setting) -> Iterator[Record]:
    devices: list[object] = []
    for index, model in enumerate(("TwitterAndroid/10.1 (Example Phone 5)", "Twitter-iPhone/10.2 (Example Slate)")):
        rng = setting.chance("key registry", index)
        setting.ledger.item("devices")
        devices.append(
            {
                "userAgent": model,
                "registrationToken": opaque(rng),
                "identityKey": opaque(rng, 32),
                "createdAt": clock.iso(clock.at("2023-05-20") + index * 40 * clock.DAY),
                "deviceId": opaque(rng, 16),
            }
        )
    if setting.generation.has("keyRegistryData"):
        registry = {
            "userId": OWNER.id,
            "registeredDevices": {"deviceMetadataList": devices},
            "deregisteredDevices": {"deRegisteredDeviceMetadataList": []},
        }
        yield {"keyRegistryData": registry}
    else:
        yield {"registeredDevices": {"userId": OWNER.id, "deviceMetadataList": devices}}


# Calls, as the README lists their fields


def call(setting: Setting) -> Record:
    begin = setting.now - 50 * clock.DAY
    return {
        "createdAt": clock.iso(begin),
        "publishedAt": clock.iso(begin + 1000),
        "startedAt": clock.iso(begin + 9000),
        "endedAt": clock.iso(begin + 400_000),
        "endReason": "Hangup",
        "hostUserId": OWNER.id,
        "inviteeIds": [other(0).id],
    }


def audio_video_calls_in_dm(setting: Setting) -> Iterator[Record]:
    yield {"audioVideoCallsInDm": call(setting)}


def audio_video_calls_in_dm_recipient_sessions(setting: Setting) -> Iterator[Record]:
    yield {"audioVideoCallsInDmRecipientSession": call(setting)}
