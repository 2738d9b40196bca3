"""Articles, community notes, moments, decks, suggested replies, and who was in the circle."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo import clock, words
from auditor.demo.people import OWNER, other
from auditor.demo.setting import Record, Setting


def article_id(setting: Setting, number: int) -> str:
    return str(clock.snowflake(setting.now - (number + 2) * 60 * clock.DAY, "article", number))


def article(setting: Setting) -> Iterator[Record]:
    """One published, one draft; as the README lists the fields."""
    for number, title in enumerate(("How to fold a sea chart", "Draft: the tram that came early")):
        rng = setting.chance("article", number)
        sections = [
            {"text": words.paragraphs(rng, words.ENGLISH, 600), "mentions": [], "hashtags": [], "styles": []}
            for _ in range(2)
        ]
        setting.ledger.item("articles")
        yield {
            "article": {
                "id": article_id(setting, number),
                "title": title,
                "content": sections,
                "coverMedia": {},
                "media": [],
            }
        }


def article_metadata(setting: Setting) -> Iterator[Record]:
    for number, state in enumerate(("Published", "Draft")):
        made = setting.now - (number + 2) * 60 * clock.DAY
        record: Record = {
            "authorId": OWNER.id,
            "createdatMs": str(made),
            "updatedAtMs": str(made + clock.HOUR),
            "visibility": "Public",
            "lifecycleState": state,
        }
        if state == "Published":
            record["tweetId"] = article_id(setting, number)
            record["firstPublishedAtMs"] = str(made + clock.HOUR)
        yield {"articleMetadata": record}


def rating(setting: Setting) -> Record:
    setting.ledger.item("notes")
    made = setting.now - 33 * clock.DAY
    return {
        "noteId": str(clock.snowflake(made - clock.DAY, "rated")),
        "userId": OWNER.id,
        "createdAt": clock.iso(made),
        "helpfulnessLevel": "Helpful",
        "helpfulTags": ["Clear", "GoodSources"],
    }


def community_note_rating(setting: Setting) -> Iterator[Record]:
    yield {"communityNoteRating": rating(setting)}


def birdwatch_note_rating(setting: Setting) -> Iterator[Record]:
    yield {"birdwatchNoteRating": rating(setting)}


def moment(setting: Setting) -> Iterator[Record]:
    """A collection that holds someone else's post."""
    made = clock.at("2017-07-15T11:00:00")
    id_ = str(clock.snowflake(made, "moment"))
    post: Record = {
        "coreData": {
            "nsfwUser": False,
            "createdVia": "oauth:129032",
            "nullcast": False,
            "conversationId": str(clock.snowflake(made - clock.DAY, "in moment")),
            "userId": other(6).id,
            "text": words.sentence(setting.chance("moment")),
            "createdAtSecs": str((made - clock.DAY) // 1000),
        },
        "media": [],
    }
    yield {
        "moment": {
            "momentId": id_,
            "createdAt": clock.iso(made),
            "createdBy": OWNER.id,
            "title": "2017-07-15 11:00:00 +0000",
            "coverMediaUrls": [],
            "tweets": [{"momentId": id_, "tweet": post}],
        }
    }


def tweetdeck(_: Setting) -> Iterator[Record]:
    yield {"deck": {"title": "Harbour", "columns": [{"pathname": "/search?q=paper%20maps"}]}}


def reply_prompt(setting: Setting) -> Iterator[Record]:
    """A reply that was warned about and never posted."""
    made = setting.now - 9 * clock.DAY
    yield {
        "replyPrompt": {
            "promptId": str(clock.snowflake(made, "prompt")),
            "userId": OWNER.id,
            "proposedTweetText": "That is the worst map I ever saw.",
            "inReplyToTweetId": str(clock.snowflake(made - clock.HOUR, "prompted")),
            "createdAt": clock.iso(made),
            "promptActionType": "Cancel",
        }
    }


def twitter_circle(_: Setting) -> Iterator[Record]:
    made = clock.at("2022-08-30T10:00:00")
    yield {
        "twitterCircle": {
            "id": str(clock.snowflake(made, "circle")),
            "ownerUserId": OWNER.id,
            "createdAt": clock.iso(made),
        }
    }


def twitter_circle_member(_: Setting) -> Iterator[Record]:
    circle = str(clock.snowflake(clock.at("2022-08-30T10:00:00"), "circle"))
    for number in range(3):
        person = other(number)
        link = f"https://twitter.com/intent/user?user_id={person.id}"
        yield {"twitterCircleMember": {"id": person.id, "twitterCircleId": circle, "userLink": link}}
