"""Chats with Grok inside X: contiguous, in order, question and answer with the same time."""

from __future__ import annotations

import random
from collections.abc import Iterator

from auditor.demo import clock, words
from auditor.demo.people import OWNER, other
from auditor.demo.setting import Record, Setting

SINCE = clock.at("2023-12-10")
TURNS = (1, 1, 2, 3, 5)
"""How many questions the chats have, in turn."""
CITATION = (
    '<grok:render card_id="{card}" card_type="citation_card" type="render_inline_citation">'
    '<argument name="citation_id">{number}</argument></grok:render>'
)


def turns(setting: Setting) -> Iterator[tuple[random.Random, str, int, int]]:
    """For each turn its chance, its chat's id, its time and its number in all."""
    total = max(4, setting.scale.grok // 2)
    done = chat = 0
    while done < total:
        begin = clock.spread(done / total, SINCE, setting.now - 2 * clock.DAY)
        id_ = str(clock.snowflake(begin, "chat", chat))
        for turn in range(min(TURNS[chat % len(TURNS)], total - done)):
            yield setting.chance("grok", done), id_, begin + turn * 50_000, done
            done += 1
        chat += 1


def attachment(medium: str) -> Record:
    return {
        "fileName": "photo.png",
        "mimeType": "image/png",
        "mediaId": medium,
        "url": f"https://ton.x.com/grok-attachment/{medium}",
    }


def medium_of(number: int, time: int) -> tuple[str | None, str | None]:
    """The media ids of a question's upload and of an answer's picture, where the turn has them."""
    upload = str(clock.snowflake(time, "upload", number)) if number % 12 == 3 else None
    picture = str(clock.snowflake(time, "picture", number)) if number % 20 == 7 else None
    return upload, picture


def enum(value: str, name: str) -> Record:
    return {"value": value, "name": name, "originalName": name.upper(), "annotations": {}}


def grok_chat_item(setting: Setting) -> Iterator[Record]:
    for rng, chat, time, number in turns(setting):
        upload, picture = medium_of(number, time)
        someone = other(rng.randrange(30))
        cited: list[object] = [str(clock.snowflake(time - rng.randint(1, 90) * clock.HOUR, step)) for step in range(3)]
        if number % 9 == 5:
            question = f"https://x.com/{someone.handle}/status/{cited[0]}"
        else:
            question = words.fill(rng.choice(words.PROMPTS), rng)
        answer = words.fill(rng.choice(words.ANSWERS), rng)
        posts: list[object] = []
        if number % 4 == 1:
            posts = [*cited, cited[0]]
            answer += CITATION.format(card=f"{rng.getrandbits(24):06x}", number=number % 3)
        for sender, text, attached in ((enum("1", "User"), question, upload), (enum("2", "Agent"), answer, picture)):
            setting.ledger.item("grok_in" if sender["name"] == "User" else "grok_out")
            record: Record = {
                "accountId": OWNER.id,
                "chatId": chat,
                "createdAt": clock.iso(time),
                "sender": sender,
                "message": text,
                "grokMode": enum("1", "Normal"),
            }
            if sender["name"] == "Agent":
                record["postIds"] = posts
            record["attachments"] = [attachment(attached)] if attached else []
            yield {"grokChatItem": record}


def grok_chat_media(setting: Setting) -> Iterator[str]:
    """Whatever the type that was declared, X names the files .jpg."""
    for _, _, time, number in turns(setting):
        for medium in medium_of(number, time):
            if medium:
                yield f"{medium}-{medium}.jpg"
