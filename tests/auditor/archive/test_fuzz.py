"""Archives damaged at random, the same ones every time: never an uncaught error, and a receipt each time."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.archive.decoding.reading import Batch, DataFile, read
from auditor.archive.receipt import ReceiptEntry
from auditor.errors import NotAnArchive
from tests.auditor.archive.test_reading import OneFile
from tests.auditor.archive.zip_making import ACCOUNT, File, directory_at, likes, receipt, zip_bytes

TIMES = int(os.environ.get("OUTTAKE_FUZZ", "1"))
"""How many times as long as usual."""

FIGURES = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF]
JAVASCRIPT = [
    *(bytes([character]) for character in b"{}[]\"',:;\\\n-\0\xff"),
    *(b"\\u", b"\\ud83d", b"/*", b"*/", b"//", b"\r\n", b"\xe2\x80\xa8", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"null", b"undefined", b"NaN", b"1e999", b"0x1F", b"1" * 5000, b"[" * 300, b"{a:" * 300, b" " * 5000),
    *(b"\n  },\n", b"\n}, {", b"\n  {\n", b"window.YTD.like.part0 = ["),
]

POST = b"""window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "id_str" : "1700000000000000000",
      "full_text" : "RT @other: see https://t.co/abcdefghij &amp; more",
      "created_at" : "Wed Jan 31 23:59:59 +0000 2024",
      "favorite_count" : "0",
      "retweet_count" : "0",
      "display_text_range" : [ "0", "45" ],
      "entities" : {
        "urls" : [ {
          "url" : "https://t.co/abcdefghij", "expanded_url" : "https://x.com/a/status/1", "indices" : [ "15", "38" ]
        } ],
        "user_mentions" : [ { "screen_name" : "other", "indices" : [ "3", "9" ] } ]
      },
      "extended_entities" : { "media" : [ { "id_str" : "2", "type" : "photo", "indices" : [ "15", "38" ] } ] },
      "coordinates" : { "type" : "Point", "coordinates" : [ "13.4", "52.5" ] }
    }
  },
  {
    "tweet" : {
      "id_str" : "1700000000000000001",
      "full_text" : "a reply",
      "in_reply_to_status_id_str" : "1700000000000000000",
      "in_reply_to_user_id_str" : "1"
    }
  }
]"""
PAYLOADS = {
    "tweets": POST,
    "like": likes(range(4)),
    "account": ACCOUNT,
    "direct_messages": b"""window.YTD.direct_messages.part0 = [ {
  "dmConversation" : {
    "conversationId" : "1-2",
    "messages" : [ { "messageCreate" : {
      "id" : "5", "senderId" : "2", "text" : "hi", "createdAt" : "2024-01-31T23:59:59.000Z", "mediaUrls" : [ ]
    } }, { "joinConversation" : { "initiatingUserId" : "1" } } ]
  }
} ]""",
    "grok_chat_item": b"""window.YTD.grok_chat_item.part0 = [
  {
    "grokChatItem" : {
      "chatId" : "9", "createdAt" : "2024-01-31T23:59:59.000Z", "message" : "why?", "sender" : { "name" : "User" },
      "attachments" : [ { "mimeType" : "image/png" } ], "postIds" : [ "1" ]
    }
  }
]""",
    "key_registry": b'window.YTD.key_registry.part0 = [ { "keyRegistryData" : { "registeredDevices" : '
    b'{ "deviceMetadataList" : [ { "createdAt" : "2024-01-31T23:59:59.000Z", "userAgent" : "x" } ] } } } ]',
    "ad_impressions": b'window.YTD.ad_impressions.part0 = [ { "ad" : { "adsUserData" : { "adImpressions" : '
    b'{ "impressions" : [ { "impressionTime" : "2024-01-31 23:59:59", '
    b'"advertiserInfo" : { "advertiserName" : "E" } } ] } } } } ]',
    "personalization": b'window.YTD.personalization.part0 = [ { "p13nData" : { "interests" : { "interests" : '
    b'[ { "name" : "Tea", "isDisabled" : false } ] }, "demographics" : { "languages" : [ ] } } } ]',
    "block": b'window.YTD.block.part0 = [ { "blocking" : { "accountId" : "7", "userLink" : "https://x.com" } } ]',
}


def changed(data: bytes, chance: random.Random, pieces: list[bytes]) -> bytes:
    """A few random changes: other bytes, other figures, pieces taken out, doubled, moved or put in; a cut."""
    text = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        until = min(len(text), at + chance.choice((1, 2, 4, 30, 300)))
        change = chance.randrange(7)
        if change == 0 and at < len(text):
            text[at] = chance.randrange(256)
        elif change == 1:
            text[at : at + 4] = chance.choice(FIGURES).to_bytes(4, "little")
        elif change == 2:
            del text[at:until]
        elif change == 3:
            text[at:at] = text[at:until]
        elif change == 4:
            other = chance.randrange(len(text) + 1)
            text[other:other] = text[at:until]
        elif change == 5:
            text[at:at] = chance.choice(pieces)
        elif chance.random() < 0.3:
            del text[at:]
    return bytes(text)


def zips(chance: random.Random) -> bytes:
    descriptor = chance.choice(["", "<LLL", "<LQQ", "-<LLL"])
    files = [
        File(f"data/{kind.replace('_', '-')}.js", text, method=chance.choice((0, 8)), descriptor=descriptor)
        for kind, text in PAYLOADS.items()
    ]
    data = zip_bytes(files)
    marks = [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"]
    start = chance.choice((0, directory_at(data), len(data) - 22))  # where the figures are
    return data[:start] + changed(data[start:], chance, marks)


@pytest.mark.parametrize("seed", range(8))
def test_zips(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "a.zip"
    for _ in range(50 * TIMES):
        path.write_bytes(zips(chance))
        try:
            assert receipt(path)
        except NotAnArchive as refusal:
            assert str(refusal).endswith(".")  # noqa: PT017


def hand_edited(text: bytes, chance: random.Random) -> bytes:
    return changed(text, chance, JAVASCRIPT)


def reencoded(text: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"))
    return changed(text.decode().encode(encoding), chance, JAVASCRIPT)


def minified(text: bytes, chance: random.Random) -> bytes:
    return changed(b" ".join(text.split()), chance, JAVASCRIPT)


@pytest.mark.parametrize("how", [hand_edited, reencoded, minified])
@pytest.mark.parametrize("kind", PAYLOADS)
def test_data_files(kind: str, how: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(f"{kind} {how.__name__}")
    for _ in range(100 * TIMES):
        container = OneFile(how(PAYLOADS[kind], chance))
        *batches, entry = read(container, DataFile(container.members[0], f"data/{kind}.js", kind, 0), "1")
        assert isinstance(entry, ReceiptEntry)
        assert entry.records == sum(batch.records for batch in batches if isinstance(batch, Batch))
        assert entry.note or entry.state in ("read", "empty")
