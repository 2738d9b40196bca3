"""What the generator wrote: the truth that a reader's counts are held to."""

from __future__ import annotations

import msgspec


class Ledger(msgspec.Struct):
    """Counts of one made archive.

    records     kind -> array elements over all its parts; every kind that has a file is there, 0 for an empty array
    parts       kind -> files (more than one where a kind was split)
    items       category -> distinct items that a correct reader counts; only categories that have items
    traits      `not_mine`, `has_media`, `has_place`, `self_thread`, `long`, `from_others`, `hand_typed_repost`,
                `superseded` -> items that carry it
    media       media folder -> files in it
    generation  the month the archive's layout belongs to; generated_at: milliseconds since 1970 UTC

    What an item is
    ---------------
    posts, replies, quotes, reposts   each record of tweets.js (older: tweet.js), every version of an edited post
        being a record: a native repost; else a reply if it names the post it replies to; else a quote if a link
        leads to a post; else a post. The long text in note-tweet.js belongs to its post and is no item.
    deleted, community, circle   each record of deleted-tweets.js (older: deleted-tweet.js), community-tweet.js,
        twitter-circle-tweet.js, whatever it replies to or quotes. deleted-note-tweet.js gives no items.
    media       each medium of a record of tweets.js, own or reposted, once per post
    geo         each record of tweets.js with coordinates or geo
    likes       each record of like.js
    grok_in, grok_out   each Grok message, by sender
    dms         each message with its own id, one-to-one or in a group, welcome messages too; not joins, leaves,
        renamings, reactions; a message listed twice counts once
    xchat       each record of message-event.js that creates a message
    apps        each record of connected-application.js; contacts: each of contact.js; lists: each of lists-*.js,
        before 2020 each address in their one record
    followers   each record of follower.js and following.js
    blocks      each record of block, mute, smartblock, saved-search, direct-message-mute and fleet-mute
    ads         each impression, engagement and conversion inside the records of ad-*.js
    inferred    in personalization.js each interest, partner interest, show, language, advertiser, lookalike and
        do-not-reach advertiser, the gender, and the inferred age; ageinfo.js once if it says anything
    lochist     each entry of locationHistory in personalization.js
    devices     each record of ip-audit, device-token, ni-devices, account-creation-ip and app, and each registered
        device of key-registry
    contactpts  the e-mail address in account.js; each record of phone-number, email-address-change and sso
    profile     account.js and profile.js once each; each record of screen-name-change; professional-data once;
        expanded-profile once if it says anything
    notes       each record of community-note*.js and birdwatch-*.js
    articles    each record of article.js (older: twitter-article.js), not of the metadata
    spaces      each record of spaces-metadata.js
    broadcasts  each record of periscope-broadcast-metadata, periscope-expired-broadcasts,
        periscope-comments-made-by-user, periscope-account-information and periscope-profile-description
    Nothing else gives items.
    """

    generation: str = ""
    generated_at: int = 0
    records: dict[str, int] = {}
    parts: dict[str, int] = {}
    items: dict[str, int] = {}
    traits: dict[str, int] = {}
    media: dict[str, int] = {}

    def item(self, category: str, number: int = 1) -> None:
        if number:
            self.items[category] = self.items.get(category, 0) + number

    def trait(self, name: str, number: int = 1) -> None:
        if number:
            self.traits[name] = self.traits.get(name, 0) + number
