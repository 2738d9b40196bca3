"""What is put in order once everything is read: each item once, and long posts whole."""

from __future__ import annotations

import bisect

import apsw

from auditor.archive.items import Trait

LONG_POST_DISTANCE = 1_000_000_000
"""A long post's text has an id of its own that lies less than this below the id of its post."""
SAME_MOMENT = 2_000
"""Milliseconds by which the two may differ in time."""


def sorts_of(where: str) -> str:
    """The sorts whose `category` and `kind`, as words, fulfil a condition."""
    return (
        "(select sort.code from sort join name as category on category.code = sort.category"
        f" join name as kind on kind.code = sort.kind where {where})"
    )


POSTS = sorts_of(
    "kind.text in ('tweets', 'deleted_tweets', 'community_tweet', 'twitter_circle_tweet')"
    " and category.text not in ('media', 'geo')"
)
"""The posts themselves, whatever file they stand in: one post has one id in all of them."""
_LONG_TEXTS = sorts_of("kind.text in ('note_tweet', 'deleted_note_tweet')")


def drop_repeats(connection: apsw.Connection, *, editions: int) -> None:
    """Parts may overlap, and so do the downloads of one account: of equal items the one of the lowest rank stays.

    What only an older download has stays too: that it is absent from a newer one does not say it was deleted.
    """
    if editions > 1:
        _match_items_without_id(connection)
        _keep_lowest(connection, "id", f"sort in {POSTS}")
    index = "create unique index item_id on item(sort, id)"
    try:
        connection.execute(index)
    except apsw.ConstraintError:
        _keep_lowest(connection, "id", f"sort in {POSTS}")
        _keep_lowest(connection, "sort, id", "1")
        connection.execute(index)


def _match_items_without_id(connection: apsw.Connection) -> None:
    """Items that X gives no id have their place in the file instead, which differs between two downloads. There,
    the same content is the same item, as often as it stands in the download that has it most often."""
    content = "sort, made_at, text, thread"
    nth = (
        f"select row, edition, {content}, row_number() over"
        f" (partition by edition, {content} order by file, row) as nth from item where id glob '*:*'"
    )
    copies = f"select row, row_number() over (partition by {content}, nth order by edition) as copy from ({nth})"
    connection.execute(f"delete from item where row in (select row from ({copies}) where copy > 1)")
    connection.execute("update item set id = edition || '/' || id where edition > 0 and id glob '*:*'")


def _keep_lowest(connection: apsw.Connection, identity: str, where: str) -> None:
    connection.execute(
        "delete from item where row in (select row from (select row, row_number() over"
        f" (partition by {identity} order by edition, file, row) as copy from item where {where}) where copy > 1)"
    )


def join_long_posts(connection: apsw.Connection) -> None:
    """Give each long post its whole text, which stands in a file of its own under another id."""
    notes = sorted(
        (int(id), row, made_at, text)
        for row, id, made_at, text in connection.execute(
            f"select row, id, made_at, text from item where sort in {_LONG_TEXTS}"
        )
        if _is_number(id)
    )
    if not notes:
        return
    note_ids = [note[0] for note in notes]
    partners: dict[int, tuple[int, int]] = {}  # place in notes -> (post id, row)
    for row, id, made_at in connection.execute(f"select row, id, made_at from item where sort in {POSTS}"):
        if not _is_number(id):
            continue
        at = bisect.bisect_left(note_ids, int(id)) - 1
        while at >= 0 and int(id) - note_ids[at] < LONG_POST_DISTANCE:
            noted_at = notes[at][2]
            near = noted_at is None or made_at is None or abs(noted_at - made_at) < SAME_MOMENT
            if near and (at not in partners or int(id) < partners[at][0]):
                partners[at] = (int(id), row)
            at -= 1
    for at, (_, row) in partners.items():
        connection.execute(
            "update item set text = ?, traits = traits | ? where row = ?", (notes[at][3], int(Trait.LONG), row)
        )
        connection.execute("delete from item where row = ?", (notes[at][1],))


def _is_number(id: str) -> bool:
    return id.isascii() and id.isdigit() and len(id) < 20
