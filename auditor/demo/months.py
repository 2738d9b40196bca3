"""The archive of 2012 to 2018: posts only, a file for each month, and a spreadsheet of the same posts."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

from auditor.demo import clock
from auditor.demo.containers import Container
from auditor.demo.people import OWNER, Person
from auditor.demo.posts import PLACE_UNTIL, PLACES, SOURCES, enter
from auditor.demo.pretty import pretty
from auditor.demo.setting import LIFE_BEGINS, Record, Setting
from auditor.demo.slots import slots
from auditor.demo.sorts import Draft, compose, elsewhere

MONTH = "2018-07"
"""The generation made here."""
COLUMNS = (
    "tweet_id", "in_reply_to_status_id", "in_reply_to_user_id", "retweeted_status_id", "retweeted_status_user_id",
    "retweeted_status_timestamp", "timestamp", "source", "text", "expanded_urls",
)  # fmt: skip


def fill(container: Container, setting: Setting) -> None:
    """Everything in it, with the account's profile as the one item beside the posts."""
    by_month: dict[str, list[Record]] = defaultdict(list)
    for slot in slots(setting):
        draft = compose(setting, slot)
        record = post_record(setting, draft)
        enter(setting, draft, placed=bool(record["geo"]))
        by_month[f"{clock.moment(slot.time):%Y_%m}"].append(record)
    index: list[object] = []
    for month, records in sorted(by_month.items(), reverse=True):
        path, variable = f"data/js/tweets/{month}.js", f"tweets_{month}"
        year, number = map(int, month.split("_"))
        write(container, path, f"Grailbird.data.{variable} = \n", list(records))
        entry = {"file_name": path, "year": year, "var_name": variable, "tweet_count": len(records), "month": number}
        index.append(entry)
    write(container, "data/js/tweet_index.js", "var tweet_index =  ", index)
    posts = [record for records in by_month.values() for record in records]
    payload = {"tweets": len(posts), "created_at": date(setting.now), "lang": "en"}
    write(container, "data/js/payload_details.js", "var payload_details =  ", payload)
    write(container, "data/js/user_details.js", "var user_details =  ", user_details())
    setting.ledger.item("profile")
    setting.ledger.records |= {
        "grailbird_tweets": len(posts),
        "grailbird_tweet_index": len(index),
        "grailbird_payload_details": 1,
        "grailbird_user_details": 1,
    }
    for path, text in (("tweets.csv", spreadsheet(posts)), ("index.html", "<!doctype html>\n"), ("README.txt", "\n")):
        with container.member(path) as file:
            file.write(text.encode())


def write(container: Container, path: str, head: str, value: object) -> None:
    with container.member(path) as file:
        file.write((head + pretty(value, 0, spread=False)).encode())


def date(time: int) -> str:
    """`2018-07-14 19:00:16 +0000`"""
    return f"{clock.moment(time):%Y-%m-%d %H:%M:%S} +0000"


def user_details() -> Record:
    return {
        "screen_name": OWNER.handle,
        "location": "Exampleshire",
        "full_name": OWNER.name,
        "bio": "Paper maps, bread, slow radio.",
        "id": OWNER.id,
        "created_at": date(LIFE_BEGINS),
    }


def post_record(setting: Setting, draft: Draft) -> Record:
    """A post of that time: numbers where later files have strings, and the original inside a repost."""
    slot, text = draft.slot, draft.text
    record: Record = {
        "source": SOURCES[slot.key % len(SOURCES)],
        "entities": {
            "user_mentions": [with_numbers(mention) for mention in text.mentions],
            "media": [older_medium(medium.entity) for medium in draft.media],
            "hashtags": [with_numbers(hashtag) for hashtag in text.hashtags],
            "urls": [with_numbers(url) for url in text.urls],
        },
        "geo": {},
    }
    if slot.sort == "post with place" and slot.time < PLACE_UNTIL:
        record["geo"] = {"type": "Point", "coordinates": [float(part) for part in PLACES[slot.key % len(PLACES)]]}
    for name, value in draft.reply.items():
        record[name] = int(str(value)) if name in ("in_reply_to_status_id", "in_reply_to_user_id") else value
    if draft.category == "reposts":
        record["retweeted_status"] = original(setting, draft)
    record |= {
        "id_str": slot.id,
        "text": text.full_text,
        "id": int(slot.id),
        "created_at": date(slot.time),
        "user": user(OWNER),
    }
    return record


def original(setting: Setting, draft: Draft) -> Record:
    rng = setting.chance("original", draft.slot.key)
    id_ = elsewhere(rng, draft.slot.time)
    return {
        "id_str": id_,
        "id": int(id_),
        "text": draft.text.full_text.partition(": ")[2],
        "created_at": date(draft.slot.time - clock.HOUR),
        "user": user(draft.someone),
    }


def user(person: Person) -> Record:
    return {
        "name": person.name,
        "screen_name": person.handle,
        "protected": False,
        "id_str": person.id,
        "id": int(person.id),
        "verified": False,
    }


def with_numbers(entity: object) -> Record:
    assert isinstance(entity, dict)
    return {
        name: [int(index) for index in value] if name == "indices" else int(value) if name == "id" else value
        for name, value in entity.items()
    }


def older_medium(entity: Record) -> Record:
    """No word of what sort of picture it is, and its sizes as a list."""
    kept = {name: value for name, value in entity.items() if not name.startswith(("type", "video", "additional"))}
    kept["sizes"] = [{"h": 150, "resize": "crop", "w": 150}]
    return with_numbers({name: value for name, value in kept.items() if not name.startswith("source_")})


def spreadsheet(posts: list[Record]) -> str:
    lines = io.StringIO()
    rows = csv.DictWriter(lines, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writeheader()
    for post in posts:
        reposted = post.get("retweeted_status")
        entities = post["entities"]
        assert isinstance(entities, dict)
        row = {
            "tweet_id": post["id_str"],
            "in_reply_to_status_id": post.get("in_reply_to_status_id_str", ""),
            "in_reply_to_user_id": post.get("in_reply_to_user_id_str", ""),
            "timestamp": post["created_at"],
            "source": post["source"],
            "text": post["text"],
            "expanded_urls": ",".join(url["expanded_url"] for url in entities["urls"]),
        }
        if isinstance(reposted, dict):
            row["retweeted_status_id"] = reposted["id_str"]
            row["retweeted_status_user_id"] = reposted["user"]["id_str"]
            row["retweeted_status_timestamp"] = reposted["created_at"]
        rows.writerow(row)
    return lines.getvalue()
