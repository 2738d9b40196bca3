"""Makes a whole archive: every kind its generation has, in a zip or a folder, with the ledger of what was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from auditor.demo import (
    advertising,
    broadcasts,
    devices,
    flat,
    grok,
    identity,
    inferences,
    likes,
    messages,
    months,
    people_files,
    posts,
    writings,
)
from auditor.demo.containers import Container, FolderContainer, ZipContainer
from auditor.demo.frame import write_frame
from auditor.demo.generations import KINDS, MEDIA, OLDER_MADE_ON, Generation
from auditor.demo.ledger import Ledger
from auditor.demo.media import FILES
from auditor.demo.parts import Part, write_parts
from auditor.demo.scale import DEMO, Scale
from auditor.demo.setting import MediaWriter, Record, Setting, Writer

SEED = 2026
PART_BYTES = 100 * 1024 * 1024
"""Where X cuts a data file."""
MODULES = (posts, likes, messages, grok, advertising, inferences, identity, devices, people_files, broadcasts, writings)
RENAMED: dict[str, str] = {
    "tweet": "tweets",
    "tweet_media": "tweets_media",
    "twitter_article": "article",
    "twitter_article_metadata": "article_metadata",
}
"""Older kind -> the one whose records it holds."""


def written_by(name: str) -> Any:
    """The function of `MODULES` that writes that kind or media folder; None where no module has one.

    Kinds of which nobody has seen a record or a list of fields have none and stay empty arrays.
    """
    name = RENAMED.get(name, name)
    return next((vars(module)[name] for module in MODULES if name in vars(module)), None)


WRITERS: dict[str, Writer] = {kind: writer for kind in KINDS if (writer := written_by(kind))}
MEDIA_WRITERS: dict[str, MediaWriter] = {folder: writer for folder in MEDIA if (writer := written_by(folder))}
"""Folders without a writer stay absent, as they do where there is no media."""


def write_archive(
    destination: Path,
    *,
    scale: int | Scale = DEMO,
    generation: str = "2026-03",
    seed: int = SEED,
    layout: Literal["zip", "folder"] = "zip",
    top_folder: str = "",
    part_bytes: int = PART_BYTES,
) -> Ledger:
    """Writes an archive of the invented account; equal arguments give equal bytes.

    destination  the zip file, or the folder that becomes the archive's root
    scale        how much: a `Scale`, or about how many items in all
    generation   a month of `generations.MADE_ON` or `OLDER_MADE_ON`; ValueError for any other
    top_folder   one folder around everything, as after unpacking and zipping again
    part_bytes   a data file that passes this size goes on in `-part1.js`, `-part2.js`, ...
    """
    made = Generation.of(generation)
    ledger = Ledger(generation=generation, generated_at=made.made_at)
    setting = Setting(seed, scale if isinstance(scale, Scale) else Scale.of(scale), made, ledger)
    container: Container = (ZipContainer if layout == "zip" else FolderContainer)(destination, top_folder)
    with container:
        if generation == months.MONTH:
            months.fill(container, setting)
        elif generation in OLDER_MADE_ON:
            flat.fill(container, setting, part_bytes)
        else:
            fill(container, setting, part_bytes)
    return ledger


def fill(container: Container, setting: Setting, part_bytes: int) -> None:
    """Data files, media, then what stands around them (the manifest needs the counts)."""
    generation, ledger = setting.generation, setting.ledger
    spread = not generation.has("array on the first line")
    written: dict[str, list[Part]] = {}
    for kind in generation.kinds():
        records: Iterator[Record] = WRITERS[kind](setting) if kind in WRITERS else iter(())
        parts = write_parts(container, kind, records, spread=spread, part_bytes=part_bytes)
        written[kind] = parts
        ledger.records[kind] = sum(part.elements for part in parts)
        ledger.parts[kind] = len(parts)
    for folder in generation.media():
        if folder in MEDIA_WRITERS:
            for name in MEDIA_WRITERS[folder](setting):
                with container.member(f"data/{folder}/{name}") as file:
                    file.write(FILES[name.rsplit(".", 1)[1]])
                ledger.media[folder] = ledger.media.get(folder, 0) + 1
    write_frame(container, generation, written, sum(part.size for parts in written.values() for part in parts))


def demo_archive(directory: Path) -> Path:
    """Writes the demo archive into the directory under a name like X's, and returns its path."""
    key = hashlib.sha256(b"the demo archive").hexdigest()
    path = directory / f"twitter-2026-03-14-{key}.zip"
    write_archive(path)
    return path
