"""The forms of before 2020, checked by reading them naively."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from auditor.demo import Ledger, write_archive
from auditor.demo.generations import OLDER_MADE_ON


def made(path: Path, generation: str) -> tuple[Ledger, dict[str, str]]:
    ledger = write_archive(path, scale=2000, generation=generation)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return ledger, {n: archive.read(n).decode() for n in archive.namelist() if n.endswith((".js", ".csv"))}


def value(text: str) -> Any:
    return json.loads(text.partition("=")[2])


@pytest.mark.parametrize("generation", OLDER_MADE_ON)
def test_equal_wishes_give_equal_bytes(tmp_path: Path, generation: str) -> None:
    for name in ("a.zip", "b.zip"):
        write_archive(tmp_path / name, scale=300, generation=generation)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_until_2018_every_month_has_a_file_and_the_index_counts_it(tmp_path: Path) -> None:
    ledger, files = made(tmp_path / "a.zip", "2018-07")
    index = value(files["data/js/tweet_index.js"])
    posts = []
    for month in index:
        text = files[month["file_name"]]
        assert text.startswith(f"Grailbird.data.{month['var_name']} = \n[ {{\n")
        assert len(value(text)) == month["tweet_count"]
        posts += value(text)
    assert (
        sum(month["tweet_count"] for month in index)
        == len(posts)
        == value(files["data/js/payload_details.js"])["tweets"]
    )
    assert ledger.items["reposts"] == sum("retweeted_status" in post for post in posts)
    assert ledger.items["geo"] == sum(bool(post["geo"]) for post in posts) > 0
    assert all(post["id"] == int(post["id_str"]) and "full_text" not in post for post in posts)
    rows = list(csv.DictReader(io.StringIO(files["tweets.csv"], newline="")))
    assert Counter(row["tweet_id"] for row in rows) == Counter(post["id_str"] for post in posts)


@pytest.mark.parametrize(("generation", "wrapped"), [("2019-03", False), ("2020-01", True)])
def test_then_everything_stood_in_the_root_in_milliseconds(tmp_path: Path, generation: str, wrapped: bool) -> None:
    ledger, files = made(tmp_path / "a.zip", generation)
    assert not any("/" in name for name in files)
    assert "manifest.js" not in files
    assert {name: len(value(text)) for name, text in files.items()} == {
        kind.replace("_", "-") + ".js": records for kind, records in ledger.records.items()
    }
    assert all(("tweet" in record) is wrapped for record in value(files["tweet.js"]))
    assert all(set(record["like"]) == {"tweetId"} for record in value(files["like.js"]))
    assert all("urls" in record["userListInfo"] for record in value(files["lists-member.js"]))
    for text in files.values():
        assert not re.search(r'"\d{4}-\d\d-\d\dT', text)
