"""The people around the account: followers, lists, blocks, and the address book that was uploaded."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo.people import other
from auditor.demo.setting import Record, Setting


def link(wrapper: str, number: int) -> Record:
    person = other(number)
    return {
        wrapper: {
            "accountId": person.id,
            "userLink": f"https://twitter.com/intent/user?user_id={person.id}",
        }
    }


def follower(setting: Setting) -> Iterator[Record]:
    for number in range(setting.scale.followers):
        setting.ledger.item("followers")
        yield link("follower", number)


def following(setting: Setting) -> Iterator[Record]:
    for number in range(setting.scale.following):
        setting.ledger.item("followers")
        yield link("following", number * 2)


def block(setting: Setting) -> Iterator[Record]:
    for number in range(9):
        setting.ledger.item("blocks")
        yield link("blocking", 700 + number)


def mute(setting: Setting) -> Iterator[Record]:
    for number in range(5):
        setting.ledger.item("blocks")
        yield link("muting", 800 + number)


def saved_search(setting: Setting) -> Iterator[Record]:
    for number, query in enumerate(("paper maps", "harbour wall", "Kürbiskuchen")):
        setting.ledger.item("blocks")
        yield {"savedSearch": {"savedSearchId": str(7_000_001 + number), "query": query}}


def contact(setting: Setting) -> Iterator[Record]:
    """No names, only addresses and numbers, written as people write them."""
    for number in range(max(5, setting.scale.contacts)):
        setting.ledger.item("contacts")
        phone = ("+1 555 01{:02}", "(555) 01{:02}", "+155501{:02}")[number % 3].format(number % 100)
        emails = [] if number % 5 == 4 else [f"friend{number}@example.org"]
        yield {"contact": {"emails": emails, "phoneNumbers": [] if number % 4 == 3 else [phone]}}


def lists(setting: Setting, owner: str, names: tuple[str, ...]) -> Iterator[Record]:
    for name in names:
        setting.ledger.item("lists")
        yield {"userListInfo": {"url": f"https://twitter.com/{owner}/lists/{name}"}}


def lists_created(setting: Setting) -> Iterator[Record]:
    return lists(setting, "mara_example", ("bakers", "harbour-people"))


def lists_member(setting: Setting) -> Iterator[Record]:
    return lists(setting, other(1).handle, ("mapmakers", "slow-radio", "readers"))


def lists_subscribed(setting: Setting) -> Iterator[Record]:
    return lists(setting, other(2).handle, ("weather-watchers",))
