"""The formats a report can be saved in: each a view of the same edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from auditor.errors import UsageError
from auditor.i18n import gettext as _
from auditor.report.html_view import to_html
from auditor.report.json_view import to_json
from auditor.report.model import Report, build, moment
from auditor.report.particulars import Particulars, particulars
from auditor.report.redaction import redact

if TYPE_CHECKING:
    from auditor.archive.facts import ArchiveFacts
    from auditor.policy.pack import Pack
    from auditor.policy.situation import Situation
    from auditor.store import AuditStore


class Edition(msgspec.Struct, frozen=True):
    """One report, full or redacted, ready to be shown in any format."""

    report: Report
    pack: Pack
    situation: Situation
    particulars: Particulars


def prepare(
    store: AuditStore,
    pack: Pack,
    situation: Situation,
    *,
    made_at: dt.datetime,
    redacted: bool = False,
    with_others: bool = False,
) -> Edition:
    """Gather a report from an audited archive. `made_at` must know its time zone; a redacted report names nobody,
    whatever `with_others` says."""
    report = build(store, pack, situation, made_at=made_at)
    more = particulars(store, pack, situation, with_others=with_others and not redacted)
    if redacted:
        report, more = redact(report), more.redacted()
    return Edition(report, pack, situation, more)


class Format(msgspec.Struct, frozen=True):
    """`make` returns the whole file."""

    file_name: str
    make: Callable[[Edition], bytes]


FORMATS: dict[str, Format] = {
    "html": Format(
        "report.html", lambda edition: to_html(edition.report, edition.pack, edition.situation, edition.particulars)
    ),
    "json": Format("report.json", lambda edition: to_json(edition.report)),
}
"""In the order in which they are offered."""


def check_formats(names: Iterable[str]) -> tuple[str, ...]:
    """The formats named, each once. Raises UsageError, naming those that stand, for one that does not."""
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(
                _("There is no format of that name yet."),
                _("Choose from: {formats}.").format(formats=", ".join(FORMATS)),
            )
    return wanted


def documents(edition: Edition, names: Iterable[str]) -> dict[str, bytes]:
    """The files of an edition by name, for `saving.save_set`."""
    return {FORMATS[name].file_name: FORMATS[name].make(edition) for name in check_formats(names)}


def folder_name(facts: ArchiveFacts) -> str:
    """`outtake-<archive date>-<short hash>`: no personal data, and the same for the same archive."""
    day = "undated" if facts.generated_at is None else moment(facts.generated_at)[:10]
    return f"outtake-{day}-{facts.fingerprint[:8]}"
