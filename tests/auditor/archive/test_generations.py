"""An archive from any year reads: each form that X has used since 2012, laid out by hand as people still keep them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor.archive.containers import open_container
from auditor.archive.items import Trait
from auditor.archive.layout import generation_of, survey
from tests.auditor.archive.reading_back import FIXTURES, Reading, data_file, lay_out, manifest, post, read, read_here

# --- 2012 to 2018: posts only, a file for each month -----------------------------------------------------------------


@pytest.fixture(scope="module")
def months() -> Reading:
    return read(FIXTURES / "grailbird")


def test_the_oldest_archives_know_their_owner_and_their_day(months: Reading) -> None:
    assert months.facts.generation == "2012-2018"
    assert months.facts.generated_at == 1_532_066_704_000
    assert (months.facts.account.id, months.facts.account.username) == ("4100001", "hand_made")
    assert months.facts.account.created_at == 1_241_593_689_000
    [profile] = months.of("profile")
    assert profile.text == "Hand Made @hand_made\nTea & bread\nExample City"


def test_every_month_is_counted_once(months: Reading) -> None:
    assert months.counts == {"posts": 4, "replies": 1, "quotes": 1, "reposts": 1, "media": 2, "geo": 1, "profile": 1}
    assert months.entry("data/js/tweets/2018_07.js").expected == months.entry("data/js/tweets/2018_07.js").records == 3


def test_both_forms_of_its_dates_and_ids_without_a_time_are_understood(months: Reading) -> None:
    assert months.one("posts", "323182763832246273").made_at == 1_365_887_750_000  # Sat Apr 13 21:15:50 +0000 2013
    assert months.one("replies", "1018208573584310273").made_at == 1_531_594_816_000  # 2018-07-14 19:00:16 +0000
    assert months.one("posts", "1717171717").made_at == 1_241_568_000_000  # its day; the time was 00:00:00


def test_a_repost_has_its_whole_original_and_its_picture_is_not_mine(months: Reading) -> None:
    repost = months.one("reposts", "323344873681846273")
    assert repost.text is not None
    assert repost.text.endswith("would have cut at its end, 1 < 2")
    assert repost.detail is not None
    assert '"reposts":"323100000000000001"' in repost.detail
    assert months.one("media", "323344873681846273/323100000000000009").traits & Trait.NOT_MINE
    assert not months.one("media", "1018397250155446273/1018397250155446001").traits & Trait.NOT_MINE


def test_numbers_where_later_archives_have_strings_do_no_harm(months: Reading) -> None:
    assert months.one("geo", "1018397250155446273").text == "52.52, 13.4"
    assert not months.one("posts", "323182763832246273").traits & Trait.HAS_PLACE  # its geo is an empty object


def test_a_month_that_is_gone_is_taken_from_the_spreadsheet(months: Reading) -> None:
    assert months.entry("data/js/tweets/2014_01.js").state == "missing"
    assert months.one("posts", "420000000000000001").text == 'Only the spreadsheet\nhas this "one"'
    assert months.entry("tweets.csv").records == 7


def test_the_spreadsheet_is_not_read_where_every_month_is_there(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "grailbird", tmp_path / "old")
    index = tmp_path / "old" / "data" / "js" / "tweet_index.js"
    index.write_text(index.read_text("utf-8").replace("2014_01.js", "2009_05.js"), "utf-8")
    reading = read(tmp_path / "old")
    assert reading.entry("tweets.csv").state == "ignored"
    assert reading.counts["posts"] == 3


def test_the_spreadsheet_alone_is_enough(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "grailbird" / "tweets.csv", tmp_path / "tweets.csv")
    reading = read(tmp_path)
    assert reading.counts == {"posts": 4, "replies": 1, "quotes": 1, "reposts": 1}
    assert reading.one("posts", "323182763832246273").text == "Tea & bread: http://t.co/AbCdEfGhIj"


# --- 2018 to January 2020: every file in the root --------------------------------------------------------------------


@pytest.fixture(scope="module")
def flat() -> Reading:
    return read(FIXTURES / "root_flat")


def test_files_in_the_root_without_a_manifest_are_an_archive(flat: Reading) -> None:
    assert flat.facts.generation == "2018-2019"
    assert (flat.facts.account.id, flat.facts.account.created_at) == ("4100001", 1_241_593_689_000)
    assert flat.facts.protected_changes == ((1_525_000_000_000, "Protect"),)
    assert not [entry for entry in flat.entries if entry.state in ("missing", "partial", "unreadable", "unknown")]


def test_posts_that_stand_under_no_key_are_read(flat: Reading) -> None:
    assert flat.one("posts", "1002474833310646273").text == "1 < 2, or:"
    assert flat.one("media", "1002474833310646273/1002474833310646001").text == "photo"
    assert flat.one("reposts", "1002855139242934273").lang == "en"


def test_times_in_milliseconds_are_times(flat: Reading) -> None:
    assert flat.one("dms", "42424242").made_at == 1_280_000_000_000
    assert flat.one("apps", "555").made_at == 1_530_000_000_000
    assert [item.made_at for item in flat.of("devices")] == [1_530_000_000_000]


def test_one_file_holds_both_kinds_of_conversation(flat: Reading) -> None:
    assert {item.thread for item in flat.of("dms")} == {"99-4100001", "880000000000000001"}
    assert flat.one("dms", "1002855395095478273").traits & Trait.FROM_OTHERS


def test_a_like_is_an_id_and_many_lists_are_one_record(flat: Reading) -> None:
    assert {item.id: item.text for item in flat.of("likes")} == {"1000000000000000001": None, "12345": None}
    assert [item.text for item in flat.of("lists")] == [
        "https://twitter.com/other_person/lists/readers",
        "https://twitter.com/other_person/lists/bakers",
    ]


def test_pictures_packed_in_zips_of_their_own_are_named(flat: Reading) -> None:
    entry = flat.entry("tweet_media/")
    assert (entry.state, entry.members) == ("ignored", 2)
    assert "zip files" in entry.note
    assert "zip files" not in flat.entry("profile_media/").note


def test_an_age_that_was_inferred_stood_in_another_file_then(flat: Reading) -> None:
    assert [item.text for item in flat.of("inferred")] == ["13-54"]


def test_in_january_2020_each_post_got_a_key(tmp_path: Path) -> None:
    lay_out(tmp_path, {"tweet.js": data_file("tweet", [post(1_221_000_000_000_000_001, "wrapped")])})
    reading = read(tmp_path)
    assert reading.facts.generation == "2020"
    assert reading.one("posts", "1221000000000000001").text == "wrapped"


# --- since 2020 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "generation"),
    [
        (["tweet", "direct-messages"], "2020-2022"),
        (["tweet", "deleted-tweet"], "2020-2022"),
        (["tweets", "tweet-headers"], "2022-2023"),
        (["tweets", "tweet-headers", "note-tweet"], "2023"),
        (["tweets", "tweet-headers", "note-tweet", "grok-chat-item"], "2024-2025"),
        (["tweets", "tweet-headers", "note-tweet", "grok-chat-item", "message-event"], "2026"),
    ],
)
def test_a_generation_is_told_by_its_files(tmp_path: Path, files: list[str], generation: str) -> None:
    written = {f"data/{name}.js": data_file(name, []) for name in files}
    lay_out(tmp_path, {"data/manifest.js": manifest((name, 0) for name in files), **written})
    [layout] = survey(open_container(tmp_path))
    assert generation_of(layout) == generation


def test_the_first_form_of_deleted_posts_says_what_was_a_repost(tmp_path: Path) -> None:
    records = [
        {
            "tweet": {
                "id": "1500000000000000001",
                "user_id": "7",
                "text": "mine &amp; gone",
                "created_at": "Sat Mar 05 06:00:00 +0000 2022",
                "deleted_at": "Sun Mar 06 06:00:00 +0000 2022",
                "media": [{"id": "1500000000000000000", "media_type": "1", "width": "10", "height": "10"}],
            }
        },
        {
            "tweet": {
                "id": "1500000000000000002",
                "text": "RT @other: theirs",
                "share": {"source_status_id": "1400000000000000001", "source_user_id": "99"},
            }
        },
    ]
    lay_out(tmp_path, {"data/deleted-tweet.js": data_file("deleted-tweet", records)})
    mine, theirs = read_here(tmp_path)
    assert (mine.text, mine.traits) == ("mine & gone", Trait.HAS_MEDIA)
    assert mine.detail == '{"deleted_at":"Sun Mar 06 06:00:00 +0000 2022"}'
    assert theirs.detail == '{"reposts":"1400000000000000001"}'
    assert not theirs.traits & Trait.HAND_TYPED_REPOST


def test_every_version_of_an_edited_post_is_an_item_and_the_older_ones_say_so(tmp_path: Path) -> None:
    ids = ["1600000000000000001", "1600000000000000002", "1600000000000000003"]
    first = post(int(ids[0]), "teh sea", edit_info={"initial": {"editTweetIds": ids}})
    later = [
        post(int(id), text, edit_info={"edit": {"initialTweetId": ids[0], "editControlInitial": {"editTweetIds": ids}}})
        for id, text in ((ids[2], "the sea!"), (ids[1], "the sea"))
    ]
    alone = post(
        1_600_000_000_000_000_009, "never edited", edit_info={"initial": {"editTweetIds": [ids[0][:-1] + "9"]}}
    )
    lay_out(tmp_path, {"data/tweets.js": data_file("tweets", [first, *later, alone])})
    superseded = {item.text for item in read_here(tmp_path) if item.traits & Trait.SUPERSEDED}
    assert superseded == {"teh sea", "the sea"}


def test_links_are_replaced_by_code_points_of_the_escaped_text(tmp_path: Path) -> None:
    text = "👩‍👩‍👧 &lt;3 🌊 https://t.co/AbCdEfGhIj &amp; more"
    start = text.index("https")
    url = {
        "url": "https://t.co/AbCdEfGhIj",
        "expanded_url": "https://example.com",
        "indices": [str(start), str(start + 23)],
    }
    lay_out(
        tmp_path,
        {"data/tweets.js": data_file("tweets", [post(1_600_000_000_000_000_001, text, entities={"urls": [url]})])},
    )
    assert read_here(tmp_path)[0].text == "👩‍👩‍👧 <3 🌊 https://example.com & more"


@pytest.mark.parametrize(
    "place", [[], ["4"], ["4 27"], ["4", "27", "30"], ["-4", "27"], ["4", "a"], ["", ""], ["9" * 20, "27"]]
)
def test_a_link_whose_place_is_not_two_figures_stays(place: list[str], tmp_path: Path) -> None:
    text = "see https://t.co/AbCdEfGhIj"
    url = {"url": "https://t.co/AbCdEfGhIj", "expanded_url": "https://example.com", "indices": place}
    records = [post(1_600_000_000_000_000_001, text, entities={"urls": [url]})]
    lay_out(tmp_path, {"data/tweets.js": data_file("tweets", records)})
    assert read_here(tmp_path)[0].text == text


def test_accounts_that_are_gone_are_counted_each(tmp_path: Path) -> None:
    records = [{"blocking": {"accountId": id}} for id in ("-1", "99", "-1")]
    lay_out(tmp_path, {"data/tweets.js": data_file("tweets", []), "data/block.js": data_file("block", records)})
    assert read(tmp_path).counts == {"blocks": 3}


def test_a_conversation_cut_into_records_is_whole_again(tmp_path: Path) -> None:
    def stretch(first: int, last: int) -> dict[str, object]:
        messages = [
            {"messageCreate": {"id": str(1_600_000_000_000_000_000 + n), "senderId": "99", "text": str(n)}}
            for n in range(last, first - 1, -1)
        ]
        return {"dmConversation": {"conversationId": "7-99", "messages": messages}}

    text = data_file("direct-messages", [stretch(1000, 1999), stretch(0, 999)])
    lay_out(tmp_path, {"data/account.js": data_file("account", []), "data/direct-messages.js": text})
    reading = read(tmp_path)
    assert reading.counts["dms"] == 2000
    assert {item.thread for item in reading.items} == {"7-99"}


def test_a_question_stands_before_its_answer_though_both_have_one_time(tmp_path: Path) -> None:
    turns = [("User", "why?"), ("Agent", "because"), ("User", "and then?"), ("Agent", "nothing")]
    records = [
        {
            "grokChatItem": {
                "chatId": "5",
                "createdAt": "2025-08-01T10:11:12.000Z",
                "sender": {"name": name},
                "message": text,
            }
        }
        for name, text in turns
    ]
    lay_out(
        tmp_path,
        {"data/tweets.js": data_file("tweets", []), "data/grok-chat-item.js": data_file("grok-chat-item", records)},
    )
    assert [(item.category, item.text) for item in read(tmp_path).items] == [
        ("grok_in", "why?"),
        ("grok_out", "because"),
        ("grok_in", "and then?"),
        ("grok_out", "nothing"),
    ]


# --- kinds that hold what people forget ------------------------------------------------------------------------------

WORDS: list[tuple[str, object, str, str]] = [
    (
        "article",
        {"article": {"id": "1", "title": "Maps", "content": [{"text": "One."}, {"text": "Two."}]}},
        "articles",
        "Maps\n\nOne.\n\nTwo.",
    ),
    ("twitter-article", {"twitterArticle": {"id": "1", "title": "Maps"}}, "articles", "Maps"),
    ("community-note", {"neverSeen": {"noteId": "1", "summary": "Not so."}}, "notes", "Not so."),
    (
        "birdwatch-note-rating",
        {"birdwatchNoteRating": {"noteId": "1", "helpfulnessLevel": "Helpful"}},
        "notes",
        "Helpful",
    ),
    (
        "periscope-comments-made-by-user",
        {"periscopeCommentsMadeByUser": {"broadcastId": "1Ex", "text": "hello"}},
        "broadcasts",
        "hello",
    ),
    (
        "professional-data",
        {
            "professionalData": {
                "professionalId": "1",
                "professionalType": "Creator",
                "categories": [{"categoryName": "Cook"}],
            }
        },
        "profile",
        "Creator",
    ),
    ("sso", {"singleSignOnMetaValues": {"ssoId": "1", "ssoEmail": "a@example.org"}}, "contactpts", "a@example.org"),
    ("contact", {"contact": {"emails": [], "phoneNumbers": ["+15550100"]}}, "contacts", "+15550100"),
    ("ni-devices", {"niDeviceResponse": {"pushDevice": {"deviceType": "Apple"}}}, "devices", "Apple"),
    ("ni-devices", {"niDeviceResponse": {"messagingDevice": {"deviceType": "Auth"}}}, "devices", "Auth"),
    ("key-registry", {"registeredDevices": {"deviceMetadataList": [{"userAgent": "Phone"}]}}, "devices", "Phone"),
    (
        "key-registry",
        {"keyRegistryData": {"registeredDevices": {"deviceMetadataList": [{"userAgent": "Phone"}]}}},
        "devices",
        "Phone",
    ),
    ("app", {"app": {"appId": "com.example", "appNames": ["Example", "Beispiel"]}}, "devices", "Example, Beispiel"),
    ("saved-search", {"savedSearch": {"savedSearchId": "1", "query": "maps"}}, "blocks", "maps"),
    (
        "screen-name-change",
        {"screenNameChange": {"accountId": "7", "screenNameChange": {"changedTo": "new"}}},
        "profile",
        "new",
    ),
    (
        "email-address-change",
        {"emailAddressChange": {"emailChange": {"changedTo": "b@example.org"}}},
        "contactpts",
        "b@example.org",
    ),
    (
        "lists-created",
        {"userListInfo": {"url": "https://twitter.com/me/lists/a"}},
        "lists",
        "https://twitter.com/me/lists/a",
    ),
    ("spaces-metadata", {"spacesMetadata": {"id": "1Sp", "createdAt": "2023-01-01T00:00:00.000Z"}}, "spaces", ""),
    ("account-creation-ip", {"userCreationIp": "203.0.113.7", "accountId": "7"}, "devices", "203.0.113.7"),  # no key
]


@pytest.mark.parametrize(("file", "record", "category", "text"), WORDS)
def test_a_record_of_any_kind_shows_what_it_says(
    tmp_path: Path, file: str, record: object, category: str, text: str
) -> None:
    lay_out(tmp_path, {"data/tweets.js": data_file("tweets", []), f"data/{file}.js": data_file(file, [record])})
    assert [(item.category, item.text or "") for item in read_here(tmp_path)] == [(category, text)]


def test_a_record_without_content_is_no_item(tmp_path: Path) -> None:
    hollow: dict[str, dict[str, object]] = {
        "expanded-profile": {"expandedProfile": {}},
        "ageinfo": {"ageMeta": {}},
        "account-label": {"accountLabel": {}},
        "verified-organization": {"verifiedOrganization": {}},
    }
    files = {f"data/{file}.js": data_file(file, [record]) for file, record in hollow.items()}
    reading = read(lay_out(tmp_path, {"data/tweets.js": data_file("tweets", []), **files}))
    assert reading.items == []
    assert {entry.path for entry in reading.entries if entry.state == "empty"} >= files.keys()
