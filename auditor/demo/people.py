"""The invented people: the owner of the made archive and everyone around her.

Ids lie between the longest of X's counted ids and the shortest of its snowflake ids, so that no account has them;
every handle ends in `_example`.
"""

from __future__ import annotations

import msgspec

from auditor.demo.chance import mix

FIRST_ID = 60_000_000_000
STEMS = (
    "tovek", "linor", "saluma", "brekka", "orven", "mirelo", "hadrik", "yunosa", "palter", "quenby", "zarife", "willem",
    "noruko", "ebbeth", "fjorra", "castol", "imaneh", "rusken", "dolvig", "ankora",
)  # fmt: skip
SURNAMES = ("Tavelin", "Oskarby", "Marrowfen", "Lindhaven", "Quistorp", "Harrowby", "Sandelund", "Velmora")


class Person(msgspec.Struct, frozen=True):
    """An account: id as X writes it, handle without @, display name."""

    id: str
    handle: str
    name: str


OWNER = Person("60481516234", "mara_example", "Mara Lindhaven")
OWNER_EMAIL = "mara@example.org"
OWNER_PHONE = "+15550100"
OLD_HANDLES = ("mara_l_example", "marasmaps_example")
BRANDS = (
    Person("61000000001", "tealeaf_example", "Tealeaf Example Co"),
    Person("61000000002", "kayaks_example", "Example Kayaks"),
    Person("61000000003", "ledger_example", "Ledger Example Bank"),
    Person("61000000004", "seedbox_example", "Seedbox Example"),
)


def other(number: int) -> Person:
    """The n-th person around the owner; the first twenty have short handles, the rest carry their number."""
    stem = STEMS[number % len(STEMS)]
    round_ = number // len(STEMS)
    handle = f"{stem}_example" if round_ == 0 else f"{stem[:4]}{round_}_example"
    surname = SURNAMES[mix(number, "surname") % len(SURNAMES)]
    return Person(str(FIRST_ID + 7919 * (number + 1)), handle, f"{stem.capitalize()} {surname}")
