"""The fast way of reading an archive gives what the plain way gives, item by item, in every generation."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.archive import dates
from auditor.archive.decoding.readers import READERS, Source
from auditor.archive.decoding.reading import Batch, DataFile, read
from auditor.archive.items import Item
from auditor.archive.kinds import kinds
from auditor.audit import audit, opened
from auditor.demo.archive import write_archive
from auditor.demo.generations import MADE_ON, OLDER_MADE_ON
from auditor.processes import Workers
from auditor.store import AuditStore

ACCOUNT = "7"
SINGLE_OBJECTS = {"grailbird_user_details", "grailbird_payload_details"}
REWRITTEN = {"grailbird_tweets_csv", "bookmark"}
"""Kinds that are no list of records as they stand: they have tests of their own."""


def plainly(archive: Path, file: DataFile) -> Iterator[Item]:
    """The whole file unpacked and decoded by Python's own modules, and each record read for itself."""
    kind = kinds()[file.kind]
    shape, reader = READERS[kind.reader]
    with zipfile.ZipFile(archive) as container:
        text = container.read(file.member.path).decode()
    value: Any = json.loads(text[text.index("=") + 1 :].rstrip().removesuffix(";"))
    for number, record in enumerate([value] if file.kind in SINGLE_OBJECTS else value):
        row = msgspec.json.decode(json.dumps(record), type=shape)
        yield from reader(row, Source(kind, file.part, ACCOUNT, number))


@pytest.mark.parametrize("generation", [*MADE_ON, *OLDER_MADE_ON])
def test_every_item_is_the_same_as_when_read_plainly(generation: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    write_archive(archive, scale=2_500, generation=generation, part_bytes=400_000)
    seen = 0
    with opened([archive]) as [download]:
        for layout, file, _edition in download.files():
            if not file.kind or file.kind in REWRITTEN:
                continue
            steps = list(read(layout.container, file, ACCOUNT))
            items = [item for step in steps if isinstance(step, Batch) for item in step.items]
            assert items == list(plainly(archive, file)), file.path
            seen += len(items)
    assert seen > 500


def test_what_is_kept_is_what_was_read_whatever_the_number_of_workers(tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    write_archive(archive, scale=2_500)

    def kept(processes: int) -> tuple[list[Item], object]:
        with Workers(processes) as workers, opened([archive]) as [download], AuditStore.temporary() as store:
            audit(download, store, workers=workers)
            return sorted(store.fetch(store.rows()), key=msgspec.json.encode), sorted(store.tally(), key=repr)

    assert kept(1) == kept(3)


@given(
    st.datetimes(dt.datetime(2006, 1, 1), dt.datetime(2100, 12, 31)),  # noqa: DTZ001  (read as UTC below)
    st.sampled_from(["%Y-%m-%dT%H:%M:%S.{ms}Z", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S +0000"]),
)
def test_a_time_put_together_from_pieces_is_the_time(moment: dt.datetime, form: str) -> None:
    text = moment.strftime(form).replace("{ms}", f"{moment.microsecond // 1000:03}")
    seconds = int(moment.replace(tzinfo=dt.UTC, microsecond=0).timestamp())
    exact = seconds * 1000 + (moment.microsecond // 1000 if "ms" in form else 0)
    assert dates.parse(text) == dates.parse(text) == exact
