"""What a letter says about its sender. Every field may be empty, and the person can change each of them."""

from __future__ import annotations

import datetime as dt

import msgspec

from auditor.archive.facts import ArchiveFacts
from auditor.archive.text import visible
from auditor.report.wording import MONTHS

MOST = 4_000
"""Letters of one field that reach the letter."""


class Fields(msgspec.Struct, frozen=True, omit_defaults=True):
    """The names are those of [fields] in frame.toml, which says how each is asked for.

    as_agent  whether the agent writes; then `name` and the others are those of the person written for
    date      of the letter
    """

    name: str = ""
    address: str = ""
    email: str = ""
    account: str = ""
    account_id: str = ""
    state: str = ""
    reasons: str = ""
    asked_on: dt.date | None = None
    asked_for: str = ""
    outcome: str = ""
    authority: str = ""
    authority_address: str = ""
    agent_name: str = ""
    agent_address: str = ""
    as_agent: bool = False
    date: dt.date | None = None


def from_archive(facts: ArchiveFacts, today: dt.date) -> Fields:
    """What an archive knows of its owner. The name on X is not taken: a letter wants the real one."""
    account = facts.account
    return Fields(
        account=f"@{line(account.username)}" if account.username else "",
        account_id=line(account.id or ""),
        date=today,
    )


def day(date: dt.date) -> str:
    """A date as an English letter writes it, whatever language the window speaks."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def line(text: str) -> str:
    """One line, without anything that acts on its neighbours, cut where it is endless."""
    return " ".join(visible(text[:MOST]).split())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that have something in them."""
    return tuple(filter(None, map(line, text[:MOST].splitlines())))
