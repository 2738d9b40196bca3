"""A redacted report can be shared: it says what X's words allow, not whose data it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from auditor.report.formats import documents
from auditor.report.json_view import to_json
from auditor.report.model import Finding, StepRow
from auditor.report.redaction import redact
from tests.auditor.report.helpers import OPTED_OUT, Editions


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def test_nothing_of_the_person_is_left_in_any_format(edition: Editions) -> None:
    for content in documents(edition(OPTED_OUT, redacted=True), ["html", "json"]).values():
        text = content.decode()
        assert "CANARY" not in text
        assert "7654321987" not in text
        assert "9f2c41d7" not in text
        assert "abababab" not in text
        assert "tweets.js" not in text


def test_the_full_report_does_say_it(edition: Editions) -> None:
    """The canaries sing where they may, so their silence above means something."""
    full = documents(edition(OPTED_OUT), ["html", "json"])
    for canary in ("CANARY-archive.zip", "CANARY-note", "7654321987", "tweets-part1.js"):
        assert canary in full["report.json"].decode()
    for canary in ("CANARY_handle", "CANARY-app", "CANARY-permission", "CANARY-bio", "CANARY-note"):
        assert canary in full["report.html"].decode()


def test_no_report_holds_the_text_of_an_item(edition: Editions) -> None:
    for redacted in (False, True):
        for content in documents(edition(redacted=redacted), ["html", "json"]).values():
            for canary in (b"CANARY-post", b"CANARY-reply", b"CANARY-quote", b"CANARY-liked"):
                assert canary not in content


def test_dates_of_the_person_go_to_the_month(edition: Editions) -> None:
    report = json.loads(to_json(edition(OPTED_OUT, redacted=True).report))
    dates = {
        path: value
        for path, value in leaves({**report, "policy_pack": {}})
        if isinstance(value, str) and re.match(r"\d{4}-\d{2}", value) and path != ".archive.generation"
    }
    assert dates[".made_at"] == "2026-11"
    assert dates[".archive.generated_at"] == "2026-03"
    assert dates[".situation.protected"] == "2025-07"
    assert dates[".situation.controls.reported_on"] == "2026-03"
    assert all(len(value) == 7 for value in dates.values())

    html = documents(edition(OPTED_OUT, redacted=True), ["html"])["report.html"].decode()
    for day in ("19 March 2026", "17 July 2025", "14 March 2026", "4 May 2020", "13 June 2021", "21 November 2026,"):
        assert day not in html
    assert "The holder said in March 2026" in html


def test_counts_under_five_are_veiled_wherever_they_stand(edition: Editions) -> None:
    report = json.loads(to_json(edition(redacted=True).report))
    counted = ("items", "records", "expected", "members", "files", "governs", "stated", "implied", "unclear", "open")
    counts = [value for path, value in leaves(report) if path.rpartition(".")[2].startswith(counted)]

    assert "<5" in counts
    assert not [count for count in counts if isinstance(count, int) and 0 < count < 5]
    rows = {row["id"]: row for row in report["categories"]}
    assert rows["quotes"]["items"] == "<5"
    assert rows["media"]["verdicts"]["grok"] == {"implied": 5, "unclear": "<5"}
    assert rows["lists"]["items"] == 0
    assert {"year": 2022, "category": "quotes", "items": "<5"} in report["timeline"]


def test_sums_do_not_give_away_what_is_veiled(edition: Editions) -> None:
    """The sum over the categories must not be the exact one, or the veiled part could be worked out."""
    html = documents(edition(redacted=True), ["html"])["report.html"].decode()
    assert "at least 1,210" not in html
    assert "at least 13" in html  # 7 replies, 5 pictures, and at least 1 quote, where there are 3


def test_the_receipt_goes_by_kind(edition: Editions) -> None:
    receipt = json.loads(to_json(edition(redacted=True).report))["receipt"]

    assert {"kind": "tweets", "state": "missing", "expected": 20, "files": "<5"} in receipt
    assert {"state": "unknown", "files": "<5"} in receipt
    assert not [row for row in receipt if row.keys() & {"path", "note", "bytes"}]


def test_findings_inferences_and_proof_are_covered_before_they_exist(edition: Editions) -> None:
    full = msgspec.structs.replace(
        edition().report,
        findings=(Finding(kind="phone", items=3, severity="high", examples=("CANARY-example",)),),
        steps=(
            StepRow(
                id="x.apps",
                title="Connected apps",
                priority=2,
                path="More > Apps",
                governs=2,
                proof_sha256="CANARY-proof",
            ),
        ),
    )
    assert b"CANARY" not in to_json(redact(full))
