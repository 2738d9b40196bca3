"""The apps that were let into the account, as the archive lists them, the riskiest first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from auditor.archive.items import Item
from auditor.i18n import gettext as _
from auditor.optout.wording import utc_day

Risk = Literal["posts", "messages", "email", "reads", "unknown"]
"""The weightiest thing that an app may do, from the weightiest down."""
RISKS: tuple[Risk, ...] = ("posts", "messages", "email", "reads", "unknown")

_GRANTS: dict[str, Risk] = {"write": "posts", "directmessages": "messages", "emailaddress": "email", "read": "reads"}
"""X's words for permissions, and what they grant."""

_GROK = re.compile(r"\b(grok|x\.ai|xai|spacexai)\b", re.IGNORECASE)


class _Detail(msgspec.Struct):
    """The part of `Item.detail` that is used here."""

    permissions: tuple[str, ...] = ()
    organization: str = ""
    description: str = ""


class App(msgspec.Struct, frozen=True):
    """One row of the table. `name`, `organization`, `description` and `permissions` are the archive's own words.

    approved_on     the day (UTC) on which the person let it in, None where the archive gives none
    may             what `permissions` grant, the weightiest first
    maybe_grok      its name or organization reads like Grok or xAI: it may be the link to grok.com
    """

    id: str
    name: str
    organization: str
    description: str
    permissions: tuple[str, ...]
    approved_on: dt.date | None
    may: tuple[Risk, ...]
    maybe_grok: bool

    @property
    def risk(self) -> Risk:
        return self.may[0]


class AppsBefore(msgspec.Struct, frozen=True):
    """The table of an older archive of the same account, as a newer audit keeps it."""

    apps: tuple[App, ...]


def table(items: Iterable[Item]) -> list[App]:
    """The rows of the items of category "apps": by what they may do, then the longest connected first."""
    return sorted(map(_row, items), key=_weight)


def gone(older: Iterable[App], newer: Iterable[App]) -> list[App]:
    """The apps of an older archive that a newer one no longer lists. It does not say who ended their access."""
    left = {_identity(app) for app in newer}
    return [app for app in older if _identity(app) not in left]


def in_words(risk: Risk) -> str:
    """What a permission lets an app do."""
    return {
        "posts": _("Can post as you"),
        "messages": _("Can read your direct messages"),
        "email": _("Can see your e-mail address"),
        "reads": _("Can read what you can see on X"),
        "unknown": _("The archive does not say what it may do"),
    }[risk]


def breaks(app: App) -> tuple[str, ...]:
    """What to expect to stop once the app is revoked, a sentence each."""
    said = {
        "posts": _("It can no longer post, follow or like for you; posts you planned in it do not go out."),
        "messages": _("It no longer sees or shows your direct messages."),
        "email": _("It no longer gets your e-mail address from X; what it has, it keeps."),
        "reads": _("What it shows from your account is no longer brought up to date."),
        "unknown": _("Whatever it does with your account ends."),
    }
    login = _("If you enter its site with X, you no longer get in: set up another way to log in there first.")
    grok = _("If it is the link to grok.com, grok.com no longer gets your X data from then on.")
    return (*(said[risk] for risk in app.may), login, *([grok] if app.maybe_grok else []))


def _row(item: Item) -> App:
    about = msgspec.json.decode(item.detail, type=_Detail) if item.detail else _Detail()
    name = item.text or ""
    granted = {_GRANTS[word] for word in map(str.lower, about.permissions) if word in _GRANTS}
    return App(
        id=item.id,
        name=name,
        organization=about.organization,
        description=about.description,
        permissions=about.permissions,
        approved_on=None if item.made_at is None else utc_day(item.made_at),
        may=tuple(risk for risk in RISKS if risk in granted) or ("unknown",),
        maybe_grok=bool(_GROK.search(f"{name}\n{about.organization}")),
    )


def _weight(app: App) -> tuple[list[int], dt.date, str]:
    """Sorts by the whole set of grants: posting and messages before posting alone."""
    grants = [0 if risk in app.may else 1 for risk in RISKS]
    return grants, app.approved_on or dt.date.max, app.name.casefold()


def _identity(app: App) -> str:
    """X's id, or the name where the archive gives none and a place in the file stands for it."""
    return app.id if ":" not in app.id else f"{app.name}\n{app.organization}"
