"""What a figure asks for, in the words of the search: the items that it counts."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.policy.vocabulary import Audience
from auditor.search.query import WEEKDAYS

LANE_KEYS: dict[Audience, str] = {"grok": "verdict", "collaborators": "collaborators"}


def of_verdict(verdict: str, audience: Audience = "grok") -> str:
    """All items with a verdict in a lane."""
    return f"{LANE_KEYS[audience]}:{verdict}"


def of_category(row: str, verdict: str = "", audience: Audience = "grok") -> str:
    """The items of a row, or those of them that have a verdict."""
    return f"category:{row} {of_verdict(verdict, audience)}" if verdict else f"category:{row}"


def of_year(year: int, verdict: str = "") -> str:
    """What was written in a year."""
    asked = f"is:written year:{year}"
    return f"{asked} {of_verdict(verdict)}" if verdict else asked


def of_hour(weekday: int | None = None, hour: int | None = None) -> str:
    """What was written on a weekday (0 for Monday), in an hour of the day, or in that hour of that weekday."""
    asked = ["is:written"]
    asked += [] if weekday is None else [f"weekday:{WEEKDAYS[weekday]}"]
    asked += [] if hour is None else [f"hour:{hour}"]
    return " ".join(asked)


def of_categories(rows: Iterable[str], *, mine: bool = False) -> str:
    """The items of several rows; with `mine` without what is someone else's."""
    asked = f"category:{','.join(rows)}"
    return f"{asked} is:mine" if mine else asked
