"""Liked posts: other people's words, without author or date."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo import clock, words
from auditor.demo.setting import Record, Setting
from auditor.demo.text import escape, short_link


def like(setting: Setting) -> Iterator[Record]:
    """Newest first. One in sixty has lost its text; one in fifty holds the raw line separator U+2028."""
    number = setting.scale.likes
    for index in range(number):
        rng = setting.chance("like", index)
        time = setting.spread(1 - (index + 0.5) / number) + index % 1000
        id_ = str(clock.snowflake(time, "liked", index))
        record: Record = {"tweetId": id_}
        if index % 60 != 7:
            tongue = words.language(rng)
            text = words.sentence(rng, tongue)
            if index % 50 == 11:
                text += "\u2028" + words.sentence(rng, tongue)
            if index % 9 == 4 and time > clock.at("2023-06-01"):
                text = words.paragraphs(rng, tongue, 290)[:279].rstrip() + "…"
            text = escape(text)
            if rng.random() < 0.2:
                text += f" {short_link(rng.getrandbits(40))}"
            record["fullText"] = text
        record["expandedUrl"] = f"https://twitter.com/i/web/status/{id_}"
        setting.ledger.item("likes")
        yield {"like": record}
