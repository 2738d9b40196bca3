"""What the archive itself can show about a step, which is little, kept apart from what the person told us.

An archive shows its own day. It is not known to hold the state of any switch, so nothing here says that one is set.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from auditor.archive.facts import ArchiveFacts
from auditor.archive.items import Item
from auditor.i18n import gettext as _
from auditor.i18n import ngettext
from auditor.optout.apps import App, gone
from auditor.optout.wording import WriteDay, in_words, listed, utc_day

PROTECT, UNPROTECT = "Protect", "Unprotect"
"""X's own words in its list of changes."""

INTERESTS = frozenset({"interest", "partner interest"})
"""The sorts of inferences that the page of interests lists."""


class Change(msgspec.Struct, frozen=True):
    """The account was protected, or made public again, on that day (UTC)."""

    day: dt.date
    protected: bool


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was read from the person's archive, beside how many items it holds.

    made_on        the day of the archive, None if it does not say
    changes        of the last six months before that day, oldest first
    interests_on, interests_off  inferred interests by X's own mark, None where its file is not there
    grok_chats     chats that the Grok messages belong to, None where their file is not there
    apps           the connected apps (`auditor.optout.apps.table`), None where their file is not there
    apps_gone      apps of the archive before that this one no longer lists
    """

    made_on: dt.date | None = None
    changes: tuple[Change, ...] = ()
    interests_on: int | None = None
    interests_off: int | None = None
    grok_chats: int | None = None
    apps: tuple[App, ...] | None = None
    apps_gone: tuple[App, ...] = ()

    @property
    def public_again_on(self) -> dt.date | None:
        """The day of the last change, if it made the account public."""
        return self.changes[-1].day if self.changes and not self.changes[-1].protected else None


class _Mark(msgspec.Struct):
    """The part of `Item.detail` of an inference that is used here."""

    sort: str = ""
    switched_off: bool = False


def shown(
    facts: ArchiveFacts,
    *,
    inferred: Iterable[Item] | None = None,
    grok_chats: int | None = None,
    apps: Sequence[App] | None = None,
    apps_before: Sequence[App] = (),
) -> Shown:
    """Put together what the archive shows.

    inferred     the items of category "inferred"; None where the archive lacks their file, as with the others
    apps_before  the table of an older archive of the same account; () where there is none
    """
    off = None if inferred is None else [mark.switched_off for mark in map(_mark, inferred) if mark.sort in INTERESTS]
    return Shown(
        made_on=None if facts.generated_at is None else utc_day(facts.generated_at),
        changes=tuple(
            Change(utc_day(at), word == PROTECT) for at, word in facts.protected_changes if word in (PROTECT, UNPROTECT)
        ),
        interests_on=None if off is None else off.count(False),
        interests_off=None if off is None else off.count(True),
        grok_chats=grok_chats,
        apps=None if apps is None else tuple(apps),
        apps_gone=() if apps is None else tuple(gone(apps_before, apps)),
    )


def about(archive: Shown, control: str, write: WriteDay = in_words) -> tuple[str, ...]:
    """What the archive shows about a control, in sentences that say that they are the archive's; () for most."""
    match control:
        case "x.archive":
            return _its_day(archive, write)
        case "x.grok.delete":
            return (*_chats(archive), *_later_chats(archive, write))
        case "x.protect":
            return _changes(archive, write)
        case "x.interests":
            return _interests(archive)
        case "x.apps":
            return _apps(archive)
        case "g.usex":
            return _link(archive)
        case _:
            return ()


def _its_day(archive: Shown, write: WriteDay) -> tuple[str, ...]:
    if archive.made_on is None:
        return ()
    return (_("Your archive was made on {day}. What you did since is not in it.").format(day=write(archive.made_on)),)


def _chats(archive: Shown) -> tuple[str, ...]:
    if not archive.grok_chats:
        return ()
    n = archive.grok_chats
    return (
        ngettext("Your archive holds them in {n} chat.", "Your archive holds them in {n} chats.", n).format(n=f"{n:,}"),
    )


def _later_chats(archive: Shown, write: WriteDay) -> tuple[str, ...]:
    if archive.made_on is None:
        return ()
    sentence = _("Chats after {day} are not in this archive. If they matter to you, request a newer one first.")
    return (sentence.format(day=write(archive.made_on)),)


def _changes(archive: Shown, write: WriteDay) -> tuple[str, ...]:
    if not archive.changes:
        return ()
    steps = [
        (_("protected on {day}") if change.protected else _("public again on {day}")).format(day=write(change.day))
        for change in archive.changes
    ]
    return (_("Your archive lists for its last six months: {changes}.").format(changes=listed(steps)),)


def _interests(archive: Shown) -> tuple[str, ...]:
    on, off = archive.interests_on, archive.interests_off
    if on is None or off is None or not on + off:
        return ()
    sentence = ngettext(
        "Your archive marks {off} of {all} inferred interest as switched off.",
        "Your archive marks {off} of {all} inferred interests as switched off.",
        on + off,
    )
    return (sentence.format(off=f"{off:,}", all=f"{on + off:,}"),)


def _apps(archive: Shown) -> tuple[str, ...]:
    may = [
        _("{n} can post as you").format(n=f"{n:,}")
        if risk == "posts"
        else _("{n} can read your direct messages").format(n=f"{n:,}")
        for risk in ("posts", "messages")
        if (n := sum(risk in app.may for app in archive.apps or ()))
    ]
    said = [_("Of these, {what}.").format(what=listed(may))] if may else []
    if left := len(archive.apps_gone):
        sentence = ngettext(
            "{n} app of your earlier archive is no longer in this one.",
            "{n} apps of your earlier archive are no longer in this one.",
            left,
        )
        said.append(sentence.format(n=f"{left:,}"))
    return tuple(said)


def _link(archive: Shown) -> tuple[str, ...]:
    if not any(app.maybe_grok for app in archive.apps or ()):
        return ()
    return (
        _(
            "Your archive lists a connected app whose name or maker reads like Grok or xAI."
            " It may be the link between X and grok.com."
        ),
    )


def _mark(item: Item) -> _Mark:
    return msgspec.json.decode(item.detail, type=_Mark) if item.detail else _Mark()
