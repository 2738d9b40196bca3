"""What is put in order once everything is read: each item once, and long posts whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

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


def drop_repeats(connection: apsw.Connection, *, editions: int) -> set[int]:
    """Parts may overlap, and so do the downloads of one account: of equal items the one of the lowest rank stays. The
    rows of the others, which are gone, are returned.

    What only an older download has stays too: that it is absent from a newer one does not say it was deleted.
    """
    gone = _match_items_without_id(connection) if editions > 1 else set()
    connection.execute("create index item_id on item(id, sort)")
    if editions > 1:
        gone |= _keep_lowest(connection, "id", f"sort in {POSTS}")
    return gone | _keep_lowest(connection, "id, sort", "1")


def _match_items_without_id(connection: apsw.Connection) -> set[int]:
    """Items that X gives no id have their place in the file instead, which differs between two downloads. There,
    the same content is the same item, as often as it stands in the download that has it most often."""
    content = "sort, made_at, text, thread"
    nth = (
        f"select row, edition, {content}, row_number() over"
        f" (partition by edition, {content} order by file, row) as nth from item where id glob '*:*'"
    )
    copies = f"select row, row_number() over (partition by {content}, nth order by edition) as copy from ({nth})"
    gone = _delete(connection, f"select row from ({copies}) where copy > 1")
    connection.execute("update item set id = edition || '/' || id where edition > 0 and id glob '*:*'")
    return gone


def _keep_lowest(connection: apsw.Connection, identity: str, where: str) -> set[int]:
    """What has no equal, nearly everything, is looked at in the index alone."""
    repeated = f"select {identity} from item where {where} group by {identity} having count(*) > 1"
    copies = (
        f"select row, row_number() over (partition by {identity} order by edition, file, row) as copy from item"
        f" where {where} and ({identity}) in ({repeated})"
    )
    return _delete(connection, f"select row from ({copies}) where copy > 1")


def _delete(connection: apsw.Connection, rows: str) -> set[int]:
    return {row for (row,) in connection.execute(f"delete from item where row in ({rows}) returning row")}


def join_long_posts(connection: apsw.Connection, rows: Iterable[int]) -> dict[int, int]:
    """Give each long post its whole text, which stands in a file of its own under another id.

    `rows` may hold such a text; the rows of the posts are returned, each with that of its text, which is gone.
    """
    one = f"select id, row, made_at, text from item where row = ? and sort in {_LONG_TEXTS}"
    found = (connection.execute(one, (row,)) for row in rows)
    notes = sorted((int(id), *rest) for id, *rest in itertools.chain.from_iterable(found) if _is_number(id))
    joined: dict[int, int] = {}
    for id, row, made_at, text in notes:
        post = next((post for post in _posts_above(connection, id, made_at) if post not in joined), None)
        if post is not None:
            joined[post] = row
            connection.execute(
                "update item set text = ?, traits = traits | ? where row = ?", (text, int(Trait.LONG), post)
            )
            connection.execute("delete from item where row = ?", (row,))
    return joined


def _posts_above(connection: apsw.Connection, id: int, made_at: int | None) -> list[int]:
    """The rows of the posts with an id a little higher, of the same moment, the lowest first."""
    found: list[int] = []
    for digits in range(len(str(id + 1)), len(str(id + LONG_POST_DISTANCE)) + 1):  # as text, 10 stands before 9
        lowest = max(id + 1, 10 ** (digits - 1))
        highest = min(id + LONG_POST_DISTANCE, 10**digits) - 1
        rows = connection.execute(
            "select row from item where id between ? and ? and length(id) = ?"
            f" and sort in {POSTS} and coalesce(abs(made_at - ?) < ?, 1) order by id",
            (str(lowest), str(highest), digits, made_at, SAME_MOMENT),
        )
        found += [row for (row,) in rows]
    return found


def _is_number(id: str) -> bool:
    return id.isascii() and id.isdigit() and len(id) < 20
