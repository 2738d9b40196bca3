"""What each sort of post says: words, mentions, links and pictures, and the category a reader must give it."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec

from auditor.demo import clock, words
from auditor.demo.chance import mix
from auditor.demo.media import Medium, medium
from auditor.demo.people import OWNER, Person, other
from auditor.demo.setting import Record, Setting
from auditor.demo.slots import Slot
from auditor.demo.text import PostText, short_link

X_DOMAIN_SINCE = clock.at("2024-05-17")
HEAD = 279
"""Characters of a long post that the posts' file keeps before the ellipsis."""


class Draft(msgspec.Struct):
    """A post while it is composed. `someone` is the other person of a reply, quote or repost."""

    slot: Slot
    rng: random.Random
    tongue: words.Language
    someone: Person
    category: str = "posts"
    lang: str = ""
    likes: int = 0
    reposts: int = 0
    text: PostText = msgspec.field(default_factory=PostText)
    reply: Record = {}
    media: list[Medium] = []
    note: Record | None = None

    @property
    def short(self) -> str:
        return short_link(mix(self.slot.key, self.slot.member, "link"))

    def sentence(self) -> str:
        return words.sentence(self.rng, self.tongue)

    def picture(self, form: str, source: tuple[str, Person] | None = None, *, pictures: int = 1) -> None:
        """Pictures at the end of the text; all of one post share a link."""
        self.text.say(" ")
        indices = self.text.put(self.short)
        self.media += [
            medium(self.rng, self.slot.id, self.short, indices, form=form, source=source) for _ in range(pictures)
        ]


def compose(setting: Setting, slot: Slot) -> Draft:
    """The draft of a slot; the same whenever it is asked for."""
    rng = setting.chance("post", slot.key, slot.member)
    tongue = words.language(rng)
    draft = Draft(slot, rng, tongue, other(int(rng.triangular(0, 60, 0))), lang=tongue.code)
    draft.likes, draft.reposts = rng.choice((0, 0, 1, 2, 5, 17)), rng.choice((0, 0, 0, 1, 3))
    SORTS[slot.sort](draft)
    return draft


def post_url(person: Person, id_: str, time: int) -> str:
    host = "x.com" if time >= X_DOMAIN_SINCE else "twitter.com"
    return f"https://{host}/{person.handle}/status/{id_}"


def elsewhere(rng: random.Random, time: int) -> str:
    """The id of someone else's post from the hours before."""
    return str(clock.snowflake(time - rng.randint(5, 900) * clock.MINUTE, rng.getrandbits(30)))


def reply_fields(post: str | None, person: Person, *, named: bool = True) -> Record:
    """What a post says of the post (None: of the person only) it answers."""
    fields: Record = {}
    if post:
        fields |= {"in_reply_to_status_id_str": post, "in_reply_to_status_id": post}
    fields |= {"in_reply_to_user_id": person.id, "in_reply_to_user_id_str": person.id}
    if named:
        fields["in_reply_to_screen_name"] = person.handle
    return fields


def plain(draft: Draft) -> None:
    draft.text.say(draft.sentence())


def with_tag(draft: Draft) -> None:
    draft.text.say(draft.sentence() + " ").hashtag(draft.rng.choice(words.HASHTAGS))


def with_link(draft: Draft) -> None:
    page = f"https://example.org/notes/{draft.rng.randint(1, 999)}"
    draft.text.say(draft.sentence() + " ").link(draft.short, page)


def with_media(draft: Draft) -> None:
    """One in ten has no words, only its picture."""
    if draft.rng.random() < 0.1:
        draft.lang = "qme"
    else:
        draft.text.say(draft.sentence())
    form = draft.rng.choices(("photo", "video", "animated_gif"), (8, 2, 1))[0]
    draft.picture(form, pictures=draft.rng.choice((1, 1, 2, 4)) if form == "photo" else 1)


def to_someone(draft: Draft) -> None:
    """Begins with a mention but answers no post."""
    draft.text.mention(draft.someone).say(" " + draft.sentence())
    draft.reply = reply_fields(None, draft.someone)


def reply(draft: Draft) -> None:
    """Now and then to two people, now and then with a link to a post (it stays a reply)."""
    answer(draft, gone=False)
    if draft.rng.random() < 0.04:
        draft.text.say(" ").link(draft.short, quoted(draft))


def reply_to_the_gone(draft: Draft) -> None:
    answer(draft, gone=True)


def reply_with_media(draft: Draft) -> None:
    answer(draft, gone=False)
    draft.picture("photo")


def answer(draft: Draft, *, gone: bool) -> None:
    draft.category = "replies"
    draft.reply = reply_fields(elsewhere(draft.rng, draft.slot.time), draft.someone, named=not gone)
    draft.text.mention(draft.someone, gone=gone).say(" ")
    if draft.rng.random() < 0.2:
        draft.text.mention(other(draft.rng.randrange(60, 90))).say(" ")
    draft.text.say(draft.sentence())


def thread(draft: Draft) -> None:
    """Each but the first replies to the one before."""
    slot = draft.slot
    draft.text.say(f"{slot.member + 1}/{len(slot.ids)} " + draft.sentence())
    if slot.member:
        draft.category = "replies"
        draft.reply = reply_fields(slot.ids[slot.member - 1], OWNER)


def quoted(draft: Draft) -> str:
    return post_url(draft.someone, elsewhere(draft.rng, draft.slot.time), draft.slot.time)


def quote(draft: Draft) -> None:
    draft.category = "quotes"
    draft.text.say(draft.sentence() + " ").link(draft.short, quoted(draft))


def quote_inside(draft: Draft) -> None:
    draft.category = "quotes"
    draft.text.say("→ ").link(draft.short, quoted(draft)).say(" " + draft.sentence())


def repost(draft: Draft) -> None:
    native(draft, draft.sentence())


def repost_cut(draft: Draft) -> None:
    """About 140 characters of the original, then an ellipsis."""
    native(draft, words.paragraphs(draft.rng, draft.tongue, 140)[:120].rstrip() + "…")


def repost_with_media(draft: Draft) -> None:
    native(draft, draft.sentence())
    source = (elsewhere(draft.rng, draft.slot.time), draft.someone)
    draft.picture(draft.rng.choice(("photo", "photo", "video")), source)


def native(draft: Draft, original: str) -> None:
    """The form X writes for its repost button: counts of zero and a colon after the name."""
    draft.category = "reposts"
    draft.likes = draft.reposts = 0
    draft.text.say("RT ").mention(draft.someone).say(": " + original)


def hand_typed(draft: Draft) -> None:
    """No colon: not the button's form."""
    draft.likes = draft.reposts = 0
    draft.text.say("RT ").mention(draft.someone).say(" " + draft.sentence())


def hand_typed_liked(draft: Draft) -> None:
    """A colon, but a count of likes, which a native repost never has."""
    draft.likes = 3
    draft.text.say("RT ").mention(draft.someone).say(": " + draft.sentence())


def long(draft: Draft) -> None:
    whole = words.paragraphs(draft.rng, draft.tongue, draft.rng.randint(350, 1900))
    draft.text.say(whole[:HEAD].rstrip() + "…")
    draft.note = long_text(draft.rng, draft.slot, whole)


def edited(draft: Draft) -> None:
    """Both versions begin alike."""
    draft.text.say(words.sentence(random.Random(draft.slot.key)))
    draft.lang = "en"
    if draft.slot.member:
        draft.text.say(" (typo fixed)")


def long_text(rng: random.Random, slot: Slot, whole: str) -> Record:
    """The note of a long post. Its id is a little below the post's: 13 to 41 ms of snowflake time."""
    made = clock.iso(slot.time // 1000 * 1000)
    return {
        "noteTweetId": str(int(slot.id) - rng.randint(54_000_000, 170_000_000)),
        "updatedAt": made,
        "lifecycle": {"value": "1", "name": "Active", "originalName": "Active", "annotations": {}},
        "createdAt": made,
        "core": {"styletags": [], "urls": [], "text": whole, "mentions": [], "cashtags": [], "hashtags": []},
    }


SORTS: dict[str, Callable[[Draft], None]] = {
    "post": plain,
    "post with tag": with_tag,
    "post with link": with_link,
    "post with media": with_media,
    "post with place": plain,
    "post to someone": to_someone,
    "reply": reply,
    "reply to the gone": reply_to_the_gone,
    "reply with media": reply_with_media,
    "thread": thread,
    "quote": quote,
    "quote inside": quote_inside,
    "repost": repost,
    "repost cut": repost_cut,
    "repost with media": repost_with_media,
    "hand-typed repost": hand_typed,
    "hand-typed repost liked": hand_typed_liked,
    "long": long,
    "edited": edited,
}
