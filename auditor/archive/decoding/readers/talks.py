"""Direct messages and chats with Grok."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.archive import dates
from auditor.archive.decoding import records
from auditor.archive.decoding.readers.source import FROM_OTHERS, HAS_MEDIA, Source, detail
from auditor.archive.imports import grok_export
from auditor.archive.items import Item
from auditor.archive.text import unescape


def messages(row: records.ConversationRow, source: Source) -> Iterable[Item]:
    conversation = row.dm_conversation
    thread = conversation.conversation_id
    for number, event in enumerate(conversation.messages):
        message = event.message_create or event.welcome_message_create
        if message is None:
            continue
        received = source.account_id is not None and message.sender_id != source.account_id
        yield source.item(
            "dms",
            message.id or f"{source.place}:{number}",
            dates.parse(message.created_at) or dates.snowflake(message.id),
            unescape(message.text) or None,
            (FROM_OTHERS if received else 0) | (HAS_MEDIA if message.media_urls else 0),
            thread=thread,
        )


def xchat(row: records.EncryptedEventRow, source: Source) -> Iterable[Item]:
    """Encrypted messages: counted and dated only. Key changes and read marks are no messages."""
    event = row.message_event
    if event.detail.message_create_event is None:
        return
    received = source.account_id is not None and event.sender_id != source.account_id
    yield source.item(
        "xchat",
        event.message_id or event.sequence_id,
        made_at=dates.parse(event.created_at_msec),
        traits=FROM_OTHERS if received else 0,
        thread=event.conversation_id,
    )


def grok(row: records.GrokRow, source: Source) -> Iterable[Item]:
    message = row.grok_chat_item
    mine = message.sender.name.lower() == "user" or (not message.sender.name and message.sender.value == "1")
    yield source.item(
        "grok_in" if mine else "grok_out",
        made_at=dates.parse(message.created_at),
        text=message.message,
        traits=HAS_MEDIA if message.attachments else 0,
        thread=message.chat_id,
        detail=detail(
            attachments=[attachment.mime_type for attachment in message.attachments],
            files=[attachment.media_id for attachment in message.attachments if attachment.media_id],
            cites=len(set(message.post_ids)),
        ),
    )


def grok_com(chat: grok_export.Conversation, source: Source) -> Iterable[Item]:
    """Chats outside X. Grok's answers are marked as received: what is learnt from a person is what they wrote."""
    for number, row in enumerate(chat.responses):
        message = row.response
        yield source.item(
            "grok_com",
            message.id or f"{source.place}:{number}",
            made_at=message.made_at,
            text=message.message or None,
            traits=0 if message.mine else FROM_OTHERS,
            thread=chat.conversation.id or None,
        )
