"""Zips and folders put together: the several zips of one download, and the several downloads of one account."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from auditor.archive.containers import Container, fingerprint
from auditor.archive.decoding.reading import DataFile
from auditor.archive.layout import Layout, account_of, with_manifest
from auditor.archive.receipt import ReceiptEntry

_DAY = 86_400_000

Edition = list[Layout]
"""What X handed out at one time, in one zip or in several."""


class Download(msgspec.Struct, dict=True):
    """Everything that was given of one account.

    layouts   in the order given. Where there are several the paths of each say which: "2: data/tweets.js" is in the
              second zip or folder, "2: older/data/tweets.js" below a folder in it
    editions  the same by the time they were handed out, the newest first
    """

    layouts: list[Layout]
    editions: list[Edition]

    @property
    def containers(self) -> list[Container]:
        return list({id(layout.container): layout.container for layout in self.layouts}.values())

    @functools.cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.containers)

    @property
    def newest(self) -> Layout:
        """The one that speaks for the account: of the newest edition, the zip with the manifest."""
        return max(self.editions[0], key=lambda layout: (layout.manifest is not None, len(layout.data_files)))

    def files(self) -> list[tuple[Layout, DataFile, int]]:
        """Every data file with its layout and the number of its edition (0 the newest).

        Where two hold the same thing, the one that stands first here is right.
        """
        return [
            (layout, file, number)
            for number, edition in enumerate(self.editions)
            for layout, file in sorted(
                ((layout, file) for layout in edition for file in layout.data_files),
                key=lambda pair: (pair[1].expected is None, pair[1].kind, pair[1].part, pair[1].path),
            )
        ]


def put_together(layouts: Sequence[Layout]) -> list[Download]:
    """One download for each account, in the order given."""
    accounts: dict[str | None, list[Layout]] = defaultdict(list)
    for layout in layouts:
        accounts[account_of(layout).id].append(layout)
    nameless = accounts.get(None, [])
    if nameless and len(accounts) == 2:  # a zip that names nobody belongs to the only account there is
        accounts = defaultdict(list, {next(id for id in accounts if id is not None): list(layouts)})
    return [_download(group) for group in accounts.values()]


def _download(layouts: list[Layout]) -> Download:
    containers = list(dict.fromkeys(id(layout.container) for layout in layouts))
    order = {_identity(layout): number for number, layout in enumerate(layouts)}
    editions = [_completed(edition) for edition in _editions(layouts)]
    if len(containers) > 1:
        editions = [
            [_below(f"{containers.index(id(layout.container)) + 1}: ", layout) for layout in edition]
            for edition in editions
        ]
    in_order = sorted((layout for edition in editions for layout in edition), key=lambda x: order[_identity(x)])
    return Download(in_order, editions)


def _identity(layout: Layout) -> tuple[int, str]:
    return id(layout.container), layout.place.root


def _editions(layouts: Iterable[Layout]) -> list[Edition]:
    """Layouts with the same manifest date are one edition; so is a zip without one that fills its gaps."""
    layouts = list(layouts)
    dated: dict[int, Edition] = defaultdict(list)
    for layout in layouts:
        if layout.manifest is not None:
            dated[layout.generated_at or 0].append(layout)
    alone: list[Edition] = []
    for layout in layouts:
        if layout.manifest is None:
            home = next((at for at in sorted(dated, reverse=True) if _belongs(layout, at, dated[at])), None)
            if home is None:
                alone.append([layout])
            else:
                dated[home].append(layout)
    return sorted([*dated.values(), *alone], key=lambda edition: -(edition[0].generated_at or 0))


def _belongs(layout: Layout, generated_at: int, edition: Edition) -> bool:
    if layout.place.form != edition[0].place.form:
        return False
    if layout.named_day is not None and layout.named_day // _DAY != generated_at // _DAY:
        return False
    missing = {entry.path for other in edition for entry in other.entries if entry.state == "missing"}
    return {file.path for file in layout.data_files} <= missing


def _completed(edition: Edition) -> Edition:
    """What one zip of a download lacks, another may have, and what two hold counts once."""
    manifest = next((layout.manifest for layout in edition if layout.manifest), None)
    shared = [layout if layout.manifest else with_manifest(layout, manifest) for layout in edition]
    here = {file.path for layout in shared for file in layout.data_files}
    seen: dict[str, DataFile] = {}
    completed = []
    for layout in shared:
        entries = [entry for entry in layout.entries if entry.state != "missing" or entry.path not in here]
        here.update(entry.path for entry in entries if entry.state == "missing")  # told once is enough
        files = []
        for file in layout.data_files:
            if file.path in seen and _same(file, seen[file.path]):
                entries.append(_once_more(file))
            else:
                seen[file.path] = file
                files.append(file)
        prefix = layout.place.root if layout.place.apart else ""
        alone = msgspec.structs.replace(layout, data_files=tuple(files), entries=tuple(entries))
        completed.append(_below(prefix, alone))
    return completed


def _same(file: DataFile, other: DataFile) -> bool:
    """The checksums of files in a folder are not known."""
    a, b = file.member, other.member
    return a.size == b.size and (a.crc == b.crc or 0 in (a.crc, b.crc))


def _once_more(file: DataFile) -> ReceiptEntry:
    note = "the same file as in another part of this download"
    return ReceiptEntry(file.path, "ignored", file.kind or None, bytes=file.member.size, note=note)


def _below(prefix: str, layout: Layout) -> Layout:
    """The same with longer paths in the receipt."""
    return msgspec.structs.replace(
        layout,
        data_files=tuple(msgspec.structs.replace(file, path=prefix + file.path) for file in layout.data_files),
        entries=tuple(msgspec.structs.replace(entry, path=prefix + entry.path) for entry in layout.entries),
    )
