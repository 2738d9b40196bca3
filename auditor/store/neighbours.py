"""What stands around an item: the conversation it is part of."""

from __future__ import annotations

import apsw

from auditor.store.finishing import POSTS, sorts_of

MOST = 200
_TALKS = sorts_of("category.text in ('dms', 'grok_in', 'grok_out', 'grok_com')")


def prepare(connection: apsw.Connection) -> None:
    connection.execute("create index if not exists item_thread on item(thread) where thread is not null")


def around(connection: apsw.Connection, row: int) -> list[int]:
    """At most MOST rows, oldest first, `row` among them."""
    found = connection.execute(
        f"select id, thread, made_at, sort in {_TALKS}, sort in {POSTS} from item where row = ?", (row,)
    ).fetchone()
    if found is None:
        return []
    id, thread, made_at, is_talk, is_post = found
    if is_talk and thread is not None:
        return _talk(connection, row, thread, made_at)
    return _replies(connection, row, id, thread) if is_post else [row]


def _talk(connection: apsw.Connection, row: int, thread: str, made_at: int | None) -> list[int]:
    """Messages before and after it in the same conversation."""
    moment = (made_at or 0, row)
    same = f"select row from item where thread = ? and sort in {_TALKS} and (coalesce(made_at, 0), row)"
    before = connection.execute(
        f"{same} < (?, ?) order by made_at desc, row desc limit ?", (thread, *moment, MOST // 2)
    )
    earlier = [row for (row,) in before][::-1]
    after = connection.execute(f"{same} > (?, ?) order by made_at, row limit ?", (thread, *moment, MOST // 2 - 1))
    return [*earlier, row, *(row for (row,) in after)]


def _replies(connection: apsw.Connection, row: int, id: str, thread: str | None) -> list[int]:
    """The posts above it, as far up as the archive has them, and the owner's replies below."""
    above: list[int] = []
    while thread is not None and len(above) < MOST // 2:
        parent = connection.execute(
            f"select row, thread from item where id = ? and sort in {POSTS}", (thread,)
        ).fetchone()
        if parent is None or parent[0] in above:
            break
        above.append(parent[0])
        thread = parent[1]
    below: list[int] = []
    answered = [id]
    while answered and len(below) < MOST // 2:
        replies = connection.execute(
            f"select row, id from item where thread = ? and sort in {POSTS} order by made_at, row limit ?",
            (answered.pop(), MOST // 2 - len(below)),
        )
        for reply, reply_id in replies:
            if reply not in below:
                below.append(reply)
                answered.append(reply_id)
    return [*above[::-1], row, *below]
