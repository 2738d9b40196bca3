"""How much an archive holds."""

from __future__ import annotations

import msgspec


class Scale(msgspec.Struct, frozen=True):
    """How many of each growing thing to write, roughly where they come in groups; everything else is a handful.

    posts       records of tweets.js (own posts, replies, quotes, reposts, edits)
    likes       records of like.js
    messages    one-to-one direct messages; group_messages: messages in groups
    grok        Grok messages, questions and answers together
    ads         advertising impressions, about half as many engagements on top
    contacts, followers, following, logins, comments   records of their files
    """

    posts: int
    likes: int
    messages: int
    group_messages: int
    grok: int
    ads: int
    contacts: int
    followers: int
    following: int
    logins: int
    comments: int

    @classmethod
    def of(cls, items: int) -> Scale:
        """About so many items in all, shared out as in an active account."""
        return cls(
            posts=items * 30 // 100,
            likes=items * 28 // 100,
            messages=items * 12 // 100,
            group_messages=items * 4 // 100,
            grok=items * 4 // 100,
            ads=items * 6 // 100,
            contacts=items // 100,
            followers=items * 5 // 100,
            following=items * 3 // 100,
            logins=items * 2 // 100,
            comments=items // 100,
        )


DEMO = Scale.of(6_000)
