"""What the Reading page shows of an archive that is being read: rows, first figures, coverage and the time left."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

from auditor.archive.kinds import identify, kinds
from auditor.archive.receipt import State
from auditor.audit import KindProgress, Progress
from auditor.i18n import gettext as _
from auditor.policy.cases import Case, judge
from auditor.policy.pack import Pack
from auditor.policy.situation import Situation
from auditor.report.wording import STATE_NAMES


class Group(NamedTuple):
    """A row of the table: the categories it counts, the first of which lends the icon, and those shown under it."""

    id: str
    title: str
    categories: tuple[str, ...]
    parts: tuple[str, ...] = ()


POSTS = ("posts", "replies", "quotes", "reposts")
GROUPS = (
    Group("posts", "Posts of all kinds", (*POSTS, "articles", "community", "circle"), POSTS),
    Group("likes", "Likes", ("likes",)),
    Group("deleted", "Deleted posts", ("deleted",)),
    Group("messages", "Direct messages", ("dms", "xchat")),
    Group("media", "Photos and video", ("media", "alttext")),
    Group("grok", "Grok chats", ("grok_in", "grok_out", "grok_fb")),
    Group("ads", "Ads", ("ads",)),
    Group("inferences", "Inferences", ("inferred", "lochist")),
    Group("devices", "Devices and addresses", ("devices", "apps")),
    Group("contacts", "Address book", ("contacts",)),
    Group("places", "Places on posts", ("geo",)),
    Group("profile", "Profile, e-mail and phone", ("profile", "contactpts", "idv", "payment")),
    Group("people", "Followers, lists and blocks", ("followers", "lists", "blocks")),
    Group("spaces", "Spaces and broadcasts", ("spaces", "spaces_listen", "broadcasts")),
    Group("notes", "Community Notes", ("notes",)),
    Group("bookmarks", "Bookmarks", ("bookmarks",)),
    Group("grok.com", "Grok chats outside X", ("grok_com",)),
)
OTHER = Group("other", "Settings, headers and status", ())
"""Kinds that are read for what they say about other records, or that hold nothing a verdict is given for."""


class Row(NamedTuple):
    """One row of the table. A part of a row has only a title and its items.

    items     None where nothing of it is an item
    records   read so far; None where the row shares its files with another
    expected  X's own count of records, None where X gives none
    share     of its bytes read, from 0 to 1; None for a part
    done      whether all its files were read
    """

    id: str
    title: str
    icon: str
    items: int | None
    records: int | None = None
    expected: int | None = None
    share: float | None = None
    done: bool = False

    @property
    def is_part(self) -> bool:
        return self.share is None

    @property
    def waiting(self) -> bool:
        return self.share == 0 and not self.done


def rows(progress: Progress, pack: Pack) -> list[Row]:
    """What the archive has, in the order of GROUPS; what it does not have has no row."""
    items: Counter[str] = Counter()
    for (category, _traits), count in progress.counts.items():
        items[category] += count
    shown: list[Row] = []
    for group in (*GROUPS, OTHER):
        own = [progress.kinds[name] for name in progress.kinds if _home(name) is group]
        shared = [] if own else [progress.kinds[name] for name in progress.kinds if _also_in(name, group)]
        if own or shared:
            shown.append(_row(group, own or shared, items, shares=bool(shared)))
            shown += [Row(part, _(pack.categories[part].title), "", items[part]) for part in group.parts]
    return shown


@cache
def _home(kind: str) -> Group:
    """The row to which a kind's records and bytes belong: that of its main category; OTHER for one X never had."""
    categories = _categories(kind)
    return next((group for group in GROUPS if categories and categories[0] in group.categories), OTHER)


@cache
def _also_in(kind: str, group: Group) -> bool:
    return not set(_categories(kind)).isdisjoint(group.categories)


def _categories(kind: str) -> tuple[str, ...]:
    known = kinds().get(kind)
    return known.categories if known else ()


def _row(group: Group, read: list[KindProgress], items: Counter[str], *, shares: bool) -> Row:
    total = sum(kind.total for kind in read)
    done = not any(kind.files for kind in read)
    counted = not shares and all(kind.expected is not None for kind in read)
    return Row(
        id=group.id,
        title=_(group.title),
        icon=group.categories[0] if group.categories else "",
        items=sum(items[category] for category in group.categories) if group.categories else None,
        records=None if shares else sum(kind.records for kind in read),
        expected=sum(kind.expected or 0 for kind in read) if counted else None,
        share=sum(kind.done for kind in read) / total if total else float(done),
        done=done,
    )


def first_figures(progress: Progress, pack: Pack, situation: Situation) -> dict[str, int]:
    """Items by Grok verdict so far. Days are not counted until the end, so none is yet taken as protected."""
    figures: Counter[str] = Counter()
    for (category, traits), count in progress.counts.items():
        figures[judge(pack, situation, Case(category, traits)).grok.verdict] += count
    return dict(figures)


ONLY_IF_ANY = frozenset[State]({"partial", "unreadable"})


def coverage(progress: Progress) -> list[tuple[str, int]]:
    """What became of the files so far, and how many are still to be read. Zeros are lines too."""
    lines = [
        (_(label), progress.states.get(state, 0))
        for state, label in STATE_NAMES.items()
        if progress.states.get(state) or state not in ONLY_IF_ANY
    ]
    return [*lines, (_("Still to read"), sum(kind.files for kind in progress.kinds.values()))]


def doing(progress: Progress, pack: Pack) -> str:
    """The kind of the file read from last, in words ("direct messages"); "" before any or for what has no name."""
    kind, _part = identify(progress.path.rpartition("/")[2])
    if kind is None or not kind.categories:
        return ""
    return _(pack.categories[kind.categories[0]].many)


class TimeLeft:
    """Guesses how long reading will take from how fast it went, smoothed so that the guess does not jump."""

    FIRST_GUESS = 2.0
    """Seconds before which nothing is said."""
    WEIGHT = 0.15
    """Of a new guess against the one before."""

    def __init__(self) -> None:
        self._start: float | None = None
        self._end: float | None = None

    def update(self, now: float, done: int, total: int) -> float | None:
        """Seconds left at `now` (any clock in seconds); None while it is too early to say, or nothing is left."""
        if self._start is None:
            self._start = now
        spent = now - self._start
        if done >= total or not done or spent < self.FIRST_GUESS:
            return None
        end = now + spent * (total - done) / done
        self._end = end if self._end is None else self._end + self.WEIGHT * (end - self._end)
        return max(0.0, self._end - now)


class Milestones:
    """Which quarter of the way was passed last, so that each is announced once."""

    def __init__(self) -> None:
        self._quarter = 0

    def passed(self, done: int, total: int) -> int | None:
        """25, 50 or 75 when it was just passed."""
        quarter = min(3, 4 * done // total) if total else 0
        if quarter <= self._quarter:
            return None
        self._quarter = quarter
        return 25 * quarter
