"""The command line as people and scripts use it: run for real, judged by what it prints, writes and returns."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.demo import write_archive
from auditor.report.json_view import schema

ROOT = Path(__file__).parents[2]
BY_HAND = ROOT / "tests" / "fixtures" / "by_hand"


def outtake(*arguments: str | Path, cwd: Path | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, text=True, capture_output=True, check=False, timeout=100, **options)


def refusal(run: subprocess.CompletedProcess[str], code: int) -> str:
    """The one sentence on standard error; asserts that there is nothing else."""
    assert run.returncode == code, run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    [line] = run.stderr.splitlines()
    return line


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.zip"
    write_archive(path, scale=800)
    return path


def report(folder: Path) -> dict[str, Any]:
    [made] = [f for f in folder.iterdir() if f.name.startswith("outtake-")]
    content: dict[str, Any] = json.loads((made / "report.json").read_text("utf-8"))
    jsonschema.validate(content, schema())
    return content


def test_an_audit_writes_one_folder_and_prints_where(demo: Path, tmp_path: Path) -> None:
    run = outtake("audit", demo, "--out", tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    paths = [Path(line) for line in run.stdout.splitlines()]
    assert [path.name for path in paths] == ["report.html", "report.json"]
    assert all(path.is_file() for path in paths)
    assert [f.name for f in tmp_path.iterdir()] == [paths[0].parent.name]
    assert "demo" not in paths[0].parent.name


def test_a_second_audit_of_the_same_archive_does_not_touch_the_first(demo: Path, tmp_path: Path) -> None:
    first, second = (outtake("audit", demo, "--format", "json", "--out", tmp_path) for _ in range(2))
    one, two = (Path(run.stdout.strip()).parent for run in (first, second))
    assert two.name == one.name + "-2"
    assert one.exists()


def test_the_situation_changes_the_verdicts(tmp_path: Path) -> None:
    options = ["--region", "eu", "--off", "x.grok.training=2026-01-02", "--protected-since", "2024-02-01"]
    outtake("audit", BY_HAND, "--out", tmp_path, "--format", "json", *options)
    told = report(tmp_path)
    assert told["situation"] == {
        "region": "eu",
        "protected": "2024-02-01",
        "controls": [{"id": "x.grok.training", "state": "off", "reported_on": "2026-01-02"}],
    }
    verdicts = {row["id"]: row["verdicts"]["grok"] for row in told["categories"]}
    assert verdicts["posts"] == {"opted-out": 2}
    assert verdicts["protected"] == {"stated-excluded": 4}  # two posts and the two pictures of one of them
    assert verdicts["likes"] == {"unclear": 3}


def test_gaps_in_the_archive_give_exit_code_1_and_stand_in_the_receipt(tmp_path: Path) -> None:
    run = outtake("audit", BY_HAND, "--out", tmp_path)
    assert run.returncode == 1
    assert "coverage receipt names 1" in run.stderr
    missing = [row for row in report(tmp_path)["receipt"] if row["state"] == "missing"]
    assert [(row["path"], row["expected"]) for row in missing] == [("data/ip-audit.js", 4)]


def test_a_redacted_report_names_nobody(tmp_path: Path) -> None:
    outtake("audit", BY_HAND, "--out", tmp_path, "--redact")
    [folder] = tmp_path.iterdir()
    for file in folder.iterdir():
        text = file.read_text("utf-8")
        for private in ("hand_made", "Hand Made", "4100001", "hand@example.org", "1752840000000000001", "by_hand"):
            assert private not in text, (file.name, private)


def test_other_people_are_named_only_when_asked_for(demo: Path, tmp_path: Path) -> None:
    def page(*options: str) -> str:
        run = outtake("audit", demo, "--out", tmp_path, "--format", "html", *options)
        assert run.returncode == 0, run.stderr
        return Path(run.stdout.strip()).read_text("utf-8")

    without, with_others = page(), page("--with-others")
    assert "Other people in this archive" not in without
    assert "Direct messages, by conversation" in with_others
    contact = re.search(r"<li><bdi[^>]*>([^<]*@example[^<]*)</bdi>", with_others)
    assert contact is not None
    assert contact[1] not in without
    assert "names nobody" in refusal(outtake("audit", demo, "--redact", "--with-others"), 2)


def test_several_accounts_give_one_report_each(demo: Path, tmp_path: Path) -> None:
    run = outtake("audit", demo, BY_HAND, "--out", tmp_path, "--format", "json")
    assert run.returncode == 1
    assert len({Path(line).parent for line in run.stdout.splitlines()}) == 2


def test_the_archive_is_left_exactly_as_it_was(demo: Path, tmp_path: Path) -> None:
    before = (demo.read_bytes(), demo.stat().st_mtime_ns)
    outtake("audit", demo, "--out", tmp_path)
    assert (demo.read_bytes(), demo.stat().st_mtime_ns) == before


def test_the_demo_and_the_self_check_work(tmp_path: Path) -> None:
    run = outtake("demo", "--out", tmp_path / "new" / "folder")
    assert run.returncode == 0, run.stderr
    assert sum(row["items"] for row in report(tmp_path / "new" / "folder")["categories"]) > 5000
    check = outtake("check", cwd=tmp_path)
    assert check.returncode == 0, check.stderr
    assert check.stdout.endswith("This installation works.\n")


# --- what cannot be done ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit"], "required"),
        (["audit", "x", "--format", "pdf,html"], "Choose from: html, json"),
        (["audit", "x", "--format", ""], "No format"),
        (["audit", "x", "--region", "mars"], "invalid choice"),
        (["audit", "x", "--off", "x.nothing=2026-01-01"], "no control of that name"),
        (["audit", "x", "--off", "x.grok.training=soon"], "must be a date"),
        (["audit", "x", "--off", "x.grok.training"], "must be a date"),
        (["audit", "x", "--protected-since", "2999-01-01"], "day in the past"),
        (["audit", "x", "--workers", "0"], "whole number"),
        (["compare", "a", "b"], "does not stand yet"),
        (["policy", "watch"], "does not stand yet"),
        (["--colour"], "See: outtake --help"),
    ],
)
def test_a_wrong_command_is_explained(arguments: list[str], words: str) -> None:
    assert words in refusal(outtake(*arguments), 2)


def zip_of(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def wrong_things(folder: Path, demo: Path) -> dict[str, tuple[Path, str]]:
    (folder / "empty-folder").mkdir()
    (folder / "empty.zip").touch()
    (folder / "letter.zip").write_text("Dear reader")
    (folder / "half.zip").write_bytes(demo.read_bytes()[:30])
    (folder / "page.html").write_text("<!DOCTYPE html><html><title>Your archive</title></html>")
    return {
        "a missing path": (folder / "nowhere.zip", "no file or folder"),
        "an empty folder": (folder / "empty-folder", "is empty"),
        "an empty file": (folder / "empty.zip", "is empty"),
        "no zip at all": (folder / "letter.zip", "not a zip file"),
        "half a download": (folder / "half.zip", "cut off"),
        "a saved web page": (folder / "page.html", "saved web page"),
        "a zip without members": (zip_of(folder / "none.zip", {}), "is empty"),
        "another network": (zip_of(folder / "ig.zip", {"your_instagram_activity/a.json": "[]"}), "Instagram"),
        "somebody's holiday": (zip_of(folder / "pics.zip", {"pics/1.jpg": "x"}), "no data file of X"),
        "only broken data": (zip_of(folder / "broken.zip", {"data/account.js": "]["}), "None of the data files"),
    }


def test_wrong_things_are_refused_in_one_sentence_and_nothing_is_written(demo: Path, tmp_path: Path) -> None:
    given, out = tmp_path / "given", tmp_path / "out"
    given.mkdir()
    for name, (path, words) in wrong_things(given, demo).items():
        line = refusal(outtake("audit", path, "--out", out), 3)
        assert words in line, name
        assert line.endswith("."), name
        assert not out.exists(), name


def test_half_a_download_gives_what_is_whole_and_says_that_it_was_cut(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(demo.read_bytes()[: demo.stat().st_size // 2])
    run = outtake("audit", tmp_path / "half.zip", "--out", tmp_path / "out", "--format", "json")
    assert run.returncode == 1
    told = report(tmp_path / "out")
    assert told["receipt"][0]["path"] == "(zip)"
    assert sum(row["items"] for row in told["categories"]) > 0


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may read everything")
def test_an_archive_without_permission_is_refused(demo: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.zip"
    shutil.copy(demo, mine)
    mine.chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    assert "permission" in refusal(outtake("audit", mine, "--out", tmp_path / "out"), 3)


def test_a_place_that_is_a_file_cannot_take_a_report(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    line = refusal(outtake("audit", demo, "--out", tmp_path / "taken"), 4)
    assert "file" in line
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_full_disk_is_named_and_leaves_nothing(demo: Path, tmp_path: Path) -> None:
    """No file of this process may grow beyond 100 kB, which is how a full disk looks to it."""

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    line = refusal(outtake("audit", demo, "--out", tmp_path / "out", preexec_fn=small_files), 4)
    assert "room" in line or "write" in line or "saved" in line
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_nothing_behind(kind: signal.Signals, tmp_path: Path) -> None:
    big = tmp_path / "big.zip"
    write_archive(big, scale=30_000)
    temporary, out = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "audit", str(big), "--out", str(out)],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.8)
    process.send_signal(kind)
    printed, complaint = process.communicate(timeout=20)
    assert process.returncode == 130, complaint
    assert printed == ""
    assert "Cancelled" in complaint
    assert not out.exists()
    assert list(temporary.iterdir()) == []
