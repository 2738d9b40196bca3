"""What stands around an item: the conversation it is part of."""

from __future__ import annotations

import numpy as np

from auditor.archive.packed import NONE
from auditor.store.columns import Columns, Names, of_sorts
from auditor.store.finishing import is_post

MOST = 200
_TALKS = ("dms", "grok_in", "grok_out", "grok_com")


def around(columns: Columns, names: Names, row: int) -> list[int]:
    """At most MOST rows, oldest first, `row` among them; none where there is no such row."""
    found = np.flatnonzero(columns.row == row)
    if not len(found):
        return []
    [place] = found.tolist()
    category, kind = names.sorts[int(columns.sort[place])]
    if category in _TALKS and columns.thread[place] != NONE:
        places = _talk(columns, names.having(lambda category, _kind: category in _TALKS), place)
    elif is_post(category, kind):
        places = _replies(columns, names.having(is_post), place)
    else:
        places = [place]
    rows: list[int] = columns.row[places].tolist()
    return rows


def _talk(columns: Columns, talks: list[int], place: int) -> list[int]:
    """Messages before and after it in the same conversation."""
    said = np.flatnonzero((columns.thread == columns.thread[place]) & of_sorts(columns.sort, talks))
    said = said[np.lexsort((columns.row[said], columns.made_at[said]))]
    here = int(np.flatnonzero(said == place)[0])
    nearest: list[int] = said[max(0, here - MOST // 2) : here + MOST // 2].tolist()
    return nearest


def _replies(columns: Columns, posts: list[int], place: int) -> list[int]:
    """The posts above it, as far up as the archive has them, and the owner's replies below."""
    among = np.flatnonzero(of_sorts(columns.sort, posts))
    id, thread = columns.id[among], columns.thread[among]
    above: list[int] = []
    answered = int(columns.thread[place])
    while answered != NONE and len(above) < MOST // 2:
        found = among[id == answered]
        if not len(found) or int(found[0]) in above:
            break
        above.append(int(found[0]))
        answered = int(columns.thread[above[-1]])
    below: list[int] = []
    waiting = [place]
    most = MOST - 1 - len(above)
    while waiting and len(below) < most:
        replies = among[thread == columns.id[waiting.pop()]]
        replies = replies[np.lexsort((columns.row[replies], columns.made_at[replies]))]
        new = [reply for reply in replies[: most - len(below)].tolist() if reply not in below]
        below += new
        waiting += new
    return [*above[::-1], place, *below]
