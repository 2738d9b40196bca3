"""The item: one thing of yours that a verdict can be given for."""

from __future__ import annotations

import enum

import msgspec


class Trait(enum.IntFlag):
    """Facts about one item that a verdict, a filter or a count may depend on. Stored as one integer."""

    NONE = 0
    NOT_MINE = 1
    """Someone else's picture: a photo or video inside a repost, or one taken over from another post."""
    HAS_MEDIA = 2
    HAS_PLACE = 4
    SELF_THREAD = 8
    """A reply to oneself, that is, the next post of a thread."""
    LONG = 16
    """Its full text came from note-tweet.js."""
    FROM_OTHERS = 32
    """Written by someone else and received: a direct message from a partner, an answer on grok.com."""
    HAND_TYPED_REPOST = 64
    """Starts with RT @name but is the owner's own post (the form people typed before the button existed)."""
    SUPERSEDED = 128
    """An earlier version of a post that was edited later. X hands out every version: each is an item of its own."""


JUDGED = Trait.NOT_MINE | Trait.FROM_OTHERS
"""The traits that may change a verdict; the others only filter."""


class Item(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row of the store. It holds no verdict: those are judged per case and joined.

    category  an id of the policy pack's categories (`posts`, `replies`, ...)
    kind      the kind of data file it came from (a name of `kinds.KINDS`)
    id        X's id as a string, or `part:number` where X gives none; unique within category and kind
    made_at   milliseconds since 1970 UTC; None where the archive holds no time (likes)
    text      what a person would read; None where there is none
    traits    a sum of `Trait`
    lang      X's own language code, None where it gives none
    thread    the id of the conversation, the Grok chat or the post replied to
    detail    anything else worth showing, as JSON text (a small object), None where there is nothing
    """

    category: str
    kind: str
    id: str
    made_at: int | None = None
    text: str | None = None
    traits: int = 0
    lang: str | None = None
    thread: str | None = None
    detail: str | None = None
