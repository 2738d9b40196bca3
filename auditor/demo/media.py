"""Tiny media files, each a valid beginning of its format, and the entities that name them.

The file of a medium is `<post id>-<KEY>.<ext>`: the key of the photo, or of the video variant with the highest bitrate.
"""

from __future__ import annotations

import base64
import random
import struct
import zlib

import msgspec

from auditor.demo.chance import mix
from auditor.demo.people import OWNER, Person

KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def png() -> bytes:
    """One grey pixel."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def mp4() -> bytes:
    """The file type box and an empty media data box."""
    brand = b"ftypisom\0\0\2\0isomiso2mp41"
    return struct.pack(">I", len(brand) + 4) + brand + struct.pack(">I", 8) + b"mdat"


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
    "////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z"
)
FILES = {"jpg": JPEG, "png": png(), "mp4": mp4()}


class Medium(msgspec.Struct, frozen=True):
    """One photo, video or gif: the entity as posts hold it, and the name of its file."""

    entity: dict[str, object]
    file: str


def key(rng: random.Random) -> str:
    """Fifteen characters; some begin with a hyphen, many hold one."""
    return "".join(rng.choices(KEY, k=15))


def sizes() -> dict[str, object]:
    return {
        name: {"w": str(width), "h": str(width * 3 // 4), "resize": resize}
        for name, width, resize in (
            ("thumb", 150, "crop"),
            ("small", 680, "fit"),
            ("medium", 1200, "fit"),
            ("large", 1600, "fit"),
        )
    }


def medium(
    rng: random.Random,
    post: str,
    short: str,
    indices: list[object],
    *,
    form: str,
    source: tuple[str, Person] | None = None,
) -> Medium:
    """A medium of a post; `form` is photo, video or animated_gif, `source` the post and person it was taken from."""
    name = key(rng)
    extension = "mp4" if form != "photo" else rng.choice(("jpg", "jpg", "jpg", "png"))
    still = name + (".jpg" if extension == "mp4" else f".{extension}")
    folder = {"photo": "media", "video": "ext_tw_video_thumb", "animated_gif": "tweet_video_thumb"}[form]
    id_ = str(int(source[0] if source else post) - (mix(rng.getrandbits(32), "medium") % (1 << 30)))
    owner = source[1].handle if source else OWNER.handle
    page = f"{source[0] if source else post}/{'video' if form == 'video' else 'photo'}/1"
    entity: dict[str, object] = {
        "expanded_url": f"https://twitter.com/{owner}/status/{page}",
        "indices": indices,
        "url": short,
        "media_url": f"http://pbs.twimg.com/{folder}/{still}",
        "id_str": id_,
        "id": id_,
        "media_url_https": f"https://pbs.twimg.com/{folder}/{still}",
        "sizes": sizes(),
        "type": form,
        "display_url": f"pic.twitter.com/{short[-11:]}",
    }
    if source:
        entity |= {
            "source_status_id": source[0],
            "source_status_id_str": source[0],
            "source_user_id": source[1].id,
            "source_user_id_str": source[1].id,
        }
    if form == "video":
        low = key(rng)
        base = f"https://video.twimg.com/ext_tw_video/{id_}/pu/vid"
        entity["video_info"] = {
            "aspect_ratio": ["4", "3"],
            "duration_millis": str(rng.randint(3, 90) * 1000),
            "variants": [
                {"bitrate": "632000", "content_type": "video/mp4", "url": f"{base}/480x360/{low}.mp4?tag=12"},
                {"bitrate": "2176000", "content_type": "video/mp4", "url": f"{base}/960x720/{name}.mp4?tag=12"},
                {"content_type": "application/x-mpegURL", "url": f"{base[:-3]}pl/{low}.m3u8?tag=12"},
            ],
        }
        entity["additional_media_info"] = {"monetizable": False}
    elif form == "animated_gif":
        address = f"https://video.twimg.com/tweet_video/{name}.mp4"
        entity["video_info"] = {
            "aspect_ratio": ["1", "1"],
            "variants": [{"bitrate": "0", "content_type": "video/mp4", "url": address}],
        }
    return Medium(entity, f"{post}-{name}.{extension}")
