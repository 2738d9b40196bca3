"""How often others liked and reposted a post: what the archive counted on the day it was made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.archive.text import named_values
from tests.auditor.archive.reading_back import lay_out, read_here


def told(folder: Path, **counts: object) -> dict[str, str]:
    post = {"id_str": "1900000000000000001", "full_text": "hello", **counts}
    account = 'window.YTD.account.part0 = [ {"account" : {"accountId" : "7"}} ]'
    posts = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": post}])
    lay_out(folder, {"data/account.js": account, "data/tweets.js": posts})
    [item] = [item for item in read_here(folder) if item.category == "posts"]
    return dict(named_values(item.detail))


def test_the_counts_of_a_post_stand_with_it(tmp_path: Path) -> None:
    assert told(tmp_path, favorite_count="12", retweet_count="3") == {"liked": "12", "reposted": "3"}


def test_numbers_of_the_older_archives_count_as_well(tmp_path: Path) -> None:
    assert told(tmp_path, favorite_count=7, retweet_count=0) == {"liked": "7"}


@pytest.mark.parametrize("nonsense", ["", "-4", "many", "1" * 40, "٣", "1e9"])
def test_what_is_no_count_is_left_out(tmp_path: Path, nonsense: str) -> None:
    assert told(tmp_path, favorite_count=nonsense, retweet_count="0") == {}
