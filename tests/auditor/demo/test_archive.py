"""Someone makes an archive of the invented person and checks, by reading it naively, that it is what it claims."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from auditor.demo import Ledger, Scale, demo_archive, write_archive
from auditor.demo.generations import KINDS, MADE_ON

Records = dict[str, list[dict[str, Any]]]
PART = re.compile(r"data/(?P<base>[a-z0-9-]+?)(?:-part(?P<part>\d+))?\.js")
NATIVE = re.compile(r"RT @(\w+): ")
STATUS = re.compile(r"https://(twitter|x)\.com/\w+/status/\d+")


class Made:
    """A made archive, its ledger, and everything in it read with nothing but `zipfile` and `json`."""

    def __init__(self, path: Path, ledger: Ledger) -> None:
        self.path, self.ledger = path, ledger
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.names = archive.namelist()
            self.text = {name: archive.read(name).decode() for name in self.names if name.endswith(".js")}
        self.manifest: dict[str, Any] = json.loads(after_sign(self.text["data/manifest.js"]))
        parts: dict[str, dict[int, list[dict[str, Any]]]] = defaultdict(dict)
        self.elements: dict[str, int] = {}
        for name, text in self.text.items():
            found = PART.fullmatch(name)
            if found and name != "data/manifest.js":
                array = json.loads(after_sign(text))
                self.elements[name] = len(array)
                parts[found["base"].replace("-", "_")][int(found["part"] or 0)] = array
        self.records: Records = {
            kind: [record for number in sorted(numbered) for record in numbered[number]]
            for kind, numbered in parts.items()
        }


def after_sign(text: str) -> str:
    return text.split("=", 1)[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made")


@pytest.fixture(scope="module")
def make(folder: Path) -> Any:
    """Makes and reads the archive of a generation, once for all tests."""

    @functools.cache
    def of(generation: str) -> Made:
        path = folder / f"{generation}.zip"
        return Made(path, write_archive(path, scale=3000, generation=generation))

    return of


@pytest.fixture(params=MADE_ON)
def made(request: pytest.FixtureRequest, make: Any) -> Made:
    of: Made = make(request.param)
    return of


# The whole


def test_the_demo_archive_is_named_like_one_from_x_and_holds_some_thousand_items(tmp_path: Path) -> None:
    path = demo_archive(tmp_path)
    assert re.fullmatch(r"twitter-2026-03-14-[0-9a-f]{64}\.zip", path.name)
    ledger = write_archive(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == path.read_bytes()
    assert 5_000 <= sum(ledger.items.values()) <= 8_000


def test_equal_wishes_give_equal_bytes_and_another_seed_gives_another_archive(tmp_path: Path) -> None:
    digests = []
    for name, seed in (("a.zip", 7), ("b.zip", 7), ("c.zip", 8)):
        write_archive(tmp_path / name, scale=400, seed=seed)
        digests.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests[0] == digests[1] != digests[2]


def test_a_folder_holds_the_same_files_as_the_zip(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", scale=400, top_folder="twitter-2026")
    write_archive(tmp_path / "out", scale=400, top_folder="twitter-2026", layout="folder")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
    unpacked = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert zipped == unpacked
    assert all(name.startswith("twitter-2026/") for name in zipped)


def test_an_unknown_generation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2031-01"):
        write_archive(tmp_path / "x.zip", generation="2031-01")


# Each generation


def test_each_generation_has_exactly_the_files_of_its_time(made: Made) -> None:
    month = made.ledger.generation
    expected = {kind for kind, (first, last) in KINDS.items() if first <= month <= last}
    assert set(made.records) == set(made.ledger.records) == expected


@pytest.mark.parametrize(
    ("generation", "there", "not_there"),
    [
        ("2020-04", {"tweet", "periscope_followers"}, {"tweets", "tweet_headers", "deleted_tweets", "community_tweet"}),
        ("2021-06", {"tweet", "fleet", "fleet_mute", "spaces_metadata"}, {"deleted_tweet", "tweetdeck"}),
        ("2022-05", {"tweet", "deleted_tweet", "community_tweet"}, {"tweets", "deleted_tweets", "fleet"}),
        ("2022-11", {"tweets", "twitter_circle_tweet", "twitter_article", "birdwatch_note"}, {"tweet", "note_tweet"}),
        ("2023-08", {"note_tweet", "key_registry", "community_note"}, {"grok_chat_item", "birdwatch_note"}),
        ("2025-01", {"grok_chat_item", "article", "audio_video_calls_in_dm"}, {"twitter_circle", "message_event"}),
        ("2026-03", {"message_event", "spaces_metadata"}, {"user_link_clicks"}),
        ("2026-07", {"message_event", "grok_chat_item"}, {"spaces_metadata", "periscope_followers"}),
    ],
)
def test_what_came_and_went(make: Any, generation: str, there: set[str], not_there: set[str]) -> None:
    kinds = set(make(generation).records)
    assert there <= kinds
    assert not not_there & kinds


def test_the_manifest_of_2026_names_as_many_data_types_as_real_ones(make: Any) -> None:
    assert len(make("2026-03").manifest["dataTypes"]) == 92
    assert len(make("2026-07").manifest["dataTypes"]) == 82


def test_the_manifest_counts_every_file_and_the_ledger_agrees(made: Made) -> None:
    listed: dict[str, int] = {}
    for entry in made.manifest["dataTypes"].values():
        for file in entry.get("files", []):
            listed[file["fileName"]] = int(file["count"])
            assert made.text[file["fileName"]].startswith(f"window.{file['globalName']} = [")
    assert listed == made.elements
    assert made.ledger.records == {kind: len(records) for kind, records in made.records.items()}
    assert made.manifest["userInfo"]["accountId"] == made.records["account"][0]["account"]["accountId"]


def test_arrays_open_as_the_time_wrote_them(make: Any) -> None:
    assert (
        make("2020-04").text["data/tweet.js"].startswith('window.YTD.tweet.part0 = [ {\n  "tweet" : {\n    "retweeted')
    )
    assert make("2021-06").text["data/tweet.js"].startswith('window.YTD.tweet.part0 = [\n  {\n    "tweet" : {\n      ')
    assert make("2026-03").text["data/catalog-item.js"] == "window.YTD.catalog_item.part0 = [ ]"


def test_no_array_is_empty_where_its_fields_are_known(make: Any) -> None:
    empty = {kind for kind, records in make("2026-03").records.items() if not records}
    shopping = {"catalog_item", "commerce_catalog", "product_drop", "product_set", "shop_module", "shopify_account"}
    notes = {"community_note", "community_note_api_test_note", "community_note_batsignal", "community_note_tombstone"}
    rest = {"branch_links", "direct_message_mute", "smartblock", "twitter_shop"}
    broadcasts = {"periscope_broadcast_metadata", "periscope_expired_broadcasts"}
    assert empty == shopping | notes | rest | broadcasts


# The items, counted once more by plain means


def post_category(post: dict[str, Any]) -> str:
    mentions = post["entities"]["user_mentions"]
    native = NATIVE.match(post["full_text"])
    counts = post["favorite_count"] + post["retweet_count"]
    if native and mentions[0]["screen_name"] == native[1] and mentions[0]["indices"][0] == "3" and counts == "00":
        return "reposts"
    if "in_reply_to_status_id_str" in post:
        return "replies"
    if any(STATUS.fullmatch(url["expanded_url"]) for url in post["entities"]["urls"]):
        return "quotes"
    return "posts"


def in_ads(value: Any) -> int:
    if isinstance(value, dict):
        lists = [value[name] for name in ("impressions", "engagements", "conversions") if name in value]
        return sum(map(len, lists)) or sum(map(in_ads, value.values()))
    return 0


ONE_EACH = {
    "deleted": ("deleted_tweets", "deleted_tweet"),
    "community": ("community_tweet",),
    "circle": ("twitter_circle_tweet",),
    "likes": ("like",),
    "apps": ("connected_application",),
    "contacts": ("contact",),
    "followers": ("follower", "following"),
    "lists": ("lists_created", "lists_member", "lists_subscribed"),
    "blocks": ("block", "mute", "smartblock", "saved_search", "direct_message_mute", "fleet_mute"),
    "devices": ("ip_audit", "device_token", "ni_devices", "account_creation_ip", "app"),
    "contactpts": ("phone_number", "email_address_change", "sso"),
    "profile": ("account", "profile", "screen_name_change", "professional_data"),
    "articles": ("article", "twitter_article"),
    "spaces": ("spaces_metadata",),
    "broadcasts": (
        "periscope_broadcast_metadata",
        "periscope_expired_broadcasts",
        "periscope_comments_made_by_user",
        "periscope_account_information",
        "periscope_profile_description",
    ),
    "notes": tuple(kind for kind in KINDS if kind.startswith(("community_note", "birdwatch"))),
}


def recount(records: Records) -> Counter[str]:
    found: Counter[str] = Counter()
    for category, kinds in ONE_EACH.items():
        found[category] += sum(len(records.get(kind, [])) for kind in kinds)
    media = set()
    for record in records.get("tweets", records.get("tweet", [])):
        post = record["tweet"]
        found[post_category(post)] += 1
        found["geo"] += "geo" in post or "coordinates" in post
        media |= {(post["id_str"], one["id_str"]) for one in post.get("extended_entities", {}).get("media", [])}
    found["media"] = len(media)
    for record in records.get("grok_chat_item", []):
        found["grok_in" if record["grokChatItem"]["sender"]["name"] == "User" else "grok_out"] += 1
    messages = set()
    for record in records["direct_messages"] + records["direct_messages_group"]:
        for event in record["dmConversation"]["messages"]:
            [(name, fields)] = event.items()
            if name in ("messageCreate", "welcomeMessageCreate"):
                messages.add(fields["id"])
    found["dms"] = len(messages)
    events = [record["messageEvent"]["detail"] for record in records.get("message_event", [])]
    found["xchat"] = sum("messageCreateEvent" in detail for detail in events)
    for kind, rows in records.items():
        if kind.startswith("ad_") and kind != "ad_free_article_visits":
            found["ads"] += sum(map(in_ads, rows))
    data = records["personalization"][0]["p13nData"]
    interests, people = data["interests"], data["demographics"]
    audience = interests["audienceAndAdvertisers"]
    found["inferred"] = (
        sum(len(interests[name]) for name in ("interests", "partnerInterests", "shows"))
        + sum(len(audience[name]) for name in ("advertisers", "lookalikeAdvertisers", "doNotReachAdvertisers"))
        + len(people["languages"])
        + bool(people["genderInfo"].get("gender"))
        + bool(data["inferredAgeInfo"].get("age"))
        + bool(records["ageinfo"][0]["ageMeta"])
    )
    found["lochist"] = len(data["locationHistory"])
    for record in records.get("key_registry", []):
        registry = record.get("keyRegistryData", record)
        found["devices"] += len(registry["registeredDevices"]["deviceMetadataList"])
    found["contactpts"] += bool(records["account"][0]["account"]["email"])
    found["profile"] += any(record["expandedProfile"] for record in records.get("expanded_profile", []))
    return +found


def test_the_ledger_equals_a_recount_of_the_files(made: Made) -> None:
    assert made.ledger.items == dict(recount(made.records))


def test_a_large_archive_equals_its_ledger_too(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    made = Made(path, write_archive(path, scale=40_000, part_bytes=2_000_000))
    assert made.ledger.items == dict(recount(made.records))
    assert made.ledger.parts["tweets"] > 3


# What it holds


def posts(made: Made) -> list[dict[str, Any]]:
    return [record["tweet"] for record in made.records.get("tweets") or made.records["tweet"]]


def test_every_kind_of_post_is_there(make: Any) -> None:
    made = make("2026-03")
    assert {"posts", "replies", "quotes", "reposts", "deleted", "community"} <= set(made.ledger.items)
    all_posts = posts(made)
    assert any("in_reply_to_screen_name" not in p for p in all_posts if "in_reply_to_status_id_str" in p)
    assert any(p["full_text"].startswith("RT @") and post_category(p) == "posts" for p in all_posts)
    assert {one["type"] for p in all_posts for one in p.get("extended_entities", {}).get("media", [])} == {
        "photo",
        "video",
        "animated_gif",
    }
    assert any(one["id_str"] == "-1" for p in all_posts for one in p["entities"]["user_mentions"])
    assert {"en", "de", "ja", "ar", "in"} <= {p["lang"] for p in all_posts}
    hosts = {url["expanded_url"].split("/")[2] for p in all_posts for url in p["entities"]["urls"]}
    assert {"twitter.com", "x.com"} <= hosts
    ids = [int(p["id_str"]) for p in all_posts]
    assert len(set(ids)) == len(ids)
    assert ids not in (sorted(ids), sorted(ids, reverse=True))
    owner = made.records["account"][0]["account"]["accountId"]
    own_threads = [p for p in all_posts if p.get("in_reply_to_user_id_str") == owner]
    assert len(own_threads) == made.ledger.traits["self_thread"] > 0
    assert {p["in_reply_to_status_id_str"] for p in own_threads} <= {p["id_str"] for p in all_posts}


def test_places_stand_in_the_archives_of_late_2022_only(make: Any) -> None:
    assert make("2022-11").ledger.items["geo"] > 0
    assert "geo" not in make("2026-03").ledger.items


def test_indices_point_at_their_words_in_the_escaped_text(made: Made) -> None:
    escaped = 0
    for post in posts(made):
        text = post["full_text"]
        escaped += "&amp;" in text or "&lt;" in text or "&gt;" in text
        assert post["display_text_range"] == ["0", str(len(text))]
        for name, field, sign in (
            ("user_mentions", "screen_name", "@"),
            ("hashtags", "text", "#"),
            ("urls", "url", ""),
            ("media", "url", ""),
        ):
            for entity in post["entities"].get(name, []):
                start, end = map(int, entity["indices"])
                assert text[start:end] == sign + entity[field]
    assert escaped


def test_every_long_text_finds_exactly_its_post(make: Any) -> None:
    made = make("2026-03")
    by_id = {int(post["id_str"]): post for post in posts(made)}
    notes = [record["noteTweet"] for record in made.records["note_tweet"]]
    assert len(notes) == made.ledger.traits["long"] > 0
    for note in notes:
        near = [id_ for id_ in by_id if 0 < id_ - int(note["noteTweetId"]) < 1_000_000_000]
        assert len(near) == 1
        short = by_id[near[0]]["full_text"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert note["core"]["text"].startswith(short.removesuffix("…"))
        assert len(note["core"]["text"]) > 280


def test_edited_posts_come_in_whole_chains(make: Any) -> None:
    all_posts = {post["id_str"]: post for post in posts(make("2026-03"))}
    later = [post for post in all_posts.values() if "edit" in post["edit_info"]]
    assert later
    for post in later:
        chain = post["edit_info"]["edit"]["editControlInitial"]["editTweetIds"]
        first = all_posts[post["edit_info"]["edit"]["initialTweetId"]]
        assert first["edit_info"]["initial"]["editTweetIds"] == chain
        assert max(chain, key=int) == post["id_str"]


def test_every_picture_that_is_named_is_in_its_folder(made: Made) -> None:
    folder = "tweets_media" if "tweets" in made.records else "tweet_media"
    named = set()
    for post in posts(made):
        for one in post.get("extended_entities", {}).get("media", []):
            address = one["media_url_https"]
            if one["type"] != "photo":
                films = [film for film in one["video_info"]["variants"] if film["content_type"] == "video/mp4"]
                address = max(films, key=lambda film: int(film["bitrate"]))["url"].split("?")[0]
            named.add(f"data/{folder}/{post['id_str']}-{address.rsplit('/', 1)[1]}")
    for record in made.records["direct_messages"]:
        for event in record["dmConversation"]["messages"]:
            for address in event.get("messageCreate", {}).get("mediaUrls", []):
                named.add(f"data/direct_messages_media/{event['messageCreate']['id']}-{address.rsplit('/', 1)[1]}")
    there = {name for name in made.names if name.startswith((f"data/{folder}/", "data/direct_messages_media/"))}
    assert named == there
    with zipfile.ZipFile(made.path) as archive:
        starts = {name.rsplit(".", 1)[1]: archive.read(name)[:8] for name in there}
    assert starts["jpg"].startswith(b"\xff\xd8\xff")
    assert starts["png"] == b"\x89PNG\r\n\x1a\n"
    assert starts["mp4"][4:] == b"ftyp"


def test_a_long_conversation_is_cut_after_a_thousand_messages(tmp_path: Path) -> None:
    scale = Scale(
        posts=60, likes=5, messages=3000, group_messages=60, grok=8, ads=8, contacts=5, followers=5, following=5,
        logins=5, comments=5,
    )  # fmt: skip
    path = tmp_path / "talk.zip"
    made = Made(path, write_archive(path, scale=scale))
    sizes: dict[str, list[int]] = defaultdict(list)
    for record in made.records["direct_messages"]:
        sizes[record["dmConversation"]["conversationId"]].append(len(record["dmConversation"]["messages"]))
    assert max(sizes.values(), key=sum) == [1000, 501]
    assert made.ledger.items["dms"] == 3060


def test_conversations_hold_joins_leaves_and_reactions(make: Any) -> None:
    made = make("2026-03")
    groups = made.records["direct_messages_group"]
    names = {name for record in groups for event in record["dmConversation"]["messages"] for name in event}
    assert names == {
        "messageCreate",
        "joinConversation",
        "participantsJoin",
        "participantsLeave",
        "conversationNameUpdate",
    }
    events = [event for record in made.records["direct_messages"] for event in record["dmConversation"]["messages"]]
    assert any(event.get("messageCreate", {}).get("reactions") for event in events)
    assert any("welcomeMessageCreate" in event for event in events)
    old = make("2020-04").records["direct_messages"]
    assert any("reactionCreate" in event for record in old for event in record["dmConversation"]["messages"])


def test_a_question_to_grok_and_its_answer_share_their_time(make: Any) -> None:
    made = make("2026-03")
    chat = [record["grokChatItem"] for record in made.records["grok_chat_item"]]
    for question, answer in zip(chat[::2], chat[1::2], strict=True):
        assert (question["sender"]["name"], answer["sender"]["name"]) == ("User", "Agent")
        assert question["createdAt"] == answer["createdAt"]
        assert question["chatId"] == answer["chatId"]
    attached = {f"data/grok_chat_media/{one['mediaId']}-{one['mediaId']}.jpg" for m in chat for one in m["attachments"]}
    assert attached == {name for name in made.names if "grok_chat_media" in name}
    assert attached
    assert any("<grok:render" in message["message"] for message in chat)


def test_headers_list_the_same_posts(make: Any) -> None:
    made = make("2026-03")
    headers = {record["tweet"]["tweet_id"] for record in made.records["tweet_headers"]}
    assert headers == {post["id_str"] for post in posts(made)}


def test_a_raw_line_separator_stands_in_a_like_and_some_likes_have_lost_their_text(make: Any) -> None:
    likes = [record["like"] for record in make("2026-03").records["like"]]
    assert any("\u2028" in like.get("fullText", "") for like in likes)
    assert any("fullText" not in like for like in likes)
    assert "\u2028" in make("2026-03").text["data/like.js"]


# Nobody is harmed


def test_no_real_site_address_number_or_person_is_named(made: Made) -> None:
    allowed = re.compile(
        r"(\w+\.)?example\.(com|org)|(mobile\.)?twitter\.com|x\.com|t\.co|pbs\.twimg\.com|video\.twimg\.com"
        r"|ton\.twitter\.com|ton\.x\.com"
    )
    for text in made.text.values():
        for host in re.findall(r"https?://([^/\"\s\\]+)", text):
            assert allowed.fullmatch(host), host
        for domain in re.findall(r"[\w.]+@([\w.]+\w)", text):
            assert domain in ("example.org", "example.com") or "." not in domain
    handles = {one["screen_name"] for post in posts(made) for one in post["entities"]["user_mentions"]}
    assert all(handle.endswith("_example") and len(handle) <= 15 for handle in handles)
    phones = {number for row in made.records["contact"] for number in row["contact"]["phoneNumbers"]}
    assert all(re.sub(r"\D", "", phone).removeprefix("1").startswith("55501") for phone in phones)
