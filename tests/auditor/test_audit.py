"""What the reader counts is what the maker of the archive says it wrote, kind by kind and category by category."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.archive.items import Trait
from auditor.archive.kinds import identify
from auditor.audit import Progress, audit, first_look, opened
from auditor.demo import Ledger, write_archive
from auditor.errors import Cancelled, NotAnArchive
from auditor.store import AuditStore

GENERATIONS = [
    "2018-07",
    "2019-03",
    "2020-01",
    "2020-04",
    "2021-06",
    "2022-05",
    "2022-11",
    "2023-08",
    "2025-01",
    "2026-03",
    "2026-07",
]


def newest_name(kind: str) -> str:
    known, _ = identify(kind.replace("_", "-") + ".js")
    return known.name if known else kind


def written(ledger: Ledger) -> tuple[Counter[str], Counter[str]]:
    """Records by kind and items by category, without zeros."""
    records: Counter[str] = Counter()
    for kind, n in ledger.records.items():
        records[newest_name(kind)] += n
    return +records, +Counter(ledger.items)


def read(*paths: Path) -> tuple[Counter[str], Counter[str]]:
    with opened(paths) as [download], AuditStore.temporary() as store:
        audit(download, store)
        records: Counter[str] = Counter()
        for entry in store.receipt():
            assert entry.state in ("read", "empty", "ignored"), entry
            assert entry.expected in (None, entry.records)
            if entry.kind and entry.records:
                records[entry.kind] += entry.records
        items: Counter[str] = Counter()
        for tally in store.tally():
            items[tally.category] += tally.items
        return records, items


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_generation_is_counted_exactly(generation: str, tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a.zip", generation=generation, scale=1500)
    assert read(tmp_path / "a.zip") == written(ledger)


def test_what_is_special_about_a_post_is_found_as_often_as_it_was_written(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a.zip", scale=3000)
    with opened([tmp_path / "a.zip"]) as [download], AuditStore.temporary() as store:
        audit(download, store)
        posts = [item for item in store.fetch(store.rows()) if item.kind == "tweets" and item.category != "media"]
    for trait in (Trait.SELF_THREAD, Trait.LONG, Trait.HAND_TYPED_REPOST, Trait.SUPERSEDED):
        assert trait.name
        assert sum(bool(post.traits & trait) for post in posts) == ledger.traits[trait.name.lower()] > 0


def test_the_spreadsheet_of_2018_counts_as_its_months_do(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a", generation="2018-07", scale=1500, layout="folder")
    shutil.rmtree(tmp_path / "a" / "data")
    items = Counter(ledger.items) - Counter({name: ledger.items[name] for name in ("media", "geo", "profile")})
    assert read(tmp_path / "a") == (Counter(grailbird_tweets_csv=ledger.records["grailbird_tweets"]), items)


def test_a_download_that_came_in_three_zips_is_counted_as_one(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "whole.zip", scale=3000, part_bytes=200_000)
    names = [f"twitter-2026-03-14-{letter}.zip" for letter in "abc"]
    with zipfile.ZipFile(tmp_path / "whole.zip") as whole, contextlib.ExitStack() as stack:
        zips = [stack.enter_context(zipfile.ZipFile(tmp_path / name, "w")) for name in names]
        for number, member in enumerate(sorted(whole.namelist())):
            zips[number % 3].writestr(member, whole.read(member))
    assert read(*(tmp_path / name for name in names)) == written(ledger)


def test_a_folder_under_another_folder_counts_the_same(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a", scale=500, layout="folder", top_folder="twitter-2026/inner")
    assert read(tmp_path / "a") == written(ledger)


def test_an_archive_in_many_parts_is_counted_whole(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a.zip", scale=3000, part_bytes=200_000)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "data/tweets-part3.js" in archive.namelist()
    assert read(tmp_path / "a.zip") == written(ledger)


@pytest.mark.timeout(300)
def test_two_hundred_thousand_items_are_counted_exactly(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a.zip", scale=200_000, part_bytes=30 * 1024 * 1024)
    assert sum(ledger.items.values()) > 200_000
    assert read(tmp_path / "a.zip") == written(ledger)


def test_progress_knows_the_expected_counts_at_once_and_ends_at_the_whole(tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a.zip", scale=1500)
    seen: list[Progress] = []
    with opened([tmp_path / "a.zip"]) as [download], AuditStore.temporary() as store:
        audit(download, store, progress=seen.append)
        total = store.count()
    first, last = seen[0], seen[-1]
    assert first.done == 0
    assert first.kinds["tweets"].expected == ledger.records["tweets"]
    assert last.done == last.total
    assert all(kind.files == 0 and kind.done == kind.total for kind in last.kinds.values())
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    # Repeats inside the archive are counted while reading and dropped at the end.
    assert sum(last.counts.values()) >= total > 0


def unpacked(archive: Path) -> Path:
    folder = archive.with_name("unpacked")
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    return folder


def below_a_folder(archive: Path) -> Path:
    """As some pack it again."""
    again = archive.with_name("again.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(again, "w") as new:
        new.writestr("twitter-2026/data/not-data/manifest.js.txt", "data/manifest.js")
        for name in old.namelist():
            new.writestr(f"twitter-2026/{name}", old.read(name))
    return again


@pytest.mark.parametrize("form", [lambda archive: archive, unpacked, below_a_folder])
def test_xs_own_counts_are_known_before_the_archive_is_opened(form: Callable[[Path], Path], tmp_path: Path) -> None:
    ledger = write_archive(tmp_path / "a.zip", scale=1500, part_bytes=200_000)
    path = form(tmp_path / "a.zip")
    seen: list[Progress] = []
    with opened([path]) as [download], AuditStore.temporary() as store:
        audit(download, store, progress=seen.append)
    look = first_look([tmp_path / "nothing.zip", path])
    assert look is not None
    assert look.kinds["tweets"].expected == ledger.records["tweets"]
    assert look.kinds["tweets"].files == seen[0].kinds["tweets"].files > 1
    counted = {name: kind.expected for name, kind in seen[0].kinds.items() if kind.expected is not None}
    assert counted.items() <= {name: kind.expected for name, kind in look.kinds.items()}.items()


def test_where_the_counts_are_not_told_at_once_nothing_is_made_up(tmp_path: Path) -> None:
    write_archive(tmp_path / "old.zip", scale=500, generation="2019-03")
    write_archive(tmp_path / "new.zip", scale=500)
    whole = (tmp_path / "new.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "no.zip").write_bytes(b"data/manifest.js")
    (tmp_path / "folder").mkdir()
    for name in ("old.zip", "cut.zip", "no.zip", "folder", "nowhere.zip"):
        assert first_look([tmp_path / name]) is None, name


def test_a_zip_full_of_names_like_the_manifests_is_left_to_the_full_look(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", scale=500)
    with zipfile.ZipFile(tmp_path / "a.zip") as old, zipfile.ZipFile(tmp_path / "full.zip", "w") as full:
        for n in range(500):
            full.writestr(f"data/manifest.js{n}", "")
        for name in old.namelist():
            full.writestr(name, old.read(name))
    assert first_look([tmp_path / "full.zip"]) is None
    with opened([tmp_path / "full.zip"]) as [download]:
        assert download.newest.manifest is not None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name there")
def test_a_first_look_waits_for_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert first_look([tmp_path / "pipe.zip"]) is None


def test_a_cancel_ends_the_reading(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", scale=1500)
    cancel = threading.Event()
    with (
        opened([tmp_path / "a.zip"]) as [download],
        AuditStore.temporary() as store,
        pytest.raises(Cancelled),
    ):
        audit(download, store, progress=lambda _: cancel.set(), cancel=cancel)


def test_pictures_alone_are_no_archive(tmp_path: Path) -> None:
    (tmp_path / "data" / "tweets_media").mkdir(parents=True)
    (tmp_path / "data" / "tweets_media" / "1-x.jpg").write_text("x")
    with (
        opened([tmp_path]) as [download],
        AuditStore.temporary() as store,
        pytest.raises(NotAnArchive, match="no data file"),
    ):
        audit(download, store)


def test_an_archive_of_which_nothing_can_be_read_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "account.js").write_text("][")
    with (
        opened([tmp_path]) as [download],
        AuditStore.temporary() as store,
        pytest.raises(NotAnArchive, match="None of the data files"),
    ):
        audit(download, store)
