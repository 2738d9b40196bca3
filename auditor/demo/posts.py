"""The files of posts: the main one, its headers, long texts and media, and the posts kept apart from it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo import clock, words
from auditor.demo.chance import mix
from auditor.demo.media import Medium
from auditor.demo.people import OWNER, other
from auditor.demo.setting import Record, Setting
from auditor.demo.slots import Slot, slots
from auditor.demo.sorts import Draft, compose, elsewhere, long_text, reply_fields

PLACE_UNTIL = clock.at("2019-06-18")
PLACES = (("52.52", "13.40"), ("53.55", "9.99"), ("59.91", "10.75"))
SOURCES = (
    '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
    '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
    '<a href="http://twitter.com/download/android" rel="nofollow">Twitter for Android</a>',
)


def post_record(setting: Setting, draft: Draft) -> Record:
    """The post as the file holds it, its fields in X's order."""
    slot, text = draft.slot, draft.text
    record: Record = {}
    if setting.generation.has("edit_info"):
        record["edit_info"] = edit_info(slot)
    record |= {
        "retweeted": False,
        "source": SOURCES[slot.key % len(SOURCES)],
        "entities": text.entities(),
        "display_text_range": ["0", str(len(text.full_text))],
        "favorite_count": str(draft.likes),
        **draft.reply,
        "id_str": slot.id,
        "truncated": False,
        "retweet_count": str(draft.reposts),
        "id": slot.id,
        "created_at": clock.post_date(slot.time),
        "favorited": False,
        "full_text": text.full_text,
        "lang": draft.lang,
    }
    if text.urls or draft.media:
        record["possibly_sensitive"] = False
    if slot.sort == "post with place" and slot.time < PLACE_UNTIL and setting.generation.has("geo"):
        north, east = PLACES[slot.key % len(PLACES)]
        record["geo"] = {"type": "Point", "coordinates": [north, east]}
        record["coordinates"] = {"type": "Point", "coordinates": [east, north]}
    attach(record, draft.media)
    return record


def edit_info(slot: Slot) -> Record:
    """The first version lists every id of its chain; a later one points back to it."""
    chain: list[object] = list(slot.ids) if slot.sort == "edited" else [slot.id]
    control: Record = {
        "editTweetIds": chain,
        "editableUntil": clock.iso(slot.times[0] // 1000 * 1000 + clock.HOUR),
        "editsRemaining": str(5 - slot.member if slot.sort == "edited" else 5),
        "isEditEligible": not slot.sort.startswith(("repost", "reply")),
    }
    if slot.sort == "edited" and slot.member:
        return {"edit": {"initialTweetId": slot.ids[0], "editControlInitial": control}}
    return {"initial": control}


def attach(record: Record, media: list[Medium]) -> None:
    """Names the media in both places: the first, as a photo, in `entities`; all of them in `extended_entities`."""
    if media:
        first = {name: value for name, value in media[0].entity.items() if not name.startswith(("video", "additional"))}
        entities = record["entities"]
        assert isinstance(entities, dict)
        record["entities"] = {**entities, "media": [{**first, "type": "photo"}]}
        record["extended_entities"] = {"media": [one.entity for one in media]}


# The kinds


def tweets(setting: Setting) -> Iterator[Record]:
    for slot in slots(setting):
        draft = compose(setting, slot)
        record = post_record(setting, draft)
        enter(setting, draft, placed="geo" in record)
        yield {"tweet": record}


def enter(setting: Setting, draft: Draft, *, placed: bool) -> None:
    """Counts what was just written."""
    ledger, slot = setting.ledger, draft.slot
    ledger.item(draft.category)
    ledger.item("media", len(draft.media))
    ledger.item("geo", int(placed))
    ledger.trait("has_place", int(placed))
    ledger.trait("has_media", int(bool(draft.media)))
    ledger.trait("not_mine", (1 + len(draft.media)) * (draft.category == "reposts"))
    ledger.trait("self_thread", int(slot.sort == "thread" and slot.member > 0))
    ledger.trait("hand_typed_repost", int(slot.sort.startswith("hand-typed")))
    ledger.trait("long", int(draft.note is not None))
    ledger.trait("superseded", int(slot.sort == "edited" and slot.member == 0))


def note_tweet(setting: Setting) -> Iterator[Record]:
    for slot in slots(setting):
        if slot.sort == "long" and (note := compose(setting, slot).note):
            yield {"noteTweet": note}


def tweet_headers(setting: Setting) -> Iterator[Record]:
    for slot in slots(setting):
        yield {"tweet": {"tweet_id": slot.id, "user_id": OWNER.id, "created_at": clock.post_date(slot.time)}}


def tweets_media(setting: Setting) -> Iterator[str]:
    for slot in slots(setting):
        if slot.sort.endswith("with media"):
            for one in compose(setting, slot).media:
                yield one.file


# Posts outside the main file: deleted, in communities, in the circle


def apart(setting: Setting, name: str, number: int, start: int, end: int) -> Iterator[Draft]:
    """So many posts between two times, every third a reply, every fourth with a picture; made at night, so that
    none falls near a post of the main file."""
    for index in range(number):
        rng = setting.chance(name, index)
        time = rng.randrange(start, end) // clock.DAY * clock.DAY + rng.randrange(clock.HOUR, 5 * clock.HOUR)
        slot = Slot("apart", (time,), (str(clock.snowflake(time, name, index)),), 0, mix(setting.seed, name, index))
        tongue = words.language(rng)
        draft = Draft(slot, rng, tongue, other(rng.randrange(20)), lang=tongue.code)
        if index % 3 == 1:
            draft.text.mention(draft.someone).say(" ")
            draft.reply = reply_fields(elsewhere(rng, time), draft.someone)
        draft.text.say(draft.sentence())
        if index % 4 == 2:
            draft.picture("photo")
        yield draft


def deleted_posts(setting: Setting) -> Iterator[tuple[Draft, int]]:
    """The recently deleted ones, most of them written long before, with the time of deletion."""
    number = max(5, setting.scale.posts // 150)
    for draft in apart(setting, "deleted", number, setting.spread(0.3), setting.now - 20 * clock.DAY):
        ago = setting.chance("deleted at", draft.slot.key).randrange(clock.DAY, 14 * clock.DAY)
        yield draft, setting.now - ago


def deleted_tweets(setting: Setting) -> Iterator[Record]:
    for draft, gone_at in deleted_posts(setting):
        setting.ledger.item("deleted")
        yield {"tweet": post_record(setting, draft) | {"deleted_at": clock.post_date(gone_at)}}


def deleted_tweet(setting: Setting) -> Iterator[Record]:
    """The first form, as the store keeps it: `text`, and `share` where it was a repost."""
    for draft, gone_at in deleted_posts(setting):
        slot = draft.slot
        setting.ledger.item("deleted")
        record: Record = {
            "id": slot.id,
            "user_id": OWNER.id,
            "text": draft.text.full_text,
            "created_at": clock.post_date(slot.time),
            "deleted_at": clock.post_date(gone_at),
        }
        if slot.key % 5 == 4:
            shared = elsewhere(setting.chance("share", slot.key), slot.time)
            record["share"] = {
                "source_status_id": shared,
                "source_user_id": other(2).id,
                "parent_status_id": shared,
                "passthrough_fields": {},
            }
        yield {"tweet": record}


def deleted_tweet_headers(setting: Setting) -> Iterator[Record]:
    """The deleted posts and a few more that the other file lacks."""
    rows = [(draft.slot, gone_at) for draft, gone_at in deleted_posts(setting)]
    more = apart(setting, "header only", 2, setting.spread(0.5), setting.now - 20 * clock.DAY)
    rows += [(draft.slot, setting.now - 3 * clock.DAY) for draft in more]
    for slot, gone_at in rows:
        yield {
            "tweet": {
                "tweet_id": slot.id,
                "user_id": OWNER.id,
                "created_at": clock.post_date(slot.time),
                "deleted_at": clock.post_date(gone_at),
            }
        }


def deleted_note_tweet(setting: Setting) -> Iterator[Record]:
    draft, _ = next(deleted_posts(setting))
    yield {"noteTweet": long_text(setting.chance("deleted note"), draft.slot, "Once upon a time at the harbour. " * 12)}


def community_posts(setting: Setting) -> Iterator[Draft]:
    number = max(4, setting.scale.posts // 200)
    return apart(setting, "community", number, clock.at("2021-10-01"), setting.now - 20 * clock.DAY)


def community_tweet(setting: Setting) -> Iterator[Record]:
    community = str(clock.snowflake(clock.at("2021-09-20"), "community"))
    for draft in community_posts(setting):
        setting.ledger.item("community")
        scope: Record = {"community_id": community, "community_id_str": community, "scopes": {"followers": False}}
        yield {"tweet": without_edits(post_record(setting, draft)) | scope}


def circle_posts(setting: Setting) -> Iterator[Draft]:
    number = max(4, setting.scale.posts // 300)
    return apart(setting, "circle", number, clock.at("2022-09-01"), setting.now)


def twitter_circle_tweet(setting: Setting) -> Iterator[Record]:
    for draft in circle_posts(setting):
        setting.ledger.item("circle")
        yield {"tweet": without_edits(post_record(setting, draft))}


def without_edits(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "edit_info"}


def deleted_tweets_media(setting: Setting) -> Iterator[str]:
    return (one.file for draft, _ in deleted_posts(setting) for one in draft.media)


def community_tweet_media(setting: Setting) -> Iterator[str]:
    return (one.file for draft in community_posts(setting) for one in draft.media)


def twitter_circle_tweet_media(setting: Setting) -> Iterator[str]:
    return (one.file for draft in circle_posts(setting) for one in draft.media)
