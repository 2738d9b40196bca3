"""The command line: `outtake audit`, `demo`, `check`, `policy show`. Needs no Qt, keeps nothing it was not asked to."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from auditor import __version__
from auditor.archive.decoding.workers import Task
from auditor.archive.imports.exports import Export, chosen, opened_exports
from auditor.archive.receipt import INCOMPLETE
from auditor.audit import Download, Progress, audit, opened
from auditor.demo import demo_archive
from auditor.errors import Cancelled, CannotWrite, OuttakeError, UsageError
from auditor.i18n import gettext as _
from auditor.optout.controls import load_controls
from auditor.policy.pack import load_pack
from auditor.policy.print_out import print_out
from auditor.policy.situation import ReportedControl, Situation
from auditor.policy.vocabulary import REGIONS
from auditor.processes import Workers
from auditor.report.formats import FORMATS, check_formats, documents, folder_name, prepare
from auditor.report.saving import save_set
from auditor.store import AuditStore

COMMANDS = ("audit", "demo", "check", "compare", "report", "policy")
"""Words that are commands. Those that do not stand yet are refused by name, not taken for a file."""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit code; every error is one sentence on standard error."""
    cancel = threading.Event()
    try:
        options = _parser().parse_args(arguments)
        with _cancelled_by_signals(cancel):
            code: int = options.command(options, cancel)
    except OuttakeError as error:
        print(f"outtake: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 1  # whoever read our output has gone
    return code


def _audit(options: argparse.Namespace, cancel: threading.Event) -> int:
    formats = check_formats(name for name in options.format.split(",") if name)
    if not formats:
        raise UsageError(_("No format was named."), _("Choose from: {formats}.").format(formats=", ".join(FORMATS)))
    if options.redact and options.with_others:
        raise UsageError(_("A redacted report names nobody."), _("Choose either --redact or --with-others."))
    situation = _situation(options)
    code = 0
    with (
        Workers(options.workers, first=Task) as workers,
        opened_exports(chosen(options.bookmarks, options.grok)) as exports,
        opened([Path(name) for name in options.archive]) as downloads,
    ):
        if exports and len(downloads) > 1:
            raise UsageError(
                _("Bookmarks and chats belong to one account, and these archives to several."),
                _("Audit one account at a time."),
            )
        for download in downloads:
            code = max(code, _audit_one(download, exports, situation, formats, options, workers, cancel))
    return code


def _audit_one(
    download: Download,
    exports: Sequence[Export],
    situation: Situation,
    formats: Sequence[str],
    options: argparse.Namespace,
    workers: Workers,
    cancel: threading.Event,
) -> int:
    line = _ProgressLine(quiet=options.quiet)
    with AuditStore.temporary() as store:
        with contextlib.closing(line):
            audit(
                download,
                store,
                workers=workers,
                progress=line.show,
                cancel=cancel,
                with_hash=options.hash,
                exports=exports,
            )
        made_at = dt.datetime.now(dt.UTC)
        edition = prepare(
            store, load_pack(), situation, made_at=made_at, redacted=options.redact, with_others=options.with_others
        )
        files = documents(edition, formats)
        if cancel.is_set():
            raise Cancelled
        folder = save_set(options.out, folder_name(store.facts()), files)
        for name in files:
            print(folder / name)
        troubled = [entry for entry in store.receipt() if entry.state in INCOMPLETE]
    if troubled and not options.quiet:
        message = _("Not everything could be read: the report's coverage receipt names {n} of the archive's files.")
        print(message.format(n=len(troubled)), file=sys.stderr)
    return 1 if troubled else 0


def _demo(options: argparse.Namespace, cancel: threading.Event) -> int:
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        archive = demo_archive(options.out)
    except OSError as error:
        message = _("{folder} cannot be written to.").format(folder=options.out)
        raise CannotWrite(message, _("Choose another folder.")) from error
    print(archive)
    as_audit = _parser().parse_args(["audit", str(archive), "--out", str(options.out)])
    as_audit.quiet = options.quiet
    return _audit(as_audit, cancel)


def _check(_options: argparse.Namespace, cancel: threading.Event) -> int:
    """Do once, on a made archive, everything an audit needs."""
    pack, controls = load_pack(), load_controls()
    with tempfile.TemporaryDirectory(prefix="outtake-check-") as folder:
        archive = demo_archive(Path(folder))
        with opened([archive]) as downloads, AuditStore.temporary() as store:
            audit(downloads[0], store, cancel=cancel)
            edition = prepare(store, pack, Situation(), made_at=dt.datetime.now(dt.UTC))
            documents(edition, FORMATS)
            items = store.count()
    print(f"Outtake {__version__}")
    print(_("policy pack {version}: {n} categories").format(version=pack.version, n=len(pack.categories)))
    print(_("controls: {n}").format(n=len(controls)))
    print(_("made, read and reported an archive of {n} items").format(n=items))
    print(_("This installation works."))
    return 0


def _policy_show(options: argparse.Namespace, _cancel: threading.Event) -> int:
    titles = {id: _(control.title) for id, control in load_controls().items()}
    today = dt.datetime.now().astimezone().date()
    print(print_out(load_pack(), options.region, titles, today), end="")
    return 0


def _not_yet(options: argparse.Namespace, _cancel: threading.Event) -> NoReturn:
    raise UsageError(
        _("The command {name} does not stand yet.").format(name=options.name),
        _("Choose from: audit, demo, check, policy show."),
    )


# --- options ---------------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message[:1].upper() + message[1:] + ".", _("See: outtake --help"))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="outtake", description=_("What X's own words let be done with your data for AI."))
    parser.add_argument("--version", action="version", version=f"Outtake {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    one = commands.add_parser("audit", help=_("audit an archive and write a report"))
    one.set_defaults(command=_audit)
    archive_help = _("a .zip from X, or the folder it was unpacked into")
    one.add_argument("archive", nargs="+", metavar="ARCHIVE", help=archive_help)
    _add_output(one)
    format_help = _("{formats}, joined by commas").format(formats=", ".join(FORMATS))
    one.add_argument("--format", default="html,json", help=format_help)
    one.add_argument("--redact", action="store_true", help=_("leave out everything that points to a person"))
    one.add_argument("--with-others", action="store_true", help=_("name other people too: partners, contacts"))
    one.add_argument("--hash", action="store_true", help=_("name the archive's SHA-256 in the report"))
    for name, words in (
        ("--bookmarks", _("bookmarks that another program exported: JSON, CSV or a zip with them; may be repeated")),
        ("--grok", _("the export of grok.com, for chats with Grok outside X; may be repeated")),
    ):
        one.add_argument(name, action="append", default=[], type=Path, metavar="FILE", help=words)
    one.add_argument("--workers", type=_positive, metavar="N", help=_("processes that read at the same time"))
    you = one.add_argument_group(_("your situation (all optional; it changes verdicts)"))
    you.add_argument("--region", choices=REGIONS, help=_("where you live; eu is EU/EEA"))
    you.add_argument("--protected-since", type=_day_or_never, metavar="DATE|never", help=_("your posts are protected"))
    you.add_argument("--under-18", action="store_true", help=_("you are under 18"))
    you.add_argument(
        "--off",
        action="append",
        default=[],
        type=_reported_control,
        metavar="CONTROL=DATE",
        help=_("a control that you have set as advised, and when; may be repeated"),
    )
    demo = commands.add_parser("demo", help=_("make an invented archive and audit it"))
    demo.set_defaults(command=_demo)
    _add_output(demo)
    commands.add_parser("check", help=_("does this installation work?")).set_defaults(command=_check)
    _add_policy(commands)
    for name in ("compare", "report"):
        later = commands.add_parser(name)
        later.add_argument("anything", nargs="*")
        later.set_defaults(command=_not_yet, name=name)
    return parser


def _add_policy(commands: argparse._SubParsersAction[_Parser]) -> None:
    policy = commands.add_parser("policy", help=_("what the verdicts rest on"))
    verbs = policy.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    show = verbs.add_parser("show", help=_("print the policy pack"))
    show.add_argument("--region", choices=REGIONS, help=_("where you live; eu is EU/EEA"))
    show.set_defaults(command=_policy_show)
    watch = verbs.add_parser("watch")
    watch.add_argument("anything", nargs="*")
    watch.set_defaults(command=_not_yet, name="policy watch")


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=_("where to write (here)"))
    parser.add_argument("--quiet", action="store_true", help=_("no progress, no remarks"))


def _situation(options: argparse.Namespace) -> Situation:
    return Situation(
        region=options.region,
        protected=options.protected_since,
        under_18=True if options.under_18 else None,
        controls=tuple({control.id: control for control in options.off}.values()),
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("must be a whole number from 1"))
    return int(text)


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("must be a date like 2026-11-20")) from None
    if not dt.date(2006, 3, 21) <= day <= dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):
        raise argparse.ArgumentTypeError(_("must be a day in the past"))
    return day


def _day_or_never(text: str) -> dt.date | str:
    return "never" if text == "never" else _day(text)


def _reported_control(text: str) -> ReportedControl:
    name, _equals, day = text.partition("=")
    if name not in load_controls():
        message = _("there is no control of that name; choose from: {known}")
        raise argparse.ArgumentTypeError(message.format(known=", ".join(load_controls())))
    return ReportedControl(name, "off", _day(day))


# --- being watched and stopped ---------------------------------------------------------------------------------------


class _ProgressLine:
    """One line on standard error, rewritten in place; nothing at all unless a person is watching."""

    def __init__(self, *, quiet: bool) -> None:
        self._wanted = not quiet and sys.stderr.isatty()

    def show(self, progress: Progress) -> None:
        if self._wanted:
            share = 100 * progress.done // progress.total if progress.total else 100
            records = sum(kind.records for kind in progress.kinds.values())
            text = _("Reading: {share} %, {records} records").format(share=share, records=f"{records:,}")
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._wanted:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _cancelled_by_signals(cancel: threading.Event) -> Iterator[None]:
    """Ctrl+C and a polite kill cancel: what was begun is undone, then the program ends."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), lambda *_: cancel.set()) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
