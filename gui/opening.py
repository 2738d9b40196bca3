"""Opening an audit, from an archive or from the shelf: everything the window needs of it, worked out on a thread."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from auditor.archive.decoding.workers import Task
from auditor.archive.facts import ArchiveFacts
from auditor.archive.imports.exports import Chosen, Export, opened_exports, told_apart
from auditor.archive.items import Item
from auditor.archive.receipt import ReceiptEntry
from auditor.audit import Download, audit, first_look, opened
from auditor.charts import Activity
from auditor.demo import demo_archive
from auditor.errors import CannotOpenAudit, NotAnArchive
from auditor.i18n import gettext as _
from auditor.optout import apps
from auditor.optout.record import GUIDE, GuideRecord, begin
from auditor.optout.shown import Shown, shown
from auditor.overview import Overview, Tally
from auditor.policy.pack import Pack
from auditor.policy.situation import SITUATION, Situation, SituationRecord
from auditor.processes import Workers
from auditor.search.finder import Finder
from auditor.search.query import parse
from auditor.store import AuditStore
from auditor.store.cards import Card
from auditor.store.shelf import Draft, Shelf
from gui.tasks import Report

APPS_BEFORE = "apps_before"
MOST_ITEMS = 5_000


class OpenAudit(msgspec.Struct):
    """An archive that was read. The store is the only holder of the items.

    activity when the items that the timeline draws were made
    shown    what the archive itself shows of the steps
    sources  the files it was read from, where they stood then
    card     what the list of kept audits shows of it; None for one that is forgotten on closing
    """

    store: AuditStore
    facts: ArchiveFacts
    receipt: list[ReceiptEntry]
    tally: list[Tally]
    present: set[str]
    finder: Finder
    activity: Activity
    shown: Shown
    sources: tuple[Path, ...] = ()
    card: Card | None = None

    @classmethod
    def of(cls, store: AuditStore, pack: Pack, sources: Iterable[Path] = (), card: Card | None = None) -> OpenAudit:
        """Everything that the window asks of a store that is finished."""
        tally = store.tally()
        finder = Finder(store, pack, tally)
        activity = finder.activity(parse("is:written"))
        facts, present = store.facts(), store.present()
        archive = _shown(store, facts, present)
        return cls(store, facts, store.receipt(), tally, present, finder, activity, archive, tuple(sources), card)


def _shown(store: AuditStore, facts: ArchiveFacts, present: set[str]) -> Shown:
    before = store.recall(APPS_BEFORE, apps.AppsBefore)
    return shown(
        facts,
        inferred=_items(store, "inferred", present),
        grok_chats=store.threads("grok_in", "grok_out") if "grok_in" in present else None,
        apps=_apps(store),
        apps_before=before.apps if before else (),
    )


def _apps(store: AuditStore) -> list[apps.App] | None:
    connected = _items(store, "apps", store.present())
    return None if connected is None else apps.table(connected)


def _items(store: AuditStore, category: str, present: set[str]) -> list[Item] | None:
    """At most MOST_ITEMS of them; None where the archive lacks their file."""
    return store.fetch(store.rows(category)[:MOST_ITEMS]) if category in present else None


class Told(NamedTuple):
    """What an audit remembers of the person."""

    situation: Situation
    record: GuideRecord


class Opened(NamedTuple):
    """Everything that opening an audit needs, so that the window need not wait for any of it. workers are the processes
    that read it, where they are still there to index it."""

    audit: OpenAudit
    situation: Situation
    seen: Overview
    told: Told | None
    workers: Workers | None = None


Figures = Callable[[list[Tally], set[str]], tuple[Situation, Overview]]
"""Works out every figure, for the situation as it was when the reading began."""


class Home(NamedTuple):
    """Where new audits go: `shelf` has those that were kept before; with `keep` the new one joins them; with `again` an
    archive is read though there is an audit of it."""

    shelf: Shelf | None = None
    keep: bool = False
    again: bool = False


class Known(NamedTuple):
    """Just this archive was read before, and the audit kept."""

    paths: list[Path]
    card: Card


def read(
    paths: list[Path], pack: Pack, figures: Figures, home: Home, report: Report, cancel: threading.Event
) -> Opened | Known:
    """Read archives into an audit of their own. Raises what `audit` does; nothing is left of the audit then."""
    archives, along = _apart(paths)
    if (seen := first_look(archives)) is not None:
        report(seen)
    with Workers(first=Task) as workers, opened(archives) as downloads, opened_exports(along) as exports:
        download = _only(downloads)
        if home.shelf is not None and not home.again:
            card = home.shelf.find(download.fingerprint)
            if card is not None:
                return Known(paths, card)
        made = _read_into(home, download, exports, paths, pack, figures, report, cancel, workers)
        return made._replace(workers=workers.handed_on())


def _read_into(
    home: Home,
    download: Download,
    exports: Sequence[Export],
    paths: list[Path],
    pack: Pack,
    figures: Figures,
    report: Report,
    cancel: threading.Event,
    workers: Workers | None = None,
) -> Opened:
    draft = home.shelf.begin() if home.shelf is not None and home.keep else None
    store = AuditStore.passing() if draft is None else draft.store
    try:
        audit(download, store, exports=exports, progress=report, cancel=cancel, workers=workers)
        store.make_durable()
        if home.shelf is not None:
            _carry_over(home.shelf, store)
        card = _kept(home.shelf, draft, paths)
        return _opened(store, pack, figures, paths, card)
    except BaseException:
        store.close()
        if home.shelf is not None and draft is not None:
            home.shelf.forget(draft)
        raise


def _kept(shelf: Shelf | None, draft: Draft | None, paths: list[Path]) -> Card | None:
    return None if shelf is None or draft is None else shelf.keep(draft, paths)


def _carry_over(shelf: Shelf, store: AuditStore) -> None:
    """What was told with an earlier audit of the account holds for this one, where that opens without being asked."""
    account = store.facts().account.id
    card = None if account is None else shelf.newest_of(account)
    if card is None or card.own_passphrase:
        return
    # A damaged one is no reason not to read this archive.
    with contextlib.suppress(CannotOpenAudit), shelf.open_audit(card.id) as earlier:
        store.take_over(earlier)
        store.remember(APPS_BEFORE, apps.AppsBefore(tuple(_apps(earlier) or ())))


def open_again(
    store: AuditStore, card: Card, pack: Pack, figures: Figures, _report: Report, _cancel: threading.Event
) -> Opened:
    return _opened(store, pack, figures, [Path(source) for source in card.sources], card)


def _opened(store: AuditStore, pack: Pack, figures: Figures, sources: Iterable[Path], card: Card | None) -> Opened:
    made = OpenAudit.of(store, pack, sources, card)
    situation, record = store.recall(SITUATION, SituationRecord), store.recall(GUIDE, GuideRecord)
    told = None if situation is None else Told(situation.situation(), record or begin())
    return Opened(made, *figures(made.tally, made.present), told)


def _apart(paths: list[Path]) -> tuple[list[Path], list[Chosen]]:
    archives, along = told_apart(paths)
    if not archives:
        raise NotAnArchive(
            _("An export is read together with an archive."), _("Drop it in one go with the archive X gave you.")
        )
    return archives, along


def _only(downloads: list[Download]) -> Download:
    if len(downloads) > 1:
        raise NotAnArchive(
            _("These archives belong to different accounts."), _("Choose the files of one account at a time.")
        )
    return downloads[0]


def read_demo(pack: Pack, figures: Figures, report: Report, cancel: threading.Event) -> Opened:
    with (
        tempfile.TemporaryDirectory(prefix="outtake-demo-") as folder,
        opened([demo_archive(Path(folder))]) as downloads,
    ):
        return _read_into(Home(), _only(downloads), (), [], pack, figures, report, cancel)
