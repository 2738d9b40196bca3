"""People keep several zips of one download, and downloads of several years: nothing counts twice, nothing is lost."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from auditor.audit import opened
from auditor.errors import NotAnArchive
from tests.auditor.archive.reading_back import FIXTURES, Reading, data_file, lay_out, manifest, post, read

SEA, TEA, PEA = 1_500_000_000_000_000_001, 1_600_000_000_000_000_001, 1_700_000_000_000_000_001


def login(ip: str, day: int) -> dict[str, object]:
    return {"ipAudit": {"accountId": "7", "createdAt": f"2025-06-{day:02}T00:00:00.000Z", "loginIp": ip}}


# --- one download in several zips ------------------------------------------------------------------------------------

CONTENTS = manifest([("account", 1), ("tweets", 1), ("tweets-part1", 1), ("ip-audit", 1), ("like", 3)])
ACCOUNT = data_file("account", [{"account": {"accountId": "7", "username": "someone"}}])


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return lay_out(
        tmp_path / "twitter-2025-12-20-aa",
        {
            "data/manifest.js": CONTENTS,
            "data/account.js": ACCOUNT,
            "data/tweets.js": data_file("tweets", [post(SEA, "sea")]),
            "data/ip-audit.js": data_file("ip-audit", [login("203.0.113.1", 1)]),
        },
    )


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return lay_out(
        tmp_path / "twitter-2025-12-20-bb",
        {
            "data/tweets-part1.js": data_file("tweets-part1", [post(TEA, "tea")]),
            "data/tweets_media/1600000000000000001-x.jpg": "x",
        },
    )


def test_a_file_that_another_zip_holds_is_not_missing(first: Path, second: Path) -> None:
    reading = read(first, second)
    assert reading.counts == {"posts": 2, "devices": 1, "profile": 1}
    assert [(e.path, e.expected) for e in reading.entries if e.state == "missing"] == [("1: data/like.js", 3)]
    assert reading.entry("2: data/tweets-part1.js").expected == 1
    assert reading.entry("2: data/tweets_media/").members == 1


def test_the_order_in_which_the_zips_are_chosen_does_not_matter(first: Path, second: Path) -> None:
    reading = read(second, first)
    assert reading.counts == {"posts": 2, "devices": 1, "profile": 1}
    assert reading.entry("1: data/tweets-part1.js").expected == 1
    assert reading.facts.account.username == "someone"
    assert [file.name for file in reading.facts.files] == [second.name, first.name]


def test_a_file_that_both_zips_hold_is_read_once(first: Path, second: Path) -> None:
    shutil.copy(first / "data" / "ip-audit.js", second / "data" / "ip-audit.js")
    shutil.copy(first / "data" / "manifest.js", second / "data" / "manifest.js")
    reading = read(first, second)
    assert reading.counts["devices"] == 1
    assert reading.entry("2: data/ip-audit.js").state == "ignored"


def test_a_whole_file_makes_up_for_the_same_file_cut_off_in_another_zip(first: Path, second: Path) -> None:
    whole = data_file("ip-audit", [login("203.0.113.1", 1), login("203.0.113.2", 2)])
    lay_out(first, {"data/ip-audit.js": whole[: whole.index("203.0.113.2")]})
    lay_out(second, {"data/ip-audit.js": whole, "data/manifest.js": CONTENTS})
    reading = read(first, second)
    assert {item.text for item in reading.of("devices")} == {"203.0.113.1", "203.0.113.2"}
    assert reading.entry("1: data/ip-audit.js").state == "partial"


def test_a_zip_with_nothing_but_pictures_belongs_to_the_others(first: Path, second: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twitter-2025-12-20-cc.zip", "w") as pictures:
        pictures.writestr("data/tweets_media/1-x.jpg", "x")
    reading = read(first, second, tmp_path / "twitter-2025-12-20-cc.zip")
    assert reading.entry("3: data/tweets_media/").members == 1
    assert not [entry for entry in reading.entries if entry.path.endswith("manifest.js") and entry.state == "missing"]


def test_the_zip_and_the_folder_it_was_unpacked_into_count_once(first: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "again"), "zip", first)
    assert read(first, tmp_path / "again.zip").counts == read(first).counts


def test_one_archive_alone_has_no_numbers_in_its_receipt(first: Path) -> None:
    assert {entry.path for entry in read(first).entries} >= {"data/tweets.js", "data/manifest.js"}


# --- several downloads of one account --------------------------------------------------------------------------------


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return lay_out(
        tmp_path / "older",
        {
            "data/manifest.js": manifest([("tweet", 3)], made="2021-01-01T00:00:00.000Z"),
            "data/account.js": data_file("account", [{"account": {"accountId": "7", "username": "before"}}]),
            "data/tweet.js": data_file(
                "tweet", [post(SEA, "sea as it was"), post(TEA, "deleted since"), post(PEA, "pea")]
            ),
            "data/ip-audit.js": data_file("ip-audit", [login("203.0.113.8", 8), login("203.0.113.1", 1)]),
            "data/protected-history.js": data_file(
                "protected-history",
                [{"protectedHistory": {"protectedAt": "2020-12-01T00:00:00.000Z", "action": "Protect"}}],
            ),
        },
    )


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return lay_out(
        tmp_path / "newer",
        {
            "data/manifest.js": manifest([("tweets", 1)], made="2025-01-01T00:00:00.000Z"),
            "data/account.js": ACCOUNT,
            "data/tweets.js": data_file("tweets", [post(SEA, "sea as it is")]),
            "data/deleted-tweets.js": data_file("deleted-tweets", [post(PEA, "pea")]),
            "data/ip-audit.js": data_file(
                "ip-audit", [login("203.0.113.1", 1), login("203.0.113.9", 9), login("203.0.113.9", 9)]
            ),
        },
    )


@pytest.fixture(params=[True, False], ids=["older first", "newer first"])
def both(request: pytest.FixtureRequest, older: Path, newer: Path) -> Reading:
    return read(older, newer) if request.param else read(newer, older)


def test_the_newest_says_what_a_post_is_and_absence_deletes_nothing(both: Reading) -> None:
    assert {(item.category, item.id): item.text for item in both.items if item.category in ("posts", "deleted")} == {
        ("posts", str(SEA)): "sea as it is",
        ("posts", str(TEA)): "deleted since",
        ("deleted", str(PEA)): "pea",
    }


def test_records_without_an_id_are_told_apart_by_what_they_say(both: Reading) -> None:
    logins = sorted(item.text or "" for item in both.of("devices"))
    assert logins == ["203.0.113.1", "203.0.113.8", "203.0.113.9", "203.0.113.9"]
    assert len({item.id for item in both.of("devices")}) == 4


def test_the_newest_speaks_for_the_account(both: Reading) -> None:
    assert both.facts.account.username == "someone"
    assert both.facts.generated_at == 1_735_689_600_000
    assert both.facts.protected_changes == ((1_606_780_800_000, "Protect"),)


def test_an_archive_of_2018_and_one_of_today_are_one_life(tmp_path: Path) -> None:
    today = lay_out(
        tmp_path / "today",
        {
            "data/manifest.js": manifest([("tweets", 2)], account="4100001"),
            "data/tweets.js": data_file(
                "tweets", [post(1_018_397_250_155_446_273, "At the pond"), post(1_900_000_000_000_000_001, "new")]
            ),
        },
    )
    reading = read(FIXTURES / "grailbird", FIXTURES / "root_flat", today)
    assert reading.one("posts", "1018397250155446273").text == "At the pond"
    assert reading.one("posts", "1717171717").text == "my first words here"
    assert reading.one("posts", "1002474833310646273").text == "1 < 2, or:"
    assert reading.counts["posts"] == 6


@pytest.fixture
def shelf(older: Path, newer: Path, tmp_path: Path) -> Path:
    """A folder in which someone keeps everything."""
    lay_out(tmp_path / "shelf", {"letter.txt": "x"})
    older.rename(tmp_path / "shelf" / "of 2021")
    newer.rename(tmp_path / "shelf" / "of 2025")
    return tmp_path / "shelf"


def test_a_folder_that_holds_several_archives_gives_all_of_them(shelf: Path) -> None:
    reading = read(shelf)
    assert {item.text for item in reading.of("posts")} == {"sea as it is", "deleted since"}
    assert reading.entry("of 2021/data/tweet.js").records == 3
    assert [entry.members for entry in reading.entries if entry.path.endswith("..")] == [1]
    assert [file.name for file in reading.facts.files] == ["shelf"]


def test_an_archive_of_somebody_else_in_that_folder_stays_apart(shelf: Path) -> None:
    shutil.copytree(FIXTURES / "root_flat", shelf / "hers")
    with opened([shelf]) as downloads:
        assert [len(download.editions) for download in downloads] == [2, 1]


def test_two_accounts_stay_apart(first: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "other", {"data/manifest.js": manifest([], account="8"), "data/tweets.js": "x = [ ]"})
    with opened([first, other]) as downloads:
        assert [len(download.layouts) for download in downloads] == [1, 1]


# --- leftovers and loose files ---------------------------------------------------------------------------------------


def test_files_of_an_older_archive_unpacked_over_a_newer_one_are_left_alone(newer: Path, older: Path) -> None:
    shutil.copy(older / "data" / "tweet.js", newer / "data" / "tweet.js")
    shutil.copytree(FIXTURES / "grailbird" / "data" / "js", newer / "data" / "js")
    reading = read(newer)
    assert [item.text for item in reading.of("posts")] == ["sea as it is"]
    for path in ("data/tweet.js", "data/js/"):
        assert reading.entry(path).state == "ignored"
        assert "older archive" in reading.entry(path).note


def test_an_older_name_is_read_where_nothing_newer_holds_its_records(newer: Path, older: Path) -> None:
    shutil.copy(older / "data" / "tweet.js", newer / "data" / "tweet.js")
    (newer / "data" / "tweets.js").unlink()
    assert {item.text for item in read(newer).of("posts")} == {"sea as it was", "deleted since", "pea"}


def test_both_names_are_read_where_no_manifest_says_which_is_right(newer: Path, older: Path) -> None:
    shutil.copy(older / "data" / "tweet.js", newer / "data" / "tweet.js")
    (newer / "data" / "manifest.js").unlink()
    reading = read(newer)
    assert len({item.id for item in reading.of("posts") + reading.of("deleted")}) == 3


def test_files_chosen_one_by_one_are_an_archive_and_their_neighbours_are_not_looked_at(newer: Path) -> None:
    reading = read(newer / "data" / "tweets.js", newer / "data" / "account.js")
    assert reading.counts == {"posts": 1, "profile": 1}
    assert {entry.path for entry in reading.entries} == {"tweets.js", "account.js"}


def test_the_data_folder_alone_is_an_archive(newer: Path, tmp_path: Path) -> None:
    (newer / "data").rename(tmp_path / "what X had of me")
    reading = read(tmp_path / "what X had of me")
    assert reading.counts["posts"] == 1
    assert reading.entry("tweets.js").expected == 1
    assert reading.entry("manifest.js").state == "read"


def test_a_file_downloaded_twice_has_a_number_and_counts_once(newer: Path) -> None:
    shutil.copy(newer / "data" / "tweets.js", newer / "data" / "tweets (1).js")
    assert read(newer).counts["posts"] == 1


def test_somebodys_own_program_is_no_archive(tmp_path: Path) -> None:
    lay_out(tmp_path, {"src/account.js": "export const account = [1]", "src/profile.js": "export default {}"})
    with pytest.raises(NotAnArchive, match="no data file of X"):
        read(tmp_path)
